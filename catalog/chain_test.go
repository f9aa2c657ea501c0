package catalog_test

import (
	"bytes"
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// tampered is a store whose feed somebody has rewritten.
type tampered struct {
	catalog.Store
	feed func([]catalog.Sealed) []catalog.Sealed
}

func (s tampered) Changes(ctx context.Context, after int64) iter.Seq2[catalog.Sealed, error] {
	return func(yield func(catalog.Sealed, error) bool) {
		var all []catalog.Sealed
		for c, err := range s.Store.Changes(ctx, 0) {
			if err != nil {
				yield(c, err)
				return
			}
			all = append(all, c)
		}
		for _, c := range s.feed(all) {
			if c.Seq > after && !yield(c, nil) {
				return
			}
		}
	}
}

func five(t *testing.T) (*catalog.Memory, *catalog.Catalog) {
	t.Helper()
	store := catalog.NewMemory()
	c := catalog.New(store)
	for i := range 5 {
		_, err := c.Publish(t.Context(), catalogtest.Record(i+1), signer)
		require.NoError(t, err)
	}
	return store, c
}

func TestVerifyNamesTheFirstChangeThatIsNotAsItWasWritten(t *testing.T) {
	store, good := five(t)
	n, err := good.Verify(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 5, n)
	for name, c := range map[string]struct {
		feed func([]catalog.Sealed) []catalog.Sealed
		seq  int64
	}{
		"content altered": {func(s []catalog.Sealed) []catalog.Sealed {
			s[2].Content = []byte(strings.Replace(string(s[2].Content), "第3份", "第4份", 1))
			return s
		}, 3},
		"content altered with its digest": {func(s []catalog.Sealed) []catalog.Sealed { s[2].Digest = s[1].Digest; return s }, 3},
		"actor altered":                   {func(s []catalog.Sealed) []catalog.Sealed { s[3].By.Name = "别人"; return s }, 4},
		"time altered":                    {func(s []catalog.Sealed) []catalog.Sealed { s[0].By.At = noon.Add(time.Hour); return s }, 1},
		"number altered":                  {func(s []catalog.Sealed) []catalog.Sealed { s[1].Number = "2015-00009"; return s }, 2},
		"removed":                         {func(s []catalog.Sealed) []catalog.Sealed { return append(s[:1], s[2:]...) }, 2},
		"the last removed":                {func(s []catalog.Sealed) []catalog.Sealed { return s[:4] }, 5},
		"reordered":                       {func(s []catalog.Sealed) []catalog.Sealed { s[1], s[2] = s[2], s[1]; return s }, 2},
		"blanked without an erasure": {func(s []catalog.Sealed) []catalog.Sealed {
			s[1].Content = []byte(`{"erased":true,"record":{"id":2,"title":""}}`)
			return s
		}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := catalog.New(tampered{store, c.feed}).Verify(t.Context())
			var broken *catalog.ChainError
			require.ErrorAs(t, err, &broken)
			assert.Equal(t, c.seq, broken.Seq)
		})
	}
}

func TestAnAnchorProvesThatHistoryWasRewritten(t *testing.T) {
	_, c := five(t)
	anchor, err := c.Anchor(t.Context())
	require.NoError(t, err)
	_, err = c.Verify(t.Context(), anchor)
	require.NoError(t, err)
	_, rewritten := five(t) // whole in itself, and other salts
	_, err = rewritten.Verify(t.Context())
	require.NoError(t, err)
	_, err = rewritten.Verify(t.Context(), anchor)
	var broken *catalog.ChainError
	require.ErrorAs(t, err, &broken)
	assert.EqualValues(t, 5, broken.Seq)
	_, err = catalog.New(nil).Verify(t.Context(), anchor)
	require.ErrorAs(t, err, &broken, "cut off before the anchor")
}

func TestAnySequenceOfActsLeavesTheChainWholeAndTheViewEqualToARebuild(t *testing.T) {
	for seed := range uint64(25) {
		store := catalog.NewMemory()
		c := catalog.New(store)
		require.NoError(t, c.Sync(t.Context()))
		clerk := catalogtest.NewClerk(seed)
		var halfway bytes.Buffer
		for i := range 120 {
			_ = clerk.Act(t.Context(), c) // refusals are part of the game
			if i == 60 {
				require.NoError(t, c.SaveIndex(t.Context(), &halfway))
			}
		}
		require.Greater(t, clerk.Done, int64(30), "seed %d", seed)
		n, err := c.Verify(t.Context())
		require.NoError(t, err, "seed %d", seed)
		require.Equal(t, clerk.Done, n)
		rebuilt := catalog.New(store)
		require.Equal(t, everything(t, rebuilt), everything(t, c), "seed %d", seed)
		restarted := catalog.New(store)
		took, err := restarted.LoadIndex(t.Context(), &halfway)
		require.NoError(t, err)
		require.Equal(t, everything(t, rebuilt), everything(t, restarted), "seed %d, from a snapshot: %v", seed, took)
		serials(t, c)
	}
}

// everything is what a catalogue shows, to the public and to clerks.
func everything(t *testing.T, c *catalog.Catalog) []any {
	t.Helper()
	var out []any
	for r, err := range c.Papers(t.Context()) {
		require.NoError(t, err)
		out = append(out, r)
	}
	for _, text := range []string{"", "报告", "第"} {
		for offset := 0; ; {
			p, err := c.Search(t.Context(), catalog.Query{Text: text, Offset: offset, Limit: 50})
			require.NoError(t, err)
			numbers := map[catalog.IndexNumber]bool{}
			for _, h := range p.Hits {
				numbers[h.Record.Number] = true
			}
			out = append(out, p.Total, numbers)
			if offset += len(p.Hits); len(p.Hits) == 0 || offset >= p.Total {
				break
			}
		}
	}
	census, err := c.Census(t.Context(), civil.Date{}, civil.Date{})
	require.NoError(t, err)
	return append(out, census)
}

// serials checks that the numbers issued in a year have no gaps.
func serials(t *testing.T, c *catalog.Catalog) {
	t.Helper()
	highest, count := map[int]int{}, map[int]int{}
	for r, err := range c.Papers(t.Context()) {
		require.NoError(t, err)
		if r.Number == "" {
			continue
		}
		p, err := catalog.BackCode().Split(r.Number)
		require.NoError(t, err)
		highest[p.Year] = max(highest[p.Year], p.Serial)
		count[p.Year]++
	}
	require.Equal(t, count, highest)
}
