package disclosure

import (
	"context"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A ClockLine explains one day of a reply clock.
type ClockLine struct {
	civil.Line
	Paused bool // a consultation was open: the day is not counted
}

// String returns the line as a clerk would write it.
func (l ClockLine) String() string {
	if l.Paused && l.Kind.Work() {
		return l.Line.String() + "（征求意见）"
	}
	return l.Line.String()
}

// Explain returns one line for each day from the day after the clock began to
// the deadline: whether it counts, as which working day, and if not why, with
// the notice that says so. The errors are those of Deadline. A reply that was
// postponed to a day has nothing counted, and no lines.
func (r Request) Explain(cal *civil.Calendar) ([]ClockLine, error) {
	f := r.fold()
	due, err := f.deadline(cal)
	if err != nil || !f.until.IsZero() {
		return nil, err
	}
	var lines []ClockLine
	for d, n := f.start.AddDays(1), 0; !d.After(due); d = d.AddDays(1) {
		line, err := cal.About(d)
		if err != nil {
			return nil, err
		}
		paused := f.paused(d)
		if line.Kind.Work() && !paused {
			n++
			line.Count = n
		}
		lines = append(lines, ClockLine{line, paused})
	}
	return lines, nil
}

// paused reports whether a consultation leaves d out.
func (f *fold) paused(d civil.Date) bool {
	for _, p := range f.pauses {
		if d.After(p.from) && (p.to.IsZero() || !d.After(p.to)) {
			return true
		}
	}
	return false
}

// A Move is an open request whose due day another calendar moves.
type Move struct {
	ID       string
	From, To civil.Date // zero: not to be computed
}

// Moves returns the open requests whose due day differs under another calendar,
// such as one to which a newly announced year was merged.
func (d *Desk) Moves(ctx context.Context, to *civil.Calendar) ([]Move, error) {
	var moves []Move
	for r, err := range d.store.Requests(ctx) {
		if err != nil {
			return nil, fmt.Errorf("disclosure: moves: %w", err)
		}
		was, err := r.Due(d.calendar)
		if errors.Is(err, ErrNothingDue) || errors.Is(err, ErrNotReceived) {
			continue
		}
		is, _ := r.Due(to) // what cannot be computed has the zero day
		if was.Day != is.Day {
			moves = append(moves, Move{r.ID, was.Day, is.Day})
		}
	}
	return moves, nil
}
