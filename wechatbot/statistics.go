package wechatbot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A counter is a Finder that can say how much was made public. *catalog.Catalog
// is one.
type counter interface {
	Census(ctx context.Context, from, to civil.Date) (catalog.Census, error)
	Monthly(ctx context.Context, organ string) ([]catalog.Count, error)
}

// An inspector is a Finder that can say what was made public in time.
// *catalog.Catalog is one.
type inspector interface {
	Duties(ctx context.Context, items []catalog.Item, cal *civil.Calendar, today civil.Date) ([]catalog.Duty, error)
}

// statistic answers a question about how the office works. It is not known
// where the room that counts it is not there.
func (v *visit) statistic(want intent, text string) (answer, bool) {
	v.talk.misses = 0
	switch want {
	case wantRanking:
		if a, found := v.moneyAmong(text); found {
			return a, true
		}
		if a, found := v.silent(text); found {
			return a, true // 哪些单位一条都没发
		}
		if ranksKinds.MatchString(v.withoutYears(text)) {
			if a, found := v.kinds(cmp.Or(v.yearOf(text), v.newestReport()), text); found {
				return a, true
			}
		}
		return v.count(text, true)
	case wantTimely:
		if whichOrgans.MatchString(text) {
			if a, found := v.silent(text); found {
				return a, true
			}
		}
		if what := v.askedOut(text); what != "" {
			return v.search(what), true
		}
		if !inTime.MatchString(text) {
			if a, found := v.listAll(text); found {
				return a, true
			}
		}
		return v.timely(text)
	case wantTurnout:
		return v.turnout(text)
	}
	return v.caseload(text)
}

// spoken is the year that a text names, this one if none, and its days.
func (v *visit) spoken(text string) (year int, from, to civil.Date) {
	if year = v.yearOf(text); year == 0 {
		year = v.today.Year
	}
	return year, civil.Day(year, 1, 1), civil.Day(year, 12, 31)
}

// inReport are words that say that a count is the one in the report of a year: 2015年报里街道发了几条.
var inReport = form(`([0-9]{4})年?(?:度)?的?(?:年报|年度报告|工作报告|报告)(?:里面|里头|里|中|上)(?:说|写)?的?`)

// count answers how much was made public in a year, or at all: by the office, by
// the organ that a text names, in the column that it names; or who published most.
func (v *visit) count(text string, ranking bool) (answer, bool) {
	c, ok := v.bot.Catalog.(counter)
	if !ok {
		return answer{}, false
	}
	text = inReport.ReplaceAllString(text, "${1}年")
	if a, told := v.countOtherwise(c, text, ranking); told {
		return a, true
	}
	if last, held := v.yearSpoken(); held && ranking && v.yearOf(text) == 0 && !v.talk.tally.Empty {
		text = fmt.Sprintf("%d年%s", last, text) // of the year that was spoken of
	}
	year, from, to := v.spoken(text)
	open := v.yearOf(text) == 0 // no year is named
	census, err := c.Census(v.ctx, from, to)
	known := census
	if err == nil && open {
		known, err = c.Census(v.ctx, civil.Date{}, v.today)
	}
	if err != nil {
		return v.failed(err), true
	}
	organ, column := v.publisherNamed(text, known), columnNamedIn(text, known)
	if ranking && organ == "" && column == "" {
		if a, found := v.groupRanked(text, v.yearOf(text), census); found {
			return a, true
		}
	}
	if g, found := v.reported(v.yearOf(text), len(channelsIn(text)) > 0); found && !ranking && organ == "" && column == "" {
		year := v.yearOf(text)
		v.tallied(tally{Year: year})
		return v.countedApart(v.entry(g, text), text, year), true // what the year's own report says goes before a count of what is kept here
	}
	if a, found := v.datedIn(text, organ, census); found && !open && !ranking && column == "" {
		return a, true
	}
	if organ != "" && ofOrgan(known, organ) == 0 && !ranking {
		if a, told := v.reportedOf(organ, text); told {
			return a, true
		}
	}
	always := open && (organ != "" || column != "" || keptHere.MatchString(text) || writing.Holds(text, sinceEver...))
	switch {
	case open && !always && census.Total == 0 && v.inGuide(text):
		a, known := v.guide(text)
		return v.countedApart(a, text, v.newestReport()), known
	case open && !always && census.Total == 0 && ranking:
		year, census = v.newestCensus(c, year, census)
	case open && census.Total == 0 || always:
		always, census = true, known // of all time: nothing is made of a year that was not named
	}
	return v.sayCount(text, censusOf{year: year, organ: organ, column: column, census: census, ever: always, current: year == v.today.Year,
		asked: open && !always && year != v.today.Year}), true
}

// ranks is a text that asks which of several comes first or last.
var ranks = form(`{ranking}`)

// newestCensus is that of the newest year that has anything, or else the one given.
func (v *visit) newestCensus(c counter, year int, census catalog.Census) (int, catalog.Census) {
	page, err := v.find(catalog.Query{Limit: 1, Today: v.today})
	if err != nil || len(page.Hits) == 0 {
		return year, census
	}
	before := page.Hits[0].Record.Date.Year
	earlier, err := c.Census(v.ctx, civil.Day(before, 1, 1), civil.Day(before, 12, 31))
	if err != nil || earlier.Total == 0 {
		return year, census
	}
	return before, earlier
}

// mostOrLeast are the three organs that published most, or least if a text asks so.
func mostOrLeast(text string, census catalog.Census) (organs []catalog.Count, least bool) {
	if least = writing.Holds(text, "最少", "倒数", "垫底", "排最后"); !least {
		return census.ByOrgan[:min(3, len(census.ByOrgan))], false
	}
	organs = slices.Clone(census.ByOrgan[max(0, len(census.ByOrgan)-3):])
	slices.Reverse(organs)
	return organs, true
}

// reported is what the guide says of how much was made public in a year; or in any, where
// a channel is asked of, by which only a report counts.
func (v *visit) reported(year int, channel bool) (h5.GuideEntry, bool) {
	for _, g := range v.bot.Office.Guide {
		if (year != 0 || channel) && (year == 0 || strings.Contains(g.Question, strconv.Itoa(year))) && strings.Contains(g.Question, "公开") && writing.Holds(g.Question, "多少", "几") {
			return g, true
		}
	}
	return h5.GuideEntry{}, false
}

// sinceEver are words for all the time until today.
var sinceEver = []string{"到现在", "到目前", "目前为止", "截至", "截止", "至今", "迄今", "累计", "历年"}

// publisherNamed is the organ that a text names: one that published, one of the
// office's, or one that is not known here.
func (v *visit) publisherNamed(text string, ever catalog.Census) string {
	longest := ""
	for _, n := range ever.ByOrgan {
		if len(n.Name) > len(longest) && strings.Contains(text, n.Name) {
			longest = n.Name
		}
	}
	if longest != "" {
		return longest
	}
	if organ := v.organNamed(text); organ != "" {
		return organ
	}
	unknown := organName.FindString(notOrgan.ReplaceAllString(monthLeft.ReplaceAllString(yearWord.ReplaceAllString(text, ""), ""), ""))
	unknown = organHull.ReplaceAllString(unknown, "")
	if unknown = strings.TrimLeft(unknown, notInOrgan+"哪个家"); genericOrgan[unknown] || utf8.RuneCountInString(unknown) < 3 {
		return ""
	}
	return cmp.Or(publisherEnding(namesOf(ever.ByOrgan), unknown), unknown) // 办公厅呢
}

// monthLeft is a month, of which the number may be taken out of a text with a year.
var monthLeft = form(`\d{0,2}月份?`)

// ofOrgan is how much an organ published: under its own name, or else under any
// that has it.
func ofOrgan(census catalog.Census, organ string) (n int) {
	if organ == "" {
		return 0
	}
	if n = countOf(census.ByOrgan, organ); n > 0 {
		return n
	}
	for _, c := range census.ByOrgan {
		if strings.Contains(c.Name, organ) {
			n += c.N
		}
	}
	return n
}

func countOf(in []catalog.Count, name string) int {
	i := slices.IndexFunc(in, func(c catalog.Count) bool { return c.Name == name })
	if i < 0 || name == "" {
		return 0
	}
	return in[i].N
}

// columnNamedIn is the column whose name a text holds, with those that it stands in
// or without; the longest.
func columnNamedIn(text string, census catalog.Census) (column string) {
	longest := 1
	for _, c := range census.ByColumn {
		last := lastPart(c.Name)
		if n := utf8.RuneCountInString(last); n > longest && strings.Contains(text, last) {
			column, longest = c.Name, n
		}
	}
	return column
}

// organNamed is the organ of the office that a text names by any of its names.
func (v *visit) organNamed(text string) string {
	if _, of := v.alias(text); of != "" {
		return of
	}
	for _, o := range v.bot.Office.Organs {
		if run := writing.Common(o.Name, text); utf8.RuneCountInString(run) >= 3 && strings.HasSuffix(o.Name, run) && !anyOffice.MatchString(run) {
			return o.Name
		}
	}
	return ""
}

// ofReport is a text that asks what the annual report says.
var ofReport = form(`年报|年度报告|工作报告`)

// turnout answers how many applications came in during a year and how many of
// them were answered in time.
func (v *visit) turnout(text string) (answer, bool) { return v.turnoutLed("", text) }

// turnoutLed is turnout with a sentence before it that answers what was asked.
func (v *visit) turnoutLed(lead, text string) (answer, bool) {
	if v.bot.Desk == nil {
		return answer{}, false
	}
	if last, held := v.yearSpoken(); held && v.yearOf(text) == 0 && !writing.Holds(text, sinceEver...) {
		text = fmt.Sprintf("%d年%s", last, text) // of the year that was spoken of
	}
	if v.yearOf(text) == 0 && ofReport.MatchString(text) {
		text = fmt.Sprintf("%d年%s", v.newestReport(), text)
	}
	if v.yearOf(text) == 0 && thoseApplied.MatchString(text) && v.newestReport() != 0 {
		text = fmt.Sprintf("%d年%s", v.newestReport(), text) // of which the report told
	}
	year, from, to := v.spoken(text)
	n, err := v.bot.Desk.Turnout(v.ctx, from, to, v.today)
	if err != nil {
		return v.failed(err), true
	}
	if a, said := v.factBeside(text, n.Submitted == 0); said {
		if r, has := v.recordShown(); has { // what is asked next is of the year that it tells of
			year = cmp.Or(v.yearOf(r.Title), year)
		}
		v.tallied(tally{Year: year, Requests: true})
		return a, true
	}
	v.tallied(tally{Year: year, Requests: true})
	ended, err := v.outcomes(text, from, to)
	if err != nil {
		return v.failed(err), true
	}
	_, reports := v.reported(year, false)
	lacks := n.Submitted == 0 && year < v.today.Year && !reports && v.newestReport() != 0 // 0 is how many are registered here
	return v.say("turnout", map[string]any{"NoReport": lacks, "Year": year, "Current": year == v.today.Year, "N": n, "Rate": cmp.Or(lead, rateAsked(text, n), ended, answeredAll(text, n)), "Account": v.bot.Office.Account, "Content": content(n.Scores), "Rated": rated(n.Scores),
		"Link": v.bot.Pages.Report(year)}), true
}

// thoseApplied speaks of a number of applications as one that is known: 申请的两件都给公开了吗.
var thoseApplied = form(`(?:申请的?|那|这)(?:那|这)?[两三四五六七八九十2-9]件.{0,6}(?:吗|没|不|怎么|结果)`)

// rateAsked is the share of applications that were answered, or answered in time,
// where a text asks for one: 答复率100%. Where there is nothing to divide it says so.
func rateAsked(text string, n disclosure.Turnout) string {
	name, part, all := "答复率", n.Replied, n.Submitted
	switch {
	case !strings.Contains(text, "率"):
		return ""
	case writing.Holds(text, "按期", "按时", "及时", "准时"):
		name, part, all = "按期答复率", n.InTime, n.InTime+n.Late+n.Unknown
	}
	if all == 0 {
		return name + "算不出来：还没有这样的申请"
	}
	return fmt.Sprintf("%s%d%%（%d件中的%d件）", name, (200*part+all)/(2*all), all, part)
}

// caseload answers how many complaints and consultations came in during a year,
// how many were answered, and how content people are with the replies.
func (v *visit) caseload(text string) (answer, bool) {
	if v.bot.Cases == nil {
		return v.turnout(text)
	}
	year, from, to := v.spoken(text)
	tally, err := v.bot.Cases.Tally(v.ctx, from, to, v.today)
	if err != nil {
		return v.failed(err), true
	}
	if a, said := v.factBeside(text, false); said {
		return a, true
	}
	scores := map[disclosure.Satisfaction]int{}
	type line struct {
		Kind string
		cases.Count
	}
	var lines []line
	for _, k := range cases.Kinds() {
		lines = append(lines, line{k.Chinese(), tally[k]})
		for s, n := range tally[k].Scores {
			scores[s] += n
		}
	}
	if v.bot.Desk != nil {
		n, err := v.bot.Desk.Turnout(v.ctx, from, to, v.today)
		if err != nil {
			return v.failed(err), true
		}
		for s, n := range n.Scores {
			scores[s] += n
		}
	}
	return v.say("caseload", map[string]any{"Year": year, "Current": year == v.today.Year, "Lines": lines, "Content": content(scores), "Rated": rated(scores)}), true
}

// content and rated are how many were content with a reply, and how many rated one.
func content(scores map[disclosure.Satisfaction]int) int {
	return scores[disclosure.Satisfied] + scores[disclosure.MostlySatisfied]
}

func rated(scores map[disclosure.Satisfaction]int) (n int) {
	for _, s := range scores {
		n += s
	}
	return n
}

// sayStated says how many there are of something by a record.
func (v *visit) sayStated(year int, of catalog.Record, n statedCount) answer {
	v.talk.misses = 0
	v.tallied(tally{Year: year, Of: n.item})
	if one := tradeIn(v.raw); one != "" && strings.HasPrefix(n.item, "各") {
		return v.say("groupcount", groupCount{Year: year, Item: n.item, Amount: n.amount, Of: one, Source: v.viewOf(of)})
	}
	if m := countIn.FindStringSubmatch(n.amount); m != nil {
		if amount, err := strconv.Atoi(m[1]); err == nil {
			v.mention(mention{Count: countTold{Year: year, Item: n.item, N: amount, Unit: m[2]}})
		}
	}
	return v.say("count", map[string]any{"Stated": of, "Amount": n.amount, "Item": n.item, "Source": v.viewOf(of)})
}
