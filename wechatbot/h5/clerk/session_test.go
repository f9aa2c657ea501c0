package clerk_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// watched is a store of sessions that remembers the names under which it was asked.
type watched struct {
	*memstore.MemStore
	names map[string]bool
}

func (w *watched) Commit(name string, data []byte, until time.Time) error {
	w.names[name] = true
	return w.MemStore.Commit(name, data, until)
}

func TestSessionsThatAreKeptOutliveARestartAndServeSeveralServers(t *testing.T) {
	store := &watched{memstore.NewWithCleanupInterval(0), map[string]bool{}}
	shared := func(c *clerk.Config) { c.Sessions = store }
	one := newOffice(t, shared)
	other := newOffice(t, shared) // another server, or the same after a restart
	other.people = one.people
	s := one.as("经办")
	there := &seat{other, s.jar}
	assert.Contains(t, there.page("/desk/"), "经办")
	for _, c := range s.jar.Cookies(mustURL("http://example.gov.cn/desk/")) {
		assert.NotEmpty(t, c.Value)
		for name := range store.names {
			assert.NotContains(t, name, c.Value, "the store never sees a token")
		}
	}

	at := s.handsIn("一批.csv", table)
	assert.Contains(t, there.page(at), "可以收进", "what was handed in at one server is looked at on another")

	require.Equal(t, http.StatusSeeOther, there.post("/desk/signout", nil).Code)
	assert.Equal(t, http.StatusUnauthorized, (&seat{one, s.jar}).get("/desk/").Code, "signed out everywhere")

	again := one.as("经办")
	there = &seat{other, again.jar}
	assert.Equal(t, http.StatusOK, there.get("/desk/").Code)
	h, err := bcrypt.GenerateFromPassword([]byte("another password altogether"), bcrypt.MinCost)
	require.NoError(t, err)
	one.people[0].Hash, other.people[0].Hash = string(h), string(h)
	assert.Equal(t, http.StatusUnauthorized, there.get("/desk/").Code, "a changed password ends the session everywhere")
	assert.Equal(t, http.StatusUnauthorized, again.get("/desk/").Code)
}

func TestAStoreOfSessionsThatFailsIsSaidPlainly(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Sessions = broken{} })
	s := o.seat()
	w := s.get("/desk/")
	if w.Code == http.StatusOK {
		t.Fatal("served without sessions")
	}
	w = s.post("/desk/signin", with(nil, "name", "经办", "password", password))
	assert.Equal(t, http.StatusInternalServerError, w.Code)
	assert.Contains(t, w.Body.String(), "请过几分钟再试")
	assert.NotEmpty(t, o.faults)
	for _, f := range o.faults {
		assert.False(t, strings.Contains(f.Error(), "经办"))
	}
	o.faults = nil
}

// leaving is a store that takes as long as its reader waits.
type leaving struct{ *memstore.MemStore }

func (leaving) FindCtx(ctx context.Context, _ string) ([]byte, bool, error) {
	return nil, false, ctx.Err()
}
func (leaving) CommitCtx(ctx context.Context, _ string, _ []byte, _ time.Time) error {
	return ctx.Err()
}
func (leaving) DeleteCtx(ctx context.Context, _ string) error { return ctx.Err() }

func TestWhoLeavesIsNoFault(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Sessions = leaving{memstore.NewWithCleanupInterval(0)} })
	ctx, leave := context.WithCancel(t.Context())
	leave()
	r := httptest.NewRequest(http.MethodGet, "http://example.gov.cn/desk/", nil).WithContext(ctx)
	r.AddCookie(&http.Cookie{Name: "zwgk_desk", Value: "x"})
	o.handler.ServeHTTP(httptest.NewRecorder(), r)
	assert.Empty(t, o.faults)
}

// broken is a store that keeps nothing.
type broken struct{}

var errStore = errors.New("the database is away")

func (broken) Find(string) ([]byte, bool, error)      { return nil, false, errStore }
func (broken) Commit(string, []byte, time.Time) error { return errStore }
func (broken) Delete(string) error                    { return errStore }

func mustURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}
