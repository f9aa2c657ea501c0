package xlsx

import (
	"cmp"
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

// amounts are the cells of a row, one for each column from one to another.
func amounts(t budget.Table, r budget.Row, from, to int) []field {
	var out []field
	for i := from; i < to; i++ {
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
		row.cells = append(row.cells, amounts(t, r, 0, len(t.Columns))...)
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

// pairsBody has income at the left and expenditure at the right, both last
// lines in one row.
func pairsBody(t budget.Table, l layout) body {
	var income, spending []budget.Row
	wide := 1 // columns of the first list
	for _, r := range t.Rows {
		if r.Side != budget.Income {
			spending = append(spending, r)
			continue
		}
		income = append(income, r)
		for i, a := range r.Cells {
			if a.IsNumber() {
				wide = max(wide, i+1)
			}
		}
	}
	var b body
	b.trails = append(b.trails, append(l.Income[:len(l.Income):len(l.Income)], itemColumn))
	for i := range min(wide, len(t.Columns)) {
		name := cmp.Or(t.Columns[i], planned)
		if wide == 1 && strings.HasPrefix(t.Form, "B") {
			name = planned
		} else if wide == 1 && strings.HasPrefix(t.Form, "F") {
			name = accounted
		}
		b.trails = append(b.trails, append(l.Income[:len(l.Income):len(l.Income)], name))
	}
	b.trails = append(b.trails, append(l.Spending[:len(l.Spending):len(l.Spending)], itemColumn))
	for _, c := range t.Columns {
		b.trails = append(b.trails, append(l.Spending[:len(l.Spending):len(l.Spending)], c))
	}
	n := max(len(income), len(spending))
	for i := range n {
		row := half(t, income, i, n, wide)
		b.rows = append(b.rows, line{cells: append(row, half(t, spending, i, n, len(t.Columns))...)})
	}
	return b
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
	return append([]field{word(r.Label)}, amounts(t, r, 0, wide)...)
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
		row.cells = append(row.cells, amounts(t, r, 0, len(t.Columns))...)
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
		b.rows = append(b.rows, line{cells: append([]field{word(r.Label)}, amounts(t, r, 0, len(t.Columns))...)})
	}
	return b
}
