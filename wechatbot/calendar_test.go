package wechatbot_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestTheCalendarHasWhatIsScheduledAndWhatWasPosted(t *testing.T) {
	to := found(t, wechattest.New())
	ctx, today := context.Background(), civil.Day(2026, 11, 23)
	require.NoError(t, to.catalog.Claim(ctx, catalog.Release{Subject: "x", Channel: wechatbot.PostChannel, Day: today.AddDays(-5), At: noon}))
	require.NoError(t, to.catalog.Settle(ctx, catalog.Release{Subject: "x", Channel: wechatbot.PostChannel, Day: today.AddDays(-5), At: noon, State: catalog.Sent}))
	read := func() wechatbot.PostCalendar {
		cal, err := wechatbot.ReadCalendar(ctx, to.catalog, today.AddDays(-5), 20, today)
		require.NoError(t, err)
		return cal
	}
	cal := read()
	assert.Equal(t, 5, cal.SilentDays(today))
	assert.Len(t, cal.Days[0].Posts, 1)
	assert.Equal(t, []int{7, 10, 14}, []int{cal.Days[7].Silent, cal.Days[10].Silent, cal.Days[14].Silent})

	r := catalog.Record{Title: "关于做好当前促进就业工作的通知", Summary: "稳就业。", Category: disclosure.Permanent, NotBefore: today.AddDays(3),
		Date: today, Publisher: "银川市兴庆区人民政府", Drafter: "起草人", Review: catalog.Review{By: "审查", Day: today, Result: catalog.Cleared}}
	var err error
	for _, step := range []catalog.ChangeKind{catalog.Draft, catalog.InReview, catalog.SecrecyReview, catalog.Scheduled} {
		r, err = to.catalog.Move(ctx, r, step, "", catalog.Actor{Name: "签发", Role: "signer", At: noon})
		require.NoError(t, err)
	}
	cal = read()
	require.Len(t, cal.Days[8].Scheduled, 1)
	assert.Equal(t, []int{7, 0, 0}, []int{cal.Days[7].Silent, cal.Days[10].Silent, cal.Days[14].Silent}, "it goes out before")
}

func ExampleReadQuota() {
	ctx, c := context.Background(), catalog.New(nil)
	sent := catalog.Release{Subject: "640104/2026-00001", Channel: wechatbot.MassChannel, Day: civil.Day(2026, 11, 23), At: noon}
	if err := c.Claim(ctx, sent); err != nil {
		fmt.Println(err)
	}
	sent.State, sent.Ref = catalog.Sent, "1000000001#1"
	if err := c.Settle(ctx, sent); err != nil {
		fmt.Println(err)
	}
	q, err := wechatbot.ReadQuota(ctx, c, false, noon)
	fmt.Printf("%s还剩%d次 %v\n", q.Period, q.MassLeft(), err)
	// Output: 本月还剩3次 <nil>
}

func ExampleStandings() {
	grids := []wechatbot.Grid{{Name: "凤凰北街", Code: "001", Robot: "key", Tag: "凤凰北街"}}
	standings, err := wechatbot.Standings(context.Background(), catalog.New(nil), grids)
	for _, s := range standings {
		fmt.Println(s.Grid.Name, s.Grid.Reached(), s.Told, err)
	}
	// Output: 凤凰北街 [robot tag] 0 <nil>
}
