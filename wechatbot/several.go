package wechatbot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who asks several things in one message is answered each, one after the other: 年报在哪看，另外
// 申请公开几天答复. Each must be plain by itself; where one is not, the message is read as a whole.

// mostSeveral is how many questions of one message are answered.
const mostSeveral = 3

var (
	// besidesThat stands before what is asked on top of something else.
	besidesThat = form(`^(?:{also}|{ask_lead}|{manner}|以及|并且|然后|同时|再就是|再者|再有|顺便|[、\s])+`)

	// sameOf is a clause that asks the same of another year: 去年呢.
	sameOf      = form(`^(?:那|那么)?(?:{year_before}|今年|大前年|20\d\d年?|\d\d年)的?呢[?？]*$`)
	asksShortly = form(`[^说]不[?？]*$|几号|几月|有没[?？]*$`)

	// onlyComplains is a clause that says that she has something to write, and not what.
	onlyComplains = form(`^(?:{manner}|{me}|{want}|[要想])*{complain}(?:一下|个事|一件事|点事)?$`)
)

// A question is one of several that a message asks.
type question struct {
	text string
	of   string // what it asks for: two of one message differ in it
}

// severally answers a message that asks several things.
func (v *visit) severally(m meaning) (answer, bool) {
	if _, plain := v.complainsOutright(m); plain {
		return answer{}, false // whatever it asks besides
	}
	asked := v.questionsIn(m)
	if len(asked) < 2 {
		return answer{}, false
	}
	var all answer
	var options []string
	for i, q := range asked {
		a, why, chooses := v.byItself(q.text)
		switch {
		case i == 0:
			all, v.why = a, why
		case fruitless(a):
			continue
		case chooses && len(options) > 0, len(all.text)+len(a.text) > maxText:
			options = append(options, q.text) // two lists of numbers would be mistaken for each other
			all.text += "\n" + v.bot.say("also_asked", choiceLine{N: len(options), Text: q.text}).text
			continue
		case len(options) > 0: // what is chosen from comes last
			all.text = withoutEnd(a.text, all.text) + "\n" + all.text
		default:
			all.text = withoutEnd(all.text, a.text)
			all = all.before(a)
		}
		if chooses {
			options = v.talk.options
		}
		v.talk.said = a.from
	}
	if len(options) > 0 {
		v.talk.offer(v.bot.Now(), options...)
	}
	return all, true
}

// byItself answers one question of a message as if it had been asked alone, and says whether
// its answer has something to choose from.
func (v *visit) byItself(text string) (a answer, why Why, chooses bool) {
	offers := v.talk.offers
	alone := &visit{bot: v.bot, ctx: v.ctx, openid: v.openid, key: v.key, today: v.today, talk: v.talk, raw: text, offers: offers}
	alone.why.Message = v.why.Message
	a = alone.act(v.bot.recognise(text))
	return a, alone.why, v.talk.offers != offers && numbered.MatchString(a.text)
}

// withoutEnd is an answer without the line of commands that it ends in, where what follows
// ends in such a line too.
func withoutEnd(text, next string) string {
	text = strings.TrimSpace(text)
	if at := endCommands.FindStringIndex(text); at != nil && endCommands.MatchString(strings.TrimSpace(next)) {
		return text[:at[0]]
	}
	return text
}

// endCommands is the last line of an answer where it offers a person.
var endCommands = form(`\n[^\n]*msgmenucontent=人工&[^\n]*$`)

// questionsIn are the questions of a message, where it asks several different things and
// each can be answered at once. What she applies for, or has to write, is taken up last.
func (v *visit) questionsIn(m meaning) (asked []question) {
	if m.intent != wantSearch || v.filling || v.inFront || !writing.SeveralClauses(m.text) || quoted.MatchString(m.text) {
		return nil
	}
	year, ofLaw := v.theYear(writing.Simple(m.text)), lawAtAll.MatchString(m.text)
	of, last := map[string]bool{}, ""
	for _, clause := range writing.Clauses(m.text) {
		plain := writing.Simple(besidesThat.ReplaceAllString(clause, ""))
		if onlyComplains.MatchString(plain) || appliesFor(plain) {
			last = plain
			continue
		}
		if !lexicon.Question.MatchString(plain) && !asksShortly.MatchString(plain) && !sameOf.MatchString(plain) {
			continue
		}
		q, plainly := v.plainQuestion(plain, year, ofLaw)
		if !plainly && ofLaw && !strings.Contains(plain, "申请") { // 申请要带什么，能网上办吗
			q, plainly = v.lawOfApplying(plain)
		}
		if !plainly || len(asked) == mostSeveral {
			return nil
		}
		if !of[q.of] {
			asked, of[q.of] = append(asked, q), true
		}
	}
	if last != "" {
		asked = append(asked, question{last, last})
	}
	return asked
}

// appliesFor says whether a clause applies for something that it names.
func appliesFor(clause string) bool {
	if !strings.Contains(clause, "申请") {
		return false
	}
	m, is := byWord(meaning{text: clause}, "")
	return is && m.intent == wantApply && m.subject != ""
}

// plainQuestion is what a clause asks by itself, of the year that the message names, and
// whether that is plain. ofLaw says that the message speaks of applying.
func (v *visit) plainQuestion(clause string, year int, ofLaw bool) (question, bool) {
	switch {
	case sameOf.MatchString(clause):
		return question{clause, clause}, true
	case reliefCounted.MatchString(clause):
		return question{v.ofYear(clause, year), "reliefs"}, true
	}
	if _, asks := letterTermIn(clause); asks || letterCall.MatchString(clause) {
		return question{clause, fmt.Sprint("letter", asks)}, true
	}
	sub := &visit{bot: v.bot, ctx: v.ctx, openid: v.openid, key: v.key, today: v.today, talk: &talk{}, raw: clause}
	read, known := sub.answered(clause)
	switch {
	case read.intent == wantLaw:
		surely := read.sure == 0 || read.sure >= sureMeant && lawWords[read.law] != nil && lawWords[read.law].MatchString(clause)
		return question{clause, read.law}, surely && (known || ofLaw || read.law == "relief")
	case !known || read.sure != 0 && read.sure < sureAside && read.intent != wantSearch || utf8.RuneCountInString(clause) < leastEnd:
		return question{}, false
	case read.intent == wantCount, read.intent == wantTurnout, read.intent == wantMoney:
		clause = v.ofYear(clause, year)
	case read.intent != wantSearch && read.intent != wantContact && read.intent != wantPoint:
		return question{}, false
	}
	return question{clause, fmt.Sprint(read.intent)}, true
}

// lawOfApplying is what a clause asks of applying that leaves that out.
func (v *visit) lawOfApplying(clause string) (question, bool) {
	text := doneAs.ReplaceAllString(clause, "申请")
	if !strings.Contains(text, "申请") {
		text = "申请公开" + text
	}
	q, plainly := v.plainQuestion(text, 0, true)
	return q, plainly && lawWords[q.of] != nil
}

// ofYear is a clause with the year that its message names, where it has none of its own.
func (v *visit) ofYear(clause string, year int) string {
	if year == 0 || len(civil.YearsIn(clause, v.today)) > 0 {
		return clause
	}
	return fmt.Sprintf("%d年%s", year, clause)
}
