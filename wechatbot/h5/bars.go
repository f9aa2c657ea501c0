package h5

import (
	"fmt"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
)

// Bars draws the three items of 三公经费, under short names that a phone has
// room for. A blank cell is shown as missing, not as zero.
func Bars(p budget.ThreePublic) chart.Bars {
	out := chart.Bars{
		Title: fmt.Sprintf("%s%d年三公经费%s", p.Organ, p.Year, p.Stage), Unit: p.Unit.String(), Source: p.Source,
	}
	for _, i := range []budget.Item{{Name: "公车", Amount: p.Vehicles}, {Name: "接待", Amount: p.Reception}, {Name: "出国", Amount: p.Abroad}} {
		out.Bars = append(out.Bars, chart.Bar{Label: i.Name, Value: i.Amount.Decimal(), Missing: !i.Amount.IsNumber()})
	}
	return out
}
