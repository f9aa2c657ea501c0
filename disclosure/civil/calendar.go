package civil

import (
	"errors"
	"fmt"
	"math/bits"
	"time"
)

// ErrNotCovered says that a count left the years whose calendar is known. The
// error itself is a *NotCoveredError, which names the day.
var ErrNotCovered = errors.New("civil: calendar not announced")

// A NotCoveredError names the first day of a count whose calendar is not known.
type NotCoveredError struct {
	Day    Date   // the first day that is not covered; zero: there was none to count from
	Region string // the region whose days are unknown; empty: the national calendar
}

// Error says which day is not covered, and by whom.
func (e *NotCoveredError) Error() string {
	if e.Day.IsZero() {
		return "civil: the day to count from is no day"
	}
	if e.Region == "" {
		return fmt.Sprintf("civil: calendar of %d not announced: %s", e.Day.Year, e.Day)
	}
	return fmt.Sprintf("civil: calendar of %s for %d not known: %s", e.Region, e.Day.Year, e.Day)
}

// Is makes errors.Is(err, ErrNotCovered) true.
func (e *NotCoveredError) Is(target error) bool { return target == ErrNotCovered }

// A Calendar tells working days from days off in the years that were announced.
// It does not change and may be shared. The zero Calendar, and a nil one, cover no day.
type Calendar struct {
	national years
	regional Overlay
	plain    *Calendar // without the region; nil: this one has none

	first    int      // the first year of status
	status   []status // by year
	base     int      // ordinal of the first day of bits
	workdays []uint64 // one bit a day, set when it is a working day
}

type status uint8

const (
	unannounced status = iota // the national calendar is missing
	unknownHere               // the region's days are missing
	covered
)

// orNone is the calendar, or one that covers no day.
func (c *Calendar) orNone() *Calendar {
	if c == nil {
		return &Calendar{}
	}
	return c
}

// With returns the calendar with the region's days on top of the national ones,
// in place of any region it had.
func (c *Calendar) With(o Overlay) *Calendar {
	if o.Region == "" {
		return c.National()
	}
	c = c.orNone()
	with := compile(c.national, o)
	with.plain = c.National()
	return with
}

// National returns the calendar without its region's days, so that a caller can
// offer a provisional date (暂定) where only the region is unknown.
func (c *Calendar) National() *Calendar {
	c = c.orNone()
	if c.plain == nil {
		return c
	}
	return c.plain
}

// Region returns the name of the region whose days are on top of the national
// ones, and the empty string when there is none.
func (c *Calendar) Region() string { return c.orNone().regional.Region }

// Merge returns the calendar with the announced years of another, which replace
// its own where both have one. A region's years are taken over when c has the
// same region, or none and years has nothing national to say.
func (c *Calendar) Merge(years *Calendar) *Calendar {
	c, years = c.orNone(), years.orNone()
	o := c.regional
	switch {
	case o.Region == years.regional.Region:
		o.years = merge(o.years, years.regional.years)
	case o.Region == "" && len(years.national) == 0:
		o = years.regional
	}
	return compile(merge(c.national, years.national), Overlay{}).With(o)
}

// compile lays the announced years out as one bit a day.
func compile(national years, o Overlay) *Calendar {
	c := &Calendar{national: national, regional: o}
	list := national.sorted()
	if len(list) == 0 {
		return c
	}
	c.first = list[0]
	last := list[len(list)-1]
	c.status = make([]status, last-c.first+1)
	c.base = Day(c.first, time.January, 1).ordinal()
	end := Day(last+1, time.January, 1).ordinal()
	c.workdays = make([]uint64, (end-c.base+63)/64)
	for _, y := range list {
		c.layYear(y)
	}
	c.layNotices(national)
	c.layNotices(o.years)
	return c
}

// layYear sets Monday to Friday of one year, and what is known of it.
func (c *Calendar) layYear(y int) {
	s := covered
	if c.national[y].partial {
		s = unannounced
	} else if regional, known := c.regional.years[y]; c.regional.Region != "" && (!known || regional.partial) {
		s = unknownHere
	}
	c.status[y-c.first] = s
	for d := Day(y, time.January, 1); d.Year == y; d = d.AddDays(1) {
		c.set(d, d.Weekday() != time.Saturday && d.Weekday() != time.Sunday)
	}
}

// layNotices applies what the notices change, in the years that are laid out.
func (c *Calendar) layNotices(ys years) {
	for _, y := range ys.sorted() {
		for d, a := range ys[y].days {
			if _, known := c.national[d.Year]; known {
				c.set(d, a.work)
			}
		}
	}
}

func (c *Calendar) set(d Date, work bool) {
	i := d.ordinal() - c.base
	if work {
		c.workdays[i/64] |= 1 << (i % 64)
	} else {
		c.workdays[i/64] &^= 1 << (i % 64)
	}
}

// IsWorkday reports whether offices work on d. It returns ErrNotCovered when
// the calendar of d is not known.
func (c *Calendar) IsWorkday(d Date) (bool, error) {
	c = c.orNone()
	if err := c.check(d, d); err != nil {
		return false, err
	}
	i := d.ordinal() - c.base
	return c.workdays[i/64]&(1<<(i%64)) != 0, nil
}

// AddWorkdays returns the n-th working day after d. The day d itself is not
// counted, whether or not it is a working day (民事诉讼法第八十五条: 期间开始的时和日，不计算在期间内).
// A negative n counts backwards; zero returns d. It returns ErrNotCovered when
// the count leaves the years that are known.
func (c *Calendar) AddWorkdays(d Date, n int) (Date, error) {
	c = c.orNone()
	switch {
	case n == 0:
		return d, nil
	case d.IsZero():
		return Date{}, &NotCoveredError{}
	case n < 0:
		return c.subWorkdays(d, -n)
	}
	end := len(c.workdays) * 64
	i := max(d.ordinal()+1-c.base, 0)
	found := end
	for i < end {
		word := c.workdays[i/64] >> (i % 64)
		if k := bits.OnesCount64(word); k < n {
			n -= k
			i = (i/64 + 1) * 64
			continue
		}
		for ; n > 1; n-- {
			word &= word - 1
		}
		found = i + bits.TrailingZeros64(word)
		break
	}
	next, last := d.AddDays(1), dateOfOrdinal(c.base+found)
	if last.Before(next) { // d lies behind all that is known
		last = next
	}
	if err := c.check(next, last); err != nil {
		return Date{}, err
	}
	return last, nil
}

// subWorkdays returns the n-th working day before d.
func (c *Calendar) subWorkdays(d Date, n int) (Date, error) {
	for n > 0 {
		d = d.AddDays(-1)
		work, err := c.IsWorkday(d)
		if err != nil {
			return Date{}, err
		}
		if work {
			n--
		}
	}
	return d, nil
}

// Workdays counts the working days after from, up to and including to. It is
// negative when to comes before from, and returns ErrNotCovered when a day
// between them is not known.
func (c *Calendar) Workdays(from, to Date) (int, error) {
	if to.Before(from) {
		n, err := c.Workdays(to, from)
		return -n, err
	}
	c = c.orNone()
	switch {
	case from == to:
		return 0, nil
	case from.IsZero():
		return 0, &NotCoveredError{}
	}
	if err := c.check(from.AddDays(1), to); err != nil {
		return 0, err
	}
	return c.count(from.ordinal()+1-c.base, to.ordinal()+1-c.base), nil
}

// count counts the working days from bit i up to, not including, bit end.
func (c *Calendar) count(i, end int) int {
	n := 0
	for i < end {
		word := c.workdays[i/64] >> (i % 64)
		next := (i/64 + 1) * 64
		if next > end {
			word &= 1<<(end-i) - 1
		}
		n += bits.OnesCount64(word)
		i = next
	}
	return n
}

// check returns an error that names the first day from first to last that is
// not covered.
func (c *Calendar) check(first, last Date) error {
	for y := first.Year; y <= last.Year; y++ {
		s := unannounced
		if i := y - c.first; i >= 0 && i < len(c.status) {
			s = c.status[i]
		}
		if s == covered {
			continue
		}
		e := &NotCoveredError{Day: first}
		if y > first.Year {
			e.Day = Day(y, time.January, 1)
		}
		if s == unknownHere {
			e.Region = c.regional.Region
		}
		return e
	}
	return nil
}

// Settled reports whether no announcement still to come can change d. The notice
// for a year has moved days of the last week of the year before (29 December
// 2007 and 2018, 31 December 2011 and 2022), so that this week of the last year
// announced may still change. A day that is not covered is not settled.
func (c *Calendar) Settled(d Date) bool {
	c = c.orNone()
	if c.check(d, d) != nil {
		return false
	}
	const lastWeek = 25
	if d.Month != time.December || d.Day < lastWeek {
		return true
	}
	_, next := c.national[d.Year+1]
	return next
}

// Years returns the years that the calendar covers, its region's days included,
// in order.
func (c *Calendar) Years() []int {
	var covers []int
	for i, s := range c.orNone().status {
		if s == covered {
			covers = append(covers, c.first+i)
		}
	}
	return covers
}
