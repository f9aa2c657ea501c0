package budget

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"sync"
)

//go:embed codes.csv
var codeList string

// editionFrom is the first fiscal year that the names of codes.csv hold for;
// earlier editions named several classes otherwise.
const editionFrom = 2020

var codeNames = sync.OnceValue(func() map[string]string {
	r := csv.NewReader(strings.NewReader(codeList))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic(err) // embedded: held by the tests
	}
	names := make(map[string]string, len(rows))
	for _, row := range rows {
		names[row[0]] = row[1]
	}
	return names
})

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
	seen := make(map[string]string)
	for _, r := range t.Rows {
		if !codeText.MatchString(r.Code) {
			continue
		}
		at := Position{Sheet: t.Sheet, Row: r.Line}
		if _, twice := seen[r.Code]; twice {
			c.find(Finding{Rule: "CODE-TWICE", Severity: Warning, At: at, Text: "同一个科目编码出现了两次。", Got: r.Code})
		}
		seen[r.Code] = r.Label
		if want, known := CodeName(r.Code, year); known && !sameName(want, r.Label) {
			c.find(Finding{Rule: "CODE-NAME", Severity: Warning, At: at, Text: "科目名称和编码对不上，可能用了过去年度的名称，或者编码写错。", Want: r.Code + want, Got: r.Code + r.Label})
		}
	}
	for code := range seen {
		if len(code) > 3 {
			if _, ok := seen[code[:len(code)-2]]; !ok {
				r, _ := t.Row("", code)
				c.find(Finding{Rule: "CODE-PARENT", Severity: Warning, At: Position{Sheet: t.Sheet, Row: r.Line}, Text: "表里没有这个编码的上级科目，无法逐级核对。", Got: code})
			}
		}
	}
}

// sameName compares names as offices vary them: with or without 支出, brackets
// and the short forms of long items.
func sameName(want, got string) bool {
	bare := func(s string) string {
		return strings.NewReplacer("支出", "", "(", "", ")", "", "费用", "费").Replace(Plain(s))
	}
	w, g := bare(want), bare(got)
	return w == g || g != "" && (strings.HasPrefix(w, g) || strings.HasPrefix(g, w) || strings.Contains(w, g) && len(g) >= 9)
}
