package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

// Who asks here for another's line is told its number: 12345 is the hotline of the governments
// (国办发〔2020〕53号), 12388 the one number for reports to the discipline inspection
// (中央纪委, in use since 26 June 2008).
var (
	hotlineAsked    = form(`^(?:{manner}|{me}|你们|您们|知不知道|知道|听说过|这里|这个?|打|[那你您能可以用给跟和与是,，\s])*12345(?:市民|政务|便民|政府)*(?:服务)?(?:热线|电话)?(?:{apart}|{may_i}|{softly}|一个|一样|一回事|区别|关系|干什么|干嘛|管什么|管啥|什么|啥|号码?|[是能可以打得通用的有吗么呢不没?？])*$`)
	disciplineAsked = form(`^(?:{manner}|{me}|这件?事?|要|想|该|应该|直接|[那能可以会去到,，\s])*(?:交给?|转交给?|转给?|报给?|找|告到?|举报到|送到?|寄给?|写给|反映给|打|给|向|跟|到|去)?(?:{discipline})(?:那边|那里|举报|反映|检举|控告|写信|告状|告|查|处理|管|办|知道|的)*(?:(?:举报)?(?:电话|热线)|{may_i}|{how}|{how_to}|{softly}|会不会|会|能|可以|弄|打|是|多少|号码?|查|管|[吗么呢不?？])*$`)

	// officialsReported asks how officials are reported: 怎么举报干部.
	officialsReported = form(`^(?:{manner}|{me}|想|要|[,，\s])*(?:怎么|咋|如何|去?哪里?|到哪里?|找谁|往哪|打什么电话)(?:能|才能|可以|去)*(?:举报|检举|控告)[^,，。?？]{0,6}{officials}[^,，。?？]{0,4}[?？]*$|` +
		`^(?:{manner}|{me}|想|要|[,，\s])*(?:举报|检举|控告)[^,，。?？]{0,6}{officials}(?:{corrupt}|的话|该|要|应该|[,，\s])*(?:怎么|咋|如何|去?哪|到哪|找谁|往哪|打什么|打哪个)[^,，。?？]{0,6}[?？]*$`)
)

// othersLine answers who asks for one of these lines. A discipline inspection that the office
// knows of is an organ like any other.
func (v *visit) othersLine(text string) (answer, bool) {
	if strings.Contains(text, "12345") && hotlineAsked.MatchString(text) && (lexicon.Question.MatchString(text) || asksShortly.MatchString(text)) {
		v.why.wanted(wantContact)
		v.talk.offer(v.bot.Now(), "咨询", "投诉")
		return v.say("hotline", map[string]any{"Office": v.bot.Office, "Write": v.bot.Cases != nil}), true
	}
	if _, own := v.alias(text); own != "" || !(strings.ContainsAny(text, "纪监") && disciplineAsked.MatchString(text) || officialsReported.MatchString(text)) {
		return answer{}, false
	}
	v.why.wanted(wantContact)
	return v.say("discipline", map[string]any{"Office": v.bot.Office, "Write": v.bot.Cases != nil}), true
}
