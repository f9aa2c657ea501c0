package budget

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Rounding says how amounts go over into a larger unit.
type Rounding int

// The two ways.
const (
	// CellByCell rounds every cell by itself, half away from zero. The printed
	// sums may then miss by what was rounded.
	CellByCell Rounding = iota
	// Footing rounds so that the printed table still foots: every cell goes up
	// or down to a neighbour, within one unit of the last place, such that each
	// tree, list, total and row adds up.
	Footing
)

// RoundTo prints the table in another unit with so many decimal places, none to
// 18. Footing promises that all sums hold that lie in one tree of rows under
// columns that add up to one of them, and that did hold exactly before; totals
// at the top are rounded by themselves, half away from zero. What else no longer
// holds — a balance carried forward, a sum that was wrong before — is in the
// findings, as Check finds it. Percentages and numbers of things stay as they
// are. A table whose unit is not known, or of which a cell would need more than
// 18 digits, is left as it is, with a finding.
func (t Table) RoundTo(u Unit, places int, how Rounding) (Table, []Finding) {
	return t.RoundToBy(builtinForms(), u, places, how)
}

// RoundToBy rounds as RoundTo does, by the forms given: those of Forms, with
// one's own from LoadForms before or behind them.
func (t Table) RoundToBy(forms []Form, u Unit, places int, how Rounding) (Table, []Finding) {
	refuse := func(rule, text string) (Table, []Finding) {
		return t, []Finding{{Rule: rule, Severity: Error, At: Position{Sheet: t.Sheet}, Text: text}}
	}
	if !t.Unit.known() || !u.known() {
		return refuse("UNIT", "不知道金额单位，不能换算。")
	}
	if places < 0 || places > maxDigits {
		return refuse("UNIT", fmt.Sprintf("小数位数只能是0到%d。", maxDigits))
	}
	r := rounder{from: t, exp: u.power() - int32(places), unit: u, places: places, forms: forms}
	r.form, r.known = form(forms, t.Form)
	if !r.fits() {
		return refuse("CELL", "换算后有的格超过18位数字，没有换算。")
	}
	var out []Finding
	r.cellByCell()
	if how == Footing && r.known {
		r.foot()
	} else if how == Footing {
		out = append(out, Finding{Rule: "FORM", Severity: Warning, At: Position{Sheet: t.Sheet}, Text: "不认识这张表的表式，只能逐格四舍五入，合计可能对不上。"})
	}
	for _, f := range (Statement{Tables: []Table{r.to}}).CheckBy(forms).Findings {
		if f.Severity > Notice || how == Footing {
			out = append(out, f)
		}
	}
	return r.to, out
}

// RoundTo prints every table of the statement in another unit, as Table.RoundTo
// does. Tables are rounded one by one: between two of them a figure may differ
// by one unit of the last place.
func (s Statement) RoundTo(u Unit, places int, how Rounding) (Statement, []Finding) {
	return s.RoundToBy(builtinForms(), u, places, how)
}

// RoundToBy rounds every table as Table.RoundToBy does.
func (s Statement) RoundToBy(forms []Form, u Unit, places int, how Rounding) (Statement, []Finding) {
	var findings []Finding
	tables := make([]Table, len(s.Tables))
	for i, t := range s.Tables {
		var f []Finding
		tables[i], f = t.RoundToBy(forms, u, places, how)
		findings = append(findings, f...)
	}
	s.Tables = tables
	return s, findings
}

// A rounder takes one table from its unit into another.
type rounder struct {
	from, to Table
	forms    []Form
	form     Form
	known    bool
	unit     Unit
	places   int
	exp      int32 // of one printed unit of the last place, as a power of ten of 元
}

// fits says whether every cell of money has room in the new unit.
func (r *rounder) fits() bool {
	most := decimal.New(1, maxDigits).Sub(decimal.New(1, 0))
	for i := range r.from.Rows {
		for c, a := range r.from.Rows[i].Cells {
			if r.money(i, c) && a.Decimal().Shift(r.from.Unit.power()-r.exp).Abs().GreaterThan(most) {
				return false
			}
		}
	}
	return true
}

// down is a cell in printed units of the last place, rounded down, and whether
// that left something over.
func (r *rounder) down(a Amount) (floor int64, more bool) {
	v := a.Decimal().Shift(r.from.Unit.power() - r.exp)
	f := v.Floor()
	return f.IntPart(), !v.Equal(f)
}

// near is a cell in printed units, rounded half away from zero.
func (r *rounder) near(a Amount) int64 {
	return a.Decimal().Shift(r.from.Unit.power() - r.exp).Round(0).IntPart()
}

func (r *rounder) set(row, column int, v int64) {
	r.to.Rows[row].Cells[column] = Number(v, r.places)
}

func (r *rounder) cellByCell() {
	r.to = r.from
	r.to.Unit = r.unit
	r.to.Rows = make([]Row, len(r.from.Rows))
	for i, row := range r.from.Rows {
		cells := make([]Amount, len(row.Cells))
		for c, a := range row.Cells {
			if cells[c] = a; r.money(i, c) {
				cells[c] = Number(r.near(a), r.places)
			}
		}
		row.Cells = cells
		r.to.Rows[i] = row
	}
}

// money says whether a cell is a number that has the table's unit: neither a
// percentage nor a number of things.
func (r *rounder) money(row, column int) bool {
	cells := r.from.Rows[row].Cells
	return column < len(cells) && cells[column].IsNumber() &&
		!r.form.percent(column) && !r.form.counts(r.from.Rows[row].Label)
}

// percent says whether a column of the form holds percentages.
func (f *Form) percent(column int) bool { return column < len(f.Columns) && f.Columns[column].Percent }

// counts says whether a line of the form holds a number of things, such as
// vehicles or guests, and not money.
func (f *Form) counts(label string) bool {
	if f.Layout != Lines {
		return false
	}
	for _, end := range []string{"次", "数", "量", "次数", "数量", "(个)", "(人)", "(辆)", "(批)", "(台)", "(套)", "(次)"} {
		if strings.HasSuffix(Plain(label), end) {
			return true
		}
	}
	return false
}
