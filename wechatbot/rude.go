package wechatbot

import "regexp"

// abuses are texts that only abuse. What an office calls abuse beside them stands
// in its Rude words. Only texts that ask for nothing found are held against them:
// no application, complaint or question is turned away for its words.
var abuses = regexp.MustCompile(`^(?:你们?|您|这个?|机器人|系统|公众号|真|就|是|个|都|太|的|什么|,|\s)*(?:废物|垃圾|智障|弱智|有病|神经病|滚开|放屁|狗屁|傻[逼比瓜子]|白痴|笨蛋|脑残|蠢货?|笨|没用|破玩意儿?|破东西|骗子|滚蛋?|去死)+(?:机器人|系统|公众号|玩意儿?|东西|的|了|啊|吧|!|\s)*$|他妈|你妈|妈的|操你|草泥马|[傻煞]逼|王八蛋|混蛋|什么(?:都|也)不(?:会|懂|知道)|啥(?:都|也)不(?:会|懂|知道)|答非所问|是不是傻|去你的|脑子(?:有|进)`)

// chat answers what asks for nothing that an office has.
func (v *visit) chat(text string) answer {
	if v.rude(text) {
		return v.say("rude", map[string]any{"Office": v.bot.Office, "Write": v.bot.Cases != nil})
	}
	v.offerHelp()
	return v.say("chat", v.bot.Office)
}

// rude says whether a text is abuse.
func (v *visit) rude(text string) bool {
	return abuses.MatchString(text) || holds(text, v.bot.Office.Rude...)
}
