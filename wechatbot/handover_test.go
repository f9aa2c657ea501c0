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

// relaying is a town whose grid is reached by a member who wrote three days ago.
func relaying(t *testing.T) (*town, *wechattest.Follower) {
	to := found(t, wechattest.New())
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
	return to, member
}

func TestANoticeWaitsForAMemberWhomNobodyMayWriteTo(t *testing.T) {
	to, member := relaying(t)
	assert.Contains(t, to.on(t, "网格群:001")[0].Reason, "48小时内没有给公众号发过消息")
	to.wait(time.Hour)
	assert.Len(t, to.platform.CallsTo("custom/send"), 1, "it is not tried again and again")

	assert.Contains(t, member.Says("已转"), "之1", "he has them in the answer")
	assert.Equal(t, 2, to.releases(t, "网格群:001")[catalog.NeedsHand], "and has not carried them yet")
	assert.Contains(t, member.Says("已转"), "2条通知已登记为转发")
	assert.Equal(t, 2, to.releases(t, "网格群:001")[catalog.Sent])
	assert.Contains(t, member.Says("已转"), "没有等您转发的通知")
}

func TestANoticeFollowsWhateverTheMemberWrites(t *testing.T) {
	to, member := relaying(t)
	assert.NotContains(t, member.Says("帮助"), "之1")
	to.wait(6 * time.Minute)
	to.soon(t, func() bool {
		seen := fmt.Sprint(member.Inbox())
		return strings.Contains(seen, "之1") && strings.Contains(seen, "之2")
	})
	to.wait(time.Hour)
	to.soon(t, func() bool {
		for _, rel := range to.on(t, "网格群:001·补交") {
			if rel.State == catalog.Sent {
				return true
			}
		}
		return false
	})
	sent := 0
	for _, c := range to.platform.CallsTo("custom/send") {
		if c.Errcode == 0 {
			sent++
		}
	}
	require.Equal(t, 1, sent, "both in one, once: %v", to.platform.CallsTo("custom/send"))
	assert.Contains(t, member.Says("已转"), "2条通知已登记为转发")
}

func TestWhatWasBeingHandedOverWhenItsSenderDiedIsHandedOver(t *testing.T) {
	to, member := relaying(t)
	rel := to.on(t, "网格群:001")[0]
	require.NoError(t, to.catalog.Claim(context.Background(), catalog.Release{Subject: rel.Subject, Channel: "网格群:001·补交", Day: civil.DateOf(to.now()), At: to.now()}))
	to.wait(10 * time.Minute)
	to.again(t, func(*wechatbot.Config) {})
	to.run(t)
	assert.NotContains(t, member.Says("帮助"), "之1")
	to.wait(10 * time.Minute)
	to.soon(t, func() bool {
		to.wait(time.Minute)
		seen := fmt.Sprint(member.Inbox())
		return strings.Contains(seen, "之1") && strings.Contains(seen, "之2")
	})
}

func TestAllThatWaitsIsHandedOverHoweverMuchItIs(t *testing.T) {
	to, member := relaying(t)
	for n := range 30 {
		to.fresh(t, 10+n, disclosure.AdHoc)
	}
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.NeedsHand] == 32 })
	var all strings.Builder
	for range 40 {
		all.WriteString(member.Says("已转"))
	}
	for n := range 30 {
		assert.Equal(t, 1, strings.Count(all.String(), fmt.Sprintf("之%d（", 10+n)), n)
	}
	assert.Equal(t, 32, to.releases(t, "网格群:001")[catalog.Sent])
}

// A record that is withdrawn right behind another does not wait for the minute in which
// what could not be taken down is tried again. The clock stands still.
func TestARecordWithdrawnRightBehindAnotherIsCalledOffAtOnce(t *testing.T) {
	to, _ := relaying(t)
	for n, rel := range to.on(t, "网格群:001") {
		require.NoError(t, to.catalog.Withdraw(context.Background(), catalog.IndexNumber(rel.Subject), "有误", catalog.Actor{Name: "值班", At: to.now()}))
		to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Withdrawn] == n+1 })
	}
}

func TestAMemberIsNotRemindedOfWhatWasWithdrawn(t *testing.T) {
	to, member := relaying(t)
	require.Contains(t, member.Says("已转"), "之1", "both are in his hands")
	for _, rel := range to.on(t, "网格群:001") {
		require.NoError(t, to.catalog.Withdraw(context.Background(), catalog.IndexNumber(rel.Subject), "有误", catalog.Actor{Name: "值班", At: to.now()}))
	}
	to.soon(t, func() bool { return to.releases(t, "网格群:001")[catalog.Withdrawn] == 2 })
	to.wait(25 * time.Hour)
	member.Says("在")
	to.wait(2 * time.Hour)
	assert.NotContains(t, fmt.Sprint(member.Inbox()), "等您转发")
	assert.Empty(t, to.on(t, "值班提醒"))
}
