package wechatbot

import (
	"github.com/zwgk/zwgk/disclosure/civil"
)

// silentAsked is a text that asks which organs made nothing public: 哪些单位一条都没发.
var silentAsked = form(`(?:一条|一份|一件|一篇|什么|啥)(?:信息|文件|东西|消息)?(?:都|也)(?:没有?|未|不)(?:{publish}|有)|(?:从来|一直|根本|完全|还)?(?:没有?|未)(?:{publish})(?:过|的|$)|{publish}(?:了|的)?(?:0|零)条|零{publish}|最不(?:爱|肯|愿意)?(?:{publish}|积极|主动)`)

// whichOrgans is a text that asks which organs did something, and not what they ought to
// have done.
var whichOrgans = form(`^[^该]*(?:{which_organ}|哪些{an_organ}|哪几家{an_organ})[^该]*$`)

// mostSilent is how many of them are named.
const mostSilent = 12

// silent answers which of the office's organs have made nothing public here, of a year or
// until today. An office that lists none is not asked.
func (v *visit) silent(text string) (answer, bool) {
	c, can := v.bot.Catalog.(counter)
	if !can || !silentAsked.MatchString(text) {
		return answer{}, false
	}
	year, from, to := v.yearOf(text), civil.Date{}, v.today
	if year != 0 {
		from, to = civil.Day(year, 1, 1), civil.Day(year, 12, 31)
	}
	census, err := c.Census(v.ctx, from, to)
	if err != nil {
		return v.failed(err), true
	}
	var none []string
	all := 0
	for _, o := range v.bot.Office.Organs {
		if o.Elsewhere {
			continue
		}
		if all++; ofOrgan(census, o.Name) == 0 {
			none = append(none, o.Name)
		}
	}
	if all == 0 {
		return answer{}, false
	}
	return v.say("silent", map[string]any{"Year": year, "All": all, "None": len(none), "Organs": none[:min(mostSilent, len(none))], "Link": v.bot.Pages.Catalogue("")}), true
}
