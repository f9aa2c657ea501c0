package cases

import (
	"context"
	"fmt"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Count is what the cases of one kind came to in a period.
type Count struct {
	Received  int // came in
	Replied   int // of them answered, whenever
	Declined  int // of them told where to go
	Withdrawn int // of them taken back
	Open      int // of them the office still owes an answer
	InTime    int // answered or told where to go by the day due; those without a term do not count
	Late      int // answered after it, or open and past it
	Founded   int // complaints found right, wholly or in part

	Scores map[disclosure.Satisfaction]int // of those who rated the reply
}

// Closed returns how many came to an end.
func (c Count) Closed() int { return c.Replied + c.Declined + c.Withdrawn }

// Tally counts the cases that came in between two days, both included, as they
// stand on today. A due day that the calendar does not reach is not held to be over.
func (d *Desk) Tally(ctx context.Context, from, to, today civil.Date) (map[Kind]Count, error) {
	tally := map[Kind]Count{}
	for c, err := range d.store.Cases(ctx) {
		if err != nil {
			return nil, fmt.Errorf("cases: tally: %w", err)
		}
		if day := c.Submitted(); day.IsZero() || day.Before(from) || day.After(to) {
			continue
		}
		count := tally[c.Kind]
		count.add(d, c, today)
		tally[c.Kind] = count
	}
	return tally, nil
}

func (n *Count) add(d *Desk, c Case, today civil.Date) {
	n.Received++
	state := c.State()
	switch state {
	case StateReplied:
		n.Replied++
	case StateDeclined:
		n.Declined++
	case StateWithdrawn:
		n.Withdrawn++
	default:
		n.Open++
	}
	if v := c.Verdict(); v == Founded || v == PartlyFounded {
		n.Founded++
	}
	if score := c.Score(); score != "" {
		if n.Scores == nil {
			n.Scores = map[disclosure.Satisfaction]int{}
		}
		n.Scores[score]++
	}
	due, err := d.term(c)
	if err != nil || due.IsZero() || state == StateWithdrawn {
		return
	}
	answered := c.Answered()
	switch {
	case answered.IsZero() && today.After(due), answered.After(due):
		n.Late++
	case !answered.IsZero():
		n.InTime++
	}
}
