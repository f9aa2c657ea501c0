package catalog

import (
	"context"
	"fmt"
	"iter"
)

// Since yields the public changes after a seq, in order: what notices, exports
// and readers of the feed may see. A record that has been hidden since is left
// out of its earlier changes too; its withdrawal shows the tombstone. Records
// are as Record.Public has them, actors without their names. Seqs are those of
// the whole feed, so they have gaps here: Audit has none.
func (c *Catalog) Since(ctx context.Context, seq int64) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		if err := c.Sync(ctx); err != nil {
			yield(Change{}, err)
			return
		}
		c.mu.RLock()
		known := c.view.seq
		c.mu.RUnlock()
		for s, err := range c.store.Changes(ctx, seq) {
			if err != nil {
				yield(Change{}, fmt.Errorf("catalog: since %d: %w", seq, err))
				return
			}
			if s.Seq > known { // made meanwhile: Find does not know it yet
				return
			}
			ch, ok, err := c.public(s)
			if err != nil {
				yield(Change{}, err)
				return
			}
			if ok && !yield(ch, nil) {
				return
			}
		}
	}
}

// public returns the change as the public may see it, if it may.
func (c *Catalog) public(s Sealed) (Change, bool, error) {
	content, err := s.open()
	if err != nil {
		return Change{}, false, err
	}
	ch := s.change(content)
	ch.Record, ch.By.Name = ch.Record.Public(), ""
	if s.Kind == Withdrawn && s.Number != "" {
		ch.Record = content.Record.tombstone()
		return ch, true, nil
	}
	c.mu.RLock()
	now := c.view.records[s.ID]
	c.mu.RUnlock()
	ok := !content.Erased && visible(&ch.Record) && (now == nil || visible(now))
	return ch, ok, nil
}

// Audit yields every change after a seq, drafts and hidden records included.
// It is for clerks and for keeping a copy elsewhere.
func (c *Catalog) Audit(ctx context.Context, seq int64) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for s, err := range c.store.Changes(ctx, seq) {
			if err != nil {
				yield(Change{}, fmt.Errorf("catalog: audit %d: %w", seq, err))
				return
			}
			ch, err := s.Open()
			if !yield(ch, err) || err != nil {
				return
			}
		}
	}
}

// Head returns the seq of the newest change, 0 when there is none.
func (c *Catalog) Head(ctx context.Context) (int64, error) {
	seq, _, err := c.store.Head(ctx)
	if err != nil {
		return 0, fmt.Errorf("catalog: head: %w", err)
	}
	return seq, nil
}
