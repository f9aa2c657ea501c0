package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// caseCommand is the clerk's side of complaints, consultations and questions.
type caseCommand struct {
	List      caseList      `cmd:"" default:"withargs" help:"List cases (投诉、咨询、提问), the most urgent first."`
	Show      caseShow      `cmd:"" help:"Show one case, its events and what may be done now."`
	File      caseFile      `cmd:"" help:"Write a file that came with a case."`
	Assign    caseAssign    `cmd:"" help:"Hand a case to an organ (交办)."`
	Verify    caseVerify    `cmd:"" help:"Record what the verification found (核实)."`
	Handle    caseHandle    `cmd:"" help:"Record what was done (办理)."`
	Reply     caseReply     `cmd:"" help:"Reply; the citizen is told (答复)."`
	Decline   caseDecline   `cmd:"" help:"Say that the case is not this office's, and whose it is."`
	Questions caseQuestions `cmd:"" help:"List the questions that found no answer, without who asked them."`
	Stats     caseStats     `cmd:"" help:"How many came in, were answered in time, and how content people are."`
	Export    caseExport    `cmd:"" help:"Write all cases as JSON lines, for the office's archive."`
	Retire    caseRetire    `cmd:"" help:"Erase the personal data of cases and requests closed before a day, and forget old questions and what was begun before it and never handed in."`
	Erase     caseErase     `cmd:"" help:"Erase a closed case's personal data; the statistics stand."`
}

// oneCase names a case, and the day on which something happened to it.
type oneCase struct {
	ID string `arg:"" help:"Number of the case, such as TS-2026-00001-6." placeholder:"NUMBER"`
}

type datedCase struct {
	oneCase
	Day  string `help:"The day it happened, 2026-11-23 (default: today)." placeholder:"DAY"`
	Role string `help:"In which role: clerk, head or organ." enum:"clerk,head,organ" default:"clerk"`
}

// record adds an event to a case and prints where the case stands now.
func (d datedCase) record(ctx context.Context, c *commands, t terminal, make func(civil.Date) cases.Event) error {
	return withDesk(ctx, c, func(o *office) error {
		day, err := dated{Day: d.Day}.day(t)
		if err != nil {
			return err
		}
		e := make(day).WithActor(disclosure.Actor{Name: c.By, Role: d.Role}).WithTime(t.now())
		k, err := o.cases.Record(ctx, d.ID, e)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s %s\n%s\n", k.ID, e.Act.Chinese(), o.caseStanding(k, civil.DateOf(t.now())))
		return nil
	})
}

// caseStanding says in one line where a case stands and what is due.
func (o *office) caseStanding(c cases.Case, today civil.Date) string {
	line := c.State().Chinese()
	due, err := o.cases.Due(c)
	switch {
	case c.State().Closed():
		if len(c.Untold()) > 0 {
			line += "；还没有告知来件人"
		}
		if len(c.Announced()) > 0 {
			line += "；已发通知，答复等他来消息时补发"
		}
		if s := c.Score(); s != "" {
			line += "；评价：" + s.Chinese()
		}
	case err != nil:
		line += "；期限暂不能算出：当年放假安排尚未公布"
	case due.IsZero():
		line += "；没有设定办理期限"
	case today.After(due):
		line += fmt.Sprintf("；已超过期限（%s）", due)
	default:
		line += fmt.Sprintf("；最迟%s", due)
	}
	return line
}

type caseList struct {
	All  bool   `help:"Closed ones too."`
	Kind string `help:"Only complaint, consultation or question." enum:",complaint,consultation,question" default:""`
}

func (l caseList) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		list, err := o.cases.OpenCases(ctx)
		if err != nil {
			return err
		}
		if l.All {
			for k, err := range o.cases.Cases(ctx) {
				if err != nil {
					return err
				}
				if k.State().Closed() {
					list = append(list, k)
				}
			}
		}
		list = slices.DeleteFunc(list, func(k cases.Case) bool { return l.Kind != "" && string(k.Kind) != l.Kind })
		today := civil.DateOf(t.now())
		w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "编号\t类别\t收到\t经办\t内容\t办到哪里")
		for _, k := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Kind.Chinese(), k.Submitted(), k.Handler(), cut(oneLine(k.Text), 24), o.caseStanding(k, today))
		}
		fmt.Fprintf(w, "共%d件\n", len(list))
		return w.Flush()
	})
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

type caseShow struct{ oneCase }

func (s caseShow) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		k, err := o.cases.Case(ctx, s.ID)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s %s：%s\n经办：%s\n内容：%s\n", k.ID, k.Kind.Chinese(), o.caseStanding(k, civil.DateOf(t.now())), k.Handler(), k.Text)
		for _, contact := range k.Contacts() {
			fmt.Fprintf(t.out, "联系：%s\n", contact)
		}
		for i, f := range k.Files() {
			fmt.Fprintf(t.out, "附件%d：%s（%s，%d字节）\n", i+1, f.Name, f.Type, f.Size)
		}
		fmt.Fprintln(t.out)
		for i, e := range k.Events {
			fmt.Fprintf(t.out, "%2d %s %s %s %s%s%s%s%s\n", i, e.Day, e.Act.Chinese(), e.By.Name, e.Organ, e.Verdict.Chinese(), e.Score.Chinese(), tellingWords(e.Channel, e.Failure), e.Text)
		}
		var now []string
		for _, a := range k.Allowed(disclosure.RoleClerk) {
			now = append(now, a.Chinese())
		}
		fmt.Fprintln(t.out, "\n现在可以：", strings.Join(now, "、"))
		return nil
	})
}

type caseFile struct {
	oneCase
	N   int    `arg:"" help:"Which attachment, from 1."`
	Out string `help:"File to write (default: the attachment's name)." placeholder:"FILE"`
}

func (x caseFile) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		a, data, err := o.cases.File(ctx, x.ID, x.N-1)
		if err != nil {
			return err
		}
		return t.write(a, data, x.Out)
	})
}

type caseAssign struct {
	datedCase
	To string `required:"" help:"The organ that is to handle it." placeholder:"ORGAN"`
}

func (x caseAssign) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) cases.Event { return cases.Assigned(day, x.To) })
}

type caseVerify struct {
	datedCase
	Verdict string `required:"" help:"founded, partly_founded or unfounded; or 属实, 部分属实, 不属实."`
	Text    string `required:"" help:"What was found, and how." placeholder:"TEXT"`
}

func (x caseVerify) Run(ctx context.Context, c *commands, t terminal) error {
	verdict := cases.Verdict(x.Verdict)
	for _, v := range cases.Verdicts() {
		if v.Chinese() == x.Verdict {
			verdict = v
		}
	}
	return x.record(ctx, c, t, func(day civil.Date) cases.Event { return cases.Verified(day, verdict, x.Text) })
}

type caseHandle struct {
	datedCase
	Text string `required:"" help:"What was done." placeholder:"TEXT"`
}

func (x caseHandle) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) cases.Event { return cases.Handled(day, x.Text) })
}

type caseReply struct {
	datedCase
	Text    string `required:"" help:"The answer, as the citizen reads it." placeholder:"TEXT"`
	Correct bool   `help:"Put it in the place of the answer that was given."`
}

func (x caseReply) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) cases.Event {
		if x.Correct {
			return cases.ReplyCorrected(day, x.Text)
		}
		return cases.Replied(day, x.Text)
	})
}

type caseDecline struct {
	datedCase
	Text  string `required:"" help:"Why it is not this office's." placeholder:"TEXT"`
	Organ string `help:"Whose it is, and how to reach them." placeholder:"ORGAN"`
}

func (x caseDecline) Run(ctx context.Context, c *commands, t terminal) error {
	return x.record(ctx, c, t, func(day civil.Date) cases.Event { return cases.Declined(day, x.Organ, x.Text) })
}

type caseQuestions struct {
	Done string `help:"Forget this question: the office has published the answer." placeholder:"QUESTION"`
}

func (x caseQuestions) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		if x.Done != "" {
			return o.cases.DropAsked(ctx, x.Done)
		}
		asked, err := o.cases.Asked(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "次数\t最早\t最近\t问题")
		for _, a := range asked {
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", a.Times, a.First, a.Last, a.Topic)
		}
		fmt.Fprintf(w, "共%d个问题没有答上\n", len(asked))
		return w.Flush()
	})
}

type caseStats struct {
	Year int `help:"The year (default: this one)."`
}

func (x caseStats) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		today := civil.DateOf(t.now())
		year := x.Year
		if year == 0 {
			year = today.Year
		}
		from, to := civil.Day(year, 1, 1), civil.Day(year, 12, 31)
		tally, err := o.cases.Tally(ctx, from, to, today)
		if err != nil {
			return err
		}
		requests, err := o.desk.Turnout(ctx, from, to, today)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "类别\t收到\t答复\t告知去处\t撤回\t办理中\t按期\t超期\t满意\t基本满意\t不满意")
		for _, k := range cases.Kinds() {
			n := tally[k]
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\n", k.Chinese(), n.Received, n.Replied, n.Declined, n.Withdrawn, n.Open, n.InTime, n.Late, scores(n.Scores))
		}
		fmt.Fprintf(w, "信息公开申请\t%d\t%d\t\t%d\t%d\t%d\t%d\t%s\n", requests.Submitted, requests.Replied, requests.Ended, requests.Open, requests.InTime, requests.Late, scores(requests.Scores))
		return w.Flush()
	})
}

// scores are the counts of the three scores as cells of a line.
func scores(n map[disclosure.Satisfaction]int) string {
	var cells []string
	for _, s := range disclosure.Satisfactions() {
		cells = append(cells, fmt.Sprint(n[s]))
	}
	return strings.Join(cells, "\t")
}

type caseExport struct{}

func (caseExport) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error { return o.cases.Export(ctx, t.out) })
}

type caseErase struct{ oneCase }

func (x caseErase) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error { return o.cases.Erase(ctx, x.ID) })
}

type caseRetire struct {
	Before string `required:"" help:"What was closed before this day." placeholder:"DAY"`
}

func (x caseRetire) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		before, err := civil.ParseDate(x.Before)
		if err != nil {
			return err
		}
		n, err := o.cases.Retire(ctx, before)
		if err != nil && !errors.Is(err, disclosure.ErrLingers) {
			return err
		}
		requests, err := o.desk.Retire(ctx, before) // what of the first lingers, lingers here too
		fmt.Fprintf(t.out, "已删除个人信息：来件%d件，申请%d件；统计数不变\n", n, requests)
		lingers := errors.Is(err, disclosure.ErrLingers)
		if err != nil && !lingers {
			return err
		}
		begin := time.Date(before.Year, before.Month, before.Day, 0, 0, 0, 0, beijing)
		letters, err := o.cases.DropDraftsBefore(ctx, begin)
		if err != nil {
			return err
		}
		drafts, err := o.desk.DropDraftsBefore(ctx, begin)
		fmt.Fprintf(t.out, "已删除没有提交的：来件%d件，申请%d件\n", letters, drafts)
		if err == nil && lingers {
			return disclosure.ErrLingers
		}
		return err
	})
}
