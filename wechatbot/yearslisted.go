package wechatbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// yearsAsked is a text that only asks of which years there is what was listed: 那有哪几年的.
var yearsAsked = form(`^(?:{around}|{lead}|{is_there}|[都还只现在分别,，])*(?:哪几年|哪些年份?|哪几个年份|哪些年度)(?:{around}|{softly}|{document}|{is_there}|[的份度有是都])*$|^(?:{around}|是不是|都|,)*(?:每年|年年|各年|每一年)(?:都|也)?有(?:吗|么|没有|不|的|[?？])*$`)

// mostOfYears is of how many records the years are told apart.
const mostOfYears = 200

// A yearOfList is how many of a list are of one year.
type yearOfList struct{ Year, N int }

// yearsListed answers of which years there is what was listed last.
func (v *visit) yearsListed(text string) (answer, bool) {
	if !v.talk.newer || !v.foundHeld() || v.talk.said != "list" || utf8.RuneCountInString(text) > longestFollow || !yearsAsked.MatchString(text) {
		return answer{}, false
	}
	q := v.talk.query
	q.Offset, q.Limit, q.Today = 0, mostOfYears, v.today
	page, err := v.sift(q, v.talk.found.Sieve)
	if err != nil || len(page.Hits) == 0 || page.Total > len(page.Hits) {
		return answer{}, false
	}
	v.talk.misses = 0
	v.talk.offerAgain(v.bot.Now(), true)
	return v.say("list_years", map[string]any{"Text": strings.TrimSpace(v.withoutYears(v.asking(q))), "Years": yearsOfHits(page.Hits)}), true
}

// yearsOfHits are the years that records are of, the newest first: where most are told apart
// by the years in their titles the last in each, or else that of its date.
func yearsOfHits(hits []catalog.Hit) (out []yearOfList) {
	titled := yearly(hits)
	for _, h := range hits {
		year := h.Record.Date.Year
		if in := yearsIn(h.Record.Title); titled && len(in) > 0 {
			year = slices.Max(in)
		}
		i := slices.IndexFunc(out, func(y yearOfList) bool { return y.Year == year })
		if i < 0 {
			i, out = len(out), append(out, yearOfList{Year: year})
		}
		out[i].N++
	}
	slices.SortFunc(out, func(a, b yearOfList) int { return b.Year - a.Year })
	return out
}
