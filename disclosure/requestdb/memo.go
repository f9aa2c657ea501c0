package requestdb

import (
	"context"
	"errors"
	"time"
)

// A MemoStore keeps small things of owners for a while, on the shelf of a Store's
// database: what a conversation remembers, for several processes. Make it with
// Store.MemoStore.
type MemoStore struct{ s *Store }

// MemoStore returns the store of memos beside the requests.
func (s *Store) MemoStore() MemoStore { return MemoStore{s} }

// Keep keeps something of an owner, from a moment on for so long, in place of what
// was kept before. Nothing, or no time, forgets it. The owner must not be empty.
func (k MemoStore) Keep(ctx context.Context, owner string, what []byte, at time.Time, life time.Duration) error {
	if owner == "" {
		return errors.New("requestdb: keep: no owner")
	}
	if len(what) == 0 || life <= 0 {
		return k.at(at).DeleteCtx(ctx, memoOf(owner))
	}
	return k.at(at).CommitCtx(ctx, memoOf(owner), what, at.Add(life))
}

// Kept returns what is kept of an owner at a moment; nil: nothing.
func (k MemoStore) Kept(ctx context.Context, owner string, at time.Time) ([]byte, error) {
	what, _, err := k.at(at).FindCtx(ctx, memoOf(owner))
	return what, err
}

func (k MemoStore) at(now time.Time) *Shelf { return k.s.Shelf(func() time.Time { return now }) }

func memoOf(owner string) string { return "memo " + owner }
