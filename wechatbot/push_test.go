package wechatbot_test

import (
	"context"
	"fmt"
	"net/http"
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

// again stands another bot on the same rooms, with other settings.
func (t *town) again(tb testing.TB, change func(c *wechatbot.Config)) {
	c := t.bot.Config
	change(&c)
	bot, err := wechatbot.New(c)
	require.NoError(tb, err)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bot = bot
}

// fresh is a record that is published now; the text is a title of the State
// Council's with a number of our own.
func (t *town) fresh(tb testing.TB, n int, category disclosure.Category) catalog.Record {
	return t.publish(tb, catalog.Record{Title: fmt.Sprintf("关于做好当前促进就业工作的通知之%d", n), Summary: "稳就业。", Category: category,
		Date: civil.Day(2026, 11, 23), Publisher: "银川市兴庆区人民政府", Drafter: "起草人"})
}

func (t *town) soon(tb testing.TB, ok func() bool) {
	require.Eventually(tb, ok, 30*time.Second, 5*time.Millisecond)
}

// A turning is a catalogue that counts the turns of Run: each begins with Sync.
type turning struct {
	*catalog.Catalog
	turns atomic.Int64
}

func (c *turning) Sync(ctx context.Context) error {
	c.turns.Add(1)
	return c.Catalog.Sync(ctx)
}

// turns lets the bot have a catalogue of which is told when Run has ended what it was
// at: whoever moves the clock before then moves it under a call.
func (t *town) turns(tb testing.TB) (ended func()) {
	c := &turning{Catalog: t.catalog}
	t.again(tb, func(with *wechatbot.Config) { with.Catalog = c })
	return func() {
		now := c.turns.Load()
		t.soon(tb, func() bool { return c.turns.Load() > now })
	}
}

func (t *town) releases(tb testing.TB, channel string) map[catalog.ReleaseState]int {
	out := map[catalog.ReleaseState]int{}
	for rel, err := range t.catalog.ReleasesOn(context.Background(), channel) {
		require.NoError(tb, err)
		out[rel.State]++
	}
	return out
}

func TestAGridSleepsAtNightButForWhatIsUrgent(t *testing.T) {
	to := found(t, wechattest.New())
	to.wait(10 * time.Hour) // 22:00; a grid that names no hours sleeps from 21 to 8
	to.fresh(t, 1, disclosure.Permanent)
	to.fresh(t, 2, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.Contains(t, to.platform.Group(to.group)[0].Text, "之2")
	to.wait(10*time.Hour + time.Minute) // 8:01
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 2 })
	assert.Contains(t, to.platform.Group(to.group)[1].Text, "之1")
}

func TestAGridMayBeAwakeAllNight(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Quiet = wechatbot.Hours{From: 8, To: 8} })
	to.wait(10 * time.Hour)
	to.fresh(t, 1, disclosure.Permanent)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
}

func TestSeveralRecordsReachAGridAsOneList(t *testing.T) {
	to := found(t, wechattest.New())
	for n := range 4 {
		to.fresh(t, n, disclosure.Permanent)
	}
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 4 })
	group := to.platform.Group(to.group)
	require.Len(t, group, 1)
	assert.Contains(t, group[0].Text, "新公开4条")
}

func TestAGridGetsNoMoreNoticesADayThanItWants(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Daily = 1 })
	to.fresh(t, 1, disclosure.Permanent)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	to.wait(time.Second)
	to.fresh(t, 2, disclosure.Permanent)
	to.fresh(t, 3, disclosure.AdHoc)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 2 })
	assert.Contains(t, to.platform.Group(to.group)[1].Text, "之3")
	to.wait(21 * time.Hour) // 9:00 of the next day
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 3 })
}

func TestWhatIsUrgentUsesUpNoneOfTheDaysNotices(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Daily = 1 })
	to.fresh(t, 1, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
	to.wait(time.Second)
	to.fresh(t, 2, disclosure.Permanent)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 2 })
}

// What waits for the same morning goes as one list, and what does not fit into it
// waits for the next.
func TestALongListKeepsToTheDaysNoticesToo(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Daily, c.Posts = 1, time.Time{} })
	for n := range 30 {
		to.fresh(t, n, disclosure.Permanent)
	}
	to.run(t)
	for day := 1; to.releases(t, "网格群:001")[catalog.Sent] < 30; day++ {
		to.soon(t, func() bool {
			return len(to.platform.Group(to.group)) == day && to.releases(t, "网格群:001")[catalog.Claimed] == 0
		})
		to.wait(24 * time.Hour)
	}
	assert.Greater(t, len(to.platform.Group(to.group)), 1)
}

func TestTwoRecordsAreAListWhereAGridWantsOne(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Digest = 17 })
	to.fresh(t, 1, disclosure.Permanent)
	to.fresh(t, 2, disclosure.Permanent)
	to.run(t)
	to.wait(5*time.Hour + time.Minute)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 2 })
	require.Len(t, to.platform.Group(to.group), 1)
	assert.Contains(t, to.platform.Group(to.group)[0].Text, "新公开2条")
}

func TestWhereTheRobotIsGoneAGridMemberForwardsByHand(t *testing.T) {
	to := found(t, wechattest.New())
	member := to.platform.Follow(to.bot, "网格员")
	to.again(t, func(c *wechatbot.Config) {
		c.Grids[0].Robot, c.Grids[0].Relay = "gone", []string{member.OpenID}
	})
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 })
	news := member.News()
	assert.Contains(t, news[len(news)-1].Text, "转好后回复“已转”")
	member = to.platform.Follow(to.bot, "路人")
	assert.NotContains(t, member.Says("已转"), "登记")
	assert.Equal(t, 1, to.releases(t, "网格群:001")[catalog.NeedsHand])
}

func TestWhatAGridMemberForwardedIsWrittenDown(t *testing.T) {
	to := found(t, wechattest.New())
	member := to.platform.Follow(front{to}, "网格员")
	member.Says("在") // who only follows can be written to for a minute
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Robot, c.Grids[0].Relay = "", []string{member.OpenID} })
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 })
	to.wait(25 * time.Hour)
	to.soon(t, func() bool {
		return strings.Contains(fmt.Sprint(member.Inbox()), "还有1条通知等您转发")
	})
	assert.Contains(t, member.Says("已转"), "1条通知已登记为转发")
	assert.Equal(t, 1, to.releases(t, "网格群:001")[catalog.Sent])
	assert.Contains(t, member.Says("已转"), "没有等您转发的通知")
}

// front is whichever bot the town has now, also while the platform reports something to it.
type front struct{ *town }

func (f front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	bot := f.bot
	f.mu.Unlock()
	bot.ServeHTTP(w, r)
}

func TestARecordWithdrawnBeforeItsNoticeIsNotPushed(t *testing.T) {
	to := found(t, wechattest.New())
	r := to.fresh(t, 1, disclosure.Permanent)
	require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	to.fresh(t, 2, disclosure.Permanent)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 && len(to.platform.Posts()) == 1 })
	assert.Contains(t, to.platform.Group(to.group)[0].Text, "之2")
	assert.Contains(t, to.platform.Posts()[0].Articles[0].Title, "之2")
}

func TestTheRobotsLimitIsWaitedFor(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Fail("/cgi-bin/webhook/send", 45009, 1)
	ended := to.turns(t)
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Failed] == 1 })
	ended()
	to.wait(2 * time.Minute)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
}

func TestTwoHundredGridsAreEachToldOnceAcrossARestart(t *testing.T) {
	to := found(t, wechattest.New())
	var groups []string
	to.again(t, func(c *wechatbot.Config) {
		c.Grids = nil
		for n := range 200 {
			groups = append(groups, to.platform.Open())
			c.Grids = append(c.Grids, wechatbot.Grid{Name: "网格", Code: fmt.Sprint(n), Robot: groups[n], Joined: noon})
		}
	})
	to.fresh(t, 1, disclosure.Permanent)
	told := func() (n int) {
		for _, g := range groups {
			n += len(to.platform.Group(g))
		}
		return n
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func(bot *wechatbot.Bot) { defer close(done); bot.Run(ctx) }(to.bot)
	to.soon(t, func() bool { return told() > 20 })
	stop()
	<-done
	to.again(t, func(*wechatbot.Config) {})
	to.wait(2 * time.Minute)
	to.run(t)
	to.soon(t, func() bool { return told() >= 199 })
	for _, g := range groups {
		assert.LessOrEqual(t, len(to.platform.Group(g)), 1)
	}
}

// The second day's reminder is due from midnight on.
func TestNobodyIsRemindedAtNight(t *testing.T) {
	to := found(t, wechattest.New())
	member := to.platform.Follow(front{to}, "网格员")
	member.Says("在")
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Robot, c.Grids[0].Relay = "", []string{member.OpenID} })
	to.run(t)
	to.fresh(t, 1, disclosure.AdHoc)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 })
	to.wait(25 * time.Hour) // 13:00
	to.soon(t, func() bool { return len(to.on(t, "值班提醒")) == 1 })
	to.wait(12 * time.Hour) // 1:00
	to.fresh(t, 2, disclosure.AdHoc)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 2 }) // a turn went by
	assert.Len(t, to.on(t, "值班提醒"), 1)
	to.wait(7*time.Hour + time.Minute) // 8:01
	to.soon(t, func() bool { return to.releases(t, "值班提醒")[catalog.NeedsHand] == 2 })
}

func TestTheClerksAreRemindedBeforeFourteenSilentDays(t *testing.T) {
	to := found(t, wechattest.New())
	clerk := to.platform.Follow(to.bot, "值班")
	to.again(t, func(c *wechatbot.Config) { c.Clerks = []string{clerk.OpenID} })
	heard := func(words string) func() bool {
		return func() bool {
			n := 0
			for _, a := range clerk.Inbox() {
				n += strings.Count(a.Text, words)
			}
			return n == 1
		}
	}
	to.run(t)
	to.wait(6*24*time.Hour + time.Hour)
	clerk.Says("帮助")
	to.wait(24 * time.Hour)
	to.soon(t, heard("已经7天没有发布信息"))
	to.wait(3 * 24 * time.Hour)
	to.soon(t, func() bool { return to.releases(t, "值班提醒")[catalog.NeedsHand] == 2 })
	assert.True(t, heard("天没有发布信息")(), "the second one was outside the window")
}

// A server that is started again at once finds a claim that its holder cannot settle
// any more, and that might still be somebody's.
func TestAPushWhoseSenderDiedAMomentAgoWaitsForAHand(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Clerks = []string{"o"} })
	r := to.fresh(t, 1, disclosure.AdHoc)
	channels := map[string]string{"网格群:001": string(r.Number), "公众号": string(r.Number), "值班提醒": "转发:001:2026-11-22"}
	for channel, subject := range channels {
		require.NoError(t, to.catalog.Claim(context.Background(), catalog.Release{Subject: subject, Channel: channel, Day: civil.DateOf(to.now()), At: to.now().Add(-10 * time.Second)}))
	}
	to.run(t)
	to.soon(t, func() bool { return to.platform.Menu() != nil })
	assert.Equal(t, catalog.Claimed, to.on(t, "网格群:001")[0].State, "another replica may be about to settle it")
	to.wait(2 * time.Minute)
	for channel := range channels {
		to.soon(t, func() bool { return to.releases(t, channel)[catalog.NeedsHand] == 1 })
	}
	require.NoError(t, to.catalog.Settle(context.Background(), catalog.Release{Subject: string(r.Number), Channel: "公众号", State: catalog.Failed, At: to.now()}))
	require.NoError(t, to.catalog.Claim(context.Background(), catalog.Release{Subject: string(r.Number), Channel: "公众号", Day: civil.DateOf(to.now()), At: to.now()}))
	to.wait(10 * time.Minute) // a replica died later
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.NeedsHand] == 1 })
}

// A list that is longer than a message is several, and none of it is lost.
func TestMoreRecordsThanOneListHoldsReachTheGridInSeveral(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	for n := range 30 {
		to.fresh(t, n, disclosure.Permanent)
	}
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 30 })
	var all strings.Builder
	for _, m := range to.platform.Group(to.group) {
		assert.LessOrEqual(t, len(m.Text), 2048)
		all.WriteString(m.Text)
	}
	for n := range 30 {
		assert.Equal(t, 1, strings.Count(all.String(), fmt.Sprintf("之%d（", n)), n)
	}
	assert.Less(t, len(to.platform.Group(to.group)), 6)
}

func TestANoticeKeepsItsLinkHoweverLongItsSummary(t *testing.T) {
	to := found(t, wechattest.New())
	r := to.publish(t, catalog.Record{Title: "关于做好当前促进就业工作的通知", Summary: strings.Repeat("稳就业。", 300), Category: disclosure.AdHoc,
		Date: civil.Day(2026, 11, 23), Publisher: "银川市兴庆区人民政府", Drafter: "起草人"})
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.Contains(t, to.platform.Group(to.group)[0].Text, "https://example.gov.cn/h5/r/"+string(r.Number))
}

func TestAMenuThatWeChatDoesNotTakeHoldsUpNothing(t *testing.T) {
	for _, code := range []int{40055, -1} {
		to := found(t, wechattest.New())
		to.platform.Fail("menu/create", code, 1000)
		to.run(t)
		to.fresh(t, 1, disclosure.AdHoc)
		to.patiently(t, func() bool { return len(to.platform.Group(to.group)) == 1 && len(to.platform.Posts()) == 1 }, nil)
		to.platform.Heal()
		to.patiently(t, func() bool { return to.platform.Menu() != nil }, nil)
	}
}
