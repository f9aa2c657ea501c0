package xlsx

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// A body is a table laid out for printing: a trail over each column, and rows.
type body struct {
	trails []trail
	rows   []line
}

type line struct {
	cells []field
	join  int // this many first cells are shown as one
}

// A field is a word or an amount.
type field struct {
	text     string
	centered bool
	amount   bool
	value    budget.Amount
}

func word(s string) field         { return field{text: s} }
func money(a budget.Amount) field { return field{amount: true, value: a} }
func newBody(t budget.Table, l layout, s budget.Layout) body {
	switch s {
	case budget.Codes:
		return codesBody(t, l)
	case budget.Pairs:
		return pairsBody(t, l)
	case budget.Line:
		return lineBody(t, l)
	}
	return linesBody(t, l)
}

// amounts are the cells of a row, one for each of so many columns.
func amounts(r budget.Row, columns int) []field {
	var out []field
	for i := range columns {
		a := budget.Amount{}
		if i < len(r.Cells) {
			a = r.Cells[i]
		}
		out = append(out, money(a))
	}
	return out
}

// codesBody has the code in columns of 类, 款 and 项 before the name.
func codesBody(t budget.Table, l layout) body {
	b := body{trails: l.codes()}
	for _, c := range t.Columns {
		b.trails = append(b.trails, l.column(c))
	}
	for _, r := range t.Rows {
		row := line{}
		if r.Code == "" {
			row.join = l.Parts + 1
			row.cells = append(row.cells, field{text: r.Label, centered: true})
			row.cells = append(row.cells, make([]field, l.Parts)...)
		} else {
			for i := range l.Parts {
				row.cells = append(row.cells, field{text: codeAt(r.Code, i, l.Parts), centered: true})
			}
			row.cells = append(row.cells, word(r.Label))
		}
		row.cells = append(row.cells, amounts(r, len(t.Columns))...)
		b.rows = append(b.rows, row)
	}
	return b
}

// codeAt is part i of a code: three digits of 类, two of 款, and the rest.
func codeAt(code string, i, parts int) string {
	cuts := []int{0, 3, 5}
	from := min(cuts[i], len(code))
	if i == parts-1 {
		return code[from:]
	}
	return code[from:min(cuts[i+1], len(code))]
}

// pairsBody has the lists side by side, income at the left, the last line of
// each in one row.
func pairsBody(t budget.Table, l layout) body {
	lists, wide := make([][]budget.Row, len(l.Lists)), make([]int, len(l.Lists))
	var b body
	n := 0
	for i := range l.Lists {
		lists[i], wide[i] = listOf(t, l, i)
		n = max(n, len(lists[i]))
		over := overList(l, i)
		b.trails = append(b.trails, append(over[:len(over):len(over)], itemColumn))
		for c := range wide[i] {
			b.trails = append(b.trails, append(over[:len(over):len(over)], heading(t, c, wide[i])))
		}
	}
	for i := range n {
		var row []field
		for k := range lists {
			row = append(row, half(t, lists[k], i, n, wide[k])...)
		}
		b.rows = append(b.rows, line{cells: row})
	}
	return b
}

// listOf are the rows of a list, the last list having those of no list too, and how
// many columns they fill: income one at the least, the others all.
func listOf(t budget.Table, l layout, i int) (rows []budget.Row, wide int) {
	wide = len(t.Columns)
	if i == 0 {
		wide = 1
	}
	for _, r := range t.Rows {
		own := r.Side == l.Lists[i] || i == len(l.Lists)-1 && !slices.Contains(l.Lists, r.Side)
		if !own {
			continue
		}
		rows = append(rows, r)
		for c, a := range r.Cells {
			if a.IsNumber() {
				wide = max(wide, c+1)
			}
		}
	}
	return rows, min(wide, len(t.Columns))
}

// overList is what stands over the columns of a list.
func overList(l layout, i int) trail {
	switch {
	case i == 0:
		return l.Income
	case i > 1 || len(l.Lists) > 2:
		return trail{string(l.Lists[i])}
	}
	return l.Spending
}

// heading is the name over a column of a list. The one column of an income list
// is printed as 预算数 or 决算数.
func heading(t budget.Table, c, wide int) string {
	switch {
	case wide == 1 && strings.HasPrefix(t.Form, "B"):
		return planned
	case wide == 1 && strings.HasPrefix(t.Form, "F"):
		return accounted
	}
	return cmp.Or(t.Columns[c], planned)
}

// half is line i of n of one list; the last of the list stands in the last line.
func half(t budget.Table, rows []budget.Row, i, n, wide int) []field {
	r := budget.Row{}
	switch {
	case len(rows) == 0:
	case i == n-1:
		r = rows[len(rows)-1]
	case i < len(rows)-1:
		r = rows[i]
	}
	return append([]field{word(r.Label)}, amounts(r, wide)...)
}

// lineBody has the figures of one row; where rows are planned and accounted
// figures, all of them stand in one row under 预算数 and 决算数.
func lineBody(t budget.Table, l layout) body {
	var b body
	split := len(t.Rows) > 1
	var row line
	for _, r := range t.Rows {
		for _, c := range t.Columns {
			trail := l.column(c)
			if split {
				trail = append([]string{r.Label}, trail...)
			}
			b.trails = append(b.trails, trail)
		}
		row.cells = append(row.cells, amounts(r, len(t.Columns))...)
	}
	if len(t.Rows) == 0 {
		for _, c := range t.Columns {
			b.trails = append(b.trails, l.column(c))
		}
		return b
	}
	b.rows = append(b.rows, row)
	return b
}

// linesBody has a label and amounts in each row.
func linesBody(t budget.Table, l layout) body {
	b := body{trails: []trail{{itemColumn}}}
	for _, c := range t.Columns {
		b.trails = append(b.trails, l.column(c))
	}
	for _, r := range t.Rows {
		b.rows = append(b.rows, line{cells: append([]field{word(r.Label)}, amounts(r, len(t.Columns))...)})
	}
	return b
}
