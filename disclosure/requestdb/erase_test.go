package requestdb_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

// What is sealed can be opened by who has the key: it goes from the files too.
func TestWhatIsErasedIsGoneFromTheFilesThemselves(t *testing.T) {
	dir := t.TempDir()
	db := openDB(t, "sqlite", sqliteDSN(filepath.Join(dir, "zwgk.db")))
	s, err := requestdb.Open(t.Context(), db, requestdb.SQLite, key)
	require.NoError(t, err)
	desk, letters := disclosure.NewDesk(s, civil.China()), cases.NewDesk(s.CaseStore(), civil.China(), cases.Terms{})
	r := lived(t, s)
	c, err := s.CaseStore().Create(t.Context(), disclosuretest.NewCase("wechat:owner-handle"), "")
	require.NoError(t, err)
	c, err = letters.Record(t.Context(), c.ID, cases.Withdrawn(c.Events[0].Day))
	require.NoError(t, err)

	ofRequest, ofCase := sealOf(t, db, "disclosure_request"), sealOf(t, db, "disclosure_case")
	require.True(t, onDisk(t, dir, ofRequest) && onDisk(t, dir, ofCase), "they were there, so this test can fail")
	require.NoError(t, letters.Erase(t.Context(), c.ID))
	assert.False(t, onDisk(t, dir, ofCase))

	rows, err := db.Query("SELECT seq FROM disclosure_event UNION SELECT 999") // somebody reads
	require.NoError(t, err)
	require.True(t, rows.Next())
	n, err := desk.Retire(t.Context(), disclosuretest.Day.AddDays(99))
	require.ErrorIs(t, err, disclosure.ErrLingers)
	assert.Equal(t, 1, n)
	erased, err := desk.Request(t.Context(), r.ID)
	require.NoError(t, err)
	assert.True(t, erased.Erased, "the erasure stands")
	require.True(t, onDisk(t, dir, ofRequest))
	require.NoError(t, rows.Close())
	_, err = s.Create(t.Context(), disclosuretest.New("wechat:another", disclosuretest.Day), "")
	require.NoError(t, err)
	assert.False(t, onDisk(t, dir, ofRequest), "after the next event")
}

// sealOf is how what is sealed of the only row of a table begins.
func sealOf(t *testing.T, db *sql.DB, table string) (sealed []byte) {
	t.Helper()
	require.NoError(t, db.QueryRow("SELECT sealed FROM "+table).Scan(&sealed))
	return sealed[:min(len(sealed), 64)]
}

// onDisk says whether any file of a directory holds the bytes.
func onDisk(t *testing.T, dir string, what []byte) bool {
	t.Helper()
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		require.NoError(t, err)
		if bytes.Contains(data, what) {
			return true
		}
	}
	return false
}
