package wechatbot

import (
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// parting is a text that only says that somebody calls, comes or goes on at another time:
// 那我周一再打吧, 我改天过去.
var parting = form(`^(?:{manner}|{noted}|{me}|那|那就|先|就|还是|只能|只好|[,，\s])*(?:{weekday}|{another_time}|{later})(?:{another_time}|{me}|再|就|去|吧|说|[,，\s])*(?:{comes_back}|{softly}|再|[,，。!！\s])*$`)

// asksThere is a text that only says that somebody asks elsewhere herself: 算了我问社保去吧.
var asksThere = form(`^(?:{manner}|{noted}|{thanking}|算了|那|[,，\s])*(?:{me})(?:就|还是|再|先)*(?:自己(?:再|去|来|打)*(?:问|办|看|找|查|打听|想办法|跑一趟)(?:问|看)?|(?:去问|问|去找|找)\p{Han}{1,6}去|打12345)(?:吧|了|一下|好了|[。!！\s])*$`)

// comesBy and callsThen are words of who will come, and of who will call.
var (
	comesBy   = form(`[来去]|跑|找你`)
	callsThen = form(`打|电话`)
)

// takesLeave says whether a text takes leave until another time, and asks for nothing.
func takesLeave(text string) bool {
	return utf8.RuneCountInString(text) <= longestFollow && strings.ContainsAny(text, "再吧那我先") && (parting.MatchString(text) || asksThere.MatchString(text)) && !lexicon.Question.MatchString(text)
}

// part says goodbye, to who comes or calls with the hours and how the office is reached.
func (v *visit) part(text string) answer {
	v.talk.misses = 0
	calls := callsThen.MatchString(text)
	return v.say("parting", map[string]any{"Office": v.bot.Office, "Calls": calls, "Comes": !calls && comesBy.MatchString(text), "Write": v.bot.Cases != nil})
}
