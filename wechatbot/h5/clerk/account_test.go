package clerk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// mass is the channel of mass messages in the tests.
const mass = "群发"

var errRefused = errors.New("refused")

// account plays the bot: it keeps its promises on the office's catalogue and
// calls nobody.
type account struct {
	mu     sync.Mutex
	masses [][]catalog.IndexNumber
	tags   []string
	looks  int
	asked  []string
	most   int   // mass messages of the month; 0: four
	refuse error // what everything is refused with
	lost   bool  // nobody knows whether a refused mass message went out
	slow   chan struct{}
}

// cover is a small picture.
var cover = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 4))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

func (a *account) posting(o *office) clerk.Posting {
	return clerk.Posting{
		MassChannel: mass,
		Published:   func(rel catalog.Release) bool { return rel.Ref != "taken" },
		Reason: func(err error) string {
			switch {
			case errors.Is(err, errRefused):
				return "微信拒绝了"
			case errors.Is(err, catalog.ErrClaimed):
				return "已经发过，或者正在发"
			}
			return ""
		},
		Quota: func(context.Context) (clerk.Quota, error) {
			a.mu.Lock()
			defer a.mu.Unlock()
			most := a.most
			if most == 0 {
				most = 4
			}
			return clerk.Quota{Period: "本月", MassUsed: len(a.masses), MassMost: most, PostUsed: 2, PostMost: 100}, nil
		},
		Calendar: o.calendar,
		Article: func(r catalog.Record) clerk.Article {
			return clerk.Article{Title: r.Title, Author: "兴庆区", Digest: r.Summary, Source: "https://example.gov.cn/h5/r", Cover: cover,
				Content: `<p style="color:#555;font-size:15px">索引号：` + string(r.Number) + `</p><p style="line-height:1.8;margin:1em 0">自11月1日起供暖。</p>`}
		},
		Mass: func(ctx context.Context, records []catalog.IndexNumber, tag string) error {
			return a.send(ctx, o, records, tag)
		},
		Preview: func(context.Context, []catalog.IndexNumber) error {
			a.looks++
			return a.refuse
		},
		Again: func(_ context.Context, n catalog.IndexNumber, channel string) error {
			a.asked = append(a.asked, string(n)+"@"+channel)
			return a.refuse
		},
		TakeDown: func(ctx context.Context, n catalog.IndexNumber, channel, why string) (catalog.Release, error) {
			if a.refuse != nil {
				return catalog.Release{}, a.refuse
			}
			rel := catalog.Release{Subject: string(n), Channel: channel, State: catalog.Withdrawn, Reason: why + "，文章已删除", At: o.now, Day: civil.DateOf(o.now)}
			return rel, o.catalog.Settle(ctx, rel)
		},
		Code: func(_ context.Context, grid string) (string, error) {
			return "http://weixin.qq.com/q/" + grid, a.refuse
		},
	}
}

// send claims and settles as the bot does.
func (a *account) send(ctx context.Context, o *office, records []catalog.IndexNumber, tag string) error {
	for _, n := range records {
		if err := o.catalog.Claim(ctx, catalog.Release{Subject: string(n), Channel: mass, Day: civil.DateOf(o.now), At: o.now}); err != nil {
			return fmt.Errorf("send: %w", err)
		}
	}
	if a.slow != nil {
		<-a.slow
	}
	state := catalog.Sent
	switch {
	case a.lost:
		state = catalog.NeedsHand
	case a.refuse != nil:
		state = catalog.Failed
	}
	for _, n := range records {
		if err := o.catalog.Settle(ctx, catalog.Release{Subject: string(n), Channel: mass, Day: civil.DateOf(o.now), At: o.now, State: state, Reason: "送达1人，共1人"}); err != nil {
			return err
		}
	}
	if a.refuse != nil {
		return a.refuse
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.masses, a.tags = append(a.masses, records), append(a.tags, tag)
	return nil
}

// calendar is what was posted by day, what is scheduled, and the silent days.
func (o *office) calendar(ctx context.Context, from civil.Date, days int, today civil.Date) (clerk.PostCalendar, error) {
	var c clerk.PostCalendar
	at := map[civil.Date]*clerk.PostDay{}
	c.Days = make([]clerk.PostDay, days)
	for i := range c.Days {
		c.Days[i].Day = from.AddDays(i)
		at[c.Days[i].Day] = &c.Days[i]
	}
	for _, channel := range []string{posts, mass} {
		for rel := range o.catalog.ReleasesOn(ctx, channel) {
			if rel.State == catalog.Sent && rel.Day.After(c.Last) {
				c.Last = rel.Day
			}
			if d := at[rel.Day]; d != nil {
				d.Posts = append(d.Posts, rel)
			}
		}
	}
	next := civil.Day(9999, 1, 1)
	for r := range o.catalog.Papers(ctx, catalog.Scheduled) {
		if d := at[r.NotBefore]; d != nil {
			d.Scheduled = append(d.Scheduled, r)
		}
		if r.NotBefore.Before(next) {
			next = r.NotBefore
		}
	}
	for i := range c.Days {
		for _, n := range []int{7, 10, 14} {
			if d := c.Days[i].Day; !c.Last.IsZero() && d == c.Last.AddDays(n) && !d.Before(today) && !next.Before(d) {
				c.Days[i].Silent = n
			}
		}
	}
	return c, nil
}

// out publishes a record as two clerks would.
func (o *office) out(title string) catalog.Record {
	o.t.Helper()
	r, err := o.catalog.Publish(o.t.Context(), catalog.Record{Title: title, Summary: "概述。", Date: civil.Day(2026, 10, 27), Publisher: "兴庆区人民政府", Category: 3, Drafter: "经办",
		Review: catalog.Review{By: "审核", Day: civil.DateOf(o.now), Result: catalog.Cleared}}, catalog.Actor{Name: "审核", At: o.now})
	require.NoError(o.t, err)
	return r
}

// pushed is a push of a record in some state.
func (o *office) pushed(n catalog.IndexNumber, channel string, state catalog.ReleaseState, ref, reason string, ago time.Duration) {
	o.t.Helper()
	at := o.now.Add(-ago)
	rel := catalog.Release{Subject: string(n), Channel: channel, Day: civil.DateOf(at), At: at, Ref: ref, Reason: reason}
	require.NoError(o.t, o.catalog.Claim(o.t.Context(), rel))
	if state != catalog.Claimed {
		rel.State = state
		require.NoError(o.t, o.catalog.Settle(o.t.Context(), rel))
	}
}

// waits fills the page of posts: pushes in every state and a proposed mass
// message.
func (o *office) waits(reviewer, drafter *seat) {
	o.t.Helper()
	bus, snow, water := o.out("关于调整公交线路的公告"), o.out("关于清除积雪的通告"), o.out("关于部分街道停水的通知")
	o.pushed(bus.Number, posts, catalog.Failed, "", "标题超过了字数限制（45003）", 26*time.Hour)
	o.pushed(snow.Number, posts, catalog.NeedsHand, "media", "公众号没有发布接口权限，草稿已保存，请在公众平台后台发布", 50*time.Hour)
	o.pushed(water.Number, mass, catalog.Sent, "1#1", "送达310人，共312人", 9*24*time.Hour)
	code := drafter.post("/desk/posts/mass", url.Values{"record": {string(bus.Number), string(snow.Number)}, "head": {string(snow.Number)}}).Code
	require.Equal(o.t, http.StatusSeeOther, code)
	require.Equal(o.t, http.StatusSeeOther, drafter.post("/desk/grids/demo", nil).Code)
}
