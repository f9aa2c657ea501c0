package wechatbot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A report counts what groups of organs made public (各部门695条), and not each of them: who asks
// for one, or which of them made most public, is told so with the count of its group.

// groupCount is what a report counts of the group of organs that one asked for is of.
type groupCount struct {
	Year   int
	Item   string // 各部门主动公开政府信息
	Amount string // 695条
	Of     string // the organ, or the kind of organs, that was asked for
	Source recordView
}

var (
	// ofTowns and ofBureaus are the ends of names of organs of a group.
	ofTowns   = form(`(?:镇|乡|街道|街道办|街道办事处|乡政府|镇政府|管委会)$`)
	ofBureaus = form(`(?:局|委|委员会|办|办公室|部门|中心|大队|支队)$`)
	// oneTrade is one department of a group, by its trade: 教育部门.
	oneTrade = form(`({bureau_task}|{trade})(?:系统的?)?部门`)
	// kindRanked is the kind of organs of which a text asks which comes first or last: 哪个镇最多.
	kindRanked = form(`(?:哪|那)(?:一|几|些)?(?:个|家)?(乡镇街道|乡镇|街镇|镇街|街道办事处|街道办|街道|镇|乡)(?:{publish}|政府|主动|信息|一共|[的得了过])*(?:{most}|{least})(?:[的呢啊呀?？]|{softly}|{publish}|信息)*$`)
)

// groupOf is the group of organs that an organ is of as reports name it; "" none is known.
func groupOf(organ string) string {
	switch {
	case ofTowns.MatchString(organ):
		return "乡镇街道"
	case ofBureaus.MatchString(organ):
		return "部门"
	}
	return ""
}

// countedOf is what the report of a year, or the newest where none is given, counts of the group
// that an organ is of.
func (v *visit) countedOf(organ string, year int) (g groupCount, found bool) {
	group := groupOf(organ)
	if group == "" || v.bot.ofNoGroup(organ) {
		return g, false
	}
	if year == 0 {
		year = v.newestReport()
	}
	if year == 0 {
		return g, false
	}
	of, n, found := v.stated(fmt.Sprintf("%d年%s公开多少条", year, group))
	if !found || !strings.HasPrefix(n.item, "各") {
		return g, false
	}
	return groupCount{Year: year, Item: n.item, Amount: n.amount, Of: organ, Source: v.viewOf(of)}, true
}

// ofNoGroup says whether an organ is of none of the groups that a report of this place counts: it
// is of another place, of the State Council, or the office itself with what is below its name.
func (b *Bot) ofNoGroup(organ string) bool {
	if strings.Contains(organ, "国务院") || b.Office.Name != "" && strings.Contains(organ, b.Office.Name) {
		return true
	}
	return slices.ContainsFunc(b.Office.Organs, func(o h5.Organ) bool { return o.Name == organ && o.Elsewhere })
}

// groupRanked answers who asks which organ of a kind made most public, where nothing was made
// public here under the name of any: no report splits the count of a group.
func (v *visit) groupRanked(text string, year int, census catalog.Census) (answer, bool) {
	m := kindRanked.FindStringSubmatch(text)
	if m == nil || slices.ContainsFunc(census.ByOrgan, func(c catalog.Count) bool { return ofTowns.MatchString(c.Name) }) {
		return answer{}, false
	}
	g, found := v.countedOf(m[1], year)
	if !found {
		return answer{}, false
	}
	v.talk.misses = 0
	v.tallied(tally{Year: g.Year, Of: g.Item})
	g.Of = "每个" + m[1]
	return v.say("groupcount", g), true
}

// tradeIn is the one department of a group that a text names by its trade, "" where it names none.
func tradeIn(text string) string { return oneTrade.FindString(writing.Simple(text)) }
