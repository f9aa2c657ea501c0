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
