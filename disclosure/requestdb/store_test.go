package requestdb_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

var key = bytes.Repeat([]byte{7}, 32)

// opened remembers the database behind a store, so that it can be opened again.
type opened struct {
	disclosure.Store
	dsn string
}

func sqliteDSN(file string) string {
	return "file:" + file + "?_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=busy_timeout(10000)&_txlock=immediate"
}

func openDB(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func openSQLite(t *testing.T, dsn string) opened {
	t.Helper()
	s, err := requestdb.Open(t.Context(), openDB(t, "sqlite", dsn), requestdb.SQLite, key)
	require.NoError(t, err)
	return opened{s, dsn}
}

func TestSQLiteIsAStore(t *testing.T) {
	disclosuretest.TestStore(t,
		func(t *testing.T) disclosure.Store {
			return openSQLite(t, sqliteDSN(filepath.Join(t.TempDir(), "zwgk.db")))
		},
		func(t *testing.T, s disclosure.Store) disclosure.Store { return openSQLite(t, s.(opened).dsn) })
}

// postgres returns a connection string to a schema of the test's own.
func postgres(t *testing.T) string {
	t.Helper()
	dsn := os.Getenv("ZWGK_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("ZWGK_TEST_POSTGRES is not set: it holds the address of a PostgreSQL database to test on, as postgres://user:password@host/database")
	}
	db := openDB(t, "pgx", dsn)
	var n int64
	require.NoError(t, db.QueryRow("SELECT (random() * 1e15)::bigint").Scan(&n))
	schema := fmt.Sprintf("zwgk_test_%d", n)
	_, err := db.Exec("CREATE SCHEMA " + schema)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := db.ExecContext(context.Background(), "DROP SCHEMA "+schema+" CASCADE")
		require.NoError(t, err)
	})
	separator := "?"
	if strings.Contains(dsn, "?") {
		separator = "&"
	}
	return dsn + separator + "search_path=" + schema
}

func openPostgres(t *testing.T, dsn string) opened {
	t.Helper()
	s, err := requestdb.Open(t.Context(), openDB(t, "pgx", dsn), requestdb.PostgreSQL, key)
	require.NoError(t, err)
	return opened{s, dsn}
}

func TestPostgreSQLIsAStore(t *testing.T) {
	postgres(t)
	disclosuretest.TestStore(t,
		func(t *testing.T) disclosure.Store { return openPostgres(t, postgres(t)) },
		func(t *testing.T, s disclosure.Store) disclosure.Store { return openPostgres(t, s.(opened).dsn) })
}

// each runs a test on every database there is.
func each(t *testing.T, test func(t *testing.T, s disclosure.Store, db *sql.DB, dialect requestdb.Dialect)) {
	t.Run("sqlite", func(t *testing.T) {
		s := openSQLite(t, sqliteDSN(filepath.Join(t.TempDir(), "zwgk.db")))
		test(t, s, openDB(t, "sqlite", s.dsn), requestdb.SQLite)
	})
	t.Run("postgres", func(t *testing.T) {
		s := openPostgres(t, postgres(t))
		test(t, s, openDB(t, "pgx", s.dsn), requestdb.PostgreSQL)
	})
}

func lived(t *testing.T, s disclosure.Store) disclosure.Request {
	t.Helper()
	r, err := s.Create(t.Context(), disclosuretest.New("wechat:owner-handle", disclosuretest.Day), "wechat:message-key")
	require.NoError(t, err)
	for _, e := range []disclosure.Event{
		disclosure.Confirmed(disclosuretest.Day),
		disclosure.CorrectionAsked(disclosuretest.Day, disclosuretest.Day.AddDays(9), "请写明是哪一所学校"),
		disclosure.Supplemented(disclosuretest.Day.AddDays(1)).WithActor(disclosure.Actor{Name: "测试申请人", Role: disclosure.RoleApplicant}),
		disclosure.Replied(disclosuretest.Day.AddDays(2), disclosuretest.Granted()),
	} {
		r, err = s.Append(t.Context(), r, e)
		require.NoError(t, err)
	}
	require.NoError(t, s.SaveDraft(t.Context(), disclosuretest.Draft("wechat:owner-handle")))
	return r
}

var tables = []string{"disclosure_key", "disclosure_feed", "disclosure_organ", "disclosure_series",
	"disclosure_request", "disclosure_event", "disclosure_draft",
	"disclosure_case_feed", "disclosure_case_series", "disclosure_case", "disclosure_case_event", "disclosure_asked", "disclosure_file", "disclosure_case_file", "disclosure_case_draft", "disclosure_shelf"}

// dump returns every cell of every table as text.
func dump(t *testing.T, db *sql.DB) string {
	t.Helper()
	var all strings.Builder
	for _, table := range tables {
		rows, err := db.Query("SELECT * FROM " + table)
		require.NoError(t, err)
		columns, err := rows.Columns()
		require.NoError(t, err)
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(any)
			}
			require.NoError(t, rows.Scan(cells...))
			for _, c := range cells {
				switch v := (*c.(*any)).(type) {
				case []byte:
					all.Write(v)
				default:
					fmt.Fprint(&all, v)
				}
				all.WriteByte('\n')
			}
		}
		require.NoError(t, rows.Err())
		require.NoError(t, rows.Close())
	}
	return all.String()
}

func TestNothingPersonalIsReadableWithoutTheKey(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, _ requestdb.Dialect) {
		r := lived(t, s)
		_, err := s.Append(t.Context(), r, disclosure.ReplyProposed(disclosuretest.Day.AddDays(3), disclosure.Reply{Outcome: disclosure.DeniedInternal, Grounds: "草稿里的理由"}).
			WithActor(disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}))
		require.NoError(t, err)
		text := dump(t, db)
		require.Contains(t, text, "reply_proposed")
		require.Contains(t, text, "correction_asked", "the dump sees the facts")
		a := disclosuretest.Applicant()
		for _, secret := range []string{a.Name, a.IDNumber, a.Phone, "owner-handle", "message-key", "学区划分", "TESTCODE00",
			"请写明", "随函附上", "草稿里的理由"} {
			assert.NotContains(t, text, secret)
		}
	})
}

func TestErasedDataAreGoneFromTheTables(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, _ requestdb.Dialect) {
		r := lived(t, s)
		require.NoError(t, s.Erase(t.Context(), r.ID))
		for _, table := range []string{"disclosure_request", "disclosure_event"} {
			var n int
			require.NoError(t, db.QueryRow("SELECT COUNT(*) FROM "+table+" WHERE sealed IS NOT NULL").Scan(&n))
			assert.Zero(t, n, table)
		}
		report, err := disclosure.Tally(2025, s.Requests(t.Context()))
		require.NoError(t, err)
		assert.Equal(t, 1, report.Table3.Result(disclosure.Granted).Total(), "the statistics stand")
	})
}

func TestAnotherKeyIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, dialect requestdb.Dialect) {
		lived(t, s)
		_, err := requestdb.Open(t.Context(), db, dialect, bytes.Repeat([]byte{8}, 32))
		require.ErrorIs(t, err, requestdb.ErrKey)
		_, err = requestdb.Open(t.Context(), db, dialect, key[:16])
		require.ErrorContains(t, err, "32 bytes")
		_, err = requestdb.Open(t.Context(), db, "oracle", key)
		require.ErrorContains(t, err, "dialect")
	})
}

func TestSealedDataCannotBeMovedOrAltered(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, _ requestdb.Dialect) {
		r := lived(t, s)
		other, err := s.Create(t.Context(), disclosuretest.New("another", disclosuretest.Day), "")
		require.NoError(t, err)
		_, err = db.Exec("UPDATE disclosure_request SET sealed = (SELECT sealed FROM disclosure_request WHERE id = '" + r.ID + "') WHERE id = '" + other.ID + "'")
		require.NoError(t, err)
		_, err = s.Request(t.Context(), other.ID)
		require.ErrorIs(t, err, requestdb.ErrKey)
		assert.NotContains(t, err.Error(), disclosuretest.Applicant().Name)
	})
}

func TestEventsCannotBeChangedOrDeleted(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, _ requestdb.Dialect) {
		lived(t, s)
		for _, statement := range []string{
			"UPDATE disclosure_event SET day = '2020-01-01'",
			"UPDATE disclosure_event SET facts = '{}'",
			"DELETE FROM disclosure_event",
		} {
			_, err := db.Exec(statement)
			require.ErrorContains(t, err, "only ever added", statement)
		}
	})
}

func TestWhateverIsAlteredIsFoundByVerify(t *testing.T) {
	loose := map[requestdb.Dialect]string{
		requestdb.SQLite:     "DROP TRIGGER disclosure_event_stands; DROP TRIGGER disclosure_event_stays",
		requestdb.PostgreSQL: "DROP TRIGGER disclosure_event_stands ON disclosure_event",
	}
	for name, c := range map[string]struct {
		tamper string
		first  int64
	}{
		"a fact":                  {"UPDATE disclosure_event SET facts = REPLACE(facts, '2025-09-02', '2025-09-03') WHERE seq = 4", 4},
		"a day beside its fact":   {"UPDATE disclosure_event SET day = '2020-01-01' WHERE seq = 3", 3},
		"the organ":               {"UPDATE disclosure_request SET organ = '另一机关'", 1},
		"the kind of applicant":   {"UPDATE disclosure_request SET kind = 'other_org'", 1},
		"an entry taken out":      {"DELETE FROM disclosure_event WHERE seq = 2", 2},
		"the last entry":          {"DELETE FROM disclosure_event WHERE seq = 5", 5},
		"the last and the count":  {"DELETE FROM disclosure_event WHERE seq = 5; UPDATE disclosure_feed SET last = 4", 5},
		"an entry given another":  {"UPDATE disclosure_event SET place = 9 WHERE seq = 5", 5},
		"an entry that is put in": {"INSERT INTO disclosure_event SELECT 6, request, 7, kind, day, facts, chain, sealed FROM disclosure_event WHERE seq = 5", 6},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, dialect requestdb.Dialect) {
				verify := func() (int64, error) { return s.(opened).Store.(*requestdb.Store).Verify(t.Context()) }
				n, err := verify()
				require.NoError(t, err)
				require.Zero(t, n)
				r := lived(t, s)
				require.NoError(t, s.Erase(t.Context(), r.ID), "what may be erased is no alteration")
				n, err = verify()
				require.NoError(t, err)
				require.EqualValues(t, 5, n)
				_, err = db.Exec(loose[dialect] + "; " + c.tamper)
				require.NoError(t, err)
				_, err = verify()
				var altered *requestdb.AlteredError
				require.ErrorAs(t, err, &altered)
				assert.Equal(t, c.first, altered.Seq)
			})
		})
	}
}

func TestSeveralProcessesMayBeginTogether(t *testing.T) {
	begin := func(t *testing.T, driver, dsn string, dialect requestdb.Dialect) {
		errs := make(chan error, 4)
		for range cap(errs) {
			db := openDB(t, driver, dsn)
			go func() {
				_, err := requestdb.Open(t.Context(), db, dialect, key)
				errs <- err
			}()
		}
		for range cap(errs) {
			require.NoError(t, <-errs)
		}
	}
	t.Run("sqlite", func(t *testing.T) {
		begin(t, "sqlite", sqliteDSN(filepath.Join(t.TempDir(), "zwgk.db")), requestdb.SQLite)
	})
	t.Run("postgres", func(t *testing.T) { begin(t, "pgx", postgres(t), requestdb.PostgreSQL) })
}

func TestMoreThanAPageIsRead(t *testing.T) {
	s := openSQLite(t, sqliteDSN(filepath.Join(t.TempDir(), "zwgk.db")))
	const n = 300
	for i := range n {
		_, err := s.Create(t.Context(), disclosuretest.New("a", civil.Day(2025, 9, 1)), fmt.Sprint(i))
		require.NoError(t, err)
	}
	read := 0
	for r, err := range s.Requests(t.Context()) {
		require.NoError(t, err)
		read++
		// The store may be used while it is being read.
		_, err = s.Request(t.Context(), r.ID)
		require.NoError(t, err)
	}
	assert.Equal(t, n, read)
	entries := 0
	for _, err := range s.Since(t.Context(), 0) {
		require.NoError(t, err)
		entries++
	}
	assert.Equal(t, n, entries)
}
