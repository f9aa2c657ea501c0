package wechatbot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A subject is what the last answer gave a figure of. What a citizen asks next may
// name only what is different: 前年呢, 那财政局呢, 人均多少.
type subject struct {
	Organ string       `json:"organ,omitempty"`
	Year  int          `json:"year,omitempty"`
	Item  string       `json:"item,omitempty"`
	Stage budget.Stage `json:"stage,omitzero"`
	Until uint32       `json:"until,omitempty"` // in seconds since 1970: it is in hand as long as options can be chosen
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
	of.Until = v.inHandUntil()
	v.talk.misses, v.talk.figure, v.talk.newer = 0, of, false
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
	if v.ours(text) || v.otherPlace(text, last.Organ) || rankedOrgans.MatchString(text) {
		return "", false // of this place, of one that keeps no books here, or of all
	}
	organ, rest, unknown := v.organIn(text)
	head, compared := perHead(rest), holds(rest, compareWords...)
	year, against := v.yearsOf(rest)
	switch {
	case holds(rest, "前一年", "上一年", "再往前"):
		year = last.Year - 1
	case holds(rest, "后一年", "下一年", "第二年"):
		year = last.Year + 1
	}
	item := v.itemIn(last, rest)
	named := organ+unknown != "" || year != 0 || item != ""
	if v.talk.newer && !compared && !head && !holds(rest, spendWords...) && !v.namesPublic(rest) {
		return "", false // goes on from what was found since
	}
	marked := strings.HasSuffix(writing.Letters(text), "呢") || strings.HasPrefix(writing.Letters(text), "那") || writing.Letters(rest) == "的"
	_, whole := v.bot.ear().said(text) // asks for itself, as 三公经费 does
	whole = whole && !marked || organ+unknown != "" && item != "" || unknown != "" && !marked
	if !named && !head && !compared || whole || !goesOn(rest, item) {
		return "", false
	}
	if organ = cmp.Or(unknown, organ); organ != "" {
		last.Organ = organ
	}
	if year != 0 {
		last.Year = year
	}
	if item != "" {
		last.Item = item
	}
	if strings.Contains(rest, "前年") && against >= last.Year {
		against = last.Year - 2 // two years before the figure
	}
	return last.question(rest, head, compared, against), true
}

// question is a whole question for a subject, with what else a text asks of it.
func (of subject) question(rest string, head, compared bool, against int) string {
	question := fmt.Sprintf("%s%d年%s", of.Organ, of.Year, of.Item)
	for _, stage := range []string{"预算", "决算"} {
		if strings.Contains(rest, stage) {
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

// namesPublic says whether a text names a figure of the 三公 table.
func (v *visit) namesPublic(text string) bool {
	return slices.ContainsFunc(v.named(text, ""), func(n naming) bool { return n.ask.public != "" })
}

// itemIn is the figure that a text names, of those that the organ last spoken of
// has.
func (v *visit) itemIn(last subject, text string) string {
	named := v.named(text, last.Item)
	if len(named) > 0 && !together(text, named) {
		one, _ := theOne(text, named)
		named = []naming{one}
	}
	if len(named) > 0 && named[0].firm {
		var items []string
		for _, n := range named {
			items = append(items, n.ask.spoken())
		}
		return strings.Join(items, "和")
	}
	if holds(text, "收入") {
		return "收入"
	}
	for s := range v.bot.Books.All() {
		if s.Organ != last.Organ {
			continue
		}
		if f, found := namedLine(s, text); found {
			return f.name
		}
	}
	return ""
}

// onlyAsks are words of a question that goes on from another, beside what it names.
var onlyAsks = form(`{go_on}`)

// goesOn says whether a text says nothing beside what it names, or plainly goes on
// from what was said before.
func goesOn(text, item string) bool {
	plain := writing.Letters(text)
	if strings.HasSuffix(plain, "呢") || strings.HasPrefix(plain, "那") || plain == "的" {
		return true
	}
	plain = strings.NewReplacer(item, "", strings.TrimSuffix(item, "支出"), "").Replace(plain)
	for _, words := range [][]string{compareWords, perHeadWords} {
		for _, w := range words {
			plain = strings.ReplaceAll(plain, w, "")
		}
	}
	plain = onlyAsks.ReplaceAllString(plain, "")
	for _, p := range publicWords {
		plain = strings.ReplaceAll(plain, p.word, "")
	}
	return utf8.RuneCountInString(strings.Trim(plain, "0123456789")) <= 1
}

// otherPlace says whether a text names a district or a town that the organ of the last
// figure is not of.
func (v *visit) otherPlace(text, organ string) bool {
	found := bareplace.FindStringSubmatch(text)
	return found != nil && !noPlace.MatchString(found[1]) && !strings.Contains(organ, found[1])
}

var bareplace = form(`(?:^|[那和跟与])(\p{Han}{2,4}?[区县市镇])的`)
