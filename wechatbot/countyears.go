package wechatbot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// mostYears is how many years are told apart.
const mostYears = 5

// A yearCount is how much was made public in a year.
type yearCount struct{ Year, N int }

// bestYearOf answers in which year most was made public, or least: by all, or by the organ
// or in the column that a text names.
func (v *visit) bestYearOf(c counter, text string) answer {
	known, err := c.Census(v.ctx, civil.Date{}, v.today)
	if err != nil {
		return v.failed(err)
	}
	organ := v.publisherNamed(text, known)
	var years []yearCount
	for _, m := range known.ByMonth {
		year, err := strconv.Atoi(m.Name[:min(4, len(m.Name))])
		if err != nil || slices.ContainsFunc(years, func(y yearCount) bool { return y.Year == year }) {
			continue
		}
		years = append(years, yearCount{Year: year})
	}
	for i, y := range years {
		census, err := c.Census(v.ctx, civil.Day(y.Year, 1, 1), civil.Day(y.Year, 12, 31))
		if err != nil {
			return v.failed(err)
		}
		if years[i].N = census.Total; organ != "" {
			years[i].N = ofOrgan(census, organ)
		}
	}
	years = slices.DeleteFunc(years, func(y yearCount) bool { return y.N == 0 })
	least := asksLeast(text)
	slices.SortStableFunc(years, func(a, b yearCount) int {
		if least {
			return a.N - b.N
		}
		return b.N - a.N
	})
	if len(years) > 0 {
		v.tallied(tally{Year: years[0].Year, Organ: organ})
	}
	return v.say("count_years", map[string]any{"Years": years[:min(mostYears, len(years))], "More": len(years) > mostYears, "Organ": organ, "Least": least, "Link": v.bot.Pages.Catalogue("")})
}

// saysInTime is a text that asks whether things are public in time, and not only whether.
var saysInTime = form(`{in_time}`)

// mentioned counts what speaks of an organ that made nothing public itself, and offers
// to show it.
func (v *visit) mentioned(organ string, made int) int {
	name := strings.TrimPrefix(organ, v.bot.Office.Short)
	if name == "" || made > 0 {
		return 0
	}
	page, err := v.look(catalog.Query{Text: name, Limit: 1, Today: v.today})
	if err != nil || page.Near || page.Total == 0 {
		return 0
	}
	v.talk.offer(v.bot.Now(), "look:"+name)
	return page.Total
}
