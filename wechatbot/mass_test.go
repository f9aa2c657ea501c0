package wechatbot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func (t *town) on(tb testing.TB, channel string) (out []catalog.Release) {
	for rel, err := range t.catalog.ReleasesOn(context.Background(), channel) {
		require.NoError(tb, err)
		out = append(out, rel)
	}
	return out
}

// Nobody follows, so that the platform has no bot to send its event to.
func TestAPostWhoseEventNeverComesIsAskedFor(t *testing.T) {
	to := found(t, wechattest.New())
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Sent] == 1 })
	assert.False(t, wechatbot.Published(to.on(t, "公众号")[0]), "it is only taken")
	to.wait(6 * time.Minute)
	to.soon(t, func() bool { return wechatbot.Published(to.on(t, "公众号")[0]) })
}

func TestAPostIsTakenDownWithItsRecord(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool {
		posts := to.on(t, "公众号")
		return len(posts) == 1 && wechatbot.Published(posts[0])
	})
	require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Withdrawn] == 1 })
	assert.True(t, to.platform.Posts()[0].Deleted)
}

func TestAPostIsTakenDownRightAfterAnother(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.run(t)
	records := []catalog.Record{to.fresh(t, 1, disclosure.Permanent), to.fresh(t, 2, disclosure.Permanent)}
	to.soon(t, func() bool {
		posts := to.on(t, "公众号")
		return len(posts) == 2 && wechatbot.Published(posts[0]) && wechatbot.Published(posts[1])
	})
	for i, r := range records {
		require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
		to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Withdrawn] == i+1 })
	}
}

func TestAPostThatCannotBeTakenDownWaitsForAHand(t *testing.T) {
	to := found(t, wechattest.New())
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Sent] == 1 })
	to.platform.Fail("/cgi-bin/freepublish/delete", 48001, 1)
	to.wait(6 * time.Minute)
	require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.NeedsHand] == 1 })
	assert.Contains(t, to.on(t, "公众号")[0].Reason, "没有这个接口的权限（48001）。请在公众平台后台删除")
}

func TestWhatWeChatDoesNotPublishSaysWhy(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.platform.FailPost(4)
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.NeedsHand] == 1 })
	assert.Contains(t, to.on(t, "公众号")[0].Reason, "平台审核不通过")
}

// Of many records that come at once, one finds that out and the others wait.
func TestPublicationsThatAreUsedUpAreNotAskedForOneByOne(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.platform.Fail("freepublish/submit", 45009, 2)
	ended := to.turns(t)
	for n := range 20 {
		to.fresh(t, n, disclosure.Permanent)
	}
	to.run(t)
	for hour := range 2 {
		to.soon(t, func() bool { return len(to.platform.CallsTo("draft/delete")) == hour+1 })
		ended()
		to.wait(90 * time.Minute)
	}
	to.soon(t, func() bool { return len(to.platform.Posts()) == 20 })
	assert.Len(t, to.platform.CallsTo("freepublish/submit"), 22)
	assert.Empty(t, to.platform.Drafts())
}

// 「发布接口」 names them: WeChat's check did not let the draft through, it is to be
// published in the console, it is to be saved there by hand.
func TestADraftForTheConsoleWaitsThere(t *testing.T) {
	for code, words := range map[int]string{53503: "发布检查", 53504: "只能在公众平台后台发布", 53505: "保存一次"} {
		to := found(t, wechattest.New())
		to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
		to.platform.Fail("freepublish/submit", code, 9)
		to.run(t)
		to.fresh(t, 1, disclosure.Permanent)
		to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.NeedsHand] == 1 })
		assert.Contains(t, to.on(t, "公众号")[0].Reason, words)
		assert.Contains(t, to.on(t, "公众号")[0].Reason, "草稿已保存")
		assert.Len(t, to.platform.Drafts(), 1)
	}
}

func TestAMassMessageIsPreviewedSentOnceCountedAndTakenDown(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	f := to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
	a, b := to.fresh(t, 1, disclosure.Permanent), to.fresh(t, 2, disclosure.Permanent)
	both := []catalog.IndexNumber{a.Number, b.Number}

	require.NoError(t, to.bot.MassPreview(ctx, f.OpenID, both))
	inbox := f.Inbox()
	require.Len(t, inbox[len(inbox)-1].Articles, 2)
	assert.Empty(t, to.on(t, "群发"))
	assert.Empty(t, to.platform.Drafts(), "a preview leaves no draft")

	to.platform.Lose("/cgi-bin/message/mass/sendall", 1)
	require.NoError(t, to.bot.MassSend(ctx, wechatbot.Mass{Records: both}))
	require.Len(t, to.platform.Masses(), 1)
	to.soon(t, func() bool { return to.on(t, "群发")[1].Reason == "送达1人，共1人" })
	assert.ErrorIs(t, to.bot.MassSend(ctx, wechatbot.Mass{Records: both[1:]}), catalog.ErrClaimed)
	q, err := to.bot.Quota(ctx)
	require.NoError(t, err)
	assert.Equal(t, wechatbot.Quota{Period: "本月", MassUsed: 1, MassMost: 4, PostMost: 100, CallUsed: 1, CallMost: 100}, q)

	to.run(t)
	require.NoError(t, to.catalog.Withdraw(ctx, b.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	to.soon(t, func() bool { return to.releases(t, "群发")[catalog.Withdrawn] == 1 })
	assert.Equal(t, []int{2}, to.platform.Masses()[0].Deleted)
}

func TestASubscriptionAccountHasOneMassMessageADay(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Subscription = true })
	send := func(n int) error {
		return to.bot.MassSend(ctx, wechatbot.Mass{Records: []catalog.IndexNumber{to.fresh(t, n, disclosure.Permanent).Number}})
	}
	require.NoError(t, send(1))
	require.ErrorIs(t, send(2), wechatbot.ErrNoQuota)
	to.wait(24 * time.Hour)
	require.NoError(t, send(3))
}

func TestAMassMessageThatWeChatRefusesSaysWhyAndMayBeSentAgain(t *testing.T) {
	to := found(t, wechattest.New())
	r := to.fresh(t, 1, disclosure.Permanent)
	to.platform.Fail("/cgi-bin/message/mass/sendall", 45028, 1)
	m := wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}
	require.Error(t, to.bot.MassSend(context.Background(), m))
	rel := to.on(t, "群发")[0]
	assert.Equal(t, catalog.Failed, rel.State)
	assert.Equal(t, "群发次数用完了，下个周期才有（45028）", rel.Reason)
	assert.Empty(t, to.platform.Drafts(), "nobody sends what is left in the console")
	require.NoError(t, to.bot.MassSend(context.Background(), m))
	assert.Error(t, to.bot.MassSend(context.Background(), wechatbot.Mass{}))
	assert.Error(t, to.bot.MassPreview(context.Background(), "", m.Records))
}

// Nobody knows whether it went out: it counts as one, not as its four records.
func TestAMassMessageWithoutAnAnswerCountsOnce(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
	var records []catalog.IndexNumber
	for n := range 4 {
		records = append(records, to.fresh(t, n, disclosure.Permanent).Number)
	}
	to.platform.Lose("mass/sendall", 3)
	require.ErrorIs(t, to.bot.MassSend(ctx, wechatbot.Mass{Records: records}), wechatbot.ErrUnreachable)
	q, err := to.bot.Quota(ctx)
	require.NoError(t, err)
	assert.Equal(t, 1, q.MassUsed)
	assert.NoError(t, to.bot.MassSend(ctx, wechatbot.Mass{Records: []catalog.IndexNumber{to.fresh(t, 9, disclosure.Permanent).Number}}))
}

// All such reports come from one sender.
func TestTwoMassMessagesThatEndInOneSecondAreBothWrittenDown(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
	to.platform.Hold()
	for n := range 3 {
		r := to.fresh(t, n, disclosure.Permanent)
		require.NoError(t, to.bot.MassSend(context.Background(), wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}))
	}
	to.platform.Finish()
	for _, rel := range to.on(t, "群发") {
		assert.Equal(t, "送达1人，共1人", rel.Reason)
	}
}

func TestAReportThatComesAfterThePostWasTakenDownChangesNothing(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.platform.Hold()
	to.run(t)
	to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Sent] == 1 })
	rel := to.on(t, "公众号")[0]
	rel.State, rel.Reason = catalog.Withdrawn, "文章已删除"
	require.NoError(t, to.catalog.Settle(context.Background(), rel))
	to.platform.Finish()
	assert.Equal(t, 1, to.releases(t, "公众号")[catalog.Withdrawn])
}

// Somebody is to delete it by hand, and would not be told any more.
func TestAReportThatComesAfterAPostCouldNotBeDeletedChangesNothing(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	to.platform.Hold()
	to.run(t)
	r := to.fresh(t, 1, disclosure.Permanent)
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Sent] == 1 })
	require.NoError(t, to.bot.MassSend(context.Background(), wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}))
	for _, channel := range []string{"公众号", "群发"} {
		rel := to.on(t, channel)[0]
		rel.State, rel.Reason = catalog.NeedsHand, "金额有误，文章没有删掉：接口被封禁（48004）。请在公众平台后台删除"
		require.NoError(t, to.catalog.Settle(context.Background(), rel))
	}
	to.platform.Finish()
	for _, channel := range []string{"公众号", "群发"} {
		assert.Contains(t, to.on(t, channel)[0].Reason, "请在公众平台后台删除")
	}
}

// An administrator confirms a mass message after half an hour, and its event is lost.
func TestAMassMessageThatIsLongOnItsWayIsAskedForToItsEnd(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
	to.platform.Hold()
	r := to.fresh(t, 1, disclosure.Permanent)
	require.NoError(t, to.bot.MassSend(context.Background(), wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}))
	to.run(t)
	for range 6 {
		to.wait(6 * time.Minute)
		time.Sleep(10 * to.bot.Pace)
	}
	to.platform.Finish()
	to.wait(time.Hour)
	to.soon(t, func() bool { return wechatbot.Published(to.on(t, "群发")[0]) })
	assert.LessOrEqual(t, len(to.platform.CallsTo("mass/get")), 5)
}

func TestAMassMessageThatTheConsoleDeletedWentOut(t *testing.T) {
	to := found(t, wechattest.New())
	ctx := context.Background()
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
	r := to.fresh(t, 1, disclosure.Permanent)
	require.NoError(t, to.bot.MassSend(ctx, wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}))
	sent := to.on(t, "群发")[0]
	_, err := to.bot.TakeDown(ctx, r.Number, "群发", "")
	require.NoError(t, err)
	require.NoError(t, to.catalog.Settle(ctx, sent)) // as if the console had done that
	to.run(t)
	to.wait(6 * time.Minute)
	to.soon(t, func() bool { return to.releases(t, "群发")[catalog.Withdrawn] == 1 })
	assert.Equal(t, "已经发出，后来在公众平台后台删除了", to.on(t, "群发")[0].Reason)
}

// An account may delete ten posts a day (freepublish/delete).
func TestDeletionsThatAreUsedUpAreAskedForOnceAnHour(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
	ended := to.turns(t)
	to.run(t)
	var records []catalog.Record
	for n := range 5 {
		records = append(records, to.fresh(t, n, disclosure.Permanent))
	}
	to.soon(t, func() bool {
		on := to.on(t, "公众号")
		return len(on) == 5 && !slices.ContainsFunc(on, func(rel catalog.Release) bool { return !wechatbot.Published(rel) })
	})
	to.platform.Fail("freepublish/delete", 45009, 2)
	for _, r := range records {
		require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	}
	for hour := range 2 {
		to.wait(2 * time.Minute)
		to.soon(t, func() bool { return len(to.platform.CallsTo("freepublish/delete")) == hour+1 })
		ended()
		to.wait(70 * time.Minute)
	}
	to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.Withdrawn] == 5 })
	assert.Len(t, to.platform.CallsTo("freepublish/delete"), 7)
}

// Nobody knows whether it is out, or a person is to publish it by hand.
func TestAPostOfAWithdrawnRecordThatWaitsForAHandSaysSo(t *testing.T) {
	for what, broken := range map[string]func(p *wechattest.Platform){
		"the answer was lost": func(p *wechattest.Platform) { p.Lose("freepublish/submit", 1) },
		"no right to publish": func(p *wechattest.Platform) { p.Fail("freepublish/submit", 48001, 1) },
	} {
		to := found(t, wechattest.New())
		broken(to.platform)
		to.run(t)
		r := to.fresh(t, 1, disclosure.Permanent)
		to.soon(t, func() bool { return to.releases(t, "公众号")[catalog.NeedsHand] == 1 })
		require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
		to.soon(t, func() bool {
			return strings.Contains(to.on(t, "公众号")[0].Reason, "记录已撤下，请不要再发")
		})
		to.again(t, func(*wechatbot.Config) {})
		to.run(t)
		to.wait(time.Hour)
		assert.Equal(t, 1, strings.Count(to.on(t, "公众号")[0].Reason, "记录已撤下"), what)
	}
}

// A robot that did not answer is looked at by a person, a grid without subscribers waits
// for one: neither may go out any more.
func TestANoticeOfAWithdrawnRecordThatWaitsSaysSo(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Lose("webhook/send", 1)
	to.again(t, func(c *wechatbot.Config) {
		c.Grids = append(c.Grids, wechatbot.Grid{Name: "没有人订阅的网格", Code: "002", Tag: "示例街道", Joined: noon})
	})
	to.run(t)
	r := to.fresh(t, 1, disclosure.AdHoc)
	to.soon(t, func() bool {
		return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 && to.releases(t, "网格群:002")[catalog.Nobody] == 1
	})
	require.NoError(t, to.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: to.now()}))
	to.soon(t, func() bool { return to.releases(t, "网格群:002")[catalog.Withdrawn] == 1 })
	assert.Equal(t, "记录已撤下，不再等粉丝订阅", to.on(t, "网格群:002")[0].Reason)
	to.soon(t, func() bool {
		return strings.Contains(to.on(t, "网格群:001")[0].Reason, "记录已撤下，请不要再发；如果已经发到群里，请在群里更正。原来的情况：没有收到微信的答复")
	})
	f := to.platform.Follow(front{to}, "甲")
	f.Says("订阅 没有人订阅的网格")
	to.wait(2 * time.Hour)
	assert.NotContains(t, fmt.Sprint(f.Inbox()), "之1")
	assert.Equal(t, 1, strings.Count(to.on(t, "网格群:001")[0].Reason, "记录已撤下"), "it is said once")
}

// The words of a refusal agree with what is written down of it.
func TestAMassMessageThatDidNotGoOutSaysSo(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	tagged(to, t, "001")
	ctx := context.Background()
	r := to.fresh(t, 1, disclosure.Permanent)
	m := wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}, Tag: "凤凰北街"}
	assert.Equal(t, "还没有粉丝订阅，没有人可发", wechatbot.Reason(to.bot.MassSend(ctx, m)), "the account does not even have the tag")
	f.Says("订阅 网格001")
	f.Says("退订")
	assert.Equal(t, "还没有粉丝订阅，没有人可发", wechatbot.Reason(to.bot.MassSend(ctx, m)))
	assert.Empty(t, to.on(t, "群发"), "nothing was begun")
	f.Says("订阅 网格001")
	to.platform.Lose("draft/add", 1)
	assert.Equal(t, "没有收到微信的答复，请过一会儿再看", wechatbot.Reason(to.bot.MassSend(ctx, m)))
	rel := to.on(t, "群发")[0]
	assert.Equal(t, "没有连上微信，没有发出", rel.Reason)
	assert.EqualValues(t, catalog.Failed, rel.State)
	to.platform.Lose("mass/sendall", 9)
	require.Error(t, to.bot.MassSend(ctx, m))
	rel = to.on(t, "群发")[0]
	assert.Contains(t, rel.Reason, "不知道是否已经发出")
	assert.EqualValues(t, catalog.NeedsHand, rel.State)
}

// leaving is a catalogue whose caller goes away at the second claim.
type leaving struct {
	*catalog.Catalog
	claims int
	leave  func()
}

func (l *leaving) Claim(ctx context.Context, rel catalog.Release) error {
	if l.claims++; l.claims == 2 {
		l.leave()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.Catalog.Claim(ctx, rel)
}

func (l *leaving) Settle(ctx context.Context, rel catalog.Release) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.Catalog.Settle(ctx, rel)
}

func TestAMassMessageWhoseSenderGoesAwayLeavesNoClaimBehind(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	ctx, leave := context.WithCancel(context.Background())
	to.again(t, func(c *wechatbot.Config) { c.Catalog = &leaving{Catalog: to.catalog, leave: leave} })
	a, b := to.fresh(t, 1, disclosure.Permanent), to.fresh(t, 2, disclosure.Permanent)
	_ = to.bot.MassSend(ctx, wechatbot.Mass{Records: []catalog.IndexNumber{a.Number, b.Number}})
	assert.Zero(t, to.releases(t, "群发")[catalog.Claimed])
	assert.Len(t, to.platform.Masses(), to.releases(t, "群发")[catalog.Sent]/2)
}
