package h5_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

const noise = "某某小区北门的工地昨晚十点以后还在施工，希望有人来看看。"

func allCases(t testing.TB, v *town) []cases.Case {
	t.Helper()
	var out []cases.Case
	for c, err := range v.cases.Cases(context.Background()) {
		require.NoError(t, err)
		out = append(out, c)
	}
	return out
}

// writes fills the form in and returns what the summary's button sends.
func writes(b *visitor, pairs ...string) string {
	b.t.Helper()
	b.goes("/case/check", "/case", pairs...)
	w := b.get("/case/check")
	require.Equal(b.t, http.StatusOK, w.Code)
	m := regexp.MustCompile(`name="sealed" value="([^"]+)"`).FindStringSubmatch(w.Body.String())
	require.NotNil(b.t, m)
	return m[1]
}

func TestAComplaintIsHandedInOnceHoweverOftenTheButtonIsPressed(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	form := b.get("/case?kind=complaint").Body.String()
	assert.Less(t, strings.Index(form, "加密保存"), strings.Index(form, `name="text"`), "what becomes of it is said before it is written")
	assert.Contains(t, form, `value="complaint" checked`)
	assert.NotContains(t, form, street, "an organ of another place is not written to")
	sealed := writes(b, "kind", "complaint", "text", noise, "organ", "兴庆区财政局", "contact", "0951-1234567")
	assert.Empty(t, allCases(t, v), "a summary is not yet handed in")
	for range 3 {
		b.goes("/case/done", "/case", "action", "submit", "sealed", sealed)
	}
	again := writes(b, "kind", "complaint", "text", noise, "organ", "兴庆区财政局", "contact", "0951-1234567")
	b.goes("/case/done", "/case", "action", "submit", "sealed", again)
	got := allCases(t, v)
	require.Len(t, got, 1, "going back and pressing again is the same letter")
	c := got[0]
	assert.Equal(t, []any{cases.Complaint, noise, "兴庆区财政局", "0951-1234567", disclosure.ByWeb, ""}, []any{c.Kind, c.Text, c.Organ, c.Contact, c.Channel, c.Owner})
	done := b.get("/case/done").Body.String()
	assert.Contains(t, done, c.ID)
	assert.Contains(t, done, c.Code)
	// 10 working days after 10 December 2015: 24 December.
	assert.Contains(t, done, "最迟 12月24日答复（《某某办法》第三条：10个工作日）。")
	v.visitor(t).goes("/case/done", "/case", "action", "submit", "sealed", writes(v.visitor(t), "kind", "complaint", "text", noise))
	assert.Len(t, allCases(t, v), 2, "the same words of another browser are another's")
}

func TestALetterGoesBackToItsFormWithAllThatWasWritten(t *testing.T) {
	b := newTown(t).visitor(t)
	sealed := writes(b, "kind", "complaint", "text", noise+"\r\n“谢谢”", "organ", "兴庆区财政局", "contact", "name@example.com")
	b.goes("/case", "/case", "action", "edit", "sealed", sealed)
	w := b.get("/case")
	assert.Equal(t, "no-store", w.Header().Get("Cache-Control"), "it is somebody's now")
	body := w.Body.String()
	for _, want := range []string{`value="complaint" checked`, noise + "\n“谢谢”</textarea>", `value="兴庆区财政局" selected`, `value="name@example.com"`} {
		assert.Contains(t, body, want)
	}
	b.goes("/case", "/case", "action", "drop")
	w = b.get("/case")
	assert.NotContains(t, w.Body.String(), noise)
	assert.NotEqual(t, "no-store", w.Header().Get("Cache-Control"), "the empty form is everybody's")
}

func TestALetterThatIsHandedInIsNoLongerOnTheForm(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", noise))
	assert.Equal(t, "/case", b.get("/case/check").Header().Get("Location"))
	assert.NotContains(t, b.get("/case").Body.String(), noise)
	stranger := v.visitor(t)
	assert.Equal(t, "/case", stranger.get("/case/check").Header().Get("Location"))
}

func TestALetterLongerThanACookieGoesItsWayToo(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	var long strings.Builder
	for i := range 1999 {
		long.WriteRune(rune(0x4e00 + (i*7919)%20000)) // hardly to be compressed
	}
	w := b.post("/case", "kind", "complaint", "text", long.String())
	require.Equal(t, http.StatusOK, w.Code)
	for _, c := range w.Result().Cookies() {
		assert.Less(t, len(c.String()), 4096)
	}
	sealed := regexp.MustCompile(`name="sealed" value="([^"]+)"`).FindStringSubmatch(w.Body.String())
	require.NotNil(t, sealed)
	assert.Contains(t, b.post("/case", "action", "edit", "sealed", sealed[1]).Body.String(), long.String()+"</textarea>")
	assert.Equal(t, http.StatusUnprocessableEntity, b.post("/case", "kind", "", "text", long.String()).Code)
	for range 2 {
		b.goes("/case/done", "/case", "action", "submit", "sealed", sealed[1])
	}
	assert.Equal(t, long.String(), allCases(t, v)[0].Text)
	assert.Len(t, allCases(t, v), 1)
	fits, not := 0, 0
	for n := 100; n < 2000; n += 100 {
		w := b.post("/case", "kind", "complaint", "text", string([]rune(long.String())[:n]))
		for _, c := range w.Result().Cookies() {
			assert.Less(t, len(c.String()), 4000, "%d characters", n)
		}
		if w.Code == http.StatusSeeOther {
			fits++
		} else {
			not++
		}
	}
	assert.Positive(t, fits)
	assert.Positive(t, not)
}

func TestWhatIsWrongInALetterIsShownBesideItsField(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case?wrong=1", "/case", "kind", "question", "text", "短", "organ", street, "contact", "12")
	body := b.get("/case?wrong=1").Body.String()
	for _, want := range []string{`href="#kind"`, `href="#text"`, `href="#organ"`, `href="#contact"`, `value="12"`, "短</textarea>", "4 处需要改"} {
		assert.Contains(t, body, want)
	}
	assert.Equal(t, "/case?wrong=1", b.get("/case/check").Header().Get("Location"), "what is wrong is not summed up")
	b.goes("/case?wrong=1", "/case", "kind", "complaint", "text", strings.Repeat("长", cases.Longest+1))
	assert.Contains(t, b.get("/case?wrong=1").Body.String(), "现在是2001个字")
	b.goes("/case", "/case", "action", "submit", "sealed", "")
	sealed := []byte(writes(b, "kind", "complaint", "text", noise))
	sealed[len(sealed)/2] ^= 1
	b.goes("/case", "/case", "action", "submit", "sealed", string(sealed))
	assert.Empty(t, allCases(t, v))
}

func TestWrittenAboutARecordNamesIt(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	assert.Contains(t, b.get("/r/"+string(v.number)).Body.String(), `href="/case?about=`)
	assert.Contains(t, b.get("/case?about="+string(v.number)).Body.String(), "关于《兴庆区2015年政府信息公开年度工作报告》（索引号 "+string(v.number)+"）：</textarea>")
	assert.Contains(t, b.get("/?q="+url.QueryEscape("没有这样的东西xyz")).Body.String(), `href="/case?sought=`+strings.ToLower(url.QueryEscape("没有这样的东西xyz")))
	assert.Contains(t, b.get("/case?sought="+url.QueryEscape("</textarea><b>")).Body.String(), "“&lt;/textarea&gt;&lt;b&gt;”，没有找到合适的。</textarea>")
	assert.NotContains(t, b.get("/case?about=nothing").Body.String(), "关于《")
}

func TestPhotosArePutToACaseFromItsPage(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	w := b.uploadTo("/progress/files", [2]string{"现场.jpg", photo})
	assert.Equal(t, "/progress", w.Header().Get("Location"), "without leave to see a case")
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", noise))
	c := allCases(t, v)[0]
	at := "/progress?id=" + c.ID
	assert.Contains(t, b.get(at).Body.String(), "还可以补5个")
	for range 2 { // the same bytes again
		w = b.uploadTo("/progress/files", [2]string{"现场.jpg", photo}, [2]string{"收据.pdf", scan})
		require.Equal(t, http.StatusSeeOther, w.Code, w.Body.String())
		assert.Equal(t, at+"&done=supplemented", w.Header().Get("Location"))
	}
	body := b.get(at + "&done=supplemented").Body.String()
	for _, want := range []string{"补充的内容已经收到", "您补充了附件", "附件 2 个", "还可以补3个"} {
		assert.Contains(t, body, want)
	}
	w = b.uploadTo("/progress/files", [2]string{"工具.exe", "MZ\x90"}, [2]string{"又一张.jpg", photo + "2"})
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	for _, want := range []string{"“工具.exe”没有附上：只收图片", "附件 3 个", `<details class="card actbox" id="act-supplemented" open>`} {
		assert.Contains(t, w.Body.String(), want)
	}
	_, data, err := v.cases.File(context.Background(), c.ID, 1)
	require.NoError(t, err)
	assert.Equal(t, scan, string(data))
	b.goes(at+"&done=withdrawn", "/progress", "act", "withdrawn")
	assert.NotContains(t, b.get(at).Body.String(), `id="files"`)
	assert.Equal(t, http.StatusConflict, b.uploadTo("/progress/files", [2]string{"晚了.jpg", photo + "3"}).Code)
	assert.Len(t, allCases(t, v)[0].Files(), 3)
}

func TestWhatIsAddedAfterAnHourIsNotWrittenInVain(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", noise))
	c := allCases(t, v)[0]
	v.now = v.now.Add(61 * time.Minute)
	w := b.post("/progress", "act", "supplemented", "id", c.ID, "note", "昨晚又有一次")
	assert.Equal(t, http.StatusUnauthorized, w.Code)
	for _, want := range []string{"请再填一次查询码", `name="note" value="昨晚又有一次"`, `<p class="quote">昨晚又有一次</p>`, `value="` + c.ID + `"`} {
		assert.Contains(t, w.Body.String(), want)
	}
	w = b.post("/progress", "asked", "yes", "act", "supplemented", "id", c.ID, "note", "昨晚又有一次", "code", "")
	assert.Contains(t, w.Body.String(), `name="note" value="昨晚又有一次"`, "a code that is missing or wrong loses nothing either")
	assert.Len(t, allCases(t, v)[0].Events, len(c.Events))
	b.goes("/progress?id="+c.ID+"&done=supplemented", "/progress", "asked", "yes", "act", "supplemented", "id", c.ID, "note", "昨晚又有一次", "code", c.Code)
	assert.Len(t, allCases(t, v)[0].Events, len(c.Events)+1)

	w = b.uploadTo("/progress/files?id=TS-2015-00002-1", [2]string{"现场.jpg", photo})
	assert.Equal(t, "/progress?id=TS-2015-00002-1", w.Header().Get("Location"))
	assert.Empty(t, allCases(t, v)[0].Files(), "a file of another window's case is not put here")
}

func TestACaseIsFollowedRepliedToAndRated(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", noise))
	c := allCases(t, v)[0]
	other := v.visitor(t)
	assert.NotContains(t, other.get("/progress?id="+c.ID).Body.String(), noise)
	assert.Equal(t, http.StatusUnprocessableEntity, other.post("/progress", "id", c.ID, "code", "0000000000").Code)
	other.goes("/progress?id="+c.ID, "/progress", "id", strings.ToLower(c.ID), "code", c.Code)
	w := other.get("/progress?id=" + c.ID)
	body := w.Body.String()
	for _, want := range []string{noise, "已提交，待交办", "您提交了投诉（网上）", "核实", "办理", "答复", "补充说明", "撤回投诉"} {
		assert.Contains(t, body, want)
	}
	assert.NotContains(t, body, c.Code)
	assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	assert.Equal(t, http.StatusUnprocessableEntity, b.post("/progress", "act", "supplemented").Code, "without words")
	b.goes("/progress?id="+c.ID+"&done=supplemented", "/progress", "act", "supplemented", "note", "昨晚又有一次")
	assert.Regexp(t, `role="status" tabindex="-1" autofocus>补充的内容已经收到`, b.get("/progress?done=supplemented").Body.String(), "the page is read from what became of it")
	assert.NotContains(t, b.get("/progress?done=rated").Body.String(), "您的评价已经记下", "the address alone says nothing")

	day := civil.Day(2015, time.December, 11)
	for _, e := range []cases.Event{cases.Assigned(day, "兴庆区财政局"), cases.Verified(day, cases.Founded, "看过了"), cases.Viewed(day, "联系来件人核实"), cases.Handled(day, "已经制止"), cases.Replied(day, "施工已经停止。")} {
		_, err := v.cases.Record(context.Background(), c.ID, e)
		require.NoError(t, err)
	}
	v.now = v.now.Add(24 * time.Hour)
	b = v.visitor(t)
	b.post("/progress", "id", c.ID, "code", c.Code)
	body = b.get("/progress").Body.String()
	for _, want := range []string{"施工已经停止。", "兴庆区财政局，2015年12月11日", "属实", "评价答复"} {
		assert.Contains(t, body, want)
	}
	assert.NotContains(t, body, "看过了", "how it was verified is the office's own")
	assert.NotContains(t, body, "查看来件人信息", "and so is who looked")
	assert.Equal(t, http.StatusConflict, b.post("/progress", "act", "withdrawn").Code)
	assert.Equal(t, http.StatusUnprocessableEntity, b.post("/progress", "act", "rated").Code, "without a score")
	b.goes("/progress?id="+c.ID+"&done=rated", "/progress", "act", "rated", "score", "dissatisfied")
	body = b.get("/progress?done=rated").Body.String()
	assert.Contains(t, body, "您的评价已经记下")
	assert.Contains(t, body, "再写一次")
	b.goes("/progress?id="+c.ID+"&done=rated", "/progress", "act", "rated", "score", "dissatisfied")
	w = b.post("/progress", "act", "rated", "score", "satisfied")
	assert.Equal(t, http.StatusConflict, w.Code, "once")
	assert.Contains(t, w.Body.String(), "您已经评价过这次答复")
}

// sharedCases is a store of several replicas, at another of which somebody acts first.
type sharedCases struct {
	cases.Store
	first func()
}

func (s *sharedCases) Append(ctx context.Context, c cases.Case, e cases.Event) (cases.Case, error) {
	if first := s.first; first != nil {
		s.first = nil
		first()
	}
	return s.Store.Append(ctx, c, e)
}

func TestWhoRatesACaseAtTwoReplicasAtOnceIsToldThatSheHas(t *testing.T) {
	v, store := newTown(t), &sharedCases{Store: cases.NewMemory()}
	v.cases = cases.NewDesk(store, civil.China(), cases.Terms{})
	v.handler = office(t, func(o *h5.Config) {
		o.Desk, o.Cases, o.Tickets, o.Now = v.desk, v.cases, v.tickets, func() time.Time { return v.now }
	})
	c, err := v.cases.Open(t.Context(), cases.Case{Kind: cases.Consultation, Text: "供暖几号开始？", Channel: disclosure.ByWeb}, "", v.now)
	require.NoError(t, err)
	_, err = v.cases.Record(t.Context(), c.ID, cases.Replied(civil.Day(2015, time.December, 11), "11月1日。"))
	require.NoError(t, err)
	b := v.visitor(t)
	b.goes("/progress?id="+c.ID, "/progress", "id", c.ID, "code", c.Code)
	store.first = func() {
		_, err := v.cases.Record(t.Context(), c.ID, cases.Rated(civil.Day(2015, time.December, 11), disclosure.Satisfied))
		require.NoError(t, err)
	}
	w := b.post("/progress", "act", "rated", "score", "dissatisfied")
	assert.Equal(t, http.StatusConflict, w.Code)
	assert.Contains(t, w.Body.String(), "您已经评价过这次答复")
	assert.NotContains(t, w.Body.String(), `name="score"`, "it is shown as it is now")
}

func TestACaseIsTakenBack(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "consultation", "text", noise))
	id := allCases(t, v)[0].ID
	b.goes("/progress?id="+id+"&done=withdrawn", "/progress", "act", "withdrawn")
	assert.Equal(t, cases.StateWithdrawn, allCases(t, v)[0].State())
	assert.Contains(t, b.get("/progress?done=withdrawn").Body.String(), "咨询已经撤回")
	b.goes("/progress?id="+id+"&done=withdrawn", "/progress", "act", "withdrawn")
	v.visitor(t).goes("/progress", "/progress", "act", "withdrawn")
}

func TestWrongCodesOfACaseAreCounted(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "consultation", "text", noise))
	c := allCases(t, v)[0]
	stranger := v.visitor(t)
	for range 10 {
		assert.Equal(t, http.StatusUnprocessableEntity, stranger.post("/progress", "id", c.ID, "code", "0000000000").Code)
	}
	assert.Equal(t, http.StatusTooManyRequests, stranger.post("/progress", "id", c.ID, "code", c.Code).Code)
}

func TestAFloodOfLettersIsHeldBackAndTheWordsAreKept(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	for range 30 {
		other := v.visitor(t)
		other.goes("/case/done", "/case", "action", "submit", "sealed", writes(other, "kind", "consultation", "text", noise))
	}
	w := b.post("/case", "action", "submit", "sealed", writes(b, "kind", "consultation", "text", noise))
	assert.Equal(t, http.StatusTooManyRequests, w.Code)
	assert.Contains(t, w.Body.String(), noise)
	assert.Len(t, allCases(t, v), 30)
	v.now = v.now.Add(time.Hour)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "consultation", "text", noise))
}

func TestAnOfficeWithoutCasesOrWithoutADeskTakesNone(t *testing.T) {
	assert.Equal(t, http.StatusNotFound, get(office(t, nil), "/case").Code)
	nameless := office(t, func(o *h5.Config) {
		o.Office, o.Cases = h5.Office{}, cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{})
	})
	assert.Equal(t, http.StatusNotFound, get(nameless, "/case").Code)
	only := office(t, func(o *h5.Config) { o.Cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{}) })
	assert.Equal(t, http.StatusOK, get(only, "/progress").Code, "progress without applications")
	assert.NotContains(t, get(only, "/").Body.String(), `href="/apply"`)
}

func TestAnAdditionThatIsPressedTwiceIsAddedOnce(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "consultation", "text", noise))
	id := allCases(t, v)[0].ID
	for range 2 {
		b.goes("/progress?id="+id+"&done=supplemented", "/progress", "act", "supplemented", "note", "是个体工商户")
	}
	assert.Len(t, allCases(t, v)[0].Events, 2)
	b.goes("/progress?id="+id+"&done=supplemented", "/progress", "act", "supplemented", "note", "还是没有找到")
	assert.Len(t, allCases(t, v)[0].Events, 3)
}
