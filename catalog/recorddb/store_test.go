package recorddb_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/catalog/recorddb"
)

// sqliteDSN is the writing that the package's documentation gives.
func sqliteDSN(path string) string {
	return "file:" + path + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_txlock=immediate"
}

func openSQLite(t testing.TB, path string) *recorddb.Store {
	t.Helper()
	db, err := sql.Open("sqlite", sqliteDSN(path))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	s, err := recorddb.Open(t.Context(), db, recorddb.SQLite)
	require.NoError(t, err)
	return s
}

// newSchema makes a schema of the test's own and returns the DSN that leads
// there; the test removes it.
func newSchema(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("ZWGK_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("set ZWGK_TEST_POSTGRES to the DSN of a PostgreSQL database to run this")
	}
	admin, err := sql.Open("pgx", dsn)
	require.NoError(t, err)
	schema := fmt.Sprintf("catalog_test_%d_%d", os.Getpid(), next())
	_, err = admin.ExecContext(t.Context(), "CREATE SCHEMA "+schema)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := admin.Exec("DROP SCHEMA " + schema + " CASCADE")
		assert.NoError(t, err)
		assert.NoError(t, admin.Close())
	})
	return withSchema(t, dsn, schema)
}

func openPostgres(t testing.TB) *recorddb.Store {
	t.Helper()
	return openAgain(t, newSchema(t))
}

func TestSQLiteKeepsTheStoresPromises(t *testing.T) {
	catalogtest.TestStore(t, func(t *testing.T) catalog.Store {
		return openSQLite(t, filepath.Join(t.TempDir(), "catalog.db"))
	})
}

func TestPostgreSQLKeepsTheStoresPromises(t *testing.T) {
	catalogtest.TestStore(t, func(t *testing.T) catalog.Store { return openPostgres(t) })
}

func TestFilesAreAFileSystem(t *testing.T) {
	for name, open := range stores() {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			v, err := s.FilesVersion(t.Context())
			require.NoError(t, err)
			assert.Zero(t, v)
			for i, name := range []string{"budget/2015/预算.json", "budget/index.csv", "a.txt", "a.txt"} {
				require.NoError(t, s.PutFile(t.Context(), name, bytesOf(name, i)))
			}
			require.NoError(t, fstest.TestFS(s.Files(), "budget/2015/预算.json", "budget/index.csv", "a.txt"))
			v, err = s.FilesVersion(t.Context())
			require.NoError(t, err)
			assert.EqualValues(t, 4, v)
			assert.Error(t, s.PutFile(t.Context(), "../up", bytesOf("x", 0)))
		})
	}
}
