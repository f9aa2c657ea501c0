package clerk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

func TestTheDeskSaysWhatIsLeftAndHowLongTheAccountIsSilent(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	html := s.page("/desk/posts")
	assert.Contains(t, html, "还没有发过文章")
	o.pushed(o.out("关于停水的通知").Number, posts, catalog.Sent, "1 a", "", 8*24*time.Hour)
	html = s.page("/desk/posts")
	assert.Contains(t, html, "<b>4</b> 次，已用0次，共4次")
	assert.Contains(t, html, "<b>98</b> 次，已用2次，共100次")
	assert.Contains(t, html, "已8天没有发文")
	assert.Contains(t, html, "<b>2026-10-30</b>2天后，到这天还不发文就满10天")
	assert.Contains(t, html, "<b>2026-11-03</b>6天后，到这天还不发文就满14天")
	assert.NotContains(t, html, "满7天", "that day is over")
	today := s.page("/desk/")
	assert.Contains(t, today, "8天未更新")
	assert.Contains(t, today, "检查红线14天，建议发一条")
	assert.Contains(t, today, "本月已用0次，还剩4次")

	at := s.drafted(with(paper(), "title", "关于调整公交线路的通告"))
	reviewer := o.as("审核")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并定时")).Code)
	html = s.page("/desk/posts")
	assert.Contains(t, html, "2026-10-29 有定时待发的信息，发出后间隔重新计算。")
	assert.NotContains(t, html, "还不发文就满")
	assert.Contains(t, s.page("/desk/"), "定了2026-10-29发")

	o.now = o.now.AddDate(0, 0, 7)
	assert.Contains(t, s.page("/desk/"), "已过检查红线14天")
}

func TestTheCalendarShowsAMonthOfPosts(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	for i, title := range []string{"关于停水的通知", "关于停电的通知", "关于停气的通知", "关于停运的通知"} {
		o.pushed(o.out(title).Number, posts, catalog.Sent, "1 a", "", time.Duration(i)*time.Minute)
	}
	html := s.page("/desk/posts")
	month := html[strings.Index(html, "发文日历"):strings.Index(html, "每条推送走到哪一步")]
	assert.Contains(t, month, "2026年10月")
	assert.Contains(t, month, "还有1条")
	assert.Equal(t, 31+4, strings.Count(month, "<td"), "October 2026 begins on a Thursday: three cells are empty before it and one behind")
	assert.Contains(t, month, "今天")
	html = s.page("/desk/posts?month=2026-11")
	assert.Contains(t, html, "2026年11月")
	assert.Contains(t, html, "还不发文，就满7天")
	assert.Contains(t, html, "month=2026-12")
	assert.Contains(t, s.page("/desk/posts?month=2027-02"), "这个月没有发过的")
	for _, month := range []string{"x", "2026-13", "0001-01", "99999-01", "2026-1"} {
		assert.Contains(t, s.page("/desk/posts?month="+month), "发文日历 2026年10月", month)
	}
}

func TestEveryStateOfAPushIsSaidWithItsReason(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	for i, c := range []struct {
		channel     string
		state       catalog.ReleaseState
		ref, reason string
	}{{posts, catalog.Claimed, "", ""}, {posts, catalog.Sent, "taken", ""}, {posts, catalog.Sent, "1 a", ""}, {posts, catalog.NeedsHand, "m", "草稿已保存"}, {posts, catalog.Failed, "", "标题超过了字数限制"},
		{posts, catalog.Withdrawn, "1 a", "文章已删除"}, {mass, catalog.Sent, "taken", ""}, {mass, catalog.Sent, "1#1", "送达1人，共1人"}} {
		o.pushed(o.out(strings.Repeat("第", i+1)+"号通知").Number, c.channel, c.state, c.ref, c.reason, time.Hour)
	}
	html := s.page("/desk/posts")
	for _, words := range []string{"正在提交", "已提交，等微信确认", "已发布", "等人工</span> <small>草稿已保存", "没有发出</span> <small>标题超过了字数限制", "已撤下</span> <small>文章已删除", "已群发</span> <small>送达1人，共1人"} {
		assert.Contains(t, html, words)
	}
	assert.Contains(t, s.page("/desk/records/2"), "已提交，等微信确认")
	assert.NotContains(t, s.page("/desk/grids"), "号通知", "the account's pushes are not the grids'")
}

func TestAPushIsTriedAgainTakenDownOrSettledByHand(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	failed, stuck, out := o.out("没发出的通知"), o.out("等人工的通知"), o.out("已发布的通知")
	o.pushed(failed.Number, posts, catalog.Failed, "", "微信系统繁忙", time.Hour)
	o.pushed(stuck.Number, posts, catalog.NeedsHand, "m", "文章没有删掉", time.Hour)
	o.pushed(out.Number, posts, catalog.Sent, "1 a", "", time.Hour)
	form := func(r catalog.Record, state catalog.ReleaseState, act string) url.Values {
		return url.Values{"subject": {string(r.Number)}, "channel": {posts}, "state": {string(state)}, "act": {act}, "why": {"内容有误"}}
	}
	state := func(r catalog.Record) catalog.Release {
		all, err := o.catalog.Releases(t.Context(), string(r.Number))
		require.NoError(t, err)
		return all[0]
	}

	w := drafter.post("/desk/posts", form(failed, catalog.Failed, "again"))
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	assert.Equal(t, []string{string(failed.Number) + "@" + posts}, o.account.asked)
	assert.Contains(t, drafter.page("/desk/posts"), "再发一次，结果过一会儿在这里看")
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/posts", form(failed, catalog.Failed, "again")).Code, "that is the drafter's part")

	assert.Equal(t, http.StatusForbidden, drafter.post("/desk/posts", form(out, catalog.Sent, "down")).Code, "taking down is the reviewer's part")
	w = reviewer.post("/desk/posts", with(form(out, catalog.Sent, "down"), "why", " "))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请写明理由")
	o.account.refuse = errRefused
	w = reviewer.post("/desk/posts", form(out, catalog.Sent, "down"))
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "没有办成：微信拒绝了")
	assert.Contains(t, w.Body.String(), `name="why" value="内容有误"`, "the reason need not be written again")
	o.account.refuse = nil
	w = reviewer.post("/desk/posts", with(form(out, catalog.Sent, "down"), "why", strings.Repeat("长", 201)))
	assert.Contains(t, w.Body.String(), "没有撤下：理由最多200字，现在有201字。")
	require.Equal(t, http.StatusSeeOther, reviewer.post("/desk/posts", form(out, catalog.Sent, "down")).Code)
	assert.Equal(t, "审核撤下（内容有误），文章已删除", state(out).Reason)
	assert.Equal(t, http.StatusConflict, reviewer.post("/desk/posts", form(out, catalog.Sent, "down")).Code, "pressed twice")

	require.Equal(t, http.StatusSeeOther, drafter.post("/desk/posts", form(stuck, catalog.NeedsHand, "deleted")).Code)
	assert.EqualValues(t, catalog.Withdrawn, state(stuck).State)
	assert.Equal(t, "经办确认已在后台删除", state(stuck).Reason)
	given := o.out("不发了的通知")
	o.pushed(given.Number, posts, catalog.Failed, "", "标题超过了字数限制", time.Hour)
	require.Equal(t, http.StatusSeeOther, drafter.post("/desk/posts", form(given, catalog.Failed, "drop")).Code)
	assert.EqualValues(t, catalog.Withdrawn, state(given).State)
	assert.Equal(t, "经办决定不发", state(given).Reason)
	require.Equal(t, http.StatusSeeOther, drafter.post("/desk/posts", form(failed, catalog.Failed, "sent")).Code)
	assert.Equal(t, "经办确认已经发出", state(failed).Reason)
	trail := drafter.page("/desk/trail?of=pushes")
	for _, did := range []string{"再发一次", "审核撤下（内容有误），文章已删除", "经办确认已在后台删除", "经办决定不发", "经办确认已经发出"} {
		assert.Contains(t, trail, did, "what people did stays, also when the push went on")
	}
	assert.NotContains(t, trail, "更早的")
	assert.Equal(t, http.StatusNotFound, drafter.post("/desk/grids", form(failed, catalog.Sent, "failed")).Code, "the account's pushes are dealt with on their own page")
	assert.Equal(t, http.StatusNotFound, drafter.post("/desk/posts", with(form(failed, catalog.Sent, "sent"), "channel", grid)).Code)
}

func TestAPushOfAWithdrawnRecordKeepsItsName(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	r := o.out("关于停水的通知")
	o.pushed(r.Number, grid, catalog.Failed, "", "微信系统繁忙", time.Hour)
	o.pushed(r.Number, posts, catalog.Failed, "", "微信系统繁忙", time.Hour)
	assert.Contains(t, s.page("/desk/posts"), "再发一次")
	require.NoError(t, o.catalog.Withdraw(t.Context(), r.Number, "有误", catalog.Actor{Name: "审核", At: o.now}))
	for _, path := range []string{"/desk/posts", "/desk/grids", "/desk/grids/demo", "/desk/"} {
		html := s.page(path)
		assert.Contains(t, html, "关于停水的通知（已撤回）", path)
		assert.NotContains(t, html, "再发一次", path)
	}
}

func TestAListDoesNotShowALongTitleInFull(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	long := strings.Repeat("很长的名称", 40)
	r := o.out(long)
	o.pushed(r.Number, posts, catalog.Sent, "1 a", "", time.Hour)
	o.pushed(r.Number, grid, catalog.NeedsHand, "", "等网格员", time.Hour)
	s.drafted(with(paper(), "title", long+"二"))
	for _, path := range []string{"/desk/posts", "/desk/posts/mass", "/desk/grids", "/desk/grids/demo", "/desk/review", "/desk/records", "/desk/trail", "/desk/"} {
		assert.NotContains(t, s.page(path), strings.Repeat("很长的名称", 13), path)
	}
	assert.Contains(t, s.page("/desk/records/1"), long, "its own page does")
}

func TestAnArticleIsShownInAFrameThatMayDoNothing(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	r := o.out("关于停水的通知")
	assert.Contains(t, s.page("/desk/records/1"), `href="/desk/records/1/article"`)
	w := s.get("/desk/records/1/article")
	assert.Contains(t, w.Body.String(), `<iframe title="文章正文" sandbox src="/desk/records/1/article/body">`)
	assert.Contains(t, w.Header().Get("Content-Security-Policy"), "frame-src 'self'")
	assert.NotContains(t, w.Header().Get("Content-Security-Policy"), "unsafe")
	body := s.get("/desk/records/1/article/body")
	assert.Contains(t, body.Body.String(), "索引号："+string(r.Number))
	policy := body.Header().Get("Content-Security-Policy")
	assert.Contains(t, policy, "default-src 'none'; style-src 'self' 'unsafe-hashes' 'sha256-")
	assert.Equal(t, 2, strings.Count(policy, "sha256-"), "each style once")
	assert.Contains(t, policy, "; sandbox;")
	assert.Contains(t, policy, "frame-ancestors 'self'")
	assert.NotContains(t, policy, "unsafe-inline")
	assert.Equal(t, "SAMEORIGIN", body.Header().Get("X-Frame-Options"))
	picture := s.get("/desk/records/1/article/cover.png")
	assert.Equal(t, "image/png", picture.Header().Get("Content-Type"))
	assert.Equal(t, cover, picture.Body.Bytes())
	for _, path := range []string{"/desk/records/9/article", "/desk/records/9/article/body", "/desk/records/x/article/cover.png"} {
		assert.Equal(t, http.StatusNotFound, s.get(path).Code, path)
		assert.Equal(t, http.StatusUnauthorized, o.seat().get(path).Code, path)
	}
}

func TestWithoutAnAccountTheDeskHasNoPagesOfIt(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Posts, c.Posting, c.Grids = "", clerk.Posting{}, nil })
	s := o.as("双岗")
	assert.NotContains(t, s.page("/desk/"), "公众号发布")
	for _, path := range []string{"/desk/posts", "/desk/posts/mass", "/desk/records/1/article"} {
		assert.Equal(t, http.StatusNotFound, s.get(path).Code, path)
	}
	assert.Contains(t, s.page("/desk/grids"), "还没有设置网格群")
	o = newOffice(t, func(c *clerk.Config) { c.Posting = clerk.Posting{} })
	o.pushed(o.out("关于停水的通知").Number, posts, catalog.Sent, "1 a", "", 20*24*time.Hour)
	s = o.as("审核")
	assert.Contains(t, s.page("/desk/"), "已过检查红线14天", "it is counted from the pushes alone")
	html := s.page("/desk/posts")
	assert.Contains(t, html, "关于停水的通知")
	for _, word := range []string{"发文日历", "还能发几次", "合成一次群发", "撤下，不能恢复"} {
		assert.NotContains(t, html, word)
	}
}

func TestTheTrailOfPushesGoesOnPageByPage(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	r := o.out("关于停水的通知")
	o.pushed(r.Number, posts, catalog.Failed, "", "微信系统繁忙", time.Hour)
	assert.Contains(t, s.page("/desk/trail?of=pushes"), "还没有人办理过推送")
	for i := range 55 {
		o.now = o.now.Add(time.Second)
		require.Equal(t, http.StatusSeeOther, s.post("/desk/posts", url.Values{"subject": {string(r.Number)}, "channel": {posts}, "state": {"failed"}, "act": {"again"}}).Code, i)
	}
	html := s.page("/desk/trail?of=pushes")
	assert.Equal(t, 50, strings.Count(html, "<td>再发一次"))
	assert.Contains(t, html, "before=50")
	assert.Equal(t, 5, strings.Count(s.page("/desk/trail?of=pushes&before=50"), "<td>再发一次"))
	assert.Contains(t, s.page("/desk/trail?of=pushes&before=-9"), "before=50")
	assert.Contains(t, s.page("/desk/trail?of=pushes&before=999"), "还没有人办理过推送")
	c, err := o.catalog.Census(t.Context(), civil.Date{}, civil.Date{})
	require.NoError(t, err)
	assert.Empty(t, c.ByChannel, "acts are no pushes")
}

func TestTheAccountIsBehindTheSignIn(t *testing.T) {
	o := newOffice(t)
	o.out("关于停水的通知")
	for _, path := range []string{"/desk/posts", "/desk/posts/mass", "/desk/posts/mass/x", "/desk/grids/demo", "/desk/grids/demo/code", "/desk/items/urge", "/desk/records/1/article"} {
		w := o.seat().get(path)
		assert.Contains(t, []int{http.StatusUnauthorized, http.StatusMethodNotAllowed}, w.Code, path)
		assert.NotContains(t, w.Body.String(), "停水", path)
	}
	for _, path := range []string{"/desk/posts", "/desk/posts/mass", "/desk/posts/mass/x", "/desk/grids/demo"} {
		assert.Equal(t, http.StatusUnauthorized, o.seat().post(path, nil).Code, path)
	}
}
