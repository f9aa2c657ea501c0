package wechatbot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// mostYears is how many years, or months, are told apart.
const mostYears = 5

// A periodCount is how much was made public in a year, or in a month of one.
type periodCount struct {
	Year, Month int // Month is 0 of a year
	N           int
}

// bestMonth is a text that asks in which month most was made public, or least.
var bestMonth = form(`(?:哪个?月|哪一个?月|几月份?).*(?:{most}|{least}|[^多][多少][吗呢啊呀?？]*$)`)

// bestPeriod answers in which year, or month, most was made public, or least: by all, or
// by the organ that a text names.
func (v *visit) bestPeriod(c counter, text string) answer {
	ever, err := v.publishers(c)
	if err != nil {
		return v.failed(err)
	}
	organ, months := v.publisherNamed(text, ever.Census), bestMonth.MatchString(text)
	counted, err := c.Monthly(v.ctx, organ)
	if err != nil {
		return v.failed(err)
	}
	periods := periodsOf(counted, months)
	if year := v.yearOf(text); months && year != 0 {
		periods = slices.DeleteFunc(periods, func(p periodCount) bool { return p.Year != year })
	}
	return v.sayPeriods(periods, organ, asksLeast(text))
}

// periodsOf are the years, or the months, in which anything was made public, in order of
// time.
func periodsOf(counted []catalog.Count, months bool) (out []periodCount) {
	for _, m := range counted {
		year, month, _ := strings.Cut(m.Name, "-")
		p := periodCount{N: m.N}
		p.Year, _ = strconv.Atoi(year)
		if months {
			p.Month, _ = strconv.Atoi(month)
		}
		last := len(out) - 1
		switch {
		case p.Year == 0:
		case last >= 0 && out[last].Year == p.Year && out[last].Month == p.Month:
			out[last].N += p.N
		default:
			out = append(out, p)
		}
	}
	return out
}

func (v *visit) sayPeriods(periods []periodCount, organ string, least bool) answer {
	slices.SortStableFunc(periods, func(a, b periodCount) int {
		if least {
			return a.N - b.N
		}
		return b.N - a.N
	})
	if len(periods) > 0 {
		v.tallied(tally{Year: periods[0].Year, Organ: organ})
	}
	return v.say("count_years", map[string]any{"Periods": periods[:min(mostYears, len(periods))], "More": len(periods) > mostYears, "Organ": organ, "Least": least, "Link": v.bot.Pages.Catalogue("")})
}

// mentioned counts what speaks of an organ that made nothing public itself, and offers
// to show it.
func (v *visit) mentioned(organ string, made int) int {
	name := strings.TrimPrefix(organ, v.bot.Office.Short)
	if name == "" || made > 0 {
		return 0
	}
	page, found := v.allOf(catalog.Query{Text: name, Limit: 1, Today: v.today})
	if !found {
		return 0
	}
	v.talk.offer(v.bot.Now(), "tells:"+name)
	return page.Total
}

// asksDocuments is a text that asks how many documents are of a time, and not how many were
// made public in it: 06年的文件有几个.
var asksDocuments = form(`{document}|{filed}`)

// datedIn lists the documents of a year of which nothing was made public in that year
// itself, where a text asks for those: old ones are made public late.
func (v *visit) datedIn(text, organ string, census catalog.Census) (answer, bool) {
	if ofOrganOrAll(census, organ) > 0 || !asksDocuments.MatchString(text) || publishes.MatchString(text) {
		return answer{}, false
	}
	return v.listAllOf(catalog.Query{Organ: organ, Year: v.yearOf(text), Limit: pageSize, Today: v.today})
}

// publishes is a text that speaks of making public.
var publishes = form(`{publish}|收录`)

// countOtherwise answers what is no count of a year: the best year or month, one month,
// or what a report counted.
func (v *visit) countOtherwise(c counter, text string, ranking bool) (answer, bool) {
	if bestYear.MatchString(text) || bestMonth.MatchString(text) {
		return v.bestPeriod(c, text), true
	}
	if a, named := v.countMonth(c, text); named {
		return a, true
	}
	if of, n, found := v.stated(text); found && !(ranking && ranks.MatchString(text)) {
		return v.sayStated(of.Date.Year, of, n), true
	}
	if !ranking {
		if a, told := v.sortStated(text); told {
			return a, true // 中标有几条
		}
		return v.statedByChannel(text)
	}
	return answer{}, false
}
