package recorddb_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog/recorddb"
)

// away opens connections until its socket is gone, as that of a PostgreSQL server
// that was stopped.
type away struct {
	driver driver.Driver
	dsn    string
	gone   *atomic.Bool
}

func (a away) Driver() driver.Driver { return a.driver }
func (a away) Connect(context.Context) (driver.Conn, error) {
	if a.gone.Load() {
		return nil, syscall.ENOENT
	}
	return a.driver.Open(a.dsn)
}

func TestADatabaseThatIsAwayIsNoFileThatIsMissing(t *testing.T) {
	dsn, gone := filepath.Join(t.TempDir(), "a.db"), &atomic.Bool{}
	known, err := sql.Open("sqlite", dsn)
	require.NoError(t, err)
	defer known.Close()
	db := sql.OpenDB(away{known.Driver(), dsn, gone})
	db.SetMaxIdleConns(-1)
	defer db.Close()
	store, err := recorddb.Open(t.Context(), db, recorddb.SQLite)
	require.NoError(t, err)
	require.NoError(t, store.PutFile(t.Context(), "office/people.json", strings.NewReader("[]")))
	gone.Store(true)
	_, err = fs.ReadFile(store.Files(), "office/people.json")
	require.ErrorContains(t, err, "no such file or directory")
	require.NotErrorIs(t, err, fs.ErrNotExist)
	_, err = fs.ReadDir(store.Files(), "office")
	require.Error(t, err)
	require.NotErrorIs(t, err, fs.ErrNotExist)
	_, err = store.Files().Open("office")
	require.NotErrorIs(t, err, fs.ErrNotExist)
}
