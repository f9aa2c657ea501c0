package civil

import (
	"fmt"
	"time"
)

// A Date is a day of the Gregorian calendar, without an hour and without a time
// zone. The zero Date is no day at all. Dates are comparable with ==.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Day returns the date of a year, month and day. Values outside their usual
// range roll over, as in time.Date: 31 April is 1 May.
func Day(year int, month time.Month, day int) Date {
	if day >= 1 && day <= 28 && month >= time.January && month <= time.December {
		return Date{year, month, day}
	}
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day that t shows on a clock of its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// china is the time that all of China keeps, since 1992 the whole year.
var china = time.FixedZone("CST", 8*60*60)

// InChina returns the day that it is in China at t, whatever the location of t. It is the
// day of the law: a machine may stand, or be set, anywhere.
func InChina(t time.Time) Date { return DateOf(t.In(china)) }

// IsZero reports whether d is the zero Date, which is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d is a day of the calendar, in the years 1 to 9999.
func (d Date) Valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// String returns the date as 2015-12-02, and the empty string for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Valid():
		y, m, day := d.Year, int(d.Month), d.Day
		return string([]byte{digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(day / 10), digit(day)})
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// digit is the last digit of a number.
func digit(n int) byte { return '0' + byte(n%10) }

// Chinese returns the date as 2015年12月2日, and the empty string for the zero Date.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day)
}

// Time returns the first instant of the day in loc.
func (d Date) Time(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// AddDays returns the day n days after d, or before it when n is negative.
func (d Date) AddDays(n int) Date { return dateOfOrdinal(d.ordinal() + n) }

// AddMonths returns the same day n months after d. Where that month is too
// short it returns the month's last day: 31 January and one month is the last of February.
func (d Date) AddMonths(n int) Date {
	months := d.Year*12 + int(d.Month) - 1 + n
	year, month := floorDiv(months, 12), time.Month(mod(months, 12)+1)
	return Date{year, month, min(d.Day, daysIn(year, month))}
}

// Sub returns the number of days from other to d, negative when d is the earlier.
func (d Date) Sub(other Date) int { return d.ordinal() - other.ordinal() }

// Before reports whether d comes before other. The zero Date comes before every day.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d comes after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// Compare returns -1, 0 or +1 as d comes before other, is the same day, or comes after it.
func (d Date) Compare(other Date) int {
	switch a, b := d.key(), other.key(); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(mod(d.ordinal()+4, 7)) }

// key orders dates without the cost of counting days.
func (d Date) key() int { return d.Year*512 + int(d.Month)*32 + d.Day }

// ordinal returns the days from 1970-01-01, counted in years that begin in
// March, so that a leap day comes last.
func (d Date) ordinal() int {
	y, m := d.Year, int(d.Month)
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3)+2)/5 + d.Day - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// dateOfOrdinal is the inverse of ordinal.
func dateOfOrdinal(n int) Date {
	n += 719468
	era := floorDiv(n, 146097)
	dayOfEra := n - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month := (5*dayOfYear + 2) / 153
	d := Date{yearOfEra + era*400, time.Month(month + 3), dayOfYear - (153*month+2)/5 + 1}
	if d.Month > 12 {
		d.Month -= 12
		d.Year++
	}
	return d
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

func mod(a, b int) int { return a - floorDiv(a, b)*b }
