package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/letter"
)

// requestLetter writes a reply, or another step, as the letter that goes to the
// applicant or to a third party.
type requestLetter struct {
	one
	Step  string `help:"The step to tell: confirmed, correction_asked, extended, third_party_consulted or fee_noticed (default: the reply, or the newest of these)." placeholder:"STEP"`
	Draft bool   `help:"The reply that waits to be signed, as of today."`
	Out   string `short:"o" help:"File to write; .docx makes a document (default: text on the terminal)." placeholder:"FILE"`
}

// letter is the letter asked for: the reply's, or of the newest step that is
// told in one.
func (x requestLetter) letter(o *office, r disclosure.Request, today civil.Date) (disclosure.Letter, error) {
	if draft, _, ok := r.Proposed(); x.Draft && ok {
		return draft.Letter(r, today)
	} else if x.Draft {
		return disclosure.Letter{}, errors.New("no reply of the request waits to be signed; see zwgk request propose")
	}
	for i, e := range slices.Backward(r.Events) {
		switch {
		case x.Step == "" && e.Reply != nil:
			return e.Reply.Letter(r, e.Day)
		case x.Step == "" && e.Kind.HasNotice(), x.Step == string(e.Kind):
			return disclosure.Letters{}.Notice(r, i, o.desk.Calendar())
		}
	}
	if x.Step == "" {
		return disclosure.Letter{}, errors.New("no step of the request is told in a letter yet")
	}
	return disclosure.Letter{}, fmt.Errorf("the request has no step %q; see zwgk request show", x.Step)
}

func (x requestLetter) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := o.desk.Request(ctx, x.ID)
		if err != nil {
			return err
		}
		l, err := x.letter(o, r, civil.DateOf(t.now()))
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
