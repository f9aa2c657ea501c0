package disclosure

import (
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A ReportTerm (年度报告的期限) is before which day of a year the annual report on the
// year before is due, whose report, and what is to be done with it.
type ReportTerm struct {
	Whose   string // 县级以上人民政府部门
	Must    string // 向社会公布
	Month   time.Month
	Day     int
	Article string
}

// Of is the day that the law names for the report on a year (1月31日前). It is one of the
// calendar, also where it is a day off.
func (t ReportTerm) Of(year int) civil.Date { return civil.Day(year+1, t.Month, t.Day) }

// ReportTerms returns the terms of the annual report on a year by the regulation in force
// in the January after it, the first due first. There are none for years before 2019: no
// text of the article of 2008 was at hand.
func ReportTerms(year int) []ReportTerm {
	return RulesOn(civil.Day(year+1, time.January, 1)).Reports
}
