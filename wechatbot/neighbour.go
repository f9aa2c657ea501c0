package wechatbot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Texts that ask for what stands beside the record in hand in its list, or that point at
// one of a list by what tells it apart.
var (
	besideWords = []struct {
		by   int
		form *pattern.Pattern
	}{
		{-1, form(`^(?:{choose}|{look_at}|{go_on})*{one_before}(?:{softly}|{go_on})*$`)},
		{+1, form(`^(?:{choose}|{look_at}|{go_on})*{one_behind}(?:{softly}|{go_on})*$`)},
		{0, form(`^(?:{choose}|{look_at}|{go_on})*{one_other}(?:{softly}|{go_on})*$`)},
	}
	whichIs  = form(`^(?:{choose}|{go_on})*(?:哪一?个|哪一?条|哪一?份|哪一?篇)是(.{2,12}?)(?:的|{softly})*$`) // 哪个是条例
	nthAsked = form(`^(?:{choose}|{look_at}|{of_list})*(第` + lexicon.ChoiceNumber + `{unit}?)(?:{pointed}|的|是)*(.{2,})$`)
	pointsAt = form(`^(?:{choose}|{look_at}|[,\s])*(.{2,12}?)的?{pointed}(?:{softly})*$`)
	// pointsFirst says which one it means behind the word that points: 那个决算表打开.
	pointsFirst = form(`^(?:{choose}|{look_at}|把|[,\s])*{pointed}(.{2,12}?)(?:的|表|书|{a_document})*(?:{choose}|{look_at}|{softly})+$`)
	// pointsAsking asks something of the one that it points at: 哈尔滨那个同意没.
	pointsAsking = form(`^(?:{choose}|{look_at}|[,\s])*(.{2,12}?)的?{pointed}.{2,8}$`)
)

// Texts that ask for another page of a list, and that take the one record which was shown.
var (
	morePages = form(`^{go_on}*{again_page}{page_word}*{softly}*$`)
	// howManyListed asks how many were found: 一共几件.
	howManyListed = form(`^(?:{go_on}|{of_list}|{these}|有|都|共|找到)*(?:一共|总共|拢共|合计|共|总数)*(?:是|有)?(?:多少|几)(?:{unit}|件|样|款)*(?:{document}|{softly}|{go_on})*$|^(?:把|{these}|{unit}|{around})*列(?:出来|一下|给我)(?:{softly}|{around})*$`)
	// onlyThese asks whether that is all: 就这一个吗.
	onlyThese = form(`^(?:那|就|只|只有|只是|是|光)+(?:有|这|这么|那)*(?:一|两|几|些|点)?{unit}?(?:{document})?(?:吗|么|呀|啊|了吗|是吧|了)+$`)
	// moreOfSame asks whether there is another of what was found: 还有别的小微企业的文件吗.
	moreOfSame = form(`^(?:{go_on})*(?:还|有没有|有)*(?:{other_ones})(.*?)(?:{softly}|吗|没有?|么)*$|^(.{2,8}?)的?还?有(?:没有)?(?:{other_ones})(?:{document}|{softly}|吗|没有?|么)*$`)
	// wholeList asks what is in the list that was shown just now: 都有哪些.
	wholeList = form(`^(?:{go_on}|{of_list}|{these}|都|全|还|,)*(?:有|是)?(?:哪些|哪几{unit}|哪几)(?:{document}|{softly})*$`)
	veryOne   = form(`^(?:{go_on}|{softly})*{very_one}{softly}*$`)
)

// onlyRecord says whether the options have one record, and it is the first.
func (v *visit) onlyRecord() bool {
	n := 0
	for _, say := range v.talk.options {
		if strings.HasPrefix(say, recordOption) {
			n++
		}
	}
	return n == 1 && strings.HasPrefix(v.talk.options[0], recordOption)
}

// neighbour shows the record above or below the one in hand in its list, the other one
// of two, or the one of a list that a text points at: 1997年那个.
func (v *visit) neighbour(text string) (answer, bool) {
	if v.bot.Now().After(v.talk.until) || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	if !v.foundHeld() {
		return v.pointed(text)
	}
	for _, beside := range besideWords {
		if beside.form.MatchString(text) {
			return v.shownBeside(beside.by)
		}
	}
	if veryOne.MatchString(text) && v.onlyRecord() {
		return v.chosenRecord(0)
	}
	if m := nthAsked.FindStringSubmatch(text); m != nil {
		return v.askedOfNth(m[1], m[3])
	}
	if howManyListed.MatchString(text) && v.talk.newer && v.talk.total > 1 && v.talk.found.Shown == "" {
		return v.foundAgain(true), true
	}
	if onlyThese.MatchString(text) && v.talk.newer && v.talk.total > 0 && (v.talk.said == "list" || showedOne[v.talk.said]) {
		return v.next(), true
	}
	if m := oldestAsked.FindStringSubmatch(text); m != nil && namesNone.MatchString(m[1]) && v.talk.newer && v.talk.total > 1 {
		return v.oldest()
	}
	if morePages.MatchString(text) && (v.talk.said == "list" || showedOne[v.talk.said] && v.talk.total > pageSize) {
		return v.next(), true
	}
	if a, known := v.ofWholeList(text); known {
		return a, true
	}
	if m := moreOfSame.FindStringSubmatch(text); m != nil && v.talk.newer && v.talk.total > 0 {
		return v.othersOf(writing.Letters(m[1] + m[2]))
	}
	return v.pointed(text)
}

// ofWholeList answers what a text asks of all that is in hand: by whom it is, or what it is.
func (v *visit) ofWholeList(text string) (answer, bool) {
	switch {
	case !v.talk.newer:
	case otherOrgans.MatchString(text) && v.talk.total > 0:
		return v.byOthers()
	case wholeList.MatchString(text) && (v.talk.said == "list" && v.talk.total > 1 || v.talk.said == "likely"):
		return v.foundAgain(true), true
	}
	return answer{}, false
}

// pointed shows the one of several options that a text points at.
func (v *visit) pointed(text string) (answer, bool) {
	if len(v.talk.options) < 2 {
		return answer{}, false
	}
	if m := pointsByAge.FindStringSubmatch(text); m != nil {
		return v.pointedByAge(m[1] != "")
	}
	for _, points := range []*pattern.Pattern{pointsAt, pointsFirst, whichIs} {
		if m := points.FindStringSubmatch(text); m != nil {
			return v.pointedAt(m[1])
		}
	}
	if m := pointsAsking.FindStringSubmatch(text); m != nil && v.talk.found.Shown == "" {
		return v.pointedAt(m[1])
	}
	return answer{}, false
}

// pointsByAge is a text that means the newer or the older one: 新的那个, 老的那个批的啥.
var pointsByAge = form(`^(?:{choose}|{look_at}|{go_on}|[,\s])*(?:({newer_one})|{older_one})(?:{pointed}|{a_document}|{softly})+.{0,6}$`)

// pointedByAge shows the newest record of the options, or the oldest.
func (v *visit) pointedByAge(newest bool) (answer, bool) {
	offered := v.recordsOffered()
	if len(offered) < 2 || len(offered) < v.talk.total {
		return answer{}, false // others of the list may be newer
	}
	r := slices.MaxFunc(offered, func(a, b catalog.Record) int {
		if newest {
			return a.Date.Compare(b.Date)
		}
		return b.Date.Compare(a.Date)
	})
	return v.chosenRecord(slices.Index(v.talk.options, recordOption+string(r.Number)))
}

// shownBeside shows what stands so far from the record in hand; 0 is the other of two.
func (v *visit) shownBeside(by int) (answer, bool) {
	shown := v.talk.found.Shown
	at := slices.Index(v.talk.options, recordOption+string(shown))
	if shown == "" && v.talk.said == "list" && len(v.talk.options) > 1 {
		return v.say("which", len(v.talk.options)), true
	}
	switch {
	case shown == "":
		return answer{}, false
	case by == -1 && v.talk.total < 2 && len(v.recordsLately()) > 1:
		v.why.wanted(wantSearch)
		return v.show(v.recordsLately()[1]), true // each was found by itself: the one before is meant
	case at < 0 && by != 0 && v.talk.total > 1:
		return v.besideInList(shown, by) // other options were offered since
	case at < 0 && by == +1 && v.talk.total < 2 && v.talk.newer && showedOne[v.talk.said]:
		return v.saysAlone()
	case at < 0:
		return answer{}, false
	}
	if by == 0 {
		if len(v.talk.options) != 2 {
			return v.say("which", len(v.talk.options)), true
		}
		by = 1 - 2*at
	}
	to := at + by
	switch {
	case to < 0 && v.talk.query.Offset > 0:
		return v.turn(-pageSize), true
	case to >= len(v.talk.options) && v.talk.query.Offset+pageSize < v.talk.total:
		return v.turn(pageSize), true
	case to < 0, to >= len(v.talk.options):
		return v.say("nopage", nil), true
	}
	return v.chosenRecord(to)
}

// besideInList shows what stands so far from a record in the page of the list in hand.
func (v *visit) besideInList(shown catalog.IndexNumber, by int) (answer, bool) {
	page, err := v.sift(v.talk.query, v.talk.found.Sieve)
	at := slices.IndexFunc(page.Hits, func(h catalog.Hit) bool { return h.Record.Number == shown })
	if err != nil || page.Near || at < 0 {
		return answer{}, false
	}
	if at += by; at < 0 || at >= len(page.Hits) {
		return v.say("nopage", nil), true
	}
	v.why.wanted(wantSearch)
	v.talk.found.Shown, v.talk.newer = page.Hits[at].Record.Number, true
	return v.showAs(page.Hits[at].Record, ""), true
}

// saysAlone says of the record in hand that it was found by itself, so that none comes next.
func (v *visit) saysAlone() (answer, bool) {
	r, has := v.recordShown()
	if !has {
		return answer{}, false
	}
	return v.say("alone", r), true
}

// chosenRecord shows the record of an option as if its number had been chosen.
func (v *visit) chosenRecord(at int) (answer, bool) {
	number, is := strings.CutPrefix(v.talk.options[at], recordOption)
	if !is {
		return answer{}, false
	}
	v.why.Option = at + 1
	return v.record(number, number), true
}

// pointedAt shows the one record of the options of which the words, or the year, are.
func (v *visit) pointedAt(words string) (answer, bool) {
	year := v.yearOf(words)
	words = writing.Letters(v.withoutYears(words))
	at := -1
	for i, say := range v.talk.options {
		number, is := strings.CutPrefix(say, recordOption)
		if !is {
			continue
		}
		r, err := v.bot.Catalog.Find(v.ctx, catalog.IndexNumber(number))
		if err != nil || year != 0 && !datedFor(r, []int{year}) || !strings.Contains(writing.Letters(r.Title+r.Publisher), words) {
			continue
		}
		if at >= 0 {
			return answer{}, false // several are
		}
		at = i
	}
	if at < 0 {
		return answer{}, false
	}
	return v.chosenRecord(at)
}

// askedOfNth answers what is asked of one of the list, which is in hand from now on:
// 第一个什么时候公开的.
func (v *visit) askedOfNth(nth, question string) (answer, bool) {
	n, asks := lexicon.Choice(nth), recordAsked(question)
	if asks == nil || n < 1 || n > len(v.talk.options) {
		return answer{}, false
	}
	number, is := strings.CutPrefix(v.talk.options[n-1], recordOption)
	if !is {
		return answer{}, false
	}
	v.talk.found.Shown, v.talk.newer = catalog.IndexNumber(number), true
	v.talk.found.Until = v.inHandUntil()
	return v.aboutRecord(question)
}

// othersOf shows what else there is of what was looked for, or of what a text names beside
// the record in hand.
func (v *visit) othersOf(words string) (answer, bool) {
	if onlyThat.MatchString(words) || v.talk.total > pageSize && v.saidAgain(words, v.talk.query.Text) != "" {
		return v.turn(pageSize), true
	}
	q := catalog.Query{Text: cmp.Or(coreOf(words), words), Limit: pageSize, Today: v.today}
	if m := oneLetter.FindStringSubmatch(words); m != nil {
		q.Text = m[1] // 还有别的跟税有关的文件吗
	}
	page, found := v.allOf(q)
	if !found {
		return answer{}, false
	}
	others := slices.DeleteFunc(slices.Clone(page.Hits), func(h catalog.Hit) bool { return h.Record.Number == v.talk.found.Shown })
	switch {
	case page.Total == 1 && len(others) == 0, page.Total == 2 && len(others) == 1 && !holdsPair(others[0].Record.Title, []rune(q.Text)):
		return v.say("nopage", nil), true // what only speaks of it somewhere is no other one
	case page.Total == 2 && len(others) == 1:
		return v.show(others[0].Record), true
	}
	return v.listed(q, page), true
}
