package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// amounts answers with several figures, of the newest statement that has most of
// them.
func (v *visit) amounts(q moneyQuestion) (answer, bool) {
	if q.unknown != "" {
		return answer{}, false
	}
	var best budget.Statement
	var first figure
	most := 0
	for s := range v.bot.Books.All() {
		if !q.fits(s) {
			continue
		}
		n, f := 0, figure{}
		for _, a := range slices.Backward(q.each) {
			if g, has := a.in(s); has {
				n, f, q.ask = n+1, g, a
			}
		}
		final := q.spent && n == most && s.Organ == best.Organ && s.Stage == budget.Final
		if n > most || n > 0 && final {
			best, first, most = s, f, n
		}
	}
	if most == 0 {
		return answer{}, false
	}
	for _, a := range q.each {
		if f, has := a.in(best); has && f.name == first.name {
			q.ask = a
		}
	}
	return v.amount(q, best, first), true
}

// add adds the other figures that were asked for.
func (v *visit) add(view *moneyView, q moneyQuestion, s budget.Statement, f figure) {
	for _, a := range q.each {
		g, has := a.in(s)
		switch {
		case !has:
			view.Lacking = append(view.Lacking, a.spoken())
		case g.name != f.name:
			line := moneyLine{Item: g.name}
			line.Amount, _ = written(g.amount, g.unit)
			q.ask = a
			line.Change = v.change(q, s, g)
			view.More = append(view.More, line)
			if g.unit != f.unit {
				view.Unit = fmt.Sprintf("%s、%s", f.unit, g.unit)
			}
		}
	}
}

// spoken is what is asked for, in words.
func (a ask) spoken() string {
	if a.total != "" {
		return a.total + "总数"
	}
	return a.public + a.name
}

// items are the names of the figures that an answer gives.
func (m moneyView) items() []string {
	out := []string{m.Item}
	for _, line := range m.More {
		out = append(out, line.Item)
	}
	return out
}

// change compares a figure with that of the year before.
func (v *visit) change(q moneyQuestion, s budget.Statement, f figure) string {
	before, ok := v.bot.Books.Before(s)
	if !ok {
		return ""
	}
	prev, ok := q.ask.in(before)
	if !ok || prev.name != f.name {
		return ""
	}
	was, is := prev.amount.In(prev.unit, f.unit), f.amount.Decimal()
	diff := is.Sub(was)
	if diff.IsZero() {
		return fmt.Sprintf("和%d年%s持平", before.Year, before.Stage)
	}
	word := "增加"
	if diff.IsNegative() {
		word = "减少"
	}
	amount, err := budget.NewAmount(diff.Abs())
	if err != nil {
		return ""
	}
	by, _ := written(amount, f.unit)
	text := fmt.Sprintf("比%d年%s%s%s", before.Year, before.Stage, word, by)
	if !was.IsZero() {
		text += fmt.Sprintf("（%s%%）", diff.Abs().Shift(2).DivRound(was.Abs(), 2).StringFixed(2))
	}
	return text
}

// shares are where each 100 yuan go, as lines of text.
func shares(s budget.Statement) string {
	t, column, ok := spending(s)
	if !ok {
		return ""
	}
	parts, err := t.Shares(column, 4)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&b, "%s %s元\n", budget.Plain(p.Name), p.Yuan.StringFixed(2))
	}
	return strings.TrimSpace(b.String())
}
