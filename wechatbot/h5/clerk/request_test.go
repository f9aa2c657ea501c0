package clerk_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// alone is an office that replies in one step.
func alone(c *clerk.Config) { c.ReplyAlone = true }

// step sends the form of a kind of event as a browser would.
func (s *seat) step(id string, kind disclosure.Kind, set ...string) {
	s.o.t.Helper()
	at := "/desk/requests/" + id
	w := s.post(at, with(s.fields(s.page(at), `name="act" value="`+string(kind)+`"`), set...))
	require.Equal(s.o.t, http.StatusSeeOther, w.Code, "%s: %s", kind, w.Body.String())
}

// confirms has somebody confirm the receipt of a request, and returns its page.
func (s *seat) confirms(r disclosure.Request) (at string) {
	s.o.t.Helper()
	s.step(r.ID, disclosure.KindConfirmed)
	return "/desk/requests/" + r.ID
}

// replies sends the form of a reply off, or on to who signs it.
func (s *seat) replies(at string, set ...string) {
	s.o.t.Helper()
	form := with(s.fields(s.page(at+"/reply"), "先看告知书"), "act", "send")
	w := s.post(at+"/reply", with(form, set...))
	require.Equal(s.o.t, http.StatusSeeOther, w.Code, w.Body.String())
}

func (o *office) request(id string) disclosure.Request {
	o.t.Helper()
	r, err := o.desk.Request(o.t.Context(), id)
	require.NoError(o.t, err)
	return r
}

func TestAnOverdueRequestIsSeenInAYearThatIsNotAnnounced(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	s := o.as("经办")
	s.step(r.ID, disclosure.KindConfirmed)
	o.now = time.Date(2027, 1, 4, 9, 0, 0, 0, o.now.Location())
	s = o.as("经办")
	html := s.page("/desk/requests/" + r.ID)
	assert.Contains(t, html, "最迟2026-11-25，已超期（")
	assert.NotContains(t, html, "期限落在", "the day is known, only the days since are not")
	assert.Contains(t, html, "最后一天是 2026-11-25", "and it is still explained")
	assert.Contains(t, s.page("/desk/requests"), `<span class="tag bad">已超期</span>`)
	assert.Regexp(t, `<b>1</b>\s*<span>申请逾期未答复`, s.page("/desk/"))
}

func TestARequestWhoseLastDayIsNotKnownYetIsNotForgotten(t *testing.T) {
	o := newOffice(t)
	o.now = time.Date(2026, 12, 21, 9, 0, 0, 0, o.now.Location())
	r := o.submitted()
	o.as("经办").step(r.ID, disclosure.KindConfirmed)
	assert.Regexp(t, `<b>0</b>\s*<span>申请本周须办`, o.as("经办").page("/desk/"), "it is three weeks off at least")
	o.now = o.now.AddDate(0, 0, 24)
	s := o.as("经办")
	assert.Regexp(t, `<b>1</b>\s*<span>申请本周须办`, s.page("/desk/"))
	assert.Contains(t, s.page("/desk/requests"), "期限待定")
	assert.Contains(t, s.page("/desk/requests/"+r.ID), "程序还没有载入该年的放假安排（zwgk --calendar），算不出截止日，期限照样在走；2026-12-21收到，已经24天")
}

func TestARequestFromConfirmationToReply(t *testing.T) {
	o := newOffice(t, alone)
	r := o.submitted()
	s, head := o.as("经办"), o.as("负责人")
	html := s.page("/desk/requests/" + r.ID)
	assert.Contains(t, html, "条例》第三十一条", "each step with its article")
	assert.Contains(t, html, "待确认收到")
	s.step(r.ID, disclosure.KindConfirmed)
	html = s.page("/desk/requests/" + r.ID)
	assert.Contains(t, html, "自 2026-10-28 起，当天不计，共 20 个工作日，最后一天是 2026-11-25")
	assert.Contains(t, html, "第20个工作日，最后一天")
	s.step(r.ID, disclosure.KindThirdPartyConsulted, "party", "某供热公司")
	assert.Contains(t, s.page("/desk/requests/"+r.ID), "征求第三方意见")
	o.now = o.now.AddDate(0, 0, 5)
	s = o.as("经办")
	s.step(r.ID, disclosure.KindThirdPartyOpined, "note", "同意公开")
	html = s.page("/desk/requests/" + r.ID)
	assert.Contains(t, html, "征求意见，不计入期限")
	assert.Contains(t, html, "最后一天是 2026-11-30", "three working days were left out")

	w := s.post("/desk/requests/"+r.ID, url.Values{"act": {"extended"}, "seen": {"4"}, "days": {"20"}, "day": {"2026-11-02"}})
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "须由负责人办理")
	head = o.as("负责人")
	form := head.fields(head.page("/desk/requests/"+r.ID), `value="extended"`)
	w = head.post("/desk/requests/"+r.ID, with(form, "days", "30", "note", "要向省里核实"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "不超过法定的工作日数")
	assert.Contains(t, w.Body.String(), "要向省里核实", "nothing is lost")
	head.step(r.ID, disclosure.KindExtended, "note", "要向省里核实")
	w = head.post("/desk/requests/"+r.ID, with(form, "seen", "5", "days", "5"))
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "现在不能“延长答复期限”：条件是只能延长一次")
	extended := o.request(r.ID).Events
	assert.Equal(t, disclosure.Actor{Name: "负责人", Role: disclosure.RoleHead}, extended[len(extended)-1].By)

	at := "/desk/requests/" + r.ID + "/reply"
	form = s.fields(s.page(at), "先看告知书")
	w = s.post(at, with(form, "outcome", "denied.internal_affairs", "act", "send"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), `id="grounds-wrong"`, "the reasons are missing, beside their field")
	assert.Contains(t, w.Body.String(), "没有发出：", "it says what was not done")
	assert.Contains(t, s.post(at, with(form, "act", "look")).Body.String(), "告知书还写不出来：", "and looking sends nothing")
	w = s.post(at, with(form, "outcome", "denied.internal_affairs", "grounds", "所需信息是内部会议纪要。", "act", "look"))
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "告知书预览")
	assert.Contains(t, w.Body.String(), "六十日内先向有管辖权的行政复议机关申请行政复议")
	assert.NotContains(t, w.Body.String(), "测试人员", "the preview masks the applicant")
	form = s.fields(w.Body.String(), "先看告知书")
	assert.Equal(t, "所需信息是内部会议纪要。", form.Get("grounds"))

	doc := s.post("/desk/requests/"+r.ID+"/letter.docx", form)
	require.Equal(t, http.StatusOK, doc.Code, doc.Body.String())
	assert.Contains(t, words(t, doc.Body.Bytes()), "测试人员")
	assert.Equal(t, disclosure.StateProcessing, o.request(r.ID).State(), "a document sends nothing")

	require.Equal(t, http.StatusSeeOther, s.post(at, with(form, "act", "send")).Code)
	done := o.request(r.ID)
	assert.Equal(t, disclosure.DeniedInternal, done.Outcome())
	assert.Equal(t, http.StatusConflict, s.post(at, with(form, "act", "send")).Code, "not twice")
	assert.Contains(t, s.page(at), "更正答复")
	assert.Contains(t, s.page("/desk/requests?of=closed"), r.ID)
	assert.Contains(t, s.page("/desk/trail?of=requests"), "延长答复期限")
}

// words are the text of a Word document.
func words(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	f, err := z.Open("word/document.xml")
	require.NoError(t, err)
	text, err := io.ReadAll(f)
	require.NoError(t, err)
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(text), "")
}

func TestStepsOfAnotherPartAreNamedWithWhoseTheyAre(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	drafter := o.as("经办")
	assert.NotContains(t, drafter.page("/desk/requests/"+r.ID), "延长答复期限", "there is no term yet")
	drafter.step(r.ID, disclosure.KindConfirmed)
	assert.Contains(t, drafter.page("/desk/requests/"+r.ID), "由别的岗位办：延长答复期限（负责人）。")
	assert.NotContains(t, o.as("负责人").page("/desk/requests/"+r.ID), "延长答复期限（负责人）")
}

func TestTheApplicantIsMaskedUntilAClickThatIsOnRecord(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	s := o.as("审核")
	for _, path := range []string{"/desk/", "/desk/requests", "/desk/requests/" + r.ID, "/desk/requests/" + r.ID + "/reply", "/desk/trail?of=requests"} {
		w := s.get(path)
		for _, personal := range []string{"测试人员", "640104199001010018", "13800000000"} {
			assert.NotContains(t, w.Body.String(), personal, path)
		}
	}
	at := "/desk/requests/" + r.ID
	for _, purpose := range []string{"", " ", "随便看看"} {
		w := s.post(at, url.Values{"act": {"viewed"}, "purpose": {purpose}})
		require.Equal(t, http.StatusUnprocessableEntity, w.Code, purpose)
		assert.NotContains(t, w.Body.String(), "640104199001010018")
		assert.Contains(t, w.Body.String(), "请先选择查看的用途")
	}
	require.Len(t, o.request(r.ID).Events, 1, "nobody has looked")
	assert.Regexp(t, `<form [^>]*target="_blank"><input type="hidden" name="act" value="viewed">`, s.page(at), "what is being written on the page stays there")
	w := s.post(at, url.Values{"act": {"viewed"}, "purpose": {"核对申请人身份"}})
	require.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "640104199001010018")
	seen := o.request(r.ID).Events[1]
	assert.Equal(t, disclosure.KindViewed, seen.Kind)
	assert.Equal(t, "审核", seen.By.Name)
	assert.Equal(t, "核对申请人身份", seen.Note)
	assert.NotContains(t, s.page(at), "测试人员", "the next page masks again")
	assert.Contains(t, s.page("/desk/trail?of=requests"), "核对申请人身份")
}

func TestTwoClerksOnOneRequest(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	one, other := o.as("经办"), o.as("双岗")
	at := "/desk/requests/" + r.ID
	first, second := one.fields(one.page(at), `value="confirmed"`), other.fields(other.page(at), `value="advised"`)
	require.Equal(t, http.StatusSeeOther, one.post(at, first).Code)
	w := other.post(at, with(second, "note", "请写明年份"))
	require.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "“经办”（确认收到）刚刚办理过")
	assert.Contains(t, w.Body.String(), "请写明年份", "nothing is lost")
	assert.Len(t, o.request(r.ID).Events, 2)
	again := other.fields(w.Body.String(), `value="advised"`)
	require.Equal(t, http.StatusSeeOther, other.post(at, again).Code)
}

func TestEveryFormOfAStepTellsWhatIsWrong(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	s := o.as("经办")
	s.step(r.ID, disclosure.KindConfirmed)
	at := "/desk/requests/" + r.ID
	for _, c := range []struct {
		kind disclosure.Kind
		set  []string
		says string
	}{
		{disclosure.KindCorrectionAsked, []string{"note", ""}, "请填写“要补正什么”"},
		{disclosure.KindCorrectionAsked, []string{"note", "年份", "until", "2026-10-28"}, "要在告知的日期以后"},
		{disclosure.KindCorrectionAsked, []string{"note", "年份", "day", "明天"}, "日期请写成"},
		{disclosure.KindAdvised, []string{"note", "说明", "day", "2026-10-29"}, "不能在今天以后"},
		{disclosure.KindAdvised, []string{"note", "说明", "day", "2026-10-01"}, "不能早于上一步的日期"},
		{disclosure.KindFeeNoticed, []string{"units", "很多"}, "请填件数或者页数"},
		{disclosure.KindFeeNoticed, []string{"units", "3", "basis", "pages"}, "免费的范围内"},
		{disclosure.KindFeeNoticed, []string{"units", "12", "basis", "count"}, "同一申请人当月收到1件，不能按12件收费"},
	} {
		form := s.fields(s.page(at), `value="`+string(c.kind)+`"`)
		w := s.post(at, with(form, c.set...))
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "%s %v", c.kind, c.set)
		assert.Contains(t, w.Body.String(), c.says)
	}
	s.step(r.ID, disclosure.KindFeeNoticed, "units", "500", "basis", "pages")
	e := o.request(r.ID).Events[2]
	assert.True(t, e.Amount.Equal(disclosure.PagesFee(500).Total), "the amount is the law's")
	assert.Contains(t, e.Note, "20")
	s.step(r.ID, disclosure.KindFeePaid)
	s.step(r.ID, disclosure.KindReasonsAsked)
	s.step(r.ID, disclosure.KindReasonsGiven, "note", "研究需要")
	s.step(r.ID, disclosure.KindPostponed, "until", "2026-12-31")
	assert.Contains(t, s.page(at), "答复推迟到2026年12月31日")
	s.step(r.ID, disclosure.KindWithdrawn)
	assert.Equal(t, disclosure.StateWithdrawn, o.request(r.ID).State())
}

func TestAReplyRestsOnRecordsThatAreThere(t *testing.T) {
	o := newOffice(t, alone)
	drafter, reviewer := o.as("经办"), o.as("审核")
	at := drafter.drafted(with(paper(), "title", "2025年冬季供暖补贴的发放办法"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(at, reviewer.fields(reviewer.page(at), "同意并发布")).Code)
	var number catalog.IndexNumber
	for r, err := range o.catalog.Records(t.Context()) {
		require.NoError(t, err)
		number = r.Number
	}
	r := o.submitted()
	drafter.step(r.ID, disclosure.KindConfirmed)
	at = "/desk/requests/" + r.ID + "/reply"
	html := drafter.page(at)
	assert.Contains(t, html, string(number), "what is public already is shown beside")
	form := with(drafter.fields(html, "先看告知书"), "outcome", "granted", "already", "yes", "act", "send")
	w := drafter.post(at, with(form, "records", "2026-99999"))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "目录里没有这个索引号")
	require.Equal(t, http.StatusSeeOther, drafter.post(at, with(form, "records", string(number))).Code)
	reply, _ := o.request(r.ID).Reply()
	assert.Equal(t, []string{string(number)}, reply.Records)
	assert.True(t, reply.AlreadyPublic)
}

func TestTheReportLeadsToTheRequestsBehindItsNumbers(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	s := o.as("审核")
	_, err := o.desk.Record(t.Context(), r.ID, disclosure.Confirmed(civil.Day(2026, 10, 23)).WithActor(disclosure.Actor{Role: disclosure.RoleClerk}))
	require.NoError(t, err)
	assert.Equal(t, "/desk/report/2025", s.get("/desk/report").Header().Get("Location"))
	html := s.page("/desk/report/2026")
	assert.Contains(t, html, "全部相符")
	link := regexp.MustCompile(`/desk/report/2026/cell\?row=new_received&amp;kind=1`).FindString(html)
	require.NotEmpty(t, link)
	cell := s.page(unescape(link))
	assert.Contains(t, cell, r.ID)
	assert.Contains(t, cell, "1件")
	assert.Contains(t, s.page("/desk/report/2026/cell?row=carried_over&kind=2"), "没有申请")
	for _, path := range []string{"/desk/report/2007", "/desk/report/2099", "/desk/report/2026/cell?row=x&kind=1", "/desk/report/2026/cell?row=results&kind=9", "/desk/report/2026/report.exe"} {
		assert.Equal(t, http.StatusNotFound, s.get(path).Code, path)
	}
	for _, end := range []string{"docx", "xlsx", "md", "html", "json"} {
		w := s.get("/desk/report/2026/report." + end)
		assert.Equal(t, http.StatusOK, w.Code)
		assert.Contains(t, w.Header().Get("Content-Disposition"), "attachment", end)
	}
	assert.Equal(t, http.StatusNotFound, s.get("/desk/requests/2026-001-00001-9").Code, "a number with a wrong check digit")
	assert.Equal(t, http.StatusNotFound, s.get("/desk/requests/nonsense").Code)
}

func TestADeskWithTheCatalogueAlone(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Desk, c.Cases, c.Items, c.Grids, c.Posts = nil, nil, nil, nil, "" })
	s := o.as("经办")
	html := s.page("/desk/")
	for _, room := range []string{"/desk/requests", "/desk/questions", "/desk/items", "/desk/report"} {
		assert.NotContains(t, html, `href="`+room+`"`)
		assert.Equal(t, http.StatusNotFound, s.get(room).Code)
	}
	assert.Contains(t, s.page("/desk/grids"), "还没有设置")
}

func TestFilesAndRatingsOfARequest(t *testing.T) {
	o := newOffice(t)
	pdf := []byte("%PDF-1.7 证明材料")
	require.NoError(t, o.desk.SaveDraft(t.Context(), disclosure.Draft{Owner: "wechat:o2", Organ: "兴庆区人民政府", Subject: "供暖补贴的发放办法",
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人员", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13800000000"}, Consented: civil.Day(2026, 10, 20)}))
	d, err := o.desk.Attach(t.Context(), "wechat:o2", "", pdf)
	require.NoError(t, err)
	r, err := o.desk.Submit(t.Context(), d, "", o.now, disclosure.ByWeb)
	require.NoError(t, err)
	s := o.as("经办")
	at := "/desk/requests/" + r.ID
	assert.Contains(t, s.page(at), "下载 附件1.pdf")
	w := s.post(at+"/files/0", nil)
	require.Equal(t, http.StatusOK, w.Code)
	assert.Equal(t, pdf, w.Body.Bytes())
	assert.Contains(t, w.Header().Get("Content-Disposition"), "attachment")
	assert.Equal(t, "下载申请的附件", o.request(r.ID).Events[1].Note)
	assert.Equal(t, http.StatusNotFound, s.post(at+"/files/7", nil).Code)
	s.step(r.ID, disclosure.KindConfirmed)
	_, err = o.desk.Record(t.Context(), r.ID, disclosure.Replied(civil.Day(2026, 10, 28), disclosure.Reply{Outcome: disclosure.Granted, Text: "办法全文。"}).WithActor(disclosure.Actor{Role: disclosure.RoleClerk}))
	require.NoError(t, err)
	s.step(r.ID, disclosure.KindRated, "score", string(disclosure.Dissatisfied))
	assert.Equal(t, disclosure.Dissatisfied, o.request(r.ID).Score())
}

func TestAnApplicationOnPaperIsEnteredOnceByTheLawsChecks(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	assert.Equal(t, http.StatusForbidden, o.as("审核").get("/desk/requests/new").Code)
	form := with(s.fields(s.page("/desk/requests/new"), "登记"), "name", "测试人员", "id_number", "640104199001010019", "subject", "供暖补贴的发放办法", "day", "2026-10-26")
	w := s.post("/desk/requests", form)
	assert.Contains(t, w.Body.String(), "请选择怎样收到的", "the clock hangs on it: nobody is taken to have said so")
	form.Set("channel", "hand")
	w = s.post("/desk/requests", form)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "身份证号码不正确")
	assert.Contains(t, w.Body.String(), `id="phone-wrong"`)
	assert.Contains(t, w.Body.String(), "供暖补贴的发放办法", "nothing is lost")
	again := with(s.fields(w.Body.String(), "登记"), "id_number", "640104199001010018", "phone", "13800000000")
	w = s.post("/desk/requests", again)
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
	at := w.Header().Get("Location")
	html := s.page(at)
	r := o.request(strings.TrimPrefix(at, "/desk/requests/"))
	assert.Contains(t, html, "查询码 "+r.Code)
	assert.NotContains(t, s.page(at), r.Code, "shown once")
	assert.Equal(t, civil.Day(2026, 10, 26), r.Received(), "by hand it counts from the day it came")
	assert.Equal(t, "经办", r.Events[1].By.Name, "who entered it is on record")
	require.Equal(t, at, s.post("/desk/requests", again).Header().Get("Location"), "a second press enters nothing twice")
	assert.Len(t, o.request(r.ID).Events, 2)
	assert.Equal(t, http.StatusUnprocessableEntity, s.post("/desk/requests", with(again, "channel", "wechat")).Code)
	assert.Equal(t, http.StatusUnprocessableEntity, s.post("/desk/requests", with(again, "day", "2026-10-29")).Code)
}

func TestATellingIsOneRowInTheClerksWords(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	day := civil.Day(2026, 10, 28)
	assert.Equal(t, 1, strings.Count(o.as("经办").page("/desk/requests/"+r.ID), "待本机关与申请人确认收到，确认之日起算"), "a sentence is said once")
	for _, e := range []disclosure.Event{disclosure.Confirmed(day), disclosure.Telling(day, 1, "wechat"), disclosure.Told(day, 1, "wechat", "")} {
		_, err := o.desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
	}
	html := o.as("经办").page("/desk/requests/" + r.ID)
	assert.Contains(t, html, "· 客服消息")
	assert.NotContains(t, html, "· wechat")
	assert.NotContains(t, html, "正在告知")
	assert.Less(t, strings.Index(html, "现在可以依法办理"), strings.Index(html, "期限怎样算出"), "what is to be done stands before how its term was counted")
}
