package wechatbot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A moneyQuestion is what a text wants to know of the books.
type moneyQuestion struct {
	text          string
	ask           figure.Ask
	ways          []figure.Ask // to read it, the narrower first; ask is the one that is taken
	each          []figure.Ask // several that are named together, to be answered each
	also          []figure.Ask // others that are named and may be meant
	organ         string
	unknown       string // an organ that keeps no books here
	street        bool   // of a street, whichever
	year          int
	plan, account bool // 预算 or 决算 was named
	spent         bool // what was spent, not planned
	perHead       bool
	compared      bool // with the year before,
	against       int  // or with this one
}

func (v *visit) moneyQuestion(text string) (moneyQuestion, bool) {
	organ, rest, unknown := v.organIn(v.stemmed(apartLines(text)))
	q := moneyQuestion{
		text: rest, organ: organ, unknown: unknown, perHead: figure.PerHead(rest), compared: compares(rest),
		spent: writing.Holds(rest, "花了", "用了", "实际", "花掉", "吃掉", "花多少"),
		plan:  strings.Contains(rest, "预算"), account: strings.Contains(rest, "决算"),
	}
	q.year, q.against = v.yearsOf(rest)
	q.street = organ == "" && strings.Contains(text, streetKind) && slices.ContainsFunc(v.bot.Books.Organs(), func(o string) bool { return strings.Contains(o, streetKind) })
	named := v.named(rest, "")
	if figure.Together(rest, named) {
		for _, n := range named[:min(figure.MostNamed, len(named))] {
			q.each = append(q.each, n.Ask)
		}
		q.ways, q.ask = q.each, q.each[0]
	} else if len(named) > 0 {
		one, others := figure.TheOne(rest, named)
		if one.Firm || len(named) > 1 && one.Ask.Total == "" {
			q.ways, q.also = append(figure.Crossed(named), one.Ask), others
		}
		q.ask = one.Ask
		for _, n := range named { // where the books lack the one
			if n.Ask != one.Ask && n.Ask.Name != "" && q.ways != nil {
				q.ways = append(q.ways, figure.Ask{Name: n.Ask.Name, Loose: true})
			}
		}
	}
	if q.ways == nil {
		q.ways = figure.Asked(rest).Readings()
		if len(named) > 0 && q.perHead && q.ask.Total == "" { // wages per head are no share of all that was spent
			q.ways = slices.DeleteFunc(q.ways, func(a figure.Ask) bool { return a == figure.Ask{Total: a.Total} })
		}
		q.ask = q.ways[len(q.ways)-1]
	}
	return q, !figure.Counts(rest)
}

// twoLines are two lines of the books that people say in one word.
var twoLines = form(`({two_lines})(?:的?费用|费|的钱)?`)

// apartLines is a text with two lines by their names for a word that means both: 水电费.
func apartLines(text string) string {
	if m := twoLines.FindStringSubmatchIndex(text); m != nil && !notTwoLines.MatchString(text) {
		word := []rune(text[m[2]:m[3]])
		return text[:m[0]] + string(word[0]) + "费和" + string(word[1]) + "费" + text[m[1]:]
	}
	return text
}

// notTwoLines are other things whose names have such a word.
var notTwoLines = form(`水利水电|水电(?:站|工程|局)`)

// streetKind is what an organ of a street is called by where it is not named.
const streetKind = "街道"

// fits says whether a statement may answer.
func (q moneyQuestion) fits(s budget.Statement) bool {
	return (q.year == 0 || s.Year == q.year) && (q.organ == "" || s.Organ == q.organ) && (!q.street || strings.Contains(s.Organ, streetKind)) &&
		(q.plan == q.account || q.plan == (s.Stage == budget.Budget))
}

// yearWord is a year in digits, to be taken out of a text.
var yearWord = form(`(20\d\d|\d\d)\s*年?`)

// shortYear is a year of two digits before what it is of: 24预算.
var shortYear = form(`((?:^|[^0-9])[0-9]{2})(预算|决算)`)

// againstWord is the year that another is compared with: 比前年, 和2023年比.
var againstWord = form(`{versus}(大前年|前年|20\d\d年?|\d\d年)`)

// compares says whether a text asks for two years side by side: 占比 does not.
func compares(text string) bool {
	return writing.Holds(noComparing.Replace(text), compareWords...) || betweenYears.MatchString(text)
}

// betweenYears asks what lies between two years: 2024年预算和2023年差多少.
var betweenYears = form(`\d\d年?[^,，。\d]{0,6}{versus}(?:20)?\d\d年?(?:预算|决算|的|支出|收入)*相?差了?(?:多少|几)`)

var noComparing = strings.NewReplacer("占比", "", "比例", "", "比重", "", "比率", "")

// yearsOf are the fiscal year that a text asks of and the one that it is to be
// compared with, 0 where none is named: 2025年比2023年, 比前年.
func (v *visit) yearsOf(text string) (year, against int) {
	if !compares(text) {
		return v.yearOf(text), 0
	}
	m := againstWord.FindStringSubmatchIndex(text)
	if m == nil {
		return v.yearOf(text), 0
	}
	year, against = v.yearOf(text[:m[0]]+" "+text[m[1]:]), v.yearOf(text[m[2]:m[3]])
	if year != 0 && against > year {
		return against, year // 2023和2024对比
	}
	return year, against
}

// yearOf is the year that a text names, 0 if none: the newest of those that are
// written out, or else 去年, unless it is only compared with.
func (v *visit) yearOf(text string) int {
	newest, ago := 0, 0
	text = shortYear.ReplaceAllString(text, "${1}年${2}")
	for _, y := range civil.YearsIn(text, v.today) {
		compared := strings.HasSuffix(text[:y.From], "比") || strings.HasSuffix(text[:y.From], "较")
		switch {
		case !y.Relative:
			newest = max(newest, y.Year)
		case ago == 0 && !compared:
			ago = y.Year
		}
	}
	return cmp.Or(newest, ago)
}
