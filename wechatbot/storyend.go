package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Who tells a story that sounds like a complaint, and names a document at its end,
// mostly wants that document.
var (
	// complaining is a text that says itself that it complains.
	complaining = form(`{complain}`)

	// namesFile is a clause that names a kind of document: 那个征收批文.
	namesFile = form(`{filed}`)

	// obtaining is a clause that speaks of getting a document: 把那个征收批文要到手.
	obtaining = form(`把(?:那个|那份|这个|这份|他们的?)?([^,。]{0,16}{filed}){obtain}`)

	// toBeShown is a clause that asks for something to be shown.
	toBeShown = form(`{wish_to_see}`)
)

// leastEnd is how many characters the last clause of a story must say to be understood
// without the one before it.
const leastEnd = 4

// endOf is the last clause of a text, with the one before it where it names no
// document or says too little.
func endOf(text string) string {
	parts := writing.Clauses(text)
	if len(parts) == 0 {
		return ""
	}
	end := parts[len(parts)-1]
	if len(parts) > 1 && (lexicon.Tells(end) < leastEnd || !namesFile.MatchString(end)) {
		end = parts[len(parts)-2] + "," + end
	}
	return end
}

// endWish is the document that a guessed complaint asks for at its end, and whether it
// is to be applied for. Of a text that says that it complains there is none.
func (v *visit) endWish(text string) (end string, w want, found bool) {
	if complaining.MatchString(text) || len(writing.Clauses(text)) < 2 {
		return "", w, false
	}
	end = hullBefore.ReplaceAllString(endOf(text), "")
	if got := obtaining.FindStringSubmatch(end); got != nil {
		w, _ = wantNamed("申请公开")
		return got[1], w, true
	}
	w, sure := v.bot.ear().guess(end)
	switch {
	case !namesFile.MatchString(end) || !toBeShown.MatchString(endOf(text)) || pointing.MatchString(end):
	case lexicon.Tells(toBeShown.ReplaceAllString(namesFile.ReplaceAllString(end, ""), "")) < leastEnd: // 到底有没有规定
	case w.means.intent == wantApply && sure >= sureBeside:
		return end, w, true
	case w.means.intent != wantLetter || sure < sureAside:
		w, _ = wantNamed("找公开信息")
		return end, w, true
	}
	return "", w, false
}

// letterOrNot offers who was only guessed to complain to look for what she wrote of.
func (v *visit) letterOrNot(m meaning, a answer) answer {
	if a.from != "case_confirm" || m.kind != cases.Complaint || m.sure == 0 || m.sure == 1 || complaining.MatchString(writing.Simple(m.text)) {
		return a
	}
	v.talk.offer(v.bot.Now(), append(letterOptions[:len(letterOptions):len(letterOptions)], "find:"+m.subject)...)
	a.text += "\n" + v.bot.say("case_other", nil).text
	return a
}

// noLetter looks for what a letter was taken for that was none, and drops the letter.
func (v *visit) noLetter(text string) answer {
	if err := v.bot.Cases.DropDraft(v.ctx, v.owner()); err != nil {
		return v.failed(err)
	}
	v.savedLetter = true // there is none to be put aside
	end := endOf(writing.Simple(text))
	if !namesFile.MatchString(end) {
		end = text
	}
	return v.search(hullBefore.ReplaceAllString(end, ""))
}
