package clerk_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// onPaper is a request that came by hand six days ago.
func (o *office) onPaper() disclosure.Request {
	o.t.Helper()
	r, err := o.desk.Submit(o.t.Context(), disclosure.Draft{Organ: "兴庆区人民政府", Subject: "2025年冬季供暖补贴的发放办法",
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人员", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13800000000"},
		Delivery:  disclosure.Delivery{Form: "纸质", Way: "邮寄"}, Consented: civil.Day(2026, 10, 20)}, "", o.now.AddDate(0, 0, -6), disclosure.ByHand)
	require.NoError(o.t, err)
	return r
}

func TestWhoAppliedOnPaperIsToldByPeopleAndTheDayIsKept(t *testing.T) {
	o := newOffice(t, alone)
	r := o.onPaper()
	s := o.as("经办")
	at := s.confirms(r)
	assert.Regexp(t, `<b>1</b>\s*<span>待告知申请人`, s.page("/desk/"))
	assert.Regexp(t, `<b>1</b>\s*<span>待告知申请人`, o.as("负责人").page("/desk/"), "who may enter it sees it")
	html := s.page(at + "/reply")
	assert.Contains(t, html, "发出后由经办告知申请人，并在申请的页面登记送达")
	assert.NotContains(t, html, "会收到告知", "nothing is promised that does not happen")
	form := with(s.fields(html, "先看告知书"), "outcome", "granted", "text", "办法全文。", "act", "send")
	require.Equal(t, http.StatusSeeOther, s.post(at+"/reply", form).Code)
	assert.Contains(t, s.page("/desk/requests?of=tell"), r.ID)
	_, err := o.request(r.ID).Remedies(civil.China())
	require.ErrorIs(t, err, disclosure.ErrNotTold)

	html = s.page(at)
	assert.Contains(t, html, "还要告知申请人的")
	assert.Contains(t, html, "申请人选的是：纸质 邮寄")
	form = s.fields(html, "登记送达")
	reply := len(o.request(r.ID).Events) - 1
	assert.Equal(t, "2", form.Get("of"), "the newest step is asked of first")
	for _, wrong := range [][]string{{"channel", ""}, {"channel", "post", "day", "2026-10-27"}, {"channel", "post", "day", "2026-10-29"}, {"channel", "pigeon"}} {
		assert.Equal(t, http.StatusUnprocessableEntity, s.post(at, with(form, wrong...)).Code, wrong)
	}
	assert.Equal(t, http.StatusForbidden, o.as("审核").post(at, with(form, "channel", "post")).Code)
	require.Equal(t, http.StatusSeeOther, s.post(at, with(form, "channel", "post", "reached", "sent")).Code)
	html = s.page(at)
	assert.Contains(t, html, "2026-10-28 已寄出（邮寄），还没有签收")
	assert.Equal(t, http.StatusConflict, s.post(at, with(form, "channel", "post", "reached", "sent")).Code, "it is sent once")

	o.now = o.now.AddDate(0, 0, 2)
	s = o.as("经办")
	require.Equal(t, http.StatusSeeOther, s.post(at, with(form, "channel", "post", "day", "2026-10-30")).Code)
	require.Equal(t, http.StatusConflict, s.post(at, with(form, "channel", "post", "day", "2026-10-30")).Code, "and received once")
	now := o.request(r.ID)
	assert.NotContains(t, now.Untold(), reply)
	remedies, err := now.Remedies(civil.China())
	require.NoError(t, err)
	assert.Equal(t, civil.Day(2026, 12, 29), remedies[0].Until, "sixty days from the day that it was received")
	assert.NotContains(t, s.page(at), "还要告知申请人的")
	assert.Regexp(t, `<b>0</b>\s*<span>待告知申请人`, s.page("/desk/"))
}

// What need not be told of any more is not asked for.
func TestWhatTheApplicantKnowsOrIsAnothersIsNotOwedToHim(t *testing.T) {
	o := newOffice(t, alone)
	r := o.onPaper()
	s := o.as("经办")
	at := "/desk/requests/" + r.ID
	owed := func() string {
		_, card, _ := strings.Cut(s.page(at), "还要告知申请人的</h2>")
		card, _, _ = strings.Cut(card, "</ul>")
		return card
	}
	s.step(r.ID, disclosure.KindConfirmed)
	s.step(r.ID, disclosure.KindCorrectionAsked, "note", "写明年度", "until", "2026-11-10")
	assert.Contains(t, owed(), "告知补正")
	s.step(r.ID, disclosure.KindSupplemented, "note", "2025年度")
	assert.NotContains(t, owed(), "告知补正", "he has answered it")
	s.step(r.ID, disclosure.KindThirdPartyConsulted, "party", "某供热公司")
	assert.NotContains(t, owed(), "第三方", "that letter is the third party's")
	s.step(r.ID, disclosure.KindThirdPartyOpined, "note", "同意公开")
	s.replies(at, "outcome", "granted", "text", "办法全文。")
	s.replies(at, "outcome", "granted", "text", "办法全文，共三页。")
	assert.Equal(t, 1, strings.Count(owed(), "答复"), "what was not sent is replaced")
	assert.Contains(t, owed(), "确认收到")
	form := with(s.fields(s.page(at), "登记送达"), "channel", "hand")
	require.Equal(t, http.StatusSeeOther, s.post(at, form).Code)
	assert.Empty(t, owed(), "who has the reply knows that the application came in")

	old, err := o.desk.Submit(t.Context(), disclosure.Draft{Organ: "兴庆区人民政府", Subject: "（年报未载明）", Consented: civil.Day(2015, 12, 2),
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "（年报未载明）", IDType: "（年报未载明）", IDNumber: "（年报未载明）", Address: "（年报未载明）"}},
		"old", civil.Day(2015, 12, 2).Time(o.now.Location()), disclosure.ByHand)
	require.NoError(t, err)
	_, err = o.desk.Record(t.Context(), old.ID, disclosure.Confirmed(civil.Day(2015, 12, 2)))
	require.NoError(t, err)
	assert.Regexp(t, `<b>0</b>\s*<span>待告知申请人`, s.page("/desk/"), "what was taken over was dealt with before")
}

func TestWhoAppliedByTheAccountIsToldByItAndByPeopleWhereItDidNotGetThrough(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	s := o.as("经办")
	s.step(r.ID, disclosure.KindConfirmed)
	html := s.page("/desk/requests/" + r.ID)
	assert.NotContains(t, html, "还要告知申请人的")
	assert.Contains(t, html, "由公众号告知申请人")
	o.now = o.now.AddDate(0, 0, 1)
	s = o.as("经办")
	assert.Contains(t, s.page("/desk/requests/"+r.ID), "还要告知申请人的")
	assert.Contains(t, s.page("/desk/requests?of=tell"), r.ID)
}

func TestAnApplicantWhoChoseNoWayIsSaidToHaveChosenNone(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.fields(s.page("/desk/requests/new"), "登记"), "channel", "hand", "name", "测试人员", "id_number", "640104199001010018", "subject", "供暖补贴的发放办法", "phone", "13800000000", "form", "", "way", "")
	w := s.post("/desk/requests", form)
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	r := o.request(w.Header().Get("Location")[len("/desk/requests/"):])
	assert.Contains(t, s.page(s.confirms(r)), "申请人选的是：没有写。")
}

func TestTheLettersOfStepsComeAsDocuments(t *testing.T) {
	o := newOffice(t)
	r := o.onPaper()
	s := o.as("经办")
	at := s.confirms(r)
	s.step(r.ID, disclosure.KindCorrectionAsked, "note", "写明年度", "until", "2026-11-10")
	html := s.page(at)
	for _, c := range []struct{ button, has string }{{"下载“确认收到”的文书", "已经登记"}, {"下载“告知补正”的文书", "需要补正的事项：写明年度"}} {
		assert.Contains(t, html, c.button)
		i := strings.LastIndex(html[:strings.Index(html, c.button)], `value="`)
		w := s.post(at+"/letter.docx", with(nil, "notice", html[i+7:i+8]))
		require.Equal(t, http.StatusOK, w.Code)
		assert.Contains(t, words(t, w.Body.Bytes()), c.has)
		assert.Contains(t, words(t, w.Body.Bytes()), "测试人员")
	}
	assert.Contains(t, s.page(at), "下载政府信息公开申请补正告知书", "and the look at the name is on the record")
	assert.Equal(t, http.StatusNotFound, s.post(at+"/letter.docx", with(nil, "notice", "0")).Code, "no letter tells of the submission")
	assert.Equal(t, http.StatusNotFound, s.post(at+"/letter.docx", with(nil, "notice", "x")).Code)
}

func TestAllThatIsWrongOnARegistrationIsSaidAtOnce(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := s.fields(s.page("/desk/requests/new"), "登记")
	w := s.post("/desk/requests", with(form, "phone", "abc"))
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	for _, want := range []string{"请选择怎样收到的。", "请填写申请人姓名或者名称。", "请描述需要的政府信息", "电话里没有完整的号码"} {
		assert.Contains(t, w.Body.String(), want)
	}
	full := with(form, "channel", "hand", "name", "测试人员", "id_number", "640104199001010018", "subject", "供暖补贴的发放办法")
	assert.Contains(t, s.post("/desk/requests", with(full, "phone", "abc")).Body.String(), "电话里没有完整的号码")
	w = s.post("/desk/requests", with(full, "phone", "0951-6012345转8001"))
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	assert.Regexp(t, `<b>提交</b> <small>2026-10-28 12:00`, s.page(w.Header().Get("Location")), "the steps tell the hour at which they were entered")
}
