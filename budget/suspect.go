package budget

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// mostSuspects is how many cells a finding names.
const mostSuspects = 3

// suspects ranks what most likely went wrong: two digits swapped, a slipped
// point or unit, an addend left out or counted twice.
func (e evaluation) suspects() []string {
	var typed, added []string
	for _, c := range e.cells {
		if !c.amount.IsNumber() || c.amount.coefficient == 0 {
			continue
		}
		if was, ok := e.swapped(c); ok {
			typed = append(typed, fmt.Sprintf("%s %s：可能有相邻的数字写颠倒了，应为%s", c.at, c.name, was))
		}
		for _, slip := range []int32{-8, -4, -3, -2, -1, 1, 2, 3, 4, 8} {
			if v := c.value(); e.mendedBy(c, v.Shift(slip).Sub(v)) {
				typed = append(typed, fmt.Sprintf("%s %s：%s", c.at, c.name, slipped(slip)))
			}
		}
		if v := c.value(); len(e.cells) > 2 && (e.mendedBy(c, v) || e.mendedBy(c, v.Neg())) {
			added = append(added, fmt.Sprintf("%s %s：差额正好是这一格，可能漏加或者加了两次", c.at, c.name))
		}
	}
	out := append(typed, added...)
	if len(out) == 0 {
		if units := e.left.Sub(e.right).Div(e.ulp); units.IsInteger() && units.Mod(decimal.NewFromInt(9)).IsZero() {
			out = append(out, "差额能被9整除，可能有两个数字写颠倒了")
		}
	}
	return out[:min(len(out), mostSuspects)]
}

// mendedBy says whether the sides meet, as far as rounding lets them, when a
// cell's part grows by that much.
func (e evaluation) mendedBy(c cell, change decimal.Decimal) bool {
	if c.right {
		change = change.Neg()
	}
	return e.left.Sub(e.right).Add(change).Abs().LessThanOrEqual(e.bound)
}

// swapped is the amount with two neighbouring digits changed about, if that
// mends the sum.
func (e evaluation) swapped(c cell) (string, bool) {
	digits := []byte(c.amount.String())
	for i := range len(digits) - 1 {
		j := i + 1
		if digits[j] == '.' {
			j++
		}
		if j >= len(digits) || digits[i] < '0' || digits[j] < '0' || digits[i] == digits[j] {
			continue
		}
		other := slices.Clone(digits)
		other[i], other[j] = other[j], other[i]
		a, err := ParseAmount(string(other))
		if err != nil {
			continue
		}
		c2 := c
		c2.amount = a
		if e.mendedBy(c, c2.value().Sub(c.value())) {
			return a.String(), true
		}
	}
	return "", false
}

// slipped says what a power of ten between right and wrong looks like.
func slipped(by int32) string {
	switch by {
	case 4, -4:
		return "差一万倍，可能把元写成了万元，或者反过来"
	case 8, -8:
		return "差一亿倍，可能把元写成了亿元，或者反过来"
	}
	return fmt.Sprintf("小数点可能差了%d位", max(by, -by))
}

// mostMended bounds the failures that are held against each other: a table with
// more is not one cell away from right.
const mostMended = 200

// A failure is an identity that does not hold, and its finding.
type failure struct {
	evaluation
	finding int
}

// mend looks for the one cell that would mend two failures at once, as a wrong
// cell does in its row and in its column, and puts it before all suspects.
func (c *checker) mend() {
	failed := c.failed[:min(len(c.failed), mostMended)]
	for i, a := range failed {
		for _, b := range failed[i+1:] {
			for _, x := range a.cells {
				y := slices.IndexFunc(b.cells, func(y cell) bool { return x.at == y.at && x.at.Row > 0 && x.at.Column > 0 })
				if y < 0 || !x.amount.IsNumber() {
					continue
				}
				if v, ok := a.with(x); ok && b.meets(b.cells[y], v) {
					text := fmt.Sprintf("%s %s：改为%s，两处同时相符", x.at, x.name, v.Shift(-x.unit.power()))
					c.suspect(a.finding, text)
					c.suspect(b.finding, text)
				}
			}
		}
	}
}

// with is the amount that a cell would have to hold for the sides to meet, in 元.
func (e evaluation) with(c cell) (decimal.Decimal, bool) {
	gap := e.left.Sub(e.right)
	if c.right != c.minus {
		gap = gap.Neg()
	}
	v := c.amount.Decimal().Shift(c.unit.power()).Sub(gap)
	return v, !v.IsNegative()
}

// meets says whether the sides meet with that amount in a cell.
func (e evaluation) meets(c cell, v decimal.Decimal) bool {
	return v.Sub(c.amount.Decimal().Shift(c.unit.power())).Sub(e.need(c)).Abs().LessThanOrEqual(e.bound)
}

func (e evaluation) need(c cell) decimal.Decimal {
	gap := e.right.Sub(e.left)
	if c.right != c.minus {
		return gap.Neg()
	}
	return gap
}

// suspect puts a suspect before the others of a finding.
func (c *checker) suspect(finding int, text string) {
	f := &c.result.Findings[finding]
	place, _, _ := strings.Cut(text, "：")
	rest := slices.DeleteFunc(slices.Clone(f.Suspects), func(s string) bool { return strings.HasPrefix(s, place+"：") })
	f.Suspects = append([]string{text}, rest...)
	f.Suspects = f.Suspects[:min(len(f.Suspects), mostSuspects)]
}
