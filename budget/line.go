package budget

import (
	"slices"
	"strings"
)

// line reads a table of one row of figures, as the 三公 tables are. Where the
// header kept its cells, each column is found by the names above it; where
// they were lost, the order of the columns is the one of the known orders whose
// sums hold, and if none does, the form's own.
func (r *tableReader) line() {
	for n, i := range r.body {
		row := r.grid.Rows[i]
		if !figures(row) {
			continue
		}
		if order, ok := r.headed(r.body[:n], len(row)); ok {
			r.figureRow(i, order)
			return
		}
		r.unheaded(i, r.doubled(r.body[:n]))
		return
	}
}

// figures says whether a row holds nothing but two or more amounts.
func figures(row []string) bool {
	n := 0
	for _, c := range row {
		a, err := ParseAmount(c)
		if err != nil {
			return false
		}
		if a.IsNumber() {
			n++
		}
	}
	return n >= 2
}

// doubled says whether each column shows 预算数 and 决算数.
func (r *tableReader) doubled(header []int) bool {
	n := 0
	for _, i := range header {
		for _, c := range r.grid.Rows[i] {
			if Plain(c) == "决算数" {
				n++
			}
		}
	}
	return n > 1
}

// headed finds the form's column over each cell by the lowest name above it
// that the form knows. It needs header rows as wide as the figures.
func (r *tableReader) headed(header []int, width int) (map[int]int, bool) {
	if width < len(r.table.Columns) {
		return nil, false
	}
	order := make(map[int]int)
	for at := range width {
		for _, i := range header {
			if row := r.grid.Rows[i]; len(row) == width {
				if key, ok := field(r.form.Columns, row[at]); ok {
					order[at] = r.table.Column(key)
				}
			}
		}
	}
	seen := make(map[int]bool)
	for _, c := range order {
		if seen[c] {
			return nil, false
		}
		seen[c] = true
	}
	return order, len(order) > 2 && len(order) == width
}

func (r *tableReader) figureRow(i int, order map[int]int) {
	row := r.blankRow(i, r.form.Stage.String()+"数")
	for at, column := range order {
		row.Cells[column], row.At[column] = r.amount(row.Line, at+1, r.grid.Rows[i][at]), at+1
	}
	r.table.Rows = append(r.table.Rows, row)
}

func (r *tableReader) blankRow(i int, label string) Row {
	n := len(r.table.Columns)
	return Row{Label: label, Line: r.grid.Lines[i], Cells: make([]Amount, n), At: make([]int, n)}
}

// unheaded reads figures whose header lost its cells.
func (r *tableReader) unheaded(i int, doubled bool) {
	cells, step := r.grid.Rows[i], 1
	labels := []string{r.form.Stage.String() + "数"}
	if doubled {
		step, labels = 2, []string{"预算数", "决算数"}
	}
	if len(cells) != step*len(r.table.Columns) {
		r.finding("COLUMNS", Warning, r.grid.Lines[i], 0, "数字的个数和表头的栏数不一致（空格被丢掉了），这一行未评估。请用保留空格的文件。")
		return
	}
	best := r.orders()[0]
	for _, order := range r.orders() {
		if r.sums(cells, order, step) {
			best = order
			break
		}
	}
	for n, label := range labels {
		row := r.blankRow(i, label)
		for c := range row.Cells {
			at := best[c]*step + n
			row.Cells[c], row.At[c] = r.amount(row.Line, at+1, cells[at]), at+1
		}
		r.table.Rows = append(r.table.Rows, row)
	}
}

// orders are the orders in which the form's columns are printed: its own, and
// with 公务接待 before the vehicles, or after them.
func (r *tableReader) orders() [][]int {
	own := make([]int, len(r.table.Columns))
	for i := range own {
		own[i] = i
	}
	at := r.table.Column("公务接待")
	vehicles := []int{r.table.Column("公务用车"), r.table.Column("公车购置"), r.table.Column("公车运行")}
	if at < 0 || slices.Contains(vehicles, -1) {
		return [][]int{own}
	}
	other := slices.Clone(own)
	if at < vehicles[0] { // after the vehicles
		other[at], other[vehicles[0]], other[vehicles[1]], other[vehicles[2]] = at+3, at, at+1, at+2
	} else { // before them
		v := vehicles[0]
		other[at], other[vehicles[0]], other[vehicles[1]], other[vehicles[2]] = v, v+1, v+2, v+3
	}
	return [][]int{own, other}
}

// sums says whether the form's own sums hold for the figures in that order.
func (r *tableReader) sums(cells []string, order []int, step int) bool {
	row := Row{Cells: make([]Amount, len(order))}
	for c, at := range order {
		row.Cells[c], _ = ParseAmount(strings.TrimFunc(cells[at*step+step-1], blank))
	}
	for _, text := range r.form.Identities {
		id, err := ParseIdentity(text)
		if err != nil || id.Kind != EachRow {
			continue
		}
		if v := r.table.eachRow(id, row); v.verdict == Inconsistent {
			return false
		}
	}
	return true
}
