package catalog

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"
	"time"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// A Catalog publishes records and finds them. It is safe for use by many
// goroutines, and many processes may have one each over the same store. Make
// it with New.
type Catalog struct {
	store  Store
	scheme Scheme
	organs []Organ
	called map[string]int // their names, folded: one more than whose, of several the first's
	words  *vocabulary    // nil: the built-in one

	syncing sync.Mutex   // one reader of the feed at a time
	taking  sync.Mutex   // changes enter view and index one by one
	mu      sync.RWMutex // guards view
	view    *view
	index   *searchIndex
	recall  recall
}

// New returns a catalogue over the store; nil means in memory. It reads
// nothing yet: the first use does, or Sync.
func New(s Store) *Catalog {
	if s == nil {
		s = NewMemory()
	}
	return &Catalog{store: s, scheme: BackCode(), view: newView(), index: newSearchIndex()}
}

// WithScheme sets the way in which the office writes its index numbers, and
// returns the catalogue. Call it before the catalogue is used.
func (c *Catalog) WithScheme(s Scheme) *Catalog {
	c.scheme = s
	return c
}

// WithOrgans sets the office's organs: their codes for index numbers, their
// other names for search. Call it before the catalogue is used.
func (c *Catalog) WithOrgans(organs ...Organ) *Catalog {
	c.organs, c.called = organs, map[string]int{}
	for i, o := range organs {
		for _, name := range append([]string{o.Name}, o.Aliases...) {
			if folded := fulltext.Fold(name); c.called[folded] == 0 {
				c.called[folded] = i + 1
			}
		}
	}
	return c
}

// Find returns the public record of a number in any writing, ready to be shown
// (Record.Public leaves out what concerns the office only) or to be amended. The
// back code alone (2015-00045) finds its record when only one ends in it. A
// number that does not exist and one that the public may not see are both
// ErrNotFound.
func (c *Catalog) Find(ctx context.Context, n IndexNumber) (Record, error) {
	r, err := c.numbered(ctx, n)
	if errors.Is(err, ErrNotFound) {
		r, err = c.byBackCode(ctx, n.Canonical())
	}
	if err == nil && !visible(&r) {
		err = ErrNotFound
	}
	if err != nil {
		return Record{}, fmt.Errorf("catalog: find %s: %w", n.Canonical(), err)
	}
	return r, nil
}

// byBackCode finds the one public record whose number ends in a back code
// (后段码), which places may show alone. Where two organs have the same back
// code it finds nothing.
func (c *Catalog) byBackCode(ctx context.Context, n IndexNumber) (Record, error) {
	if _, err := BackCode().split(n); err != nil {
		return Record{}, ErrNotFound
	}
	found := c.snapshot(func(r *Record) bool { return visible(r) && strings.HasSuffix(string(r.Number), "/"+string(n)) })
	if len(found) != 1 {
		return Record{}, ErrNotFound
	}
	return c.current(ctx, found[0].ID, "")
}

// Tombstone returns what is left to be seen of a withdrawn record: number,
// publisher and reason. Any other number is ErrNotFound.
func (c *Catalog) Tombstone(ctx context.Context, n IndexNumber) (Record, error) {
	r, err := c.numbered(ctx, n)
	if err == nil && r.Status != Withdrawn {
		err = ErrNotFound
	}
	if err != nil {
		return Record{}, fmt.Errorf("catalog: tombstone %s: %w", n.Canonical(), err)
	}
	return r.tombstone(), nil
}

// Paper returns a record by its id whatever its status. It is for clerks.
func (c *Catalog) Paper(ctx context.Context, id int64) (Record, error) {
	if id <= 0 {
		return Record{}, fmt.Errorf("catalog: paper %d: %w", id, ErrNotFound)
	}
	return c.current(ctx, id, "")
}

// Papers yields the records of the given statuses, or all of them, by id,
// without their bodies. It is for clerks: it shows what the public may not see.
func (c *Catalog) Papers(ctx context.Context, in ...Status) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if err := c.ready(ctx); err != nil {
			yield(Record{}, err)
			return
		}
		for _, r := range c.snapshot(func(r *Record) bool { return len(in) == 0 || r.isIn(in) }) {
			if !yield(r.clone(), nil) {
				return
			}
		}
	}
}

// Records yields everything that the public may see, by id, with bodies and as
// Record.Public has it. It is what exports are made of.
func (c *Catalog) Records(ctx context.Context) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if err := c.ready(ctx); err != nil {
			yield(Record{}, err)
			return
		}
		for _, light := range c.snapshot(visible) {
			r, err := c.current(ctx, light.ID, "")
			if err == nil && !visible(&r) {
				continue // hidden since the snapshot
			}
			if !yield(r.Public(), err) || err != nil {
				return
			}
		}
	}
}

func (r Record) isIn(in []Status) bool {
	for _, s := range in {
		if r.Status == s {
			return true
		}
	}
	return false
}

// numbered looks a number up in the store, so that what another process has
// just changed counts at once; a writing without the right separators is
// looked up in the view.
func (c *Catalog) numbered(ctx context.Context, n IndexNumber) (Record, error) {
	canonical := n.Canonical()
	if canonical == "" {
		return Record{}, ErrNotFound
	}
	r, err := c.current(ctx, 0, canonical)
	if !errors.Is(err, ErrNotFound) {
		return r, err
	}
	if err := c.ready(ctx); err != nil {
		return Record{}, err
	}
	c.mu.RLock()
	id := c.view.loose[n.loose()]
	c.mu.RUnlock()
	if id <= 0 {
		return Record{}, ErrNotFound
	}
	return c.current(ctx, id, "")
}

func (c *Catalog) current(ctx context.Context, id int64, n IndexNumber) (Record, error) {
	s, err := c.store.Current(ctx, id, n)
	if err != nil {
		return Record{}, err
	}
	ch, err := s.Open()
	return ch.Record, err
}

// salt is sixteen random bytes, or the reason why there are none.
func salt() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("catalog: salt: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// stamped refuses an actor without a name or a time.
func stamped(by Actor) error {
	if by.Name == "" || by.At.Equal(time.Time{}) {
		return errors.New("catalog: every change needs an actor's name and time")
	}
	return nil
}
