package wechatbot

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

// A statedCount is how many there are of something, as a record says.
type statedCount struct {
	item   string
	amount string // 7条
}

var countIn = regexp.MustCompile(`(\p{Han}{3,}?)(\d+)([条件份项个])`)

// leadIn are words before the first of the things that a record counts.
var leadIn = regexp.MustCompile(`^.*?(?:包括|其中|以及|分别是|分别为|主要有)`)

// stated is what a record of the year that a text names says of how many there are
// of what it names: 中标信息7条. What the report of a year says was counted by those
// who published; the catalogue may not hold all of it.
func (v *visit) stated(text string) (of catalog.Record, n statedCount, found bool) {
	year := v.yearOf(text)
	if year == 0 {
		return of, n, false
	}
	page, err := v.look(catalog.Query{Text: text, Limit: pageSize, Today: v.today})
	if err != nil {
		return of, n, false
	}
	for _, h := range page.Hits {
		if h.Record.Date.Year != year && !strings.Contains(h.Record.Title, strconv.Itoa(year)) {
			continue
		}
		r, err := v.bot.Catalog.Find(v.ctx, h.Record.Number) // a hit comes without its body
		if err != nil {
			continue
		}
		for _, m := range countIn.FindAllStringSubmatch(r.Body, -1) {
			item := leadIn.ReplaceAllString(m[1], "")
			if utf8.RuneCountInString(item) > max(2, utf8.RuneCountInString(n.item)) && strings.Contains(text, item) {
				of, n, found = r, statedCount{item, m[2] + m[3]}, true
			}
		}
	}
	return of, n, found
}
