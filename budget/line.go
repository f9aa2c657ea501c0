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
		if !figures(row) || numbering(row) {
			continue
		}
		if !r.headed(i, r.body[:n]) {
			r.unheaded(i, r.doubled(r.body[:n]))
		}
		return
	}
}

// figures says whether a row holds nothing but two or more amounts, readable or
// not.
func figures(row []string) bool {
	n := 0
	for _, c := range row {
		a, err := ParseAmount(c)
		if err != nil && !garbled(c) {
			return false
		}
		if err != nil || a.IsNumber() {
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

// The kinds of figures that a column may show beside its own name.
const (
	planned   = "预算数"
	accounted = "决算数"
)

// kinds takes 预算数 and 决算数 out of a path, and says which it was.
func kinds(path []string) (rest []string, kind string) {
	for _, p := range path {
		switch {
		case p == planned || len(path) > 1 && strings.HasSuffix(p, planned):
			kind = planned
		case p == accounted || len(path) > 1 && strings.HasSuffix(p, accounted):
			kind = accounted
		default:
			rest = append(rest, p)
		}
	}
	return rest, kind
}

// headed finds the form's column over each figure by its path of headers, of
// which planned and accounted figures share all but one. It is false where the
// header rows are not as wide as the figures, or a figure has no name.
func (r *tableReader) headed(i int, header []int) bool {
	cells := r.grid.Rows[i]
	var levels [][]string
	for _, h := range header {
		if row := r.grid.Rows[h]; len(row) == len(cells) && filled(row) > 1 {
			levels = append(levels, row)
		}
	}
	if len(levels) == 0 || len(cells) < len(r.table.Columns) {
		return false
	}
	groups := map[string][]column{}
	for c, col := range r.columns(levels, len(cells)) {
		rest, kind := kinds(col.path)
		if len(rest) == 0 && strings.TrimFunc(cells[c], blank) != "" {
			return false
		}
		if groups[kind] == nil {
			groups[kind] = make([]column, len(cells))
		}
		groups[kind][c] = column{path: rest, field: -1}
	}
	return r.figureRows(i, groups)
}

// figureRows reads the figures under the columns of each kind, planned ones
// first. It keeps nothing if two columns are the same, or one has no name.
func (r *tableReader) figureRows(i int, groups map[string][]column) bool {
	both := count(groups[planned]) > 0 && count(groups[accounted]) > 0
	if !both {
		groups = map[string][]column{r.form.Stage.String() + "数": merge(groups)}
	}
	var rows []Row
	for _, kind := range []string{planned, accounted} {
		columns := groups[kind]
		if count(columns) == 0 {
			continue
		}
		r.assign(columns)
		row := r.blankRow(i, kind)
		for at, c := range columns {
			switch {
			case len(c.path) == 0:
			case c.field < 0:
				return false
			default:
				row.Cells[c.field], row.At[c.field] = r.amount(row.Line, at+1, r.grid.Rows[i][at]), at+1
			}
		}
		rows = append(rows, row)
	}
	r.table.Rows = append(r.table.Rows, rows...)
	return len(rows) > 0
}

// count is how many columns have a name.
func count(columns []column) int {
	n := 0
	for _, c := range columns {
		if len(c.path) > 0 {
			n++
		}
	}
	return n
}

// merge puts the columns of all kinds side by side again.
func merge(groups map[string][]column) []column {
	var out []column
	for _, g := range groups {
		for at, c := range g {
			if out == nil {
				out = make([]column, len(g))
			}
			if len(c.path) > 0 {
				out[at] = c
			}
		}
	}
	return out
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
		r.table.Torn = true
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
	ids := r.form.compile()
	for i := range ids {
		if ids[i].Kind == EachRow && r.table.eachRow(&ids[i], &row).verdict == Inconsistent {
			return false
		}
	}
	return true
}
