package requestdb_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/disclosuretest"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

// openedCases remembers the database behind a store of cases.
type openedCases struct {
	requestdb.CaseStore
	dsn string
}

func casesOf(s opened) openedCases { return openedCases{s.Store.(*requestdb.Store).CaseStore(), s.dsn} }

func TestSQLiteIsAStoreOfCases(t *testing.T) {
	disclosuretest.TestCases(t,
		func(t *testing.T) cases.Store {
			return casesOf(openSQLite(t, sqliteDSN(filepath.Join(t.TempDir(), "zwgk.db"))))
		},
		func(t *testing.T, s cases.Store) cases.Store { return casesOf(openSQLite(t, s.(openedCases).dsn)) })
}

func TestPostgreSQLIsAStoreOfCases(t *testing.T) {
	postgres(t)
	disclosuretest.TestCases(t,
		func(t *testing.T) cases.Store { return casesOf(openPostgres(t, postgres(t))) },
		func(t *testing.T, s cases.Store) cases.Store { return casesOf(openPostgres(t, s.(openedCases).dsn)) })
}

func TestCasesAreSealedChainedAndOnlyAddedTo(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, dialect requestdb.Dialect) {
		store := casesOf(s.(opened))
		c, err := store.Create(t.Context(), disclosuretest.NewCase("wechat:owner-handle"), "message-key")
		require.NoError(t, err)
		for _, e := range disclosuretest.CaseLife() {
			c, err = store.Append(t.Context(), c, e)
			require.NoError(t, err)
		}
		require.NoError(t, store.Ask(t.Context(), "一个没有答案的问题", disclosuretest.Day))
		letter := disclosuretest.Letter("wechat:owner-handle")
		letter.Text = "写到一半的三趟"
		require.NoError(t, store.SaveDraft(t.Context(), letter))
		n, err := store.Verify(t.Context())
		require.NoError(t, err)
		require.EqualValues(t, len(c.Events), n)
		for _, personal := range []string{"三趟", "00000000000", "上周三", "排队", "约谈", "改正", "TESTCODE00", "owner-handle", "message-key", "没有答案"} {
			assert.NotContains(t, dump(t, db), personal)
		}
		for _, statement := range []string{"UPDATE disclosure_case_event SET day = '2020-01-01'", "DELETE FROM disclosure_case_event"} {
			_, err := db.Exec(statement)
			require.ErrorContains(t, err, "only ever added")
		}
		loose := map[requestdb.Dialect]string{
			requestdb.SQLite:     "DROP TRIGGER disclosure_case_event_stands",
			requestdb.PostgreSQL: "DROP TRIGGER disclosure_case_event_stands ON disclosure_case_event",
		}
		_, err = db.Exec(loose[dialect] + "; UPDATE disclosure_case_event SET facts = REPLACE(facts, 'founded', 'unfounded') WHERE kind = 'verified'")
		require.NoError(t, err)
		_, err = store.Verify(t.Context())
		var altered *requestdb.AlteredError
		require.ErrorAs(t, err, &altered)
		assert.EqualValues(t, 4, altered.Seq)
	})
}
