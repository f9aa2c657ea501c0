package wechatbot

import "github.com/zwgk/zwgk/wechatbot/internal/writing"

// answered is what a text asks behind 咨询一下, 请教一下, where that can be answered at
// once and need not be written to the people: as it is when it is asked plainly.
func (v *visit) answered(text string) (meaning, bool) {
	if text == "" {
		return meaning{}, false
	}
	m := v.bot.recognise(text)
	if m.intent == wantSearch {
		m = v.heard(m)
	}
	plain := writing.Simple(m.text)
	switch m.intent {
	case wantLetter, wantHelp, wantElsewhere: // what is done elsewhere is no answer to who consults
		return m, false
	case wantApply:
		return m, m.subject != "" || m.sure == 0
	case wantSearch:
		return m, v.holds(m.text)
	case wantLaw:
		return m, m.sure == 0 || lawAtAll.MatchString(plain)
	case wantContact:
		return m, asksContact(plain) && v.organNamed(plain) != "" && v.reachKnown(plain)
	case wantPoint:
		return m, m.sure >= sureAside
	}
	return m, m.ownWord()
}

// holds says whether the guide or the catalogue has what a text looks for.
func (v *visit) holds(text string) bool {
	text = asDocNumber(text)
	if v.inGuide(writing.Simple(text)) || v.documented(text) {
		return true
	}
	_, numbered := v.numbered(text, v.got)
	return numbered
}
