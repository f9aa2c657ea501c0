package clerk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestADraftIsWrittenReviewedByAnotherAndPublished(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.drafted(paper())
	assert.Contains(t, drafter.page(at), "已送审，等另一位同事审查")
	assert.Contains(t, drafter.page(at), "这一步由“审核”办理", "the drafter does not review")
	assert.Contains(t, reviewer.page("/desk/"), "关于做好冬季供暖保障工作的通知")

	html := reviewer.page(at)
	assert.Contains(t, html, "条例（2019）第12、17、26条")
	w := reviewer.post(at, reviewer.fields(html, "同意并发布"))
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.Published, r.Status)
	assert.NotEmpty(t, r.Number)
	assert.Equal(t, "经办", r.Drafter)
	assert.Equal(t, catalog.Review{By: "审核", Day: civil.Day(2026, 10, 28), Result: catalog.Cleared}, r.Review)
	html = reviewer.page(at)
	for _, step := range []string{"保存草稿", "送审", "保密审查", "公开"} {
		assert.Contains(t, html, "<b>"+step+"</b>", "the history shows every step")
	}
}

func TestNobodyReviewsWhatHeWrote(t *testing.T) {
	o := newOffice(t)
	both := o.as("双岗")
	at := both.drafted(paper())
	assert.NotContains(t, both.page(at), "同意并发布", "not even who may review others")
	for _, act := range []string{"publish", "schedule", "withhold", "return", "refer"} {
		w := both.post(at, url.Values{"act": {act}, "version": {"2"}, "result": {"cleared"}})
		assert.Equal(t, http.StatusForbidden, w.Code, act)
		assert.Contains(t, w.Body.String(), "须由另一个人审查", act)
	}

	// Who lent a hand with somebody else's draft does not review it either.
	drafter := o.as("经办")
	w := drafter.post("/desk/records", with(paper(), "act", "save", "title", "关于城市绿化养护标准的通知"))
	edit := w.Header().Get("Location")
	form := both.fields(both.page(edit), "送审")
	form.Set("summary", "绿化养护的标准和责任单位，自2027年起执行。")
	form.Set("act", "submit")
	require.Equal(t, http.StatusSeeOther, both.post("/desk/records", form).Code)
	at = strings.TrimSuffix(edit, "/edit")
	assert.Contains(t, both.page(at), "<dd>经办</dd>", "it stays the draft of who began it")
	assert.Contains(t, both.page(at), "这条信息有您写的内容")
	assert.Contains(t, o.as("审核").page(at), "同意并发布")
}

func TestEachRoleDoesItsOwnPart(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(paper())
	reviewer, head := o.as("审核"), o.as("负责人")
	assert.Equal(t, http.StatusForbidden, reviewer.get("/desk/records/new").Code)
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/records", with(paper(), "act", "save")).Code)
	w := head.post(at, url.Values{"act": {"publish"}, "version": {"2"}, "result": {"cleared"}})
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "由“审核”办理")
	assert.Equal(t, http.StatusForbidden, head.post("/desk/items", url.Values{"reason": {"无"}}).Code)
	assert.Equal(t, http.StatusForbidden, reviewer.post("/desk/grids", url.Values{"act": {"sent"}}).Code)
}

func TestWhatTheChecksFindStandsBesideTheFieldsAndNothingIsLost(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	bad := with(paper(), "title", "公示", "summary", "", "date", "上个月", "body", "联系人手机13812345678，证号640104199001010018")
	w := s.post("/desk/records", with(bad, "act", "check"))
	html := w.Body.String()
	assert.Contains(t, html, `name="date" type="date" value="上个月"`, "what cannot be read stays as it was written")
	assert.Contains(t, html, `id="summary-wrong"`)
	assert.Contains(t, html, `id="title-wrong"`)
	assert.Contains(t, html, `id="body-wrong"`)
	assert.Regexp(t, `aria-labelledby="found" tabindex="-1" autofocus><h2 id="found">检查结果</h2>(?s:.*)<a href="#summary">内容概述</a>：.*<a href="#body">正文</a>：`, html,
		"the page opens at what was found, and each leads to its field")
	assert.Regexp(t, `autofocus><h2 id="found">检查结果</h2><ul class="marks"><li class="good">`, s.post("/desk/records", with(paper(), "act", "check")).Body.String(),
		"a check that found nothing says so")
	assert.NotContains(t, html[strings.Index(html, `id="body-wrong"`):], "13812345678", "findings are masked")
	n, err := o.catalog.Head(t.Context())
	require.NoError(t, err)
	assert.Zero(t, n, "checking saves nothing")

	w = s.post("/desk/records", with(bad, "act", "submit"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "草稿已经保存")
	kept, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.Draft, kept.Status)
	assert.Contains(t, kept.Body, "13812345678")

	w = s.post("/desk/records", with(bad, "act", "mask", "id", "1", "version", "1"))
	assert.Contains(t, w.Body.String(), "138****5678")
	assert.NotContains(t, w.Body.String(), "13812345678")
}

func TestPersonalDataGoOnlyWithTheReviewersReason(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	private := with(paper(), "body", "监督电话：13812345678")
	w := s.post("/desk/records", with(private, "act", "submit"))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code, "the drafter is asked first")
	form := s.fields(w.Body.String(), "confirmed")
	form.Set("confirmed", tickOf(w.Body.String(), "confirmed"))
	form.Set("act", "submit")
	at := s.drafted(form)
	reviewer := o.as("审核")
	form = reviewer.fields(reviewer.page(at), "同意并发布")
	w = reviewer.post(at, form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请填写“正文：138****5678 放行的理由”")
	for name := range form {
		if strings.HasPrefix(name, "waive.") {
			form.Set(name, "单位公布的值班手机，依法应当公开")
		}
	}
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, form).Code)
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, "单位公布的值班手机，依法应当公开", r.Review.Waived[0].Reason)
}

func TestARecordThatIsSeveredSaysWhatWasTakenOut(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(with(paper(), "act", "submit"))
	s := o.as("审核")
	form := with(s.fields(s.page(at), "同意并发布"), "result", "severed")
	w := s.post(at, form)
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "请写明处理了什么")
	assert.Contains(t, w.Body.String(), `value="severed" selected`, "what was chosen is still there")
	require.Equal(t, http.StatusSeeOther, s.post(at, with(form, "grounds", "遮盖了联系电话")).Code)
	assert.Regexp(t, `审查</dt><dd>审核 [0-9-]+ 区分处理后公开 遮盖了联系电话`, s.page(at))
}

func TestTwoClerksOnOneDraft(t *testing.T) {
	o := newOffice(t)
	one, other := o.as("经办"), o.as("双岗")
	require.Equal(t, http.StatusSeeOther, one.post("/desk/records", with(paper(), "act", "save")).Code)
	mine, theirs := one.fields(one.page("/desk/records/1/edit"), "送审"), other.fields(other.page("/desk/records/1/edit"), "送审")
	theirs.Set("summary", "对方写的概述，供暖的时间、标准和电话。")
	require.Equal(t, http.StatusSeeOther, other.post("/desk/records", with(theirs, "act", "save")).Code)
	mine.Set("summary", "我写的概述，供暖从哪一天开始、多少度、找谁投诉。")
	w := one.post("/desk/records", with(mine, "act", "save"))
	require.Equal(t, http.StatusConflict, w.Code)
	html := w.Body.String()
	assert.Contains(t, html, "“双岗”保存过这条草稿")
	assert.Contains(t, html, "我写的概述", "nothing is lost")
	assert.Contains(t, html, "对方写的概述", "and the other's words are shown")
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Contains(t, r.Summary, "对方写的概述")
	require.Equal(t, http.StatusSeeOther, one.post("/desk/records", with(one.fields(html, "送审"), "act", "save")).Code, "the second time is on purpose")
	r, err = o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Contains(t, r.Summary, "我写的概述")
}

func TestTwoReviewersAtOnceDecideOnce(t *testing.T) {
	o := newOffice(t)
	at := o.as("经办").drafted(paper())
	one, other := o.as("审核"), o.as("双岗")
	first, second := one.fields(one.page(at), "同意并发布"), other.fields(other.page(at), "要改什么")
	require.Equal(t, http.StatusSeeOther, one.post(at, first).Code)
	second.Set("note", "标题要改")
	w := other.post(at, second)
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“审核”（公开）刚刚动过")
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.Published, r.Status)
}

func TestAReturnSaysWhyAndLeadsBackToTheDraft(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.drafted(paper())
	form := reviewer.fields(reviewer.page(at), ">退回<")
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(at, form).Code, "a return says why")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, with(form, "note", "概述要写明温度")).Code)
	assert.Contains(t, drafter.page("/desk/"), "我的草稿和退回件")
	assert.Contains(t, drafter.page(at), "理由：概述要写明温度")
	edit := drafter.page(at + "/edit")
	assert.Contains(t, edit, "退回的理由：审核：概述要写明温度", "it stands where it is mended")
	w := drafter.post("/desk/records", with(drafter.fields(edit, "送审"), "body", "先存一下", "act", "save"))
	require.Equal(t, http.StatusSeeOther, w.Code)
	edit = drafter.page(at + "/edit")
	assert.Contains(t, edit, "退回的理由：审核：概述要写明温度", "until it goes again")
	again := drafter.fields(edit, "送审")
	require.Equal(t, at, drafter.drafted(again), "the same record goes again")
	assert.Equal(t, http.StatusConflict, drafter.get(at+"/edit").Code, "what is under review is not written any more")
	w = drafter.post("/desk/records", with(again, "act", "save"))
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, reviewer.page("/desk/review"), "供暖")
}

func TestScheduledReturnedWithheldWithdrawn(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	do := func(s *seat, at, button string, set ...string) {
		t.Helper()
		w := s.post(at, with(s.fields(s.page(at), button), set...))
		require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	}
	at := ""
	is := func(want catalog.Status) {
		t.Helper()
		id, err := strconv.ParseInt(strings.TrimPrefix(at, "/desk/records/"), 10, 64)
		require.NoError(t, err)
		r, err := o.catalog.Paper(t.Context(), id)
		require.NoError(t, err)
		assert.Equal(t, want, r.Status)
	}
	at = drafter.drafted(paper())
	w := reviewer.post(at, with(reviewer.fields(reviewer.page(at), "同意并定时"), "not_before", "2026-10-28"))
	assert.Contains(t, w.Body.String(), "要在今天以后")
	do(reviewer, at, "同意并定时", "not_before", "2026-10-30")
	is(catalog.Scheduled)
	assert.Contains(t, reviewer.page("/desk/"), "2026-10-30 发布")
	o.now = o.now.AddDate(0, 0, 2)
	reviewer = o.as("审核") // two days are more than a session lasts
	do(reviewer, at, ">发布<")
	is(catalog.Published)
	w = reviewer.post(at, with(reviewer.fields(reviewer.page(at), "撤回这条信息"), "kind", "发布错误", "note", "写出了手机13812345678"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "the reason is public")
	assert.Contains(t, w.Body.String(), "理由公众看得到，里面含有手机号码。请改写")
	do(reviewer, at, "撤回这条信息", "kind", "发布错误", "note", "附件放错")
	is(catalog.Withdrawn)
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Contains(t, r.Reason, "发布错误：附件放错")

	drafter = o.as("经办")
	at = drafter.drafted(with(paper(), "title", "关于内部值班安排的通知", "doc_number", "", "openness", "not_public", "grounds", "条例第十六条第一款，内部事务信息"))
	assert.Contains(t, reviewer.page(at), "条例第十六条第一款", "the grounds that the drafter gave")
	w = reviewer.post(at, with(reviewer.fields(reviewer.page(at), "同意并发布")))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "公开属性不是主动公开")
	do(reviewer, at, "决定不公开")
	is(catalog.Withheld)
	do(reviewer, at, "决定不公开", "look", "2028-01-04")
	do(reviewer, at, "重新送审")
	is(catalog.InReview)
	do(reviewer, at, "报请确定", "note", "报区保密局")
	is(catalog.SecrecyReview)
}

func TestACorrectionTakesThePlaceOfTheOld(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	publish := func(at string) catalog.Record {
		t.Helper()
		require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布")).Code)
		head, err := o.catalog.Head(t.Context())
		require.NoError(t, err)
		var last catalog.Record
		for c, err := range o.catalog.Audit(t.Context(), 0) {
			require.NoError(t, err)
			if c.Kind == catalog.Published && c.Seq <= head {
				last = c.Record
			}
		}
		return last
	}
	old := publish(drafter.drafted(paper()))
	html := drafter.page("/desk/records/new?replaces=" + url.QueryEscape(string(old.Number)))
	form := drafter.fields(html, "送审")
	assert.Equal(t, old.Title, form.Get("title"), "the old words stand in the form")
	form.Set("title", "关于做好冬季供暖保障工作的通知（更正）")
	fresh := publish(drafter.drafted(form))
	assert.NotEqual(t, old.Number, fresh.Number)
	now, err := o.catalog.Paper(t.Context(), old.ID)
	require.NoError(t, err)
	assert.EqualValues(t, catalog.Superseded, now.Status)
	force, by, err := o.catalog.Force(t.Context(), old.Number, civil.Day(2026, 10, 28))
	require.NoError(t, err)
	assert.Equal(t, catalog.Repealed, force)
	assert.Equal(t, fresh.Number, by)
	force, _, err = o.catalog.Force(t.Context(), fresh.Number, civil.Day(2026, 10, 28))
	require.NoError(t, err)
	assert.Equal(t, catalog.InForce, force, "the new one is not undone by the old")

	at := fmt.Sprintf("/desk/records/%d", fresh.ID)
	w := reviewer.post(at, with(reviewer.fields(reviewer.page(at), "标为已被替代"), "by", "2026-99999"))
	assert.Contains(t, w.Body.String(), "目录里没有这个索引号")
}

func TestAScheduledCorrectionThatIsLetOutByHandTakesThePlaceOfTheOld(t *testing.T) {
	o := newOffice(t)
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.drafted(paper())
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布")).Code)
	form := drafter.fields(drafter.page("/desk/records/new?replaces="+url.QueryEscape(string(o.one().Number))), "送审")
	next := drafter.drafted(with(form, "title", "关于做好冬季供暖保障工作的通知（更正）"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(next, with(reviewer.fields(reviewer.page(next), "同意并定时"), "not_before", "2026-10-30")).Code)
	assert.EqualValues(t, catalog.Published, o.one().Status, "until its day")
	o.now = o.now.AddDate(0, 0, 2)
	reviewer = o.as("审核")
	require.Equal(t, http.StatusSeeOther, reviewer.post(next, reviewer.fields(reviewer.page(next), ">发布<")).Code)
	assert.EqualValues(t, catalog.Superseded, o.one().Status)
}

func TestTheListsAndTheTrail(t *testing.T) {
	o := newOffice(t)
	drafter := o.as("经办")
	drafter.drafted(paper())
	require.Equal(t, http.StatusSeeOther, drafter.post("/desk/records", with(paper(), "act", "save", "title", "关于城市绿化的通知")).Code)
	html := drafter.page("/desk/records?status=draft")
	assert.Contains(t, html, "城市绿化")
	assert.NotContains(t, html, "冬季供暖")
	assert.Contains(t, drafter.page("/desk/records?q="+url.QueryEscape("供暖")), "共1条")
	assert.Contains(t, drafter.page("/desk/review"), "正在审查")
	html = drafter.page("/desk/trail")
	assert.Contains(t, html, "送审")
	assert.Contains(t, html, "第 3 号")
	assert.Contains(t, drafter.post("/desk/trail", nil).Body.String(), "3号变更逐一核对，未发现改动")
	for range 60 {
		_, err := o.catalog.Move(context.Background(), catalog.Record{Title: "存档"}, catalog.Draft, "", catalog.Actor{Name: "经办", At: o.now})
		require.NoError(t, err)
	}
	assert.Contains(t, drafter.page("/desk/trail"), "before=14")
	assert.Contains(t, drafter.page("/desk/trail?before=14"), "冬季供暖")
	assert.Contains(t, drafter.page("/desk/records?page=2"), "上一页")
	assert.Equal(t, http.StatusNotFound, drafter.get("/desk/records/999").Code)
	assert.Equal(t, http.StatusNotFound, drafter.get("/desk/nothing").Code)
	assert.Equal(t, http.StatusMethodNotAllowed, drafter.post("/desk/review", nil).Code)
}

func TestDutiesAndZeroReports(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	html := s.page("/desk/items")
	assert.Contains(t, html, "“三公”经费执行情况")
	assert.Contains(t, html, "逾期")
	assert.Contains(t, s.page("/desk/"), "定期公开窗口 2026-10-21 — 2026-10-31")
	form := s.fields(html, "登记零报告")
	w := s.post("/desk/items", with(form, "reason", ""))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	require.Equal(t, http.StatusSeeOther, s.post("/desk/items", with(form, "reason", "本期没有支出")).Code)
	assert.Contains(t, s.page("/desk/items?all=1"), "本期没有支出")
	assert.Equal(t, http.StatusConflict, s.post("/desk/items", with(form, "reason", "再报一次")).Code)

	all := s.page("/desk/items?all=1")
	assert.NotContains(t, all, `name="name" value="机构职能"`, "what stands for ever is there or is not")
	w = s.post("/desk/items", url.Values{"item": {"2"}, "name": {"机构职能"}, "for": {""}, "reason": {"没有"}})
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "零报告只报定期公开的")
	o.now = time.Date(2026, 11, 30, 9, 0, 0, 0, o.now.Location())
	s = o.as("经办")
	assert.NotContains(t, s.page("/desk/items?all=1"), `name="for" value="2027-01-21"`, "its window is not open")
}

func TestWhatWasMissedIsStillOverdueAtNewYear(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.drafted(with(paper(), "column", "财政预决算"))
	reviewer := o.as("审核")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布")).Code)
	form := s.fields(s.page("/desk/items"), "登记零报告")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/items", with(form, "reason", "本期没有支出")).Code)
	before := strings.Count(s.page("/desk/items"), ">逾期")
	require.Positive(t, before)
	o.now = time.Date(2027, 1, 5, 9, 0, 0, 0, o.now.Location())
	s = o.as("经办")
	html := s.page("/desk/items")
	assert.GreaterOrEqual(t, strings.Count(html, ">逾期"), before)
	assert.Contains(t, html, "登记过的零报告和补公开")
	assert.Contains(t, html, "本期没有支出")
	assert.NotContains(t, s.page("/desk/"), "没有逾期和近期到期的公开事项")
	assert.Contains(t, s.page("/desk/items/urge"), "2026-")

	form = s.fields(html, "登记补公开")
	for typed, want := range map[string]string{"": "请写补公开", "2026-99999": "没有索引号是"} {
		w := s.post("/desk/items", with(form, "number", typed))
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, typed)
		assert.Contains(t, w.Body.String(), want)
		assert.Contains(t, w.Body.String(), "没有登记（“三公”经费执行情况 "+form.Get("for")+"）：")
		assert.Regexp(t, `<details class="step" open><summary><span>“三公”经费执行情况 `+form.Get("for")+`<`, w.Body.String())
		assert.Contains(t, w.Body.String(), `name="number" value="`+typed+`"`, "what was typed stays")
	}
	assert.Contains(t, html, "栏目“财政预决算”，发布机构“兴庆区人民政府”")
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	other := s.drafted(with(paper(), "title", "关于别的事项的通知", "doc_number", "", "column", "机构职能"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(other, reviewer.fields(reviewer.page(other), "同意并发布")).Code)
	id, err := strconv.ParseInt(path.Base(other), 10, 64)
	require.NoError(t, err)
	r2, err := o.catalog.Paper(t.Context(), id)
	require.NoError(t, err)
	w := s.post("/desk/items", with(form, "number", string(r2.Number)))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "栏目：不在这一事项的栏目里。 <small>现为：机构职能</small> <small>应为：财政预决算</small>")
	assert.NotContains(t, w.Body.String(), "发布机构：", "only what is wrong is named")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/items", with(form, "number", string(r.Number))).Code)
	assert.Contains(t, o.as("审核").page("/desk/trail?of=desk"), "“三公”经费执行情况 "+form.Get("for")+"："+string(r.Number))
	next := s.fields(strings.SplitN(s.page("/desk/items"), "零报告和补公开</h2>", 2)[1], "登记补公开")
	require.NotEqual(t, form.Get("for"), next.Get("for"))
	assert.Equal(t, http.StatusUnprocessableEntity, s.post("/desk/items", with(next, "reason", "", "act", "")).Code)
	w = s.post("/desk/items", with(next, "number", string(r.Number)))
	assert.Equal(t, http.StatusConflict, w.Code, "one record makes good for one window")
	assert.Contains(t, w.Body.String(), "一条信息只补一期")
	assert.Equal(t, http.StatusConflict, s.post("/desk/items", with(form, "number", string(r.Number))).Code, "it is no longer overdue")
	assert.Contains(t, s.page("/desk/items"), "<td>"+string(r.Number)+"</td>")
}

func TestPushesAreSettledByHand(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	at := s.drafted(paper())
	reviewer := o.as("审核")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布")).Code)
	r, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	rel := catalog.Release{Subject: string(r.Number), Channel: grid, Day: civil.Day(2026, 10, 28), At: o.now}
	require.NoError(t, o.catalog.Claim(t.Context(), rel))
	rel.State, rel.Reason = catalog.NeedsHand, "已请网格员转发到群里"
	require.NoError(t, o.catalog.Settle(t.Context(), rel))
	html := s.page("/desk/grids")
	assert.Contains(t, html, "等人工的推送")
	assert.Contains(t, html, "群机器人，不通时网格员转发（1人）")
	assert.Contains(t, s.page("/desk/"), "推送要人工处理")
	form := s.fields(html, "已经送到")
	require.Equal(t, http.StatusSeeOther, s.post("/desk/grids", with(form, "act", "sent")).Code)
	done, err := o.catalog.Releases(t.Context(), string(r.Number))
	require.NoError(t, err)
	assert.Equal(t, catalog.Sent, done[0].State)
	assert.Equal(t, "经办确认已经送到", done[0].Reason)
	assert.Equal(t, http.StatusConflict, s.post("/desk/grids", with(form, "act", "sent")).Code, "a colleague was faster")
}

// Who pastes a whole text into a search, or is sent a link with one, gets no page that
// repeats it in each of its links.
func TestALongSearchIsCutAsTheSearchBoxDoes(t *testing.T) {
	o := newOffice(t)
	s := o.as("双岗")
	for i := range 60 {
		s.saved(fmt.Sprintf("关于供暖的第%d号通知", i))
	}
	for _, at := range []string{"/desk/records?status=draft&", "/desk/records?", "/desk/requests?", "/desk/grids?", "/desk/posts/mass?"} {
		plain := len(s.page(strings.TrimRight(at, "?&")))
		html := s.page(at + url.Values{"q": {strings.Repeat("供暖", 2000)}, "status": {strings.Repeat("s", 5000)}, "of": {strings.Repeat("o", 5000)}}.Encode())
		assert.Less(t, len(html), plain+20_000, at)
		assert.Contains(t, html, `value="`+strings.Repeat("供暖", 100)+`" maxlength="200"`, at)
		assert.NotContains(t, html, strings.Repeat("供暖", 101), at)
		assert.NotContains(t, html, "sssss", at)
		assert.NotContains(t, html, "ooooo", at)
	}
	assert.Contains(t, s.page("/desk/records?q=%20%20供暖的%20%0A&page=2"), "?page=1&amp;status=&amp;q=%e4%be%9b%e6%9a%96%e7%9a%84")
}
