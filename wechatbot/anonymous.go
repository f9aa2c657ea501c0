package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who complains may not want to be known. What the office sees of her is said as it
// is: her words and what she left to be reached by, and neither her name nor her
// account. Beyond that nothing is promised, for a matter may tell whose it is.

var (
	unnamed  = form(`{unnamed}`)
	unwilled = form(`{refusing}`)
	whoSpoke = form(`我是谁|是我`) // and no name that an application must have
)

// minds says whether a text is about her not being known, and whether it is a wish
// that the people who handle the letter must read, and no question.
func minds(text string) (wish, found bool) {
	plain := leaking.ReplaceAllString(writing.Simple(text), "") // gas leaks too
	if utf8.RuneCountInString(plain) > longestRemark || !unnamed.MatchString(plain) {
		return false, false
	}
	asks, refuses := questioning.MatchString(unnamed.ReplaceAllString(plain, "")), unwilled.MatchString(plain)
	return refuses && !asks, asks || refuses || utf8.RuneCountInString(plain) <= 6
}

// tellsBeside says whether a text that is about her not being known tells of a matter too, in a
// clause of its own: 烧烤店油烟很大，别公开我名字.
func tellsBeside(text string) bool {
	for _, clause := range writing.Clauses(writing.Simple(text)) {
		if !unnamed.MatchString(clause) && lexicon.Tells(clause) >= ownWords {
			return true
		}
	}
	return false
}

// staysUnknown answers who does not want to be known, where that is about a letter: one
// that is being written, one that was handed in, or one that the text speaks of. A
// wish goes to the people who handle it.
func (v *visit) staysUnknown(m meaning) (answer, bool) {
	if v.bot.Cases == nil || m.intent != wantSearch || strings.Contains(m.text, "申请公开") {
		return answer{}, false
	}
	wish, found := minds(m.text)
	if !found {
		return answer{}, false
	}
	d, atIt := v.writing()
	open := v.justHandedIn()
	if !atIt && len(open) == 0 && !writingWord.MatchString(writing.Simple(m.text)) && !(wish && whoSpoke.MatchString(writing.Simple(m.text))) {
		return answer{}, false
	}
	organ, name, sent := v.desk(), "", ""
	switch {
	case atIt:
		organ, _ = v.recipient(d.Kind, d.Text)
		name, _ = nameIn(d.Text)
	case len(open) > 0:
		organ, sent = open[0].Handler(), open[0].ID
		name, _ = nameIn(open[0].Text)
	}
	v.talk.misses = 0
	a := v.say("case_unnamed", map[string]any{"Organ": organ, "Begun": atIt || len(open) > 0, "Name": name, "Sent": sent})
	if wish && !takesOut.MatchString(writing.Simple(m.text)) {
		a = v.carries(a, d, atIt, open, v.written(m.text))
	}
	return a, true
}

// carries adds to an answer the letter that her wish now stands in, or the question to
// which of her cases it is to be added.
func (v *visit) carries(a answer, d cases.Draft, atIt bool, open []cases.Case, text string) answer {
	if atIt && d.Text != "" && v.fresh(d) {
		b := v.longer(d, text)
		b.text = a.text + "\n" + b.text
		return b
	}
	if b, asked := v.addTo(open, text); asked {
		b.text = a.text + "\n" + b.text
		return b
	}
	return a
}
