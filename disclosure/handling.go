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
			due, err := f.rules.Correction.From(f.received, cal)
			found = append(found, lateness("handling.correction", e, due, err, "告知补正", f.rules.Correction.Article)...)
		case KindReplied:
			due, err := before.Deadline(cal)
			if !errors.Is(err, ErrClockStopped) && !errors.Is(err, ErrNotReceived) {
				found = append(found, lateness("handling.reply", e, due, err, "答复", before.Rules().Reply.Article)...)
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

func lateness(rule string, e Event, due civil.Date, err error, what, article string) []Finding {
	where := e.Day.String() + " " + what
	var gap *civil.NotCoveredError
	switch {
	case errors.As(err, &gap) && e.Day.Before(gap.Day):
		return nil // the count goes on to that day at least
	case regional(err):
		return []Finding{{Rule: rule + ".unknown", Severity: Hint, Where: where, Text: "当地当年的放假安排尚未掌握，无法判断是否按期。"}}
	case err != nil:
		return []Finding{{Rule: rule + ".unknown", Severity: Hint, Where: where, Text: "当年的放假安排尚未公布，无法判断是否按期。"}}
	case !e.Day.After(due):
		return nil
	}
	return []Finding{{Rule: rule, Severity: Wrong, Where: where,
		Text: fmt.Sprintf("%s超过期限（%s）。", what, article), Want: "不晚于" + due.String(), Got: e.Day.String()}}
}
