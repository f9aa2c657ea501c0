package requestdb_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/requestdb"
)

var _ scs.CtxStore = (*requestdb.Shelf)(nil)

// clock is a moment that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 10, 28, 12, 0, 0, 0, time.UTC)} }

// shelfOf is the shelf of an opened store.
func shelfOf(s disclosure.Store, c *clock) *requestdb.Shelf {
	return s.(opened).Store.(*requestdb.Store).Shelf(c.now)
}

func TestAShelfKeepsWhatIsPutOnItUntilItsMoment(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, _ *sql.DB, _ requestdb.Dialect) {
		c := newClock()
		shelf := shelfOf(s, c)
		type kept struct {
			data  []byte
			until time.Time
		}
		model := map[string]kept{}
		random := rand.New(rand.NewPCG(3, 1))
		for range 300 {
			name := fmt.Sprint("name ", random.IntN(6))
			switch random.IntN(4) {
			case 0:
				data := bytes.Repeat([]byte{byte(random.IntN(256))}, random.IntN(2000))
				until := c.at.Add(time.Duration(random.IntN(40)) * time.Minute)
				require.NoError(t, shelf.Commit(name, data, until))
				model[name] = kept{data, until}
			case 1:
				require.NoError(t, shelf.Delete(name))
				delete(model, name)
			case 2:
				c.at = c.at.Add(time.Duration(random.IntN(5)) * time.Minute)
			}
			want, ok := model[name]
			ok = ok && want.until.After(c.at)
			got, found, err := shelf.Find(name)
			require.NoError(t, err)
			require.Equal(t, ok, found)
			if ok {
				require.True(t, bytes.Equal(want.data, got))
			}
		}
		require.Error(t, shelf.Commit("", []byte("x"), c.at.Add(time.Hour)))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		require.Error(t, shelf.CommitCtx(ctx, "x", nil, c.at.Add(time.Hour)))
		_, _, err := shelf.FindCtx(ctx, "x")
		require.Error(t, err)
		require.Error(t, shelf.DeleteCtx(ctx, "x"))
	})
}

func TestAShelfIsSharedSealedAndSweptClean(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, db *sql.DB, dialect requestdb.Dialect) {
		c := newClock()
		require.NoError(t, shelfOf(s, c).Commit("token of a session", []byte("谁登录了"), c.at.Add(time.Hour)))
		again, err := requestdb.Open(t.Context(), db, dialect, key)
		require.NoError(t, err)
		other := again.Shelf(c.now)
		data, found, err := other.Find("token of a session")
		require.NoError(t, err)
		require.True(t, found, "another process, or the same after a restart")
		assert.Equal(t, "谁登录了", string(data))
		text := dump(t, db)
		assert.NotContains(t, text, "token of a session")
		assert.NotContains(t, text, "谁登录了")

		_, err = db.Exec("UPDATE disclosure_shelf SET sealed = (SELECT sealed FROM disclosure_shelf LIMIT 1), name = (SELECT probe FROM disclosure_key)")
		require.NoError(t, err)
		_, found, err = other.Find("token of a session")
		require.NoError(t, err)
		assert.False(t, found)
		c.at = c.at.Add(2 * time.Hour)
		require.NoError(t, other.Commit("another", []byte("x"), c.at.Add(time.Hour)))
		var n int
		require.NoError(t, db.QueryRow("SELECT COUNT(*) FROM disclosure_shelf").Scan(&n))
		assert.Equal(t, 1, n, "what has expired is cleared away")
	})
}

func ExampleStore_Shelf() {
	dir, err := os.MkdirTemp("", "zwgk")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite", sqliteDSN(filepath.Join(dir, "zwgk.db")))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	store, err := requestdb.Open(context.Background(), db, requestdb.SQLite, key)
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2026, time.March, 2, 20, 0, 0, 0, time.UTC)
	shelf := store.Shelf(func() time.Time { return at })
	err = shelf.Commit("a token", []byte("who is signed in"), at.Add(time.Hour))
	data, found, _ := shelf.Find("a token")
	fmt.Println(string(data), found, err)
	at = at.Add(time.Hour)
	_, found, err = shelf.Find("a token")
	fmt.Println(found, err)
	// Output:
	// who is signed in true <nil>
	// false <nil>
}

func TestAShelfWithoutAClockIsRefusedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s disclosure.Store, _ *sql.DB, _ requestdb.Dialect) {
		require.PanicsWithValue(t, "requestdb: shelf: it takes a clock", func() { s.(opened).Store.(*requestdb.Store).Shelf(nil) })
	})
}
