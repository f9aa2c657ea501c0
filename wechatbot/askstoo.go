package wechatbot

import (
	"slices"
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/application"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who answers what she is asked may ask something in the same message: 我同意，是不是得我本人来;
// 王富贵，这个要多少钱啊. Her question is answered first, and then her answer is taken.

// asksToo answers such a message, where the question is one of how applying works and the
// rest of it fills something in.
func (e *entry) asksToo() (answer, bool) {
	if e.open() || !lexicon.Question.MatchString(e.m.text) {
		return answer{}, false
	}
	rest, question := apartFromQuestion(e.m.text)
	if rest == "" || question == "" {
		return answer{}, false
	}
	which := e.lawAsked(question)
	if which == "" {
		return answer{}, false
	}
	other := e.entryOf(e.d, e.bot.recognise(rest))
	r, fills := other.fillsIn()
	if !fills {
		return answer{}, false
	}
	e.inFront = true
	first := e.law(which, "")
	e.inFront = false
	e.talk.offer(e.bot.Now()) // the numbers are those of the step
	return answer{text: strings.TrimSpace(first.text)}.before(r.do(other)), true
}

// lawAsked is the question of law that a clause asks beside what fills an application in,
// "" for none.
func (e *entry) lawAsked(question string) string {
	m := e.questionOf(e.bot.recognise(question))
	text := writing.Simple(m.text)
	switch {
	case comesMyself(text):
		return "person"
	case worried.MatchString(text), fears(text):
		return "privacy"
	case m.intent == wantLaw:
		return m.law
	}
	w, sure := e.bot.ear().guess(text)
	if w.means.intent != wantLaw || sure < sureBeside || lawWords[w.means.law] == nil || !lawWords[w.means.law].MatchString(text) {
		return ""
	}
	return w.means.law
}

// apartFromQuestion is a text without its clauses that ask, as it stands, and those.
func apartFromQuestion(text string) (rest, question string) {
	var asking []string
	left := text
	for _, clause := range slices.Backward(writing.Clauses(text)) {
		if lexicon.Question.MatchString(clause) && !application.MayIdentify(clause) {
			asking = append(asking, clause)
			at := strings.LastIndex(left, clause)
			left = left[:at] + left[at+len(clause):]
		}
	}
	slices.Reverse(asking)
	return strings.TrimFunc(left, writing.EndsClause), strings.Join(asking, "，")
}
