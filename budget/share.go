package budget

import (
	"errors"
	"slices"

	"github.com/shopspring/decimal"
)

// A Share is what one purpose takes of a whole.
type Share struct {
	Code   string // of the class (类); "" for the rest gathered as 其他
	Name   string
	Amount decimal.Decimal // in the unit of the table
	Yuan   decimal.Decimal // of each 100 yuan (每100元), two places; see [OfHundred]
}

// ErrNoShares is returned where shares of a whole would mislead: a class is
// blank or below zero, there is none, or all are zero.
var ErrNoShares = errors.New("budget: the classes are no parts of a whole")

// restName is what the classes beyond the largest are called together.
const restName = "其他"

// Shares tells where each 100 yuan of a column go, by class (类), the largest
// first. At most `most` shares are returned; smaller classes are gathered as
// 其他 in the last one. The whole is the sum of the classes, not the printed
// total, so that the shares are shares of what is shown and sum to 100 exactly.
func (t Table) Shares(column string, most int) ([]Share, error) {
	if t.Column(column) < 0 || most < 1 {
		return nil, ErrNoShares
	}
	var out []Share
	whole := decimal.Zero
	for _, r := range t.Rows {
		if len(r.Code) != 3 {
			continue
		}
		a := t.Cell(r, column)
		if !a.IsNumber() || a.Decimal().IsNegative() {
			return nil, ErrNoShares
		}
		whole = whole.Add(a.Decimal())
		out = append(out, Share{Code: r.Code, Name: r.Label, Amount: a.Decimal()})
	}
	if whole.IsZero() {
		return nil, ErrNoShares
	}
	slices.SortStableFunc(out, func(a, b Share) int { return b.Amount.Cmp(a.Amount) })
	if len(out) > most {
		rest := Share{Name: restName}
		for _, s := range out[most-1:] {
			rest.Amount = rest.Amount.Add(s.Amount)
		}
		out = append(out[:most-1], rest)
	}
	parts := make([]decimal.Decimal, len(out))
	for i := range out {
		parts[i] = out[i].Amount
	}
	for i, yuan := range OfHundred(parts) {
		out[i].Yuan = yuan
	}
	return out, nil
}

// OfHundred tells how 100 yuan divide among the parts of a whole, to two places
// such that they sum to 100.00: each part is rounded down, and what is then
// left goes fen by fen to those that lost most, so that none is a whole fen off.
// Parts must not be below zero; nil if they are all zero.
func OfHundred(parts []decimal.Decimal) []decimal.Decimal {
	whole := SumDecimals(parts)
	if whole.IsZero() {
		return nil
	}
	out, lost, order := make([]decimal.Decimal, len(parts)), make([]decimal.Decimal, len(parts)), make([]int, len(parts))
	left := decimal.New(100, 0)
	for i, p := range parts {
		out[i], lost[i] = p.Shift(2).QuoRem(whole, 2)
		order[i], left = i, left.Sub(out[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	for _, i := range order[:left.Shift(2).IntPart()] {
		out[i] = out[i].Add(decimal.New(1, -2))
	}
	return out
}

// A Population is how many people a figure is divided by. A figure per head
// means nothing without saying which people were counted, and when.
type Population struct {
	Count  int64
	Year   int
	Basis  string // 常住人口 or 户籍人口, at which day
	Source string
}

// ErrNoPopulation is returned for a population without count, year, basis or
// source.
var ErrNoPopulation = errors.New("budget: a population needs count, year, basis and source")

// PerHead divides an amount among people: whole yuan, rounded half away from
// zero, and the sentence that says so. It returns [ErrNoPopulation] where it
// is not said who was counted, and [ErrUnreadable] for an amount that is no
// number or has no unit.
func PerHead(a Amount, u Unit, p Population) (decimal.Decimal, string, error) {
	if p.Count <= 0 || p.Year == 0 || p.Basis == "" || p.Source == "" {
		return decimal.Decimal{}, "", ErrNoPopulation
	}
	if !a.IsNumber() || !u.known() {
		return decimal.Decimal{}, "", ErrUnreadable
	}
	yuan := a.In(u, Yuan).DivRound(decimal.NewFromInt(p.Count), 0)
	said := "按" + decimal.NewFromInt(int64(p.Year)).String() + "年" + p.Basis + decimal.NewFromInt(p.Count).String() +
		"人计算，人均" + yuan.String() + "元（人口数来源：" + p.Source + "）。"
	return yuan, said, nil
}
