package recorddb_test

import (
	"bufio"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/catalog/recorddb"
)

// publishUntilKilled is what the test's second process does: it publishes and
// claims, and says each number once it has it.
const publishUntilKilled = "ZWGK_TEST_PUBLISH_INTO"

func TestPublishUntilKilled(t *testing.T) {
	where := os.Getenv(publishUntilKilled)
	if where == "" {
		t.Skip("only run by the crash test, in a process of its own")
	}
	c := catalog.New(openAgain(t, where))
	for i := 0; ; i++ {
		r, err := c.Publish(t.Context(), catalogtest.Record(i), catalogtest.Signer())
		require.NoError(t, err)
		fmt.Printf("said %s\n", r.Number)
		r.Summary = "改过的概述。"
		_, err = c.Amend(t.Context(), r, catalogtest.Signer())
		require.NoError(t, err)
	}
}

// importUntilKilled is the same for a table of importRows rows.
const (
	importUntilKilled = "ZWGK_TEST_IMPORT_INTO"
	importRows        = 2000
)

func TestImportUntilKilled(t *testing.T) {
	where := os.Getenv(importUntilKilled)
	if where == "" {
		t.Skip("only run by the crash test, in a process of its own")
	}
	var table strings.Builder
	table.WriteString("名称,生成日期,发布机构,内容概述\n")
	for i := range importRows {
		fmt.Fprintf(&table, "第%d号公告,2015-12-02,政府办,概述文字。\n", i)
	}
	how := catalog.Import{
		By: catalogtest.Signer(), Drafter: "经办人", Review: catalog.Review{By: "保密审查员", Result: catalog.Cleared},
		Progress: func(done int) { fmt.Printf("said %d\n", done) },
	}
	got, err := catalog.New(openAgain(t, where)).Import(t.Context(), catalog.ReadCSV(strings.NewReader(table.String())), how)
	require.NoError(t, err)
	require.Equal(t, importRows, got.In+got.There)
}

func TestAnImportThatWasKilledGoesOnWhereItStopped(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killImport(t, filepath.Join(t.TempDir(), "catalog.db")) })
	t.Run("postgres", func(t *testing.T) { killImport(t, newSchema(t)) })
}

// killImport kills an import at points that chance picks, again and again: while
// it opens the database, between two batches, in the middle of one. The last
// one ends by itself.
func killImport(t *testing.T, where string) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	before := 0
	for range 5 {
		cmd, in := spawn(t, "TestImportUntilKilled", importUntilKilled, where)
		hear(in, rnd.IntN(4))                                      // batches that it has spoken of
		time.Sleep(time.Duration(rnd.IntN(30)) * time.Millisecond) // any moment will do
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait() // it was killed, or had ended
		store := openAgain(t, where)
		n, err := catalog.New(store).Verify(t.Context())
		require.NoError(t, err)
		require.GreaterOrEqual(t, int(n), before, "nothing that was in is lost")
		before = int(n)
	}
	t.Log("in before the last one:", before)
	cmd, in := spawn(t, "TestImportUntilKilled", importUntilKilled, where)
	hear(in, 1<<20)
	require.NoError(t, cmd.Wait())
	titles := map[string]bool{}
	n := 0
	for r, err := range catalog.New(openAgain(t, where)).Records(t.Context()) {
		require.NoError(t, err)
		n++
		titles[r.Title] = true
		require.Equal(t, catalog.IndexNumber(fmt.Sprintf("2015-%05d", n)), r.Number)
	}
	assert.Equal(t, importRows, n)
	assert.Len(t, titles, importRows)
}

// spawn starts a process that runs one test over the file until it is killed.
func spawn(t *testing.T, test, env, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, "-test.run=^"+test+"$", "-test.v")
	cmd.Env = append(os.Environ(), env+"="+path)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	return cmd, bufio.NewScanner(out)
}

// hear reads the numbers that a process says, up to n of them.
func hear(in *bufio.Scanner, n int) []catalog.IndexNumber {
	var said []catalog.IndexNumber
	for len(said) < n && in.Scan() {
		if number, ok := strings.CutPrefix(in.Text(), "said "); ok {
			said = append(said, catalog.IndexNumber(number))
		}
	}
	return said
}

// openAgain opens a store at a SQLite file or a PostgreSQL DSN.
func openAgain(t testing.TB, where string) *recorddb.Store {
	t.Helper()
	if strings.HasSuffix(where, ".db") {
		return openSQLite(t, where)
	}
	db, err := sql.Open("pgx", where)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	s, err := recorddb.Open(t.Context(), db, recorddb.PostgreSQL)
	require.NoError(t, err)
	return s
}

func TestNothingThatWasSaidIsLostWhenTwoProcessesAreKilled(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killTwice(t, filepath.Join(t.TempDir(), "catalog.db")) })
	t.Run("postgres", func(t *testing.T) { killTwice(t, newSchema(t)) })
}

// killTwice lets two processes publish into one database and kills both, over
// and over; what either of them said must be there, once.
func killTwice(t *testing.T, where string) {
	said := map[catalog.IndexNumber]bool{}
	seed := rand.Uint64()
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	for range 4 {
		a, inA := spawn(t, "TestPublishUntilKilled", publishUntilKilled, where) // both open it at once: the first round migrates
		b, inB := spawn(t, "TestPublishUntilKilled", publishUntilKilled, where)
		heard := append(hear(inA, 1+rnd.IntN(30)), hear(inB, rnd.IntN(20))...)
		require.NoError(t, a.Process.Kill())
		require.NoError(t, b.Process.Kill())
		heard = append(append(heard, hear(inA, 1<<20)...), hear(inB, 1<<20)...) // said before the kill
		assert.Error(t, a.Wait())
		assert.Error(t, b.Wait())
		require.NotEmpty(t, heard)
		for _, n := range heard {
			require.False(t, said[n], "%s was given twice", n)
			said[n] = true
		}
		whole(t, catalog.New(openAgain(t, where)), said)
	}
}

// whole checks that the chain holds, that numbers have no gaps, and that all
// that was said is there.
func whole(t *testing.T, c *catalog.Catalog, said map[catalog.IndexNumber]bool) {
	t.Helper()
	_, err := c.Verify(t.Context())
	require.NoError(t, err)
	count := 0
	for r, err := range c.Papers(t.Context()) {
		require.NoError(t, err)
		count++
		_, err = c.Find(t.Context(), catalog.IndexNumber(fmt.Sprintf("2015-%05d", count)))
		require.NoError(t, err, "numbers have no gaps")
		require.NotEmpty(t, r.Number)
	}
	for n := range said {
		_, err := c.Find(t.Context(), n)
		require.NoError(t, err, "what was said is there")
	}
}

func TestVerifyFindsWhatWasChangedBehindItsBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	c := catalog.New(openSQLite(t, path))
	for i := range 5 {
		_, err := c.Publish(t.Context(), catalogtest.Record(i), catalogtest.Signer())
		require.NoError(t, err)
	}
	db, err := sql.Open("sqlite", sqliteDSN(path))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	for _, x := range []struct {
		do, undo string
		seq      int64
	}{
		{"UPDATE catalog_changes SET content = CAST(replace(CAST(content AS TEXT), '第2份', '第9份') AS BLOB) WHERE seq = 3",
			"UPDATE catalog_changes SET content = CAST(replace(CAST(content AS TEXT), '第9份', '第2份') AS BLOB) WHERE seq = 3", 3},
		{"UPDATE catalog_changes SET actor = '别人' WHERE seq = 4", "UPDATE catalog_changes SET actor = '签发人' WHERE seq = 4", 4},
		{"UPDATE catalog_records SET seq = 1 WHERE id = 2", "UPDATE catalog_records SET seq = 2 WHERE id = 2", 2},
		{"PRAGMA foreign_keys = OFF; DELETE FROM catalog_changes WHERE seq = 5", "", 5},
	} {
		_, err := db.Exec(x.do)
		require.NoError(t, err)
		_, err = c.Verify(t.Context())
		var broken *catalog.ChainError
		require.ErrorAs(t, err, &broken, x.do)
		assert.Equal(t, x.seq, broken.Seq, x.do)
		if x.undo != "" {
			_, err = db.Exec(x.undo)
			require.NoError(t, err)
			_, err = c.Verify(t.Context())
			require.NoError(t, err)
		}
	}
}

func TestAnotherProcessSeesWhatWasPublishedAtItsNextSync(t *testing.T) {
	for name, open := range stores() {
		t.Run(name, func(t *testing.T) {
			store := open(t)
			here, there := catalog.New(store), catalog.New(store)
			require.NoError(t, there.Sync(t.Context()))
			r, err := here.Publish(t.Context(), catalogtest.Report(), catalogtest.Signer())
			require.NoError(t, err)
			found, err := there.Find(t.Context(), r.Number)
			require.NoError(t, err, "a number is looked up in the store")
			assert.Equal(t, r, found)
			require.NoError(t, there.Sync(t.Context()))
			p, err := there.Search(t.Context(), catalog.Query{Text: "年度工作报告"})
			require.NoError(t, err)
			assert.Equal(t, 1, p.Total)
		})
	}
}

var _ catalog.Store = (*recorddb.Store)(nil)
