package catalog_test

import (
	"context"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
)

// busyStore is written to by another process each time its changes have been
// read once more.
type busyStore struct {
	catalog.Store
	reads int
	other func(n int)
}

func (s *busyStore) Changes(ctx context.Context, after int64) iter.Seq2[catalog.Sealed, error] {
	s.reads++
	s.other(s.reads)
	return s.Store.Changes(ctx, after)
}

func TestWhatWasHiddenMeanwhileIsNotInTheFeed(t *testing.T) {
	memory := catalog.NewMemory()
	elsewhere := catalog.New(memory)
	busy := &busyStore{Store: memory, other: func(n int) {
		if n > 8 {
			return
		}
		r, err := elsewhere.Publish(t.Context(), catalogtest.Record(n), signer)
		require.NoError(t, err)
		if n%2 == 0 {
			require.NoError(t, elsewhere.Withdraw(t.Context(), r.Number, "内容失效", signer))
		}
	}}
	c := catalog.New(busy)
	var seq int64
	seen := 0
	for range 8 {
		for ch, err := range c.Since(t.Context(), seq) {
			require.NoError(t, err)
			seq = ch.Seq
			if ch.Kind == catalog.Published {
				_, err = c.Find(t.Context(), ch.Record.Number)
				assert.NoError(t, err, "change %d", ch.Seq)
				seen++
			}
		}
	}
	assert.Equal(t, 4, seen)
}
