package catalog

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// index is the part of full-text search that the catalogue drives: it is told
// of each record that the public may see and of each that it may not any more.
type index interface {
	put(Record)
	remove(id int64)
	settle() // the feed has been read to its end
}

var _ index = (*searchIndex)(nil)

// A view is the fold of the feed: every record as it stands, without bodies.
type view struct {
	seq     int64             // the newest change in it
	read    bool              // the feed has been read at least once
	began   civil.Date        // the day of the first change
	records map[int64]*Record // which do not change: another takes the place of one
	names   map[string]string // what many records have word for word, kept once
	loose   map[string]int64  // number without separators → id; -1 where two share it
}

func newView() *view {
	return &view{records: map[int64]*Record{}, names: map[string]string{}, loose: map[string]int64{}}
}

// ready reads the feed if nothing has been read yet.
func (c *Catalog) ready(ctx context.Context) error {
	c.mu.RLock()
	read := c.view.read
	c.mu.RUnlock()
	if read {
		return nil
	}
	return c.Sync(ctx)
}

// Sync takes over what other processes have written since the last call.
func (c *Catalog) Sync(ctx context.Context) error {
	c.syncing.Lock()
	defer c.syncing.Unlock()
	c.mu.RLock()
	after := c.view.seq
	c.mu.RUnlock()
	for s, err := range c.store.Changes(ctx, after) {
		if err != nil {
			return fmt.Errorf("catalog: sync: %w", err)
		}
		if err := c.take(s); err != nil {
			return err
		}
	}
	c.index.settle()
	c.mu.Lock()
	c.view.read = true
	c.mu.Unlock()
	return nil
}

// take applies one change to the view and the index.
func (c *Catalog) take(s Sealed) error {
	content, err := s.open()
	if err != nil {
		return err
	}
	c.taking.Lock() // searches need c.mu and must not wait for the index
	defer c.taking.Unlock()
	r := content.Record
	c.mu.Lock()
	if s.Seq <= c.view.seq {
		c.mu.Unlock()
		return nil
	}
	if c.view.seq == 0 {
		c.view.began = civil.InChina(s.By.At)
	}
	c.view.seq = s.Seq
	before := c.view.records[r.ID]
	c.view.put(r)
	c.mu.Unlock()
	if s.Seq <= c.index.upTo {
		return nil // the index came from a snapshot that has it
	}
	switch {
	case visible(&r):
		c.index.put(r.Public())
	case before != nil && visible(before):
		c.index.remove(r.ID)
	}
	return nil
}

func (v *view) put(r Record) {
	kept := v.named(r.light())
	v.records[r.ID] = &kept
	if r.Number == "" {
		return
	}
	key := r.Number.loose()
	if id, ok := v.loose[key]; ok && id != r.ID {
		v.loose[key] = -1
		return
	}
	v.loose[key] = r.ID
}

// named is the record with the names that others have too: each was read from a text of its
// own, and a hundred thousand records are of some hundred offices.
func (v *view) named(r Record) Record {
	r.Publisher, r.Column = v.once(r.Publisher), Column(v.once(string(r.Column)))
	r.Theme, r.Genre, r.Status = Theme(v.once(string(r.Theme))), Genre(v.once(string(r.Genre))), Status(v.once(string(r.Status)))
	r.Drafter, r.Review.By, r.Review.Result = v.once(r.Drafter), v.once(r.Review.By), ReviewResult(v.once(string(r.Review.Result)))
	if r.Summary == r.Title {
		r.Summary = r.Title
	}
	return r
}

// once is a name as it was read first.
func (v *view) once(name string) string {
	if kept, known := v.names[name]; known {
		return kept
	}
	v.names[name] = name
	return name
}

// light is the record without its long texts.
func (r Record) light() Record {
	r.Body = ""
	if slices.ContainsFunc(r.Files, func(f File) bool { return f.Text != "" }) {
		r.Files = slices.Clone(r.Files)
		for i := range r.Files {
			r.Files[i].Text = ""
		}
	}
	return r
}

// snapshot returns the records that the view holds and keep wants, by id.
func (c *Catalog) snapshot(keep func(*Record) bool) []Record {
	var kept []*Record
	c.mu.RLock()
	for _, r := range c.view.records {
		if keep(r) {
			kept = append(kept, r)
		}
	}
	c.mu.RUnlock()
	slices.SortFunc(kept, func(a, b *Record) int { return cmp.Compare(a.ID, b.ID) })
	out := make([]Record, len(kept))
	for i, r := range kept {
		out[i] = *r
	}
	return out
}
