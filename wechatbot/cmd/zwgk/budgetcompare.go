package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// A statementKey names one statement that is kept.
type statementKey struct {
	Organ string `arg:"" help:"The organ's name."`
	Year  int    `arg:"" help:"Fiscal year."`
	Stage string `help:"budget or final (default: the final account if there is one)." enum:"budget,final," default:""`
}

func (k statementKey) find(o *office) (budget.Statement, error) {
	var stage budget.Stage
	if err := stage.UnmarshalText([]byte(k.Stage)); err != nil {
		return budget.Statement{}, err
	}
	s, ok := o.books.Find(k.Organ, k.Year, stage)
	if !ok {
		return budget.Statement{}, fmt.Errorf("no statement of %s for %d is kept; see zwgk budget list", k.Organ, k.Year)
	}
	return s, nil
}

type budgetCompare struct {
	statementKey
	Against []int `help:"Years to hold it against (default: the year before)." placeholder:"YEAR"`
}

func (x budgetCompare) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		s, err := x.find(o)
		if err != nil {
			return err
		}
		earlier := x.earlier(o, s)
		if len(earlier) == 0 {
			return fmt.Errorf("nothing is kept to hold %s against; see zwgk budget list", s.Title())
		}
		var whole budget.Result
		for _, e := range earlier {
			fmt.Fprintf(t.out, "%s 与 %s\n", s.Title(), e.Title())
			for _, ch := range budget.Compare(e, s) {
				fmt.Fprintln(t.out, "  "+sayChange(ch))
			}
			whole = whole.Plus(s.CheckAgainst(e))
		}
		checkCommand{}.print(t, whole)
		if !whole.OK() {
			return errFindings
		}
		return nil
	})
}

// earlier are the statements to hold one against: those of the years asked for,
// or the one of the year before, and the budget of an account.
func (x budgetCompare) earlier(o *office, s budget.Statement) []budget.Statement {
	var out []budget.Statement
	for _, year := range x.Against {
		if e, ok := o.books.Find(s.Organ, year, s.Stage); ok {
			out = append(out, e)
		}
	}
	if len(x.Against) > 0 {
		return out
	}
	if e, ok := o.books.Before(s); ok {
		out = append(out, e)
	}
	if plan, ok := o.books.Find(s.Organ, s.Year, budget.Budget); ok && s.Stage == budget.Final {
		out = append(out, plan)
	}
	return out
}

// sayChange is a change in one line, with the demand for a reason where it is
// large.
func sayChange(c budget.Change) string {
	sign := "增加"
	if c.Diff().IsNegative() {
		sign = "减少"
	}
	line := fmt.Sprintf("%s：%s → %s%s", c.Name, c.Prev, c.Cur, c.Unit)
	switch {
	case c.Diff().IsZero():
		return line + "，持平"
	case !c.HasPercent:
		line += "，新增"
	default:
		line += fmt.Sprintf("，%s%s%s（%s%%）", sign, c.Diff().Abs(), c.Unit, strings.TrimPrefix(c.Percent.StringFixed(2), "-"))
	}
	if c.Large() {
		line += "，变化较大，应当说明原因"
	}
	return line
}
