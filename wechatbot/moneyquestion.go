package wechatbot

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// A moneyQuestion is what a text wants to know of the books.
type moneyQuestion struct {
	text          string
	ask           ask
	ways          []ask // to read it, the narrower first; ask is the one that is taken
	each          []ask // several that are named together, to be answered each
	also          []ask // others that are named and may be meant
	organ         string
	unknown       string // an organ that keeps no books here
	year          int
	plan, account bool // 预算 or 决算 was named
	spent         bool // what was spent, not planned
	perHead       bool
	compared      bool // with the year before
}

func (v *visit) moneyQuestion(text string) (moneyQuestion, bool) {
	organ, rest, unknown := v.organIn(text)
	q := moneyQuestion{
		text: rest, organ: organ, unknown: unknown, year: v.yearOf(rest), perHead: perHead(rest), compared: holds(rest, compareWords...),
		spent: holds(rest, "花了", "用了", "实际"),
		plan:  strings.Contains(rest, "预算"), account: strings.Contains(rest, "决算"),
	}
	named := v.named(rest, "")
	if together(rest, named) {
		for _, n := range named[:min(mostNamed, len(named))] {
			q.each = append(q.each, n.ask)
		}
		q.ways, q.ask = q.each, q.each[0]
	} else if len(named) > 0 {
		one, others := theOne(rest, named)
		if one.firm || len(named) > 1 && one.ask.total == "" {
			q.ways, q.also = append(crossed(named), one.ask), others
		}
		q.ask = one.ask
		for _, n := range named { // where the books lack the one
			if n.ask != one.ask && n.ask.name != "" && q.ways != nil {
				q.ways = append(q.ways, ask{name: n.ask.name, loose: true})
			}
		}
	}
	if q.ways == nil {
		q.ways = asked(rest).asks()
		q.ask = q.ways[len(q.ways)-1]
	}
	return q, !counted(rest)
}

// fits says whether a statement may answer.
func (q moneyQuestion) fits(s budget.Statement) bool {
	return (q.year == 0 || s.Year == q.year) && (q.organ == "" || s.Organ == q.organ) &&
		(q.plan == q.account || q.plan == (s.Stage == budget.Budget))
}

var yearWord = regexp.MustCompile(`(20\d\d|\d\d)\s*年?`)

// spokenYears are years by how long ago they were, the longer words first.
var spokenYears = []struct {
	word string
	back int
}{{"大前年", 3}, {"前年", 2}, {"去年", 1}, {"上年", 1}, {"上一年", 1}, {"今年", 0}}

// shortYear is a year of two digits before what it is of: 24预算.
var shortYear = regexp.MustCompile(`((?:^|[^0-9])[0-9]{2})(预算|决算)`)

// spokenYear is a year in Chinese numerals: 二〇二四年, 二四年.
var spokenYear = regexp.MustCompile(`(?:[二2][〇零○0])?[一二][〇零○一二三四五六七八九]年`)

// arabic writes the numerals of a spoken year as digits.
func arabic(year string) string {
	return strings.Map(func(r rune) rune {
		if d, known := digitOf[r]; known {
			return '0' + rune(d)
		}
		return r
	}, year)
}

// yearOf is the fiscal year that a text names, 0 if none: 2024年, 2024, 24年, or else
// 去年.
func (v *visit) yearOf(text string) int {
	newest := 0 // of several, as 2023和2024对比 has
	written := shortYear.ReplaceAllString(spokenYear.ReplaceAllStringFunc(text, arabic), "${1}年${2}")
	for _, m := range yearWord.FindAllStringSubmatch(written, -1) {
		if len(m[1]) == 2 && !strings.Contains(m[0], "年") {
			continue
		}
		year, _ := strconv.Atoi(m[1])
		if year < 100 {
			year += 2000
		}
		newest = max(newest, year)
	}
	for _, said := range spokenYears {
		if newest == 0 && strings.Contains(text, said.word) && !strings.Contains(text, "比"+said.word) && !strings.Contains(text, "较"+said.word) {
			return v.today.Year - said.back
		}
	}
	return newest
}
