package wechatbot_test

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// morning lets four hours go by, in which WeChat is called again and again.
func (t *town) morning(tb testing.TB) {
	calls := len(t.platform.Calls())
	for range 24 {
		t.wait(10 * time.Minute)
		t.soon(tb, func() bool {
			if len(t.platform.Calls()) > calls {
				return true
			}
			t.wait(20 * time.Second) // the pause may have begun only now
			return false
		})
		calls = len(t.platform.Calls())
	}
}

// What surely was not sent is nobody's to look after: it goes out once the way is there
// again, however long that took.
func TestWhatNeverSetOutWaitsForNobodysHand(t *testing.T) {
	for name, away := range map[string]func(p *wechattest.Platform){
		"nothing listens": func(p *wechattest.Platform) { p.Unplug("", math.MaxInt) },
		"there is no token": func(p *wechattest.Platform) {
			p.Revoke()
			p.Down("stable_token", 502, math.MaxInt)
			p.Unplug("webhook/send", math.MaxInt) // a robot needs no token
		},
	} {
		t.Run(name, func(t *testing.T) {
			to := found(t, wechattest.New())
			to.run(t)
			to.soon(t, func() bool { return to.platform.Menu() != nil })
			away(to.platform)
			to.fresh(t, 1, disclosure.AdHoc)
			to.morning(t)
			for _, channel := range []string{"公众号", "网格群:001"} {
				to.soon(t, func() bool { return to.releases(t, channel)[catalog.Failed] == 1 }) // the try that is under way is over
				on := to.on(t, channel)
				assert.Equal(t, "没有连上微信，没有发出，稍后自动重试", on[0].Reason, channel)
			}
			to.platform.Heal()
			to.patiently(t, func() bool { return len(to.platform.Posts()) == 1 && len(to.platform.Group(to.group)) == 1 }, nil)
			to.wait(time.Hour)
			assert.Len(t, to.platform.Posts(), 1)
			assert.Len(t, to.platform.Group(to.group), 1)
		})
	}
}

// Where an answer was lost, what cannot set out afterwards does not make it certain that
// nothing went out.
func TestAMassMessageIsNotCalledFailedWhereALaterTryNeverSetOut(t *testing.T) {
	for name, c := range map[string]struct {
		faults func(p *wechattest.Platform)
		is     error
		state  catalog.ReleaseState
	}{
		"lost, then no connection": {func(p *wechattest.Platform) { p.Lose("mass/sendall", 1); p.Unplug("mass/sendall", 9) }, wechatbot.ErrUnreachable, catalog.NeedsHand},
		"no connection":            {func(p *wechattest.Platform) { p.Unplug("mass/sendall", 9) }, wechatbot.ErrNotSent, catalog.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			to := found(t, wechattest.New())
			to.platform.Follow(front{to}, "甲")
			to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
			r := to.fresh(t, 1, disclosure.Permanent)
			c.faults(to.platform)
			m := wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}
			err := to.bot.MassSend(context.Background(), m)
			require.ErrorIs(t, err, c.is)
			assert.NotEmpty(t, wechatbot.Reason(err))
			assert.Equal(t, c.state, to.on(t, "群发")[0].State)
			to.platform.Heal()
			if c.state == catalog.Failed {
				require.NoError(t, to.bot.MassSend(context.Background(), m))
			} else {
				require.ErrorIs(t, to.bot.MassSend(context.Background(), m), catalog.ErrClaimed)
			}
			assert.Len(t, to.platform.Masses(), 1)
		})
	}
}

// hesitant is a store that has no time for who asks first.
type hesitant struct {
	disclosure.Store
	asked atomic.Bool
}

func (h *hesitant) ByOwner(ctx context.Context, owner string) ([]disclosure.Request, error) {
	if h.asked.CompareAndSwap(false, true) {
		return nil, context.DeadlineExceeded
	}
	return h.Store.ByOwner(ctx, owner)
}

// An answer that was promised comes though WeChat was away when it was ready.
func TestAnAnswerThatWasPromisedComesThoughWeChatWasAway(t *testing.T) {
	for name, c := range map[string]struct {
		away func(p *wechattest.Platform)
		most int
	}{
		"nothing listens": {func(p *wechattest.Platform) { p.Unplug("custom/send", 5) }, 1},
		"busy":            {func(p *wechattest.Platform) { p.Fail("custom/send", -1, 5) }, 1},
		"no token":        {func(p *wechattest.Platform) { p.Revoke(); p.Down("stable_token", 503, 5) }, 1},
		"down":            {func(p *wechattest.Platform) { p.Down("custom/send", 502, 2) }, 1},
		"the answer lost": {func(p *wechattest.Platform) { p.Lose("custom/send", 1) }, 2}, // twice is better than not at all
	} {
		t.Run(name, func(t *testing.T) {
			p := wechattest.New()
			to := found(t, p)
			to.again(t, func(c *wechatbot.Config) {
				c.Desk, c.Cases = disclosure.NewDesk(&hesitant{Store: disclosure.NewMemory()}, civil.China()), nil
				c.Grids, c.Posts = nil, time.Time{}
			})
			f := p.Follow(front{to}, "甲")
			to.run(t)
			to.soon(t, func() bool { return p.Menu() != nil })
			c.away(p)
			require.Contains(t, f.Says("我的申请"), "查到就发给您")
			before := len(f.Inbox())
			to.patiently(t, func() bool { return len(f.Inbox()) > before }, nil)
			assert.LessOrEqual(t, len(f.Inbox())-before, c.most, fmt.Sprint(f.Inbox()))
			assert.Empty(t, p.CheckCalls())
		})
	}
}

// Each try to tell an applicant stands on the record for ever: while WeChat is away, none
// is made, and she is told once it is there again.
func TestAnOutageLeavesNoTrailOfTriesOnTheRecord(t *testing.T) {
	for name, away := range map[string]func(p *wechattest.Platform){
		"the network is down":  func(p *wechattest.Platform) { p.Cut("", math.MaxInt) },
		"nothing listens":      func(p *wechattest.Platform) { p.Unplug("", math.MaxInt) },
		"not on the whitelist": func(p *wechattest.Platform) { p.Fail("", 40164, math.MaxInt) },
	} {
		t.Run(name, func(t *testing.T) {
			to := found(t, wechattest.New())
			f := to.platform.Follow(to.bot, "甲")
			to.run(t)
			to.soon(t, func() bool { return to.platform.Menu() != nil })
			away(to.platform)
			to.applied(t, f)
			to.soon(t, func() bool { return len(to.platform.CallsTo("custom/send")) > 0 })
			to.morning(t)
			tries := 0
			for r, err := range to.desk.Requests(context.Background()) {
				require.NoError(t, err)
				for _, e := range r.Events {
					if e.Kind == disclosure.KindTelling {
						tries++
					}
				}
			}
			assert.Equal(t, 1, tries)
			to.platform.Heal()
			to.patiently(t, func() bool { return told(to) == 1 }, nil)
		})
	}
}

// A reminder that is given once waits for WeChat.
func TestAReminderIsGivenOnceWeChatIsThereAgain(t *testing.T) {
	to := found(t, wechattest.New())
	clerk := to.platform.Follow(front{to}, "值班")
	to.again(t, func(c *wechatbot.Config) { c.Clerks = []string{clerk.OpenID} })
	to.run(t)
	to.wait(6*24*time.Hour + time.Hour)
	clerk.Says("帮助")
	to.soon(t, func() bool { return to.platform.Menu() != nil })
	to.platform.Unplug("custom/send", math.MaxInt)
	to.wait(24 * time.Hour)
	to.soon(t, func() bool { return to.releases(t, "值班提醒")[catalog.Failed] == 1 })
	to.platform.Heal()
	to.wait(time.Hour + time.Minute)
	to.soon(t, func() bool { return to.releases(t, "值班提醒")[catalog.NeedsHand] == 1 })
	assert.Contains(t, fmt.Sprint(clerk.Inbox()), "已经7天没有发布信息")
}

// Who tried a push all morning may be gone by the time that WeChat is there again: another
// replica, which took it for the first one's, goes on with it.
func TestWhatNeverSetOutIsTakenUpByAnotherReplica(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	r := to.fresh(t, 1, disclosure.Permanent)
	rel := catalog.Release{Subject: string(r.Number), Channel: wechatbot.PostChannel, Day: r.Date, At: to.now()}
	as := func(state catalog.ReleaseState, why string) {
		rel.State, rel.Reason, rel.At = state, why, to.now()
		require.NoError(t, to.catalog.Settle(ctx, rel))
	}
	for range 20 {
		require.NoError(t, to.catalog.Claim(ctx, rel))
		as(catalog.Failed, "没有连上微信，没有发出，稍后自动重试")
	}
	require.NoError(t, to.catalog.Claim(ctx, rel))
	as(catalog.Sent, "") // so that this replica has nothing to do
	to.run(t)
	to.soon(t, func() bool { return to.platform.Menu() != nil })
	to.wait(10 * time.Minute)
	as(catalog.Failed, "没有连上微信，没有发出，稍后自动重试")
	to.patiently(t, func() bool { return len(to.platform.Posts()) == 1 }, nil)
}

// Nor does what goes its grid's next way wait for a hand where that way is away.
func TestADetourThatNeverSetOutWaitsForTheWay(t *testing.T) {
	to := full(t)
	to.platform.Unplug("webhook/send", math.MaxInt)
	to.platform.Confirm("zhang")
	for range 3 {
		to.wait(6 * time.Minute)
		to.soon(t, func() bool { return to.releases(t, "网格群:001·改道")[catalog.Failed] == 1 })
	}
	assert.Equal(t, "没有连上微信，没有发出", to.on(t, "网格群:001·改道")[0].Reason)
	to.platform.Heal()
	to.patiently(t, func() bool { return len(to.platform.Group(to.group)) == 1 }, nil)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 31 })
}
