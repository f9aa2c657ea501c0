package wechatbot

import (
	"github.com/zwgk/zwgk/budget"
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

// meaningOf explains a word of budgets and accounts from the glossary.
func (v *visit) meaningOf(term, text string) answer {
	g, known := budget.Explain(term)
	if !known {
		return v.search(text)
	}
	v.talk.misses = 0
	if v.bot.Books != nil {
		v.talk.offer(v.bot.Now(), g.Term, "帮助")
	}
	return v.say("meaning", map[string]any{"Gloss": g, "Figures": v.bot.Books != nil})
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

// overview lists the questions that the guide answers: the office's own, and how
// applying works.
func (v *visit) overview() answer {
	var lines []choiceLine
	var says []string
	add := func(say, text string) {
		says = append(says, say)
		lines = append(lines, choiceLine{len(says), text})
	}
	for _, g := range v.bot.Office.Guide[:min(5, len(v.bot.Office.Guide))] {
		if len(g.Words) > 0 {
			add(g.Words[0], g.Question)
		}
	}
	for _, q := range []struct{ law, text string }{{"term", "申请以后多久答复"}, {"fee", "申请要不要钱"}, {"papers", "申请要什么材料"}, {"relief", "对答复不服怎么办"}} {
		if len(says) < 9 {
			add("law:"+q.law, q.text)
		}
	}
	v.talk.misses = 0
	v.talk.offer(v.bot.Now(), says...)
	return v.say("overview", map[string]any{"Lines": lines, "Link": v.bot.Pages.Guide()})
}
