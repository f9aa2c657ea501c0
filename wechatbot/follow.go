package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A subject is what the last answer gave a figure of. What a citizen asks next may
// name only what is different: 前年呢, 那财政局呢, 人均多少.
type subject struct {
	Organ  string       `json:"organ,omitempty"`
	Beside string       `json:"beside,omitempty"` // the other organ, where two were held against each other
	Year   int          `json:"year,omitempty"`
	Item   string       `json:"item,omitempty"`
	Stage  budget.Stage `json:"stage,omitzero"`
	Place  int          `json:"place,omitempty"` // of a purpose that was told by how much it takes: 1 takes most
	Exact  bool         `json:"-"`               // the stage was named: no other is told in its place
	Until  uint32       `json:"until,omitempty"` // in seconds since 1970: it is in hand as long as options can be chosen
}

// subjectIn is an item of a statement.
func subjectIn(s budget.Statement, item string) subject {
	return subject{Organ: s.Organ, Year: s.Year, Item: item, Stage: s.Stage}
}

// figureHeld is what the last figure was of, while it is in hand: whatever else was
// said since.
func (v *visit) figureHeld() (last subject, held bool) {
	last = v.talk.figure
	return last, v.bot.Books != nil && last.Organ != "" && uint32(v.bot.Now().Unix()) <= last.Until
}

// inHandUntil is how long what is taken in hand now stays there, in seconds since 1970.
func (v *visit) inHandUntil() uint32 { return uint32(v.bot.Now().Add(optionLife).Unix()) }

// hold takes a figure in hand.
func (v *visit) hold(of subject) {
	if last := v.talk.figure; last.Organ == of.Organ && last.Year == of.Year && last.Item == of.Item && of.Place == 0 {
		of.Place = last.Place
	}
	of.Until = v.inHandUntil()
	v.talk.misses, v.talk.figure, v.talk.newer = 0, of, false
	v.mentionFigure(of)
}

// holdHere takes in hand what this place has no books of: 那万里街道呢 asks for the same.
func (v *visit) holdHere(year int, item string) {
	v.talk.figure = subject{Organ: v.bot.Office.Short, Year: year, Item: item, Until: v.inHandUntil()}
}

// longestFollow is how many characters a question has at most that goes on from
// the last.
const longestFollow = 16

// followed is a whole question for a text that only names what is different from
// the last figure that was given.
func (v *visit) followed(text string) (question string, follows bool) {
	last, held := v.figureHeld()
	if !held || utf8.RuneCountInString(text) > longestFollow {
		return "", false
	}
	if rankedOrgans.MatchString(text) || v.wondersWhose(text) || strings.Contains(text, "申请") {
		return "", false // of all organs, or of none
	}
	if v.ours(text) {
		return v.followedHere(last, text)
	}
	if v.otherPlace(text, last.Organ) {
		return "", false // of a place that keeps no books here
	}
	f := v.followingIn(last, apartLines(text))
	if v.talk.newer && (last.Organ != v.bot.Office.Short || f.organ == "") && !f.compared && !f.head && !figure.Spends(f.rest) && !v.namesPublic(f.rest) {
		return "", false // goes on from what was found since
	}
	marked := strings.HasSuffix(writing.Letters(text), "呢") || strings.HasPrefix(writing.Letters(text), "那") || writing.Letters(f.rest) == "的"
	_, whole := v.bot.ear().said(text) // asks for itself, as 三公经费 does
	onlyYear := f.year != 0 && f.organ+f.unknown+f.item == "" && goneOn[v.talk.said]
	namesBoth := !f.beside && f.organ+f.unknown != "" && f.item != ""
	whole = whole && !marked && !onlyYear || namesBoth || f.unknown != "" && !marked
	if !f.names() || whole || !goesOn(f.rest, f.item) {
		return "", false
	}
	if last.Organ == v.bot.Office.Short && f.organ == "" && last.Year == 0 {
		f.compared, f.against = false, 0 // what is not here of any year
	}
	return f.question(last), true
}

// question is a whole question for a subject, with what else a text asks of it.
func (of subject) question(rest string, head, compared bool, against int) string {
	whose := of.Organ
	if of.Beside != "" {
		whose += "和" + of.Beside
	}
	item := strings.TrimPrefix(of.Item, "本年") // which would be read as a year of its own
	question := whose + item
	if of.Year != 0 {
		question = fmt.Sprintf("%s%d年%s", whose, of.Year, item)
	}
	for _, stage := range []string{"预算", "决算"} {
		if strings.Contains(rest, stage) || stage == "决算" && strings.Contains(rest, "实际") {
			question += stage
		}
	}
	if head {
		question += "人均"
	}
	switch {
	case against != 0:
		question += fmt.Sprintf("比%d年", against)
	case compared:
		question += "比上年"
	}
	return question
}

// figureAgain answers with the figure that a subject is of.
func (v *visit) figureAgain(of subject) (answer, bool) {
	return v.money(of.question("", false, false, 0))
}

// namesPublic says whether a text names a figure of the 三公 table.
func (v *visit) namesPublic(text string) bool {
	return slices.ContainsFunc(v.named(text, ""), func(n figure.Naming) bool { return n.Ask.Public != "" })
}

// itemIn is the figure that a text names, of those that the organ last spoken of
// has.
func (v *visit) itemIn(last subject, text string) string {
	named := v.named(text, v.itemBefore(last))
	if len(named) > 0 && !figure.Together(text, named) {
		one, _ := figure.TheOne(text, named)
		named = []figure.Naming{one}
	}
	if len(named) > 0 && named[0].Firm {
		var items []string
		for _, n := range named {
			items = append(items, n.Ask.Spoken())
		}
		return strings.Join(items, "和")
	}
	if writing.Holds(text, "收入", "收了多少", "收到多少", "进账") {
		return "收入"
	}
	if writing.Holds(text, "支出", "开支") && onlyAsks.ReplaceAllString(writing.Letters(text), "") == "" {
		return "支出"
	}
	bare := strings.TrimPrefix(strings.TrimRight(writing.Letters(text), "呢的"), "那")
	kept := slices.Contains(v.bot.Books.Organs(), last.Organ)
	for s := range v.bot.Books.All() {
		if s.Organ != last.Organ && kept { // of one that keeps none, as others call it
			continue
		}
		for _, end := range []string{"费", "支出", "经费", "费用", "事业", "事务"} { // 培训呢
			if named := v.named(bare+end, ""); whatOf.MatchString(text) && len(named) == 1 && named[0].Firm && named[0].From == 0 && named[0].To == len(bare+end) && named[0].Ask.Name != "" {
				return named[0].Ask.Name // 维修呢, of 维修（护）费
			}
			if f, found := figure.NamedLine(s, bare+end); found && whatOf.MatchString(text) && f.Name == bare+end {
				return f.Name
			}
		}
		if f, found := figure.NamedLine(s, text); found {
			return f.Name
		}
	}
	return ""
}

// onlyAsks are words of a question that goes on from another, beside what it names.
var onlyAsks = form(`{go_on}|有没有|没有`)

// goesOn says whether a text says nothing beside what it names, or plainly goes on
// from what was said before.
func goesOn(text, item string) bool {
	plain := writing.Letters(text)
	if strings.HasSuffix(plain, "呢") || strings.HasPrefix(plain, "那") || plain == "的" {
		return true
	}
	plain = strings.NewReplacer(item, "", strings.TrimSuffix(item, "支出"), "").Replace(plain)
	if short := writing.Common(item, plain); utf8.RuneCountInString(short) >= leastOfItem { // 环境卫生 is 城乡社区环境卫生
		plain = strings.Replace(plain, short, "", 1)
	}
	plain = eitherWay.ReplaceAllString(plain, "")
	for _, w := range compareWords {
		plain = strings.ReplaceAll(plain, w, "")
	}
	plain = figure.WithoutHeads(plain)
	plain = onlyAsks.ReplaceAllString(plain, "")
	for w := range figure.PublicWords() {
		plain = strings.ReplaceAll(plain, w, "")
	}
	return utf8.RuneCountInString(strings.Trim(plain, "0123456789")) <= 1
}

// eitherWay asks which of two is more: 比23年多还是少.
var eitherWay = form(`{of_two}|相?差了?多少|差多大|几成|几块钱?|几万`)

// bareGap asks by how much what was told differs, and from what was said before: 差多少.
var bareGap = form(`^(?:{around}|[那两年相,，\s])*(?:差了?多少|差了?几|差距|差多大)(?:{around}|钱|元|[大了])*$`)

// leastOfItem is how many characters of an item's name say which one is meant.
const leastOfItem = 3

// otherPlace says whether a text names a district or a town that the organ of the last
// figure is not of.
func (v *visit) otherPlace(text, organ string) bool {
	found := bareplace.FindStringSubmatch(text)
	return found != nil && !noPlace.MatchString(found[1]) && !strings.Contains(organ, found[1])
}

var bareplace = form(`(?:^|[那和跟与])(\p{Han}{2,4}?[区县市镇])的`)

// A following is what a text names that is different from the last figure.
type following struct {
	rest           string // the text without the organ
	organ, unknown string
	beside         bool // the organ is named without its place, which is that of the last one
	year, against  int
	item           string
	head, compared bool
}

func (v *visit) followingIn(last subject, text string) (f following) {
	f.organ, f.rest, f.unknown = v.organIn(text)
	if organ, left := v.sameplace(last, text); organ != "" {
		f.organ, f.rest, f.unknown, f.beside = organ, left, "", true
	}
	f.head, f.compared = figure.PerHead(f.rest), writing.Holds(f.rest, compareWords...) || bareGap.MatchString(f.rest)
	f.year, f.against = v.yearsOf(f.rest)
	switch by := yearStep(f.rest); {
	case f.compared:
	case by != 0:
		f.year = last.Year + by
	case f.year == last.Year && writing.Holds(f.rest, "去年", "前年"):
		f.year-- // who has the year before her means the one before it, and not the same again
	}
	if short := twoDigits.FindString(f.rest); short != "" && f.year == 0 {
		f.year = v.keptYear(last.Organ, 2000+writing.Numeral(short)) // 24 is a year only where there is a book of it
	}
	f.item = v.itemIn(last, f.rest)
	return f
}

var twoDigits = form(`^\d{2}$`)

// keptYear is a year of which an organ keeps a book here, or else 0.
func (v *visit) keptYear(organ string, year int) int {
	if slices.Contains(v.bot.Books.Years(organ), year) {
		return year
	}
	return 0
}

// names says whether anything is different.
func (f following) names() bool {
	return f.organ+f.unknown != "" || f.year != 0 || f.item != "" || f.head || f.compared
}

// question is a whole question: for the last figure with what is different.
func (f following) question(last subject) string {
	against, compared := f.against, f.compared
	switch organ := cmp.Or(f.unknown, f.organ); {
	case organ != "" && organ != last.Organ && f.unknown == "" && compared && f.year == 0 && against == 0 && versusOrgan.MatchString(f.rest):
		last.Beside, compared = organ, false // 跟万里街道比呢
	case organ != "":
		last.Organ, last.Beside = organ, ""
	}
	last.Year, last.Item = cmp.Or(f.year, last.Year), cmp.Or(f.item, last.Item)
	if strings.Contains(f.rest, "前年") && against >= last.Year {
		against = last.Year - 2 // two years before the figure
	}
	return last.question(f.rest, f.head, compared, against)
}

// versusOrgan is a text, without the name of an organ, that holds something against it.
var versusOrgan = form(`^{go_on}*{versus}(?:{versus}|{go_on}|{changed}|{of_two}|差|谁|更)*$`)

// itemBefore is the item of a subject as words that go before what names a part of it:
// 购置 and 运行 of 三公经费 are those of cars.
func (v *visit) itemBefore(last subject) string {
	if v.namesPublic(last.Item) {
		return last.Item + "车"
	}
	return last.Item
}
