package recorddb_test

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog/recorddb"
)

var schemas atomic.Int64

func next() int64 { return schemas.Add(1) }

// withSchema adds the search path to a DSN, in the form of a URL or of key=value.
func withSchema(t testing.TB, dsn, schema string) string {
	t.Helper()
	if !strings.Contains(dsn, "://") {
		return dsn + " search_path=" + schema
	}
	u, err := url.Parse(dsn)
	require.NoError(t, err)
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

func stores() map[string]func(t *testing.T) *recorddb.Store {
	return map[string]func(t *testing.T) *recorddb.Store{
		"sqlite":   func(t *testing.T) *recorddb.Store { return openSQLite(t, filepath.Join(t.TempDir(), "catalog.db")) },
		"postgres": func(t *testing.T) *recorddb.Store { return openPostgres(t) },
	}
}

func bytesOf(name string, i int) io.Reader { return strings.NewReader(fmt.Sprintf("%s %d", name, i)) }
