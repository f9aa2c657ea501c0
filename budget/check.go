package budget

import (
	"fmt"
	"strings"
)

// Check evaluates every identity of every table's form, within the table and
// against the statement's other tables, and the rules that stand outside
// identities: a unit, a year that fits, a table said to be empty that is not.
func (s Statement) Check() Result {
	c := checker{statement: s, forms: Forms()}
	for _, t := range s.Tables {
		c.table(t)
	}
	c.words()
	return c.result
}

// Check evaluates the identities that lie within the table.
func (t Table) Check() Result { return Statement{Tables: []Table{t}}.Check() }

type checker struct {
	statement Statement
	forms     []Form
	result    Result
}

func (c *checker) find(f Finding) { c.result.Findings = append(c.result.Findings, f) }

func (c *checker) table(t Table) {
	c.plain(t)
	c.codes(t)
	f, ok := form(c.forms, t.Form)
	if !ok {
		return
	}
	for _, text := range f.Identities {
		id, err := ParseIdentity(text)
		if err != nil {
			continue // held by the tests of the forms
		}
		switch id.Kind {
		case EachRow:
			for _, r := range t.Rows {
				c.judge(t, t.eachRow(id, r))
			}
		case Tree:
			c.tree(t, id)
		case Total:
			c.total(t, id)
		default:
			c.judge(t, c.cells(t, id))
		}
	}
}

// plain holds the rules that need no identity.
func (c *checker) plain(t Table) {
	at := Position{Sheet: t.Sheet}
	if t.Unit == 0 {
		c.find(Finding{Rule: "UNIT", Severity: Warning, At: at, Text: "表上没有写金额单位，无法和别的表核对。"})
	}
	if s := c.statement; s.Year != 0 && t.Year != 0 && s.Year != t.Year {
		c.find(Finding{Rule: "YEAR", Severity: Error, At: at, Text: "表上的年度和本套报表的年度不一致。", Want: fmt.Sprint(s.Year), Got: fmt.Sprint(t.Year)})
	}
	said := false
	for _, note := range t.Notes {
		if strings.Contains(note, "空表") || strings.Contains(note, "本表无数据") {
			said = true
			if !t.Empty() {
				c.find(Finding{Rule: "EMPTY-NOTE", Severity: Error, At: at, Text: "注里说本表为空表，表里却有数字。", Got: short(note)})
			}
		}
		c.leftovers(at, note)
	}
	if t.Empty() && !said {
		c.find(Finding{Rule: "EMPTY-NOTE", Severity: Warning, At: at, Text: "本表没有数据，应当列出空表并说明（地方预决算公开操作规程）。"})
	}
}

// judge counts an evaluation and reports one that fails or looks odd.
func (c *checker) judge(t Table, e evaluation) {
	c.result.count(e.verdict)
	switch {
	case e.verdict == Inconsistent:
		c.find(e.finding("FOOT", Error, "两边对不上，四舍五入也解释不了。"))
	case e.verdict == WithinRounding && e.unlikely():
		c.find(e.finding("FOOT-Z", Warning, "差额在舍入允许之内，但大得不像舍入造成的，请复核。"))
	case e.verdict == WithinRounding:
		c.find(e.finding("ROUNDING", Notice, "相差是各格分别四舍五入造成的。"))
	}
}
