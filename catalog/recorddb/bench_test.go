package recorddb_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/catalog/recorddb"
)

func benchmarkPublish(b *testing.B, s *recorddb.Store) {
	c := catalog.New(s)
	require.NoError(b, c.Sync(b.Context()))
	for i := 0; b.Loop(); i++ {
		_, err := c.Publish(b.Context(), catalogtest.Record(i), catalogtest.Signer())
		require.NoError(b, err)
	}
}

func BenchmarkPublishSQLite(b *testing.B) {
	benchmarkPublish(b, openSQLite(b, filepath.Join(b.TempDir(), "catalog.db")))
}

func BenchmarkPublishPostgreSQL(b *testing.B) { benchmarkPublish(b, openPostgres(b)) }

// benchmarkImport measures rows of a table on their way into the store.
func benchmarkImport(b *testing.B, s *recorddb.Store) {
	c := catalog.New(s)
	n := 0
	for b.Loop() {
		rows := func(yield func(catalog.Row, error) bool) {
			for range 1000 {
				n++
				if !yield(catalog.Row{Line: n, Record: catalogtest.Record(n)}, nil) {
					return
				}
			}
		}
		_, err := c.Import(b.Context(), rows, catalog.Import{By: catalogtest.Signer()})
		require.NoError(b, err)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkImportSQLite(b *testing.B) {
	benchmarkImport(b, openSQLite(b, filepath.Join(b.TempDir(), "catalog.db")))
}

func BenchmarkImportPostgreSQL(b *testing.B) { benchmarkImport(b, openPostgres(b)) }
