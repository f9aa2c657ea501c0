package h5_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// submitted is a request of 30 November 2015 that the office confirmed on
// 2 December, as in the form that the report of 兴庆区 describes.
func submitted(t testing.TB, v *town) disclosure.Request {
	t.Helper()
	ctx := context.Background()
	v.now = time.Date(2015, time.November, 30, 12, 14, 0, 0, time.UTC)
	b := v.visitor(t)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", fill(b))
	r, err := v.desk.Record(ctx, all(t, v.desk)[0].ID, disclosure.Confirmed(civil.Day(2015, time.December, 2)))
	require.NoError(t, err)
	v.now = time.Date(2015, time.December, 10, 4, 0, 0, 0, time.UTC)
	return r
}

func TestProgressShowsTheDaysThatAreLeftAndTheLawThatCountsThem(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.tracking(t, r)
	w := b.get("/progress?id=" + r.ID)
	body := w.Body.String()
	// 15 working days after 2 December 2015: 23 December (2008年条例第二十四条).
	for _, want := range []string{"最迟 12月23日答复", "还剩9个工作日", "15 个工作日", "今天是第 6 个工作日", "第二十四条", "2015年11月30日 20:14", "公开办确认收到", "2015-12-05", "测**", "撤回申请"} {
		assert.Contains(t, body, want)
	}
	assert.NotContains(t, body, identity)
	assert.NotContains(t, body, r.Code)
	assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	assert.Equal(t, "noindex", w.Header().Get("X-Robots-Tag"))
}

func TestAReplyThatIsNotSignedIsNotShown(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.tracking(t, r)
	drafter, signer := disclosure.Actor{Name: "甲", Role: disclosure.RoleClerk}, disclosure.Actor{Name: "乙", Role: disclosure.RoleSigner}
	draft := disclosure.Reply{Outcome: disclosure.DeniedInternal, Grounds: "属于讨论记录。"}
	day := civil.Day(2015, time.December, 9)
	record := func(e disclosure.Event) string {
		_, err := v.desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
		return b.get("/progress?id=" + r.ID).Body.String()
	}
	for _, body := range []string{record(disclosure.ReplyProposed(day, draft).WithActor(drafter)), record(disclosure.ReplySentBack(day, "写明条款").WithActor(signer)),
		record(disclosure.ReplyProposed(day, draft).WithActor(drafter))} {
		for _, inner := range []string{"讨论记录", "内部事务", "写明条款", "送审", "退回", "甲", "乙"} {
			assert.NotContains(t, body, inner)
		}
		assert.Contains(t, body, "最迟 12月23日答复", "the term runs on")
	}
	body := record(disclosure.Replied(day, draft).WithActor(signer))
	assert.Contains(t, body, "讨论记录")
	assert.NotContains(t, body, "送审")
}

// tracking is a visitor who has given the query code of a request.
func (v *town) tracking(t testing.TB, r disclosure.Request) *visitor {
	t.Helper()
	b := v.visitor(t)
	b.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
	return b
}

func TestAWrongQueryCodeTellsNothing(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.visitor(t)
	wrong := b.post("/progress", "id", r.ID, "code", "0000000000")
	none := b.post("/progress", "id", "2015-001-99999-1", "code", "0000000000")
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Equal(t, wrong.Code, none.Code)
	assert.Contains(t, wrong.Body.String(), "没有查到")
	assert.Contains(t, wrong.Body.String(), `value="`+r.ID+`"`, "the number stays in its field")
	assert.Contains(t, wrong.Body.String(), `value="0000000000"`, "and so does the code, of which one character may be wrong")
	for range 12 {
		wrong = b.post("/progress", "id", r.ID, "code", "0000000000")
	}
	assert.Equal(t, http.StatusTooManyRequests, wrong.Code)
	assert.Contains(t, wrong.Body.String(), "从这里填错的次数太多")
	assert.Contains(t, b.get("/progress?id="+r.ID).Body.String(), `name="code"`)
}

// Numbers follow one another, so that anybody can guess at anybody's.
func TestAStrangersGuessesShutNobodyOutOfHerOwnApplication(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	holder, stranger := v.visitor(t), v.visitor(t)
	holder.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
	for range 15 {
		stranger.post("/progress", "id", r.ID, "code", "0000000000")
	}
	assert.Equal(t, http.StatusTooManyRequests, stranger.post("/progress", "id", r.ID, "code", r.Code).Code, "the guesser is stopped")
	assert.Contains(t, holder.get("/progress?id="+r.ID).Body.String(), "撤回申请", "the window that is open stays open")
	elsewhere := v.visitor(t)
	elsewhere.from = "198.51.100.9:1"
	elsewhere.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
	holder.goes("/progress?id="+r.ID+"&done=withdrawn", "/progress", "act", "withdrawn")
}

// A browser has leave to see one application at a time; a window that shows
// another does nothing to the one that was looked at since.
func TestAWindowActsOnTheApplicationThatItShows(t *testing.T) {
	v := newTown(t)
	first := submitted(t, v)
	v.now = v.now.Add(24 * time.Hour)
	b := v.visitor(t)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", fill(b))
	second := all(t, v.desk)[1]
	require.NotEqual(t, first.ID, second.ID)
	b.goes("/progress?id="+first.ID, "/progress", "id", first.ID, "code", first.Code)
	assert.Contains(t, b.get("/progress").Body.String(), `name="id" value="`+first.ID+`"`)
	b.goes("/progress?id="+second.ID, "/progress", "id", second.ID, "code", second.Code)

	w := b.post("/progress", "act", "withdrawn", "id", first.ID)
	assert.Equal(t, http.StatusUnauthorized, w.Code)
	assert.Contains(t, w.Body.String(), "还没有提交")
	for _, r := range all(t, v.desk) {
		assert.NotEqual(t, disclosure.StateWithdrawn, r.State())
	}
	b.goes("/progress?id="+first.ID+"&done=withdrawn", "/progress", "asked", "yes", "act", "withdrawn", "id", first.ID, "code", first.Code)
	assert.Equal(t, disclosure.StateWithdrawn, all(t, v.desk)[0].State())
	assert.Equal(t, disclosure.StateSubmitted, all(t, v.desk)[1].State())
}

func TestANumberThatWasMiscopiedIsSaidToBe(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	swapped := []byte(r.ID)
	swapped[2], swapped[3] = swapped[3], swapped[2] // 2015 as 2051
	for _, id := range []string{string(swapped), r.ID + "7", "ZX-2015-00001-0", "申请"} {
		w := v.visitor(t).post("/progress", "id", id, "code", r.Code)
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, id)
		assert.Contains(t, w.Body.String(), "编号抄错了", id)
		assert.Contains(t, w.Body.String(), `value="`+r.Code+`"`, id)
	}
}

func TestAQueryWithoutItsCodeIsNotSaidToFindNothing(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.visitor(t)
	for _, typed := range [][]string{{"id", r.ID, "code", ""}, {"id", " ", "code", r.Code}} {
		for range 12 {
			w := b.post("/progress", typed...)
			assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
			assert.Contains(t, w.Body.String(), "都要填")
			assert.NotContains(t, w.Body.String(), "没有查到")
		}
	}
	b.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
}

func TestAnApplicantTakesTheApplicationBack(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.tracking(t, r)
	b.goes("/progress?id="+r.ID+"&done=withdrawn", "/progress", "act", "withdrawn")
	v.now = v.now.Add(10 * time.Minute)
	assert.Equal(t, http.StatusConflict, b.post("/progress", "act", "withdrawn").Code, "it is no second press of the same button any more")
	now, err := v.desk.Request(context.Background(), r.ID)
	require.NoError(t, err)
	assert.Equal(t, disclosure.StateWithdrawn, now.State())
	stranger := v.visitor(t)
	stranger.goes("/progress", "/progress", "act", "withdrawn")
}

func TestASupplementIsGivenOnThePage(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	_, err := v.desk.Record(context.Background(), r.ID, disclosure.CorrectionAsked(civil.Day(2015, 12, 4), civil.Day(2015, 12, 25), "请写明工程的名称"))
	require.NoError(t, err)
	b := v.tracking(t, r)
	body := b.get("/progress").Body.String()
	assert.Contains(t, body, `<h1>请最迟 <span class="nb">12月25日</span>补正</h1><p>公开办请您补正：请写明工程的名称`, "what is asked for stands at the top")
	assert.NotContains(t, body, "等待申请人", "she is spoken to")
	assert.Contains(t, body, `<a href="#act-supplemented">在下面提交补正</a>`)
	assert.Contains(t, body, `<details class="card actbox" id="act-supplemented" open>`)
	assert.Contains(t, body, `<details class="card actbox" id="act-withdrawn">`)
	assert.Equal(t, http.StatusUnprocessableEntity, b.post("/progress", "act", "supplemented").Code, "without words")
	b.goes("/progress?id="+r.ID+"&done=supplemented", "/progress", "act", "supplemented", "note", "某某路二期")
	assert.Contains(t, b.get("/progress").Body.String(), "自 12月10日 起重新计算 15 个工作日")
	css, err := os.ReadFile("assets/h5.css")
	require.NoError(t, err)
	assert.Regexp(t, `\.steps span\{[^}]*white-space:pre-line`, string(css), "the lines are shown as she wrote them")
	assert.Contains(t, b.get("/progress?done=supplemented").Body.String(), "补正材料已经收到")
}

// While others are asked, the day that is named is theirs, and no ring counts it as the
// office's.
func TestTheDayOfAThirdPartyIsNotThatOfTheReply(t *testing.T) {
	v := newTown(t)
	v.now = time.Date(2020, time.June, 1, 4, 0, 0, 0, time.UTC)
	r, err := v.desk.Submit(t.Context(), disclosure.Draft{Owner: "web:third", Organ: "银川市兴庆区人民政府办公室", Subject: wish, Consented: civil.DateOf(v.now),
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人", IDType: "身份证", IDNumber: identity, Phone: "13800000000"}}, "third", v.now, disclosure.ByWeb)
	require.NoError(t, err)
	for _, e := range []disclosure.Event{disclosure.Confirmed(civil.Day(2020, 6, 1)), disclosure.Consulted(civil.Day(2020, 6, 8), "某某公司")} {
		_, err = v.desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
	}
	v.now = v.now.AddDate(0, 0, 8)
	b := v.tracking(t, r)
	body := b.get("/progress").Body.String()
	assert.Contains(t, body, "第三方最迟 6月30日提出意见（《政府信息公开条例》第三十二条）。")
	assert.NotContains(t, body, "确认收到起（")
	assert.NotContains(t, body, `class="ring`)
	assert.NotContains(t, body, "某某公司")
}

func TestAReplyIsShownWithItsRelief(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	_, err := v.desk.Record(context.Background(), r.ID, disclosure.Replied(civil.Day(2015, 12, 9), disclosure.Reply{
		Outcome: disclosure.Granted, Text: "环评批复全文见附件。", HowToGet: "电子邮件"}))
	require.NoError(t, err)
	b := v.tracking(t, r)
	body := b.get("/progress").Body.String()
	assert.Contains(t, body, "环评批复全文见附件。")
	assert.Contains(t, body, "行政复议")
	assert.Contains(t, body, "予以公开")
	assert.NotContains(t, body, "还剩")

	assert.Equal(t, http.StatusUnprocessableEntity, b.post("/progress", "act", "rated").Code, "without a score")
	b.goes("/progress?id="+r.ID+"&done=rated", "/progress", "act", "rated", "score", "satisfied")
	body = b.get("/progress?done=rated").Body.String()
	assert.Contains(t, body, "您的评价已经记下")
	assert.Contains(t, body, "您评价了答复")
	assert.NotContains(t, body, `name="score"`, "asked once")
	b.goes("/progress?id="+r.ID+"&done=rated", "/progress", "act", "rated", "score", "satisfied")
	again := b.post("/progress", "act", "rated", "score", "dissatisfied")
	assert.Equal(t, http.StatusConflict, again.Code)
	assert.Contains(t, again.Body.String(), "您已经评价过这次答复")
	v.now = v.now.Add(time.Hour)
	b = v.tracking(t, r)
	assert.Contains(t, b.post("/progress", "act", "rated", "score", "satisfied").Body.String(), "您已经评价过这次答复", "an hour later it is another press")
}

func TestWhatAnApplicantPressesTwiceIsDoneOnceAndSaidToBeDone(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	_, err := v.desk.Record(t.Context(), r.ID, disclosure.CorrectionAsked(civil.Day(2015, 12, 9), civil.Day(2015, 12, 20), "写明年度"))
	require.NoError(t, err)
	b := v.tracking(t, r)
	for range 2 {
		b.goes("/progress?id="+r.ID+"&done=supplemented", "/progress", "act", "supplemented", "note", "2015年度", "id", r.ID)
	}
	assert.Equal(t, http.StatusConflict, b.post("/progress", "act", "supplemented", "note", "2014年度", "id", r.ID).Code, "other words are another act")
	for range 2 {
		b.goes("/progress?id="+r.ID+"&done=withdrawn", "/progress", "act", "withdrawn", "id", r.ID)
	}
	n := 0
	for _, e := range all(t, v.desk)[0].Events {
		if e.Kind == disclosure.KindSupplemented || e.Kind == disclosure.KindWithdrawn {
			n++
		}
	}
	assert.Equal(t, 2, n)
}

func TestAReplySaysWhoHoldsTheInformationAndWhereItsAttachmentIs(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.visitor(t)
	_, err := v.desk.Record(t.Context(), r.ID, disclosure.Replied(civil.Day(2015, time.December, 9),
		disclosure.Reply{Outcome: disclosure.NotHeld, NotOurs: true, Text: "另有线索，见附件。", Grounds: "不是本机关制作的。", Responsible: "市生态环境局"}))
	require.NoError(t, err)
	b.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
	body := b.get("/progress?id=" + r.ID).Body.String()
	assert.Contains(t, body, "负责公开这条信息的机关：市生态环境局")
	assert.Contains(t, body, "附件不在本页，按您申请时选的方式提供：")
}

func TestAnOverdueRequestIsToldWhatMayBeDone(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	v.now = time.Date(2019, time.June, 10, 4, 0, 0, 0, time.UTC)
	b := v.tracking(t, r)
	assert.Contains(t, b.get("/progress?id="+r.ID).Body.String(), "可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报")
}

func TestADayThatIsOverIsNamedThoughTheDaysSinceAreNotAnnounced(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	b := v.visitor(t)
	late := func(day time.Time) string {
		v.now = day
		b.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
		return b.get("/progress?id=" + r.ID).Body.String()
	}
	assert.Contains(t, late(time.Date(2015, time.December, 28, 4, 0, 0, 0, time.UTC)), `aria-label="已超期3个工作日"`, "to who does not see the ring too")
	body := late(time.Date(2027, time.June, 10, 4, 0, 0, 0, time.UTC))
	assert.Contains(t, body, "最迟 2015年12月23日答复")
	assert.Contains(t, body, "已经过了最后一天")
	assert.NotContains(t, body, "放假安排还没有公布")
}

func TestAnUnannouncedYearIsNotGuessed(t *testing.T) {
	v := newTown(t)
	v.now = time.Date(2026, time.December, 20, 4, 0, 0, 0, time.UTC)
	b := v.visitor(t)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", fill(b))
	_, err := v.desk.Record(context.Background(), all(t, v.desk)[0].ID, disclosure.Confirmed(civil.Day(2026, 12, 21)))
	require.NoError(t, err)
	assert.Contains(t, b.get("/progress").Body.String(), "2027年，那一年的放假安排还没有公布")
	r := all(t, v.desk)[0]
	v.now = time.Date(2027, time.January, 4, 4, 0, 0, 0, time.UTC)
	b.goes("/progress?id="+r.ID, "/progress", "id", r.ID, "code", r.Code)
	body := b.get("/progress?id=" + r.ID).Body.String()
	assert.Contains(t, body, "这里还没有2027年的放假安排，数不出最后一天是哪一天；期限照样在走。", "in that year nobody says that it is not announced")
	assert.NotContains(t, body, "还没有公布")
}

func TestTheDocumentOfAReplyIsTheApplicantsAndNobodyElses(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	owner, stranger := v.visitor(t), v.visitor(t)
	owner.post("/progress", "id", r.ID, "code", r.Code)
	assert.Equal(t, http.StatusNotFound, owner.get("/progress/letter.docx").Code, "before there is a reply")
	_, err := v.desk.Record(context.Background(), r.ID, disclosure.Replied(civil.Day(2015, 12, 9), disclosure.Reply{
		Outcome: disclosure.Granted, Text: "环评批复全文见附件。", HowToGet: "电子邮件", Records: []string{string(v.number), "none"}}))
	require.NoError(t, err)
	body := owner.get("/progress").Body.String()
	assert.Contains(t, body, `href="/progress/letter.docx"`)
	assert.Contains(t, body, `<a href="/r/`+string(v.number)+`">兴庆区2015年政府信息公开年度工作报告</a>`, "what the reply names is a tap away")

	w := owner.get("/progress/letter.docx")
	require.Equal(t, http.StatusOK, w.Code)
	assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	assert.Contains(t, w.Header().Get("Content-Disposition"), "attachment")
	raw := w.Body.Bytes()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	require.NoError(t, err)
	f, err := z.Open("word/document.xml")
	require.NoError(t, err)
	text, err := io.ReadAll(f)
	require.NoError(t, err)
	for _, want := range []string{"测试人", "环评批复全文见附件。", "行政复议"} {
		assert.Contains(t, string(text), want)
	}

	for name, other := range map[string]*visitor{"who has no code": stranger, "who has a wrong one": v.visitor(t)} {
		if name == "who has a wrong one" {
			other.post("/progress", "id", r.ID, "code", "0000000000")
		}
		w := other.get("/progress/letter.docx?id=" + r.ID)
		assert.Equal(t, http.StatusSeeOther, w.Code, name)
		assert.NotContains(t, w.Body.String(), "环评", name)
	}
	v.now = v.now.Add(2 * time.Hour)
	assert.Equal(t, http.StatusSeeOther, owner.get("/progress/letter.docx").Code, "leave ends after an hour")
	other := v.visitor(t)
	other.goes("/apply/done", "/apply", "action", "submit", "sealed", fill(other))
	assert.Equal(t, http.StatusNotFound, other.get("/progress/letter.docx").Code, "who has a request of her own")
}

func TestAReplyThatWasCorrectedCanStillBeRead(t *testing.T) {
	v := newTown(t)
	r := submitted(t, v)
	for _, e := range []disclosure.Event{
		disclosure.Extended(civil.Day(2015, 12, 8), 10, disclosure.Actor{Name: "甲", Role: disclosure.RoleHead}).WithNote("要向省里核实"),
		disclosure.Advised(civil.Day(2015, 12, 8), "请写明年度。"),
		disclosure.Replied(civil.Day(2015, 12, 9), disclosure.Reply{Outcome: disclosure.Granted, Text: "环评批复全文。"}),
		disclosure.ReplyCorrected(civil.Day(2015, 12, 10), disclosure.Reply{Outcome: disclosure.Partial, Text: "环评批复前两页。", Grounds: "其余涉及商业秘密。"}),
	} {
		_, err := v.desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
	}
	b := v.tracking(t, r)
	body := b.get("/progress").Body.String()
	assert.Contains(t, body, "本机关于2015年12月9日作出的答复（处理结果为：予以公开）有误，现予更正")
	assert.Contains(t, body, "以前的答复（2015年12月9日）")
	assert.Contains(t, body, "环评批复全文。")
	assert.Less(t, strings.Index(body, "环评批复前两页。"), strings.Index(body, "环评批复全文。"), "the newest first")
	assert.Contains(t, body, "延长10个工作日。理由：要向省里核实")
	assert.Contains(t, body, "请写明年度。")
}
