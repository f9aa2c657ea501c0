package disclosure

import (
	"fmt"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Category (公开类别) says how lasting a piece of published information is, in the
// four kinds that offices sort it by. The zero Category is not set.
type Category int

// The four categories.
const (
	Permanent Category = iota + 1 // 长期公开: stands until it changes
	Quarterly                     // 定期公开: renewed in the last ten days of each quarter's first month
	Staged                        // 逐段公开: published as a project goes on
	AdHoc                         // 临时公开: published as the occasion asks
)

var categories = [...]struct{ text, chinese string }{
	{"", ""},
	{"permanent", "长期公开"},
	{"quarterly", "定期公开"},
	{"staged", "逐段公开"},
	{"adhoc", "临时公开"},
}

// Categories returns the four categories in their usual order.
func Categories() []Category { return []Category{Permanent, Quarterly, Staged, AdHoc} }

// String returns the category's Chinese name, and the empty string when it is not set.
func (c Category) String() string {
	if c < 0 || int(c) >= len(categories) {
		return fmt.Sprintf("Category(%d)", int(c))
	}
	return categories[c].chinese
}

// ParseCategory reads a category by its Chinese name, with or without 公开, or
// by its text form, such as permanent.
func ParseCategory(s string) (Category, error) {
	name := strings.TrimSpace(s)
	for c := Permanent; c <= AdHoc; c++ {
		chinese := categories[c].chinese
		if name == chinese || name == strings.TrimSuffix(chinese, "公开") || strings.EqualFold(name, categories[c].text) {
			return c, nil
		}
	}
	return 0, fmt.Errorf("disclosure: %q is not a category", s)
}

// MarshalText writes the category as permanent, quarterly, staged or adhoc, and
// nothing when it is not set.
func (c Category) MarshalText() ([]byte, error) {
	if c < 0 || int(c) >= len(categories) {
		return nil, fmt.Errorf("disclosure: category %d does not exist", int(c))
	}
	return []byte(categories[c].text), nil
}

// UnmarshalText reads what ParseCategory reads; the empty text is not set.
func (c *Category) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = 0
		return nil
	}
	parsed, err := ParseCategory(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// A Window is a span of days in which something is to be published, both its
// ends included.
type Window struct{ From, To civil.Date }

// Contains reports whether d lies in the window.
func (w Window) Contains(d civil.Date) bool { return !d.Before(w.From) && !d.After(w.To) }

// Windows returns the spans of a year in which information of the category is
// renewed: for Quarterly the last ten days (下旬) of January, April, July and
// October, from the 21st to the end of the month. The others have none.
func (c Category) Windows(year int) []Window {
	if c != Quarterly {
		return nil
	}
	var windows []Window
	for month := time.January; month <= time.December; month += 3 {
		windows = append(windows, Window{
			From: civil.Day(year, month, 21),
			To:   civil.Day(year, month, 1).AddMonths(1).AddDays(-1),
		})
	}
	return windows
}
