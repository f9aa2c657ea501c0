package wechatbot_test

import (
	"context"
	"fmt"
	"strings"
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

func TestACustomerGroupIsReachedOnceItsMemberConfirms(t *testing.T) {
	to := found(t, wechattest.New())
	chat := to.platform.OpenCustomerGroup("凤凰北街居民群", "zhang")
	to.again(t, func(c *wechatbot.Config) {
		c.Corp = wechatbot.Corp(to.platform.Corp())
		c.Grids[0].Robot, c.Grids[0].Member, c.Grids[0].Chats = "", "zhang", []string{chat}
	})
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 })
	assert.Empty(t, to.platform.CustomerGroup(chat), "nothing goes out by itself")
	to.wait(6 * time.Minute)
	assert.Equal(t, 1, to.platform.Confirm("zhang"))
	to.wait(6 * time.Minute)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
	assert.Contains(t, to.platform.CustomerGroup(chat)[0].Text, "之1")
}

// WeCom lets a customer group have as many messages in a month as it has days
// (WeCom, 创建企业群发).
func TestWhereACustomerGroupIsFullTheNextWayIsTaken(t *testing.T) {
	to := found(t, wechattest.New())
	chat := to.platform.OpenCustomerGroup("凤凰北街居民群", "zhang")
	member := to.platform.Follow(to.bot, "网格员")
	member.Says("在") // who only follows can be written to for a minute
	to.again(t, func(c *wechatbot.Config) {
		c.Corp = wechatbot.Corp(to.platform.Corp())
		g := &c.Grids[0]
		g.Robot, g.Member, g.Chats, g.Relay = "", "zhang", []string{chat}, []string{member.OpenID}
	})
	to.run(t)
	for n := range 31 {
		to.fresh(t, n, disclosure.AdHoc)
		to.soon(t, func() bool { return len(to.platform.GroupTasks()) == n+1 })
		to.platform.Confirm("zhang")
	}
	to.wait(6 * time.Minute)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 30 }) // November has 30 days
	to.soon(t, func() bool { return strings.Contains(fmt.Sprint(member.Inbox()), "之30") })
	assert.Equal(t, 1, to.releases(t, "网格群:001")[catalog.NeedsHand])
}

// full is a town whose grid has had its month's messages in its customer group, and
// whose next way is the robot.
func full(t *testing.T) *town {
	to := found(t, wechattest.New())
	chat := to.platform.OpenCustomerGroup("凤凰北街居民群", "zhang")
	to.again(t, func(c *wechatbot.Config) {
		c.Corp, c.Posts = wechatbot.Corp(to.platform.Corp()), time.Time{}
		g := &c.Grids[0]
		g.Member, g.Chats, g.Ways = "zhang", []string{chat}, []wechatbot.Way{wechatbot.ByCustomerGroup, wechatbot.ByRobot}
	})
	to.run(t)
	for n := range 31 {
		to.fresh(t, n, disclosure.Permanent)
		to.soon(t, func() bool { return len(to.platform.GroupTasks()) == n+1 })
		if n < 30 { // November has 30 days
			to.platform.Confirm("zhang")
		}
	}
	return to
}

// The member confirmed late in the evening.
func TestADetourDoesNotWakeTheGrid(t *testing.T) {
	to := full(t)
	to.wait(10 * time.Hour) // 22:00
	to.platform.Confirm("zhang")
	to.wait(6 * time.Minute)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 30 })
	assert.Empty(t, to.platform.Group(to.group))
	to.wait(10 * time.Hour) // 8:06
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 31 })
	assert.Len(t, to.platform.Group(to.group), 1)
}

func TestADetourWhoseSenderDiedWaitsForAHand(t *testing.T) {
	to := full(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] > 0 })
	last := to.on(t, "网格群:001")[30]
	require.NoError(t, to.catalog.Claim(context.Background(), catalog.Release{Subject: last.Subject, Channel: "网格群:001·改道", Day: civil.DateOf(to.now()), At: to.now()}))
	to.platform.Confirm("zhang")
	for range 3 {
		to.wait(6 * time.Minute)
		to.soon(t, func() bool { return to.releases(t, "网格群:001·改道")[catalog.Claimed] == 0 })
	}
	to.soon(t, func() bool {
		to.wait(6 * time.Minute)
		return strings.Contains(to.on(t, "网格群:001")[30].Reason, "不知道是否已经发出，请人工核对")
	})
	assert.Empty(t, to.platform.Group(to.group), "nobody is told twice")
}

func tagged(to *town, t *testing.T, codes ...string) {
	to.again(t, func(c *wechatbot.Config) {
		c.Grids = nil
		for _, code := range codes {
			c.Grids = append(c.Grids, wechatbot.Grid{Name: "网格" + code, Code: code, Tag: "凤凰北街", Joined: noon})
		}
	})
}

// WeChat takes a mass message and refuses it afterwards, or its sender is gone: no grid
// of the tag is said to have been told.
func TestGridsAreNotToldByAMassMessageThatDidNotGoOut(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	tagged(to, t, "001", "002")
	f.Says("订阅 网格001")
	to.platform.FailMass("err(20001)")
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	for _, channel := range []string{"网格群:001", "网格群:002"} {
		to.soon(t, func() bool { return to.releases(t, channel)[catalog.NeedsHand] == 1 })
		assert.Equal(t, "微信没有发出：涉嫌政治", to.on(t, channel)[0].Reason)
	}
	r := to.fresh(t, 2, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:002")[catalog.Sent] == 1 })
	on := catalog.Release{Subject: string(r.Number), Channel: "标签:凤凰北街", State: catalog.Failed, Day: civil.DateOf(to.now()), At: to.now()}
	require.NoError(t, to.catalog.Settle(context.Background(), on))
	require.NoError(t, to.catalog.Claim(context.Background(), on))
	to.wait(10 * time.Minute)
	to.soon(t, func() bool { return to.releases(t, "网格群:002")[catalog.NeedsHand] == 2 })
}

// A text is read in one width; the poster of the grid says its name in the other.
func TestAGridIsSubscribedToByTheNameOnItsPoster(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) {
		c.Grids = []wechatbot.Grid{{Name: "示例社区（东区）", Code: "east", Tag: "东", Joined: noon}, {Name: "示例社区（西区）", Code: "west", Tag: "西", Joined: noon}}
	})
	f := to.platform.Follow(front{to}, "甲")
	assert.Contains(t, f.Says("订阅 示例社区（西区）"), "已订阅示例社区（西区）")
	assert.Contains(t, f.Says("订阅 示例社区(东区)"), "已订阅示例社区（东区）")
	assert.Contains(t, f.Says("退订 示例社区（西区）"), "已退订示例社区（西区）")
	assert.NotContains(t, f.Says("我的订阅"), "西区")
}

func TestAScannedCodeSubscribesToAGridAndASentenceLeavesIt(t *testing.T) {
	to := found(t, wechattest.New())
	tagged(to, t, "001")
	code, err := to.bot.GridCode(context.Background(), "001")
	require.NoError(t, err)
	assert.Contains(t, code.Picture, "showqrcode?ticket=")
	_, err = to.bot.GridCode(context.Background(), "002")
	assert.ErrorContains(t, err, `no grid "002"`)
	to.platform.Lie("qrcode/create", "{}", 1)
	code, err = to.bot.GridCode(context.Background(), "001")
	assert.ErrorIs(t, err, wechatbot.ErrUnreachable, "there is no code without a ticket")
	assert.Zero(t, code)

	new := to.platform.Stranger(front{to}, "甲")
	assert.Contains(t, new.Scans("grid:001").Text, "已订阅网格001")
	old := to.platform.Follow(front{to}, "乙")
	assert.Contains(t, old.Scans("grid:001").Text, "已订阅网格001")
	gone := old.Scans("grid:gone").Text
	assert.Contains(t, gone, "现在不能订阅了")
	assert.Contains(t, gone, "回复")
	gone = to.platform.Stranger(front{to}, "丁").Scans("grid:gone").Text
	assert.Contains(t, gone, "现在不能订阅了", "she follows for that")
	assert.Contains(t, gone, "查公开信息")
	assert.Contains(t, old.Scans("poster").Text, "查公开信息", "a code that is not a grid's")
	third := to.platform.Follow(front{to}, "丙")
	for _, said := range []string{"订阅招标公告", "财政局有新消息就推送给我"} {
		assert.Contains(t, third.Says(said), "只能按网格订阅通知，不能按单位、栏目或者内容订阅", said)
	}
	assert.Contains(t, third.Says("订阅幸福里网格"), "没有找到叫“幸福里网格”的网格")
	assert.NotContains(t, third.Says("我要订阅我们网格的通知"), "没有找到")
	assert.Contains(t, third.Says("订阅"), "网格001")
	assert.Contains(t, third.Says("1"), "已订阅网格001")
	assert.Contains(t, third.Says("我的订阅"), "网格001")
	assert.Contains(t, third.Says("退订"), "已退订网格001")
	assert.Contains(t, third.Says("我的订阅"), "没有订阅")
	counts, err := to.bot.Subscribers(context.Background())
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"001": 2}, counts)

	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
	assert.Contains(t, fmt.Sprint(new.Inbox()), "之1")
	assert.Contains(t, fmt.Sprint(old.Inbox()), "之1")
	assert.NotContains(t, fmt.Sprint(third.Inbox()), "之1")
}

func TestFollowersOfATagThatGridsShareAreToldOnce(t *testing.T) {
	to := found(t, wechattest.New())
	tagged(to, t, "001", "002")
	f := to.platform.Follow(front{to}, "甲")
	f.Scans("grid:002")
	to.platform.Lose("/cgi-bin/message/mass/sendall", 1)
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool {
		return to.releases(t, "网格群:001")[catalog.Sent] == 1 && to.releases(t, "网格群:002")[catalog.Sent] == 1
	})
	assert.Len(t, to.platform.Masses(), 1)
	assert.Equal(t, 1, strings.Count(fmt.Sprint(f.Inbox()), "之1"))
}

// WeChat remembers the tag and not the grid.
func TestWhoSharesATagIsToldOfTheStreetAndNotOfGridsThatSheDidNotChoose(t *testing.T) {
	to := found(t, wechattest.New())
	tagged(to, t, "001", "002")
	f := to.platform.Follow(front{to}, "甲")
	f.Says("订阅 网格002")
	mine := wechattest.Plain(f.Says("我的订阅"))
	assert.Contains(t, mine, "凤凰北街（含网格001等2个网格）")
	assert.NotContains(t, mine, "网格002")
	assert.Contains(t, f.Says("退订 网格002"), "已退订")
	assert.Contains(t, f.Says("我的订阅"), "没有订阅")
}

func TestWaysAreTriedInTheOrderThatTheGridGives(t *testing.T) {
	to := found(t, wechattest.New())
	member := to.platform.Follow(to.bot, "网格员")
	to.again(t, func(c *wechatbot.Config) {
		c.Grids[0].Ways, c.Grids[0].Relay, c.Grids[0].Tag = []wechatbot.Way{wechatbot.ByTag, wechatbot.ByRelay, wechatbot.ByRobot}, []string{member.OpenID}, "无人"
	})
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 }) // nobody has the tag
	assert.Empty(t, to.platform.Group(to.group))
	assert.Contains(t, fmt.Sprint(member.Inbox()), "之1")
}

func TestAGridThatWantsAListGetsItAtItsHour(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Digest = 17 })
	for n := range 3 {
		to.fresh(t, n, disclosure.Permanent)
	}
	to.fresh(t, 9, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.Contains(t, to.platform.Group(to.group)[0].Text, "之9")
	to.wait(5*time.Hour + time.Minute)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 2 })
	assert.Contains(t, to.platform.Group(to.group)[1].Text, "新公开3条")
}

func TestAStrictGridSleepsThroughUrgentNotices(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) {
		c.Grids[0].Quiet, c.Grids[0].Strict = wechatbot.Hours{From: 21, To: 8}, true
	})
	to.wait(10 * time.Hour) // 22:00
	to.fresh(t, 1, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Posts()) == 1 })
	assert.Empty(t, to.platform.Group(to.group))
	to.wait(10*time.Hour + time.Minute) // 8:01
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
}

func TestSettingsOfGridsAreChecked(t *testing.T) {
	to := found(t, wechattest.New())
	for want, grids := range map[string][]wechatbot.Grid{
		"empty or another":     {{Code: "1", Robot: "k"}, {Code: "1", Robot: "k"}},
		"no way to it":         {{Code: "1"}},
		"needs the WeCom":      {{Code: "1", Member: "zhang", Chats: []string{"c"}}},
		`there is no way "pi"`: {{Code: "1", Robot: "k", Ways: []wechatbot.Way{wechatbot.ByRobot, "pi"}}},
		"an hour of the day":   {{Code: "1", Robot: "k", Digest: 25}},
		"its tag has 33 bytes": {{Code: "1", Tag: "漳州市公路事业发展中心"}},
	} {
		c := to.bot.Config
		c.Grids = grids
		_, err := wechatbot.New(c)
		assert.ErrorContains(t, err, want)
	}
	c := to.bot.Config
	c.Grids = nil
	for n := range 101 {
		c.Grids = append(c.Grids, wechatbot.Grid{Code: fmt.Sprint(n), Tag: fmt.Sprint(n)})
	}
	_, err := wechatbot.New(c)
	assert.ErrorContains(t, err, "name 101 tags, an account has 100")
}

// haltingFeed is a catalogue that once cannot claim: the second record for a tag.
type haltingFeed struct {
	*catalog.Catalog
	tagged atomic.Int32
}

func (f *haltingFeed) Claim(ctx context.Context, rel catalog.Release) error {
	if strings.HasPrefix(rel.Channel, "标签:") && f.tagged.Add(1) == 2 {
		return errDown
	}
	return f.Catalog.Claim(ctx, rel)
}

func TestATagIsToldOfAllThoughOneRecordCouldNotBeClaimed(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) {
		c.Grids[0].Robot, c.Grids[0].Tag = "", "凤凰北街街道"
		c.Posts, c.Catalog = time.Time{}, &haltingFeed{Catalog: to.catalog}
	})
	require.Contains(t, f.Says("订阅 凤凰北街"), "已订阅")
	for n := range 3 {
		to.fresh(t, n, disclosure.Permanent)
	}
	to.run(t)
	to.patiently(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 3 }, nil)
	for n := range 3 {
		assert.Equal(t, 1, strings.Count(fmt.Sprint(f.Inbox()), fmt.Sprintf("之%d", n)))
	}
}

// Who just spoke of notices says in her own words that she wants none, or none at night.
func TestNoticesAreLeftInOnesOwnWords(t *testing.T) {
	to := found(t, wechattest.New())
	tagged(to, t, "001")
	f := to.platform.Follow(front{to}, "甲")
	require.Contains(t, f.Says("订阅网格001"), "已订阅网格001")
	assert.Contains(t, f.Says("晚上别给我发"), "21点到8点不发")
	assert.Contains(t, f.Says("那不想收了"), "已退订网格001")
	assert.Contains(t, f.Says("我都订了哪些"), "没有订阅")
}
