package disclosure

import (
	"context"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// ErrLingers says that an erasure stands, and that what it erased can still be found in
// what the database keeps beside its tables. Nothing is to be repeated: it goes with one
// of the next changes.
var ErrLingers = errors.New("disclosure: erased, but the database's log holds it still")

// A Scrubber is a store that leaves what was erased beside its tables, in a log.
type Scrubber interface {
	// Scrub takes out what erasures left behind. Where it cannot, what is left is taken
	// out with one of the next changes.
	Scrub(ctx context.Context) error
}

// Scrub has a store take out what erasures left behind, if it is a Scrubber; ErrLingers
// says that it could not.
func Scrub(ctx context.Context, store any) error {
	if s, ok := store.(Scrubber); ok {
		if err := s.Scrub(ctx); err != nil {
			return fmt.Errorf("%w: %w", ErrLingers, err)
		}
	}
	return nil
}

// Erase removes the personal data of a closed request; an open one is ErrOpen.
// ErrLingers says that it is done, and not yet gone from the database's log.
func (d *Desk) Erase(ctx context.Context, id string) error {
	r, err := d.Request(ctx, id)
	if err != nil {
		return err
	}
	if !r.State().Closed() {
		return ErrOpen
	}
	if err := d.store.Erase(ctx, r.ID); err != nil {
		return err
	}
	return Scrub(ctx, d.store)
}

// Retire erases the personal data of the requests that were closed before a day,
// their time of keeping being over, and returns how many. A request whose review
// or suit is pending is left alone. ErrLingers says that all of it is done, and not yet
// gone from the database's log.
func (d *Desk) Retire(ctx context.Context, before civil.Date) (int, error) {
	n := 0
	for r, err := range d.store.Requests(ctx) {
		if err != nil {
			return n, fmt.Errorf("disclosure: retire: %w", err)
		}
		f := r.fold()
		if r.Erased || !f.state.Closed() || f.pending != "" || !f.last.Before(before) {
			continue
		}
		if err := d.store.Erase(ctx, r.ID); err != nil {
			return n, fmt.Errorf("disclosure: retire %s: %w", r.ID, err)
		}
		n++
	}
	if n == 0 {
		return 0, nil
	}
	return n, Scrub(ctx, d.store)
}
