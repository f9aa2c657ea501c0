package schema_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/zwgk/zwgk/internal/schema"
)

// tree holds migrations for both databases, each with a table that may be made once.
func tree(table string) fstest.MapFS {
	text := &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE " + table + " (n INTEGER);\nINSERT INTO " + table + " VALUES (1);\n")}
	return fstest.MapFS{"migrations/sqlite/00001_a.sql": text, "migrations/postgres/00001_a.sql": text}
}

// open opens the database anew, as another process does.
func open(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// together brings the tables of two stores up to date by several processes at once.
func together(t *testing.T, driver, dialect, dsn, prefix string) {
	var all sync.WaitGroup
	for range 4 {
		db := open(t, driver, dsn)
		all.Go(func() {
			for _, store := range []string{"one", "other"} {
				assert.NoError(t, schema.Up(t.Context(), db, dialect, tree(prefix+store), prefix+store+"_version"))
			}
		})
	}
	all.Wait()
	db := open(t, driver, dsn)
	for _, store := range []string{"one", "other"} {
		var n int
		require.NoError(t, db.QueryRow("SELECT count(*) FROM "+prefix+store).Scan(&n))
		assert.Equal(t, 1, n, "what one has done no other does again")
	}
}

func sqliteDSN(t *testing.T) string {
	return "file:" + filepath.Join(t.TempDir(), "a.db") + "?_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_txlock=immediate"
}

func TestProcessesThatBeginTogetherMakeEachTableOnce(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { together(t, "sqlite", "sqlite", sqliteDSN(t), "") })
	t.Run("PostgreSQL", func(t *testing.T) {
		dsn := os.Getenv("ZWGK_TEST_POSTGRES")
		if dsn == "" {
			t.Skip("ZWGK_TEST_POSTGRES is not set: not tried on PostgreSQL")
		}
		prefix := fmt.Sprintf("schema_test_%d_", os.Getpid())
		t.Cleanup(func() {
			db := open(t, "pgx", dsn)
			for _, table := range []string{"one", "other", "one_version", "other_version"} {
				_, err := db.Exec("DROP TABLE IF EXISTS " + prefix + table)
				assert.NoError(t, err)
			}
		})
		together(t, "pgx", "postgres", dsn, prefix)
	})
}

func TestWhatCannotBeDoneIsSaid(t *testing.T) {
	db := open(t, "sqlite", sqliteDSN(t))
	assert.ErrorContains(t, schema.Up(t.Context(), db, "oracle", tree("a"), "v"), `unknown dialect "oracle"`)
	done, stop := context.WithCancel(t.Context())
	stop()
	assert.ErrorIs(t, schema.Up(done, db, "sqlite", tree("a"), "v"), context.Canceled)
}

func TestWhatIsWrongIsSaidOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(file, []byte("this is no database, and is long enough to say so"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := schema.Up(t.Context(), open(t, "sqlite", file), "sqlite", tree("one"), "one_version")
	assert.Equal(t, 1, strings.Count(fmt.Sprint(err), "not a database"), err)
}
