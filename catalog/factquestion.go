package catalog

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// longestFactQuestion is how many characters a question for a fact has at most. Who says
// more asks for more than one thing.
const longestFactQuestion = 40

// A factQuestion is a question for a number or a day, taken apart.
type factQuestion struct {
	runs  []string // folded, in their order: what stands beside the words that ask
	head  string   // the last two characters of what is counted
	units []string // any of which a number may be of; nil: a day is asked for
	any   bool     // no unit is asked for: what is counted must stand behind
	year  int      // 0: none is named
}

// What asks: how many, how much, how large, when. The first two have the unit.
var (
	asksNumber = regexp.MustCompile(`多少(` + factUnit + `|万元|亿元|块钱|块|钱|平米)?|几(` + factUnit + `|块钱|块)`)
	asksArea   = regexp.MustCompile(`面积(?:是|有)?(?:多大|多少)(?:平方米|平米|平方)?`)
	asksDay    = regexp.MustCompile(`什么时候|什么时间|啥时候|何时|哪一?天|几月份?(?:几[号日])?|几[号日]|哪个?月`)
	isPast     = regexp.MustCompile(`[的了过完好]$`) // 什么时候公开的: what is to come is in no report
)

// notFact are words of questions that ask for another thing than a number or a day, for
// what anybody may or must do, for a difference, or for the asker's own.
var notFact = regexp.MustCompile(`怎[么样]|如何|为什么|为啥|咋|哪里|哪儿|哪些|哪家|哪个(?:[^月]|$)|谁|能不能|可以|应该|必须|需要|要不要|至少|最[多少高低大小]|第几|还是|比|差|占|排|平均|[我俺咱你您]|自己|本人|(?:多少|几)[天年岁钟]|率|申请表`)

// factUnit are the units of what is counted, the longer first, and factArea those of land.
const (
	factUnit = `平方公里|平方米|公顷|公里|人次|个|项|家|处|所|座|件|份|条|篇|期|次|场|人|名|位|户|亩|元|类|套|批|辆|台|种|本|张`
	factArea = `平方公里 平方米 公顷 亩`
)

// factUnits are the units that count the same as one that is asked for, where it is not
// only itself; "" is none.
var factUnits = map[string]string{
	"": `个 项 家 处 所 座 件 份 条 篇 期 次 场 人 名 位 户 类 套 批 辆 台 种 本 张`, "个": `个 项 家 处 所 座`, "项": `项 个`, "家": `家 个`, "处": `处 个`, "所": `所 个`, "座": `座 个`,
	"份": `份 件`, "次": `次 场 人次`, "场": `场 次`, "人": `人 名 位`, "名": `名 人 位`, "位": `位 名 人`,
	"万元": `元`, "亿元": `元`, "块": `元`, "块钱": `元`, "钱": `元`, "平米": `平方米`,
}

// sayNothing are words beside a question that no sentence needs to have.
var sayNothing = regexp.MustCompile(`请问一?下?|想?问一?下|想?知道|麻烦|谢谢|一共|总共|总计|合计|全年|年度|大概|大约|目前|现在|截至|截止|到底|究竟|具体|数量`)

// readFactQuestion takes a question apart, and says whether it asks for a number or a
// day. Any text may be given.
func readFactQuestion(text string, today civil.Date) (q factQuestion, is bool) {
	if utf8.RuneCountInString(text) > longestFactQuestion {
		return q, false
	}
	folded := foldWords(text)
	at := q.asks(folded)
	if at == nil || notFact.MatchString(folded) {
		return q, false
	}
	before, after := folded[:at[0]], folded[at[1]:]
	if asksNumber.MatchString(after) || asksDay.MatchString(after) {
		return q, false // two things are asked for
	}
	years := civil.YearsIn(before, today)
	if len(years) > 1 || len(years) == 1 && years[0].Year == 0 || len(civil.YearsIn(after, today)) > 0 {
		return q, false
	}
	if len(years) == 1 {
		q.year = years[0].Year
		before = before[:years[0].From] + " " + before[years[0].To:]
	}
	before, after = sayNothing.ReplaceAllString(before, " "), sayNothing.ReplaceAllString(after, " ")
	q.runs = append(strings.Fields(before), strings.Fields(after)...)
	if q.head = headOf(after); q.head == "" && !q.any { // 投资计划是多少 may be money
		q.head = headOf(before)
	}
	return q, q.head != ""
}

// asks finds what a folded text asks with, and takes its units.
func (q *factQuestion) asks(folded string) (at []int) {
	if at = asksArea.FindStringIndex(folded); at != nil {
		q.units = strings.Fields(factArea)
		at[0] += len("面积") // a word that the sentence has too
		return at
	}
	if at = asksDay.FindStringIndex(folded); at != nil {
		if !isPast.MatchString(folded) {
			return nil
		}
		return at
	}
	m := asksNumber.FindStringSubmatchIndex(folded)
	if m == nil {
		return nil
	}
	unit := ""
	for _, group := range [][]int{m[2:4], m[4:6]} {
		if group[0] >= 0 {
			unit = folded[group[0]:group[1]]
		}
	}
	q.any = unit == ""
	if q.units = strings.Fields(factUnits[unit]); len(q.units) == 0 {
		q.units = []string{unit}
	}
	return m[:2]
}

// foldWords folds a text, and keeps one space where marks or spaces stood.
func foldWords(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	for i, w := range words {
		words[i] = fulltext.Fold(w)
	}
	return strings.Join(words, " ")
}

// headOf are the last two characters of what is counted. It is empty where there are not
// two.
func headOf(text string) string {
	runes := []rune(trimDeeds(strings.ReplaceAll(text, " ", "")))
	if len(runes) < 2 {
		return ""
	}
	return string(runes[len(runes)-2:])
}

// trimDeeds is a text without the deeds and particles at its end.
func trimDeeds(text string) string {
	for {
		last, size := utf8.DecodeLastRuneInString(text)
		switch n := deedAtEnd(text); {
		case n > 0:
			text = text[:len(text)-n]
		case size > 0 && strings.ContainsRune(atEnd, last):
			text = text[:len(text)-size]
		default:
			return text
		}
	}
}

// deedAtEnd is how many bytes the longest deed has with which a text ends.
func deedAtEnd(text string) (n int) {
	for deed := range deeds() {
		if strings.HasSuffix(text, deed) {
			n = max(n, len(deed))
		}
	}
	return n
}

// sought is what the records are looked for by: the question without what was done.
func (q factQuestion) sought() string {
	var words []string
	for _, run := range q.runs {
		if run = trimDeeds(run); run != "" {
			words = append(words, run)
		}
	}
	return strings.Join(words, " ")
}
