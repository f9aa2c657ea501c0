package wechatbot_test

import (
	"context"
	"fmt"
	"strings"
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

// replace puts a record in the place of another, as the desk does.
func (t *town) replace(tb testing.TB, old, next catalog.Record) {
	old.Links = append(old.Links, catalog.Link{Kind: catalog.ReplacedBy, To: next.Number})
	_, err := t.catalog.Move(context.Background(), old, catalog.Superseded, "", catalog.Actor{Name: "值班", At: t.now()})
	require.NoError(tb, err)
}

func (t *town) withdraw(tb testing.TB, r catalog.Record) {
	require.NoError(tb, t.catalog.Withdraw(context.Background(), r.Number, "有误", catalog.Actor{Name: "值班", At: t.now()}))
}

// titled is a record of a title of our own, published now.
func (t *town) titled(tb testing.TB, title string, category disclosure.Category) catalog.Record {
	return t.publish(tb, catalog.Record{Title: title, Summary: "稳就业。", Category: category, Date: civil.Day(2026, 11, 23), Publisher: "银川市兴庆区人民政府", Drafter: "起草人"})
}

// sentTo is all that the grid's group got, as one text.
func (t *town) sentTo() string { return fmt.Sprint(t.platform.Group(t.group)) }

// What waits for the morning, for tomorrow or for the day's list.
func TestWhatIsWithdrawnOrReplacedWhileItWaitsDoesNotGoOut(t *testing.T) {
	for name, c := range map[string]struct {
		pace  func(*wechatbot.Grid)
		hour  time.Duration // of the day, from noon on
		until time.Duration
	}{
		"the night": {func(*wechatbot.Grid) {}, 10 * time.Hour, 10*time.Hour + time.Minute},
		"the cap":   {func(g *wechatbot.Grid) { g.Daily = 1 }, 0, 21 * time.Hour},
		"the list":  {func(g *wechatbot.Grid) { g.Digest = 16 }, 0, 4*time.Hour + time.Minute},
	} {
		for _, restart := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " restart ", restart), func(t *testing.T) {
				to := found(t, wechattest.New())
				to.again(t, func(with *wechatbot.Config) { c.pace(&with.Grids[0]); with.Posts = time.Time{} })
				to.wait(c.hour)
				ended := to.turns(t)
				if !restart {
					to.run(t)
				}
				if name == "the cap" {
					to.fresh(t, 9, disclosure.Permanent)
					if !restart {
						to.soon(t, func() bool { return strings.Contains(to.sentTo(), "之9") })
					}
				}
				gone, old := to.fresh(t, 1, disclosure.Permanent), to.fresh(t, 2, disclosure.Permanent)
				if !restart {
					ended()
				}
				to.withdraw(t, gone)
				to.replace(t, old, to.fresh(t, 3, disclosure.Permanent))
				if restart {
					to.run(t)
				}
				ended()
				to.wait(c.until)
				to.soon(t, func() bool { return strings.Contains(to.sentTo(), "之3") })
				ended()
				to.wait(24 * time.Hour)
				ended()
				assert.NotContains(t, to.sentTo(), "之1")
				assert.NotContains(t, to.sentTo(), "之2")
				assert.Equal(t, 1, strings.Count(to.sentTo(), "之3"), "once")
				for _, rel := range to.on(t, "网格群:001") {
					assert.Equal(t, catalog.ReleaseState(catalog.Sent), rel.State, rel.Subject)
				}
			})
		}
	}
}

// The grid asked for 供暖 and would not be told of what took that record's place.
func TestWhatTookAPlaceGoesWhereItsOwnNoticeWouldNot(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Grids[0].Topics, c.Posts = []string{"供暖"}, time.Time{} })
	to.wait(10 * time.Hour)
	to.run(t)
	old := to.titled(t, "关于供暖的通告", disclosure.Permanent)
	first := to.titled(t, "关于采暖的通告", disclosure.Permanent)
	to.replace(t, old, first)
	to.replace(t, first, to.titled(t, "关于采暖的通告（更正）", disclosure.Permanent))
	to.wait(10*time.Hour + time.Minute)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.Contains(t, to.sentTo(), "关于采暖的通告（更正）")
}

// What is older than the record whose place it took is no news: the same thing was
// entered twice.
func TestWhatTookAPlaceAndIsOlderIsNoNews(t *testing.T) {
	to := found(t, wechattest.New())
	older, err := to.catalog.Move(t.Context(), catalog.Record{Title: "关于供暖的通告", Summary: "稳就业。", Date: civil.Day(2020, 11, 23), Published: civil.Day(2020, 11, 24), Publisher: "银川市兴庆区人民政府"},
		catalog.TakenOver, "", catalog.Actor{Name: "值班", At: to.now()})
	require.NoError(t, err)
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	to.wait(10 * time.Hour)
	to.replace(t, to.titled(t, "关于供暖的通告", disclosure.Permanent), older)
	to.fresh(t, 1, disclosure.Permanent)
	to.run(t)
	to.wait(10*time.Hour + time.Minute)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.NotContains(t, to.sentTo(), "供暖")
}

// Whoever marks records by hand may mark two as replaced by each other, or not say by
// what: nothing of them goes out as valid.
func TestWhatIsReplacedInACircleOrByNobodyKnowsWhatDoesNotGoOut(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	to.wait(10 * time.Hour)
	one, other, third := to.fresh(t, 1, disclosure.Permanent), to.fresh(t, 2, disclosure.Permanent), to.fresh(t, 3, disclosure.Permanent)
	to.replace(t, one, other)
	to.replace(t, other, one)
	third.Links = []catalog.Link{{Kind: catalog.Replaces, To: "2020-00001"}}
	_, err := to.catalog.Move(t.Context(), third, catalog.Superseded, "", catalog.Actor{Name: "值班", At: to.now()})
	require.NoError(t, err)
	to.fresh(t, 4, disclosure.Permanent)
	to.run(t)
	to.wait(10*time.Hour + time.Minute)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.NotRegexp(t, "之[123]", to.sentTo())
	assert.Contains(t, to.sentTo(), "之4")
}

func TestWhatSurelyDidNotGoOutAndIsReplacedOrWithdrawnIsCalledOff(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Fail("/cgi-bin/webhook/send", 45009, 2)
	to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
	ended := to.turns(t)
	to.run(t)
	gone, old := to.fresh(t, 1, disclosure.AdHoc), to.fresh(t, 2, disclosure.AdHoc)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Failed] == 2 })
	ended()
	to.withdraw(t, gone)
	next := to.fresh(t, 3, disclosure.AdHoc)
	to.replace(t, old, next)
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Withdrawn] == 2 })
	ended()
	to.wait(2 * time.Hour)
	to.soon(t, func() bool { return strings.Contains(to.sentTo(), "之3") })
	ended()
	assert.Len(t, to.platform.Group(to.group), 1)
	on := to.on(t, "网格群:001")
	assert.Equal(t, "记录已撤下，没有发出，不再发", on[0].Reason)
	assert.Equal(t, "记录已被替代（"+string(next.Number)+"），没有发出，不再发", on[1].Reason)
}

// A notice waits for a grid member who cannot be written to.
func TestAMemberIsHandedWhatTookThePlaceOfWhatWaitedForHim(t *testing.T) {
	to, member := relaying(t)
	on := to.on(t, "网格群:001")
	old, err := to.catalog.Find(t.Context(), catalog.IndexNumber(on[0].Subject))
	require.NoError(t, err)
	to.replace(t, old, to.fresh(t, 3, disclosure.AdHoc))
	to.soon(t, func() bool {
		states := to.releases(t, "网格群:001")
		return states[catalog.Withdrawn] == 1 && states[catalog.NeedsHand] == 2
	})
	assert.Contains(t, to.on(t, "网格群:001")[0].Reason, "不再等网格员转发")
	said := member.Says("已转")
	assert.NotContains(t, said, "之1")
	assert.Contains(t, said, "之2")
	assert.Contains(t, said, "之3")
	assert.Contains(t, member.Says("已转"), "2条通知已登记为转发")
}

func TestAReplacedNoticeThatNobodyKnowsOfSaysSo(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Lose("webhook/send", 1)
	to.platform.Lose("freepublish/submit", 1)
	to.again(t, func(c *wechatbot.Config) {
		c.Grids = append(c.Grids, wechatbot.Grid{Name: "没有人订阅的网格", Code: "002", Tag: "示例街道", Joined: noon})
	})
	to.run(t)
	old := to.fresh(t, 1, disclosure.AdHoc)
	to.soon(t, func() bool {
		return to.releases(t, "网格群:001")[catalog.NeedsHand] == 1 && to.releases(t, "网格群:002")[catalog.Nobody] == 1 && to.releases(t, "公众号")[catalog.NeedsHand] == 1
	})
	to.replace(t, old, to.fresh(t, 2, disclosure.AdHoc))
	to.soon(t, func() bool { return to.releases(t, "网格群:002")[catalog.Withdrawn] == 1 })
	assert.Contains(t, to.on(t, "网格群:002")[0].Reason, "不再等粉丝订阅")
	to.soon(t, func() bool {
		return strings.Contains(to.on(t, "网格群:001")[0].Reason, "请不要再发。原来的情况：没有收到微信的答复") && strings.Contains(to.on(t, "公众号")[0].Reason, "请不要再发。原来的情况：")
	})
	to.again(t, func(*wechatbot.Config) {})
	to.run(t)
	f := to.platform.Follow(front{to}, "甲")
	f.Says("订阅 没有人订阅的网格")
	to.wait(2 * time.Hour)
	to.soon(t, func() bool { return strings.Contains(fmt.Sprint(f.Inbox()), "之2") })
	assert.NotContains(t, fmt.Sprint(f.Inbox()), "之1")
	assert.Equal(t, 1, strings.Count(to.on(t, "网格群:001")[0].Reason, "记录已被替代"), "it is said once")
}

// A task in a full customer group does not go the grid's next way once its record is
// withdrawn; it did, by somebody's hand.
func TestADetourIsNotTakenByWhatWasWithdrawn(t *testing.T) {
	to := full(t)
	to.soon(t, func() bool { return len(to.on(t, "网格群:001")) == 31 })
	last := to.on(t, "网格群:001")[30]
	to.withdraw(t, catalog.Record{Number: catalog.IndexNumber(last.Subject)})
	to.soon(t, func() bool { return strings.HasPrefix(to.on(t, "网格群:001")[30].Reason, "记录已撤下") })
	to.platform.Confirm("zhang")
	to.soon(t, func() bool {
		to.wait(6 * time.Minute)
		return to.on(t, "网格群:001")[30].State == catalog.Withdrawn
	})
	assert.Equal(t, "客户群本月已收满消息，记录已撤下或者被替代，没有再走下一种方式", to.on(t, "网格群:001")[30].Reason)
	assert.Empty(t, to.platform.Group(to.group))
}
