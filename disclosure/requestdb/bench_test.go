package requestdb_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

func benchStore(b *testing.B) *requestdb.Store {
	b.Helper()
	db, err := sql.Open("sqlite", sqliteDSN(filepath.Join(b.TempDir(), "zwgk.db")))
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	s, err := requestdb.Open(b.Context(), db, requestdb.SQLite, key)
	require.NoError(b, err)
	return s
}

func BenchmarkCreateAndConfirm(b *testing.B) {
	s, i := benchStore(b), 0
	for b.Loop() {
		i++
		r, err := s.Create(b.Context(), disclosuretest.New("a", disclosuretest.Day), fmt.Sprint(i))
		require.NoError(b, err)
		_, err = s.Append(b.Context(), r, disclosure.Confirmed(disclosuretest.Day))
		require.NoError(b, err)
	}
}

func BenchmarkReadThousandRequests(b *testing.B) {
	s := benchStore(b)
	for i := range 1000 {
		r, err := s.Create(b.Context(), disclosuretest.New("a", disclosuretest.Day), fmt.Sprint(i))
		require.NoError(b, err)
		_, err = s.Append(b.Context(), r, disclosure.Confirmed(disclosuretest.Day))
		require.NoError(b, err)
	}
	for b.Loop() {
		n := 0
		for _, err := range s.Requests(b.Context()) {
			require.NoError(b, err)
			n++
		}
		require.Equal(b, 1000, n)
	}
}
