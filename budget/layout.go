package budget

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	unitLine  = regexp.MustCompile(`(?:金额)?单位\s*[:：]\s*(人民币)?\s*(元|千元|万元|亿元)`)
	organLine = regexp.MustCompile(`编[制报](?:部门|单位)\s*[:：]\s*([^,，\s]+)`)
	yearWord  = regexp.MustCompile(`(?:^|[^\d.])(20\d\d)\s*(?:年|[^\d.]|$)`)
)

// Table recognises the grid as one of the forms and reads it. What it could
// not read is in the findings; a grid that holds no table returns ErrNoTable.
func (g Grid) Table(forms []Form) (Table, []Finding, error) {
	if !slices.ContainsFunc(g.Rows, func(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) != "" }) {
		return Table{}, nil, fmt.Errorf("%w: %s: nothing stands in it", ErrNoTable, g.Sheet)
	}
	r := tableReader{grid: g}
	r.table.Sheet = g.Sheet
	f, known := recognise(forms, g.heading())
	if !known {
		return Table{}, nil, fmt.Errorf("%w: %s: its title names no known form", ErrNoTable, g.Sheet)
	}
	r.form = f
	if other, ok := r.threefold(forms); ok {
		f, r.form = other, other
	}
	r.table.Form, r.table.Title = f.ID, f.Name
	for _, c := range f.Columns {
		r.table.Columns = append(r.table.Columns, c.Key)
	}
	r.frame()
	switch f.Layout {
	case Codes:
		r.codes()
	case Line:
		r.line()
	default:
		r.pairs()
	}
	if len(r.table.Rows) == 0 && len(r.findings) == 0 && len(r.table.Notes) == 0 {
		return Table{}, nil, fmt.Errorf("%w: %s", ErrNoTable, g.Sheet)
	}
	return r.table, r.findings, nil
}

// threefold finds the form of the same name that shows three lists, where the
// sheet does: 公开01表 and 财决01表 are both a 收入支出决算总表.
func (r *tableReader) threefold(forms []Form) (Form, bool) {
	if r.form.Layout != Pairs || len(r.form.Lists) > 2 {
		return Form{}, false
	}
	probe := tableReader{grid: r.grid, form: r.form}
	probe.frame()
	columns, _, ok := probe.header()
	if !ok || len(probe.cut(columns)) != 3 {
		return Form{}, false
	}
	for _, f := range forms {
		if f.Name == r.form.Name && len(f.Lists) == 3 {
			return f, true
		}
	}
	return Form{}, false
}

// heading is the text that says what table this is: the sheet's name, and the
// first lines.
func (g Grid) heading() string {
	var b strings.Builder
	b.WriteString(g.Sheet)
	for _, row := range g.Rows[:min(4, len(g.Rows))] {
		b.WriteByte(' ')
		b.WriteString(strings.Join(row, ""))
	}
	return b.String()
}

// year is the year that the lines above the table name, else that its sheet's
// name begins with; 0 if none does.
func (g Grid) year() int {
	for _, row := range g.Rows[:min(4, len(g.Rows))] {
		if m := yearWord.FindStringSubmatch(strings.Join(row, " ")); m != nil {
			y, _ := strconv.Atoi(m[1])
			return y
		}
	}
	if m := yearWord.FindStringSubmatch(g.Sheet); m != nil {
		y, _ := strconv.Atoi(m[1])
		return y
	}
	return 0
}

// A tableReader takes a grid apart by the layout of its form.
type tableReader struct {
	grid     Grid
	form     Form
	table    Table
	findings []Finding
	body     []int // rows of the grid that are neither frame nor notes
	room     []Amount
	atRow    []int // where the cells of the list at hand stand,
	atOf     int   // which begins at this column, from 1
}

// cells is room for one row's amounts.
func (r *tableReader) cells() []Amount {
	n := len(r.table.Columns)
	if len(r.room) < n {
		r.room = make([]Amount, 64*n)
	}
	out := r.room[:n:n]
	r.room = r.room[n:]
	return out
}

// frame takes out what stands around the table: organ, unit, year, notes.
func (r *tableReader) frame() {
	r.table.Year = r.grid.year()
	r.body = make([]int, 0, len(r.grid.Rows))
	for i, row := range r.grid.Rows {
		if i >= frameLines {
			r.below(i, row)
			continue
		}
		text := strings.Join(row, ",")
		organ, unit := organLine.FindStringSubmatch(text), unitLine.FindStringSubmatch(text)
		if organ != nil && r.table.Organ == "" {
			r.table.Organ = organ[1]
		}
		if unit != nil && r.table.Unit == 0 {
			r.table.Unit, _ = ParseUnit(unit[2])
		}
		if organ == nil && unit == nil {
			r.below(i, row)
		}
	}
}

// frameLines is how far down a sheet its organ and unit may stand.
const frameLines = 24

// below sorts a row that names neither organ nor unit into notes and body.
func (r *tableReader) below(i int, row []string) {
	if first := slices.IndexFunc(row, func(c string) bool { return strings.TrimFunc(c, blank) != "" }); first < 0 {
		return
	} else if strings.HasPrefix(strings.TrimFunc(row[first], blank), "注") {
		r.table.Notes = append(r.table.Notes, strings.Trim(strings.Join(row, ","), ", "))
		return
	}
	r.body = append(r.body, i)
}

func (r *tableReader) finding(rule string, sev Severity, line, column int, text string) {
	at := Position{Sheet: r.table.Sheet, Row: line, Column: column}
	r.findings = append(r.findings, Finding{Rule: rule, Severity: sev, At: at, Text: text})
}

// amount reads one cell; what is no amount is a finding and a blank.
func (r *tableReader) amount(line, column int, text string) Amount {
	a, err := ParseAmount(text)
	if err != nil {
		r.findings = append(r.findings, Finding{
			Rule: "CELL", Severity: Error, At: Position{Sheet: r.table.Sheet, Row: line, Column: column},
			Text: "这一格读不出金额，按空格处理，请改正。", Got: short(text),
		})
	}
	return a
}

func short(s string) string {
	if utf8.RuneCountInString(s) > 20 {
		return string([]rune(s)[:20]) + "…"
	}
	return s
}

// isCode says whether a text is a code of 类, 款 or 项.
func isCode(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return depth(s) > 0
}

// codes reads one row a classification code, under a header that names 科目编码
// or 科目名称; the code may stand in one column or in three (类 款 项).
func (r *tableReader) codes() {
	columns, next, ok := r.header()
	if !ok {
		r.finding("HEADER", Error, 1, 0, "找不到写有“科目编码”“科目名称”的表头行。")
		return
	}
	r.assign(columns)
	if !slices.ContainsFunc(columns, func(c column) bool { return c.field >= 0 }) {
		r.finding("HEADER", Error, r.grid.Lines[r.body[next-1]], 0, "表头里认不出科目名称或者金额栏。")
		return
	}
	r.unknown(columns, r.grid.Lines[r.body[next-1]])
	r.table.Rows = make([]Row, 0, len(r.body)-next)
	for _, i := range r.body[next:] {
		r.codeRow(r.grid.Rows[i], r.grid.Lines[i], 0, columns)
	}
}

// unknown reports columns of figures that the form does not name.
func (r *tableReader) unknown(columns []column, line int) {
	for c := range columns {
		if columns[c].role == figure && columns[c].field < 0 && len(columns[c].path) > 0 {
			r.finding("COLUMN", Warning, line, c+1, "这一栏不在本表的表式里，没有读入。")
		}
	}
}

// codeRow reads one line of codes, of which the columns begin at offset.
func (r *tableReader) codeRow(row []string, line, offset int, columns []column) {
	code, label := r.coded(row, line, offset, columns)
	if code == "" && label == "" || strings.HasPrefix(label, "注") {
		return
	}
	out := Row{Code: code, Label: label, Line: line, Cells: r.cells(), At: r.at(columns, offset)}
	any := false
	for at := range min(len(columns), len(row)) {
		if c := &columns[at]; c.field >= 0 {
			out.Cells[c.field] = r.cell(line, offset+at+1, row[at], c.field)
			any = any || out.Cells[c.field].IsNumber()
		}
	}
	if any || code != "" {
		r.table.Rows = append(r.table.Rows, out)
	}
}

// at is where the cells of a list's rows stand: the same in all of them.
func (r *tableReader) at(columns []column, offset int) []int {
	if offset+1 == r.atOf && len(r.atRow) == len(r.table.Columns) {
		return r.atRow
	}
	r.atRow, r.atOf = make([]int, len(r.table.Columns)), offset+1
	for at, c := range columns {
		if c.field >= 0 {
			r.atRow[c.field] = offset + at + 1
		}
	}
	return r.atRow
}

// coded puts a line's code together, and finds its name. A code in three
// columns that lost a leading zero is mended and reported.
func (r *tableReader) coded(row []string, line, offset int, columns []column) (whole, label string) {
	for at := range min(len(columns), len(row)) {
		role := columns[at].role
		if role != code && role != name {
			continue
		}
		text := strings.TrimFunc(row[at], blank)
		switch role {
		case code:
			if whole != "" && len(text) == 1 && text[0] >= '0' && text[0] <= '9' {
				r.finding("CODE-PAD", Warning, line, offset+at+1, "科目编码丢了前面的0，已按补上0读取。")
				text = "0" + text
			}
			whole += text
		case name:
			label += text
		}
	}
	if label == "" && !isCode(whole) {
		whole, label = "", whole
	}
	if whole != "" && !isCode(whole) && r.form.Layout == Codes && !r.form.OwnCodes {
		r.finding("CODE-PAD", Warning, line, offset+1, "科目编码不是3、5或7位数字，可能丢了前面的0。")
	}
	return whole, label
}

// cell reads an amount, or a percentage where the form has one.
func (r *tableReader) cell(line, column int, text string, field int) Amount {
	if field < len(r.form.Columns) && r.form.Columns[field].Percent {
		text = strings.TrimRight(text, "%％")
	}
	return r.amount(line, column, text)
}

// Form returns the form that the grid's sheet name and first lines name, false
// if they name none.
func (g Grid) Form(forms []Form) (Form, bool) { return recognise(forms, g.heading()) }
