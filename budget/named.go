package budget

import (
	"slices"
	"strings"
)

// row finds a row of a table by its code or its plain label; -1 if there is
// none.
func (c *checker) row(table int, side Side, name string) int {
	rows := c.statement.Tables[table].Rows
	labels := c.names(table)
	for i := range rows {
		if (side == "" || rows[i].Side == side) && (labels[i] == name || rows[i].Code == name) {
			return i
		}
	}
	return -1
}

// tableOf is the table of that form, the first if there are several; -1 if the
// statement has none.
func (c *checker) tableOf(form string) int {
	for i := range c.statement.Tables {
		if c.statement.Tables[i].Form == form {
			return i
		}
	}
	return -1
}

// A place is one cell of a statement: a table, a row, a column, and the side of
// an identity on which it counts.
type place struct {
	table, row, column int
	minus, right       bool
}

// places finds the cells of a term, and appends them. It is not whole when the
// other table, its line or its column is not part of the statement: a line left
// out of a list of the same table counts as blank.
func (c *checker) places(out []place, table int, term *Term) ([]place, bool) {
	if term.Form != "" {
		if table = c.tableOf(term.Form); table < 0 {
			return out, false
		}
	}
	t := &c.statement.Tables[table]
	column := t.Column(term.Column)
	if column < 0 {
		return out, false
	}
	if !term.Sum {
		r := c.row(table, term.Side, term.Row)
		if r < 0 {
			return out, term.Form == ""
		}
		return append(out, place{table, r, column, term.Minus, false}), true
	}
	n := len(out)
	for _, r := range c.lines(table, term) {
		out = append(out, place{table, r, column, term.Minus, false})
	}
	return out, len(out) > n
}

// lines are the rows that a sum is over: of a list those before its first total,
// or behind it where the total comes first, and those under a line as far as the
// next that the form knows. What is only said to be among them (其中) is not
// added again.
func (c *checker) lines(table int, term *Term) []int {
	rows := c.statement.Tables[table].Rows
	out := c.sum[:0]
	open := term.Under == ""
	f, _ := form(c.forms, c.statement.Tables[table].Form)
	labels := c.names(table)
	for r := range rows {
		label := labels[r]
		if term.Under != "" {
			known := slices.ContainsFunc(f.Income, func(l Field) bool { return l.Key == rows[r].Label })
			if open = label == term.Under || open && !known && !summary(label); label == term.Under {
				continue
			}
		} else if rows[r].Side != term.Side {
			continue
		}
		switch {
		case !open || strings.Contains(rows[r].Label, "其中"):
		case !summary(label):
			out = append(out, r)
		case (strings.HasSuffix(label, "合计") || strings.HasSuffix(label, "总计")) && len(out) > 0:
			c.sum = out
			return out
		}
	}
	c.sum = out
	return out
}

// amount is the cell at a place with its unit.
func (c *checker) amount(p place) (Amount, Unit) {
	unit := c.units[p.table] // within one table an unknown unit cancels out
	if cells := c.statement.Tables[p.table].Rows[p.row].Cells; p.column < len(cells) {
		return cells[p.column], unit
	}
	return Amount{}, unit
}

// unitOf is the unit of a table that does not say it: the one of the units of
// the other tables under which what must be equal to them is, 0 if none is. The
// rule UNIT reports the table all the same.
func (c *checker) unitOf(table int) Unit {
	for _, u := range c.units {
		if u == 0 {
			continue
		}
		c.units[table] = u
		if c.meetsOthers(table) {
			return u
		}
	}
	c.units[table] = 0
	return 0
}

// meetsOthers says whether some identity between a table and another one holds.
func (c *checker) meetsOthers(table int) bool {
	for i := range c.statement.Tables {
		f, ok := form(c.forms, c.statement.Tables[i].Form)
		if !ok {
			continue
		}
		ids := f.compile()
		for n := range ids {
			if ids[n].Kind != Cells || ids[n].AtMost {
				continue
			}
			all, whole := c.allPlaces(c.room[:0], i, &ids[n])
			c.room = all
			if !whole || !c.joins(all, table) {
				continue
			}
			if g := c.gate(all); g.holds() || g.shut && c.weighed(i, &ids[n], all).holds() {
				return true
			}
		}
	}
	return false
}

// joins says whether the places are of the table and of another one with a unit.
func (c *checker) joins(all []place, table int) bool {
	own, other := false, false
	for _, p := range all {
		own = own || p.table == table
		other = other || p.table != table && c.units[p.table] != 0
	}
	return own && other
}

func (e evaluation) holds() bool { return e.verdict == Exact || e.verdict == WithinRounding }

// allPlaces finds the cells of both sides of an identity.
func (c *checker) allPlaces(out []place, table int, id *Identity) (all []place, whole bool) {
	all, whole = out, true
	for side, terms := range [2][]Term{id.Left, id.Right} {
		for i := range terms {
			n, ok := len(all), false
			all, ok = c.places(all, table, &terms[i])
			whole = whole && ok
			for ; n < len(all); n++ {
				all[n].right = side == 1
			}
		}
	}
	return all, whole
}

// named evaluates an identity of named cells, in this and in other tables.
func (c *checker) named(table int, id *Identity) {
	all, whole := c.allPlaces(c.room[:0], table, id)
	c.room = all
	for _, p := range all { // a table whose unit nobody knows is held against no other
		whole = whole && (p.table == table || c.units[p.table] != 0 && c.units[table] != 0)
	}
	if !whole {
		c.result.count(NotEvaluated)
		return
	}
	g := c.gate(all)
	if !c.settled(&g, id.AtMost) {
		c.judge(c.weighed(table, id, all))
	}
}

// gate adds up the cells at places.
func (c *checker) gate(all []place) gate {
	var g gate
	for _, p := range all {
		a, u := c.amount(p)
		g.add(a, u, p.minus, p.right)
	}
	return g
}

// weighed is the evaluation of cells that are not exactly equal. Where a table
// lost cells, a sum that fails may only lack them.
func (c *checker) weighed(table int, id *Identity, all []place) evaluation {
	e := evaluation{formula: id.Formula, at: Position{Sheet: c.statement.Tables[table].Sheet}, atMost: id.AtMost, warn: id.Warn}
	doubt := false
	for _, p := range all {
		t := &c.statement.Tables[p.table]
		a, u := c.amount(p)
		name := t.Rows[p.row].Label
		if p.table != table {
			name = t.Title + " " + name
		}
		e.cells = append(e.cells, cell{name, a, u, t.position(&t.Rows[p.row], p.column), p.minus, p.right})
		doubt = doubt || t.Torn || p.column > 0 && t.Rows[p.row].Loose && !c.oneList(all)
	}
	if len(e.cells) > 0 {
		e.at = e.cells[0].at
	}
	e.compare()
	if doubt && e.verdict == Inconsistent {
		e.verdict = NotEvaluated
	}
	return e
}

// oneList says whether cells are of one column of one list whose rows that lost
// cells kept two each: the second then is the same fund in all of them, whichever
// it is.
func (c *checker) oneList(all []place) bool {
	for _, p := range all {
		row := &c.statement.Tables[p.table].Rows[p.row]
		if p.table != all[0].table || p.column != all[0].column || row.Side != c.statement.Tables[p.table].Rows[all[0].row].Side {
			return false
		}
		n := 0
		for i := range row.Cells {
			if row.Cells[i].IsNumber() {
				n++
			}
		}
		if row.Loose && n != 2 {
			return false
		}
	}
	return true
}

// implied holds that where the left cell is above zero the right one is too,
// as receptions are where there was money for them.
func (c *checker) implied(table int, id *Identity) {
	var room [2]place
	all, ok := c.places(room[:0], table, &id.Left[0])
	all, ok2 := c.places(all, table, &id.Right[0])
	if !ok || !ok2 || len(all) != 2 {
		c.result.count(NotEvaluated)
		return
	}
	spent, unit := c.amount(all[0])
	count, _ := c.amount(all[1])
	if spent.coefficient <= 0 || count.coefficient > 0 {
		c.result.count(Exact)
		return
	}
	c.result.count(Inconsistent)
	t := &c.statement.Tables[all[1].table]
	c.find(Finding{
		Rule: "COUNT", Severity: Error, At: t.position(&t.Rows[all[1].row], all[1].column), Formula: id.Formula,
		Text: "花了钱，对应的数量却没有填或者是0。", Want: "大于0", Got: strings.TrimSpace(count.String() + "（支出" + say(spent, unit) + "）"),
	})
}

// summary says whether a plain label is a total or a balance, not an item.
func summary(label string) bool {
	return strings.HasSuffix(label, "合计") || strings.HasSuffix(label, "总计") || strings.Contains(label, "结转") || strings.Contains(label, "结余")
}

// FillUnits gives tables that do not say their unit the one under which they
// agree with the statement's other tables, as Check takes it to be. A table that
// agrees with none keeps the unknown unit.
func (s Statement) FillUnits() Statement {
	c := newChecker(s, builtinForms())
	s.Tables = slices.Clone(s.Tables)
	for i := range s.Tables {
		s.Tables[i].Unit = c.units[i]
	}
	return s
}
