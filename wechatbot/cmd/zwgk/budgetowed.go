package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// budgetOwed holds what organs owe against the statements that are kept.
type budgetOwed struct {
	Duties     string   `help:"JSON list of duties: organ, year, stage, forms, due, law." type:"existingfile" placeholder:"FILE"`
	Organ      []string `help:"Organs that owe what the law wants of them."`
	Level      string   `help:"government, department or unit." enum:"government,department,unit" default:"department"`
	Year       int      `help:"Fiscal year."`
	Stage      string   `help:"budget or final." enum:"budget,final" default:"final"`
	Congress   string   `help:"Day of the approval by the People's Congress (批准)." placeholder:"DAY"`
	Department string   `help:"Day on which finance approved the departments' (批复)." placeholder:"DAY"`
	Unit       string   `help:"Day on which departments approved their units' (批复)." placeholder:"DAY"`
	Format     string   `help:"text, csv or html." enum:"text,csv,html" default:"text"`
}

func (x budgetOwed) Run(ctx context.Context, c *commands, t terminal) error {
	duties, err := x.duties()
	if err != nil {
		return err
	}
	return withDesk(ctx, c, func(o *office) error {
		m := budget.Completeness(duties, slices.Collect(o.books.All()), budget.Day(civil.DateOf(t.now()).String()))
		switch x.Format {
		case "csv":
			return m.WriteCSV(t.out)
		case "html":
			return m.WriteHTML(t.out)
		}
		for _, l := range m.Lines {
			due := "没有给出批准日，不知道应何时公开"
			if l.Duty.Due != "" {
				due = fmt.Sprintf("最迟应于%s公开", l.Duty.Due)
			}
			fmt.Fprintf(t.out, "%s %d%s %s %s\n", l.Duty.Organ, l.Duty.Year, l.Duty.Stage, due, l.Duty.Law)
			for i, f := range m.Forms {
				if l.States[i] != budget.NotOwed {
					fmt.Fprintf(t.out, "  %-4s %s %s\n", f, l.States[i], l.Published[i])
				}
			}
		}
		fmt.Fprintln(t.out, m)
		if m.Count(budget.Missing) > 0 {
			return errFindings
		}
		return nil
	})
}

func (x budgetOwed) duties() ([]budget.Duty, error) {
	var out []budget.Duty
	if x.Duties != "" {
		f, err := os.Open(x.Duties)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if out, err = budget.ReadDuties(f); err != nil {
			return nil, fmt.Errorf("%s: %w", x.Duties, err)
		}
	}
	if len(x.Organ) > 0 && x.Year == 0 {
		return nil, fmt.Errorf("--organ needs --year")
	}
	a, err := x.approvals()
	if err != nil {
		return nil, err
	}
	var stage budget.Stage
	if err := stage.UnmarshalText([]byte(x.Stage)); err != nil {
		return nil, err
	}
	for _, organ := range x.Organ {
		d, err := budget.Owes(organ, budget.Level(x.Level), x.Year, stage, a)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("nobody is named who owes anything: give --duties or --organ with --year")
	}
	return out, nil
}

// approvals are the days on which the tables were approved.
func (x budgetOwed) approvals() (budget.Approvals, error) {
	var a budget.Approvals
	for _, day := range []struct {
		text string
		to   *budget.Day
	}{{x.Congress, &a.Congress}, {x.Department, &a.Department}, {x.Unit, &a.Unit}} {
		if day.text == "" {
			continue
		}
		d, err := budget.ParseDay(day.text)
		if err != nil {
			return a, err
		}
		*day.to = d
	}
	return a, nil
}
