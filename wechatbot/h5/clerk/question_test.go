package clerk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestThePhotosOfACaseAreSeen(t *testing.T) {
	o := newOffice(t)
	photo, pdf := []byte("\xff\xd8\xff\xe0 photo"), []byte("%PDF-1.7 receipt")
	require.NoError(t, o.cases.SaveDraft(t.Context(), cases.Draft{Owner: "wechat:o1", Kind: cases.Complaint, Text: "公开栏的玻璃碎了。"}))
	d, err := o.cases.Attach(t.Context(), "wechat:o1", "1", photo, o.now)
	require.NoError(t, err)
	c, err := o.cases.Open(t.Context(), cases.Case{Kind: d.Kind, Text: d.Text, Owner: d.Owner, Attachments: d.Attachments, Channel: disclosure.ByWeChat}, "", o.now)
	require.NoError(t, err)
	_, err = o.cases.Enclose(t.Context(), c.ID, "2", pdf, o.now)
	require.NoError(t, err)
	s := o.as("经办")
	at := "/desk/questions/" + c.ID
	html := s.page(at)
	assert.Contains(t, html, "下载 附件1.jpg")
	assert.Contains(t, html, "下载 附件2.pdf")
	for n, want := range [][]byte{photo, pdf} {
		w := s.post(fmt.Sprint(at, "/files/", n), nil)
		require.Equal(t, http.StatusOK, w.Code)
		assert.Equal(t, want, w.Body.Bytes())
		assert.Contains(t, w.Header().Get("Content-Disposition"), "attachment")
	}
	assert.Equal(t, http.StatusForbidden, o.as("审核").post(at+"/files/0", nil).Code, "who has no part in it")
	assert.Contains(t, s.page(at), "下载来件的附件", "and who fetched one stays on the record")
	for _, none := range []string{"/files/2", "/files/-1", "/files/x"} {
		assert.Equal(t, http.StatusNotFound, s.post(at+none, nil).Code, none)
	}
}

func TestAComplaintIsVerifiedHandledAndAnswered(t *testing.T) {
	o := newOffice(t)
	c, err := o.cases.Open(t.Context(), cases.Case{Kind: cases.Complaint, Text: "某街道的公开栏半年没有更新。", Owner: "wechat:o1", Channel: disclosure.ByWeChat}, "", o.now)
	require.NoError(t, err)
	require.NoError(t, o.cases.Ask(t.Context(), "供暖几号停", civil.Day(2026, 10, 27)))
	s := o.as("经办")
	at := "/desk/questions/" + c.ID
	assert.Contains(t, s.page("/desk/questions"), "公开栏半年没有更新")
	assert.Contains(t, s.page("/desk/"), c.ID)
	_, err = o.cases.Record(t.Context(), c.ID, cases.Supplemented(civil.DateOf(o.now), "在三楼").WithContact("13900000000").WithTime(o.now))
	require.NoError(t, err)
	for _, added := range []string{"在三楼", "联系方式 139****0000"} {
		assert.Contains(t, s.page(at), added)
	}
	do := func(act cases.Act, set ...string) {
		t.Helper()
		w := s.post(at, with(s.fields(s.page(at), `name="act" value="`+string(act)+`"`), set...))
		require.Equal(t, http.StatusSeeOther, w.Code, "%s %s", act, w.Body.String())
	}
	do(cases.ActAssigned, "organ", "解放西街街道办事处")
	form := s.fields(s.page(at), `value="verified"`)
	assert.Equal(t, http.StatusUnprocessableEntity, s.post(at, form).Code, "in words")
	do(cases.ActVerified, "verdict", string(cases.Founded), "text", "确实半年没有更新。")
	assert.Equal(t, http.StatusConflict, s.post(at, form).Code, "a colleague was faster")
	do(cases.ActHandled, "text", "已经补上。")
	do(cases.ActReplied, "text", "反映属实，已经补上，谢谢您。")
	assert.NotContains(t, s.page("/desk/questions"), c.ID)
	assert.Contains(t, s.page("/desk/questions?all=1"), c.ID)
	assert.Equal(t, http.StatusForbidden, o.as("审核").post("/desk/questions", nil).Code)
	require.Equal(t, http.StatusSeeOther, s.post("/desk/questions", s.fields(s.page("/desk/questions"), "已经补充")).Code)
	assert.NotContains(t, s.page("/desk/questions"), "供暖几号停")
	assert.Equal(t, http.StatusNotFound, s.get("/desk/questions/TS-1").Code)
}

func TestHowToReachAComplainantIsForWhoHandlesIt(t *testing.T) {
	o := newOffice(t)
	c, err := o.cases.Open(t.Context(), cases.Case{Kind: cases.Complaint, Text: "公开栏半年没有更新，回电13912345678。", Contact: "13912345678", Channel: disclosure.ByWeb}, "", o.now)
	require.NoError(t, err)
	_, err = o.cases.Record(t.Context(), c.ID, cases.Supplemented(civil.DateOf(o.now), "").WithContact("zhang@example.cn").WithTime(o.now))
	require.NoError(t, err)
	at := "/desk/questions/" + c.ID
	reviewer, s := o.as("审核"), o.as("经办")
	for _, html := range []string{reviewer.page(at), s.page(at), s.page("/desk/questions"), s.page("/desk/")} {
		assert.NotContains(t, html, "13912345678")
		assert.NotContains(t, html, "zhang@example.cn")
	}
	assert.Contains(t, s.page(at), "139****5678")
	assert.NotContains(t, reviewer.page(at), "看联系方式")
	assert.Equal(t, http.StatusForbidden, reviewer.post(at, url.Values{"act": {"viewed"}, "purpose": {"联系来件人核实"}}).Code)
	w := s.post(at, url.Values{"act": {"viewed"}})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "what for?")
	assert.NotContains(t, w.Body.String(), "13912345678")
	w = s.post(at, with(s.fields(s.page(at), "看联系方式"), "purpose", "联系来件人核实"))
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "联系方式 13912345678")
	assert.Contains(t, w.Body.String(), "zhang@example.cn")
	html := s.page(at)
	assert.NotContains(t, html, "13912345678", "once")
	assert.Contains(t, html, "查看来件人信息")
	assert.Contains(t, html, "联系来件人核实")
	now, err := o.cases.Case(t.Context(), c.ID)
	require.NoError(t, err)
	assert.Equal(t, disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}, now.Events[2].By)
	form := s.fields(s.page(at), `value="verified"`)
	require.Equal(t, http.StatusSeeOther, s.post(at, with(form, "verdict", "founded", "text", "属实。")).Code, "a look is no act that another clerk must know of")
}

// What tells how to reach her is masked in whichever way she wrote it.
func TestAComplainantsNumberIsMaskedHoweverSheSpacesIt(t *testing.T) {
	o := newOffice(t)
	c, err := o.cases.Open(t.Context(), cases.Case{Kind: cases.Complaint, Contact: "13895117777", Channel: disclosure.ByWeb,
		Text: "电话 138 9511 7777，或138-9511-7777、１３８９５１１７７７７，晚上打139 0000 0000，座机0951—601 2345。"}, "", o.now)
	require.NoError(t, err)
	_, err = o.cases.Record(t.Context(), c.ID, cases.Supplemented(civil.DateOf(o.now), "邮箱Zhang@Example.cn，电话137 0000 0000").WithContact("zhang@example.cn").WithTime(o.now))
	require.NoError(t, err)
	_, err = o.cases.Record(t.Context(), c.ID, cases.Supplemented(civil.DateOf(o.now), "").WithContact("0951-6012345").WithTime(o.now))
	require.NoError(t, err)
	html := o.as("审核").page("/desk/questions/"+c.ID) + o.as("审核").page("/desk/questions")
	for _, not := range []string{"9511", "９５１１", "139 0000", "137 0000", "601 2345", "Zhang@", "zhang@"} {
		assert.NotContains(t, html, not)
	}
	assert.Contains(t, html, "电话 138****7777，或138****7777、138****7777，晚上打139****0000，座机")
}
