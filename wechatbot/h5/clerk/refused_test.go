package clerk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

func TestWhatNoListOffersIsRefusedBeforeAnythingIsDone(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(paper())
	s := o.as("审核")
	for button, field := range map[string]string{"同意并发布": "result", "决定不公开": "openness"} {
		form := s.fields(s.page(at), button)
		form.Set(field, "made up")
		form.Set("grounds", "条例第十六条")
		w := s.post(at, form)
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, button)
		assert.Contains(t, w.Body.String(), "请重新选择“", button)
	}
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.InReview, r.Status)
	assert.EqualValues(t, 2, r.Version)
}

func TestARefusalSaysWhosePartItIsAndWhatIsStillThere(t *testing.T) {
	o := newOffice(t)
	o.out("关于停水的通知")
	drafter, reviewer := o.as("经办"), o.as("审核")
	form := with(reviewer.fields(reviewer.page("/desk/records/1"), "撤回这条信息"), "kind", "发布错误", "note", "发错了")
	w := drafter.post("/desk/records/1", form)
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "这一步由“审核、负责人”办理，您的岗位是拟稿。")
	require.Equal(t, http.StatusSeeOther, reviewer.post("/desk/records/1", form).Code)
	w = reviewer.post("/desk/records/1", form)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“审核”（撤回）刚刚动过这条信息")
	assert.NotContains(t, w.Body.String(), "您填的内容还在", "there is no form for it any more")
}

func TestADraftThatWasRefusedAndIsSentIsSavedOnce(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	private := with(paper(), "body", "监督电话：13812345678")
	w := s.post("/desk/records", with(private, "act", "submit"))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	s.drafted(with(s.fields(w.Body.String(), "confirmed"), "confirmed", tickOf(w.Body.String(), "confirmed")))
	assert.Equal(t, 1, strings.Count(s.page("/desk/records/1"), "<b>保存草稿</b>"))

	w = s.post("/desk/records", with(private, "act", "submit", "title", "关于供暖的通告"))
	form := with(s.fields(w.Body.String(), "confirmed"), "confirmed", tickOf(w.Body.String(), "confirmed"), "body", "监督电话：13812345678，24小时")
	at := s.drafted(form)
	html := s.page(at)
	assert.Equal(t, 2, strings.Count(html, "<b>保存草稿</b>"), "what was changed is kept")
	assert.Contains(t, html, "24小时")
}

func TestTheReportSaysAtItsHeadThatItWasNotSaved(t *testing.T) {
	o := newOffice(t, drawer(fstest.MapFS{}))
	s := o.as("经办")
	form := url.Values{"version": {"0"}, "overview": {"概况"}, "penalty": {"许多"}, "fees": {"-1"}}
	w := s.post("/desk/report/2025/write", with(form, "act", "save"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), `autofocus><p>没有保存：表二有2处数字要改`)
	w = s.post("/desk/report/2025/write", with(form, "act", "check"))
	assert.Contains(t, w.Body.String(), `autofocus><p>表二有2处数字要改`)
	assert.Contains(t, s.get("/desk/report/2027").Body.String(), "那一年还没有到")
	assert.Contains(t, s.get("/desk/report/2007").Body.String(), "条例自2008年5月1日起施行")
}

func TestWhatConfirmingDoesToTheClockIsSaidByTheWayOfArrival(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.fields(s.page("/desk/requests/new"), "登记"), "channel", "hand", "name", "测试人员", "id_number", "640104199001010018", "phone", "13800000000", "subject", "供暖补贴的发放办法")
	for ch, said := range map[disclosure.Channel]string{disclosure.ByHand: "自到达之日起已经在算", disclosure.ByEmail: "当天起计算答复期限"} {
		form.Set("key", form.Get("key")+"x")
		w := s.post("/desk/requests", with(form, "channel", string(ch), "day", "2026-10-26"))
		require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
		html := s.page(w.Header().Get("Location"))
		assert.Contains(t, html, said)
		assert.Equal(t, ch == disclosure.ByEmail, strings.Contains(html, "对期限：起算"), ch)
	}
	w := s.post("/desk/requests", with(form, "key", "y", "day", "1999-01-01"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有登记：到达日期太早")
}

func TestANoticeThatIsOverBeforeItIsOutIsStoppedWithNothingDone(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "until", "2026-10-27", "act", "submit"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), `<a href="#until">公示截止日期</a>：到公开那天，公示已经截止。`)
	at := s.drafted(with(paper(), "until", "2026-10-30", "title", "关于供暖的通告"))
	reviewer := o.as("审核")
	form := reviewer.fields(reviewer.page(at), "同意并定时")
	for day, said := range map[string]string{"2026-10-31": "到公开那天，公示已经截止", "9999-12-31": "在一年以后，请核对年份"} {
		w = reviewer.post(at, with(form, "not_before", day))
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
		assert.Contains(t, w.Body.String(), said)
	}
	o.now = o.now.AddDate(0, 0, 3)
	reviewer = o.as("审核")
	assert.Contains(t, reviewer.page(at), "到公开那天，公示已经截止", "the reviewer sees it before he presses")
	w = reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布"))
	assert.Contains(t, w.Body.String(), "没有发布：法定的要素不全")
	r, err := o.catalog.Paper(t.Context(), 2)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.InReview, r.Status, "it was looked at before anything was done")
}

func TestCharactersThatNobodyTypesAreNotKept(t *testing.T) {
	o := newOffice(t)
	o.as("经办").drafted(with(paper(), "title", "关于\x00供暖\x07的通告", "body", "一\r\n\t二"))
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, "关于供暖的通告", r.Title)
	assert.Equal(t, "一\n\t二", r.Body)

	s, asked := o.as("经办"), o.submitted()
	s.step(asked.ID, disclosure.KindConfirmed)
	s.step(asked.ID, disclosure.KindThirdPartyConsulted, "party", "  某\x00公司\x07 ")
	events := o.request(asked.ID).Events
	assert.Equal(t, "某公司", events[len(events)-1].Party)
}

func TestAStaleFormOfWhatIsUnderReviewKeepsItsWordsAndPromisesNothing(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "act", "save"))
	stale := s.fields(s.page(w.Header().Get("Location")), "保存草稿")
	s.drafted(stale)
	for range 2 {
		w = s.post("/desk/records", with(stale, "summary", "另一个页面上写的概述", "act", "save"))
		assert.Equal(t, http.StatusConflict, w.Code)
		assert.Contains(t, w.Body.String(), "已经由“经办”办到“送审”，草稿不能再改")
		assert.NotContains(t, w.Body.String(), "以您的为准")
		assert.Contains(t, w.Body.String(), "另一个页面上写的概述")
		stale = s.fields(w.Body.String(), "保存草稿")
	}
}

func TestTheReviewerOfASecondCorrectionIsTold(t *testing.T) {
	o := newOffice(t)
	old := o.out("关于停水的通知")
	s, reviewer := o.as("经办"), o.as("审核")
	first := s.drafted(with(paper(), "replaces", string(old.Number)))
	second := s.drafted(with(paper(), "replaces", string(old.Number), "title", "关于停水的通告"))
	assert.NotContains(t, reviewer.page(second), "已经被")
	require.Equal(t, http.StatusSeeOther, reviewer.post(first, reviewer.fields(reviewer.page(first), "同意并发布")).Code)
	r, err := o.catalog.Paper(t.Context(), 2)
	require.NoError(t, err)
	assert.Contains(t, reviewer.page(second), "要替代的 "+string(old.Number)+" 已经被 "+string(r.Number)+" 替代")
}

// Whichever of the two comes second, its page shows what the first has made.
func TestAButtonThatIsPressedTwiceShowsWhatTheFirstPressMade(t *testing.T) {
	o := newOffice(t)
	for i := range 5 {
		at := o.as("经办").drafted(with(paper(), "title", "关于第"+strings.Repeat("一", i+1)+"次供暖的通告"))
		s := o.as("审核")
		form := s.fields(s.page(at), "同意并发布")
		pages := make(chan *httptest.ResponseRecorder, 2)
		for range 2 {
			other := o.as("审核")
			go func() { pages <- other.post(at, form) }()
		}
		for range 2 {
			if w := <-pages; w.Code != http.StatusSeeOther {
				assert.Equal(t, http.StatusConflict, w.Code)
				assert.Contains(t, w.Body.String(), `<span class="tag note">已公开</span>`)
				assert.NotContains(t, w.Body.String(), "同意并发布")
			}
		}
	}
}

func TestATroubleLeadsBackToWhatItIsAbout(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(paper())
	head := o.as("负责人")
	assert.Contains(t, o.as("经办").get(at+"/edit").Body.String(), `<a href="`+at+`">回到那一页</a>`)
	assert.Contains(t, head.post(at, url.Values{"act": {"publish"}, "version": {"2"}}).Body.String(), `<a href="`+at+`">回到那一页</a>`)
	assert.Contains(t, head.get("/desk/posts/mass").Body.String(), `<a href="/desk/posts">回到那一页</a>`)
	assert.NotContains(t, head.get("/desk/records/99").Body.String(), "回到那一页", "there is none")
	assert.NotContains(t, head.get("/desk/records/new").Body.String(), "回到那一页")
}

func TestWhoseDayItIsAndWhichStepCameLaterAreSaid(t *testing.T) {
	o := newOffice(t)
	s, r := o.as("经办"), o.submitted()
	s.step(r.ID, disclosure.KindConfirmed, "day", "2026-10-22")
	s.step(r.ID, disclosure.KindThirdPartyConsulted, "day", "2026-10-23", "party", "甲公司")
	assert.Contains(t, s.page("/desk/requests/"+r.ID), `<p class="big">第三方最迟 2026-11-13</p>`)
	assert.Contains(t, s.page("/desk/requests"), "2026-11-13 <small>第三方</small>")
	o.as("负责人").step(r.ID, disclosure.KindExtended, "day", "2026-10-27", "days", "5", "note", "复杂")
	w := s.post("/desk/requests/"+r.ID, url.Values{"act": {"third_party_opined"}, "seen": {o.seen(o.request(r.ID))}, "day": {"2026-10-26"}, "note": {"同意"}})
	assert.Contains(t, w.Body.String(), "发生日期不能早于上一步的日期（延长答复期限 2026-10-27）")
	assert.NotContains(t, w.Body.String(), "没有办理：条件是")
	s.step(r.ID, disclosure.KindThirdPartyOpined, "day", "2026-10-28")
	assert.Contains(t, s.page("/desk/requests/"+r.ID), `<p class="big">最迟 `)
}

func TestADraftIsSavedAndWhatCouldNotBeReadIsSaid(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	w := s.post("/desk/records", with(paper(), "date", "2026-02-30", "act", "save"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	html := w.Body.String()
	assert.Contains(t, html, "草稿已经保存，“生成日期”读不出来，没有存进去")
	assert.Contains(t, html, `name="date" type="date" value="2026-02-30"`, "what was written is still there")
	assert.NotContains(t, html, "没有填写生成日期", "it was, only wrongly")
	kept, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, paper().Get("title"), kept.Title)
	w = s.post("/desk/records", with(s.fields(html, "保存草稿"), "date", "2026-02-28", "act", "save"))
	assert.Equal(t, "/desk/records/1/edit", w.Header().Get("Location"), "the same draft goes on")
}

func TestWordsForAStepThatIsNoLongerToBeTakenCanBeCopied(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(paper())
	reviewer := o.as("审核")
	html := reviewer.page(at)
	back, out := reviewer.fields(html, "要改什么"), reviewer.fields(html, "同意并发布")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, out).Code)
	w := o.as("双岗").post(at, with(back, "note", "第三段的温度标准与省里的不一致"))
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "您刚才填的，没有办理")
	assert.Contains(t, w.Body.String(), "第三段的温度标准与省里的不一致")
	assert.NotContains(t, w.Body.String(), "就是您自己办的")
	assert.Contains(t, reviewer.post(at, out).Body.String(), "“审核”（公开）刚刚动过这条信息，就是您自己办的，没有再办一遍", "pressed twice")

	s, r := o.as("经办"), o.submitted()
	s.step(r.ID, disclosure.KindConfirmed)
	form := s.fields(s.page("/desk/requests/"+r.ID), `value="correction_asked"`)
	s.step(r.ID, disclosure.KindCorrectionAsked, "until", "2026-11-11", "note", "请写明年度")
	w = s.post("/desk/requests/"+r.ID, with(form, "until", "2026-11-11", "note", "请写明是哪一个街道"))
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“经办”（告知补正）刚刚办理过这件申请，就是您自己办的，没有再办一遍")
	assert.Contains(t, w.Body.String(), "请写明是哪一个街道")
}

func TestAPaperFormThatWasChangedIsNotSaidToBeEntered(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.fields(s.page("/desk/requests/new"), "登记"), "channel", "hand", "name", "测试人员", "id_number", "640104199001010018", "phone", "13800000000", "subject", "供暖补贴的发放办法", "day", "2026-10-26")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/requests", form).Code)
	w := s.post("/desk/requests", with(form, "subject", "供暖补贴的发放名册")) // back in the browser, for the next paper on the pile
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "现在填的与它不一样")
	again := s.fields(w.Body.String(), "登记")
	assert.Equal(t, "供暖补贴的发放名册", again.Get("subject"))
	w = s.post("/desk/requests", again)
	require.Equal(t, http.StatusSeeOther, w.Code)
	assert.Equal(t, "供暖补贴的发放名册", o.request(strings.TrimPrefix(w.Header().Get("Location"), "/desk/requests/")).Subject)
}

func TestTheEndOfASessionLeavesNoPressUnansweredAndNoDeadEnd(t *testing.T) {
	o := newOffice(t)
	s := o.seat()
	w := s.post("/desk/signout", nil)
	assert.NotContains(t, w.Body.String(), "过期", "who is out already is out")
	assert.Equal(t, "/desk/", s.fields(w.Body.String(), "password").Get("next"))
	r := o.submitted()
	w = s.post("/desk/requests/"+r.ID+"/letter.docx", nil)
	require.Equal(t, http.StatusUnauthorized, w.Code)
	assert.NotContains(t, w.Body.String(), "填的内容还在", "nothing was filled in")
	w = s.post("/desk/signin", with(s.fields(w.Body.String(), "password"), "name", "经办", "password", password))
	require.Equal(t, http.StatusOK, w.Code, "the address has no page of its own to go to")
	assert.Contains(t, w.Body.String(), `<form method="post" action="/desk/requests/`+r.ID+`/letter.docx"`)
}

func TestWhatIsNotChosenIsNotTakenToBeTheFirstOfTheList(t *testing.T) {
	o := newOffice(t)
	c, err := o.cases.Open(t.Context(), cases.Case{Kind: cases.Complaint, Text: "公开栏半年没有更新。", Owner: "wechat:o1", Channel: disclosure.ByWeChat}, "", o.now)
	require.NoError(t, err)
	s, at := o.as("经办"), "/desk/questions/"+c.ID
	w := s.post(at, with(s.fields(s.page(at), `value="verified"`), "text", "去看过了"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请填写“核实的结论”")
	o.out("关于停水的通知")
	reviewer := o.as("审核")
	w = reviewer.post("/desk/records/1", with(reviewer.fields(reviewer.page("/desk/records/1"), "撤回这条信息"), "note", "旧了"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请填写“撤回的情形”")
}
