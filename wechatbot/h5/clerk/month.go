package clerk

import (
	"fmt"
	"strconv"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// month is one month of the calendar on which a reply clock is explained.
type month struct {
	Title string
	Weeks [][7]cell // from Monday
}

// cell is one day of it; the zero cell lies outside.
type cell struct {
	Day   int
	Date  civil.Date
	Text  string // 第3天, 休, 班 …
	Full  string // the same in words, for those who do not see the colours
	Class string
	Today bool
	Due   bool
}

// clock is how the reply's last day was counted, day by day.
type clock struct {
	Months  []month
	Lines   []disclosure.ClockLine
	Due     civil.Date
	Start   civil.Date
	Total   int
	Note    string
	Notices []string // the notices that the days rest on
}

// clockOf explains a request's deadline; why says in Chinese when there is none to
// explain.
func (v *visit) clockOf(r disclosure.Request) (c *clock, why string) {
	lines, err := r.Explain(v.Calendar)
	due, dueErr := r.Deadline(v.Calendar)
	note := ""
	if err != nil {
		if lines, err = r.Explain(v.Calendar.National()); err == nil {
			due, dueErr = r.Deadline(v.Calendar.National())
			note = v.Calendar.Region() + "当年的放假安排尚未掌握，暂按全国安排计算。"
		}
	}
	if err != nil || dueErr != nil {
		return nil, Standing(r, v.Calendar, v.day())
	}
	if len(lines) == 0 {
		return nil, "答复推迟到" + due.Chinese() + "，不再逐日计算。"
	}
	c = &clock{Lines: lines, Due: due, Start: lines[0].Day.AddDays(-1), Note: note}
	seen := map[string]bool{}
	for _, l := range lines {
		c.Total = max(c.Total, l.Count)
		if l.Notice != "" && !seen[l.Notice] {
			seen[l.Notice] = true
			c.Notices = append(c.Notices, l.Notice)
		}
	}
	c.Months = months(c, v.day())
	return c, ""
}

// months lays the days out in weeks.
func months(c *clock, today civil.Date) []month {
	by := map[civil.Date]disclosure.ClockLine{}
	for _, l := range c.Lines {
		by[l.Day] = l
	}
	var out []month
	for first := civil.Day(c.Start.Year, c.Start.Month, 1); !first.After(c.Due); first = next(first) {
		m := month{Title: fmt.Sprintf("%d年%d月", first.Year, int(first.Month))}
		var week [7]cell
		for d := first; d.Month == first.Month; d = d.AddDays(1) {
			at := (int(d.Weekday()) + 6) % 7
			week[at] = dayCell(d, c, by, today)
			if at == 6 {
				m.Weeks, week = append(m.Weeks, week), [7]cell{}
			}
		}
		if week != [7]cell{} {
			m.Weeks = append(m.Weeks, week)
		}
		out = append(out, m)
	}
	return out
}

// next is the first day of the month after.
func next(first civil.Date) civil.Date {
	if first.Month == time.December {
		return civil.Day(first.Year+1, time.January, 1)
	}
	return civil.Day(first.Year, first.Month+1, 1)
}

func dayCell(d civil.Date, c *clock, by map[civil.Date]disclosure.ClockLine, today civil.Date) cell {
	out := cell{Day: d.Day, Date: d, Today: d == today, Due: d == c.Due}
	l, counted := by[d]
	switch {
	case d == c.Start:
		out.Text, out.Full, out.Class = "起", "起算日，当天不计", "start"
	case !counted:
		out.Class = "beyond"
	case l.Paused && l.Kind.Work():
		out.Text, out.Full, out.Class = "停", "征求意见，不计入期限", "paused"
	case l.Count > 0:
		out.Text, out.Full, out.Class = strconv.Itoa(l.Count), fmt.Sprintf("第%d个工作日", l.Count), "work"
		if l.Kind == civil.MakeUp {
			out.Full, out.Class = out.Full+"，"+l.Kind.Chinese(), "work makeup"
		}
	default:
		out.Text, out.Full, out.Class = "休", l.Kind.Chinese(), "rest"
		if l.Name != "" {
			out.Text, out.Full = string([]rune(l.Name)[:1]), l.Name+l.Kind.Chinese()
		}
	}
	if out.Due {
		out.Full += "，最后一天"
	}
	return out
}
