package wechatbot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// An intent is what a citizen's text asks for.
type intent int

const (
	wantSearch      intent = iota // find something public
	wantHelp                      // what can this account do?
	wantPerson                    // a person
	wantCancel                    // drop what is going on
	wantBack                      // one step back
	wantNext                      // the next page
	wantPrevious                  // the page before
	wantApply                     // make a request
	wantProgress                  // how far is my request?
	wantMine                      // my requests
	wantMoney                     // a budget question
	wantNumber                    // a record by its index number
	wantThanks                    // nothing: a courtesy
	wantWithdraw                  // take a request back
	wantSupplement                // hand in what the office asked for
	wantCatalogue                 // all that is public
	wantCategory                  // what is public for long, by quarter …
	wantCount                     // how much was made public
	wantForwarded                 // a grid member has carried a notice
	wantLetter                    // write to the people: a complaint, a consultation
	wantCase                      // something about a case that is named
	wantRate                      // say how good a reply was
	wantContact                   // where is the office, when is it open?
	wantLaw                       // how does applying work? the law says
	wantRanking                   // who made how much public?
	wantTimely                    // are things made public in time?
	wantGuide                     // how things are done here
	wantRevoke                    // take a case back
	wantTurnout                   // how many requests, answered in time?
	wantSubscribe                 // be told what a grid is told
	wantUnsubscribe               // no longer
	wantSubscribed                // of which grids am I told?
	wantCaseload                  // how many complaints, how content are people?
	wantMeaning                   // what does that word mean?
	wantPoint                     // where is the nearest place of service?
	wantChat                      // nothing: idle talk, abuse
	wantUrgent                    // the police, the fire brigade, a doctor: now
	wantGreeting                  // nothing: a greeting
	wantElsewhere                 // what others do: a parcel, a passport
	wantSame                      // apply for the same as the time before
)

// A meaning is a recognised text.
type meaning struct {
	intent  intent
	text    string     // as typed, tidied
	whole   string     // and with the politeness around it, where that was taken off
	number  string     // of a record or a request
	code    string     // a query code
	subject string     // what a request or a letter is for, where it was said at once
	kind    cases.Kind // of wantLetter
	law     string     // which question of wantLaw
	sure    float64    // how likely the text wants this; 0: it was read as it stands
}

var (
	tracking   = form(`^(?:查|查询|我的)?(?:申请)?(?:进度|办到哪)[了:：\s]*([0-9][0-9 \-－—]{11,24})[\s,，、/;；。]*([0-9A-Za-z \-]{10,14})?$`)
	joining    = form(`^(?:我要|我想)?(退订|取消订阅|订阅|关注)(?:网格)?[:\s]*(.{1,30})$`)
	joiningOne = form(`^(?:我要|我想|想|要|帮我)*订(?:一下|个)?[:\s]*([^单购房餐票金婚正立制做阅].{1,16}(?:社区|小区|网格|村|街道))(?:的?(?:通知|消息))?$`) // 订示例社区
	taking     = form(`^(?:我要|我想|怎么|如何|把)?(?:撤回|撤销|撤掉|收回|取消)(?:掉)?(?:我的|这个|那个|上次的)?(?:申请?[:\s]*([0-9][0-9 \-－—]{11,24})?|[:\s]*([0-9][0-9 \-－—]{11,24}))$`)
	mending    = form(`(?s)^(?:我要)?(?:补正|补充材料|补交材料|补材料|补交)[:,\s]*([0-9][0-9 \-－—]{11,24}[0-9])?[:,\s]*(.*)$`)
	bare       = form(`^([0-9][0-9 \-－—]{12,24})(?:[\s,，、/;；。]+([0-9A-Za-z]{10}))?$`)
	signs      = form(`^(?:\[\p{Han}{1,4}\])+$|^[^\p{L}\p{N}]+$`) // [微笑], ？？？
)

// written is a part of what she says as she wrote it, with its own width and marks:
// what is looked for is brought into one form, but what stands on record is hers.
func (v *visit) written(part string) string {
	if v.english {
		return v.inEnglishAsWritten()
	}
	typed, seen := writing.Tidy(v.raw), strings.TrimFunc(writing.Visible(v.raw), unicode.IsSpace)
	switch part {
	case "":
		return ""
	case typed:
		return seen
	}
	raw := []rune(seen)
	whole := func(part string) (string, bool) {
		i := strings.Index(typed, part)
		if i < 0 || part == "" {
			return part, false
		}
		from := utf8.RuneCountInString(typed[:i])
		if to := from + utf8.RuneCountInString(part); i+len(part) < len(typed) && to <= len(raw) {
			return string(raw[from:to]), true
		}
		return string(raw[min(from, len(raw)):]), true
	}
	if all, found := whole(part); found {
		return all
	}
	pieces := strings.Split(part, "，")
	for i, p := range pieces {
		pieces[i], _ = whole(p)
		pieces[i] = strings.TrimRight(pieces[i], "。，；！ ")
	}
	return strings.Join(pieces, "，")
}

// asTyped is the part of a text that its simplified writing ends in, as it was
// typed: people's own words are kept in their own characters.
func asTyped(typed, part string) string {
	if part == "" || part == typed || !strings.HasSuffix(writing.Simple(typed), part) {
		return part
	}
	runes := []rune(typed)
	return string(runes[len(runes)-len([]rune(part)):])
}

// recognise says what a text asks for where that stands in it: a word for it, a
// number. What else a text may ask for is told by heard.
func (b *Bot) recognise(text string) meaning {
	typed := writing.Tidy(text)
	m := meaning{text: writing.Simple(typed)}
	if w, said := b.ear().said(m.text); said && w.certain {
		m = w.of(m).detailed()
	} else {
		m = m.read()
	}
	m.text, m.subject = asTyped(typed, m.text), asTyped(typed, m.subject)
	return m
}

// of is what a text means that wants w.
func (w want) of(m meaning) meaning {
	m.intent, m.kind, m.law = w.means.intent, w.means.kind, w.means.law
	return m
}

// read is recognise for a text in simplified characters: the first reading that
// fits is taken, and what fits none is looked for.
func (m meaning) read() meaning {
	for _, reading := range []func(meaning) (meaning, bool){
		meaning.asSubscription, meaning.asCase, meaning.asOwn, meaning.asSigns, meaning.asNumber,
	} {
		if read, fits := reading(m); fits {
			return read
		}
	}
	return m
}

// asSigns reads a text without words.
func (m meaning) asSigns() (meaning, bool) {
	if first, _ := utf8.DecodeRuneInString(m.text); m.text == "" || unicode.IsLetter(first) || unicode.IsNumber(first) {
		return m, false
	}
	m.intent = wantHelp
	return m, onlySigns(m.text)
}

// onlySigns says whether a text has no words: ？？？, [微笑], /:rose.
func onlySigns(text string) bool {
	_, pictures := writing.SignWord(text)
	return pictures || signs.MatchString(text)
}

// asSubscription reads who wants to be told what a grid is told, or no longer.
func (m meaning) asSubscription() (meaning, bool) {
	if found := joiningOne.FindStringSubmatch(m.text); found != nil {
		m.intent, m.subject = wantSubscribe, found[1]
		return m, true
	}
	found := joining.FindStringSubmatch(m.text)
	if found == nil {
		return m, false
	}
	m.intent, m.subject = wantSubscribe, strings.TrimSpace(found[2])
	if found[1] == "退订" || found[1] == "取消订阅" {
		m.intent = wantUnsubscribe
	}
	return m, true
}

// asCase reads a text that names a case, or rates a reply.
func (m meaning) asCase() (meaning, bool) {
	if _, number, _ := caseIn(m.text); number != "" {
		m.intent, m.number = wantCase, number
		return m, true
	}
	if starred.MatchString(m.text) {
		m.intent = wantRate
		return m, true
	}
	if found := rating.FindStringSubmatch(m.text); found != nil {
		m.intent, m.number = wantRate, numberIn(found[1])
		return m, true
	}
	return m, false
}

// asOwn reads what an applicant does to a request of her own.
func (m meaning) asOwn() (meaning, bool) {
	if found := taking.FindStringSubmatch(m.text); found != nil {
		m.intent, m.number = wantWithdraw, numberIn(found[1]+found[2])
		return m, true
	}
	if found := mending.FindStringSubmatch(m.text); found != nil {
		m.intent, m.number, m.text = wantSupplement, numberIn(found[1]), found[2]
		if m.number == "" {
			m.text = strings.TrimSpace(found[1] + " " + found[2])
		}
		return m, true
	}
	return m, false
}

// asNumber reads the number of a request or of a record.
func (m meaning) asNumber() (meaning, bool) {
	if spacedIndex.MatchString(m.text) {
		return m, false
	}
	for _, form := range []*pattern.Pattern{tracking, bare} {
		if found := form.FindStringSubmatch(m.text); found != nil {
			if id, err := disclosure.ParseNumber(found[1]); err == nil {
				m.intent, m.number, m.code = wantProgress, id, strings.TrimSpace(found[2])
				return m, true
			}
		}
	}
	if id, code, found := requestAmong(m.text); found {
		m.intent, m.number, m.code = wantProgress, id, code
		return m, true
	}
	if badNumber.MatchString(m.text) { // of a request, and not one of ours: what a number looks like is said there
		m.intent = wantMine
		return m, true
	}
	text := inDigitsIndex(m.text)
	if !strings.ContainsAny(text, "0123456789") {
		return m, false
	}
	if _, number, err := catalog.Identify(padded(text), catalog.Schemes()); err == nil {
		m.intent, m.number = wantNumber, string(number)
		return m, true
	}
	return m, false
}

// badNumber is what is typed for the number of a request and is none.
var badNumber = form(`^(?:查|看|查一下)?进度[:：\s]*([0-9]{4}[\s\-－—]*[0-9]+(?:[-－—][0-9]+)*)`)

// numberIn is a request's number in its own writing, "" if it is none.
func numberIn(s string) string {
	id, err := disclosure.ParseNumber(s)
	if err != nil {
		return ""
	}
	return id
}
