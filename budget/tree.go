package budget

import (
	"slices"
	"strings"
)

// rowsByCode is a table's rows as a tree of codes: 类 over 款 over 项. It is
// kept between tables for its room.
type rowsByCode struct {
	parent []int32 // of each row: the row of the code above it, -1 if there is none
	first  []int32 // of each row: where its children begin in kids
	kids   []int32
	next   []int32 // of each row: where its next child goes
	codes  map[string]int32
	sorted bool // every code comes before the next one
}

// again says whether a row's code stands in an earlier row too.
func (b *rowsByCode) again(rows []Row, i int) bool {
	if b.sorted {
		return false
	}
	return b.search(rows, rows[i].Code) != int32(i)
}

// room makes room for so many rows at once.
func (b *rowsByCode) room(rows int) {
	all := make([]int32, 4*rows+2)
	cut := func(n int) []int32 {
		part := all[:0:n]
		all = all[n:]
		return part
	}
	b.parent, b.first, b.next, b.kids = cut(rows), cut(rows+1), cut(rows+1), cut(rows)
}

// read finds every row's parent. A second row of the same code is left out: the
// rule CODE-TWICE reports it.
func (b *rowsByCode) read(rows []Row) {
	n := len(rows)
	b.parent = slices.Grow(b.parent[:0], n)[:n]
	b.first = slices.Grow(b.first[:0], n+1)[:n+1]
	clear(b.first)
	var open [4]int32 // the newest row of each depth, -1 if there is none
	for i := range open {
		open[i] = -1
	}
	clear(b.codes)
	kids, last := 0, ""
	b.sorted = true
	for i := range rows {
		b.parent[i] = -1
		d := depth(rows[i].Code)
		if d == 0 {
			continue
		}
		for j := d; j < len(open); j++ {
			open[j] = -1
		}
		open[d] = int32(i)
		b.sorted, last = b.sorted && last < rows[i].Code, rows[i].Code
		if d == 1 {
			continue
		}
		above := rows[i].Code[:len(rows[i].Code)-2]
		if p := open[d-1]; p >= 0 && rows[p].Code == above {
			b.parent[i] = p
		} else {
			b.parent[i] = b.search(rows, above)
		}
		if b.parent[i] >= 0 {
			b.first[b.parent[i]+1]++
			kids++
		}
	}
	b.gather(kids)
}

// gather lists each row's children one after the other.
func (b *rowsByCode) gather(kids int) {
	for i := 1; i < len(b.first); i++ {
		b.first[i] += b.first[i-1]
	}
	b.kids = slices.Grow(b.kids[:0], kids)[:kids]
	b.next = append(b.next[:0], b.first...)
	for i, p := range b.parent {
		if p >= 0 {
			b.kids[b.next[p]] = int32(i)
			b.next[p]++
		}
	}
}

// search finds a code that does not stand where a sorted table has it.
func (b *rowsByCode) search(rows []Row, code string) int32 {
	if len(b.codes) == 0 {
		if b.codes == nil {
			b.codes = make(map[string]int32)
		}
		for i := range rows {
			if _, twice := b.codes[rows[i].Code]; !twice {
				b.codes[rows[i].Code] = int32(i)
			}
		}
	}
	if i, ok := b.codes[code]; ok {
		return i
	}
	return -1
}

// depth is 1 for 类, 2 for 款, 3 for 项, and 0 for anything else.
func depth(code string) int {
	switch len(code) {
	case 3, 5, 7:
		return (len(code) - 1) / 2
	}
	return 0
}

// treeOf appends the columns that a form wants held as a tree.
func treeOf(out []string, ids []Identity) []string {
	for i := range ids {
		if ids[i].Kind == Tree {
			out = append(out, ids[i].Column)
		}
	}
	return out
}

// tree holds each code against the codes directly below it: 类 = Σ款, 款 = Σ项.
// A code with nothing below it in the table is not evaluated at all: the form
// may stop at 款.
func (c *checker) tree(t *Table, columns []string) {
	var room [16]int
	at := room[:0]
	for _, name := range columns {
		if i := t.Column(name); i >= 0 {
			at = append(at, i)
		}
	}
	for p := range t.Rows {
		kids := c.rows.kids[c.rows.first[p]:c.rows.first[p+1]]
		if len(kids) == 0 {
			continue
		}
		for _, column := range at {
			c.branch(t, p, kids, column)
		}
	}
}

// branch holds one code against the codes below it in one column.
func (c *checker) branch(t *Table, parent int, kids []int32, column int) {
	top := &t.Rows[parent]
	if column >= len(top.Cells) {
		return
	}
	var g gate
	g.add(top.Cells[column], Yuan, false, false)
	for _, k := range kids {
		if cells := t.Rows[k].Cells; column < len(cells) {
			g.add(cells[column], Yuan, false, true)
		}
	}
	if g.exact(false) {
		c.result.count(Exact)
		return
	}
	if g.numbers[0]+g.numbers[1] == 0 { // nothing is said of this column here
		return
	}
	cells := []cell{t.cell(top, column, false)}
	for _, k := range kids {
		if r := &t.Rows[k]; column < len(r.Cells) {
			cells = append(cells, t.cell(r, column, true))
		}
	}
	below := [...]string{"", "款", "项", ""}[depth(top.Code)]
	c.judge(weigh(top.Code+top.Label+"."+t.Columns[column]+" = Σ"+below, cells[0].at, cells))
}

func (t *Table) cell(r *Row, column int, right bool) cell {
	return cell{r.Code + r.Label, r.Cells[column], t.Unit, t.position(r, column), false, right}
}

// totalRow is the line of totals of a table of codes, -1 if there is none.
func (c *checker) totalRow(table int) int {
	rows := c.statement.Tables[table].Rows
	for i, label := range c.names(table) {
		if rows[i].Code == "" && strings.HasSuffix(label, "合计") {
			return i
		}
	}
	return -1
}

// total holds the total line, first or last, against the top codes.
func (c *checker) total(table int, id *Identity) {
	t := &c.statement.Tables[table]
	i, at := t.Column(id.Column), c.totalRow(table)
	if at < 0 || i < 0 || i >= len(t.Rows[at].Cells) {
		c.result.count(NotEvaluated)
		return
	}
	total := &t.Rows[at]
	var g gate
	g.add(total.Cells[i], Yuan, false, false)
	for r := range t.Rows {
		if row := &t.Rows[r]; len(row.Code) == 3 && i < len(row.Cells) {
			g.add(row.Cells[i], Yuan, false, true)
		}
	}
	if c.settled(&g, false) {
		return
	}
	cells := []cell{t.cell(total, i, false)}
	for r := range t.Rows {
		if row := &t.Rows[r]; len(row.Code) == 3 && i < len(row.Cells) {
			cells = append(cells, t.cell(row, i, true))
		}
	}
	c.judge(weigh("合计."+id.Column+" = Σ类", cells[0].at, cells))
}
