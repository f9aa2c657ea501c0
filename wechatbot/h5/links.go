package h5

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
)

// Links are the addresses of the pages, for replies and notices. Base is where
// the handler of New is reachable from outside, such as
// https://example.gov.cn/h5; without it every link is "".
type Links struct{ Base string }

func (l Links) to(format string, args ...any) string {
	if l.Base == "" {
		return ""
	}
	return strings.TrimSuffix(l.Base, "/") + fmt.Sprintf(format, args...)
}

// Catalogue is the list of what is public; a text searches it.
func (l Links) Catalogue(text string) string {
	if text == "" {
		return l.to("/")
	}
	return l.to("/?q=%s", url.QueryEscape(text))
}

// Record is the page of a record.
func (l Links) Record(n catalog.IndexNumber) string {
	return l.to("/r/%s", strings.ReplaceAll(url.PathEscape(string(n)), "%2F", "/"))
}

// Budget is the page of an organ's statement, with table and chart.
func (l Links) Budget(s budget.Statement) string {
	return l.to("/budget/%s/%d/%s", url.PathEscape(s.Organ), s.Year, stage(s))
}

// BudgetChart is the picture of the same, a PNG.
func (l Links) BudgetChart(s budget.Statement) string {
	return l.to("/budget/%s/%d/%s/chart.png", url.PathEscape(s.Organ), s.Year, stage(s))
}

// Apply is the application form.
func (l Links) Apply() string { return l.to("/apply") }

// Progress is the page that tells how far a request is, to who knows its
// query code.
func (l Links) Progress(id string) string { return l.to("/progress?id=%s", url.QueryEscape(id)) }

// ApplyWith is the application form that goes on with the chat's own draft: the
// ticket comes from Tickets.Issue.
func (l Links) ApplyWith(ticket string) string {
	return l.to("/apply?ticket=%s", url.QueryEscape(ticket))
}

// Report is the page of a year's annual report (年度报告); year 0 lists all years.
func (l Links) Report(year int) string {
	if year == 0 {
		return l.to("/report")
	}
	return l.to("/report/%d", year)
}

// Guide is the disclosure guide (公开指南).
func (l Links) Guide() string { return l.to("/guide") }

func stage(s budget.Statement) string {
	text, _ := s.Stage.MarshalText()
	return string(text)
}
