package wechatbot

import (
	"context"
	"strings"
	"time"
	"unicode"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// missing shows what was probably looked for. Where nothing comes near enough it says
// plainly that nothing was found, and shows what is nearest. It offers the application
// and a person. Its words change when it happens again. The question is counted for
// the office, without who asked it.
func (v *visit) missing(text string, near catalog.Page) answer {
	if a, other := v.notToFind(text); other {
		return a
	}
	hits, likely := v.nearest(text, near)
	if len(hits) == 0 && !likely && v.why.Option == 0 { // what is nowhere may be what she was asked for
		if a, perhaps := v.perhapsSupplement(meaning{}, text); perhaps {
			return a
		}
	}
	if a, told := v.termAlone(); told && !likely {
		return a
	}
	if len(hits) == 0 || hits[0].Record.Number == v.talk.found.Shown && asksOfShown(text) || !likely && v.speaksOfShown(text) {
		if a, inside := v.notInside(text); inside {
			return a
		}
	}
	if a, known := v.lastly(writing.Simple(text)); known && !likely {
		return a
	}
	if a, other := v.instead(text, likely); other {
		return a
	}
	if organ := v.organOf(text); organ != "" || len(hits) > 0 {
		v.speaksOfOrgan(organ)
	}
	if len(hits) == 0 {
		if a, unclear := v.notClear(text); unclear {
			return a
		}
	}
	v.missed(text, hits, likely)
	return v.sayMissing(text, near, hits, likely)
}

// missed notes that a text found nothing but what comes near, which is spoken of from here on.
func (v *visit) missed(text string, hits []nearHit, likely bool) {
	if len(hits) > 0 { // what was shown before is not spoken of any more
		v.talk.found.Shown, v.talk.newer = "", true
	}
	alone := len(hits) == 1 // which is no list to choose from, and may be it
	switch {
	case likely:
		v.talk.misses, v.talk.asked = 0, text
	case !alone:
		v.talk.misses++
		fallthrough
	default:
		v.unanswered(text)
	}
	if likely {
		v.talk.query, v.talk.total, v.talk.found.Sieve = catalog.Query{Text: text, Limit: pageSize, Today: v.today}, len(hits), sieve{}
		v.talk.found.Until = v.inHandUntil()
	}
	if alone {
		v.talk.found.Shown, v.talk.found.Until = hits[0].Record.Number, v.inHandUntil()
		v.mention(mention{Record: hits[0].Record.Number})
	}
}

// asksOfNothing says whether a text asks how much or how many right behind a record, and names
// nothing that could be looked for: 多少钱一个月.
func (v *visit) asksOfNothing(text string) bool {
	plain := writing.Simple(text)
	if !showedOne[v.talk.said] || v.talk.found.Shown == "" || !v.foundHeld() || !factAsked.MatchString(plain) {
		return false
	}
	return weight(measured.ReplaceAllString(plain, " ")) <= 1
}

// measured are the words of a question for an amount.
var measured = form(`(?:多少|几)(?:钱|元|块|万|天|个|次|年|人|岁|条)?|[每一二两三半]个?(?:年|月|天|人|次|户|平米|平方|小时)|补|扣|交|缴|领`)

// saidThere asks whether something stands in what was shown: 托幼补助有没有写.
var saidThere = form(`{said_or_not}|(?:有没有|是不是)(?:写|说|提|讲|规定)|[写说提讲]了(?:没有?|吗)`)

// asksOfShown says whether a text asks of a document what it says, and not for the document.
func asksOfShown(text string) bool {
	return factAsked.MatchString(text) || whichInside.MatchString(text) || saidThere.MatchString(writing.Simple(text))
}

// whichInside asks what a document names: 试点在哪些城市.
var whichInside = form(`哪些|哪几|怎么|如何`)

// notToFind answers what is not looked for: abuse, an index number that nothing has.
func (v *visit) notToFind(text string) (answer, bool) {
	if v.rude(text) {
		return v.chat(text), true
	}
	if number := likeNumber(text); number != "" {
		return v.noNumber(number, text), true
	}
	return answer{}, false
}

// instead answers what found nothing by what it was less surely taken for.
func (v *visit) instead(text string, likely bool) (answer, bool) {
	if !likely && unpublished.MatchString(text) && v.guessed.means.intent != wantLetter {
		return v.chat(text), true // no office publishes it
	}
	if m := v.maybe.detailed(); !likely && !v.tried && m.sure >= sureMaybe && m.sure < sureEnough && m.ownWord() && v.mayMean(m, text) {
		v.tried = true
		return v.act(m), true
	}
	for _, goesOn := range []func(*visit, string) (answer, bool){(*visit).howElse, (*visit).whyThatDay, (*visit).lawGoesOn, (*visit).entryGoesOn} {
		if a, does := goesOn(v, text); does {
			return a, true
		}
	}
	if a, found := v.namedFigure(text); found {
		return a, true
	}
	if a, other := v.notSought(text, likely); other {
		return a, true
	}
	if g, found := v.likeEntry(text, likeAtAll); found && inCharacters(text) && !ofOneThing(text) && !likely && !askedBeside(g, text) && !v.figure && v.sure < sureLetter && v.guessed.means.intent != wantLetter {
		return v.entry(g, text), true
	}
	return answer{}, false
}

// ofOneThing says whether a text asks which issue of something there is, or who holds an office:
// 公报第几期. No entry of the guide that is only like it tells that.
func ofOneThing(text string) bool {
	return issueAsked.MatchString(text) || whoHolds.MatchString(text)
}

var issueAsked = form(`第?(?:几|多少|哪一?)(?:期|刊|版|号)`)

// mayMean says whether a text may want what it was less surely taken for.
func (v *visit) mayMean(m meaning, text string) bool {
	if v.goesOnUnsaid(m, writing.Simple(text)) {
		return false
	}
	switch m.intent {
	case wantSearch, wantLetter:
		return false
	case wantPerson:
		return !whoHolds.MatchString(writing.Simple(text)) // 你们区长是谁
	case wantPoint:
		return namesPlace.MatchString(text) || weight(placeAsked.ReplaceAllString(text, " ")) <= 2
	case wantThanks:
		return !strings.ContainsAny(text, "啥哪谁咋吗么怎") && !notCome.MatchString(text)
	case wantCount:
		return askedCount.MatchString(writing.Simple(text))
	case wantMoney:
		return !figure.Counts(text)
	case wantRanking:
		return ranksPlainly.MatchString(text)
	case wantTimely:
		return v.thingOut(text) == ""
	}
	return true
}

// ranksPlainly is a text that speaks of who comes first, or of making public: 查了哪些单位 does
// neither.
var ranksPlainly = form(`[最第]|排名|排行|倒数|垫底|{publish}`)

// placeAsked are the words of a text that asks where something is got: what else it says is
// looked for.
var (
	placeAsked = form(`{where}|{near}|{place_word}|[哪能可以看到查得见有的]|纸质|纸版|资料|材料|信息|文件`)
	namesPlace = form(`地儿|地方|窗口|大厅|服务点|查询点|查阅点|代办点`)
)

// sayMissing shows what comes near, and what else could be done.
func (v *visit) sayMissing(text string, near catalog.Page, hits []nearHit, likely bool) answer {
	view := map[string]any{"Text": text, "Office": v.bot.Office, "Link": v.bot.Pages.Catalogue(""), "Write": v.bot.Cases != nil, "Kind": v.kindOf(text).Chinese()}
	var items []listItem
	var options []string
	for i, h := range hits {
		it := item(i+1, h.Record)
		it.Says = h.says
		items, options = append(items, it), append(options, recordOption+string(h.Record.Number))
	}
	view["Items"] = items
	view["Mentioned"] = !near.Near && len(items) > 0 && items[0].Says != "" // found, and not what was looked for
	if likely {
		view["Lacks"] = v.lacks(catalog.Query{Text: text, Today: v.today}, near.Hits, false)
	}
	view["Else"] = v.offerElse(text, options)
	service := serviceIn(text)
	if service != "" || weight(text) > mostUnclear {
		v.talk.service = service // what names nothing leaves it as it was
	}
	if len(hits) == 0 && service != "" && asksHow(text) {
		view["Service"], view["Places"] = service, v.places()
	}
	switch {
	case likely:
		return v.say("likely", view)
	case len(hits) == 1:
		return v.say("missing_one", view)
	case v.talk.misses == 2, v.talk.misses > 3 && v.talk.misses%2 == 0:
		return v.say("missing_again", view)
	case v.talk.misses > 2:
		return v.say("missing_often", view)
	}
	return v.say("missing", view)
}

// indexLike is what is written as an index number is.
var indexLike = form(`\d{5,12}[/／]\d{4}[-－—]\d{3,6}`)

// likeNumber is the index number that a text gives, "" if none.
func likeNumber(text string) string {
	return indexLike.FindString(text)
}

// inCharacters says whether a text is written in characters, and not spelled.
func inCharacters(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// unanswered keeps a question that found no answer: for the citizen, who may hand
// it on, and, without her, for the office.
func (v *visit) unanswered(text string) {
	if before := v.talk.asked; before != "" && before != text {
		v.talk.sought = append([]string{before}, v.talk.sought[:min(len(v.talk.sought), mostSought-1)]...)
	}
	v.talk.asked = text
	if v.bot.Cases == nil || identifies(text) {
		return // nobody is to read who she is
	}
	quick, cancel := context.WithTimeout(v.ctx, countPatience)
	defer cancel()
	if v.bot.Cases.Ask(quick, text, v.today) == nil || v.bot.later(push{count: text, day: v.today}) {
		return
	}
	v.bot.Log.WithField("event", "unanswered").Error("an unanswered question was not counted")
}

// identifies says whether a text tells who its writer is, or where she lives.
func identifies(text string) bool {
	got := application.Read(text)
	return got.IDNumber != "" || got.OnlyPersonal() || got.Address != "" || application.SurelyPerson(text) || application.IsAddress(text)
}

// mostSought is how many questions that found no answer are remembered before the last.
const mostSought = 3

// countPatience is how long an answer waits until its question is counted. Where
// hundreds ask at once the store takes longer, and Run counts it.
const countPatience = 200 * time.Millisecond
