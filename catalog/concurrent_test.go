package catalog_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestReadersAndWritersShareOneCatalogue(t *testing.T) {
	c := catalog.New(nil)
	const writers, each = 4, 25
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				r, err := c.Publish(t.Context(), catalogtest.Record(w*each+i), signer)
				if !assert.NoError(t, err) {
					return
				}
				if i%5 == 0 {
					assert.NoError(t, c.Withdraw(t.Context(), r.Number, "内容失效", signer))
				}
			}
		})
		wg.Go(func() {
			for range each {
				p, err := c.Search(t.Context(), catalog.Query{Text: "年度工作报告", Limit: 100})
				assert.NoError(t, err)
				for _, h := range p.Hits {
					_, err := c.Find(t.Context(), h.Record.Number)
					if err != nil && !errors.Is(err, catalog.ErrNotFound) { // withdrawn since
						assert.NoError(t, err)
					}
				}
				for _, err := range c.Since(t.Context(), 0) {
					assert.NoError(t, err)
				}
				_, err = c.Census(t.Context(), civil.Date{}, civil.Date{})
				assert.NoError(t, err)
			}
		})
	}
	wg.Wait()
	p, err := c.Search(t.Context(), catalog.Query{})
	require.NoError(t, err)
	assert.Equal(t, writers*(each-each/5), p.Total)
	n, err := c.Verify(t.Context())
	require.NoError(t, err)
	assert.EqualValues(t, writers*(each+each/5), n)
}

func TestOfTwoClerksWhoSignOneRecordExactlyOneWins(t *testing.T) {
	c := catalog.New(nil)
	r := at(t, c, catalog.SecrecyReview)
	var mu sync.Mutex
	var wg sync.WaitGroup
	signed := 0
	for range 8 {
		wg.Go(func() {
			_, err := c.Publish(t.Context(), r, signer)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				signed++
				return
			}
			assert.ErrorIs(t, err, catalog.ErrConflict)
		})
	}
	wg.Wait()
	assert.Equal(t, 1, signed)
}
