package walog_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/zwgk/zwgk/internal/walog"
)

// written opens a database in which something stands, in a journal mode.
func written(t *testing.T, mode string) (db *sql.DB, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	db = open(t, path)
	_, err := db.Exec("PRAGMA journal_mode = " + mode)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1), (2)")
	require.NoError(t, err)
	return db, path
}

func open(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(1234)")
	require.NoError(t, err)
	db.SetMaxOpenConns(1) // so that what was set on it is seen
	t.Cleanup(func() { db.Close() })
	return db
}

// logged is how long the log of the database is.
func logged(t *testing.T, path string) int64 {
	t.Helper()
	f, err := os.Stat(path + "-wal")
	require.NoError(t, err)
	return f.Size()
}

// reading has another process read for long, until done.
func reading(t *testing.T, path string) (done func()) {
	t.Helper()
	rows, err := open(t, path).Query("SELECT n FROM a")
	require.NoError(t, err)
	require.True(t, rows.Next())
	return func() { assert.NoError(t, rows.Close()) }
}

func TestALogIsCutOnlyWhereSomethingWasErased(t *testing.T) {
	db, path := written(t, "WAL")
	var log walog.Log
	require.NoError(t, log.Try(t.Context(), db))
	require.NoError(t, log.Cut(t.Context(), db))
	assert.NotZero(t, logged(t, path), "nothing was owed")
	log.Owe()
	require.NoError(t, log.Cut(t.Context(), db))
	assert.Zero(t, logged(t, path))
	_, err := db.Exec("INSERT INTO a VALUES (3)")
	require.NoError(t, err)
	require.NoError(t, log.Try(t.Context(), db))
	assert.NotZero(t, logged(t, path), "it is owed no more")
}

func TestALogInWhichSomebodyReadsStaysOwed(t *testing.T) {
	db, path := written(t, "WAL")
	var log walog.Log
	log.Owe()
	done := reading(t, path)
	begun := time.Now()
	require.ErrorIs(t, log.Try(t.Context(), db), walog.ErrBusy)
	assert.Less(t, time.Since(begun), time.Second, "SQLite does not wait for the reader, whatever its busy_timeout")
	var wait int
	require.NoError(t, db.QueryRow("PRAGMA busy_timeout").Scan(&wait))
	assert.Equal(t, 1234, wait, "and the next who writes waits as before")
	_, err := db.Exec("INSERT INTO a VALUES (3)")
	require.NoError(t, err, "writers are not kept out")
	time.AfterFunc(100*time.Millisecond, done)
	require.NoError(t, log.Cut(t.Context(), db), "who reads for a moment is waited for")
	assert.Zero(t, logged(t, path))
}

func TestALogIsOwedUntilItIsCut(t *testing.T) {
	db, path := written(t, "WAL")
	var log walog.Log
	log.Owe()
	gone, stop := context.WithCancel(t.Context())
	stop()
	require.ErrorIs(t, log.Cut(gone, db), context.Canceled)
	assert.NotZero(t, logged(t, path))
	require.NoError(t, log.Try(t.Context(), db))
	assert.Zero(t, logged(t, path))
}

func TestWhereThereIsNoLogNothingIsToBeCut(t *testing.T) {
	db, path := written(t, "DELETE")
	var log walog.Log
	log.Owe()
	defer reading(t, path)()
	require.NoError(t, log.Cut(t.Context(), db))
}
