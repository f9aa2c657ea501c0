package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Publish makes a record public (主动公开) and returns it as it stands: with
// its index number, issued in the same transaction if it had none, and the day
// of publication, that of by.At in China unless given. A new record needs what the
// law's minimum asks (*InvalidError), a confidentiality review by another
// person than its drafter (ErrNotReviewed) and no personal data that is not
// masked or waived (*ScreenError). A record saved before must be where the
// table of transitions allows it (*TransitionError), in the version that the
// caller saw (ErrConflict).
func (c *Catalog) Publish(ctx context.Context, r Record, by Actor) (Record, error) {
	return c.act(ctx, Published, r, "", by)
}

// Amend replaces a published record's content. The number, the first day of
// publication and the record's place in the feed stay; r must carry the
// version that the caller saw, or ErrConflict is returned.
func (c *Catalog) Amend(ctx context.Context, r Record, by Actor) (Record, error) {
	return c.act(ctx, Amended, r, "", by)
}

// Withdraw takes a record away from the public for a reason, which its
// tombstone shows. The number is never given again.
func (c *Catalog) Withdraw(ctx context.Context, n IndexNumber, reason string, by Actor) error {
	for {
		r, err := c.numbered(ctx, n)
		if err != nil {
			return fmt.Errorf("catalog: withdraw %s: %w", n.Canonical(), err)
		}
		_, err = c.act(ctx, Withdrawn, r, reason, by)
		if !errors.Is(err, ErrConflict) || ctx.Err() != nil {
			return err
		}
	}
}

// Move takes a record one step through its life: Draft to save it, InReview,
// SecrecyReview, Returned, Withheld, Scheduled, Superseded, Expired, Archived,
// Recalled, Discarded, or the steps that Publish, Amend and Withdraw are. The table of Transitions
// says which step fits where; r carries what the step needs, and the version
// that the caller saw. Note is the reason or a remark.
func (c *Catalog) Move(ctx context.Context, r Record, step ChangeKind, note string, by Actor) (Record, error) {
	if step == Erased {
		return Record{}, errors.New("catalog: erase with Erase")
	}
	return c.act(ctx, step, r, note, by)
}

// act is the one way in which a record changes.
func (c *Catalog) act(ctx context.Context, kind ChangeKind, r Record, note string, by Actor) (Record, error) {
	a, err := c.prepare(ctx, kind, r, note, by)
	if err != nil {
		return Record{}, err
	}
	return c.keep(ctx, a)
}

// prepare holds a change against the table and all that it needs, and returns
// what is to be committed.
func (c *Catalog) prepare(ctx context.Context, kind ChangeKind, r Record, note string, by Actor) (Act, error) {
	if err := stamped(by); err != nil {
		return Act{}, err
	}
	r = r.clone()
	r.Number = r.Number.Canonical()
	old, err := c.before(ctx, r, kind)
	if err != nil {
		return Act{}, fmt.Errorf("catalog: %s: %w", kind, err)
	}
	t, ok := transition(old.Status, kind)
	if !ok {
		return Act{}, &TransitionError{ID: old.ID, From: old.Status, Kind: kind}
	}
	next := carry(old, r, t, note)
	if next.Published.IsZero() && t.To == Published && kind != TakenOver {
		next.Published = civil.InChina(by.At)
	}
	if err := guard(t, next, note, by); err != nil {
		return Act{}, err
	}
	if err := c.undecided(ctx, t, old); err != nil {
		return Act{}, err
	}
	series, err := c.series(next)
	if err != nil {
		return Act{}, err
	}
	a := Act{Kind: kind, Record: next, By: by, Note: note, Series: series}
	a.Salt, err = salt()
	return a, err
}

// before is the record as it stands, zero if r is new. It refuses a version
// other than the newest.
func (c *Catalog) before(ctx context.Context, r Record, kind ChangeKind) (Record, error) {
	if r.ID == 0 && (r.Number == "" || kind == Published || kind == TakenOver || kind == Draft) {
		if r.Version != 0 {
			return Record{}, ErrConflict
		}
		return Record{}, nil
	}
	old, err := c.current(ctx, r.ID, r.Number)
	if err != nil {
		return Record{}, err
	}
	if old.Version != r.Version {
		return Record{}, ErrConflict
	}
	return old, nil
}

// carry is the record after the change: what r says, over what may not change.
// Steps that only move a record take nothing else from r.
func carry(old, r Record, t Transition, note string) Record {
	switch {
	case t.Kind == Superseded:
		links := r.Links
		r = old
		r.Links = links
	case t.Kind == Withdrawn, t.Kind == Expired, t.Kind == Archived, t.Kind == Returned, t.Kind == Recalled, t.Kind == Discarded,
		old.Status == Scheduled: // reviewed as it is: what goes out is what was reviewed
		r = old
	}
	r.ID, r.Version, r.Status = old.ID, old.Version, t.To
	if old.Number != "" {
		r.Number = old.Number
	}
	if !old.Published.IsZero() {
		r.Published = old.Published
	}
	if old.Drafter != "" {
		r.Drafter = old.Drafter
	}
	r.Reason = ""
	switch t.Kind {
	case Returned, Withdrawn:
		r.Reason = note
	}
	return r
}

// keep commits an act and shows what it made.
func (c *Catalog) keep(ctx context.Context, a Act) (Record, error) {
	s, err := c.store.Commit(ctx, a)
	if err != nil {
		return Record{}, fmt.Errorf("catalog: %s: %w", a.Kind, err)
	}
	ch, err := s.Open()
	if err != nil {
		return Record{}, err
	}
	c.show(ctx, s)
	return ch.Record, nil
}

// show puts a committed change into the view, if anyone has asked for the view
// yet. What cannot be read now is taken over by the next Sync: the change
// itself is safe.
func (c *Catalog) show(ctx context.Context, s Sealed) {
	c.mu.RLock()
	read, next := c.view.read, s.Seq == c.view.seq+1
	c.mu.RUnlock()
	if !read {
		return
	}
	if !next {
		_ = c.Sync(context.WithoutCancel(ctx))
		return
	}
	c.syncing.Lock()
	defer c.syncing.Unlock()
	_ = c.take(s) // it was opened before; a change already taken is left alone
}
