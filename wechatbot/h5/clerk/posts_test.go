package clerk_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
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
	assert.Contains(t, drafter.page("/desk/posts"), "马上再发一次")
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/posts", form(failed, catalog.Failed, "again")).Code, "that is the drafter's part")

	assert.Equal(t, http.StatusForbidden, drafter.post("/desk/posts", form(out, catalog.Sent, "down")).Code, "taking down is the reviewer's part")
	w = reviewer.post("/desk/posts", with(form(out, catalog.Sent, "down"), "why", " "))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请写明理由")
	o.account.refuse = errRefused
	w = reviewer.post("/desk/posts", form(out, catalog.Sent, "down"))
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "没有办成：微信拒绝了")
	o.account.refuse = nil
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
	assert.Equal(t, http.StatusNotFound, drafter.post("/desk/grids", form(failed, catalog.Sent, "failed")).Code, "the account's pushes are dealt with on their own page")
	assert.Equal(t, http.StatusNotFound, drafter.post("/desk/posts", with(form(failed, catalog.Sent, "sent"), "channel", grid)).Code)
}

// gathered proposes a mass message and returns the form that sends it.
func (o *office) gathered(records ...catalog.Record) (path string, form url.Values) {
	o.t.Helper()
	asked := url.Values{}
	for _, r := range records {
		asked.Add("record", string(r.Number))
	}
	w := o.as("经办").post("/desk/posts/mass", asked)
	require.Equal(o.t, http.StatusSeeOther, w.Code, w.Body.String())
	return o.proposal(o.as("审核").page("/desk/posts"))
}

// proposal reads the form of the first proposal of the page.
func (o *office) proposal(html string) (path string, form url.Values) {
	o.t.Helper()
	_, rest, found := strings.Cut(html, `action="/desk/posts/mass/`)
	require.True(o.t, found, html)
	key, rest, _ := strings.Cut(rest, `"`)
	_, rest, _ = strings.Cut(rest, `name="seen" value="`)
	seen, _, _ := strings.Cut(rest, `"`)
	return "/desk/posts/mass/" + key, url.Values{"seen": {seen}, "sure": {"yes"}, "act": {"send"}}
}

func TestAMassMessageIsProposedByOneAndSentByAnotherOnce(t *testing.T) {
	o := newOffice(t)
	a, b := o.out("关于停水的通知"), o.out("关于停电的通知")
	drafter, reviewer, both := o.as("经办"), o.as("审核"), o.as("双岗")
	assert.Contains(t, drafter.page("/desk/posts/mass"), "关于停水的通知")
	found := drafter.page("/desk/posts/mass?q=停电")
	assert.Contains(t, found, "关于停电的通知")
	assert.NotContains(t, found, "关于停水的通知")
	w := drafter.post("/desk/posts/mass", url.Values{"record": {string(a.Number), string(b.Number)}, "head": {string(b.Number)}, "tag": {"示例社区"}})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	html := drafter.page("/desk/posts")
	assert.Contains(t, html, "经办提议")
	assert.Contains(t, html, "订阅“示例社区”的粉丝")
	assert.NotContains(t, html, "现在群发")
	path, form := o.proposal(reviewer.page("/desk/posts"))
	assert.Contains(t, reviewer.page("/desk/"), `公众号发布 <span class="n">1<`)
	assert.Contains(t, reviewer.page("/desk/"), "1次群发等您看过发出")
	assert.NotContains(t, drafter.page("/desk/"), "次群发等您看过发出")

	w = drafter.post(path, form)
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "须由两个人办")
	w = reviewer.post(path, with(form, "sure", ""))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	require.Empty(t, o.account.masses)
	require.Equal(t, http.StatusSeeOther, reviewer.post(path, form).Code)
	assert.Equal(t, [][]catalog.IndexNumber{{b.Number, a.Number}}, o.account.masses, "the headline comes first")
	assert.Equal(t, []string{"示例社区"}, o.account.tags)
	w = reviewer.post(path, form)
	assert.Equal(t, http.StatusConflict, w.Code, "pressed twice")
	assert.Contains(t, w.Body.String(), "经办提议，审核发出")
	assert.Len(t, o.account.masses, 1)
	html = both.page("/desk/posts/mass")
	assert.NotContains(t, html, "关于停水的通知", "what was mass sent is not offered again")
}

func TestTwoPressesAtTheSameMomentSendOnce(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	o.account.slow = make(chan struct{})
	seats := []*seat{o.as("审核"), o.as("双岗"), o.as("双岗")}
	codes := make([]int, len(seats))
	var all sync.WaitGroup
	for i, s := range seats {
		all.Add(1)
		go func() {
			defer all.Done()
			codes[i] = s.post(path, form).Code
		}()
	}
	o.account.slow <- struct{}{}
	close(o.account.slow)
	all.Wait()
	assert.Len(t, o.account.masses, 1)
	assert.ElementsMatch(t, []int{http.StatusSeeOther, http.StatusConflict, http.StatusConflict}, codes)
}

func TestWhoHasBothPartsDoesNotSendWhatHeProposed(t *testing.T) {
	o := newOffice(t)
	r := o.out("关于停水的通知")
	both := o.as("双岗")
	require.Equal(t, http.StatusSeeOther, both.post("/desk/posts/mass", url.Values{"record": {string(r.Number)}}).Code)
	assert.NotContains(t, both.page("/desk/posts"), "现在群发")
	path, form := o.proposal(o.as("审核").page("/desk/posts"))
	assert.Equal(t, http.StatusForbidden, both.post(path, form).Code)
	assert.Empty(t, o.account.masses)
	require.Equal(t, http.StatusSeeOther, both.post(path, with(form, "act", "drop")).Code, "he may take it back")
	assert.Contains(t, both.page("/desk/posts"), "双岗提议，双岗收回")
}

func TestAMassMessageIsRefusedInWords(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	a, b := o.out("关于停水的通知"), o.out("关于停电的通知")
	many := url.Values{}
	for i := range 9 {
		many.Add("record", string(o.out(strings.Repeat("停", i+1)).Number))
	}
	for want, form := range map[string]url.Values{
		"请先勾选要群发的信息": {}, "最多8条，现在勾了9条": many, "已经不公开": {"record": {"2026-99999"}},
		"头条也要勾选": {"record": {string(a.Number)}, "head": {string(b.Number)}}, "没有这个标签": {"record": {string(a.Number)}, "tag": {"别处"}},
	} {
		w := drafter.post("/desk/posts/mass", form)
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, want)
		assert.Contains(t, w.Body.String(), want)
	}
	w := drafter.post("/desk/posts/mass", url.Values{"record": {string(a.Number)}, "tag": {"别处"}})
	assert.Regexp(t, `value="`+string(a.Number)+`" checked`, w.Body.String(), "what was ticked stays ticked")
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/posts/mass", url.Values{"record": {string(a.Number)}}).Code)

	path, form := o.gathered(a)
	w = drafter.post("/desk/posts/mass", url.Values{"record": {string(a.Number), string(b.Number)}})
	assert.Contains(t, w.Body.String(), "已经有人提议")
	o.account.most = -1
	w = reviewer.post(path, form)
	assert.Contains(t, w.Body.String(), "本月的群发次数用完了")
	assert.Contains(t, reviewer.page("/desk/posts"), "群发次数用完了，现在发不出去")
	o.account.most = 0
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(path, with(form, "act", "drop")).Code, "sending back wants a reason")

	o.account.refuse = errRefused
	w = reviewer.post(path, form)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "微信没有受理：微信拒绝了")
	assert.NotContains(t, reviewer.page("/desk/"), `公众号发布 <span class="n">`, "it waits for nobody's hand: it is proposed again")
	o.account.refuse = nil
	path, form = o.gathered(a) // it surely did not go out: it may be proposed again
	require.NoError(t, o.catalog.Withdraw(t.Context(), a.Number, "有误", catalog.Actor{Name: "审核", At: o.now}))
	w = reviewer.post(path, form)
	assert.Contains(t, w.Body.String(), "已经不公开，请放下后重新提议")
	require.Equal(t, http.StatusSeeOther, reviewer.post(path, with(form, "act", "drop", "why", "已经撤回")).Code)
	assert.Contains(t, reviewer.page("/desk/posts"), "审核没有同意：已经撤回")
	assert.Empty(t, o.account.masses)
	assert.Equal(t, http.StatusNotFound, reviewer.post("/desk/posts/mass/nothing", form).Code)
	assert.Equal(t, http.StatusConflict, reviewer.post(path, form).Code)
}

func TestAMessageIsLookedAtOnTheOfficesOwnPhones(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	s := o.as("审核")
	require.Equal(t, http.StatusSeeOther, s.post(path, with(form, "act", "look")).Code)
	assert.Equal(t, 1, o.account.looks)
	assert.Empty(t, o.account.masses)
	html := s.page("/desk/posts")
	assert.Contains(t, html, "预览已发到值班手机")
	assert.NotContains(t, html, "openid")
	o.account.refuse = errRefused
	assert.Contains(t, s.post(path, with(form, "act", "look")).Body.String(), "预览没有发出：微信拒绝了")
}

func TestAFaultWhileSendingIsNoRefusal(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	o.account.refuse = errors.New("disk full")
	assert.Equal(t, http.StatusInternalServerError, o.as("审核").post(path, form).Code)
	require.Len(t, o.faults, 1)
	o.faults = nil
	assert.Contains(t, o.as("审核").page("/desk/posts"), "审核发出时：程序出错")
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

func TestAProposalOfAnotherSiteIsRefused(t *testing.T) {
	o := newOffice(t)
	path, form := o.gathered(o.out("关于停水的通知"))
	s := o.as("审核")
	r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	assert.Equal(t, http.StatusForbidden, s.do(r).Code)
	assert.Empty(t, o.account.masses)
}
