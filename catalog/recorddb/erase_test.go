package recorddb_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

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
