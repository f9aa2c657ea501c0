package requestdb_test

import (
	"database/sql"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

func TestMemosAreSealedAndForgottenAfterTheirTime(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, _ requestdb.Dialect) {
		k := s.(opened).Store.(*requestdb.Store).MemoStore()
		ctx, at := t.Context(), time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
		kept := func(owner string, at time.Time) string {
			what, err := k.Kept(ctx, owner, at)
			require.NoError(t, err)
			return string(what)
		}
		assert.Empty(t, kept("wechat:owner-handle", at))
		require.NoError(t, k.Keep(ctx, "wechat:owner-handle", []byte("先前的话"), at, time.Hour))
		require.NoError(t, k.Keep(ctx, "wechat:owner-handle", []byte("后来的话"), at, time.Hour))
		require.NoError(t, k.Keep(ctx, "wechat:b", []byte("别人的话"), at, 3*time.Hour))
		assert.Equal(t, "后来的话", kept("wechat:owner-handle", at.Add(time.Hour-time.Millisecond)))
		assert.Empty(t, kept("wechat:owner-handle", at.Add(time.Hour)), "its time is over")
		for _, personal := range []string{"后来的话", "owner-handle"} {
			assert.NotContains(t, dump(t, db), personal)
		}
		require.NoError(t, k.Keep(ctx, "wechat:b", []byte("又说的话"), at.Add(2*time.Hour), time.Hour))
		var n int
		require.NoError(t, db.QueryRow("SELECT COUNT(*) FROM disclosure_shelf").Scan(&n))
		assert.Equal(t, 1, n, "what is over is gone")
		require.NoError(t, k.Keep(ctx, "wechat:b", nil, at.Add(2*time.Hour), 0))
		assert.Empty(t, kept("wechat:b", at.Add(2*time.Hour)))
		assert.Error(t, k.Keep(ctx, "", []byte("x"), at, time.Hour))
	})
}
