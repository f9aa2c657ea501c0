package wechatbot_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// street is a town whose grids are tags of followers: one to each tag, or two.
// Time is the test's own.
func street(t *testing.T, grids, tags int, change func(g *wechatbot.Grid)) (*town, []*wechattest.Follower) {
	began := time.Now()
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) {
		c.Pace, c.Posts, c.Grids = time.Second, time.Time{}, nil
		c.Now = func() time.Time { return noon.Add(time.Since(began)) }
		for n := range grids {
			g := wechatbot.Grid{Name: fmt.Sprintf("第%d网格", n), Code: fmt.Sprint(n), Tag: fmt.Sprint("街道", n%tags), Joined: noon}
			change(&g)
			c.Grids = append(c.Grids, g)
		}
	})
	var residents []*wechattest.Follower
	for n := range tags {
		f := to.platform.Follow(front{to}, fmt.Sprint("居民", n))
		f.Says(fmt.Sprintf("订阅 第%d网格", n))
		residents = append(residents, f)
	}
	return to, residents
}

func working(to *town) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func(bot *wechatbot.Bot) { defer close(done); bot.Run(ctx) }(to.bot)
	return func() { cancel(); <-done }
}

func standing(t *testing.T, to *town) (sum wechatbot.Standing) {
	all, err := wechatbot.Standings(context.Background(), to.catalog, to.bot.Grids)
	require.NoError(t, err)
	for _, s := range all {
		sum.Told, sum.ByHand, sum.Waiting = sum.Told+s.Told, sum.ByHand+s.ByHand, sum.Waiting+s.Waiting
		sum.Unsure, sum.Failed, sum.Nobody = sum.Unsure+s.Unsure, sum.Failed+s.Failed, sum.Nobody+s.Nobody
	}
	return sum
}

func refusals(p *wechattest.Platform, code int) (n int) {
	for _, c := range p.CallsTo("mass/sendall") {
		if c.Errcode == code {
			n++
		}
	}
	return n
}

// An account has 100 tags, and calls for 60 mass messages a minute (WECHAT, 群发).
func TestTwoHundredGridsOnAHundredTagsAreToldWithinTheMinutesLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to, residents := street(t, 200, 100, func(*wechatbot.Grid) {})
		to.fresh(t, 1, disclosure.AdHoc)
		stop := working(to)
		time.Sleep(10 * time.Minute)
		stop()
		assert.Zero(t, refusals(to.platform, 45011))
		assert.Len(t, to.platform.Masses(), 100)
		assert.Equal(t, wechatbot.Standing{Told: 200}, standing(t, to))
		for _, f := range residents {
			assert.Contains(t, fmt.Sprint(f.Inbox()), "之1")
		}
		q, err := to.bot.Quota(context.Background())
		require.NoError(t, err)
		assert.Equal(t, []int{100, 0}, []int{q.CallUsed, q.CallLeft()})
	})
}

// Another replica, or the console, uses the minute up too: WeChat says so.
func TestAMinutesLimitMakesNobodyForwardByHand(t *testing.T) {
	for name, category := range map[string]disclosure.Category{"not urgent": disclosure.Permanent, "urgent": disclosure.AdHoc} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				member := ""
				to, _ := street(t, 100, 100, func(g *wechatbot.Grid) { g.Relay = []string{"member"} })
				f := to.platform.Follow(front{to}, "网格员")
				f.Says("在")
				member = f.OpenID
				to.again(t, func(c *wechatbot.Config) {
					for i := range c.Grids {
						c.Grids[i].Relay = []string{member}
					}
				})
				to.platform.Fail("mass/sendall", 45011, 2)
				to.fresh(t, 1, category)
				stop := working(to)
				time.Sleep(30 * time.Second)
				assert.Equal(t, 1, refusals(to.platform, 45011), "one grid finds it out for all")
				time.Sleep(10 * time.Minute)
				stop()
				assert.Equal(t, wechatbot.Standing{Told: 100}, standing(t, to))
				assert.NotContains(t, fmt.Sprint(f.Inbox()), "之1")
			})
		})
	}
}

func TestADaysLimitIsWaitedForButByWhatIsUrgent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to, _ := street(t, 2, 2, func(*wechatbot.Grid) {})
		f := to.platform.Follow(front{to}, "网格员")
		f.Says("在")
		to.again(t, func(c *wechatbot.Config) { c.Grids[0].Relay = []string{f.OpenID} })
		to.platform.Limit("mass/sendall", 0)
		to.fresh(t, 1, disclosure.Permanent)
		to.fresh(t, 2, disclosure.AdHoc)
		stop := working(to)
		time.Sleep(5 * time.Minute)
		assert.Contains(t, fmt.Sprint(f.Inbox()), "之2")
		assert.NotContains(t, fmt.Sprint(f.Inbox()), "之1")
		assert.LessOrEqual(t, refusals(to.platform, 45009), 2, "it is not asked for again and again")
		to.platform.Limit("mass/sendall", 100)
		time.Sleep(3 * time.Hour)
		stop()
		assert.Equal(t, wechatbot.Standing{Told: 3, Waiting: 1}, standing(t, to))
	})
}

// WeChat may be busy (-1) for longer than the tries of a push that it refuses.
func TestWhatABusyWeChatDoesNotTakeIsTriedOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to, _ := street(t, 1, 1, func(*wechatbot.Grid) {})
		to.platform.Fail("mass/sendall", -1, 12)
		to.fresh(t, 1, disclosure.Permanent)
		stop := working(to)
		time.Sleep(4 * time.Minute)
		assert.Contains(t, to.on(t, "网格群:0")[0].Reason, "稍后自动重试")
		time.Sleep(6 * time.Hour)
		stop()
		assert.Equal(t, wechatbot.Standing{Told: 1}, standing(t, to))
	})
}

func TestAGridThatNobodySubscribedToIsNoFailureAndIsToldOnceSomebodyDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to, residents := street(t, 2, 2, func(*wechatbot.Grid) {})
		for _, f := range residents {
			f.Says("退订")
		}
		to.fresh(t, 1, disclosure.Permanent)
		stop := working(to)
		time.Sleep(time.Hour)
		assert.Equal(t, wechatbot.Standing{Nobody: 2}, standing(t, to))
		rel := to.on(t, "网格群:0")[0]
		assert.Equal(t, []any{catalog.Nobody, 1}, []any{rel.State, rel.Attempts})
		assert.Contains(t, rel.Reason, "还没有粉丝订阅")
		assert.Less(t, len(to.platform.CallsTo("tags/get")), 8)
		stop()
		stop = working(to) // a restart forgets nothing
		time.Sleep(time.Minute)
		residents[1].Says("订阅 第1网格")
		time.Sleep(time.Minute)
		assert.Contains(t, fmt.Sprint(residents[1].Inbox()), "之1")
		assert.Equal(t, wechatbot.Standing{Told: 1, Nobody: 1}, standing(t, to))
		time.Sleep(8 * 24 * time.Hour)
		residents[0].Says("订阅 第0网格")
		time.Sleep(2 * time.Hour)
		stop()
		assert.NotContains(t, fmt.Sprint(residents[0].Inbox()), "之1", "it is no longer news")
	})
}
