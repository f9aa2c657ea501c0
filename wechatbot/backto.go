package wechatbot

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A text that goes back to what was spoken of before: 回到刚才的文件, 刚才那个数.
const (
	backWhat = `(?:的|那个|这个|那一|说的|{around})*(?:({a_figure})|({a_document})|({a_list})|问题|话题)?{around}*$`
)

var (
	goesTo  = form(`^(?:{around}|我想)*{go_back}(?:{around}|{earlier_one})*` + backWhat)
	earlier = form(`^{around}*{earlier_one}` + backWhat)
)

// backTo shows again what was spoken of before: the figure, the record or the list that
// is in hand. Where the text says of none which it means, it is the one that was not
// shown last.
func (v *visit) backTo(text string) (answer, bool) {
	last, figured := v.figureHeld()
	found := v.foundHeld() && v.talk.total > 0
	if utf8.RuneCountInString(text) > longestFollow || !figured && !found && len(v.mentions()) == 0 {
		return answer{}, false
	}
	m := goesTo.FindStringSubmatch(text)
	if m == nil {
		m = earlier.FindStringSubmatch(text)
	}
	if m == nil {
		return v.backToNamed(text)
	}
	newest := !v.talk.newer // the figure is
	if spokeOfFigure[v.talk.said] || spokeOfFound[v.talk.said] {
		newest = !newest
	}
	figure := m[1] != "" || m[2]+m[3] == "" && newest
	switch {
	case figured && (figure || !found):
		v.talk.newer = false
		v.why.wanted(wantMoney)
		return v.figureAgain(last)
	case found:
		return v.foundAgain(m[3] != ""), true
	}
	return answer{}, false
}

// earlierNamed is a text that goes back to what it names, and may ask of it: 前面那个雄安的,
// 刚才煤矿那个是谁发的.
var earlierNamed = form(`^(?:{around})*((?:{go_back}|{earlier_one})+)?(?:的|那个|那份|那条|,)*(.{2,12}?)(?:的|那个|那份|那条|那篇|{a_document})+(.*)$`)

// backToNamed shows a record that was shown lately, or answers what is asked of it, where a
// text goes back to it by words of its title.
func (v *visit) backToNamed(text string) (answer, bool) {
	if m := firstTold.FindStringSubmatch(text); m != nil {
		if told := v.recordsLately(); len(told) > 0 {
			return v.backToRecord(told[len(told)-1], true, strings.TrimLeft(m[1], ", "))
		}
	}
	m := earlierNamed.FindStringSubmatch(text)
	if m == nil {
		return answer{}, false
	}
	r, found := v.pointedLately(m[2])
	if !found {
		return answer{}, false
	}
	return v.backToRecord(r, m[1] != "", m[3])
}

// firstTold goes back to what was told first of what is remembered: 回到头一个，啥时候发的.
var firstTold = form(`^(?:{around}|{go_back}|,)*{first_told}(?:的|那个|{a_document})*(.*)$`)

// backToRecord shows a record again, or answers what is asked of it. Where a text does not
// say that it goes back, it must ask something.
func (v *visit) backToRecord(r catalog.Record, goesBack bool, rest string) (answer, bool) {
	asks := recordAsked(rest)
	if asks == nil && (!goesBack || !onlyAround.MatchString(rest)) {
		return answer{}, false
	}
	if r.Number != v.talk.found.Shown {
		v.foundOne(r)
	}
	if asks != nil {
		return v.aboutRecord(rest)
	}
	return v.foundAgain(false), true
}

// onlyAround is what says nothing by itself.
var onlyAround = form(`^(?:{around}|{softly})*$`)

// The words around those by which a record is pointed at.
var (
	beforePointed = form(`^(?:{around}|{versus}|{this_one}|{earlier_one}|{meant}|,)+`)
	behindPointed = form(`(?:{around}|{softly}|{pointed}|{a_document}|比|,)+$`)
)

// pointedLately is the one record that was shown lately of which the words of a text are,
// or the one of the options that it counts to.
func (v *visit) pointedLately(text string) (r catalog.Record, found bool) {
	words := beforePointed.ReplaceAllString(text, "")
	if n, offered := lexicon.Choice(words), v.recordsOffered(); n > 0 && n <= len(offered) {
		return offered[n-1], true
	}
	if words = writing.Letters(behindPointed.ReplaceAllString(words, "")); utf8.RuneCountInString(words) < 2 {
		return r, false
	}
	for _, of := range v.recordsLately() {
		if strings.Contains(writing.Letters(of.Title), words) {
			if found {
				return of, false // several are
			}
			r, found = of, true
		}
	}
	return r, found
}

// spokeOfFound are answers that showed what was found.
var spokeOfFound = map[string]bool{"record": true, "about": true, "list": true}

// foundAgain shows the record in hand once more, or the list that it was chosen from.
func (v *visit) foundAgain(list bool) answer {
	v.why.wanted(wantSearch)
	if !list {
		if r, has := v.recordShown(); has {
			return v.showAs(r, "")
		}
	}
	if past := v.talk.found.List; past != nil && v.talk.total < 2 {
		v.talk.query, v.talk.total, v.talk.found.Sieve, v.talk.found.List = past.Query, past.Total, past.Sieve, nil
	}
	v.talk.found.Shown = ""
	return v.sifted(v.talk.query, v.talk.found.Sieve)
}

// backFromFound goes back from a record to the list that it was chosen from, and from
// another page of a list to the one before.
func (v *visit) backFromFound() (answer, bool) {
	if !v.foundHeld() || !spokeOfFound[v.talk.said] || v.talk.total < 2 && v.talk.found.List == nil {
		return answer{}, false
	}
	if v.talk.found.Shown != "" {
		return v.foundAgain(true), true
	}
	if v.talk.query.Offset >= pageSize {
		return v.turn(-pageSize), true
	}
	return answer{}, false
}

// pointedWish is what is to be applied for where only words of it point back: 刚才那个拆迁的
// is what was looked for in vain, or what was shown.
func (v *visit) pointedWish(subject string) string {
	words := behindPointed.ReplaceAllString(beforePointed.ReplaceAllString(writing.Simple(subject), ""), "")
	if !earlierWish.MatchString(writing.Simple(subject)) || utf8.RuneCountInString(words) < 2 {
		return subject
	}
	for _, sought := range append([]string{v.talk.asked}, v.talk.sought...) {
		if strings.Contains(writing.Simple(sought), strings.Trim(words, "的")) {
			return sought
		}
	}
	if r, found := v.pointedLately(subject); found {
		return r.Title
	}
	return subject
}

// wishOfYear is what is to be applied for where it names a year and nothing else: of what was
// looked for in vain, or listed, or is the figure in hand. 那我申请2016年的.
func (v *visit) wishOfYear(subject string) string {
	year := v.yearOf(subject)
	if year == 0 || !emptyShell.MatchString(strings.TrimSpace(v.withoutYears(subject))) {
		return subject
	}
	last, held := v.figureHeld()
	figure := last.Organ + last.Item
	for _, topic := range []struct {
		of    string
		known bool
	}{{v.talk.asked, v.foundNothing()}, {figure, held && !v.talk.newer}, {v.talk.query.Text, v.foundHeld()}, {figure, held}} {
		core := strings.TrimSpace(v.withoutYears(topic.of))
		core = beforeTopic.ReplaceAllString(cmp.Or(coreOf(core), core), "")
		if topic.known && utf8.RuneCountInString(writing.Letters(core)) >= 2 && !emptyShell.MatchString(core) {
			return fmt.Sprintf("%d年%s", year, core)
		}
	}
	return subject
}

// beforeTopic are words before a topic that are none of it.
var beforeTopic = form(`^(?:{your}|{manner}|公开|公布|的)+`)

var earlierWish = form(`^(?:{around}|,)*{earlier_one}`)

// noneThere is a text that applies for what a list has not.
var noneThere = form(`^(?:{around}|,)*(?:要是|如果|都)?(?:没有?|不是|都不是)(?:的话|了)?[,，]?(?:就|那|那就|我就)`)

// onlyFound is the one record that the words of a text find.
func (v *visit) onlyFound(text string) (r catalog.Record, found bool) {
	words := writing.Letters(behindPointed.ReplaceAllString(beforePointed.ReplaceAllString(text, ""), ""))
	if utf8.RuneCountInString(words) < 2 {
		return r, false
	}
	page, err := v.look(catalog.Query{Text: words, Limit: 2, Today: v.today})
	if err != nil || len(page.Hits) == 0 || page.Near && page.Hits[0].Shared < sharedLikely || !page.Near && page.Total > 1 {
		return r, false
	}
	return page.Hits[0].Record, true
}
