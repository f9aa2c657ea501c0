package catalog

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestWhatWasAskedBeforeIsAnsweredAsTheIndexStands(t *testing.T) {
	c, by := New(nil), Actor{Name: "值班", At: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}
	publish := func(title string) Record {
		day := civil.Day(2026, time.January, 5)
		r, err := c.Publish(t.Context(), Record{Title: title, Summary: "几句话。", Date: day, Publisher: "区教育局", Drafter: "起草", Review: Review{By: "审查", Day: day, Result: Cleared}}, by)
		require.NoError(t, err)
		return r
	}
	total := func() int {
		p, err := c.Search(t.Context(), Query{Text: "幼儿园 招生"})
		require.NoError(t, err)
		require.Len(t, p.Hits, p.Total)
		p.Understood.Words[0] = "别的" // a caller's own
		return p.Total
	}
	first := publish("2026年幼儿园招生公告")
	assert.Equal(t, 1, total())
	assert.Equal(t, 1, total())
	p, err := c.Search(t.Context(), Query{Text: "幼儿园 招生"})
	require.NoError(t, err)
	assert.Equal(t, "幼儿园", p.Understood.Words[0])
	publish("2026年幼儿园招生补充公告")
	assert.Equal(t, 2, total())
	require.NoError(t, c.Withdraw(t.Context(), first.Number, "内容有误", by))
	assert.Equal(t, 1, total())
}

func TestRecallIsBounded(t *testing.T) {
	var r recall
	for n := range 10 * recallSize {
		r.keep(Query{Text: strconv.Itoa(n)}, recalled{version: 1, found: fulltext.Result{Total: n}})
		_, known := r.of(Query{Text: "0"})
		assert.True(t, known, "what is asked again and again stays")
	}
	assert.LessOrEqual(t, len(r.young)+len(r.old), 2*recallSize)
	long := Query{Text: strings.Repeat("长", recallLength+1)}
	r.keep(long, recalled{version: 1})
	_, known := r.of(long)
	assert.False(t, known)
	r.keep(Query{Text: "新"}, recalled{version: 2})
	r.keep(Query{Text: "新"}, recalled{version: 1}) // by a search that began before
	a, known := r.of(Query{Text: "新"})
	assert.True(t, known)
	assert.EqualValues(t, 2, a.version)
}

// forget makes the next search one that nobody has asked before.
func forget(c *Catalog) {
	c.recall.mu.Lock()
	defer c.recall.mu.Unlock()
	c.recall.young, c.recall.old = nil, nil
}
