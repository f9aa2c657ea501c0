package clerk_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestAReplyIsDraftedByOneAndSignedByAnother(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	drafter, both, reviewer := o.as("经办"), o.as("双岗"), o.as("审核")
	at := drafter.confirms(r)
	assert.Equal(t, http.StatusConflict, reviewer.get(at+"/reply").Code, "a reviewer drafts nothing")
	assert.Equal(t, http.StatusConflict, reviewer.get(at+"/sign").Code, "nothing waits yet")

	form := both.fields(both.page(at+"/reply"), "先看告知书")
	form = with(form, "outcome", "granted", "text", "办法全文。", "act", "send")
	require.Equal(t, http.StatusSeeOther, both.post(at+"/reply", form).Code)
	now := o.request(r.ID)
	assert.Equal(t, disclosure.StateReview, now.State())
	_, sent := now.Reply()
	assert.False(t, sent)
	html := both.page(at)
	assert.Contains(t, html, "签发以前申请人看不到")
	assert.NotContains(t, both.page(at+"/sign"), "签发，发出答复", "who drafted it does not sign it")
	assert.Equal(t, http.StatusForbidden, both.post(at+"/sign", with(form, "seen", o.seen(now), "day", "2026-10-28", "found", "可以公开")).Code)
	assert.Equal(t, http.StatusForbidden, drafter.post(at+"/sign", with(form, "seen", o.seen(now), "day", "2026-10-28", "found", "可以公开")).Code)

	assert.Contains(t, reviewer.page("/desk/requests?of=sign"), r.ID)
	assert.Regexp(t, `依申请公开 <span class="n">1<`, reviewer.page("/desk/"), "what waits for a signature waits in the menu")
	assert.NotRegexp(t, `依申请公开 <span class="n">`, both.page("/desk/"), "and not for who drafted it")
	html = reviewer.page(at + "/sign")
	assert.Contains(t, html, "办法全文。")
	assert.NotContains(t, html, "测试人员", "the letter masks the applicant")
	back := reviewer.fields(html, "退回修改")
	w := reviewer.post(at, back)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "a reason is asked for")
	assert.Contains(t, w.Body.String(), "没有办理：请填写“要改什么”。")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, with(back, "note", "写明获取方式")).Code)
	assert.Equal(t, disclosure.StateProcessing, o.request(r.ID).State())

	html = drafter.page(at + "/reply")
	assert.Contains(t, html, "审核：写明获取方式")
	form = drafter.fields(html, "先看告知书")
	assert.Equal(t, "办法全文。", form.Get("text"), "the draft that came back is still there")
	require.Equal(t, http.StatusSeeOther, drafter.post(at+"/reply", with(form, "outcome", "granted", "how", "电子邮件", "act", "send")).Code)
	assert.NotContains(t, both.page(at+"/sign"), "签发，发出答复", "nor who drafted it before")

	form = reviewer.fields(reviewer.page(at+"/sign"), "签发，发出答复")
	w = reviewer.post(at+"/sign", with(form, "found", ""))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有签发：请填写“保密审查的意见”。")
	doc := reviewer.post(at+"/letter.docx", with(nil, "draft", "yes"))
	require.Equal(t, http.StatusOK, doc.Code)
	assert.Contains(t, words(t, doc.Body.Bytes()), "测试人员")
	signed := with(form, "found", "经审查可以公开", "number", "兴公开〔2026〕3号")
	require.Equal(t, http.StatusSeeOther, reviewer.post(at+"/sign", signed).Code)
	now = o.request(r.ID)
	assert.Equal(t, disclosure.Granted, now.Outcome())
	reply, _ := now.Reply()
	assert.Equal(t, "兴公开〔2026〕3号", reply.Number)
	assert.Contains(t, drafter.page(at), `<a class="button" href="`+at+`/reply">更正答复送审</a>`)
	assert.Contains(t, drafter.page(at), "再发的是更正的答复")
	correct := drafter.fields(drafter.page(at+"/reply"), "先看告知书")
	assert.Empty(t, correct.Get("number"), "a correction has a number of its own")
	w = drafter.post(at+"/reply", with(correct, "number", "兴公开〔2026〕3号", "act", "send"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "每份告知书用自己的文号")
	require.Equal(t, http.StatusSeeOther, drafter.post(at+"/reply", with(correct, "act", "send")).Code)
	again := with(reviewer.fields(reviewer.page(at+"/sign"), "签发，发出答复"), "number", "兴公开[2026]3号", "found", "经审查可以公开")
	w = reviewer.post(at+"/sign", again)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "没有签发：文号“兴公开[2026]3号”是这件申请以前发出的答复的")
	assert.Equal(t, len(now.Events)+1, len(o.request(r.ID).Events))
	last := now.Events[len(now.Events)-1]
	assert.Equal(t, disclosure.Actor{Name: "审核", Role: disclosure.RoleSigner}, last.By)
	assert.Contains(t, now.Untold(), len(now.Events)-1)
	assert.Equal(t, http.StatusConflict, reviewer.post(at+"/sign", signed).Code, "not twice")
	assert.Contains(t, reviewer.page("/desk/trail?of=requests"), "保密审查")
}

func TestASignatureOnWhatHasChangedMeanwhileIsRefused(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	drafter, reviewer, head := o.as("经办"), o.as("审核"), o.as("负责人")
	at := drafter.confirms(r)
	drafter.replies(at, "outcome", "denied.internal_affairs", "grounds", "内部会议纪要。")
	page := reviewer.page(at + "/sign")
	assert.NotContains(t, page, "保密审查的意见", "a refusal gives nothing")
	opened := reviewer.fields(page, "签发，发出答复")
	head.step(r.ID, disclosure.KindExtended, "note", "要核实", "days", "5")
	w := reviewer.post(at+"/sign", opened)
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“负责人”（延长答复期限）")
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(at+"/sign", with(reviewer.fields(w.Body.String(), "签发，发出答复"), "day", "2026-10-29")).Code)
	require.Equal(t, http.StatusSeeOther, reviewer.post(at+"/sign", reviewer.fields(w.Body.String(), "签发，发出答复")).Code)

	drafter.replies(at, "outcome", "unavailable.not_held", "grounds", "没有制作。")
	assert.Equal(t, disclosure.DeniedInternal, o.request(r.ID).Outcome(), "the first reply stands until the correction is signed")
	require.Equal(t, http.StatusSeeOther, head.post(at+"/sign", head.fields(head.page(at+"/sign"), "签发，发出答复")).Code)
	assert.Equal(t, civil.Day(2026, 10, 28), o.request(r.ID).Events[len(o.request(r.ID).Events)-1].Day)
	assert.NotEqual(t, disclosure.DeniedInternal, o.request(r.ID).Outcome())
}

func TestTheFrontPageSaysWhichReplyWaitsForWhom(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	drafter, reviewer, head := o.as("经办"), o.as("审核"), o.as("负责人")
	at := drafter.confirms(r)
	assert.Regexp(t, `<b>0</b>\s*<span>答复待我签发`, reviewer.page("/desk/"))
	drafter.replies(at, "outcome", "granted", "text", "办法全文。")
	for _, s := range []*seat{reviewer, head} {
		html := s.page("/desk/")
		assert.Regexp(t, `<b>1</b>\s*<span>答复待我签发`, html)
		assert.Contains(t, html, `<a href="`+at+`/sign">2025年冬季供暖补贴的发放办法</a>`)
		assert.Contains(t, html, `<span class="tag note">待签发</span>`)
		assert.Contains(t, s.page("/desk/review"), at+"/sign")
	}
	assert.NotContains(t, drafter.page("/desk/"), "答复待我签发", "who drafted it does not sign it")

	require.Equal(t, http.StatusSeeOther, reviewer.post(at, with(reviewer.fields(reviewer.page(at+"/sign"), "退回修改"), "note", "请补充获取方式")).Code)
	html := drafter.page("/desk/")
	assert.Contains(t, html, "退回我修改的答复")
	assert.Contains(t, html, `<span class="tag note">答复退回，待修改</span>`)
	assert.Contains(t, drafter.page("/desk/requests"), "答复退回，待修改")
	assert.Regexp(t, `依申请公开 <span class="n">1<`, html)
	assert.Contains(t, drafter.page(at), "审核：请补充获取方式")
	assert.NotContains(t, o.as("双岗").page("/desk/"), "退回我修改的答复", "it is not hers")
	assert.Regexp(t, `<b>0</b>\s*<span>答复待我签发`, head.page("/desk/"))

	drafter.replies(at, "how", "电子邮件")
	assert.NotContains(t, drafter.page("/desk/"), "退回我修改的答复")
	require.Equal(t, http.StatusSeeOther, head.post(at+"/sign", with(head.fields(head.page(at+"/sign"), "签发，发出答复"), "found", "经审查可以公开")).Code)
	drafter.replies(at, "outcome", "partial", "grounds", "其余涉及个人隐私。")
	assert.Regexp(t, `<b>1</b>\s*<span>答复待我签发`, head.page("/desk/"), "a correction waits too, though the request is closed")
}

func TestRequestsThatAreOverdueComeFirst(t *testing.T) {
	o := newOffice(t)
	late, fresh := o.submitted(), o.submittedBefore(1)
	o.as("经办").step(late.ID, disclosure.KindConfirmed)
	o.now = time.Date(2026, 11, 30, 9, 0, 0, 0, o.now.Location())
	s := o.as("经办")
	html := s.page("/desk/")
	assert.Regexp(t, `class="bad"><b>1</b>\s*<span>申请逾期未答复`, html)
	assert.Regexp(t, `<b>1</b>\s*<span>申请本周须办`, html, "the one to be confirmed")
	assert.Less(t, strings.Index(html, "申请逾期未答复"), strings.Index(html, "待我审查"))
	assert.Regexp(t, `依申请公开 <span class="n late">2<`, html)
	list := s.page("/desk/requests")
	assert.Less(t, strings.Index(list, late.ID), strings.Index(list, fresh.ID))
}

func TestAReplyThatTellsOfWhatNeverHappenedIsNotProposed(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	s := o.as("经办")
	at := s.confirms(r)
	form := s.fields(s.page(at+"/reply"), "先看告知书")
	for outcome, why := range map[string]string{"other.fee_not_paid": "没有逾期不缴费的情形", "other.not_corrected_in_time": "没有逾期不补正的情形", "unavailable.still_unclear": "没有告知补正"} {
		for _, act := range []string{"look", "send"} {
			w := s.post(at+"/reply", with(form, "outcome", outcome, "grounds", "理由", "act", act))
			assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
			assert.Contains(t, w.Body.String(), why)
			assert.Contains(t, w.Body.String(), `id="outcome-wrong"`)
		}
	}
	w := s.post(at+"/reply", with(form, "outcome", "denied.third_party_rights", "grounds", "涉及商业秘密", "act", "look"))
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "没有征求第三方意见的记录")
	require.Equal(t, http.StatusSeeOther, s.post(at+"/reply", with(form, "outcome", "denied.third_party_rights", "grounds", "涉及商业秘密", "act", "send")).Code)
	assert.Contains(t, o.as("审核").page(at+"/sign"), "没有征求第三方意见的记录", "and who signs sees it")
}

func TestWhoeverSignsSecondAtTheSameMomentIsToldWhoWasFirst(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	drafter, reviewer, head := o.as("经办"), o.as("审核"), o.as("负责人")
	at := drafter.confirms(r)
	drafter.replies(at, "outcome", "granted", "text", "办法全文。")
	form := with(reviewer.fields(reviewer.page(at+"/sign"), "签发，发出答复"), "found", "经审查可以公开")
	var wait sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, 3)
	for i, s := range []*seat{reviewer, reviewer, head} {
		wait.Go(func() { answers[i] = s.post(at+"/sign", form) })
	}
	wait.Wait()
	signed := 0
	for _, w := range answers {
		if w.Code == http.StatusSeeOther {
			signed++
			continue
		}
		assert.Equal(t, http.StatusConflict, w.Code)
		assert.Contains(t, w.Body.String(), "刚刚办理过这件申请")
		assert.NotContains(t, w.Body.String(), "现在不能“")
	}
	assert.Equal(t, 1, signed)
	n := 0
	for _, e := range o.request(r.ID).Events {
		if e.Kind == disclosure.KindSecrecyReviewed || e.Kind == disclosure.KindReplied {
			n++
		}
	}
	assert.Equal(t, 2, n, "one review, one reply")
	assert.Contains(t, reviewer.post(at+"/sign", form).Body.String(), "没有签发：您打开以后，")
}

func TestTheRepliesThatWentOutAreReadAtTheDesk(t *testing.T) {
	o := newOffice(t, alone)
	r := o.submitted()
	s := o.as("经办")
	at := s.confirms(r)
	form := with(s.fields(s.page(at+"/reply"), "先看告知书"), "outcome", "granted", "text", "办法全文。")
	w := s.post(at+"/reply", with(form, "day", "2026-10-01", "act", "look"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "a day before the receipt is found before the letter is read")
	assert.Contains(t, w.Body.String(), "告知书还写不出来：答复日期不能早于上一步的日期（确认收到 2026-10-28）")
	require.Equal(t, http.StatusSeeOther, s.post(at+"/reply", with(form, "act", "send")).Code)
	html := s.page(at)
	assert.Contains(t, html, "发出的答复")
	assert.Contains(t, html, "办法全文。")
	assert.NotContains(t, html, "测试人员", "the applicant stays masked")
	looked := len(o.request(r.ID).Events)
	s.replies(at, "outcome", "partial", "grounds", "其余涉及个人隐私。", "text", "办法前两页。")
	html = s.page(at)
	assert.Contains(t, html, "以前的答复（2026年10月28日）")
	assert.Contains(t, html, "本机关于2026年10月28日作出的答复（处理结果为：予以公开）有误，现予更正")
	assert.Less(t, strings.Index(html, "办法前两页。"), strings.Index(html, "办法全文。"))
	assert.Len(t, o.request(r.ID).Events, looked+1, "reading it names nobody and leaves no trace of a look")
}
