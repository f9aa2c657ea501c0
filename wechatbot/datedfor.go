package wechatbot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

var (
	yearSpan   = form(`((?:19|20)\d\d)\s*年?度?\s*(?:至|到|[-－—–~～])\s*((?:19|20)\d\d)`)
	fourDigits = form(`(?:19|20)\d\d`)
)

// yearsNamed are the years that a text asks for: each that is written, all of a span,
// or 去年.
func (v *visit) yearsNamed(text string) (years []int) {
	if writtenForm.MatchString(text) {
		return nil // that of a document number is none that is asked for
	}
	if m := yearSpan.FindStringSubmatch(text); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		for y := from; y <= to && y-from < 50; y++ {
			years = append(years, y)
		}
	}
	ago := 0
	for _, y := range civil.YearsIn(text, v.today) {
		if y.Relative {
			ago = y.Year
		} else {
			years = append(years, y.Year)
		}
	}
	if len(years) == 0 && ago != 0 {
		return []int{ago}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// yearsIn are the years that stand in a title; of a part of a document
// (…报告（七）：2016年的措施) those of the document.
func yearsIn(title string) (years []int) {
	whole, _, _ := strings.Cut(title, "：")
	for _, text := range []string{whole, title} {
		for _, y := range fourDigits.FindAllString(text, -1) {
			n, _ := strconv.Atoi(y)
			years = append(years, n)
		}
		if len(years) > 0 {
			break
		}
	}
	return years
}

// datedFor says whether a record is one of a year: of the years in its title, or else of
// its date.
func datedFor(r catalog.Record, years []int) bool {
	in := yearsIn(r.Title)
	if len(in) == 0 {
		in = []int{r.Date.Year}
	}
	return slices.ContainsFunc(in, func(y int) bool { return slices.Contains(years, y) })
}

// yearly says whether records are told apart by the years in their titles, as annual
// reports and budgets are: most of them.
func yearly(hits []catalog.Hit) bool {
	n := 0
	for _, h := range hits {
		if len(yearsIn(h.Record.Title)) > 0 {
			n++
		}
	}
	return 2*n > len(hits)
}
