package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure"
)

// law answers how applying works: what the office's own guide says of it, or
// else what the regulation in force does.
func (v *visit) law(which, text string) answer {
	if a, found := v.guide(text); found {
		return a
	}
	rules := disclosure.RulesOn(v.today)
	if rules.IsZero() {
		return v.search(text)
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
	return v.say("law", map[string]any{"Which": which, "Rules": rules, "Receipt": rules.Receipt(disclosure.ByWeChat),
		"Office": v.bot.Office, "Link": v.bot.Pages.Guide(), "Applies": v.bot.Desk != nil})
}

// guide answers a how-to question from the office's guide, with the place, the
// telephone and the hours: the entry's own, or else the office's.
func (v *visit) guide(text string) (answer, bool) {
	g, found := v.bot.Office.Find(text)
	if !found {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), "我要申请", "人工")
	return v.say("guide", map[string]any{"Entry": g, "Office": v.bot.Office, "Link": v.bot.Pages.Guide()}), true
}
