package budget

import (
	"slices"
	"strings"
)

// A list is one of the lists that a table shows side by side: its columns of
// the sheet, from one to another.
type list struct {
	from    int
	columns []column
	side    Side
}

// cut cuts the columns into lists where a new code or name follows a figure.
func (r *tableReader) cut(columns []column) []list {
	var out []list
	figures := true
	for c := range columns {
		word := columns[c].role == code || columns[c].role == name
		if word && figures {
			out = append(out, list{from: c})
		}
		if len(out) == 0 {
			continue
		}
		figures = !word && (columns[c].role == figure || figures)
		l := &out[len(out)-1]
		l.columns = append(l.columns, columns[c])
	}
	sides := r.form.Lists
	if len(sides) == 0 {
		sides = []Side{Income, Expenditure}
	}
	for i := range out {
		out[i].columns = slices.Clone(out[i].columns)
		r.assign(out[i].columns)
		r.inOrder(out[i].columns)
		if r.form.Layout == Pairs {
			out[i].side = sides[min(i, len(sides)-1)]
		}
	}
	return out
}

// inOrder gives the columns of a list that no name fits the form's columns from
// left to right, if it names none of them.
func (r *tableReader) inOrder(columns []column) {
	if slices.ContainsFunc(columns, func(c column) bool { return c.field >= 0 }) {
		return
	}
	n := 0
	for c := range columns {
		if columns[c].role == figure && n < len(r.form.Columns) {
			columns[c].field = n
			n++
		}
	}
}

// pairs reads lists, one or several side by side. A list's label says which list it is of; the
// figures behind a label belong to it, in the order of the columns. That holds
// for rows whose empty cells were lost as well as for whole ones.
func (r *tableReader) pairs() {
	columns, next, ok := r.header()
	if !ok {
		next = 0
	}
	r.sides(r.cut(columns), next)
}

func (r *tableReader) sides(lists []list, next int) {
	width := 0
	for _, l := range lists {
		width = l.from + len(l.columns)
	}
	rows := r.body[next:]
	square := !slices.ContainsFunc(rows, func(i int) bool { return len(r.grid.Rows[i]) != width })
	last := make(map[Side]string)
	if r.form.Layout == Lines && square { // one list after the other, as their codes are
		for _, l := range lists {
			for _, i := range rows {
				r.listRow(r.grid.Rows[i][l.from:l.from+len(l.columns)], r.grid.Lines[i], l, last)
			}
		}
		return
	}
	rag := ragged{reader: r, coded: r.namesCodes(), last: last}
	for n, i := range rows {
		row, line := r.grid.Rows[i], r.grid.Lines[i]
		if len(lists) == 0 || !square && !whole(row, lists, width) {
			var after []string
			if n+1 < len(rows) {
				after = r.grid.Rows[rows[n+1]]
			}
			rag.row(row, after, line)
			continue
		}
		for _, l := range lists {
			r.listRow(row[l.from:l.from+len(l.columns)], line, l, last)
		}
	}
	rag.end()
}

// namesCodes says whether the header speaks of codes, so that a short whole
// number before a name is one.
func (r *tableReader) namesCodes() bool {
	return slices.ContainsFunc(r.body[:min(6, len(r.body))], func(i int) bool {
		return slices.ContainsFunc(r.grid.Rows[i], func(c string) bool { return strings.HasSuffix(Plain(c), "编码") })
	})
}

// whole says whether a row kept its empty cells: as many cells as the header,
// words under names and amounts under figures.
func whole(row []string, lists []list, width int) bool {
	if len(row) != width {
		return false
	}
	for _, l := range lists {
		for c, col := range l.columns {
			cell := strings.TrimFunc(row[l.from+c], blank)
			if cell != "" && (col.role == name && isAmount(cell) || col.role == figure && !isAmount(cell) && !garbled(cell)) {
				return false
			}
		}
	}
	return true
}

// listRow reads one whole list's part of a row.
func (r *tableReader) listRow(cells []string, line int, l list, last map[Side]string) {
	if r.form.Layout == Lines && slices.ContainsFunc(l.columns, func(c column) bool { return c.role == code }) {
		r.codeRow(cells, line, l.from, l.columns)
		return
	}
	label := ""
	for c, col := range l.columns {
		if col.role == name {
			label += strings.TrimFunc(cells[c], blank)
		}
	}
	if label == "" {
		return
	}
	row, asked := r.labelled(label, l.side, last)
	row.Line = line
	any := false
	for c, col := range l.columns {
		if col.field >= 0 {
			row.Cells[col.field], row.At[col.field] = r.cell(line, l.from+c+1, cells[c], col.field), l.from+c+1
			any = any || row.Cells[col.field].IsNumber()
		}
	}
	if any || asked || r.form.Layout == Lines || summary(Plain(label)) {
		r.table.Rows = append(r.table.Rows, row)
	}
}

// labelled is a row for a label, under the form's key for it. The form may ask
// for it even if it holds no figure.
func (r *tableReader) labelled(label string, side Side, last map[Side]string) (row Row, asked bool) {
	row = Row{Side: side, Label: label, Cells: make([]Amount, len(r.table.Columns)), At: make([]int, len(r.table.Columns))}
	if side == Income || side == "" {
		if key, ok := field(r.form.Income, label, last[side]); ok {
			row.Label, asked = key, side == Income
			last[side] = key
		}
	}
	if strings.HasSuffix(Plain(row.Label), "总计") || strings.HasSuffix(Plain(row.Label), "合计") {
		last[side] = row.Label
	}
	return row, asked
}

func isAmount(s string) bool {
	_, err := ParseAmount(s)
	return err == nil
}

// garbled says whether a text that is no amount was meant as one: it has more
// digits than anything else.
func garbled(s string) bool {
	digits, others := 0, 0
	for _, c := range s {
		switch c = narrow(c); {
		case c >= '0' && c <= '9':
			digits++
		case c != ',' && c != '.' && !blank(c):
			others++
		}
	}
	return digits > 1 && digits > others && !isAmount(s)
}
