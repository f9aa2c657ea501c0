package budget

import (
	"fmt"
	"slices"
	"strings"
)

// Check evaluates every identity of every table's form, within the table and
// against the statement's other tables, and the rules that stand outside
// identities: a unit, a year that fits, a table said to be empty that is not.
func (s Statement) Check() Result { return s.CheckBy(builtinForms()) }

// CheckBy checks as Check does, by the forms given: those of Forms, with a
// province's or an office's own from LoadForms before or behind them.
func (s Statement) CheckBy(forms []Form) Result {
	c := newChecker(s, forms)
	for i := range c.statement.Tables {
		c.table(i)
	}
	c.words()
	c.counts()
	c.years()
	c.mend()
	c.scales()
	return c.result
}

// Check evaluates the identities that lie within the table.
func (t Table) Check() Result { return Statement{Tables: []Table{t}}.Check() }

type checker struct {
	statement Statement
	forms     []Form
	result    Result
	labels    [][]string // of each table, its rows' labels as Plain writes them
	text      []byte
	units     []Unit // of each table, where it does not say its own as the others tell
	rows      rowsByCode
	failed    []failure
	room      []place
	sum       []int
}

func newChecker(s Statement, forms []Form) *checker {
	c := &checker{statement: s, forms: forms}
	c.text, c.room, c.sum = make([]byte, 0, 256), make([]place, 0, 64), make([]int, 0, 64)
	c.units = make([]Unit, len(s.Tables))
	most := 0
	for i := range s.Tables {
		most = max(most, len(s.Tables[i].Rows))
		c.units[i] = s.Tables[i].Unit
	}
	c.rows.room(most)
	for i := range s.Tables {
		if c.units[i] == 0 {
			c.units[i] = c.unitOf(i)
		}
	}
	return c
}

// names are the labels of a table's rows as Plain writes them. Those of all
// tables are written down when the first is asked for.
func (c *checker) names(table int) []string {
	if c.labels == nil {
		c.nameAll()
	}
	return c.labels[table]
}

func (c *checker) nameAll() {
	tables := c.statement.Tables
	rows, size := 0, 0
	for i := range tables {
		rows += len(tables[i].Rows)
		for r := range tables[i].Rows {
			size += len(tables[i].Rows[r].Label)
		}
	}
	text, ends := make([]byte, 0, size), make([]int, 0, rows)
	for i := range tables {
		for r := range tables[i].Rows {
			text = appendPlain(text, tables[i].Rows[r].Label)
			ends = append(ends, len(text))
		}
	}
	out, all, from := make([]string, rows), string(text), 0
	for i, end := range ends {
		out[i], from = all[from:end], end
	}
	c.labels = make([][]string, len(tables))
	for i := range tables {
		n := len(tables[i].Rows)
		c.labels[i], out = out[:n:n], out[n:]
	}
}

func (c *checker) find(f Finding) { c.result.Findings = append(c.result.Findings, f) }

func (c *checker) table(i int) {
	t := &c.statement.Tables[i]
	c.plain(t)
	c.twice(i)
	f, ok := form(c.forms, t.Form)
	if f.OwnCodes {
		c.rows.read(t.Rows)
	} else {
		c.codes(t)
	}
	if !ok {
		return
	}
	if t.negative() {
		c.signs(t, f)
	}
	c.totals(i, f)
	ids := f.compile()
	var room [16]string
	if tree := treeOf(room[:0], ids); len(tree) > 0 {
		c.tree(t, tree)
	}
	for n := range ids {
		switch id := &ids[n]; id.Kind {
		case EachRow:
			c.eachRow(t, id)
		case Tree:
		case Total:
			c.total(i, id)
		case Percent:
			c.percents(t, id)
		case Implies:
			c.implied(i, id)
		default:
			c.named(i, id)
		}
	}
}

// eachRow holds an identity of columns in every row of its list.
func (c *checker) eachRow(t *Table, id *Identity) {
	for r := range t.Rows {
		row := &t.Rows[r]
		if side := id.Left[0].Side; side != "" && row.Side != side {
			continue
		}
		if g := t.inRow(id, row); c.settled(&g, id.AtMost) {
			continue
		}
		e := t.eachRow(id, row)
		if row.Loose && !t.wholeSum(id) && e.verdict == Inconsistent {
			e.verdict = NotEvaluated
		}
		c.judge(e)
	}
}

// settled counts what the gate alone can tell: that the sides are equal, or
// that neither has a number.
func (c *checker) settled(g *gate, atMost bool) bool {
	switch {
	case g.exact(atMost):
		c.result.count(Exact)
	case !g.shut && g.numbers == [2]int{}:
		c.result.count(NotEvaluated)
	default:
		return false
	}
	return true
}

// wholeSum says whether an identity holds the first column against all others,
// so that it does not matter under which of them a figure stands.
func (t *Table) wholeSum(id *Identity) bool {
	return len(id.Left) == 1 && t.Column(id.Left[0].Column) == 0 && len(id.Right) == len(t.Columns)-1
}

// twice finds a second table of the same form: one of the two is checked
// against the others, and nobody can say which is meant.
func (c *checker) twice(i int) {
	t := &c.statement.Tables[i]
	for j := range i {
		if u := &c.statement.Tables[j]; t.Form != "" && t.Form == u.Form && !apart(t, u) {
			c.find(Finding{Rule: "TABLE-TWICE", Severity: Error, At: Position{Sheet: t.Sheet}, Text: "同一种表有两张，无法判断以哪一张为准。", Got: u.Sheet})
			return
		}
	}
}

// apart says whether two tables name different organs.
func apart(t, u *Table) bool {
	return t.Organ != "" && u.Organ != "" && Plain(t.Organ) != Plain(u.Organ)
}

// plain holds the rules that need no identity.
func (c *checker) plain(t *Table) {
	at := Position{Sheet: t.Sheet}
	if t.Unit == 0 {
		c.find(Finding{Rule: "UNIT", Severity: Warning, At: at, Text: "表上没有写金额单位，无法和别的表核对。"})
	}
	if s := c.statement; s.Year != 0 && t.Year != 0 && s.Year != t.Year {
		c.find(Finding{Rule: "YEAR", Severity: Error, At: at, Text: "表上的年度和本套报表的年度不一致。", Want: fmt.Sprint(s.Year), Got: fmt.Sprint(t.Year)})
	}
	empty := t.Empty()
	said := false
	for _, note := range t.Notes {
		if strings.Contains(note, "空表") || strings.Contains(note, "本表无数据") {
			said = true
			if !empty {
				c.find(Finding{Rule: "EMPTY-NOTE", Severity: Error, At: at, Text: "注里说本表为空表，表里却有数字。", Got: short(note)})
			}
		}
		c.leftovers(at, note)
	}
	if empty && !said && !t.Torn {
		c.find(Finding{Rule: "EMPTY-NOTE", Severity: Warning, At: at, Text: "本表没有数据，应当列出空表并说明（地方预决算公开操作规程）。"})
	}
}

// totals finds a table of figures whose line of totals is missing altogether,
// without which its sums cannot be held against anything. A table that lost
// cells may have lost the line with them.
func (c *checker) totals(i int, f Form) {
	t := &c.statement.Tables[i]
	if t.Torn || t.Empty() || slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Loose }) {
		return
	}
	want := f.totalLine()
	if want != "" && !slices.ContainsFunc(c.names(i), func(l string) bool { return strings.HasSuffix(l, want) }) {
		c.find(Finding{Rule: "TOTAL", Severity: Error, At: Position{Sheet: t.Sheet}, Text: "表里没有合计行。", Want: want})
	}
}

// totalLine is the line of totals that a form's identities stand on, if any.
func (f *Form) totalLine() string {
	for _, text := range f.Identities {
		if strings.HasPrefix(text, "total ") {
			return "合计"
		}
	}
	if f.Layout == Pairs {
		return "总计"
	}
	return ""
}

// signs finds amounts below zero where the form has no room for them. What is
// carried over may be negative.
func (c *checker) signs(t *Table, f Form) {
	for r := range t.Rows {
		row := &t.Rows[r]
		for i := range row.Cells {
			if row.Cells[i].coefficient < 0 && i < len(f.Columns) && !f.Columns[i].Signed && !eitherWay(row.Label) && !eitherWay(f.Columns[i].Key) {
				c.find(Finding{Rule: "NEG", Severity: Error, At: t.position(row, i), Text: "这一格不应当是负数。", Got: row.Cells[i].String()})
			}
		}
	}
}

// eitherWay says whether a line or column may be below zero by its nature.
func eitherWay(label string) bool {
	for _, word := range []string{"结转", "结余", "差额", "增减", "净", "调整", "%"} {
		if strings.Contains(label, word) {
			return true
		}
	}
	return false
}

// judge counts an evaluation and reports one that fails or looks odd.
func (c *checker) judge(e evaluation) {
	if e.warn && e.verdict == Inconsistent {
		c.result.count(NotEvaluated)
		c.find(e.finding("OVER", Warning, "大于另一边，不一定是错，请核对并说明原因。"))
		return
	}
	c.result.count(e.verdict)
	if e.verdict == Inconsistent {
		c.failed = append(c.failed, failure{e, len(c.result.Findings)})
	}
	switch {
	case e.verdict == Inconsistent && e.atMost:
		c.find(e.finding("AT-MOST", Error, "不应当大于另一边。"))
	case e.verdict == Inconsistent:
		c.find(e.finding("FOOT", Error, "两边对不上，四舍五入也解释不了。"))
	case e.verdict == WithinRounding && e.unlikely():
		c.find(e.finding("FOOT-Z", Warning, "差额在舍入允许之内，但大得不像舍入造成的，请复核。"))
	case e.verdict == WithinRounding:
		c.find(e.finding("ROUNDING", Notice, "相差是各格分别四舍五入造成的。"))
	}
}
