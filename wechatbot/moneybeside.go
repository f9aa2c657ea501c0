package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// amounts answers with several figures, of the newest statement that has most of
// them.
func (v *visit) amounts(q moneyQuestion) (answer, bool) {
	if q.unknown != "" {
		return answer{}, false
	}
	var best budget.Statement
	var first figure.Figure
	most := 0
	for s := range v.bot.Books.All() {
		if !v.mayAnswerWith(q, s) {
			continue
		}
		n, f := 0, figure.Figure{}
		for _, a := range slices.Backward(q.each) {
			if g, has := a.In(s); has {
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
		if f, has := a.In(best); has && f.Name == first.Name {
			q.ask = a
		}
	}
	return v.amount(q, best, first), true
}

// add adds the other figures that were asked for, and what all are together where
// that was asked too.
func (v *visit) add(view *moneyView, q moneyQuestion, s budget.Statement, f figure.Figure) {
	all := []figure.Figure{f}
	for _, a := range q.each {
		g, has := a.In(s)
		switch {
		case !has:
			view.Lacking = append(view.Lacking, a.Spoken())
		case g.Name != f.Name:
			line := moneyLine{Item: g.Name}
			line.Amount, line.Exact = written(g.Amount, g.Unit)
			q.ask = a
			line.Change = v.change(q, s, g)
			view.More = append(view.More, line)
			all = append(all, g)
			if g.Unit != f.Unit {
				view.Unit = fmt.Sprintf("%s、%s", f.Unit, g.Unit)
			}
		}
	}
	if q.ask.Top {
		all = append(all, view.addTops(s, figure.TopsAsked(q.text))...)
	}
	if len(all) > 1 && view.Exact != "" {
		view.Exact = f.Name + view.Exact // of which of them it is
	}
	for _, line := range view.More {
		if line.Exact != "" {
			view.Exact = strings.TrimPrefix(view.Exact+"，"+line.Item+line.Exact, "，")
		}
	}
	if len(all) > 1 && writing.Holds(q.text, sumWords...) {
		view.Sum, view.Mixed = summing(all)
	}
}

// addTops adds the purposes that take most after the first, so many in all.
func (view *moneyView) addTops(s budget.Statement, most int) (added []figure.Figure) {
	all := figure.Tops(s)
	for _, f := range all[min(1, len(all)):min(max(1, most), len(all))] {
		line := moneyLine{Item: f.Name}
		line.Amount, line.Exact = written(f.Amount, f.Unit)
		view.More, added = append(view.More, line), append(added, f)
	}
	return added
}

// sumWords ask for figures together.
var sumWords = []string{"加起来", "加一块", "加在一块", "合一块", "合在一块", "加一起", "加在一起", "合起来", "加到一起", "合在一起", "合一起", "合计", "一共", "总共", "拢共", "之和", "相加"}

// summing is the sum of figures, written. Those of which one may hold another have
// none: they are mixed.
func summing(all []figure.Figure) (sum string, mixed bool) {
	for i, f := range all[1:] {
		if slices.ContainsFunc(all[:i+1], func(g figure.Figure) bool { return !f.Beside(g) }) {
			return "", true
		}
	}
	sum = addedUp(all)
	return sum, sum == ""
}

// addedUp is what figures are together, "" where their units differ.
func addedUp(all []figure.Figure) string {
	total := all[0].Amount.Decimal()
	for _, f := range all[1:] {
		if f.Unit != all[0].Unit {
			return ""
		}
		total = total.Add(f.Amount.Decimal())
	}
	return worked(total, all[0].Unit)
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
func (v *visit) change(q moneyQuestion, s budget.Statement, f figure.Figure) string {
	before, ok := v.bot.Books.Before(s)
	if q.against != 0 {
		before, ok = v.bot.Books.Find(s.Organ, q.against, s.Stage)
	}
	if !ok && q.plan && q.account { // 2025年预算比2024年决算
		other := budget.Budget
		if s.Stage == budget.Budget {
			other = budget.Final
		}
		before, ok = v.bot.Books.Find(s.Organ, q.against, other)
	}
	if !ok || before.Year == s.Year {
		return ""
	}
	prev, ok := q.ask.In(before)
	if !ok || prev.Name != f.Name && (q.ask.Total == "" || before.Stage == s.Stage) {
		return ""
	}
	was, is := prev.Amount.In(prev.Unit, f.Unit), f.Amount.Decimal()
	diff := is.Sub(was)
	if diff.IsZero() {
		return fmt.Sprintf("和%d年%s持平", before.Year, before.Stage)
	}
	word := "增加"
	if diff.IsNegative() {
		word = "减少"
	}
	by := worked(diff.Abs(), f.Unit)
	if by == "" {
		return ""
	}
	text := fmt.Sprintf("比%d年%s%s%s", before.Year, before.Stage, word, by)
	if !was.IsZero() {
		text += fmt.Sprintf("（%s%%）", inHundred(diff.Abs(), was.Abs()))
	}
	return text
}

// shares are where each 100 yuan go, as lines of text.
func shares(s budget.Statement) string {
	t, column, ok := figure.Spending(s)
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
