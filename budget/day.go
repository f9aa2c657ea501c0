package budget

import (
	"fmt"
	"time"
)

// A Day is a calendar day as text, 2015-09-30; "" is no day. Days compare as
// text. Dates in budget law are counted in calendar days, for which no calendar
// of days off is needed.
type Day string

// ParseDay reads a day as 2015-09-30, and refuses one that is in no calendar.
func ParseDay(s string) (Day, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("budget: %q is not a day as 2015-09-30", s)
	}
	return Day(s), nil
}

// UnmarshalText reads what ParseDay reads; "" is no day.
func (d *Day) UnmarshalText(text []byte) error {
	*d = ""
	if len(text) == 0 {
		return nil
	}
	day, err := ParseDay(string(text))
	*d = day
	return err
}

// Add returns the n-th calendar day after d; "" of no day, and of what is none.
func (d Day) Add(n int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return Day(t.AddDate(0, 0, n).Format(time.DateOnly))
}
