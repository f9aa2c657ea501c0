package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/accounts"
)

// budgetCommand keeps the office's statements.
type budgetCommand struct {
	List budgetList `cmd:"" default:"withargs" help:"List the statements that are kept."`
	Add  budgetAdd  `cmd:"" help:"Check tables and keep them as a statement."`
	Show budgetShow `cmd:"" help:"Show an organ's 三公 figures and changes."`

	Compare budgetCompare `cmd:"" help:"Hold a statement against the year before and against its budget."`
	Chart   budgetChart   `cmd:"" help:"Draw a statement, as PNG, SVG or lines of text."`
	Export  budgetExport  `cmd:"" help:"Write a statement as CSV, XLSX, JSON, HTML or a Fiscal Data Package."`
	Owed    budgetOwed    `cmd:"" help:"Which tables are owed by when, and who published them."`
}

type budgetList struct{}

func (budgetList) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		for s := range o.books.All() {
			fmt.Fprintf(t.out, "%d %s %s（%d张表）\n", s.Year, s.Stage, s.Organ, len(s.Tables))
		}
		return nil
	})
}

type budgetAdd struct {
	Organ     string   `required:"" help:"The organ whose statement it is."`
	Year      int      `required:"" help:"Fiscal year."`
	Stage     string   `required:"" enum:"budget,final" help:"budget or final."`
	Source    string   `required:"" help:"Where it was published."`
	Published string   `help:"Day of publication." placeholder:"DAY"`
	Forms     []string `help:"Forms of a province's or of one's own, as JSON." type:"existingfile" placeholder:"FILE"`
	Force     bool     `help:"Keep it although the checks found errors."`
	Files     []string `arg:"" type:"existingfile"`
}

func (x budgetAdd) Run(ctx context.Context, c *commands, t terminal) error {
	forms, err := readForms(x.Forms)
	if err != nil {
		return err
	}
	read, err := readTables(x.Files, forms)
	if err != nil {
		return err
	}
	s, findings := read.one(), read.findings
	if err := s.Stage.UnmarshalText([]byte(x.Stage)); err != nil {
		return err
	}
	s.Organ, s.Year, s.Source, s.Published = x.Organ, x.Year, x.Source, x.Published
	result := s.CheckBy(forms)
	result.Findings = append(findings, result.Findings...)
	checkCommand{Quiet: true}.print(t, result)
	if !result.OK() && !x.Force {
		return errFindings
	}
	return withDesk(ctx, c, func(o *office) error { return accounts.Keep(ctx, o.records.PutFile, s.FillUnits()) })
}

type budgetShow struct {
	Organ string `arg:"" help:"The organ's name."`
	Year  int    `arg:"" help:"Fiscal year."`
}

func (x budgetShow) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		s, ok := o.books.Find(x.Organ, x.Year, 0)
		if !ok {
			return errors.New("no statement of that organ and year is kept; see zwgk budget list")
		}
		fmt.Fprintln(t.out, s.Title(), "来源：", s.Source)
		if p, ok := s.ThreePublic(); ok {
			fmt.Fprintf(t.out, "三公经费合计 %s%s\n", p.Total, p.Unit)
			for _, i := range p.Items() {
				fmt.Fprintf(t.out, "  %s %s\n", i.Name, i.Amount)
			}
		}
		if before, ok := o.books.Before(s); ok {
			for _, ch := range budget.Compare(before, s) {
				fmt.Fprintf(t.out, "%s 比%d年 %s%s\n", ch.Name, before.Year, ch.Diff(), ch.Unit)
			}
		}
		fmt.Fprintln(t.out, s.Check())
		return nil
	})
}
