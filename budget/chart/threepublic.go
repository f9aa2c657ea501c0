package chart

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
)

// ThreePublic draws the 三公 of one year, vehicles split into buying and
// running where the table splits them. What the table leaves blank is missing.
func ThreePublic(p budget.ThreePublic) Bars {
	b := Bars{Title: finding(p), Unit: p.Unit.String(), Source: source(p)}
	for _, x := range items(p) {
		b.Bars = append(b.Bars, Bar{Label: x.Name, Value: x.Amount.Decimal(), Missing: !x.Amount.IsNumber()})
	}
	return b
}

// ThreePublicYears draws the 三公 of several years as stacked columns, in the
// order given, in the unit of the last. The title says how the first and the
// last compare.
func ThreePublicYears(years ...budget.ThreePublic) Columns {
	if len(years) == 0 {
		return Columns{}
	}
	last := years[len(years)-1]
	c := Columns{Title: finding(last), Unit: last.Unit.String(), Source: source(last)}
	split := true
	for _, p := range years {
		split = split && len(items(p)) == 4
	}
	for _, p := range years {
		col := Column{Label: fmt.Sprintf("%d%s", p.Year, p.Stage), Total: value(p.Total, p.Unit, last.Unit)}
		parts := items(p)
		if !split {
			parts = p.Items()
		}
		c.Parts = c.Parts[:0]
		for _, x := range parts {
			c.Parts = append(c.Parts, x.Name)
			col.Values = append(col.Values, value(x.Amount, p.Unit, last.Unit))
		}
		c.Columns = append(c.Columns, col)
	}
	if first := years[0]; len(years) > 1 && first.Total.IsNumber() && last.Total.IsNumber() {
		c.Title = turn(first, last) + course(years)
		c.Source = fmt.Sprintf("%s，%d—%d年%s", last.Organ, first.Year, last.Year, last.Stage)
	}
	return c
}

// ThreePublicAgainst draws an account against its budget and, unless it is the
// zero ThreePublic, against the account of the year before.
func ThreePublicAgainst(before, planned, spent budget.ThreePublic) Groups {
	g := Groups{Title: finding(spent), Unit: spent.Unit.String(), Source: source(spent)}
	all := []budget.ThreePublic{before, planned, spent}
	if before.Year == 0 {
		all = all[1:]
	}
	if planned.Total.IsNumber() && spent.Total.IsNumber() && planned.Total.Decimal().IsPositive() {
		rate := spent.Total.In(spent.Unit, planned.Unit).Shift(2).DivRound(planned.Total.Decimal(), 2)
		g.Title += "，为预算的" + rate.StringFixed(2) + "%"
	}
	for _, p := range all {
		g.Series = append(g.Series, fmt.Sprintf("%d年%s", p.Year, p.Stage))
	}
	for i, x := range items(spent) {
		group := Group{Label: x.Name}
		for _, p := range all {
			v := Value{}
			if parts := items(p); len(parts) == len(items(spent)) {
				v = value(parts[i].Amount, p.Unit, spent.Unit)
			}
			group.Values = append(group.Values, v)
		}
		g.Groups = append(g.Groups, group)
	}
	return g
}

// Shares draws where each 100 yuan of a table's column go, by class, with at
// most eight purposes; see [budget.Table.Shares].
func Shares(s budget.Statement, t budget.Table, column string) (Hundred, error) {
	shares, err := t.Shares(column, partsMost)
	if err != nil {
		return Hundred{}, err
	}
	h := Hundred{Unit: t.Unit.String(), Source: fmt.Sprintf("%s，%s", s.Title(), t.Title)}
	h.Title = fmt.Sprintf("%d年每100元支出，%s元用于%s", s.Year, shares[0].Yuan.StringFixed(2), shares[0].Name)
	for _, x := range shares {
		h.Parts = append(h.Parts, Bar{Label: x.Name, Value: x.Amount})
	}
	return h, nil
}

// items are the parts of the 三公 from the largest question down: vehicles as
// two where both are given.
func items(p budget.ThreePublic) []budget.Item {
	if p.Purchase.IsNumber() && p.Running.IsNumber() {
		return []budget.Item{
			{Name: "公务用车运行费", Amount: p.Running},
			{Name: "公务用车购置费", Amount: p.Purchase},
			{Name: "公务接待费", Amount: p.Reception},
			{Name: "因公出国（境）费", Amount: p.Abroad},
		}
	}
	return []budget.Item{
		{Name: "公务用车购置及运行费", Amount: p.Vehicles},
		{Name: "公务接待费", Amount: p.Reception},
		{Name: "因公出国（境）费", Amount: p.Abroad},
	}
}

func value(a budget.Amount, from, to budget.Unit) Value {
	if !a.IsNumber() {
		return Value{}
	}
	if from == to {
		return Given(a.Decimal())
	}
	return Given(trim(a.In(from, to)))
}

// trim drops the zeros that a change of unit leaves behind.
func trim(d decimal.Decimal) decimal.Decimal { return decimal.RequireFromString(d.String()) }

func finding(p budget.ThreePublic) string {
	s := fmt.Sprintf("%d年“三公”经费%s", p.Year, p.Stage)
	if p.Total.IsNumber() {
		s += p.Total.String() + p.Unit.String()
	}
	return s
}

// turn says how the last year compares with the first.
func turn(first, last budget.ThreePublic) string {
	d := last.Total.Decimal().Sub(first.Total.In(first.Unit, last.Unit))
	s := finding(last) + fmt.Sprintf("，比%d年", first.Year)
	switch {
	case d.IsZero():
		return finding(last) + fmt.Sprintf("，与%d年持平", first.Year)
	case d.IsPositive():
		s += "多"
	default:
		s += "少"
	}
	return s + figuresOf([]decimal.Decimal{last.Total.Decimal(), trim(d)}).write(d.Abs()) + last.Unit.String()
}

// course says how the totals went over three years or more; "" where a total is
// missing or nothing changed.
func course(years []budget.ThreePublic) string {
	var ways []int // +1 up, −1 down, without repeats and level years
	for i, p := range years {
		if !p.Total.IsNumber() || len(years) < 3 {
			return ""
		}
		if i == 0 {
			continue
		}
		q := years[i-1]
		way := p.Total.In(p.Unit, budget.Yuan).Cmp(q.Total.In(q.Unit, budget.Yuan))
		if way != 0 && (len(ways) == 0 || ways[len(ways)-1] != way) {
			ways = append(ways, way)
		}
	}
	switch {
	case len(ways) == 0:
		return ""
	case len(ways) > 2:
		return "，其间有增有减"
	case len(ways) == 2 && ways[0] > 0:
		return "，先增后减"
	case len(ways) == 2:
		return "，先减后增"
	}
	return ""
}

func source(p budget.ThreePublic) string {
	s := fmt.Sprintf("%s，%d年度%s", p.Organ, p.Year, p.Stage)
	if p.Published != "" {
		s += "，" + p.Published + "公开"
	}
	if p.Source != "" {
		s += "，" + p.Source
	}
	return s
}
