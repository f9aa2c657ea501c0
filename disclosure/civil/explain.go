package civil

import (
	"fmt"
	"time"
)

// Kind says why a day is a working day or a day off.
type Kind int

// The four kinds of day. The zero Kind is an ordinary working day.
const (
	Workday Kind = iota // 工作日: Monday to Friday that no notice changed
	Weekend             // 周末: Saturday or Sunday that no notice changed
	Holiday             // 放假: announced as a day off
	MakeUp              // 调休上班: announced as a working day
)

// Chinese returns the kind as an office calls it.
func (k Kind) Chinese() string {
	switch k {
	case Weekend:
		return "周末"
	case Holiday:
		return "放假"
	case MakeUp:
		return "调休上班"
	}
	return "工作日"
}

// Work reports whether offices work on such a day.
func (k Kind) Work() bool { return k == Workday || k == MakeUp }

// A Line explains one day of a count of working days.
type Line struct {
	Day    Date
	Kind   Kind
	Count  int    // the number of this working day within the count; 0: not counted
	Name   string // the festival of an announced day
	Notice string // the notice that announced it; empty: the ordinary week
	Region string // the region that announced it; empty: the State Council
}

// String returns the line as a clerk would write it.
func (l Line) String() string {
	s := fmt.Sprintf("%s %s %s", l.Day, weekdays[l.Day.Weekday()], l.Kind.Chinese())
	if l.Name != "" {
		s += "（" + l.Name + "）"
	}
	if l.Count > 0 {
		return s + fmt.Sprintf(" 第%d个工作日", l.Count)
	}
	return s + " 不计"
}

var weekdays = [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}

// About returns what is known of one day, with the notice that says so.
func (c *Calendar) About(d Date) (Line, error) {
	work, err := c.IsWorkday(d)
	if err != nil {
		return Line{}, err
	}
	l := Line{Day: d}
	a, found := c.regional.years.find(d)
	if found {
		l.Region = c.regional.Region
	} else {
		a, found = c.national.find(d)
	}
	l.Name, l.Notice = a.name, a.notice
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	switch {
	case found && !work:
		l.Kind = Holiday
	case weekend && work:
		l.Kind = MakeUp
	case weekend:
		l.Kind = Weekend
	}
	return l, nil
}

// find returns what was announced for d; the latest year has the last word.
func (ys years) find(d Date) (announced, bool) {
	for y := d.Year + 1; y >= d.Year-1; y-- {
		if a, ok := ys[y].days[d]; ok {
			return a, true
		}
	}
	return announced{}, false
}

// Explain returns one line for each day after d up to the n-th working day,
// which is the last line. It returns ErrNotCovered as AddWorkdays does.
func (c *Calendar) Explain(d Date, n int) ([]Line, error) {
	var lines []Line
	for counted := 0; counted < n; {
		d = d.AddDays(1)
		l, err := c.About(d)
		if err != nil {
			return nil, err
		}
		if l.Kind.Work() {
			counted++
			l.Count = counted
		}
		lines = append(lines, l)
	}
	return lines, nil
}
