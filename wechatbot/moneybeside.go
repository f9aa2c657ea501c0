package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
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

// add adds the other figures that were asked for, and what all are together where
// that was asked too.
func (v *visit) add(view *moneyView, q moneyQuestion, s budget.Statement, f figure) {
	all := []figure{f}
	for _, a := range q.each {
		g, has := a.in(s)
		switch {
		case !has:
			view.Lacking = append(view.Lacking, a.spoken())
		case g.name != f.name:
			line := moneyLine{Item: g.name}
			line.Amount, line.Exact = written(g.amount, g.unit)
			q.ask = a
			line.Change = v.change(q, s, g)
			view.More = append(view.More, line)
			all = append(all, g)
			if g.unit != f.unit {
				view.Unit = fmt.Sprintf("%s、%s", f.unit, g.unit)
			}
		}
	}
	if q.ask.top {
		all = append(all, view.addTops(s, topsAsked(q.text))...)
	}
	if len(all) > 1 && view.Exact != "" {
		view.Exact = f.name + view.Exact // of which of them it is
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

// sumWords ask for figures together.
var sumWords = []string{"加起来", "加一块", "加在一块", "合一块", "合在一块", "加一起", "加在一起", "合起来", "加到一起", "合在一起", "合一起", "合计", "一共", "总共", "拢共", "之和", "相加"}

// summing is the sum of figures, written. Those of which one may hold another have
// none: they are mixed.
func summing(all []figure) (sum string, mixed bool) {
	for i, f := range all[1:] {
		if slices.ContainsFunc(all[:i+1], func(g figure) bool { return !f.beside(g) }) {
			return "", true
		}
	}
	sum = addedUp(all)
	return sum, sum == ""
}

// addedUp is what figures are together, "" where their units differ.
func addedUp(all []figure) string {
	total := all[0].amount.Decimal()
	for _, f := range all[1:] {
		if f.unit != all[0].unit {
			return ""
		}
		total = total.Add(f.amount.Decimal())
	}
	amount, err := budget.NewAmount(total)
	if err != nil {
		return ""
	}
	sum, _ := written(amount, all[0].unit)
	return sum
}

// apartColumns are the columns of a table that make up its whole.
var apartColumns = map[[2]string]bool{{"基本支出", "项目支出"}: true, {"人员经费", "公用经费"}: true}

// beside says whether neither of two figures holds any of the other: two parts of
// 三公经费, 基本支出 and 项目支出, or lines of one table that are not each other's.
func (f figure) beside(g figure) bool {
	switch {
	case f.public || g.public:
		return f.public && g.public && f.name != operating && g.name != operating && f.name != allThree && g.name != allThree
	case f.form == "" || f.form != g.form:
		return false
	case f.code == "" && g.code == "":
		return apartColumns[[2]string{min(f.name, g.name), max(f.name, g.name)}]
	}
	return f.code != "" && g.code != "" && !strings.HasPrefix(f.code, g.code) && !strings.HasPrefix(g.code, f.code)
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
	prev, ok := q.ask.in(before)
	if !ok || prev.name != f.name && (q.ask.total == "" || before.Stage == s.Stage) {
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
