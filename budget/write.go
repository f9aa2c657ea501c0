package budget

import (
	"encoding/csv"
	"io"
	"slices"
)

// WriteCSV writes the table as it is published: title, organ and unit, header,
// rows, notes; in UTF-8 with a byte order mark, by which office software knows
// it. ReadCSV reads the same table from it. Blank cells stay blank. A row with
// more cells than there are columns is an error.
func (t Table) WriteCSV(w io.Writer) error {
	if err := t.shaped(); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	p := csvPage{table: t, out: csv.NewWriter(w)}
	p.frame()
	switch f, _ := form(builtinForms(), t.Form); {
	case slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Side != "" }):
		p.beside(f)
	case f.Layout == Line:
		p.across()
	default:
		p.below()
	}
	for _, n := range t.Notes {
		p.row(n)
	}
	p.out.Flush()
	return p.out.Error()
}

type csvPage struct {
	table Table
	out   *csv.Writer
}

// row writes one line; what goes wrong is kept by the writer until the end.
func (p *csvPage) row(cells ...string) { _ = p.out.Write(cells) }

func (p *csvPage) frame() {
	t := p.table
	title := t.Title
	if f, ok := form(builtinForms(), t.Form); ok {
		if title == "" {
			title = f.Name
		}
		if len(f.Lists) > 2 || f.Number != "" && title == f.Name {
			title += "（" + f.Number + "）"
		}
	}
	p.row(title)
	var frame []string
	if t.Organ != "" {
		frame = append(frame, "编制单位："+t.Organ)
	}
	if t.Unit != 0 {
		frame = append(frame, "单位："+t.Unit.String())
	}
	if len(frame) > 0 {
		p.row(frame...)
	}
}

func texts(r Row, columns int) []string {
	out := make([]string, columns)
	for i := range min(columns, len(r.Cells)) {
		out[i] = r.Cells[i].String()
	}
	return out
}

// below writes one row a line, with codes where the table has any.
func (p *csvPage) below() {
	t := p.table
	if !t.coded() {
		p.row(append([]string{"项目"}, t.Columns...)...)
		for _, r := range t.Rows {
			p.row(append([]string{r.Label}, texts(r, len(t.Columns))...)...)
		}
		return
	}
	p.row(append([]string{"科目编码", "科目名称"}, t.Columns...)...)
	for _, r := range t.Rows {
		p.row(append([]string{r.Code, r.Label}, texts(r, len(t.Columns))...)...)
	}
}

// across writes the rows of the table side by side under its columns, as the
// 三公 tables are printed: under each item its planned and its accounted figure.
func (p *csvPage) across() {
	t := p.table
	var names, kinds, figures []string
	for c, name := range t.Columns {
		for i, r := range t.Rows {
			if i > 0 {
				name = ""
			}
			names, kinds = append(names, name), append(kinds, r.Label)
			figures = append(figures, texts(r, len(t.Columns))[c])
		}
	}
	if len(t.Rows) == 0 {
		names = t.Columns
	}
	p.row(names...)
	if len(t.Rows) > 1 {
		p.row(kinds...)
	}
	if len(figures) > 0 {
		p.row(figures...)
	}
}

// beside writes the lists of a table side by side, the last line of each in the
// last row.
func (p *csvPage) beside(f Form) {
	t := p.table
	sides := f.Lists
	if len(sides) == 0 {
		sides = []Side{Income, Expenditure}
	}
	var over, head []string
	lists := make([][]Row, len(sides))
	wide := make([]int, len(sides))
	longest := 0
	for i, side := range sides {
		for _, r := range t.Rows {
			if r.Side == side {
				lists[i] = append(lists[i], r)
				wide[i] = max(wide[i], width(r))
			}
		}
		if i > 0 || wide[i] == 0 {
			wide[i] = len(t.Columns)
		}
		longest = max(longest, len(lists[i]))
		over = append(append(over, string(side)), make([]string, wide[i])...)
		head = append(append(head, "项目"), t.Columns[:wide[i]]...)
	}
	p.row(over...)
	p.row(head...)
	for n := range longest {
		var line []string
		for i := range lists {
			r := besideRow(lists[i], n, longest)
			line = append(append(line, r.Label), texts(r, wide[i])...)
		}
		p.row(line...)
	}
}

// besideRow is what stands in line n of a list that is printed beside others: its
// last row in the last line of all, and nothing between that and the one before.
func besideRow(list []Row, n, lines int) Row {
	switch {
	case n == lines-1 && len(list) > 0:
		return list[len(list)-1]
	case n < len(list)-1:
		return list[n]
	}
	return Row{}
}

// width is how many columns a row needs.
func width(r Row) int {
	for i := len(r.Cells); i > 0; i-- {
		if !r.Cells[i-1].IsBlank() {
			return i
		}
	}
	return 0
}
