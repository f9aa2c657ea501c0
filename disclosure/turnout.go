package disclosure

import (
	"context"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Turnout says how the applications that came in during a period were answered.
type Turnout struct {
	Submitted int // came in
	Replied   int // of them answered
	Ended     int // of them withdrawn, abandoned or passed on
	Open      int // of them not closed
	InTime    int // answered by the day that the reply was due
	Late      int // answered after it, or open and past it
	Unknown   int // answered, on days that are not on record or of which no calendar is announced

	Scores map[Satisfaction]int // of those who rated the reply
}

// Turnout counts the applications that came in between two days, both included,
// as they stand on today.
func (d *Desk) Turnout(ctx context.Context, from, to, today civil.Date) (Turnout, error) {
	var n Turnout
	for r, err := range d.store.Requests(ctx) {
		if err != nil {
			return n, fmt.Errorf("disclosure: turnout: %w", err)
		}
		if r.cameIn(from, to) {
			n.add(r, d.calendar, today)
		}
	}
	return n, nil
}

// Outcomes counts by the results of their newest replies the applications that came in
// between two days, both included, and were answered.
func (d *Desk) Outcomes(ctx context.Context, from, to civil.Date) (map[Outcome]int, error) {
	n := map[Outcome]int{}
	for r, err := range d.store.Requests(ctx) {
		if err != nil {
			return nil, fmt.Errorf("disclosure: outcomes: %w", err)
		}
		if reply, answered := r.Reply(); answered && r.cameIn(from, to) {
			n[reply.Outcome]++
		}
	}
	return n, nil
}

// cameIn says whether an application came in between two days, both included.
func (r Request) cameIn(from, to civil.Date) bool {
	day := r.Submitted()
	if day.IsZero() {
		day = r.Received()
	}
	return !day.IsZero() && !day.Before(from) && !day.After(to)
}

func (n *Turnout) add(r Request, cal *civil.Calendar, today civil.Date) {
	n.Submitted++
	if score := r.Score(); score != "" {
		if n.Scores == nil {
			n.Scores = map[Satisfaction]int{}
		}
		n.Scores[score]++
	}
	for i, e := range r.Events {
		if e.Kind == KindReplied {
			n.Replied++
			n.judge(r, i, e.Day, cal)
			return
		}
	}
	if r.State().Closed() {
		n.Ended++
		return
	}
	n.Open++
	if late, err := r.Overdue(cal, today); err == nil && late {
		n.Late++
	}
}

// DayUnknown is the note of a reply that is entered later, of whose day nothing is on
// record (补录): whether it was in time is not told from the day of the entry.
const DayUnknown = "日期未载明"

// judge holds the day of the first reply against the day that it was due.
func (n *Turnout) judge(r Request, reply int, day civil.Date, cal *civil.Calendar) {
	if r.Events[reply].Note == DayUnknown {
		n.Unknown++
		return
	}
	r.Events = r.Events[:reply]
	due, err := r.Deadline(cal)
	if regional(err) {
		due, err = r.Deadline(cal.National())
	}
	switch {
	case err != nil:
		n.Unknown++
	case day.After(due):
		n.Late++
	default:
		n.InTime++
	}
}
