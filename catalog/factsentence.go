package catalog

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Amounts and days as sentences have them, folded. A number in characters has two at
// least: 三次 in 三届三次会议 counts nothing.
var (
	factAmount = regexp.MustCompile(`((?:\d+|[一二三四五六七八九十百千两〇]{2,})(?:余|多)?[十百千万亿]*)(?:余|多)?大?(` + factUnit + `)`)
	factDay    = regexp.MustCompile(`(?:\d{4}年)?\d{1,2}月(?:份|底|初|末|[上中下]旬|\d{1,2}日)?`)
	factNone   = regexp.MustCompile(`无因|未因|没有因|未发生|没有发生|未收到|没有收到|未接到|没有接到|未出现|没有出现`)
)

// What makes of a number none that is asked for: what stands before it, and behind it.
var (
	notBefore = regexp.MustCompile(`(?:第|届|增加了?|减少了?|增长了?|下降了?|提高了?|不少于|至少|不低于|不超过|每年|每月|每季度|每周)$`)
	notBehind = regexp.MustCompile(`^(?:月|工作日|小时|百分点|年|民|员|以[上下内])`)
	onlyPlans = regexp.MustCompile(`力争|预计|争取|将(?:继续|进一步|于|开展|新|完成|组织|实施|按)|计划(?:于|开展|新|完成|组织|实施)`)
	ofOrgan   = regexp.MustCompile(`\p{Han}{2}(?:局|委|厅|院|办|街道|镇|乡)`)
)

// A factSource is a record with what reading its sentences needs.
type factSource struct {
	record Record
	title  string // folded, with the name of its publisher
	own    string // the publisher's name folded, without the places that its own is in
	years  []int  // that it is of: those of its title, or else of its day
}

// aboveOwn are the places in an organ's name that its own place is in: 银川市 in 银川市兴庆区.
// What is said of the smaller one says nothing of the larger.
var aboveOwn = regexp.MustCompile(`^\p{Han}{2,8}?(?:省|自治区|自治州|市)(\p{Han}{2,8}?[区县旗市].*)$`)

func newFactSource(r Record) factSource {
	s := factSource{record: r, own: aboveOwn.ReplaceAllString(fulltext.Fold(r.Publisher), "$1")}
	s.title = fulltext.Fold(r.Title) + s.own
	for _, y := range civil.YearsIn(r.Title, civil.Date{}) {
		s.years = append(s.years, y.Year)
	}
	if s.years == nil {
		s.years = []int{r.Date.Year}
	}
	return s
}

// statements are the sentences of a record that say what is asked for.
func (q factQuestion) statements(r Record) (said []statement) {
	from := newFactSource(r)
	for _, text := range []string{clip(r.Body, longestPassage), r.Summary} {
		for _, sentence := range allSentences(text) {
			if s, says := q.statement(sentence, from); says {
				said = append(said, s)
			}
		}
	}
	return said
}

// statement is a sentence as what says what is asked for, with what its record's title
// says, where it does.
func (q factQuestion) statement(sentence string, from factSource) (s statement, says bool) {
	folded := fulltext.Fold(sentence)
	if strings.HasPrefix(folded, "其中") {
		return s, false
	}
	if telling, all := q.shares(folded, from); !all || telling < tellingLeast {
		return s, false
	}
	s.record = from.record
	if s.year, says = q.yearOf(sentence, from.years); !says {
		return s, false
	}
	if q.none(folded) {
		s.alone, s.amount, s.quote = q.covered(folded, ""), "0", itemMark.ReplaceAllString(sentence, "")
		return s, utf8.RuneCountInString(sentence) <= longestQuote
	}
	return q.counted(s, clausesOf(itemMark.ReplaceAllString(sentence, "")), from)
}

// counted is a statement with the amount of the first clause that says what is asked for.
func (q factQuestion) counted(s statement, clauses []string, from factSource) (_ statement, says bool) {
	all, uncounted := "", "" // of the clauses before, and of those that count nothing
	for i, clause := range clauses {
		folded := fulltext.Fold(clause)
		if onlyPlans.MatchString(folded) {
			return s, false // what stands behind is planned too
		}
		amount, bare := q.amountIn(folded)
		said := uncounted + folded // what another amount is of says nothing of this one
		if bare {
			said = all + folded
		}
		s.alone = q.covered(said, "")
		if amount != "" && !strings.Contains(folded, "拟") && q.covered(said, from.title) && (s.alone || !q.ofOther(folded, from)) {
			s.amount = amount
			s.quote, says = q.quote(clauses, i, from)
			return s, says
		}
		if all += folded; !countsThings(folded) {
			uncounted += folded
		}
	}
	return s, false
}

// countsThings says whether a folded clause has an amount of anything but land and money.
func countsThings(clause string) bool {
	return slices.ContainsFunc(factAmount.FindAllStringSubmatch(clause, -1), func(m []string) bool { return m[2] != "元" && !strings.Contains(factArea, m[2]) })
}

// itemMark is the mark with which a sentence begins that is one of a list: 8、, （二）.
var itemMark = regexp.MustCompile(`^(?:[\d一二三四五六七八九十]{1,3}、|[（(][\d一二三四五六七八九十]{1,3}[)）])\s*`)

// yearOf is the year that a sentence speaks of, if it may be the one that is asked for.
// 今年 in a record of one year is that year.
func (q factQuestion) yearOf(sentence string, years []int) (year int, may bool) {
	var day civil.Date
	if len(years) == 1 && years[0] != 0 {
		day = civil.Day(years[0], 12, 31)
	}
	var named []int
	for _, y := range civil.YearsIn(sentence, day) {
		if y.Year != 0 {
			named = append(named, y.Year)
		}
	}
	switch {
	case q.year != 0 && len(named) > 0:
		return q.year, slices.Contains(named, q.year)
	case q.year != 0:
		return q.year, len(years) == 1 && years[0] == q.year
	case len(named) > 0 && !slices.ContainsFunc(named, func(y int) bool { return slices.Contains(years, y) }):
		return 0, false // of what was, or will be
	}
	return slices.Max(years), true
}

// tellingLeast is how many pairs of characters that tell something a sentence and its
// title have of a question at least, one of them the sentence. A pair that both have
// counts twice.
const tellingLeast = 2

// shares counts the pairs that tell something, and says whether every word is there.
func (q factQuestion) shares(sentence string, from factSource) (telling int, all bool) {
	if !q.covered(sentence, from.title) {
		return 0, false
	}
	inside := 0
	for _, run := range q.runs {
		runes := []rune(run)
		for i := range len(runes) - 1 {
			pair := string(runes[i : i+2])
			if fulltext.Common(pair) || strings.Contains(from.own, pair) || deeds()[pair] != nil {
				continue
			}
			if strings.Contains(sentence, pair) {
				inside++
			}
			if strings.Contains(from.title, pair) {
				telling++
			}
		}
	}
	if inside == 0 {
		return 0, true
	}
	return inside + telling, true
}

// covered says whether the question is made of words that a sentence or its title has,
// of deeds that the sentence tells in any words, and of what may be missing.
func (q factQuestion) covered(sentence, title string) bool {
	return !slices.ContainsFunc(q.runs, func(run string) bool { return !runCovered([]rune(run), sentence, title) })
}

// longestFactWord is how many characters a word has at most that is looked for as one.
// Longer ones are covered piece by piece.
const longestFactWord = 4

func runCovered(run []rune, sentence, title string) bool {
	to := make([]bool, len(run)+1) // covered up to there
	to[0] = true
	for i := range run {
		if !to[i] {
			continue
		}
		if strings.ContainsRune(mayMiss, run[i]) || i > 0 && has(sentence, title, string(run[i-1:i+1])) {
			to[i+1] = true
		}
		for j := i + 1; j <= min(len(run), i+longestFactWord); j++ {
			word := string(run[i:j])
			if deeds()[word] != nil {
				to[j] = to[j] || told(sentence, word)
			} else if j > i+1 && has(sentence, title, word) {
				to[j] = true
			}
		}
	}
	return to[len(run)]
}

func has(sentence, title, word string) bool {
	return strings.Contains(sentence, word) || strings.Contains(title, word)
}

// ofOther says whether a clause names an organ that neither the question nor the title
// has: what it says is that one's.
func (q factQuestion) ofOther(clause string, from factSource) bool {
	return slices.ContainsFunc(ofOrgan.FindAllString(clause, -1), func(organ string) bool {
		return !strings.Contains(from.title, organ) && !strings.Contains(strings.Join(q.runs, ""), organ)
	})
}

// amountIn is the amount of a folded clause that is asked for, "" if it has none: one of
// what is counted, or a bare one with nothing but what was done (审结14项), which goes on
// from the clauses before. So does a day.
func (q factQuestion) amountIn(clause string) (amount string, bare bool) {
	if q.units == nil {
		return q.dayIn(clause), true
	}
	for _, at := range factAmount.FindAllStringSubmatchIndex(clause, -1) {
		before, behind := clause[:at[0]], clause[at[1]:]
		if !slices.Contains(q.units, clause[at[4]:at[5]]) || notBefore.MatchString(before) || notBehind.MatchString(behind) {
			continue
		}
		bare = q.onlyDeed(strings.TrimPrefix(before, "共") + behind)
		if bare || strings.Contains(before+" "+behind, q.head) {
			return clause[at[2]:at[3]], bare
		}
	}
	return "", false
}

// none says whether a folded sentence says that there was none of what is counted.
func (q factQuestion) none(sentence string) bool {
	if q.units == nil {
		return false
	}
	for _, at := range factNone.FindAllStringIndex(sentence, -1) {
		if between, _, found := strings.Cut(sentence[at[1]:], q.head); found && utf8.RuneCountInString(between) <= longestNone {
			return true
		}
	}
	return false
}

// longestNone is how many characters stand at most between the word that says that there
// was none and what there was none of.
const longestNone = 16

// dayIn is the day of a clause that has a pair of characters of the question.
func (q factQuestion) dayIn(clause string) string {
	day := factDay.FindString(clause)
	rest := strings.Replace(clause, day, " ", 1)
	for _, run := range q.runs {
		runes := []rune(run)
		for i := range len(runes) - 1 {
			if pair := string(runes[i : i+2]); !fulltext.Common(pair) && strings.Contains(rest, pair) {
				return day
			}
		}
	}
	return ""
}

// onlyDeed says whether what is left of a clause is a word of the question.
func (q factQuestion) onlyDeed(rest string) bool {
	n := utf8.RuneCountInString(rest)
	return n >= 2 && n <= longestFactWord && strings.Contains(strings.Join(q.runs, " "), rest)
}

// clauseEnds are the marks that end a part of a sentence.
const clauseEnds = "，,：:、"

// clausesOf are the parts of a sentence, each with the mark behind it. A comma within a
// number ends none.
func clausesOf(sentence string) (out []string) {
	from := 0
	for i, r := range sentence {
		end := i + utf8.RuneLen(r)
		if !strings.ContainsRune(clauseEnds, r) || r == ',' && end < len(sentence) && i > 0 && isDigit(sentence[i-1]) && isDigit(sentence[end]) {
			continue
		}
		out, from = append(out, sentence[from:end]), end
	}
	return append(out, sentence[from:])
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// quote is a sentence whole, or of one that is too long the fewest clauses about the one
// that says the amount which still have every word of the question. One that speaks of
// several years is not cut.
func (q factQuestion) quote(clauses []string, at int, from factSource) (string, bool) {
	whole := strings.Join(clauses, "")
	if utf8.RuneCountInString(whole) <= longestQuote {
		return whole, true
	}
	if years := civil.YearsIn(whole, from.record.Date); slices.ContainsFunc(years, func(y civil.SaidYear) bool { return y.Year != years[0].Year }) {
		return "", false
	}
	for size := 1; size <= min(mostClauses, len(clauses)); size++ {
		for first := max(0, at-size+1); first <= at && first+size <= len(clauses); first++ {
			part := strings.Join(clauses[first:first+size], "")
			if utf8.RuneCountInString(part) <= longestQuote && q.covered(fulltext.Fold(part), from.title) {
				return ellipsed(part, first > 0, first+size < len(clauses)), true
			}
		}
	}
	return "", false
}

// mostClauses is how many parts of a long sentence are quoted at most.
const mostClauses = 8

// ellipsed is a part of a sentence, … where something was cut off.
func ellipsed(part string, before, behind bool) string {
	part = strings.TrimRight(part, clauseEnds)
	if before {
		part = "…" + part
	}
	if behind {
		part += "…"
	}
	return part
}
