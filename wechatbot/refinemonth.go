package wechatbot

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// onlyMonth is a text that narrows a list to a month: 只看12月的, 要5月份的.
var onlyMonth = form(`^(?:{around}|{only}|{only_those})*([0-9]{1,2})月份?(?:{around}|{only}|{softly})*$`)

// refinedToMonth narrows the list in hand to a month of the one year that it is of.
func (v *visit) refinedToMonth(text string, q catalog.Query, hits []catalog.Hit) (answer, bool) {
	m := onlyMonth.FindStringSubmatch(writing.PlainDigits(text))
	year := cmp.Or(q.Year, q.From.Year, v.yearOf(q.Text))
	for _, h := range hits {
		year = cmp.Or(year, h.Record.Date.Year)
		if h.Record.Date.Year != year {
			return answer{}, false // of which year is not said
		}
	}
	month := 0
	if m != nil {
		month = writing.Numeral(m[1])
	}
	if month < 1 || month > 12 || year == 0 {
		return answer{}, false
	}
	before := q
	before.Text = strings.TrimSpace(strings.TrimPrefix(v.withoutYears(q.Text), "的"))
	before.Year, before.Limit = 0, pageSize
	before.From, before.To, _, _ = monthIn(fmt.Sprintf("%d年%d月", year, month), v.today)
	got, err := v.sift(before, v.talk.found.Sieve)
	if err != nil {
		return v.failed(err), true
	}
	if len(got.Hits) == 0 || got.Near {
		return v.noneLeft(before, refinement{}, hits), true
	}
	return v.showSifted(before, got, v.talk.found.Sieve), true
}
