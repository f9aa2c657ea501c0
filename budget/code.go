package budget

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"strings"
	"sync"
)

//go:embed codes.csv
var codeList string

//go:embed codes_old.csv
var oldCodeList string

// editionFrom is the first fiscal year that the names of codes.csv hold for;
// earlier editions named several classes otherwise.
const editionFrom = 2020

var codeNames = sync.OnceValue(func() map[string]string {
	names := make(map[string]string)
	for _, row := range readCodes(codeList) {
		names[row[0]] = row[1]
	}
	return names
})

// oldNames are the names of codes in earlier editions.
var oldNames = sync.OnceValue(func() map[string][]string {
	names := make(map[string][]string)
	for _, row := range readCodes(oldCodeList) {
		names[row[0]] = append(names[row[0]], row[1])
	}
	return names
})

func readCodes(text string) [][]string {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic(err) // embedded: held by the tests
	}
	return rows
}

// CodeName is the official name of a classification code in a fiscal year: a
// functional class, or an economic class or item. It returns false where the
// edition of that year, or the code, is not known.
func CodeName(code string, year int) (string, bool) {
	if year < editionFrom {
		return "", false
	}
	name, ok := codeNames()[code]
	return name, ok
}

// codes holds a table's codes against their names, and their form against each
// other: a code without its parent cannot be summed.
func (c *checker) codes(t *Table) {
	year := t.Year
	if year == 0 {
		year = c.statement.Year
	}
	if year == 0 {
		year = editionFrom // nobody says which; today's names are what is expected
	}
	c.rows.read(t.Rows)
	n := 0
	for i := range t.Rows {
		if r := &t.Rows[i]; isCode(r.Code) {
			n++
			c.codeName(t, r, year)
		}
	}
	if n > 0 && !t.Empty() {
		c.levels(t)
	}
}

// codeName holds one code's name against the edition of the year.
func (c *checker) codeName(t *Table, r *Row, year int) {
	want, known := CodeName(r.Code, year)
	if !known || c.sameName(want, r.Label) {
		return
	}
	f := Finding{Rule: "CODE-NAME", Severity: Warning, At: Position{Sheet: t.Sheet, Row: r.Line}, Want: r.Code + want, Got: r.Code + r.Label,
		Text: "科目名称和编码对不上，编码或者名称写错了。"}
	for _, old := range oldNames()[r.Code] {
		if c.sameName(old, r.Label) {
			f.Rule, f.Text = "CODE-EDITION", "用了过去年度的科目名称，请按当年的政府收支分类科目改正。"
		}
	}
	c.find(f)
}

// levels finds codes that stand twice, codes without the code above them, and
// classes that stop short of where the law wants them split: functional codes
// at 项, economic ones at 款 (预算法第四十六条、第七十五条).
func (c *checker) levels(t *Table) {
	deepest := make([]int8, len(t.Rows)) // of each 类: how deep it is split
	for i := range t.Rows {
		r := &t.Rows[i]
		if !isCode(r.Code) {
			continue
		}
		at := Position{Sheet: t.Sheet, Row: r.Line}
		if c.rows.again(t.Rows, i) {
			c.find(Finding{Rule: "CODE-TWICE", Severity: Warning, At: at, Text: "同一个科目编码出现了两次。", Got: r.Code})
		}
		top := i
		for up := c.rows.parent[i]; up >= 0; up = c.rows.parent[top] {
			top = int(up)
		}
		deepest[top] = max(deepest[top], int8(depth(r.Code)))
		if depth(r.Code) > 1 && c.rows.parent[i] < 0 {
			c.find(Finding{Rule: "CODE-PARENT", Severity: Warning, At: at, Text: "表里没有这个编码的上级科目，无法逐级核对。", Got: r.Code})
		}
	}
	for i, d := range deepest {
		r := &t.Rows[i]
		if len(r.Code) == 3 && d > 0 && (r.Code[0] == '2' && d < 3 || (r.Code[0] == '3' || r.Code[0] == '5') && d < 2) {
			c.find(Finding{Rule: "DEPTH", Severity: Warning, At: Position{Sheet: t.Sheet, Row: r.Line}, Text: "功能分类支出应当公开到项，经济分类基本支出应当公开到款（预算法第四十六条、第七十五条）。", Got: r.Code + r.Label})
		}
	}
}

// sameName compares names as offices vary them: with or without 支出, brackets
// and the short forms of long items.
func (c *checker) sameName(want, got string) bool {
	if want == got {
		return true
	}
	c.text = appendUndecorated(c.text[:0], want)
	n := len(c.text)
	c.text = appendUndecorated(c.text, got)
	w, g := c.text[:n], c.text[n:]
	return bytes.Equal(w, g) || len(g) > 0 && (bytes.HasPrefix(w, g) || bytes.HasPrefix(g, w) || bytes.Contains(w, g) && len(g) >= 9)
}

// appendUndecorated appends a plain name without 支出 and brackets, and with 费
// for 费用.
func appendUndecorated(to []byte, name string) []byte {
	from := len(to)
	to = appendPlain(to, name)
	kept := to[:from]
	for rest := to[from:]; len(rest) > 0; {
		switch {
		case bytes.HasPrefix(rest, []byte("支出")):
			rest = rest[len("支出"):]
		case bytes.HasPrefix(rest, []byte("费用")):
			kept, rest = append(kept, "费"...), rest[len("费用"):]
		case rest[0] == '(' || rest[0] == ')':
			rest = rest[1:]
		default:
			kept, rest = append(kept, rest[0]), rest[1:]
		}
	}
	return kept
}
