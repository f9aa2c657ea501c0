package clerk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// reportDue is what the front page says of the annual report that is due.
type reportDue struct {
	Year  int
	Terms []remark
}

// dueReport is the report on the year before, until the last of its terms is over or it
// stands in the catalogue; nil otherwise.
func (v *visit) dueReport() (*reportDue, error) {
	year := v.day().Year - 1
	terms := disclosure.ReportTerms(year)
	if len(terms) == 0 || v.day().After(terms[len(terms)-1].Of(year)) {
		return nil, nil
	}
	out, err := v.reportOut(year)
	if err != nil || out {
		return nil, err
	}
	return &reportDue{year, v.reportTerms(year, false)}, nil
}

// reportNear is how many days before its day a report is called in.
const reportNear = 31

// reportTerms are the terms of the report on a year, in words. A day that is near, or over,
// is marked where the report is not out.
func (v *visit) reportTerms(year int, out bool) (terms []remark) {
	for _, t := range disclosure.ReportTerms(year) {
		r := remark{Tone: toneNote, Word: t.Whose, Text: fmt.Sprintf("%s前%s（%s）。", t.Of(year), t.Must, t.Article)}
		switch left := t.Of(year).Sub(v.day()); {
		case out:
		case left < 0:
			r.Tone, r.Text = toneBad, r.Text+"这一天已经过了，目录里没有找到这份报告。"
		case left <= reportNear:
			r.Tone, r.Text = toneWarn, r.Text+fmt.Sprintf("还有%d天。", left)
		}
		terms = append(terms, r)
	}
	return terms
}

// reportOut says whether the office's report on a year stands in the catalogue: its title
// says what it is and of which year.
func (v *visit) reportOut(year int) (bool, error) {
	page, err := v.Catalog.Search(v.ctx(), catalog.Query{Text: fmt.Sprintf("%d年政府信息公开工作年度报告", year), From: civil.Day(year+1, time.January, 1), Limit: 50, Today: v.day()})
	return slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool {
		title := h.Record.Title
		return strings.Contains(title, strconv.Itoa(year)) && strings.Contains(title, "信息公开") && (strings.Contains(title, "年度报告") || strings.Contains(title, "年度工作报告")) &&
			(strings.Contains(h.Record.Publisher, v.Office.Name) || strings.Contains(v.Office.Name, h.Record.Publisher)) // with 办公室 or without
	}), err
}
