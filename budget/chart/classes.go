package chart

import (
	"fmt"

	"github.com/zwgk/zwgk/budget"
)

// Classes draws a column of a table by class (类), the largest first, as
// horizontal bars, on which a small class is seen beside a large one. Beyond
// eight the smallest are gathered as 其他. Each bar says what it takes of 100
// yuan. It returns [budget.ErrNoShares] where the classes are no parts of a
// whole.
func Classes(s budget.Statement, t budget.Table, column string) (Bars, error) {
	shares, err := t.Shares(column, partsMost)
	if err != nil {
		return Bars{}, err
	}
	b := Bars{Unit: t.Unit.String(), Source: fmt.Sprintf("%s，%s", s.Title(), t.Title)}
	b.Title = fmt.Sprintf("%d年最多用于%s，每100元中%s元", s.Year, shares[0].Name, shares[0].Yuan.StringFixed(2))
	for _, x := range shares {
		b.Bars = append(b.Bars, Bar{Label: x.Name, Value: x.Amount, Note: "每100元中" + x.Yuan.StringFixed(2) + "元"})
	}
	return b, nil
}
