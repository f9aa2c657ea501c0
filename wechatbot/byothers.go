package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

// otherOrgans asks whether organs beside the one whose record is in hand, or that made the list,
// published such things too: 还有别的单位发的吗.
var otherOrgans = form(`^(?:{go_on}|{of_list}|{this_one}|,)*(?:还有|有没有|有|是不是|都)*(?:{other_ones}|别家)的?(?:单位|部门|机关|机构|政府)(?:也|都|还)*(?:有|{publish}|出|做|写|的|过|了|{document}|{softly}|{this_one}|吗|么|没有?)*$`)

// byOthers shows what of the list in hand is by other organs than the record that was chosen
// from it; where none was, how much is by each. Behind a record that was found by itself they
// are those whose titles speak of the same matter. Where nothing is by others it says so.
func (v *visit) byOthers() (answer, bool) {
	r, has := v.recordShown()
	q, through := v.listInHand()
	q.Offset, q.Limit, q.Today = 0, mostSifted, v.today
	page, err := v.siftAll(q, through)
	if err != nil || page.Near || page.Total > mostSifted {
		return answer{}, false
	}
	all := recordsOf(page.Hits)
	if alone := has && len(all) < 2; alone {
		all = slices.DeleteFunc(append(v.ofSameMatter(r), r), func(o catalog.Record) bool { return o.Publisher == r.Publisher && o.Number != r.Number })
	}
	v.talk.misses = 0
	by := countByPublisher(all)
	if !has || len(by) == 1 {
		return v.say("byothers", map[string]any{"By": by, "Total": len(all), "Record": r}), true
	}
	others := slices.DeleteFunc(all, func(o catalog.Record) bool { return o.Publisher == r.Publisher })
	var items []listItem
	var options []string
	for i := range others[:min(pageSize, len(others))] {
		items, options = append(items, item(i+1, &others[i])), append(options, recordOption+string(others[i].Number))
	}
	v.talk.offer(v.bot.Now(), options...)
	return v.say("byothers", map[string]any{"By": by, "Total": len(others), "Record": r, "Items": items}), true
}

func recordsOf(hits []catalog.Hit) (all []catalog.Record) {
	for _, h := range hits {
		all = append(all, h.Record)
	}
	return all
}

// countByPublisher is how many of some records each organ published, the most first.
func countByPublisher(all []catalog.Record) (by []catalog.Count) {
	by = countBy(all, func(r catalog.Record) string { return r.Publisher })
	slices.SortStableFunc(by, func(a, b catalog.Count) int { return b.N - a.N })
	return by
}
