package wechatbot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// Annual reports of years that are not here.
var (
	// reportNamed is a text that asks for the report of a year, or of several, and of nothing in it.
	reportNamed = form(`^(?:{manner}|{lead}|{me}|{your}|{is_there}|看看?|发|给|一?份|[0-9]{4}|年度?|至|到|[-—~～、和的都,，\s])*(?:政府信息公开|信息公开)?(?:工作)?(?:年度)?(?:工作)?(?:年报|年度报告|报告)(?:{is_there}|{where}|都|发|给|{me}|看看?|一下|{softly}|[吗么没有啊呢?？\s])*$`)
	// shortReport is a year and a report with one 年 between them: 2015年报.
	shortReport = form(`((?:19|20)\d\d)年报`)
)

// reportMissing answers who asks for the annual report of a year that has none here, or of several:
// which are not here, and shows those that are.
func (v *visit) reportMissing(text string) (answer, bool) {
	plain := strings.ReplaceAll(writing.Simple(text), v.bot.Office.Short, "")
	if !strings.Contains(plain, "报") || !reportNamed.MatchString(plain) {
		return answer{}, false
	}
	years := civil.YearsIn(shortReport.ReplaceAllString(plain, "${1}年年报"), v.today)
	newest := v.newestReport()
	if len(years) == 0 || newest == 0 {
		return answer{}, false
	}
	first, last := years[0].Year, years[len(years)-1].Year
	page, found := v.allOf(catalog.Query{Text: annualReport, Limit: pageSize, Today: v.today})
	if !found {
		page, _ = v.allOf(catalog.Query{Text: "年度工作报告", Limit: pageSize, Today: v.today})
	}
	var here []catalog.Hit
	for _, h := range page.Hits {
		_, part := titleParts(h.Record.Title)
		if y := v.yearOf(h.Record.Title); part == "" && strings.Contains(h.Record.Title, "报告") && y != 0 && y == newest {
			here = append(here, h)
		}
	}
	if len(here) == 0 {
		return answer{}, false
	}
	switch {
	case len(years) == 1 && first != newest && !v.titledOfYear(text, first):
		return answer{}, false // the search says itself that there is none
	case len(years) > 1 || first != newest:
	case !shortReport.MatchString(writing.Simple(v.raw)):
		return answer{}, false
	default:
		return v.show(here[0].Record), true
	}
	missing := yearsMissing(first, last, newest)
	v.talk.misses = 0
	items, options := itemized(here[:1])
	title := missing + v.bot.Office.Short + "政府信息公开年度报告"
	v.talk.offer(v.bot.Now(), append(options, "apply:"+title)...)
	return v.say("reportmissing", map[string]any{"Missing": missing, "Items": items, "Apply": len(items) + 1, "Applies": v.takesApplications()}), true
}

// titledOfYear says whether something else is found whose title has the year.
func (v *visit) titledOfYear(text string, year int) bool {
	return slices.ContainsFunc(v.hitsOf(text), func(h catalog.Hit) bool {
		return strings.Contains(h.Record.Title, strconv.Itoa(year)) && !strings.Contains(h.Record.Title, "报告")
	})
}

// yearsMissing are the years of a span without the one that is here, in words.
func yearsMissing(first, last, here int) string {
	if last < first {
		first, last = last, first
	}
	name := func(from, to int) string {
		if from == to {
			return strconv.Itoa(from) + "年"
		}
		return strconv.Itoa(from) + "年至" + strconv.Itoa(to) + "年"
	}
	switch {
	case here < first, here > last:
		return name(first, last)
	case here == first:
		return name(first+1, last)
	case here == last:
		return name(first, last-1)
	}
	return name(first, here-1) + "、" + name(here+1, last)
}
