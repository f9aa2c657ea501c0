package h5

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
)

// written writes an amount in a unit, exact and grouped; a cell that was left
// blank says 未公开 and a dash stays one.
func written(a budget.Amount, from, to budget.Unit) string {
	switch {
	case a.IsBlank():
		return ""
	case !a.IsNumber():
		return "—"
	case from == 0:
		return grouped(a.Decimal())
	}
	return grouped(a.In(from, to))
}

// grouped writes a figure with at least two places and commas between
// thousands: 1,055.00.
func grouped(d decimal.Decimal) string {
	text := d.Abs().StringFixed(max(2, -d.Exponent()))
	whole, part, _ := strings.Cut(text, ".")
	part = strings.TrimRight(part, "0")
	for len(part) < 2 {
		part += "0"
	}
	var b strings.Builder
	if d.IsNegative() {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String() + "." + part
}

// signed writes a percentage with its sign, at two places.
func signed(d decimal.Decimal) string {
	switch d.Sign() {
	case 1:
		return "+" + d.StringFixed(2)
	case -1:
		return "−" + d.Abs().StringFixed(2)
	}
	return "0.00"
}
