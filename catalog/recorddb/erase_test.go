package recorddb_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
)

func TestWhatIsErasedIsGoneFromTheFilesThemselves(t *testing.T) {
	const words = "要删除的个人信息"
	dir := t.TempDir()
	c := catalog.New(openSQLite(t, filepath.Join(dir, "catalog.db")))
	var r catalog.Record
	for i := range 20 {
		next := catalogtest.Record(i)
		if i == 7 {
			next.Body = words
		}
		next, err := c.Publish(t.Context(), next, catalogtest.Signer())
		require.NoError(t, err)
		if i == 7 {
			r = next
		}
	}
	require.True(t, onDisk(t, dir, words), "it was there, so this test can fail")
	r.Body = "（已删除）"
	_, err := c.Erase(t.Context(), r, "本人要求", catalogtest.Signer())
	require.NoError(t, err)
	assert.False(t, onDisk(t, dir, words))
	_, err = c.Verify(t.Context())
	require.NoError(t, err)
}

// A page that is slow to read, or somebody's long report, has the database open while a
// person's data are erased: the log cannot be cut then.
func TestWhatSomebodyStillReadsLingersAndGoesWithTheNextChange(t *testing.T) {
	const words = "要删除的个人信息"
	dir := t.TempDir()
	path := filepath.Join(dir, "catalog.db")
	c := catalog.New(openSQLite(t, path))
	first := catalogtest.Record(0)
	first.Body = words
	r, err := c.Publish(t.Context(), first, catalogtest.Signer())
	require.NoError(t, err)
	reads := func() (done func() error) {
		db, err := sql.Open("sqlite", sqliteDSN(path))
		require.NoError(t, err)
		rows, err := db.Query("SELECT seq FROM catalog_changes UNION SELECT 999")
		require.NoError(t, err)
		require.True(t, rows.Next())
		return func() error { return errors.Join(rows.Close(), db.Close()) }
	}

	done := reads()
	r.Body = "（已删除）"
	erased, err := c.Erase(t.Context(), r, "本人要求", catalogtest.Signer())
	require.ErrorIs(t, err, catalog.ErrLingers)
	require.True(t, onDisk(t, dir, words))
	assert.Equal(t, r.Version+1, erased.Version, "the erasure stands")
	found, err := c.Find(t.Context(), r.Number)
	require.NoError(t, err)
	assert.Equal(t, "（已删除）", found.Body)
	require.NoError(t, done())
	_, err = c.Publish(t.Context(), catalogtest.Record(1), catalogtest.Signer())
	require.NoError(t, err)
	assert.False(t, onDisk(t, dir, words), "after the next change")
	_, err = c.Verify(t.Context())
	require.NoError(t, err)

	done = reads()
	time.AfterFunc(200*time.Millisecond, func() { assert.NoError(t, done()) })
	_, err = c.Erase(t.Context(), erased, "本人要求", catalogtest.Signer())
	require.NoError(t, err, "who reads for a moment is waited for")
}

func TestTheNextOpenCutsWhatLingers(t *testing.T) {
	const words = "要删除的个人信息"
	dir := t.TempDir()
	path := filepath.Join(dir, "catalog.db")
	store := openSQLite(t, path)
	first := catalogtest.Record(0)
	first.Body = words
	r, err := catalog.New(store).Publish(t.Context(), first, catalogtest.Signer())
	require.NoError(t, err)
	r.Body = "（已删除）"
	dead := struct { // the process that erased it died before the log was cut
		catalog.Store
	}{store}
	_, err = catalog.New(dead).Erase(t.Context(), r, "本人要求", catalogtest.Signer())
	require.NoError(t, err)
	require.True(t, onDisk(t, dir, words))
	openSQLite(t, path)
	assert.False(t, onDisk(t, dir, words))
}

// onDisk says whether any file of a directory holds the words.
func onDisk(t *testing.T, dir, words string) bool {
	t.Helper()
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		require.NoError(t, err)
		if bytes.Contains(data, []byte(words)) {
			return true
		}
	}
	return false
}
