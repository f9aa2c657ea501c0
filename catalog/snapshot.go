package catalog

import (
	"context"
	"fmt"
	"io"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// SaveIndex writes the search index, so that the next start need not build it.
// What it writes is bound to the feed as it stands: LoadIndex takes it only
// over a feed that has the same change at the same place.
func (c *Catalog) SaveIndex(ctx context.Context, w io.Writer) error {
	if err := c.Sync(ctx); err != nil {
		return fmt.Errorf("catalog: save index: %w", err)
	}
	c.taking.Lock()
	defer c.taking.Unlock()
	c.mu.RLock()
	seq := c.view.seq
	c.mu.RUnlock()
	mark, err := c.mark(ctx, seq)
	if err == nil {
		err = c.index.texts.Save(w, mark)
	}
	if err != nil {
		return fmt.Errorf("catalog: save index: %w", err)
	}
	return nil
}

// LoadIndex takes over an index that SaveIndex wrote, and then the changes
// made since. It reports whether it did: an index that is broken, of another
// version, or of another feed is passed over and built from the feed instead.
// Call it before the catalogue is used.
func (c *Catalog) LoadIndex(ctx context.Context, r io.Reader) (bool, error) {
	var loaded fulltext.Index
	mark, err := loaded.Load(r)
	if err == nil {
		var seq int64
		if _, scanned := fmt.Sscanf(mark, "%d", &seq); scanned == nil {
			if have, err := c.mark(ctx, seq); err != nil {
				return false, fmt.Errorf("catalog: load index: %w", err)
			} else if have == mark && c.index.adopt(&loaded, seq) {
				return true, c.Sync(ctx)
			}
		}
	}
	return false, c.Sync(ctx)
}

// mark names a place in the feed: a seq and the hash of the change there.
func (c *Catalog) mark(ctx context.Context, seq int64) (string, error) {
	for s, err := range c.store.Changes(ctx, seq-1) {
		if err != nil {
			return "", err
		}
		if s.Seq == seq {
			return fmt.Sprintf("%d %s", seq, s.Hash), nil
		}
		break
	}
	return fmt.Sprintf("%d", seq), nil
}

// adopt makes a loaded index the catalogue's, unless it has begun its own.
func (x *searchIndex) adopt(loaded *fulltext.Index, seq int64) bool {
	if x.caught || x.texts.Len() > 0 {
		return false
	}
	x.texts.Adopt(loaded)
	x.upTo = seq
	return true
}
