package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/letter"
)

// requestLetter writes a reply as the letter that goes to the applicant.
type requestLetter struct {
	one
	Out string `short:"o" help:"File to write; .docx makes a document (default: text on the terminal)." placeholder:"FILE"`
}

func (x requestLetter) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := o.desk.Request(ctx, x.ID)
		if err != nil {
			return err
		}
		reply, ok := r.Reply()
		if !ok {
			return errors.New("the request has no reply yet")
		}
		var day civil.Date
		for _, e := range r.Events {
			if e.Reply != nil {
				day = e.Day
			}
		}
		l, err := reply.Letter(r, day)
		if err != nil {
			return err
		}
		if x.Out == "" {
			fmt.Fprintln(t.out, l.Text())
			return nil
		}
		f, err := os.Create(x.Out)
		if err != nil {
			return err
		}
		if strings.HasSuffix(x.Out, ".docx") {
			return errors.Join(letter.Write(f, l), f.Close())
		}
		_, err = fmt.Fprintln(f, l.Text())
		return errors.Join(err, f.Close())
	})
}
