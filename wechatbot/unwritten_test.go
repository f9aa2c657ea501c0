package wechatbot_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// A grid has had its notice of today, which cannot be read just now.
func TestADaysNoticesAreNotExceededWhereTheyCannotBeCounted(t *testing.T) {
	to := found(t, wechattest.New())
	store := to.stutters(t)
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Daily, c.Posts = 1, time.Time{} })
	to.fresh(t, 1, disclosure.Permanent)
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
	to.wait(time.Second)
	var asked atomic.Int32
	store.fails(func(what string, rel catalog.Release) bool {
		return what == "read" && rel.Channel == "网格群:001" && asked.Add(1) < 3
	})
	to.fresh(t, 2, disclosure.Permanent)
	to.soon(t, func() bool { return asked.Load() >= 3 })
	to.fresh(t, 3, disclosure.AdHoc)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) > 1 })
	assert.Contains(t, to.platform.Group(to.group)[1].Text, "之3")
}

// Where a record cannot be claimed, that is not said to be because it was sent before.
func TestAMassMessageThatCouldNotBeClaimedSaysSo(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	store := to.stutters(t)
	a, b := to.fresh(t, 1, disclosure.Permanent), to.fresh(t, 2, disclosure.Permanent)
	store.fails(times(1, func(what string, rel catalog.Release) bool { return what == "claim" && rel.Subject == string(b.Number) }))
	both := wechatbot.Mass{Records: []catalog.IndexNumber{a.Number, b.Number}}
	require.ErrorIs(t, to.bot.MassSend(context.Background(), both), errDown)
	assert.NotContains(t, to.on(t, "群发")[0].Reason, "已经群发过")
	require.NoError(t, to.bot.MassSend(context.Background(), both))
}

// WeChat says that a mass message to a grid's tag did not go out, and that cannot be
// written down whole.
func TestAMassMessageThatDidNotGoOutIsSaidSoOfTheGridInTheEnd(t *testing.T) {
	for _, what := range []string{"read", "settle"} {
		to := found(t, wechattest.New())
		tagged(to, t, "001")
		to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
		store := to.stutters(t)
		f := to.platform.Follow(front{to}, "甲")
		f.Says("订阅 网格001")
		to.platform.Hold()
		to.platform.FailMass("err(20001)")
		r := to.fresh(t, 1, disclosure.AdHoc)
		to.run(t)
		to.soon(t, func() bool {
			return to.releases(t, "网格群:001")[catalog.Sent] == 1 && to.releases(t, "标签:凤凰北街")[catalog.Sent] == 1
		})
		store.fails(times(1, func(did string, rel catalog.Release) bool {
			return did == what && rel.Subject == string(r.Number) && (what == "read" || rel.Channel == "网格群:001")
		}))
		to.platform.Finish()
		to.patiently(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 }, nil)
		assert.Contains(t, to.on(t, "网格群:001")[0].Reason, "微信没有发出", what)
	}
}

// What went out is written down later where it cannot be at once: nobody need look.
func TestAPushThatWentOutIsWrittenDownLater(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	store := to.stutters(t)
	store.fails(times(6, func(what string, rel catalog.Release) bool { return what == "settle" }))
	to.run(t)
	to.fresh(t, 1, disclosure.AdHoc)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 && len(to.platform.Posts()) == 1 })
	to.patiently(t, func() bool {
		return to.releases(t, "网格群:001")[catalog.Sent] == 1 && to.releases(t, "公众号")[catalog.Sent] == 1
	}, nil)
	assert.Len(t, to.platform.Group(to.group), 1)
	assert.Len(t, to.platform.Posts(), 1)
}

// And what surely did not go out is tried again.
func TestAPushThatDidNotGoOutIsTriedAgainThoughThatWasNotWrittenDown(t *testing.T) {
	to := found(t, wechattest.New())
	store := to.stutters(t)
	store.fails(times(2, func(what string, rel catalog.Release) bool { return what == "settle" }))
	to.platform.Fail("/cgi-bin/webhook/send", -1, 1)
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	to.run(t)
	to.fresh(t, 1, disclosure.AdHoc)
	to.patiently(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 }, nil)
	assert.Len(t, to.platform.Group(to.group), 1)
}

// forgetting is a store of requests that does not write down that she was told.
type forgetting struct {
	disclosure.Store
	mu   sync.Mutex
	left int
}

func (s *forgetting) Append(ctx context.Context, r disclosure.Request, e disclosure.Event) (disclosure.Request, error) {
	s.mu.Lock()
	forgets := e.Kind == disclosure.KindTold && s.left > 0
	if forgets {
		s.left--
	}
	s.mu.Unlock()
	if forgets {
		return disclosure.Request{}, errDown
	}
	return s.Store.Append(ctx, r, e)
}

type forgettingCases struct {
	cases.Store
	mu   sync.Mutex
	left int
}

func (s *forgettingCases) Append(ctx context.Context, c cases.Case, e cases.Event) (cases.Case, error) {
	s.mu.Lock()
	forgets := e.Act == cases.ActTold && s.left > 0
	if forgets {
		s.left--
	}
	s.mu.Unlock()
	if forgets {
		return cases.Case{}, errDown
	}
	return s.Store.Append(ctx, c, e)
}

// That she was told cannot be written down at once: she is not told again.
func TestACitizenIsToldOnceThoughThatCouldNotBeWrittenDown(t *testing.T) {
	for by, news := range map[string][]string{"": {"窗口已经改进。", "已确认收到"}, "订阅通知": {"进展：已经答复", "进展：确认收到"}} {
		to := found(t, wechattest.New())
		to.desk = disclosure.NewDesk(&forgetting{Store: disclosure.NewMemory(), left: 3}, civil.China())
		to.cases = cases.NewDesk(&forgettingCases{Store: cases.NewMemory(), left: 3}, civil.China(), cases.Terms{})
		to.again(t, func(c *wechatbot.Config) { c.Desk, c.Cases = to.desk, to.cases })
		f := to.platform.Follow(front{to}, "甲")
		if by != "" {
			to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf(by) })
			for range 9 {
				f.Consents(to.bot.Notices[0].ID)
			}
		}
		f.Says("投诉 窗口让人跑了三趟")
		id := receipt.FindStringSubmatch(f.Says("提交"))[1]
		r := to.applied(t, f)
		if by != "" {
			to.wait(49 * time.Hour)
			to.again(t, func(*wechatbot.Config) {})
		}
		day := civil.DateOf(to.now())
		to.act(t, id, cases.Verified(day, cases.Founded, "属实"))
		to.act(t, id, cases.Handled(day, "已办"))
		to.act(t, id, cases.Replied(day, "窗口已经改进。"))
		to.run(t)
		to.patiently(t, func() bool {
			c, err := to.cases.Case(context.Background(), id)
			return err == nil && len(c.Untold()) == 0 && to.allTold(r.ID)
		}, nil)
		to.wait(2 * time.Hour)
		seen := joined(f.Inbox())
		for _, told := range news {
			assert.Equal(t, 1, strings.Count(seen, told), "%s: %s", by, told)
		}
		assert.NotContains(t, to.tellings(id)+to.tellings(r.ID), "发送中断")
	}
}

// Another grid of the tag, or another replica, was about to tell it, and then did not: no
// grid is said to have been told before somebody was.
func TestAGridIsNotSaidToBeToldByWhatIsStillUnderWay(t *testing.T) {
	for end, wanted := range map[catalog.ReleaseState]catalog.ReleaseState{catalog.Failed: catalog.Sent, "": catalog.NeedsHand} {
		to := found(t, wechattest.New())
		tagged(to, t, "002")
		to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
		to.platform.Follow(front{to}, "甲").Says("订阅 网格002")
		r := to.fresh(t, 1, disclosure.AdHoc)
		other := catalog.Release{Subject: string(r.Number), Channel: "标签:凤凰北街", Day: civil.DateOf(to.now()), At: to.now()}
		require.NoError(t, to.catalog.Claim(context.Background(), other))
		to.run(t)
		to.soon(t, func() bool {
			return len(to.on(t, "网格群:002")) == 1 && to.releases(t, "网格群:002")[catalog.Claimed] == 0
		})
		require.Empty(t, to.platform.Masses())
		assert.Zero(t, to.releases(t, "网格群:002")[catalog.Sent], "nobody was told")
		if other.State = end; end != "" {
			require.NoError(t, to.catalog.Settle(context.Background(), other))
		}
		to.patiently(t, func() bool { return to.releases(t, "网格群:002")[wanted] == 1 }, nil)
		assert.Len(t, to.platform.Masses(), map[catalog.ReleaseState]int{catalog.Sent: 1}[wanted])
	}
}

// Another replica tried a push, which WeChat refused, and is gone before it tries again.
func TestAPushThatAnotherReplicaWouldHaveTriedAgainIsTriedByThisOne(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	ended := to.turns(t)
	r := to.fresh(t, 1, disclosure.AdHoc)
	rel := catalog.Release{Subject: string(r.Number), Channel: "网格群:001", Day: civil.DateOf(to.now()), At: to.now()}
	require.NoError(t, to.catalog.Claim(context.Background(), rel))
	to.run(t)
	ended()
	ended() // this one knows that another has it
	rel.State, rel.Reason = catalog.Failed, "微信系统繁忙，稍后自动重试"
	require.NoError(t, to.catalog.Settle(context.Background(), rel))
	to.wait(time.Hour)
	ended()
	assert.Empty(t, to.platform.Group(to.group), "the other may be waiting")
	to.wait(2 * time.Hour)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 })
	assert.Len(t, to.platform.Group(to.group), 1)
}

// clinging is a store of letters that does not drop one at once.
type clinging struct {
	cases.Store
	left atomic.Int32
}

func (s *clinging) DropDraft(ctx context.Context, owner string) error {
	if s.left.Add(-1) >= 0 {
		return errDown
	}
	return s.Store.DropDraft(ctx, owner)
}

func (s *clinging) ReplaceDraft(ctx context.Context, was, is cases.Draft) error {
	if is.Owner == "" && s.left.Add(-1) >= 0 {
		return errDown
	}
	return s.Store.ReplaceDraft(ctx, was, is)
}

func TestALetterThatWasHandedInIsNoDraftInTheEnd(t *testing.T) {
	to, store := found(t, wechattest.New()), &clinging{Store: cases.NewMemory()}
	store.left.Store(4)
	to.cases = cases.NewDesk(store, civil.China(), cases.Terms{})
	to.again(t, func(c *wechatbot.Config) { c.Cases = to.cases })
	to.run(t)
	f := to.platform.Follow(front{to}, "甲")
	f.Says("投诉 窗口让人跑了三趟")
	require.Contains(t, f.Says("提交"), "投诉已提交")
	to.soon(t, func() bool {
		_, err := to.cases.Draft(context.Background(), "wechat:"+f.OpenID)
		return errors.Is(err, cases.ErrNotFound)
	})
	assert.Equal(t, 1, strings.Count(to.log.String(), "is a draft still"), "it is not said turn after turn")
}

// The store of the catalogue is away for a while when a tag is to be told.
func TestATagIsToldThoughTheStoreWasAwayForLong(t *testing.T) {
	to := found(t, wechattest.New())
	tagged(to, t, "001")
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	store := to.stutters(t)
	to.platform.Follow(front{to}, "甲").Says("订阅 网格001")
	store.fails(times(12, func(what string, rel catalog.Release) bool {
		return what == "claim" && rel.Channel == "标签:凤凰北街"
	}))
	to.fresh(t, 1, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Failed] == 1 })
	assert.Equal(t, "目录的数据库现在用不了，稍后自动重试", to.on(t, "网格群:001")[0].Reason)
	to.patiently(t, func() bool { return to.releases(t, "网格群:001")[catalog.Sent] == 1 }, nil)
	assert.Len(t, to.platform.Masses(), 1)
}
