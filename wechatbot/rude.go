package wechatbot

import "github.com/zwgk/zwgk/wechatbot/internal/writing"

// abuses are texts that only abuse. What an office calls abuse beside them stands
// in its Rude words. Only texts that ask for nothing found are held against them:
// no application, complaint or question is turned away for its words.
var abuses = form(`^(?:{insulted}|[^\p{L}\p{N}])*{insult}+(?:{insulted}|{insult}|玩意儿?|东西|了|啊|吧|[^\p{L}\p{N}])*$|{swear}|(?:^|[^\p{Han}])妈的`)

// chat answers what asks for nothing that an office has.
func (v *visit) chat(text string) answer {
	if v.rude(text) {
		return v.sorry()
	}
	return v.say("chat", v.menu())
}

// sorry answers whom nothing helped so far, however she says it.
func (v *visit) sorry() answer {
	return v.say("rude", map[string]any{"Office": v.bot.Office, "Write": v.bot.Cases != nil})
}

// rude says whether a text is abuse.
func (v *visit) rude(text string) bool {
	return abuses.MatchString(text) || writing.Holds(text, v.bot.Office.Rude...)
}
