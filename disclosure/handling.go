package disclosure

import (
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Handling (办理情况检查) returns a finding for each term that the office missed in
// what has happened so far: a correction asked for too late, a reply after its
// day, an extension of which the applicant was not told in time. What is still
// to come is not judged: see Due and Overdue. A term that cannot be computed is a
// finding that says so.
func (r Request) Handling(cal *civil.Calendar) []Finding {
	var found []Finding
	for i, e := range r.Events {
		before := r
		before.Events = r.Events[:i]
		switch e.Kind {
		case KindCorrectionAsked:
			f := before.fold()
			if f.received.IsZero() || f.rules.Correction.IsZero() {
				continue
			}
			due := func(cal *civil.Calendar) (civil.Date, error) { return f.rules.Correction.From(f.received, cal) }
			found = append(found, onDay("handling.correction", e, due, cal, "告知补正", f.rules.Correction.Article)...)
		case KindReplied:
			if _, err := before.Deadline(cal); !errors.Is(err, ErrClockStopped) && !errors.Is(err, ErrNotReceived) {
				found = append(found, onDay("handling.reply", e, before.Deadline, cal, "答复", before.Rules().Reply.Article)...)
			}
		case KindExtended:
			found = append(found, r.extensionTold(i, before, cal)...)
		}
	}
	return found
}

// extensionTold asks that the applicant was told of an extension before the
// reply was due without it (条例第三十三条第二款).
func (r Request) extensionTold(i int, before Request, cal *civil.Calendar) []Finding {
	due, err := before.Deadline(cal)
	if err != nil {
		return nil
	}
	if e, told := r.told(i); told {
		return lateness("handling.extension_told", e, due, nil, "告知延长答复期限", before.Rules().Extension.Article)
	}
	if last := r.Events[len(r.Events)-1].Day; last.After(due) {
		return []Finding{{Rule: "handling.extension_told", Severity: Warning, Where: r.Events[i].Day.String() + " 延长答复期限",
			Text: "延长答复期限没有在原期限届满前告知申请人的记录。", Want: due.String()}}
	}
	return nil
}

// regionMoves is by how many days a region's days off and the days worked for them
// may bring a term forward, amply.
const regionMoves = 7

// onDay holds an event against its last day. Where only the region's days are unknown
// it says how the event stands by the national calendar, and nothing of one that is in
// time whatever they are.
func onDay(rule string, e Event, last func(*civil.Calendar) (civil.Date, error), cal *civil.Calendar, what, article string) []Finding {
	due, err := last(cal)
	if !regional(err) {
		return lateness(rule, e, due, err, what, article)
	}
	if due, err = last(cal.National()); err != nil {
		return lateness(rule, e, due, err, what, article)
	}
	f := Finding{Rule: rule + ".unknown", Severity: Hint, Where: e.Day.String() + " " + what, Want: "不晚于" + due.String(), Got: e.Day.String(),
		Text: fmt.Sprintf("%s按全国安排没有超过期限（%s）；%s当年的放假安排尚未掌握，不能最后判断。", what, article, cal.Region())}
	switch {
	case e.Day.After(due):
		f.Severity = Warning
		f.Text = fmt.Sprintf("%s按全国安排已经超过期限（%s）；%s当年的放假安排尚未掌握，如遇当地放假，期限顺延。", what, article, cal.Region())
	case due.Sub(e.Day) >= regionMoves:
		return nil
	}
	return []Finding{f}
}

func lateness(rule string, e Event, due civil.Date, err error, what, article string) []Finding {
	where := e.Day.String() + " " + what
	var gap *civil.NotCoveredError
	switch {
	case errors.As(err, &gap) && e.Day.Before(gap.Day):
		return nil // the count goes on to that day at least
	case err != nil:
		return []Finding{{Rule: rule + ".unknown", Severity: Hint, Where: where, Text: "当年的放假安排尚未公布，无法判断是否按期。"}}
	case !e.Day.After(due):
		return nil
	}
	return []Finding{{Rule: rule, Severity: Wrong, Where: where,
		Text: fmt.Sprintf("%s超过期限（%s）。", what, article), Want: "不晚于" + due.String(), Got: e.Day.String()}}
}
