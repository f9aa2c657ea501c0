package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// replyFlags say what is answered.
type replyFlags struct {
	Outcome string   `required:"" help:"Outcome: its key, number on the form or Chinese name; see outcomes."`
	Text    string   `help:"What is decided, or the information itself." placeholder:"TEXT"`
	Grounds string   `help:"The reasons, where the outcome asks for them." placeholder:"TEXT"`
	HowTo   string   `name:"how" help:"How to obtain what is given." placeholder:"TEXT"`
	Records []string `name:"record" help:"Index numbers that answer the request." placeholder:"NUMBER"`
	NotOurs bool     `help:"The information is another organ's."`
	Organ   string   `help:"That organ and how to reach it." placeholder:"TEXT"`
	Number  string   `help:"Document number of the letter." placeholder:"TEXT"`
}

// reply reads the flags, and prints what the reply lacks.
func (x replyFlags) reply(t terminal) (disclosure.Reply, error) {
	outcome, err := disclosure.ParseOutcome(x.Outcome)
	if err != nil {
		return disclosure.Reply{}, err
	}
	reply := disclosure.Reply{Outcome: outcome, Number: x.Number, Text: x.Text, Grounds: x.Grounds, HowToGet: x.HowTo,
		Records: x.Records, NotOurs: x.NotOurs, Responsible: x.Organ}
	wrong := false
	for _, f := range reply.Validate() {
		fmt.Fprintf(t.err, "%s：%s：%s\n", f.Severity, f.Where, f.Text)
		wrong = wrong || f.Severity == disclosure.Wrong
	}
	if wrong {
		return reply, errFindings
	}
	return reply, nil
}

type requestReply struct {
	dated
	replyFlags
}

func (x requestReply) Run(ctx context.Context, c *commands, t terminal) error {
	reply, err := x.reply(t)
	if err != nil {
		return err
	}
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) { return disclosure.Replied(day, reply), nil })
}

type requestPropose struct {
	dated
	replyFlags
}

func (x requestPropose) Run(ctx context.Context, c *commands, t terminal) error {
	reply, err := x.reply(t)
	if err != nil {
		return err
	}
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) { return disclosure.ReplyProposed(day, reply), nil })
}

// requestSign signs the reply that is proposed; one that gives information is
// reviewed for secrecy in the same step.
type requestSign struct {
	dated
	Found  string `help:"What the secrecy review found." placeholder:"TEXT"`
	Number string `help:"Document number of the letter, where the draft has none." placeholder:"TEXT"`
}

func (x requestSign) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := o.desk.Request(ctx, x.ID)
		if err != nil {
			return err
		}
		reply, _, ok := r.Proposed()
		if !ok {
			return errors.New("no reply of the request waits to be signed; see zwgk request propose")
		}
		day, err := x.day(t)
		if err != nil {
			return err
		}
		reply.Number = cmp.Or(x.Number, reply.Number)
		by := disclosure.Actor{Name: c.By, Role: disclosure.RoleSigner}
		events, err := r.Signing(reply, x.Found, day, by)
		if err != nil {
			return err
		}
		for _, e := range events {
			if r, err = o.desk.Record(ctx, x.ID, e.WithTime(t.now())); err != nil {
				return err
			}
			fmt.Fprintf(t.out, "%s %s\n", r.ID, e.Kind.Chinese())
		}
		fmt.Fprintln(t.out, clerk.Standing(r, o.cal, civil.DateOf(t.now())))
		return nil
	})
}

type requestSendBack struct {
	dated
	Why string `required:"" help:"What is to be changed." placeholder:"TEXT"`
}

func (x requestSendBack) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) { return disclosure.ReplySentBack(day, x.Why), nil })
}
