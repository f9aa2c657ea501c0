package wechatbot

import (
	"context"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A counter is a Finder that can say how much was made public. *catalog.Catalog
// is one.
type counter interface {
	Census(ctx context.Context, from, to civil.Date) (catalog.Census, error)
}

// count answers how much was made public in a year, this one if none is named.
func (v *visit) count(text string) (answer, bool) {
	c, ok := v.bot.Catalog.(counter)
	if !ok {
		return answer{}, false
	}
	year := v.yearOf(text)
	if year == 0 {
		year = v.today.Year
	}
	census, err := c.Census(v.ctx, civil.Day(year, time.January, 1), civil.Day(year, time.December, 31))
	if err != nil {
		return v.failed(err), true
	}
	return v.say("count", map[string]any{"Year": year, "Total": census.Total, "Organs": census.ByOrgan[:min(3, len(census.ByOrgan))],
		"Current": year == v.today.Year, "Link": v.bot.Pages.Catalogue("")}), true
}

// category lists what is public under one of the four categories.
func (v *visit) category(text string) answer {
	for _, c := range disclosure.Categories() {
		if strings.Contains(text, c.String()) {
			return v.list(catalog.Query{Category: c, Limit: pageSize, Today: v.today})
		}
	}
	return v.search(text)
}
