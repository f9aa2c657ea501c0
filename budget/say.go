package budget

import (
	"strings"

	"github.com/shopspring/decimal"
)

// say is an amount with its unit, as the table writes it.
func say(a Amount, u Unit) string { return a.String() + u.String() }

// sayDecimal writes a difference with as many places as the figure it belongs
// to, or more where it needs them; never a minus sign, the words say which way.
func sayDecimal(d decimal.Decimal, like Amount, u Unit) string {
	places := int32(like.Places())
	if _, part, ok := strings.Cut(d.String(), "."); ok {
		places = max(places, int32(len(part)))
	}
	return d.Abs().StringFixed(places) + u.String()
}

// portion is what share of a whole an amount is, “，占55.10%”; "" where there is
// no whole or one of them is below zero.
func portion(part, whole Amount) string {
	if part.Decimal().IsNegative() || whole.Decimal().Sign() <= 0 {
		return ""
	}
	return "，占" + part.Decimal().Shift(2).DivRound(whole.Decimal(), 2).StringFixed(2) + "%"
}

// against tells a figure against the same of the year before, with the reason
// given for it. It notes a large change without one.
func (t *teller) against(name string, of func(Statement) (Amount, Unit, bool)) string {
	cur, unit, ok := of(t.cur)
	prev, from, ok2 := of(t.prev)
	if !ok || !ok2 || !cur.IsNumber() || !prev.IsNumber() {
		return ""
	}
	c := change(name, prev, cur, from, unit)
	text := "，" + c.words(when(t.prev)+t.prev.Stage.String(), cur)
	reason := strings.Trim(t.why[name], "，。 ")
	if reason != "" {
		return text + "，主要原因是" + reason
	}
	if c.Large() {
		t.out.Unexplained = append(t.out.Unexplained, c)
	}
	return text
}

// words tells a change against a base named so.
func (c Change) words(base string, cur Amount) string {
	d := c.Diff()
	switch {
	case d.IsZero():
		return "与" + base + "持平"
	case c.Prev.IsZero() && d.IsPositive():
		return base + "为0，新增" + sayDecimal(d, cur, c.Unit)
	}
	way, rate := "增加", "增长"
	if d.IsNegative() {
		way, rate = "减少", "下降"
	}
	text := "比" + base + way + sayDecimal(d, cur, c.Unit)
	if c.Prev.IsPositive() && !c.Cur.IsNegative() {
		text += "，" + rate + c.Percent.Abs().StringFixed(2) + "%"
	}
	return text
}

// Large says whether a change wants a reason: half as much again or half as
// little, or anything on a base of zero.
func (c Change) Large() bool {
	if c.Diff().IsZero() {
		return false
	}
	return !c.HasPercent || c.Percent.Abs().GreaterThanOrEqual(decimal.NewFromInt(largeChange))
}
