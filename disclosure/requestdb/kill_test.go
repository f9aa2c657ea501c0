package requestdb_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

const childDSN = "ZWGK_TEST_CHILD"

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if dsn := os.Getenv(childDSN); dsn != "" {
		accept(dsn)
	}
	os.Exit(m.Run())
}

// accept takes in requests, and says so of each once it is kept, until it is killed.
func accept(dsn string) {
	ctx := context.Background()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		panic(err)
	}
	s, err := requestdb.Open(ctx, db, requestdb.SQLite, key)
	if err != nil {
		panic(err)
	}
	for i := 0; ; i++ {
		r, err := s.Create(ctx, disclosuretest.New("a", disclosuretest.Day), fmt.Sprint(os.Getpid(), i))
		if err != nil {
			panic(err)
		}
		fmt.Println("kept", r.ID, 1)
		if _, err := s.Append(ctx, r, disclosure.Confirmed(disclosuretest.Day)); err != nil {
			panic(err)
		}
		fmt.Println("kept", r.ID, 2)
	}
}

func TestWhatWasAcceptedSurvivesAKilledProcess(t *testing.T) {
	dsn := sqliteDSN(filepath.Join(t.TempDir(), "zwgk.db"))
	kept := map[string]string{}
	for round := range 4 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childDSN+"="+dsn)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		lines := bufio.NewScanner(out)
		for said := 1; lines.Scan(); said++ {
			if said == 3+5*round { // in the midst of the next one
				require.NoError(t, child.Process.Kill())
			}
			fields := strings.Fields(lines.Text())
			require.Len(t, fields, 3)
			kept[fields[1]] = fields[2]
		}
		_ = child.Wait()
	}
	require.NotEmpty(t, kept)

	s, err := requestdb.Open(t.Context(), openDB(t, "sqlite", dsn), requestdb.SQLite, key)
	require.NoError(t, err)
	_, err = s.Verify(t.Context())
	require.NoError(t, err)
	n := 0
	for r, err := range s.Requests(t.Context()) {
		require.NoError(t, err)
		n++
		assert.Equal(t, disclosure.FormatNumber(2025, 1, n), r.ID, "no gap in the series")
		if kept[r.ID] == "2" {
			assert.Len(t, r.Events, 2, r.ID)
		}
		delete(kept, r.ID)
	}
	assert.Empty(t, kept, "every request that was acknowledged is there")
}
