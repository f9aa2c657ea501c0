package catalog

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Period is a stretch of the calendar that figures are given for: a month, a
// quarter, a half-year or a year. The zero Period is none.
type Period struct {
	Year  int
	First time.Month // 1, 4, 7 or 10 begins a quarter, 1 or 7 a half-year
	Long  int        // months: 1, 3, 6 or 12
}

// The lengths of a Period in months.
const (
	Month    = 1
	Quarter  = 3
	HalfYear = 6
	Year     = 12
)

// PeriodOf is the period of a length in which a day lies.
func PeriodOf(d civil.Date, long int) Period {
	return Period{Year: d.Year, First: time.Month((int(d.Month)-1)/long*long + 1), Long: long}
}

var periodForm = regexp.MustCompile(`^(\d{4})(?:年)?(?:(?:-?(?:Q|q|第)([1-4一二三四])(?:季度)?)|(?:-?[Hh]([12])|(上|下)半年)|(?:-?(\d{1,2})月?))?$`)

// ParsePeriod reads 2015, 2015年, 2015-03, 2015年3月, 2015Q3, 2015年第三季度,
// 2015H1 and 2015年上半年.
func ParsePeriod(s string) (Period, error) {
	m := periodForm.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("catalog: period: want 2015, 2015-03, 2015Q3 or 2015H1")
	}
	year, _ := strconv.Atoi(m[1]) // four digits
	at := func(n, long int) (Period, error) {
		return Period{Year: year, First: time.Month((n-1)*long + 1), Long: long}, nil
	}
	switch {
	case m[2] != "":
		n, ok := map[string]int{"一": 1, "二": 2, "三": 3, "四": 4}[m[2]]
		if !ok {
			n, _ = strconv.Atoi(m[2])
		}
		return at(n, Quarter)
	case m[3] == "1", m[4] == "上":
		return at(1, HalfYear)
	case m[3] == "2", m[4] == "下":
		return at(2, HalfYear)
	case m[5] != "":
		n, _ := strconv.Atoi(m[5])
		if n < 1 || n > 12 {
			return Period{}, fmt.Errorf("catalog: period: no month %d", n)
		}
		return at(n, Month)
	}
	return at(1, Year)
}

// From and To are its first and last day.
func (p Period) From() civil.Date { return civil.Day(p.Year, p.First, 1) }

// To is its last day.
func (p Period) To() civil.Date { return p.Next().From().AddDays(-1) }

// Next is the period of the same length after it.
func (p Period) Next() Period { return p.moved(1) }

// Before is the period of the same length before it.
func (p Period) Before() Period { return p.moved(-1) }

func (p Period) moved(n int) Period {
	at := p.Year*12 + int(p.First) - 1 + n*p.Long
	return Period{Year: at / 12, First: time.Month(at%12 + 1), Long: p.Long}
}

// String writes 2015, 2015H1, 2015Q3 or 2015-03, as ParsePeriod reads it.
func (p Period) String() string {
	switch p.Long {
	case Year:
		return strconv.Itoa(p.Year)
	case HalfYear:
		return fmt.Sprintf("%dH%d", p.Year, (int(p.First)+5)/HalfYear)
	case Quarter:
		return fmt.Sprintf("%dQ%d", p.Year, (int(p.First)+2)/Quarter)
	}
	return fmt.Sprintf("%d-%02d", p.Year, int(p.First))
}

// Chinese writes 2015年, 2015年上半年, 2015年第三季度 or 2015年3月.
func (p Period) Chinese() string {
	year := strconv.Itoa(p.Year) + "年"
	switch p.Long {
	case Year:
		return year
	case HalfYear:
		return year + map[bool]string{true: "上半年", false: "下半年"}[p.First == time.January]
	case Quarter:
		return year + "第" + [...]string{"一", "二", "三", "四"}[(int(p.First)-1)/Quarter] + "季度"
	}
	return year + strconv.Itoa(int(p.First)) + "月"
}
