package civil

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a day written as 2015-12-02, 2015/12/2, 2015.12.2,
// 2015年12月2日 or 20151202. Full-width digits and spaces around it are accepted.
// A day that is not in the calendar, such as 30 February, is an error.
func ParseDate(s string) (Date, error) {
	text := strings.Map(halfWidth, strings.TrimSpace(s))
	y, m, d, ok := splitDate(text)
	if !ok {
		return Date{}, fmt.Errorf("civil: %q is not a date", s)
	}
	date := Date{y, time.Month(m), d}
	if !date.Valid() {
		return Date{}, fmt.Errorf("civil: %q is not a day of the calendar", s)
	}
	return date, nil
}

func splitDate(s string) (y, m, d int, ok bool) {
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		return number(s[:4]), number(s[4:6]), number(s[6:]), true
	}
	var parts []string
	switch {
	case strings.Contains(s, "年"):
		year, rest, _ := strings.Cut(s, "年")
		month, day, _ := strings.Cut(rest, "月")
		day, isDay := strings.CutSuffix(day, "日")
		if !isDay {
			return 0, 0, 0, false
		}
		parts = []string{year, month, day}
	case strings.Contains(s, "-"):
		parts = strings.Split(s, "-")
	case strings.Contains(s, "/"):
		parts = strings.Split(s, "/")
	default:
		parts = strings.Split(s, ".")
	}
	if len(parts) != 3 {
		return 0, 0, 0, false
	}
	y, m, d = number(parts[0]), number(parts[1]), number(parts[2])
	return y, m, d, len(strings.TrimSpace(parts[0])) == 4 && y > 0 && m > 0 && d > 0
}

// number reads one to four ASCII digits, and returns -1 for anything else.
func number(s string) int {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return -1
	}
	n, _ := strconv.Atoi(s)
	return n
}

func halfWidth(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　':
		return ' '
	}
	return r
}

// MarshalText writes the date as 2015-12-02, and nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads; the empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value stores the date as the text 2015-12-02, which sorts as the days do; the
// zero Date is NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a text, a time or NULL from a database.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = DateOf(v)
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	}
	return fmt.Errorf("civil: cannot read a date from %T", src)
}
