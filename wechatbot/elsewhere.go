package wechatbot

import (
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// What others do, asked after: where a parcel is, what a passport takes.
var (
	elsewhereThing = form(`{elsewhere}`)
	elsewhereFar   = form(`{elsewhere}.{0,4}(?:{how_far_there})`)
	elsewhereNeeds = form(`(?:{get_made})(?:[个张本新的一家间了份])*{elsewhere}.{0,6}(?:{needs_there})|{elsewhere}(?:怎么|咋|如何)?(?:{get_made}).{0,6}(?:{needs_there})|` +
		`开(?:[个家间一])*.{0,4}{shop}.{0,6}(?:{needs_there})`)
	ofHere = form(`{of_here}`)
)

// isElsewhere says whether a text asks after something that is done elsewhere, and names
// nothing of what is done here. A few characters tell most texts that do not.
func isElsewhere(text string) bool {
	if !strings.ContainsAny(text, "证照卡递裹件卖本簿牌开") {
		return false
	}
	return (elsewhereFar.MatchString(text) || elsewhereNeeds.MatchString(text)) && !ofHere.MatchString(text)
}

// doneElsewhere says that something is not done here, where neither the guide nor anything
// public tells how it is.
func (v *visit) doneElsewhere(typed, text string) (answer, bool) {
	if a, found := v.guide(text); found {
		return a, true
	}
	page, err := v.find(catalog.Query{Text: typed, Limit: pageSize, Today: v.today})
	if err != nil {
		return v.failed(err), true
	}
	if len(page.Hits) > 0 && !page.Near {
		return v.search(typed), true
	}
	v.talk.misses = 0
	hand := "人工"
	if v.bot.Cases != nil {
		hand = "hand:" + v.written(typed)
	}
	v.talk.offer(v.bot.Now(), hand)
	return v.say("elsewhere", map[string]any{"What": elsewhereThing.FindString(text), "Far": elsewhereFar.MatchString(text),
		"Applies": v.bot.Desk != nil, "Write": v.bot.Cases != nil}), true
}
