package wechatbot

import "github.com/zwgk/zwgk/catalog"

// statedByChannel answers how much was made public by a channel, where a text names the
// channel and not who: what the report of the year says of each group of organs.
func (v *visit) statedByChannel(text string) (answer, bool) {
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
	return v.say("count_channels", map[string]any{"Year": year, "Lines": lines, "Source": v.viewOf(of)}), true
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
