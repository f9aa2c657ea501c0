package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// dueCommand lists what the office owes: requests to confirm and to answer, and
// the windows in which the four categories are to be published.
type dueCommand struct {
	Days int `help:"How many days ahead to look." default:"31"`
}

func (x dueCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		today := civil.DateOf(t.now())
		until := today.AddDays(x.Days)
		n := 0
		for _, due := range []func(context.Context, civil.Date, civil.Date) ([]string, error){o.requestsDue, o.casesDue, windowsDue, o.itemsDue} {
			lines, err := due(ctx, today, until)
			for _, line := range lines {
				fmt.Fprintln(t.out, line)
			}
			if err != nil {
				return err
			}
			n += len(lines)
		}
		if n == 0 {
			fmt.Fprintf(t.out, "%s 以前没有到期的事项\n", until)
		}
		return nil
	})
}

func (o *office) requestsDue(ctx context.Context, today, until civil.Date) (lines []string, err error) {
	for r, err := range o.desk.Requests(ctx) {
		if err != nil {
			return lines, err
		}
		if line, owed := owes(r, o.cal, today, until); owed {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

func (o *office) casesDue(ctx context.Context, today, until civil.Date) (lines []string, err error) {
	open, err := o.cases.OpenCases(ctx)
	for _, k := range open {
		if due, err := o.cases.Due(k); err == nil && due.After(until) {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s：%s", k.Kind.Chinese(), k.ID, o.caseStanding(k, today)))
	}
	return lines, err
}

// windowsDue are the windows of what is published quarterly.
func windowsDue(_ context.Context, today, until civil.Date) (lines []string, err error) {
	for _, w := range append(disclosure.Quarterly.Windows(today.Year), disclosure.Quarterly.Windows(today.Year+1)...) {
		switch {
		case w.Contains(today):
			lines = append(lines, fmt.Sprintf("定期公开：本季的公开窗口到%s为止", w.To))
		case w.From.After(today) && !w.From.After(until):
			lines = append(lines, fmt.Sprintf("定期公开：下一个公开窗口 %s 至 %s", w.From, w.To))
		}
	}
	return lines, nil
}

func (o *office) itemsDue(ctx context.Context, today, until civil.Date) (lines []string, err error) {
	duties, err := o.duties(ctx, today)
	for _, d := range duties {
		if d.State == catalog.DutyOverdue || d.State == catalog.DutySoon || d.State == catalog.DutyOpen && !d.Due.After(until) {
			lines = append(lines, fmt.Sprintf("公开事项：%s %s %s（%s，最迟%s）", d.State.Chinese(), d.Item.Name, d.For, d.Item.Limit, d.Due))
		}
	}
	return lines, err
}

// duties are what the office's standard catalogue asks of it today, if it keeps
// one.
func (o *office) duties(ctx context.Context, today civil.Date) ([]catalog.Duty, error) {
	items, err := o.items()
	if err != nil || len(items) == 0 {
		return nil, err
	}
	return o.catalog.Duties(ctx, items, o.cal.National(), today)
}

// items are the office's standard catalogue, if it keeps one.
func (o *office) items() ([]catalog.Item, error) {
	f, err := o.records.Files().Open(itemsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	items, _, err := catalog.ReadItems(f)
	return items, err
}

// owes says in one line what the office owes on a request by a day.
func owes(r disclosure.Request, cal *civil.Calendar, today, until civil.Date) (string, bool) {
	due, err := r.DueOn(cal, today)
	switch {
	case errors.Is(err, disclosure.ErrNothingDue), errors.Is(err, disclosure.ErrClockStopped):
		return "", false
	case err == nil && due.Day.After(until):
		return "", false
	}
	return fmt.Sprintf("申请 %s：%s", r.ID, clerk.Standing(r, cal, today)), true
}
