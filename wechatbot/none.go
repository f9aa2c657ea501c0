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
