package clerk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"rsc.io/qr"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// district is an office with as many grids as a district has agency points.
func district(t *testing.T, change ...func(*clerk.Config)) *office {
	var grids []clerk.Grid
	for i := range 106 {
		grids = append(grids, clerk.Grid{Name: fmt.Sprintf("第%03d网格", i+1), Code: fmt.Sprintf("%03d", i+1), Channel: fmt.Sprintf("网格群:%03d", i+1), Ways: []string{"群机器人", "网格员转发"}})
	}
	return newOffice(t, append([]func(*clerk.Config){func(c *clerk.Config) { c.Grids = grids }}, change...)...)
}

// told carries a record to the grids: to all but the last two, which wait.
func (o *office) told(r catalog.Record) {
	for i := range 106 {
		state, reason := catalog.Sent, ""
		switch i {
		case 104:
			state, reason = catalog.NeedsHand, "已请网格员转发到群里，等他回复“已转”"
		case 105:
			state, reason = catalog.NeedsHand, "已请群主在企业微信里确认发送"
		}
		o.pushed(r.Number, fmt.Sprintf("网格群:%03d", i+1), state, "robot", reason, time.Hour)
	}
}

func TestARecordSaysWhichGridsAreStillToBeTold(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) {
		c.Grids = []clerk.Grid{{Name: "夜里不打扰的网格", Channel: "网格群:1", Code: "1", Pace: "21时至8时不打扰，急的照发"}, {Name: "送到了的网格", Channel: "网格群:2", Code: "2"},
			{Name: "不要停水的网格", Channel: "网格群:3", Wants: func(r catalog.Record, out time.Time) bool {
				return !strings.Contains(r.Title, "停水") || out.IsZero()
			}}}
	})
	o.pushed(o.out("关于停水的通知").Number, "网格群:2", catalog.Sent, "robot", "", 0)
	s := o.as("经办")
	html := s.page("/desk/records/1")
	assert.Contains(t, html, "夜里不打扰的网格 <small>还没有推送，程序到时候会发 · 21时至8时不打扰，急的照发")
	assert.NotContains(t, html, "不要停水的网格")
	assert.Equal(t, 1, strings.Count(html, "还没有推送"))
	assert.Contains(t, s.page("/desk/grids/1"), "21时至8时不打扰，急的照发")
	assert.Contains(t, s.page("/desk/grids/2"), "<dt>什么时候</dt><dd>随时</dd>")
	o.now = o.now.AddDate(0, 0, 8)
	assert.NotContains(t, o.as("经办").page("/desk/records/1"), "还没有推送", "it never will be")
	require.NoError(t, o.catalog.Withdraw(t.Context(), o.out("关于停气的通知").Number, "有误", catalog.Actor{Name: "审核", At: o.now}))
	assert.NotContains(t, o.as("经办").page("/desk/records/2"), "还没有推送")
}

func TestANoticeSaysHowManyGridsItReached(t *testing.T) {
	o := district(t)
	r := o.out("关于部分街道停水的通知")
	o.told(r)
	s := o.as("经办")
	html := s.page("/desk/grids")
	assert.Contains(t, html, "推送106个网格，送达104个，等人工2个")
	assert.Contains(t, html, `data-as="网格">106</td><td class="num" data-as="送达">104</td><td class="num" data-as="等人工"><span class="tag warn">2</span>`)
	assert.Contains(t, html, "等他回复“已转”")
	assert.Contains(t, html, "在企业微信里确认发送")
	assert.Less(t, len(html), 60_000)
	today := s.page("/desk/")
	assert.Contains(t, today, "106个网格；最近一条推送106个，送达104个")
	assert.Contains(t, today, "2条要人工处理")

	assert.Contains(t, html, "下一页", "fifty grids at a time")
	assert.NotContains(t, html, "第051网格")
	assert.Contains(t, s.page("/desk/grids?page=3"), "第106网格")
	found := s.page("/desk/grids?q=第077")
	assert.Contains(t, found, "第077网格")
	assert.NotContains(t, found, "第001网格")
	assert.Contains(t, s.page("/desk/grids?q=没有"), "没有这样的网格")
	assert.Contains(t, s.page("/desk/grids?page=99"), "第106网格")

	form := url.Values{"subject": {string(r.Number)}, "channel": {"网格群:105"}, "state": {"needs_hand"}, "act": {"sent"}}
	require.Equal(t, http.StatusSeeOther, s.post("/desk/grids", form).Code)
	html = s.page("/desk/grids")
	assert.Contains(t, html, "推送106个网格，送达105个，等人工1个")
	assert.Contains(t, html, "<small>"+string(r.Number)+"</small>", "equal titles are told apart")
	rel := catalog.Release{Subject: string(r.Number), Channel: "网格群:104", State: catalog.Nobody, Reason: "还没有粉丝订阅这个网格", At: o.now}
	require.NoError(t, o.catalog.Settle(t.Context(), rel))
	html = s.page("/desk/grids")
	assert.Contains(t, html, "没有订户1")
	assert.NotContains(t, html, "还没有粉丝订阅这个网格", "it is nobody's duty")
}

func TestWhatWaitsAtManyGridsIsSettledAtOnce(t *testing.T) {
	o := district(t)
	r := o.out("关于部分街道停水的通知")
	o.told(r)
	s := o.as("经办")
	form := s.fields(s.page("/desk/grids"), "一次登记2个网格已经送到")
	form.Set("act", "all")
	assert.Equal(t, http.StatusForbidden, o.as("审核").post("/desk/grids", form).Code)
	w := s.post("/desk/grids", with(form, "n", "3"))
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "等人工的刚才变了")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/grids", form).Code)
	html := s.page("/desk/grids")
	assert.Contains(t, html, "经办确认2个网格都已经送到")
	assert.Contains(t, html, `data-as="送达">106</td>`)
	all, err := o.catalog.Releases(t.Context(), string(r.Number))
	require.NoError(t, err)
	assert.Equal(t, "经办确认已经送到", all[105].Reason)
	assert.Empty(t, all[0].Reason, "the others are left as they are")
	assert.Equal(t, http.StatusConflict, s.post("/desk/grids", form).Code, "pressed twice")
}

func TestManyPushesThatWaitStayALightPage(t *testing.T) {
	o := district(t)
	for n := range 3 {
		r := o.out(fmt.Sprintf("关于停水的第%d号通知", n))
		for i := range 106 {
			o.pushed(r.Number, fmt.Sprintf("网格群:%03d", i+1), catalog.Failed, "", "群机器人的地址失效，请重新登记（93000）", time.Hour)
		}
	}
	s := o.as("经办")
	html := s.page("/desk/grids")
	assert.Contains(t, html, "还有268条次没有列出")
	assert.Contains(t, html, "再发一次")
	assert.Less(t, len(html), 90_000)
	assert.Less(t, len(s.page("/desk/")), 60_000)
	form := url.Values{"subject": {"2026-00001"}, "channel": {"网格群:007"}, "state": {"failed"}, "act": {"again"}}
	require.Equal(t, http.StatusSeeOther, s.post("/desk/grids", form).Code)
	assert.Equal(t, []string{"2026-00001@网格群:007"}, o.account.asked)
}

func TestWhatTheBotCountsIsShown(t *testing.T) {
	o := district(t, func(c *clerk.Config) {
		c.Posting.Deliveries = func(context.Context) (map[string]clerk.Delivery, error) {
			return map[string]clerk.Delivery{"网格群:001": {Told: 12, ByHand: 5, Waiting: 1, Unsure: 2, Failed: 3, Last: c.Now()}, "网格群:002": {Told: 1}}, nil
		}
	})
	html := o.as("经办").page("/desk/grids")
	assert.Contains(t, html, "<b>13</b><span>条次已送达，其中人工5</span>")
	assert.Contains(t, html, `data-as="其中人工">5</td>`)
	assert.Contains(t, html, "2026-10-28 12:00")
	assert.Contains(t, o.as("经办").page("/desk/grids/001"), "<b>12</b><span>条已送达，其中人工5</span>")
}

func TestAGridHasAPageToPrint(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	o.pushed(o.out("关于停水的通知").Number, grid, catalog.Sent, "robot", "", time.Hour)
	html := drafter.page("/desk/grids/demo")
	assert.Contains(t, html, "群机器人，不通时网格员转发（1人）")
	assert.Contains(t, html, "关于停水的通知")
	assert.Contains(t, html, "做订阅二维码")
	assert.NotContains(t, drafter.page("/desk/grids/demo/code"), "<svg", "looking makes none")
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/grids/demo", nil).Code)
	o.account.refuse = errRefused
	w := drafter.post("/desk/grids/demo", nil)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "居民也可以关注后发“订阅 示例网格”")
	o.account.refuse = nil
	w = drafter.post("/desk/grids/demo", nil)
	require.Equal(t, http.StatusSeeOther, w.Code)
	assert.Equal(t, "/desk/grids/demo/code", w.Header().Get("Location"))
	html = reviewer.page("/desk/grids/demo/code")
	assert.Contains(t, html, "微信扫一扫")
	assert.Contains(t, html, "订阅 示例网格")
	held(t, html, "http://weixin.qq.com/q/demo")
	for _, path := range []string{"/desk/grids/nowhere", "/desk/grids/nowhere/code"} {
		assert.Equal(t, http.StatusNotFound, drafter.get(path).Code)
	}
	assert.Equal(t, http.StatusNotFound, drafter.post("/desk/grids/nowhere", nil).Code)
}

// held compares the drawing on a page with the code that it must be, square by
// square.
func held(t *testing.T, html, says string) {
	t.Helper()
	c, err := qr.Encode(says, qr.Q)
	require.NoError(t, err)
	_, rest, found := strings.Cut(html, `<path d="`)
	require.True(t, found)
	path, _, _ := strings.Cut(rest, `"`)
	black := map[[2]int]bool{}
	for _, run := range strings.Split(strings.TrimSuffix(path, "z"), "z") {
		var x, y, n, back int
		_, err := fmt.Sscanf(run, "M%d %dh%dv1h-%d", &x, &y, &n, &back)
		require.NoError(t, err, run)
		require.Equal(t, n, back)
		for i := range n {
			black[[2]int{x + i, y}] = true
		}
	}
	assert.Contains(t, html, fmt.Sprintf(`viewBox="0 0 %d %d"`, c.Size+8, c.Size+8), "four squares stay clear around it")
	for y := range c.Size {
		for x := range c.Size {
			require.Equal(t, c.Black(x, y), black[[2]int{x + 4, y + 4}], "%d,%d", x, y)
		}
	}
}

func TestAGridThatNobodyCanSubscribeToSaysSo(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Grids[0].Tag = "" })
	s := o.as("经办")
	assert.Contains(t, s.page("/desk/grids/demo"), "没有可以订阅的粉丝标签")
	assert.Contains(t, s.page("/desk/grids/demo/code"), "这个网格不能订阅")
	assert.Equal(t, http.StatusNotFound, s.post("/desk/grids/demo", nil).Code)
}
