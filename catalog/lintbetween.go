package catalog

import (
	"fmt"
	"strings"
)

// between remembers records to find what only shows beside another one.
type between struct {
	seen    map[string]IndexNumber // key → the first record with it
	titles  map[string]string      // document number → its title
	numbers []DocNumber
}

func newBetween() *between {
	return &between{seen: map[string]IndexNumber{}, titles: map[string]string{}}
}

// see takes a record in and returns what it shares with an earlier one.
func (b *between) see(r Record) []Finding {
	var fs []Finding
	key := r.alike()
	if first, ok := b.seen[key]; ok && r.Title != "" {
		fs = append(fs, Finding{
			Rule: RuleDuplicate, Severity: Warning, Where: "整条", Got: excerpt(r.Title),
			Text: fmt.Sprintf("与前面一条（%s）的名称、机构、文号和日期都相同。", orNone(first)),
		})
	} else {
		b.seen[key] = r.Number
	}
	d, err := ParseDocNumber(r.DocNumber)
	if err != nil {
		return fs
	}
	b.numbers = append(b.numbers, d)
	title := squeeze(r.Title)
	if other, ok := b.titles[d.String()]; ok && !strings.Contains(title, other) && !strings.Contains(other, title) {
		fs = append(fs, Finding{
			Rule: RuleDocNumberTwice, Severity: Warning, Where: "文号", Text: "另一件名称不同的公文也用这个文号。", Got: d.String(),
		})
	} else if !ok {
		b.titles[d.String()] = title
	}
	return fs
}

func orNone(n IndexNumber) string {
	if n == "" {
		return "没有索引号"
	}
	return string(n)
}

// gaps are the missing serials of series that must have none.
func (b *between) gaps() []Finding {
	var fs []Finding
	for _, g := range SerialGaps(b.numbers, nil) {
		if !g.Expected {
			continue
		}
		fs = append(fs, Finding{
			Rule: RuleSerialGap, Severity: Note, Where: g.Series, Got: serials(g.Missing),
			Text: fmt.Sprintf("规范性文件应当连续编号，%s到第%d号为止缺%d个号。", g.Series, g.Highest, len(g.Missing)),
		})
	}
	return fs
}

// serials writes at most ten of the numbers.
func serials(ns []int) string {
	s := strings.Trim(fmt.Sprint(ns[:min(len(ns), 10)]), "[]")
	if len(ns) > 10 {
		s += " …"
	}
	return strings.ReplaceAll(s, " ", "、")
}
