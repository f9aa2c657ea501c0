package budget

import "slices"

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
	const sums = -1
	leaf := leaves(parents)
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
	r.take(n)
}

// leaves says of each row whether it is the parent of none.
func leaves(parents []int) []bool {
	leaf := slices.Repeat([]bool{true}, len(parents))
	for _, p := range parents {
		if p >= 0 {
			leaf[p] = false
		}
	}
	return leaf
}

// take sets the cells to what flows through their arcs, if anything can.
func (r *rounder) take(n *flow) {
	if !n.feasible() {
		return
	}
	for _, a := range n.arcs {
		if a.cell != nil {
			r.set(a.cell[0], a.cell[1], a.low+a.flow)
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
