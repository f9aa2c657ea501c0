package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// mostNarrowing is how many conditions are offered to make a list shorter.
const mostNarrowing = 4

// narrowing offers conditions of which each leaves a part of the list in hand: its years,
// where all are of one its organs, and else its months.
func (v *visit) narrowing() (answer, bool) {
	q, through := v.listInHand()
	q.Offset, q.Limit, q.Today = 0, mostSifted, v.today
	page, err := v.siftAll(q, through)
	if err != nil || page.Near || len(page.Hits) < 2 {
		return answer{}, false
	}
	all := recordsOf(page.Hits)
	parts, ends := countByTime(all, func(d civil.Date) int { return d.Year }), "年的"
	if len(parts) < 2 {
		parts, ends = countByPublisher(all), "的"
	}
	if len(parts) < 2 {
		parts, ends = countByTime(all, func(d civil.Date) int { return int(d.Month) }), "月份的"
	}
	var offered choices
	for _, p := range parts[:min(mostNarrowing, len(parts))] {
		name := strings.TrimPrefix(p.Name, "0") + ends
		if len(parts) > 1 {
			offered.add("只要"+name, fmt.Sprintf("只看%s（%d条）", name, p.N))
		}
	}
	v.talk.misses = 0
	v.why.wanted(wantSearch)
	v.talk.offer(v.bot.Now(), offered.says...)
	return v.say("narrow", map[string]any{"Total": page.Total, "Lines": offered.lines}), true
}

// countBy is how many of some records have each mark, in the order in which they come.
func countBy(all []catalog.Record, mark func(catalog.Record) string) (by []catalog.Count) {
	for _, r := range all {
		i := slices.IndexFunc(by, func(c catalog.Count) bool { return c.Name == mark(r) })
		if i < 0 {
			by, i = append(by, catalog.Count{Name: mark(r)}), len(by)
		}
		by[i].N++
	}
	return by
}

// countByTime is countBy of a part of the day, the newest first.
func countByTime(all []catalog.Record, part func(civil.Date) int) []catalog.Count {
	by := countBy(all, func(r catalog.Record) string { return fmt.Sprintf("%02d", part(r.Date)) })
	slices.SortFunc(by, func(a, b catalog.Count) int { return strings.Compare(b.Name, a.Name) })
	return by
}
