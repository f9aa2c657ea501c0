package catalog

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// Duties says for each item, for each time that it has fallen due up to today
// or will next, how it stands. They come in the order of their due days, those
// without one last.
func (c *Catalog) Duties(ctx context.Context, items []Item, cal *civil.Calendar, today civil.Date) ([]Duty, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	records := c.snapshot(func(r *Record) bool { return visible(r) && !r.Published.IsZero() })
	slices.SortStableFunc(records, func(a, b Record) int { return a.Published.Compare(b.Published) })
	said, err := c.dutyReports(ctx)
	if err != nil {
		return nil, err
	}
	begun := c.begun(said, today)
	var out []Duty
	for _, item := range items {
		asked := asking{item: item, cal: cal, today: today, begun: begun, said: said, used: map[IndexNumber]bool{}}
		for _, r := range records {
			if item.fulfilledBy(r) {
				asked.records = append(asked.records, r)
			}
		}
		out = append(out, asked.duties()...)
	}
	slices.SortStableFunc(out, func(a, b Duty) int {
		if a.Due.IsZero() || b.Due.IsZero() {
			return b.Due.Compare(a.Due) // a day before none
		}
		return a.Due.Compare(b.Due)
	})
	return out, nil
}

// Overdue returns the items that ought to have been published by today and
// were not, each once, the longest overdue first.
func (c *Catalog) Overdue(ctx context.Context, items []Item, cal *civil.Calendar, today civil.Date) ([]Item, error) {
	duties, err := c.Duties(ctx, items, cal, today)
	if err != nil {
		return nil, err
	}
	var out []Item
	seen := map[string]bool{}
	for _, d := range duties {
		key := d.Item.ID + "\x00" + d.Item.Name + "\x00" + d.Item.Organ
		if d.State == DutyOverdue && !seen[key] {
			seen[key] = true
			out = append(out, d.Item)
		}
	}
	return out, nil
}

// InColumn is the column in which, or below which, the item's records stand: its name,
// where it says no other.
func (i Item) InColumn() Column { return cmp.Or(i.Column, Column(i.Name)) }

// fulfilledBy says whether a record is of this item.
func (i Item) fulfilledBy(r Record) bool {
	return i.InColumn().holds(r.Column) && (i.Organ == "" || i.Organ == r.Publisher)
}

// asking is one item under examination.
type asking struct {
	item    Item
	cal     *civil.Calendar
	today   civil.Date
	begun   civil.Date // from which periods are asked of an item that does not say
	records []Record   // that fulfil it, by day of publication
	said    dutyReports
	used    map[IndexNumber]bool // records that already fulfil one falling due
}

func (a asking) duties() []Duty {
	if a.item.Limit.Kind == disclosure.LimitPeriodic {
		return a.periodic()
	}
	events := a.item.Events
	if len(events) == 0 && a.item.Limit.Kind == disclosure.LimitPermanent && !a.item.Since.IsZero() {
		events = []Event{{Name: "职责开始", Day: a.item.Since}}
	}
	if len(events) == 0 {
		return []Duty{a.undated()}
	}
	var out []Duty
	for i, e := range events {
		until := civil.Date{}
		if i+1 < len(events) {
			until = events[i+1].Day.AddDays(-1)
		}
		out = append(out, a.event(e, until))
	}
	return out
}

// undated is an item of which nothing has started a term.
func (a asking) undated() Duty {
	d := Duty{Item: a.item, State: DutyUndated}
	if n := len(a.records); n > 0 {
		d.State, d.Number, d.Day = DutyDone, a.records[n-1].Number, a.records[n-1].Published
	}
	return d
}

// periodic asks for one publication in each window. What came out since the
// window before counts for it: early is in time.
func (a asking) periodic() []Duty {
	first := a.item.Since
	if first.IsZero() {
		first = a.begun
	}
	for _, rel := range a.said.belated {
		if id, _, _ := DutyOf(rel); id == a.item.ID {
			a.used[IndexNumber(rel.Reason)] = true // it counts where the office says, not where its day falls
		}
	}
	var out []Duty
	before := first.AddDays(-1)
	for year := first.Year; year <= a.today.Year+1; year++ {
		for _, w := range a.item.Limit.Windows(year) {
			if w.To.Before(first) {
				continue
			}
			d := a.settle(Duty{Item: a.item, For: w.From.String(), From: w.From, Due: w.To}, before.AddDays(1), w.To)
			before = w.To
			out = append(out, d)
			if w.To.After(a.today) {
				return out
			}
		}
	}
	return out
}

// event asks for the publication that an event calls for; until is the last day
// before the next event, whose publications are its own.
func (a asking) event(e Event, until civil.Date) Duty {
	d := Duty{Item: a.item, For: e.Name, From: e.Day}
	due, err := a.item.Limit.Due(e.Day, a.cal)
	switch {
	case errors.Is(err, civil.ErrNotCovered):
		if provisional, err := a.item.Limit.Due(e.Day, a.cal.National()); err == nil {
			d.Due = provisional
		}
		d.State = DutyProvisional
	case err != nil:
		d.State = DutyUndated
	default:
		d.Due = due
	}
	if e.Record != "" {
		for _, r := range a.records {
			if r.Number == e.Record.Canonical() {
				return a.done(d, r)
			}
		}
	}
	if d.State != 0 && !a.has(e.Day, until) {
		return d
	}
	return a.settle(d, e.Day, until)
}

func (a asking) has(from, until civil.Date) bool {
	return slices.ContainsFunc(a.records, func(r Record) bool {
		return !a.used[r.Number] && !r.Published.Before(from) && (until.IsZero() || !r.Published.After(until))
	})
}

// begun is the first day of the year in which the catalogue began to be kept, by its
// first change or report: a window that was missed is not forgiven when the year ends.
func (c *Catalog) begun(said dutyReports, today civil.Date) civil.Date {
	c.mu.RLock()
	began := c.view.began
	c.mu.RUnlock()
	year := today.Year
	if !began.IsZero() {
		year = min(year, began.Year)
	}
	for _, rel := range said.nothing {
		year = min(year, rel.Day.Year)
	}
	return civil.Day(year, 1, 1)
}

// settle finds what was published from a day on, or says how the time stands.
func (a asking) settle(d Duty, from, until civil.Date) Duty {
	if r, ok := a.named(d.For); ok {
		return a.done(d, r)
	}
	late := d.Due
	for _, r := range a.records {
		if r.Published.Before(from) || a.used[r.Number] {
			continue
		}
		if !until.IsZero() && r.Published.After(until) {
			if a.item.Limit.Kind == disclosure.LimitPeriodic && r.Published.Before(a.next(late)) {
				return a.done(d, r)
			}
			break
		}
		return a.done(d, r)
	}
	if rel, ok := a.said.nothing[dutySubject(a.item, d.For)]; ok {
		d.State, d.Day, d.Reason, d.By = DutyNothing, rel.Day, rel.Reason, rel.Ref
		return d
	}
	switch {
	case d.Due.Before(a.today):
		d.State = DutyOverdue
	case d.Due.Sub(a.today) <= soon:
		d.State = DutySoon
	default:
		d.State = DutyOpen
	}
	return d
}

// named is the record that the office named for a window that it had missed, if it
// is public still.
func (a asking) named(window string) (Record, bool) {
	rel, ok := a.said.belated[dutySubject(a.item, window)]
	i := slices.IndexFunc(a.records, func(r Record) bool { return string(r.Number) == rel.Reason })
	if !ok || i < 0 {
		return Record{}, false
	}
	return a.records[i], true
}

// next is the first day of the window after a day.
func (a asking) next(day civil.Date) civil.Date {
	for year := day.Year; ; year++ {
		for _, w := range a.item.Limit.Windows(year) {
			if w.From.After(day) {
				return w.From
			}
		}
	}
}

func (a asking) done(d Duty, r Record) Duty {
	a.used[r.Number] = true
	d.Number, d.Day, d.State = r.Number, r.Published, DutyDone
	if !d.Due.IsZero() && r.Published.After(d.Due) {
		d.State = DutyDoneLate
	}
	return d
}
