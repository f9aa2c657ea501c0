package budget

import (
	"slices"
	"strings"
)

// pairs reads two lists side by side. A list's label says which list it is of;
// the figures behind a label belong to it, in the order of the columns. That
// holds for rows whose empty cells were lost as well as for whole ones.
func (r *tableReader) pairs() {
	head := slices.IndexFunc(r.body, func(i int) bool {
		return slices.ContainsFunc(r.grid.Rows[i], func(c string) bool { p := Plain(c); return p == "项目" || p == "科目名称" })
	})
	for _, i := range r.body[head+1:] {
		row, line := r.grid.Rows[i], r.grid.Lines[i]
		if half := r.half(head, row); half > 0 {
			r.list(row[:half], 0, line, true)
			r.list(row[half:], half, line, false)
			continue
		}
		r.ragged(row, line)
	}
}

// half is where the second list begins in a row that has every cell of the
// header, 0 if the row has not or the header names one list only.
func (r *tableReader) half(head int, row []string) int {
	if head < 0 || len(row) != len(r.grid.Rows[r.body[head]]) {
		return 0
	}
	header := r.grid.Rows[r.body[head]]
	at := -1
	for i, c := range header[1:] {
		if Plain(c) == Plain(header[0]) {
			at = i + 1
		}
	}
	if at < 0 || isAmount(row[at]) && strings.TrimFunc(row[at], blank) != "" {
		return 0
	}
	return at
}

// list reads one whole list's part of a row.
func (r *tableReader) list(cells []string, offset, line int, first bool) {
	label := strings.TrimFunc(cells[0], blank)
	if label == "" {
		return
	}
	r.add(label, cells[1:], offset+1, line, first)
}

// ragged reads a row that lost its empty cells: every text begins a new label.
func (r *tableReader) ragged(row []string, line int) {
	if figures(row) || len(row) == 1 && isAmount(row[0]) && strings.TrimFunc(row[0], blank) != "" {
		r.table.Torn = true
		r.finding("TORN", Warning, line, 0, "这一行只有数字，没有行名，不知道属于哪一项；凑不齐的合计不作评估。")
		return
	}
	first := true
	for i := 0; i < len(row); {
		label := strings.TrimFunc(row[i], blank)
		i++
		if label == "" || isAmount(label) {
			continue
		}
		from := i
		for i < len(row) && isAmount(row[i]) {
			i++
		}
		r.add(label, row[from:i], from, line, first)
		first = false
	}
}

// add keeps a line of a list, if it says anything or the form asks for it.
func (r *tableReader) add(label string, cells []string, offset, line int, first bool) {
	side, income := Expenditure, false
	key := label
	if first {
		if key, income = field(r.form.Income, label); income {
			side = Income
		} else {
			key = label
		}
	}
	if r.form.Layout == Lines {
		side = ""
	}
	row := Row{Side: side, Label: key, Line: line, Cells: make([]Amount, len(r.table.Columns)), At: make([]int, len(r.table.Columns))}
	any := false
	for i, c := range cells {
		if i >= len(row.Cells) {
			break
		}
		row.Cells[i], row.At[i] = r.amount(line, offset+i+1, c), offset+i+1
		any = any || row.Cells[i].IsNumber()
	}
	if any || income {
		r.table.Rows = append(r.table.Rows, row)
	}
}

func isAmount(s string) bool {
	_, err := ParseAmount(s)
	return err == nil
}
