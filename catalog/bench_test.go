package catalog_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// filled is a store with n published records.
func filled(b *testing.B, n int) *catalog.Memory {
	b.Helper()
	store := catalog.NewMemory()
	scheme, err := catalog.NewScheme("six digits", "{year}-{serial:6}")
	require.NoError(b, err)
	c := catalog.New(store).WithScheme(scheme)
	for i := range n {
		_, err := c.Publish(b.Context(), catalogtest.Record(i), signer)
		require.NoError(b, err)
	}
	return store
}

func BenchmarkPublish(b *testing.B) {
	c := catalog.New(nil)
	require.NoError(b, c.Sync(b.Context()))
	for i := 0; b.Loop(); i++ {
		_, err := c.Publish(b.Context(), catalogtest.Record(i), signer)
		require.NoError(b, err)
	}
}

func BenchmarkStartFromTheFeed(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			store := filled(b, n)
			for b.Loop() {
				require.NoError(b, catalog.New(store).Sync(b.Context()))
			}
		})
	}
}

func BenchmarkVerify10k(b *testing.B) {
	c := catalog.New(filled(b, 10_000))
	for b.Loop() {
		_, err := c.Verify(b.Context())
		require.NoError(b, err)
	}
}

func BenchmarkFind(b *testing.B) {
	c := catalog.New(filled(b, 10_000))
	for i := 0; b.Loop(); i++ {
		_, err := c.Find(b.Context(), catalog.IndexNumber(fmt.Sprintf("2015-%06d", i%10_000+1)))
		require.NoError(b, err)
	}
}

func BenchmarkCensus10k(b *testing.B) {
	c := catalog.New(filled(b, 10_000))
	for b.Loop() {
		_, err := c.Census(b.Context(), civil.Date{}, civil.Date{})
		require.NoError(b, err)
	}
}

func BenchmarkLint(b *testing.B) {
	l := catalog.Linter{Calendar: civil.China()}
	r := catalogtest.Report()
	for b.Loop() {
		l.Lint(r)
	}
}
