package disclosure

import (
	"errors"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Duty is something that must be published: once, since From, or again and
// again where its Limit is periodic.
type Duty struct {
	Name  string
	Limit Limit
	From  civil.Date // when it was made, changed or approved, or the duty began
	Done  civil.Date // when it was last published; zero: not yet
}

// A ReminderKind says what a Reminder reminds of.
type ReminderKind int

// The kinds of reminders.
const (
	Opens   ReminderKind = iota // a window opens today
	Closes                      // today is the last day in time
	Overdue                     // the last day has passed
)

// Chinese returns the kind in Chinese.
func (k ReminderKind) Chinese() string {
	return [...]string{"开始公开", "今日截止", "逾期未公开"}[k]
}

// A Reminder says what is to be done about a Duty on a day.
type Reminder struct {
	Duty Duty
	Kind ReminderKind
	Day  civil.Date // the day the window opens, or the last day in time
}

// Remind returns what opens, what closes and what is overdue on a day, in the
// order of the duties. A duty without a computable day is passed over. It
// returns civil.ErrNotCovered where a day cannot be computed.
func Remind(day civil.Date, duties []Duty, cal *civil.Calendar) ([]Reminder, error) {
	var list []Reminder
	for _, d := range duties {
		var r Reminder
		var found bool
		var err error
		if d.Limit.Kind == LimitPeriodic {
			r, found = d.inWindows(day)
		} else {
			r, found, err = d.once(day, cal)
		}
		if err != nil {
			return nil, err
		}
		if found {
			list = append(list, r)
		}
	}
	return list, nil
}

func (d Duty) once(day civil.Date, cal *civil.Calendar) (Reminder, bool, error) {
	if !d.Done.IsZero() && !d.Done.Before(d.From) {
		return Reminder{}, false, nil
	}
	due, err := d.Limit.Due(d.From, cal)
	if errors.Is(err, ErrNoDate) {
		return Reminder{}, false, nil
	}
	switch {
	case err != nil:
		return Reminder{}, false, err
	case day == due:
		return Reminder{d, Closes, due}, true, nil
	case day.After(due):
		return Reminder{d, Overdue, due}, true, nil
	}
	return Reminder{}, false, nil
}

// inWindows looks at the window of today, and at the one before it.
func (d Duty) inWindows(day civil.Date) (Reminder, bool) {
	windows := append(d.Limit.Windows(day.Year-1), d.Limit.Windows(day.Year)...)
	var missed Reminder
	var isMissed bool
	for _, w := range windows {
		done := !d.Done.Before(w.From)
		switch {
		case w.From.After(day) || w.To.Before(d.From):
		case done:
			isMissed = false
		case w.From == day:
			return Reminder{d, Opens, w.From}, true
		case w.To == day:
			return Reminder{d, Closes, w.To}, true
		case w.To.Before(day):
			missed, isMissed = Reminder{d, Overdue, w.To}, true
		default: // the window is open: what was missed can be made good in it
			isMissed = false
		}
	}
	return missed, isMissed
}
