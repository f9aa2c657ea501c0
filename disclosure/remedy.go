package disclosure

import (
	"errors"
	"slices"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// ErrNotTold says that there is no reply of which the applicant was told, so
// that no time for a review or a suit has begun.
var ErrNotTold = errors.New("disclosure: applicant not told of a reply")

// A Remedy (救济途径) is one thing that an applicant may do against a reply.
type Remedy struct {
	Name        string     // 行政复议, 行政诉讼
	Term        Term       // its time, with the article
	Until       civil.Date // the last day; zero: its time has not begun
	Provisional bool       // the last day may be later: it may fall on a day off of a year not announced
	AfterReview bool       // only after a review was decided
	First       string     // the article by which the review comes first; empty: the applicant chose it
}

// remedy is a row of the table of times. The newest row of a name is in force.
type remedy struct {
	name        string
	since       civil.Date
	afterReview bool
	term        Term
}

const (
	review     = "行政复议"
	litigation = "行政诉讼"
)

var remedies = []remedy{
	{review, civil.Day(2008, time.May, 1), false, Term{60, CalendarDays, "《行政复议法》第九条"}},
	{review, civil.Day(2024, time.January, 1), false, Term{60, CalendarDays, "《行政复议法》第二十条"}},
	{litigation, civil.Day(2015, time.May, 1), false, Term{6, Months, "《行政诉讼法》第四十六条"}},
	{litigation, civil.Day(2015, time.May, 1), true, Term{15, CalendarDays, "《行政诉讼法》第四十五条"}},
}

// remedyOn returns the row in force on a day.
func remedyOn(day civil.Date, name string, afterReview bool) (remedy, bool) {
	for _, row := range slices.Backward(remedies) {
		if row.name == name && row.afterReview == afterReview && !day.Before(row.since) {
			return row, true
		}
	}
	return remedy{}, false
}

// Remedies returns what the applicant may do against the newest reply, and until
// when, counted from the day the applicant was told of it; a suit after a review
// from the day the review was decided. It returns ErrNotTold before that. A notice
// that names the reply and does not hold its words begins no time.
func (r Request) Remedies(cal *civil.Calendar) ([]Remedy, error) {
	told, replied := r.toldOfReply()
	if told.IsZero() {
		return nil, ErrNotTold
	}
	f := r.fold()
	var list []Remedy
	if row, ok := remedyOn(replied, review, false); ok {
		list = append(list, row.from(told, cal))
	}
	first := reliefOn(replied, f.outcome)
	var decided civil.Date
	for _, c := range f.reviews {
		if !c.suit {
			decided = c.decided
		}
	}
	afterReview, from := first.refusal || !decided.IsZero(), told
	if afterReview {
		from = decided
	}
	if row, ok := remedyOn(replied, litigation, afterReview); ok {
		suit := row.from(from, cal)
		suit.First = first.article
		list = append(list, suit)
	}
	return list, nil
}

// from computes the row's last day; none when its time has not begun.
func (row remedy) from(day civil.Date, cal *civil.Calendar) Remedy {
	m := Remedy{Name: row.name, Term: row.term, AfterReview: row.afterReview}
	if day.IsZero() {
		return m
	}
	var err error
	if m.Until, err = row.term.From(day, cal.National()); err == nil {
		return m
	}
	m.Provisional = true
	m.Until = day.AddDays(row.term.N)
	if row.term.Unit == Months {
		m.Until = day.AddMonths(row.term.N)
	}
	return m
}

// toldOfReply returns the day the applicant was told of the newest reply, and
// the day of that reply.
func (r Request) toldOfReply() (told, replied civil.Date) {
	for i, e := range slices.Backward(r.Events) {
		if e.Reply == nil {
			continue
		}
		for _, t := range r.Events[i+1:] {
			if t.Kind == KindTold && t.Of == i && t.Failure == "" && t.Notice == "" {
				return t.Day, e.Day
			}
		}
		return civil.Date{}, e.Day
	}
	return civil.Date{}, civil.Date{}
}
