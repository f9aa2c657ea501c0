package clerk

import (
	"fmt"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// postMonth is one month of the calendar of posts.
type postMonth struct {
	Title        string
	Before, Next string // months, as the address names them
	Weeks        [][7]postCell
	Empty        bool // nothing stands in it
}

// postCell is one day of it; the zero cell lies outside the month.
type postCell struct {
	Day         civil.Date
	Today, Rest bool
	Entries     []postEntry
	More        int // entries that are not shown
	Silent      int
}

// postEntry is one post of a day.
type postEntry struct {
	ID         int64
	Title      string
	Word, Tone string
}

// A day of the calendar shows so many entries, of so many characters each.
const (
	cellRows  = 3
	cellTitle = 30
)

// postMonth lays a month of posts out in weeks from Monday.
func (v *visit) postMonth(first civil.Date) (postMonth, error) {
	after := next(first)
	m := postMonth{Title: fmt.Sprintf("%d年%d月", first.Year, int(first.Month)), Next: monthKey(after), Empty: true}
	before := first.AddDays(-1)
	m.Before = monthKey(before)
	cal, err := v.Posting.Calendar(v.ctx(), first, after.Sub(first), v.day())
	if err != nil {
		return m, err
	}
	var week [7]postCell
	for _, d := range cal.Days {
		at := (int(d.Day.Weekday()) + 6) % 7
		week[at] = v.postCell(d)
		m.Empty = m.Empty && len(week[at].Entries) == 0 && d.Silent == 0
		if at == 6 || d.Day.AddDays(1) == after {
			m.Weeks, week = append(m.Weeks, week), [7]postCell{}
		}
	}
	return m, nil
}

func (v *visit) postCell(d PostDay) postCell {
	out := postCell{Day: d.Day, Today: d.Day == v.day(), Silent: d.Silent}
	if work, err := v.Calendar.National().IsWorkday(d.Day); err == nil {
		out.Rest = !work
	}
	for _, rel := range d.Posts {
		out.Entries = append(out.Entries, v.postEntry(rel))
	}
	for _, r := range d.Scheduled {
		out.Entries = append(out.Entries, postEntry{ID: r.ID, Title: cut(cellTitle, r.Title), Word: "待发布", Tone: toneNote})
	}
	if n := len(out.Entries); n > cellRows {
		out.Entries, out.More = out.Entries[:cellRows], n-cellRows
	}
	return out
}

func (v *visit) postEntry(rel catalog.Release) postEntry {
	h := v.handOf(rel)
	return postEntry{ID: h.ID, Title: cut(cellTitle, h.Title), Word: v.pushWord(rel), Tone: v.pushTone(rel)}
}
