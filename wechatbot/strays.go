package wechatbot

import (
	"strings"
	"unicode/utf8"
)

// strays says whether a text that goes on from what was found, or looked for in vain, was
// taken for something else without a word of it: 民办的管不管 asks of the record, 就是地震 says
// what is looked for, and is no letter.
func (v *visit) strays(guess meaning, plain string) bool {
	if ownLetter.MatchString(plain) {
		return false
	}
	if guess.intent == wantLetter {
		return v.hardlyLetter(guess, plain)
	}
	v.strayed = v.hardlyAside(guess, plain)
	return v.strayed
}

// hardlyLetter: a few words behind one record, or less surely behind a list or nothing.
func (v *visit) hardlyLetter(guess meaning, plain string) bool {
	sought := spokeOfFound[v.talk.said] || v.foundNothing()
	return (showedOne[v.talk.said] || sought && guess.sure < sureStrays) && utf8.RuneCountInString(plain) <= longestCurse
}

// hardlyAside: it asks for a fact of what was found just now, and was taken for help or
// chat, or without a word of its own for a count of applications or the meaning of a word.
func (v *visit) hardlyAside(guess meaning, plain string) bool {
	switch guess.intent {
	case wantHelp, wantChat:
	case wantLaw: // 春节哪几天 behind the holidays
		if v.talk.said == "guide" && !strings.Contains(v.talk.entry, "申请") { // 收不收钱 behind what is done for people
			return !lawAtAll.MatchString(plain) && utf8.RuneCountInString(plain) <= longestCurse
		}
		return !lawAtAll.MatchString(plain) && guess.sure < sureAside && showedOne[v.talk.said] && v.talk.newer && v.foundHeld() && asksInside.MatchString(plain)
	case wantTurnout, wantMeaning:
		if guess.ownWord() {
			return false
		}
	default:
		return false
	}
	found := v.foundHeld() && v.talk.newer && (showedOne[v.talk.said] || spokeOfFound[v.talk.said])
	return found && guess.sure < sureStrays && asksInside.MatchString(plain)
}
