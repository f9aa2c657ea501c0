package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// What others do, asked after: where a parcel is, what a passport takes.
var (
	elsewhereThing = form(`{elsewhere}`)
	elsewhereFar   = form(`{elsewhere}.{0,4}(?:{how_far_there})(?:[^办领补换去开]|$)`)
	elsewhereNeeds = form(`(?:{get_made})(?:[个张本新的一家间了份])*{elsewhere}.{0,6}(?:{needs_there})|{elsewhere}(?:怎么|咋|如何)?(?:{get_made}).{0,6}(?:{needs_there})|{elsewhere}.{0,4}[,，\s].{0,3}(?:{needs_there})|` +
		`{elsewhere}(?:{lost}|了)?(?:{how_to})+(?:才能|可以|能|去)?(?:{get_made}|{buy})(?:[吗呢啊呀的了]|[?？])*$|` +
		`开(?:[个家间一])*.{0,4}{shop}.{0,6}(?:{needs_there})`)
	ofHere = form(`{of_here}`)
)

// longestElsewhere is how many characters a text has that asks no more than that.
const longestElsewhere = 30

// isElsewhere says whether a text asks after something that is done elsewhere, and names
// nothing of what is done here. Most texts have none of the words, and are not read further.
func isElsewhere(text string) bool {
	named := func(word string) bool { return strings.Contains(text, word) }
	if utf8.RuneCountInString(text) > longestElsewhere ||
		!slices.ContainsFunc(lexicon()["elsewhere"], named) && !(named("开") && slices.ContainsFunc(lexicon()["shop"], named)) {
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
	v.unanswered(text)
	v.talk.offer(v.bot.Now(), hand)
	return v.say("elsewhere", map[string]any{"What": elsewhereThing.FindString(text), "Far": elsewhereFar.MatchString(text),
		"Applies": v.bot.Desk != nil, "Write": v.bot.Cases != nil}), true
}
