package catalog

import (
	"context"
	"errors"
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Turn does what the calendar brings about: it publishes what is scheduled for
// by.At's day in China or before, marks what that takes the place of as superseded, and
// takes from the front what was on display until the day before. It returns the records as they stand, and goes on when one
// cannot be moved; those that failed come in the error. A record that someone
// else is moving at the same time is left to him.
func (c *Catalog) Turn(ctx context.Context, by Actor) ([]Record, error) {
	if err := stamped(by); err != nil {
		return nil, err
	}
	if err := c.Sync(ctx); err != nil {
		return nil, err
	}
	today := civil.InChina(by.At)
	due := c.snapshot(func(r *Record) bool {
		return r.Status == Scheduled && !r.NotBefore.After(today) ||
			r.Status == Published && !r.Until.IsZero() && r.Until.Before(today)
	})
	var out []Record
	var errs error
	for _, light := range due {
		r, err := c.current(ctx, light.ID, "")
		if err == nil && r.Version == light.Version {
			step := ChangeKind(Published)
			if r.Status == Published {
				step = Expired
			}
			r, err = c.act(ctx, step, r, "", by)
		}
		if err == nil && r.Version > light.Version && r.Status == Published {
			errs = errors.Join(errs, c.retire(ctx, r, by))
		}
		switch {
		case err == nil && r.Version > light.Version:
			out = append(out, r)
		case !errors.Is(err, ErrConflict):
			errs = errors.Join(errs, err)
		}
	}
	return out, errs
}

// retire marks what a record takes the place of, where that is public still: whoever
// scheduled the record decided it. One that somebody else is moving is left to him.
func (c *Catalog) retire(ctx context.Context, next Record, by Actor) error {
	var errs error
	for _, l := range next.Links {
		if l.Kind != Replaces {
			continue
		}
		old, err := c.Find(ctx, l.To)
		if err == nil && old.Status == Published && old.ID != next.ID {
			old.Links = append(old.Links, Link{Kind: ReplacedBy, To: next.Number})
			_, err = c.act(ctx, Superseded, old, "", by)
		}
		if err != nil && !errors.Is(err, ErrNotFound) && !errors.Is(err, ErrConflict) {
			errs = errors.Join(errs, err)
		}
	}
	return errs
}

// LooksDue are the withheld records that are to be looked at again by a day
// (条例（2019）第18条), the longest due first. It is for clerks.
func (c *Catalog) LooksDue(ctx context.Context, by civil.Date) ([]Record, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	out := c.snapshot(func(r *Record) bool { return r.Status == Withheld && !r.Look.After(by) })
	slices.SortStableFunc(out, func(a, b Record) int { return a.Look.Compare(b.Look) })
	return out, nil
}
