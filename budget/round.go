package budget

import (
	"fmt"
	"slices"
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

// foot rounds again what belongs together, one group of columns after the
// other. A group of which no rounding foots, since the table did not foot
// before, stays as it is.
func (r *rounder) foot() {
	ids := r.form.compile()
	parents := r.parents(ids)
	for _, side := range r.sides() {
		done := make([]bool, len(r.from.Columns))
		for i := range ids {
			id := &ids[i]
			if id.Kind != EachRow || id.AtMost || len(id.Left) != 1 || id.Left[0].Side != "" && id.Left[0].Side != side {
				continue
			}
			if g, ok := r.group(id, done); ok {
				g.side = side
				r.solve(g, parents)
			}
		}
		for c := range done {
			if !done[c] && !r.form.percent(c) {
				r.solve(columnGroup{total: -1, parts: []int{c}, side: side}, parents)
			}
		}
	}
}

// sides are the lists that the table shows.
func (r *rounder) sides() []Side {
	var out []Side
	for _, row := range r.from.Rows {
		if !slices.Contains(out, row.Side) {
			out = append(out, row.Side)
		}
	}
	return out
}

// A columnGroup is a column of a list and those that it is the sum of. Total is
// -1 for a column by itself.
type columnGroup struct {
	side  Side
	total int
	parts []int
}

// group is the columns of an identity, if none of them belongs to another group.
func (r *rounder) group(id *Identity, done []bool) (columnGroup, bool) {
	g := columnGroup{total: r.from.Column(id.Left[0].Column)}
	if g.total < 0 || done[g.total] {
		return g, false
	}
	for _, t := range id.Right {
		c := r.from.Column(t.Column)
		if c < 0 || t.Minus || done[c] {
			return g, false
		}
		g.parts = append(g.parts, c)
	}
	done[g.total] = true
	for _, c := range g.parts {
		done[c] = true
	}
	return g, true
}

// parents is the row that each row is an addend of, -1 for one that is not: by
// the tree of codes, the line of totals, and the form's sums of named lines. A
// row that would be part of two sums keeps the first.
func (r *rounder) parents(ids []Identity) []int {
	c := newChecker(Statement{Tables: []Table{r.from}}, r.forms)
	out := make([]int, len(r.from.Rows))
	for i := range out {
		out[i] = -1
	}
	adopt := func(parent, child int) {
		if parent != child && out[child] < 0 && !above(out, parent, child) {
			out[child] = parent
		}
	}
	c.rows.read(r.from.Rows)
	for i, p := range c.rows.parent {
		if p >= 0 {
			adopt(int(p), i)
		}
	}
	for i := range ids {
		switch id := &ids[i]; {
		case id.Kind == Total:
			if top := c.totalRow(0); top >= 0 {
				for row := range r.from.Rows {
					if len(r.from.Rows[row].Code) == 3 {
						adopt(top, row)
					}
				}
			}
		case id.Kind == Cells && !id.AtMost && len(id.Left) == 1 && !crosses(id):
			all, _ := c.allPlaces(nil, 0, id)
			if len(all) > 2 && !all[0].right && plus(all) {
				for _, p := range all[1:] {
					adopt(all[0].row, p.row)
				}
			}
		}
	}
	return out
}

// above says whether a row stands over another one.
func above(parents []int, row, over int) bool {
	for row >= 0 {
		if row == over {
			return true
		}
		row = parents[row]
	}
	return false
}

func crosses(id *Identity) bool {
	for _, t := range append(id.Left[:len(id.Left):len(id.Left)], id.Right...) {
		if t.Form != "" {
			return true
		}
	}
	return false
}

func plus(all []place) bool {
	for _, p := range all {
		if p.minus {
			return false
		}
	}
	return true
}

// solve rounds a group of columns by a flow. Money flows from the top rows
// through each part's column down to the lowest rows, there from the parts into
// their sum, and through the column of sums up to the top again: so every cell
// is an arc whose flow is the cell's rounded value, what flows into a node flows
// out of it, and all sums hold. Each arc lets its value rounded down or up pass.
// Where the figures foot, they are such a flow themselves, and so there is one
// in whole units (Cox 1987 has the same of two-way tables).
func (r *rounder) solve(g columnGroup, parents []int) {
	n := newFlow()
	node := make(map[[2]int]int)
	at := func(row, column int) int {
		k := [2]int{row, column}
		if _, ok := node[k]; !ok {
			node[k] = n.node()
		}
		return node[k]
	}
	leaf := make([]bool, len(parents))
	for i := range leaf {
		leaf[i] = true
	}
	for _, p := range parents {
		if p >= 0 {
			leaf[p] = false
		}
	}
	const sums = -1
	for row, p := range parents {
		if r.from.Rows[row].Side != g.side {
			continue
		}
		for _, c := range g.parts {
			from, to := outside, at(row, c)
			if p >= 0 {
				from = at(p, c)
			}
			switch {
			case leaf[row] && g.total < 0:
				to = outside
			case leaf[row]:
				to = at(row, sums)
			}
			r.arc(n, from, to, row, c, p < 0 && g.total < 0)
		}
		if g.total < 0 {
			continue
		}
		up := outside
		if p >= 0 {
			up = at(p, sums)
		}
		r.arc(n, at(row, sums), up, row, g.total, p < 0)
	}
	if n.feasible() {
		for _, a := range n.arcs {
			if a.cell != nil {
				r.set(a.cell[0], a.cell[1], a.low+a.flow)
			}
		}
	}
}

// arc lets a cell flow, rounded down or up; of a top row only rounded by itself,
// so that totals agree wherever they are printed.
func (r *rounder) arc(n *flow, from, to, row, column int, top bool) {
	if !r.money(row, column) {
		n.arc(from, to, 0, 0, nil)
		return
	}
	a := r.from.Rows[row].Cells[column]
	low, more := r.down(a)
	high := low
	if more {
		high++
	}
	if top {
		low = r.near(a)
		high = low
	}
	n.arc(from, to, low, high, &[2]int{row, column})
	n.last().eager = more && r.near(a) == high
}
