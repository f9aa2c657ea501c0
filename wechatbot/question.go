package wechatbot

import (
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// Who asks something while an application is filled in leads to it, and speaks of the
// application as of this: 问一下，弄这个要花钱吗.
var (
	askLead   = form(`^(?:{ask_lead}|[,，、\s])+`)
	thisDoing = form(`^{this_doing}((?:要|得|能|收|花|需|多|怎|咋|几|有|是).*)$`)
)

// shortestQuery is how many characters a question has at least without what leads to it.
const shortestQuery = 3

// questionOf is a message to an application without what leads to its question.
func (v *visit) questionOf(m meaning) meaning {
	if m.intent != wantSearch || !lexicon.Question.MatchString(m.text) {
		return m
	}
	text := thisDoing.ReplaceAllString(askLead.ReplaceAllString(m.text, ""), "申请$1")
	if text == m.text || utf8.RuneCountInString(text) < shortestQuery {
		return m
	}
	return v.bot.recognise(text)
}
