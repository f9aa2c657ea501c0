package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// noneOfThem is all that somebody says to whom none of what she was shown is it.
var noneOfThem = form(`^(?:{these}|都|全|也|[,、\s])*(?:{not_it})(?:{these}|[的了啊呀吧,、\s])*$`)

// noneOf answers who says so: what she looked for in vain can be applied for, or handed
// to a person. What she says now is neither looked for nor a complaint.
func (v *visit) noneOf(m meaning) (answer, bool) {
	if m.intent != wantSearch || !noneOfThem.MatchString(writing.Simple(m.text)) {
		return answer{}, false
	}
	sought := ""
	switch {
	case v.bot.Now().After(v.talk.until):
	case v.foundNothing():
		sought = v.talk.asked
	case strings.HasPrefix(v.talk.said, "list"):
		sought = v.talk.query.Text
	}
	if sought == "" {
		v.talk.offer(v.bot.Now())
		return v.say("none", map[string]any{"Text": ""}), true
	}
	v.talk.query = catalog.Query{}
	return v.say("none", map[string]any{"Text": sought, "Else": v.offerElse(sought, nil), "Write": v.bot.Cases != nil, "Kind": v.kindOf(sought).Chinese()}), true
}

// howToGet is a text that asks how what was not found may be had.
var howToGet = form(`^(?:{manner}|{me}|那|没有?(?:公开|找到)?的话|没有|要是没有|这个|这种|应该|该|就|[,，\s])*(?:怎么|咋|如何|怎样|[去到上]哪(?:里|儿)?|找谁|跟谁|向谁)(?:才能|可以|能)*(?:要|拿|弄|得|获取|搞)(?:到|来)?(?:[啊呀呢吗?？])*$`)

// howElse answers who asks, right behind an answer that nothing was found, how it may be
// had: by applying.
func (v *visit) howElse(text string) (answer, bool) {
	if !v.foundNothing() || !howToGet.MatchString(writing.Simple(text)) {
		return answer{}, false
	}
	v.why.wanted(wantLaw)
	return v.law("how", ""), true
}
