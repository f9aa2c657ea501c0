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

// Two hundred grids share four robots, each of which writes twenty messages a
// minute at most (WeCom, 群机器人配置说明). Two replicas carry one notice to all of
// them; one is stopped in the middle and starts anew.
func TestTwoHundredGridsAndOneNoticeObeyEveryLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const grids, robots = 200, 4
		p, began := wechattest.New(), time.Now()
		to := found(t, p)
		keys := make([]string, robots)
		for i := range keys {
			keys[i] = p.Open()
		}
		to.again(t, func(c *wechatbot.Config) {
			c.Pace, c.Posts, c.Grids = time.Second, time.Time{}, nil
			c.Now = func() time.Time { return noon.Add(time.Since(began)) }
			for n := range grids {
				c.Grids = append(c.Grids, wechatbot.Grid{Name: fmt.Sprintf("网格%d", n), Code: fmt.Sprint(n), Robot: keys[n%robots], Joined: noon})
			}
		})
		start := func() (stop func()) {
			bot, err := wechatbot.New(to.bot.Config)
			require.NoError(t, err)
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan struct{})
			go func() { defer close(done); bot.Run(ctx) }()
			return func() { cancel(); <-done }
		}
		to.fresh(t, 1, disclosure.Permanent)
		first, second := start(), start()
		time.Sleep(30 * time.Second)
		told := 0
		for _, key := range keys {
			told += len(p.Group(key))
		}
		assert.Equal(t, robots*20, told, "in the first minute the robots write all they may")
		first()
		first = start()
		time.Sleep(10 * time.Minute)
		first()
		second()

		for _, key := range keys {
			assert.Len(t, p.Group(key), grids/robots, "no grid is told twice")
		}
		standings, err := wechatbot.Standings(context.Background(), to.catalog, to.bot.Grids)
		require.NoError(t, err)
		for _, s := range standings {
			assert.Equal(t, []int{1, 0, 0, 0}, []int{s.Told, s.Waiting, s.Unsure, s.Failed}, s.Grid.Name)
		}
	})
}

// Whoever dies between claim and answer leaves a push that a person looks at: it
// is neither lost nor sent twice.
func TestAPushWhoseSenderDiedWaitsForAPerson(t *testing.T) {
	to := found(t, wechattest.New())
	r := to.fresh(t, 1, disclosure.Permanent)
	require.NoError(t, to.catalog.Claim(context.Background(), catalog.Release{Subject: string(r.Number), Channel: "网格群:001", At: noon.Add(-time.Hour)}))
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 })
	standings, err := wechatbot.Standings(context.Background(), to.catalog, to.bot.Grids)
	require.NoError(t, err)
	assert.Equal(t, 1, standings[0].Unsure)
	assert.Empty(t, to.platform.Group(to.group))
}
