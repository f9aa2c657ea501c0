package dossier

import (
	"context"
	"iter"
	"slices"
	"sync"
)

// A Kind says how a ledger handles the dossiers that it keeps. D is a dossier, E
// one of its events, and N an entry of the feed.
type Kind[D, E, N any] struct {
	ID    func(D) string
	Owner func(D) string
	Len   func(D) int // how many events it has
	Apply func(D, E) (D, error)
	Clone func(D) D // shares nothing with the one that is kept
	Entry func(seq int64, d D, event int) N

	NotFound, Conflict error
}

// A Ledger (登记簿) keeps dossiers in memory, in the order they were created, and
// the order in which their events came in. Its lock is also for what its owner
// keeps beside it. Make it with NewLedger.
type Ledger[D, E, N any] struct {
	sync.RWMutex
	kind  Kind[D, E, N]
	all   []D
	index map[string]int    // of all, by ID
	once  map[string]string // IDs by the key they were created with
	feed  []position
}

// position is an entry of the feed: which event of which dossier.
type position struct{ dossier, event int }

// NewLedger returns an empty Ledger.
func NewLedger[D, E, N any](k Kind[D, E, N]) *Ledger[D, E, N] {
	return &Ledger[D, E, N]{kind: k, index: map[string]int{}, once: map[string]string{}}
}

// Again returns the dossier that was created with a key before. The caller holds
// the lock.
func (l *Ledger[D, E, N]) Again(key string) (d D, again bool) {
	id, again := l.once[key]
	if !again || key == "" {
		return d, false
	}
	return l.kind.Clone(l.all[l.index[id]]), true
}

// Add keeps a new dossier, which has its ID, under a key; the empty key is none.
// The caller holds the lock.
func (l *Ledger[D, E, N]) Add(d D, key string) {
	id := l.kind.ID(d)
	l.index[id] = len(l.all)
	for i := range l.kind.Len(d) {
		l.feed = append(l.feed, position{len(l.all), i})
	}
	l.all = append(l.all, l.kind.Clone(d))
	if key != "" {
		l.once[key] = id
	}
}

// Change puts what change makes of a dossier in its place; NotFound where there is
// none. The caller holds the lock.
func (l *Ledger[D, E, N]) Change(id string, change func(D) D) error {
	i, found := l.index[id]
	if !found {
		return l.kind.NotFound
	}
	l.all[i] = change(l.all[i])
	return nil
}

// Append adds an event to a dossier as it was read; Conflict where it is no longer
// the newest.
func (l *Ledger[D, E, N]) Append(ctx context.Context, read D, e E) (next D, err error) {
	if err := ctx.Err(); err != nil {
		return next, err
	}
	l.Lock()
	defer l.Unlock()
	i, found := l.index[l.kind.ID(read)]
	if !found {
		return next, l.kind.NotFound
	}
	kept := l.all[i]
	if l.kind.Len(kept) != l.kind.Len(read) {
		return next, l.kind.Conflict
	}
	applied, err := l.kind.Apply(kept, e)
	if err != nil {
		return next, err
	}
	l.all[i] = applied
	l.feed = append(l.feed, position{i, l.kind.Len(kept)})
	return l.kind.Clone(applied), nil
}

// Find returns one dossier, or NotFound.
func (l *Ledger[D, E, N]) Find(ctx context.Context, id string) (d D, err error) {
	l.RLock()
	defer l.RUnlock()
	if i, found := l.index[id]; found {
		return l.kind.Clone(l.all[i]), ctx.Err()
	}
	return d, l.kind.NotFound
}

// All yields all dossiers as they were when the reading began.
func (l *Ledger[D, E, N]) All(ctx context.Context) iter.Seq2[D, error] {
	return func(yield func(D, error) bool) {
		l.RLock()
		all := slices.Clone(l.all)
		l.RUnlock()
		for _, d := range all {
			if err := ctx.Err(); err != nil {
				var none D
				yield(none, err)
				return
			}
			if !yield(l.kind.Clone(d), nil) {
				return
			}
		}
	}
}

// ByOwner returns one owner's dossiers. The empty owner has none.
func (l *Ledger[D, E, N]) ByOwner(ctx context.Context, owner string) ([]D, error) {
	l.RLock()
	defer l.RUnlock()
	var own []D
	for _, d := range l.all {
		if owner != "" && l.kind.Owner(d) == owner {
			own = append(own, l.kind.Clone(d))
		}
	}
	return own, ctx.Err()
}

// Since yields the entries of the feed after seq, those too that come in while it
// is read.
func (l *Ledger[D, E, N]) Since(ctx context.Context, seq int64) iter.Seq2[N, error] {
	return func(yield func(N, error) bool) {
		for i := max(seq, 0); ; i++ {
			entry, more := l.entry(i)
			if !more {
				return
			}
			if err := ctx.Err(); err != nil {
				var none N
				yield(none, err)
				return
			}
			if !yield(entry, nil) {
				return
			}
		}
	}
}

func (l *Ledger[D, E, N]) entry(i int64) (n N, more bool) {
	l.RLock()
	defer l.RUnlock()
	if i >= int64(len(l.feed)) {
		return n, false
	}
	p := l.feed[i]
	return l.kind.Entry(i+1, l.all[p.dossier], p.event), true
}
