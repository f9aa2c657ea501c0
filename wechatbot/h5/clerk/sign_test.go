package clerk_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestAReplyIsDraftedByOneAndSignedByAnother(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	drafter, both, reviewer := o.as("经办"), o.as("双岗"), o.as("审核")
	at := "/desk/requests/" + r.ID
	drafter.step(r.ID, disclosure.KindConfirmed)
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
	at := "/desk/requests/" + r.ID
	drafter.step(r.ID, disclosure.KindConfirmed)
	form := drafter.fields(drafter.page(at+"/reply"), "先看告知书")
	require.Equal(t, http.StatusSeeOther, drafter.post(at+"/reply", with(form, "outcome", "denied.internal_affairs", "grounds", "内部会议纪要。", "act", "send")).Code)
	page := reviewer.page(at + "/sign")
	assert.NotContains(t, page, "保密审查的意见", "a refusal gives nothing")
	opened := reviewer.fields(page, "签发，发出答复")
	head.step(r.ID, disclosure.KindExtended, "note", "要核实", "days", "5")
	w := reviewer.post(at+"/sign", opened)
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“负责人”（延长答复期限）")
	assert.Equal(t, http.StatusUnprocessableEntity, reviewer.post(at+"/sign", with(reviewer.fields(w.Body.String(), "签发，发出答复"), "day", "2026-10-29")).Code)
	require.Equal(t, http.StatusSeeOther, reviewer.post(at+"/sign", reviewer.fields(w.Body.String(), "签发，发出答复")).Code)

	correct := drafter.fields(drafter.page(at+"/reply"), "先看告知书")
	require.Equal(t, http.StatusSeeOther, drafter.post(at+"/reply", with(correct, "outcome", "unavailable.not_held", "grounds", "没有制作。", "act", "send")).Code)
	assert.Equal(t, disclosure.DeniedInternal, o.request(r.ID).Outcome(), "the first reply stands until the correction is signed")
	require.Equal(t, http.StatusSeeOther, head.post(at+"/sign", head.fields(head.page(at+"/sign"), "签发，发出答复")).Code)
	assert.Equal(t, civil.Day(2026, 10, 28), o.request(r.ID).Events[len(o.request(r.ID).Events)-1].Day)
	assert.NotEqual(t, disclosure.DeniedInternal, o.request(r.ID).Outcome())
}
