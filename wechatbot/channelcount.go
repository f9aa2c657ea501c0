package wechatbot

import (
	"strconv"

	"github.com/zwgk/zwgk/catalog"
)

// statedByChannel answers how much was made public by a channel, where a text names the
// channel and not who: what the report of the year says of each group of organs.
func (v *visit) statedByChannel(text string) (answer, bool) {
	text = officialSite.Replace(text)
	named := channelsIn(text)
	if len(named) == 0 || v.publisherNamed(text, catalog.Census{}) != "" {
		return answer{}, false
	}
	year := v.yearOf(text)
	if year == 0 {
		year = v.newestReport()
	}
	var of catalog.Record
	var lines []string
	for _, h := range v.hitsOf(named[0]+annualReport, annualReport) {
		if h.Record.Date.Year != year {
			continue
		}
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number) // a hit comes without its body
		if err != nil {
			continue
		}
		if all := countsByChannel(r.Body, v.bot.Office.Short, named); len(all) > len(lines) {
			of, lines = r, all
		}
	}
	if len(lines) == 0 {
		return answer{}, false
	}
	v.talk.misses = 0
	v.tallied(tally{Year: year})
	if counts := toldIn(year, lines); len(counts) > 1 {
		for _, c := range counts { // 哪个多, 一共多少
			v.mention(mention{Count: c})
		}
	}
	return v.say("count_channels", map[string]any{"Year": year, "Lines": lines, "Source": v.viewOf(of)}), true
}

// toldIn are the counts that lines tell, each at its end.
func toldIn(year int, lines []string) (counts []countTold) {
	for _, line := range lines {
		m := countIn.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		if n, err := strconv.Atoi(line[m[2]:m[3]]); err == nil {
			counts = append(counts, countTold{Year: year, Item: line[:m[0]], N: n, Unit: line[m[4]:m[5]]})
		}
	}
	return counts
}

// countsByChannel are what a record counts that was made public by some channels.
func countsByChannel(body, place string, named []string) (lines []string) {
	for p := range countedParts(body, place) {
		if p.itself == "" && covers(channelsIn(p.label), named) {
			lines = append(lines, p.byChannel()+p.amount)
		}
	}
	return lines
}
