package wechatbot_test

import (
	"context"
	"iter"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// stuttering is a catalogue whose store does not do now and then what it is asked.
type stuttering struct {
	*catalog.Catalog
	mu   sync.Mutex
	fail func(what string, rel catalog.Release) bool
}

// fails sets what is not done from now on: claim, settle, or to read the releases of a
// subject or on a channel. nil: all is.
func (s *stuttering) fails(fail func(what string, rel catalog.Release) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = fail
}

func (s *stuttering) down(what string, rel catalog.Release) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fail != nil && s.fail(what, rel)
}

func (s *stuttering) Claim(ctx context.Context, rel catalog.Release) error {
	if s.down("claim", rel) {
		return errDown
	}
	return s.Catalog.Claim(ctx, rel)
}

func (s *stuttering) Settle(ctx context.Context, rel catalog.Release) error {
	if s.down("settle", rel) {
		return errDown
	}
	return s.Catalog.Settle(ctx, rel)
}

func (s *stuttering) Releases(ctx context.Context, subject string) ([]catalog.Release, error) {
	if s.down("read", catalog.Release{Subject: subject}) {
		return nil, errDown
	}
	return s.Catalog.Releases(ctx, subject)
}

func (s *stuttering) ReleasesOn(ctx context.Context, channel string) iter.Seq2[catalog.Release, error] {
	if s.down("read", catalog.Release{Channel: channel}) {
		return func(yield func(catalog.Release, error) bool) { yield(catalog.Release{}, errDown) }
	}
	return s.Catalog.ReleasesOn(ctx, channel)
}

// shakes lets the bot have such a catalogue.
func (t *town) stutters(tb testing.TB) *stuttering {
	s := &stuttering{Catalog: t.catalog}
	t.again(tb, func(c *wechatbot.Config) { c.Catalog = s })
	return s
}

// times fails so many of what fits, and no more.
func times(n int, fits func(what string, rel catalog.Release) bool) func(string, catalog.Release) bool {
	return func(what string, rel catalog.Release) bool {
		if n == 0 || !fits(what, rel) {
			return false
		}
		n--
		return true
	}
}

// The member had the notices in one message, and that could not be written down once.
func TestWhatIsHandedOverLateDoesNotStopWhereItCannotBeWrittenDown(t *testing.T) {
	for _, nth := range []int{0, 1} { // which of the two could not be
		to := found(t, wechattest.New())
		store := to.stutters(t)
		member := to.platform.Follow(front{to}, "网格员")
		member.Says("在")
		to.again(t, func(c *wechatbot.Config) {
			c.Grids[0].Robot, c.Grids[0].Relay, c.Posts = "", []string{member.OpenID}, time.Time{}
		})
		to.wait(72 * time.Hour)
		to.run(t)
		for n := range 2 {
			to.fresh(t, n+1, disclosure.AdHoc)
		}
		to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 2 })
		first := to.on(t, "网格群:001")[nth].Subject
		store.fails(times(1, func(what string, rel catalog.Release) bool {
			return what == "settle" && rel.Channel == "网格群:001" && rel.Subject == first
		}))
		member.Says("帮助")
		to.patiently(t, func() bool {
			for _, rel := range to.on(t, "网格群:001") {
				if rel.Ref != "relay" {
					return false
				}
			}
			return true
		}, func() { member.Says("在") })
	}
}

// He asks for what waits, and not all of it can be marked as his.
func TestWhatAMemberAsksForIsNotTakenForHisBeforeHeHasIt(t *testing.T) {
	to, member := relaying(t)
	store := to.stutters(t)
	second := to.on(t, "网格群:001")[1].Subject
	store.fails(times(1, func(what string, rel catalog.Release) bool { return what == "settle" && rel.Subject == second }))
	seen := ""
	for range 4 {
		seen += member.Says("已转")
	}
	assert.Contains(t, seen, "之1")
	assert.Contains(t, seen, "之2")
	assert.Equal(t, 2, to.releases(t, "网格群:001")[catalog.Sent])
}

func TestAMemberIsNotToldThatNothingWaitsWhereThatIsUnknown(t *testing.T) {
	to, member := relaying(t)
	store := to.stutters(t)
	store.fails(times(2, func(what string, rel catalog.Release) bool { return what == "read" && rel.Channel == "网格群:001" }))
	for range 2 {
		assert.NotContains(t, member.Says("已转"), "没有等您转发的通知")
	}
	assert.Contains(t, member.Says("已转"), "之1")
}
