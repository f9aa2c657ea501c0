package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// requestCommand is the clerk's side of 依申请公开.
type requestCommand struct {
	List     requestList     `cmd:"" default:"withargs" help:"List requests, the most urgent first."`
	Show     requestShow     `cmd:"" help:"Show one request, its events and what may be done now."`
	Confirm  requestConfirm  `cmd:"" help:"Confirm receipt with the applicant: this day starts the clock."`
	Correct  requestCorrect  `cmd:"" help:"Ask the applicant, once, to supplement the application (补正)."`
	Consult  requestConsult  `cmd:"" help:"Ask a third party for its opinion (征求第三方意见)."`
	Opined   requestOpined   `cmd:"" help:"Record that the third party has answered."`
	Step     requestStep     `cmd:"" help:"Record any other step that may be taken now: 转送, 指导释明, 补正, 视为放弃, 撤回, 复议, 诉讼 …"`
	Extend   requestExtend   `cmd:"" help:"Extend the time limit, with the head's consent (延期)."`
	Reply    requestReply    `cmd:"" help:"Reply with an outcome (答复), in one step."`
	Propose  requestPropose  `cmd:"" help:"Propose a reply that another person signs (送审)."`
	Sign     requestSign     `cmd:"" help:"Review the proposed reply for secrecy and sign it (审核签发): it goes out. Not by who proposed it."`
	SendBack requestSendBack `cmd:"" name:"send-back" help:"Send the proposed reply back to be drafted anew (退回)."`
	File     requestFile     `cmd:"" help:"Write an attachment into a file; who looked is kept on the record."`
	Letter   requestLetter   `cmd:"" help:"Write the reply as a letter (告知书), .docx or text."`
	Outcomes requestOutcomes `cmd:"" help:"List the 21 outcomes of the national form."`
	Export   requestExport   `cmd:"" help:"Write all that is kept of one request as JSON."`
	Erase    requestErase    `cmd:"" help:"Erase a closed request's personal data; the statistics stand."`
}

// one names a request, and the day on which something happened to it.
type one struct {
	ID string `arg:"" help:"Receipt number." placeholder:"NUMBER"`
}

type dated struct {
	one
	Day string `help:"The day it happened, 2026-11-23 (default: today)." placeholder:"DAY"`
}

func (d dated) day(t terminal) (civil.Date, error) {
	if d.Day == "" {
		return civil.DateOf(t.now()), nil
	}
	return civil.ParseDate(d.Day)
}

// withDesk opens the office for one command and closes it after.
func withDesk(ctx context.Context, c *commands, do func(*office) error) error {
	o, err := c.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(o), o.close())
}

// record adds an event to a request and prints where the request stands now.
func (d dated) record(ctx context.Context, c *commands, t terminal, make func(civil.Date) (disclosure.Event, error)) error {
	return withDesk(ctx, c, func(o *office) error {
		day, err := d.day(t)
		if err != nil {
			return err
		}
		e, err := make(day)
		if err != nil {
			return err
		}
		if e.By.Name == "" {
			e.By.Name = c.By
		}
		r, err := o.desk.Record(ctx, d.ID, e.WithTime(t.now()))
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s %s\n", r.ID, e.Kind.Chinese())
		fmt.Fprintln(t.out, clerk.Standing(r, o.cal, civil.DateOf(t.now())))
		return nil
	})
}

type requestList struct {
	All bool `help:"Closed ones too."`
}

func (l requestList) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		today := civil.DateOf(t.now())
		var rs []disclosure.Request
		closed := 0
		for r, err := range o.desk.Requests(ctx) {
			if err != nil {
				return err
			}
			if r.State().Closed() && !l.All {
				closed++
				continue
			}
			rs = append(rs, r)
		}
		slices.SortStableFunc(rs, func(a, b disclosure.Request) int { return clerk.Urgency(a, o.cal).Compare(clerk.Urgency(b, o.cal)) })
		w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "编号\t提交\t渠道\t申请人\t所需信息\t办到哪里")
		for _, r := range rs {
			a := r.Applicant.Masked()
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Submitted(), r.Channel.Chinese(), a.Name, cut(r.Subject, 24), clerk.Standing(r, o.cal, today))
		}
		fmt.Fprintf(w, "共%d件", len(rs))
		if closed > 0 {
			fmt.Fprintf(w, "，另有%d件已经办结：--all 都列出来", closed)
		}
		fmt.Fprintln(w)
		return w.Flush()
	})
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

type requestShow struct{ one }

func (s requestShow) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := o.desk.Request(ctx, s.ID)
		if err != nil {
			return err
		}
		a := r.Applicant.Masked()
		fmt.Fprintf(t.out, "%s %s\n申请人：%s（%s） %s %s\n所需信息：%s\n提供方式：%s %s\n\n", r.ID, clerk.Standing(r, o.cal, civil.DateOf(t.now())),
			a.Name, a.Kind, a.Phone, a.Email, r.Subject, r.Delivery.Form, r.Delivery.Way)
		for i, f := range r.Attachments {
			fmt.Fprintf(t.out, "附件%d：%s（%s，%d字节）\n", i+1, f.Name, f.Type, f.Size)
		}
		for i, e := range r.Events {
			fmt.Fprintf(t.out, "%2d %s %s %s %s%s%s\n", i, e.Day, e.Kind.Chinese(), e.By.Name, e.Score.Chinese(), e.Note, tellingWords(e.Channel, e.Failure))
		}
		if received := r.Received(); !received.IsZero() {
			if err := explain(t, r, o.cal); err != nil {
				return err
			}
		}
		var now []string
		for _, k := range r.AllowedTo(disclosure.RoleClerk) {
			now = append(now, k.Chinese())
		}
		fmt.Fprintln(t.out, "\n现在可以：", strings.Join(now, "、"))
		return nil
	})
}

// explain prints how the reply's day was counted, one line a day.
func explain(t terminal, r disclosure.Request, cal *civil.Calendar) error {
	deadline, err := r.Deadline(cal)
	if err != nil {
		fmt.Fprintln(t.out, "\n答复期限：", clerk.Standing(r, cal, r.Received()))
		return nil
	}
	n, err := cal.Workdays(r.Received(), deadline)
	if err != nil {
		return nil
	}
	lines, err := cal.Explain(r.Received(), n)
	if err != nil {
		return err
	}
	fmt.Fprintln(t.out, "\n期限怎样算出：")
	for _, l := range lines {
		fmt.Fprintln(t.out, " ", l)
	}
	return nil
}

type requestConfirm struct{ dated }

func (x requestConfirm) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) { return disclosure.Confirmed(day), nil })
}

type requestCorrect struct {
	dated
	Until string `required:"" help:"Last day for the supplement." placeholder:"DAY"`
	What  string `required:"" help:"What is to be supplemented." placeholder:"TEXT"`
}

func (x requestCorrect) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) {
		until, err := civil.ParseDate(x.Until)
		return disclosure.CorrectionAsked(day, until, x.What), err
	})
}

type requestConsult struct {
	dated
	Party string `required:"" help:"The third party." placeholder:"NAME"`
}

func (x requestConsult) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) { return disclosure.Consulted(day, x.Party), nil })
}

type requestOpined struct{ dated }

func (x requestOpined) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) { return disclosure.Opined(day), nil })
}

type requestExtend struct {
	dated
	Workdays int    `required:"" help:"How many working days."`
	Head     string `required:"" help:"The head of the disclosure office who consents." placeholder:"NAME"`
}

func (x requestExtend) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) (disclosure.Event, error) {
		return disclosure.Extended(day, x.Workdays, disclosure.Actor{Name: x.Head, Role: disclosure.RoleHead}), nil
	})
}

type requestOutcomes struct{}

func (requestOutcomes) Run(t terminal) error {
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	for _, o := range disclosure.Outcomes() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", o.Code(), o, o.Chinese(), o.Article(civil.DateOf(t.now())))
	}
	return w.Flush()
}

type requestFile struct {
	one
	N   int    `arg:"" help:"Which attachment, from 1."`
	Out string `help:"File to write (default: the attachment's name)." placeholder:"FILE"`
}

func (x requestFile) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		a, data, err := o.desk.File(ctx, x.ID, x.N-1)
		if err != nil {
			return err
		}
		seen := disclosure.Viewed(civil.DateOf(t.now()), "查看附件").WithActor(disclosure.Actor{Name: c.By, Role: disclosure.RoleClerk}).WithTime(t.now())
		if _, err := o.desk.Record(ctx, x.ID, seen); err != nil {
			return err
		}
		return t.write(a, data, x.Out)
	})
}

// write writes an attachment under a name, or its own.
func (t terminal) write(a disclosure.Attachment, data []byte, name string) error {
	name = cmp.Or(name, a.Name)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s 已写入 %s\n", a.Name, name)
	return nil
}

type requestExport struct{ one }

func (x requestExport) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		r, err := o.desk.Request(ctx, x.ID)
		if err != nil {
			return err
		}
		e := json.NewEncoder(t.out)
		e.SetIndent("", " ")
		return e.Encode(r)
	})
}

type requestErase struct{ one }

func (x requestErase) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error { return o.desk.Erase(ctx, x.ID) })
}
