package catalog

import (
	"context"
	"fmt"
)

// undecided refuses to throw away, or to take back, what somebody has decided on. A
// draft that was sent back or withheld stays with what was said of it; one that was
// withheld and is reviewed again is the reviewer's to decide. The steps that it looks
// at raise the version, so one taken at the same moment makes the commit a conflict.
func (c *Catalog) undecided(ctx context.Context, t Transition, old Record) error {
	if t.Kind != Discarded && t.Kind != Recalled {
		return nil
	}
	for s, err := range c.store.Changes(ctx, old.ID-1) { // a record's id is the seq of its first change
		switch {
		case err != nil:
			return fmt.Errorf("catalog: %s: %w", t.Kind, err)
		case s.ID != old.ID:
		case s.Kind == Withheld, s.Kind == Returned && t.Kind == Discarded:
			return &TransitionError{ID: old.ID, From: t.From, Kind: t.Kind, Lack: fmt.Sprintf("a draft that nobody decided on: change %d is %s", s.Seq, s.Kind)}
		}
	}
	return nil
}
