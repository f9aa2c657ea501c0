package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrLingers says that an erasure stands, and that what it erased can still be found in
// what the database keeps beside its tables.
var ErrLingers = errors.New("catalog: erased, but the database's log holds it still")

// A Scrubber is a Store that leaves what was erased beside its tables, in a log.
type Scrubber interface {
	// Scrub takes out what erasures left behind. Where it cannot, what is left is taken
	// out with one of the next changes.
	Scrub(ctx context.Context) error
}

// Erase removes a person's data from a record for good: r is the record as it
// shall stand, with the data masked, in the version that the caller saw. The
// content of every earlier change of the record is blanked, notes included;
// the headers stay, so the chain stays valid, and the change that erased says
// which contents it blanked and why. With ErrLingers the record is returned as it
// stands too: the erasure holds, and nothing is to be repeated but, later, Scrub.
func (c *Catalog) Erase(ctx context.Context, r Record, reason string, by Actor) (Record, error) {
	if err := stamped(by); err != nil {
		return Record{}, err
	}
	if reason == "" {
		return Record{}, errors.New("catalog: erase: a reason is needed")
	}
	old, err := c.current(ctx, r.ID, r.Number.Canonical())
	if err != nil {
		return Record{}, fmt.Errorf("catalog: erase: %w", err)
	}
	if old.Version != r.Version {
		return Record{}, fmt.Errorf("catalog: erase: %w", ErrConflict)
	}
	r = r.clone()
	r.ID, r.Number, r.Status, r.Published, r.Reason = old.ID, old.Number, old.Status, old.Published, old.Reason
	if visible(&r) {
		if err := screened(r); err != nil {
			return Record{}, err
		}
	}
	a := Act{Kind: Erased, Record: r, By: by, Note: reason}
	if a.Salt, err = salt(); err != nil {
		return Record{}, err
	}
	if a.Erases, err = c.blanks(ctx, old.ID); err != nil {
		return Record{}, err
	}
	if r, err = c.keep(ctx, a); err != nil {
		return Record{}, err
	}
	if s, ok := c.store.(Scrubber); ok {
		if err := s.Scrub(ctx); err != nil {
			return r, fmt.Errorf("%w: %w", ErrLingers, err)
		}
	}
	return r, nil
}

// blanks are the earlier changes of a record with contents that say nothing
// but which record they belonged to.
func (c *Catalog) blanks(ctx context.Context, id int64) ([]Sealed, error) {
	var out []Sealed
	for s, err := range c.store.Changes(ctx, id-1) { // a record's id is the seq of its first change
		if err != nil {
			return nil, fmt.Errorf("catalog: erase: %w", err)
		}
		if s.ID != id {
			continue
		}
		old, err := s.open()
		if err != nil {
			return nil, err
		}
		blank := Record{
			ID: id, Number: s.Number, Version: s.Version, Status: old.Record.Status, Openness: old.Record.Openness,
			Publisher: old.Record.Publisher, Published: old.Record.Published, Column: old.Record.Column,
		}
		s.Content, err = json.Marshal(content{Erased: true, Erases: old.Erases, Record: blank})
		if err != nil {
			return nil, fmt.Errorf("catalog: erase: %w", err)
		}
		out = append(out, s)
	}
	return out, nil
}
