package lexicon

import (
	"unicode/utf8"
)

// Question is what a question has: a word of asking or its mark.
var Question = Form(`{question}|\?`)

// Talk is what most of what is said has, and what is only named has not.
var Talk = Form(`[我你您他她俺咱吗呢啊呀吧嘛么怎咋哪谁啥多几要想能会请给把被了不没别有在是找查看转订投诉举报咨询谢好]|退(?:订|出|掉|了|群)|\b(?:[Ii]|[Cc]an|[Hh]ow|[Ww]hat|[Ww]here|[Ww]ho|[Ww]ant|[Pp]lease|[Aa]pply)\b`)

// Papers are words for what information stands in.
var Papers = Form(`{paper}`)

// Filler is what says nothing of what somebody wants.
var Filler = Form(`{filler}|[,.?，。！、\s]`)

// Tells counts the characters of a text that say what it is about.
func Tells(text string) int {
	return utf8.RuneCountInString(Filler.ReplaceAllString(text, ""))
}

// LeastWish is how many characters must tell what somebody wants: in fewer there is
// nothing to look for and nothing to apply for.
const LeastWish = 4
