package h5_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// identity is a number with a right check character that belongs to nobody's
// card (GB 11643, the standard's own example).
const identity = "11010519491231002X"

func all(t testing.TB, d *disclosure.Desk) []disclosure.Request {
	t.Helper()
	var out []disclosure.Request
	for r, err := range d.Requests(context.Background()) {
		require.NoError(t, err)
		out = append(out, r)
	}
	return out
}

// fill walks through the form up to the summary and returns what its button
// sends.
func fill(b *visitor) string {
	b.t.Helper()
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000", "consent", "yes")
	b.goes("/apply?step=check", "/apply", "step", "how", "way", "1", "email", "test@example.com")
	return sealedIn(b)
}

func sealedIn(b *visitor) string {
	m := regexp.MustCompile(`name="sealed" value="([^"]+)"`).FindStringSubmatch(b.get("/apply?step=check").Body.String())
	require.NotNil(b.t, m)
	return m[1]
}

func TestAnApplicationIsSubmittedOnceHoweverOftenTheButtonIsPressed(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	sealed := fill(b)
	for range 3 {
		b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealed)
	}
	got := all(t, v.desk)
	require.Len(t, got, 1)
	r := got[0]
	assert.Equal(t, "某某路改造工程的环评批复", r.Subject)
	assert.Equal(t, disclosure.ByWeb, r.Channel)
	assert.Equal(t, "银川市兴庆区人民政府办公室", r.Organ)
	assert.Equal(t, disclosure.Delivery{Form: "电子文本", Way: "电子邮件"}, r.Delivery)
	assert.Equal(t, "test@example.com", r.Applicant.Email)
	done := b.get("/apply/done").Body.String()
	assert.Contains(t, done, r.ID)
	assert.Contains(t, done, r.Code)
	assert.Contains(t, done, "15个工作日", "the term of the regulation in force in 2015")
	assert.Contains(t, done, `data-copy="申请编号 `+r.ID+`，查询码 `+r.Code+`" hidden`)
	_, err := v.desk.Draft(context.Background(), r.Owner)
	assert.ErrorIs(t, err, disclosure.ErrNotFound)
}

func TestTwoWindowsOfOneDraftMakeOneRequest(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	first := fill(b)
	second := sealedIn(b)
	require.NotEqual(t, first, second)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", first)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", second)
	assert.Len(t, all(t, v.desk), 1)
}

func TestTheSameWishAnotherDayIsAnotherRequest(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", fill(b))
	v.now = v.now.Add(24 * time.Hour)
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", fill(b))
	assert.Len(t, all(t, v.desk), 2)
}

func TestWhatIsWrongIsShownBesideItsFieldWithTheRestKept(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	w := b.post("/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", "110105194912310021", "phone", "12", "consent", "yes")
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	body := w.Body.String()
	for _, want := range []string{`href="#id_number"`, `href="#phone"`, `value="测试人"`, `value="110105194912310021"`, `value="12"`, "校验码不对", `aria-invalid="true"`, "2 处需要改"} {
		assert.Contains(t, body, want)
	}
	assert.NotContains(t, body, `href="#name"`)
}

func TestANumberIsReadInAnyWidth(t *testing.T) {
	b := newTown(t).visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", "１１０１０５　１９４９１２３１００２ｘ", "phone", "１３８００００００００", "consent", "yes")
	assert.Contains(t, b.get("/apply?step=who").Body.String(), `value="`+identity+`"`)
}

func TestNothingPersonalIsKeptBeforeTheNoticeIsAgreedTo(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	page := b.get("/apply?step=who").Body.String()
	assert.Less(t, strings.Index(page, "个人信息告知"), strings.Index(page, `name="name"`), "the notice stands before the first personal datum")
	w := b.post("/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000")
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), `href="#consent"`)
	assert.NotContains(t, b.get("/apply?step=who").Body.String(), "测试人")
}

func TestAnOrganisationGivesItsCode(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复", "organ", "兴庆区财政局")
	assert.Contains(t, b.get("/apply?step=who&kind=organisation").Body.String(), "统一社会信用代码")
	w := b.post("/apply", "step", "who", "applicant", "organisation", "kind", "", "name", "某某研究院", "org_code", "91350100M000100Y44", "contact", "联系人", "phone", "0951-1234567", "consent", "yes")
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), `href="#kind"`)
	assert.Contains(t, w.Body.String(), `href="#org_code"`)
	// 91350100M000100Y43 is the example of GB 32100.
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "organisation", "kind", "research_institution", "name", "某某研究院", "org_code", "91350100M000100Y43", "contact", "联系人", "phone", "0951-1234567", "consent", "yes")
	b.goes("/apply?step=check", "/apply", "step", "how", "way", "3")
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealedIn(b))
	r := all(t, v.desk)[0]
	assert.Equal(t, disclosure.Research, r.Applicant.Kind)
	assert.Equal(t, "兴庆区财政局", r.Organ)
}

func TestAPersonsNameIsNotTakenForAnOrganisations(t *testing.T) {
	b := newTown(t).visitor(t)
	fill(b)
	assert.Contains(t, b.get("/apply?step=who").Body.String(), "测试人")
	assert.Contains(t, b.get("/apply?step=who&kind=person").Body.String(), "测试人")
	assert.NotContains(t, b.get("/apply?step=who&kind=organisation").Body.String(), "测试人")
}

func TestAnotherKindOfApplicantKeepsWhatBothFillIn(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	w := b.post("/apply", "step", "who", "applicant", "person", "turn", "organisation", "name", "测试人", "phone", "1380000", "email", "test@example.com", "consent", "yes")
	require.Equal(t, http.StatusOK, w.Code)
	body := w.Body.String()
	for _, want := range []string{"统一社会信用代码", `value="1380000"`, `value="test@example.com"`, `value="yes" checked`} {
		assert.Contains(t, body, want)
	}
	assert.NotContains(t, body, "测试人", "a person's name is no organisation's")
	assert.NotContains(t, body, "需要改", "nothing was sent yet")
	assert.NotContains(t, b.get("/apply?step=who").Body.String(), "1380000", "and nothing is kept")
}

func TestAnOrganOfAnotherPlaceTakesNoApplication(t *testing.T) {
	b := newTown(t).visitor(t)
	assert.NotContains(t, b.get("/apply").Body.String(), street)
	assert.Equal(t, http.StatusUnprocessableEntity, b.post("/apply", "step", "what", "subject", "某某路改造工程的环评批复", "organ", street).Code)
}

func TestTheWayAsksForWhatItNeeds(t *testing.T) {
	b := newTown(t).visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "护照", "id_number", "E12345678", "phone", "13800000000", "consent", "yes")
	assert.Contains(t, b.post("/apply", "step", "how", "way", "1").Body.String(), "请填写收信的邮箱")
	mistyped := b.post("/apply", "step", "how", "way", "1", "email", "test@").Body.String()
	assert.Contains(t, mistyped, "邮箱格式不对")
	assert.NotContains(t, mistyped, "请填写收信的邮箱", "it is there, and wrong")
	assert.Contains(t, b.post("/apply", "step", "how", "way", "2", "address", "某路").Body.String(), "详细地址")
	assert.Contains(t, b.post("/apply", "step", "how").Body.String(), "请选择一种方式")
	b.goes("/apply?step=check", "/apply", "step", "how", "way", "2", "address", "某市某区某路1号")
}

func TestAPageGoesOnWithTheDraftOfTheChat(t *testing.T) {
	v := newTown(t)
	ctx := context.Background()
	require.NoError(t, v.desk.SaveDraft(ctx, disclosure.Draft{Owner: "wechat:one", Organ: "银川市兴庆区人民政府办公室", Subject: "某某路改造工程的环评批复", Step: "consent", Saved: v.now}))
	ticket := v.tickets.Issue("wechat:one", v.now)
	b := v.visitor(t)
	assert.Contains(t, b.get("/apply?ticket="+ticket).Body.String(), "接着填")
	b.goes("/apply?step=who", "/apply", "action", "ticket", "ticket", ticket)
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000", "consent", "yes")
	d, err := v.desk.Draft(ctx, "wechat:one")
	require.NoError(t, err)
	assert.Equal(t, "测试人", d.Applicant.Name, "the chat sees what the page saved")
	assert.Equal(t, "way", d.Step, "and asks for the next thing")

	other := v.visitor(t)
	assert.Equal(t, http.StatusSeeOther, other.post("/apply", "action", "ticket", "ticket", ticket).Code)
	assert.Contains(t, other.get("/apply?ticket="+ticket).Body.String(), "已经用过")
	assert.NotContains(t, other.get("/apply?step=who").Body.String(), "测试人")

	b.goes("/apply?step=check", "/apply", "step", "how", "way", "3")
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealedIn(b))
	assert.Equal(t, disclosure.ByWeChat, all(t, v.desk)[0].Channel)
	assert.Equal(t, "wechat:one", all(t, v.desk)[0].Owner)
}

// interrupted is a store in which something else happens once behind a read.
type interrupted struct {
	disclosure.Store
	once func()
}

func (s *interrupted) Draft(ctx context.Context, owner string) (disclosure.Draft, error) {
	d, err := s.Store.Draft(ctx, owner)
	if once := s.once; once != nil {
		s.once = nil
		once()
	}
	return d, err
}

// What is told in the chat in the moment in which the page is sent is kept too; what was
// dropped in it does not come back.
func TestThePageAndTheChatKeepWhatEachWasTold(t *testing.T) {
	store, ctx := &interrupted{Store: disclosure.NewMemory()}, t.Context()
	v := townOn(t, store)
	was := disclosure.Draft{Owner: "wechat:one", Organ: "银川市兴庆区人民政府办公室", Subject: "某某路改造工程的环评批复", Consented: civil.DateOf(v.now), Step: "name", Saved: v.now}
	require.NoError(t, v.desk.SaveDraft(ctx, was))
	b := v.visitor(t)
	b.goes("/apply?step=who", "/apply", "action", "ticket", "ticket", v.tickets.Issue("wechat:one", v.now))
	chat := was
	chat.Applicant.Name, chat.Step = "测试人", "id"
	store.once = func() { require.NoError(t, store.ReplaceDraft(ctx, was, chat)) }
	b.goes("/apply?step=check", "/apply", "step", "how", "way", "3")
	d, err := v.desk.Draft(ctx, "wechat:one")
	require.NoError(t, err)
	assert.Equal(t, "测试人", d.Applicant.Name)
	assert.Equal(t, "自行领取", d.Delivery.Way)
	assert.Equal(t, "id", d.Step)

	store.once = func() { require.NoError(t, v.desk.DropDraft(ctx, "wechat:one")) }
	b.goes("/apply?lost=1", "/apply", "step", "how", "way", "3")
	_, err = v.desk.Draft(ctx, "wechat:one")
	assert.ErrorIs(t, err, disclosure.ErrNotFound)
}

func TestATicketIsNoLongerGoodAfterFifteenMinutes(t *testing.T) {
	v := newTown(t)
	ticket := v.tickets.Issue("wechat:one", v.now)
	v.now = v.now.Add(16 * time.Minute)
	b := v.visitor(t)
	assert.Contains(t, b.get("/apply?ticket="+ticket).Body.String(), "15分钟")
	b.post("/apply", "action", "ticket", "ticket", ticket)
	assert.Contains(t, b.get("/apply").Body.String(), "您需要什么信息")
}

func TestCancellingLeavesNothing(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	fill(b)
	b.goes("/apply?dropped=1", "/apply", "action", "cancel")
	body := b.get("/apply?step=check").Body.String()
	assert.NotContains(t, body, "环评批复")
	assert.Contains(t, b.get("/apply?dropped=1").Body.String(), "已经取消")
}

func TestAnUnfinishedApplicationGoesOnWhereItWasLeft(t *testing.T) {
	b := newTown(t).visitor(t)
	assert.Contains(t, b.get("/apply").Body.String(), "现在是第1步")
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", "某某路改造工程的环评批复")
	assert.Contains(t, b.get("/apply").Body.String(), "现在是第2步")
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000", "consent", "yes")
	assert.Contains(t, b.get("/apply").Body.String(), "现在是第3步")
	b.goes("/apply?step=check", "/apply", "step", "how", "way", "3")
	body := b.get("/apply").Body.String()
	assert.Contains(t, body, "现在是第4步")
	assert.Contains(t, body, "从上次的地方接着填")
	assert.Contains(t, b.get("/apply?step=what").Body.String(), "现在是第1步", "an earlier step may still be looked at")
}

func TestAFormFromAnotherSiteIsRefused(t *testing.T) {
	v := newTown(t)
	r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn/apply", strings.NewReader(url.Values{"step": {"what"}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	assert.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "没有被接受")
}

func TestAFormThatIsTooLongIsRefused(t *testing.T) {
	b := newTown(t).visitor(t)
	w := b.post("/apply", "step", "what", "subject", strings.Repeat("长", 64<<10))
	assert.Equal(t, http.StatusRequestEntityTooLarge, w.Code)
	w = b.post("/apply", "step", "what", "subject", strings.Repeat("长", 501))
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "现在是501个字")
}

func TestASealedSummaryCannotBeChanged(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	sealed := fill(b)
	broken := []byte(sealed)
	broken[len(broken)/2] ^= 1
	b.goes("/apply?step=check", "/apply", "action", "submit", "sealed", string(broken))
	b.goes("/apply?step=check", "/apply", "action", "submit", "sealed", "")
	assert.Empty(t, all(t, v.desk))
}

func TestAnEmptyNumberIsAskedForAndAShortOneIsCounted(t *testing.T) {
	b := newTown(t).visitor(t)
	b.goes("/apply?step=found", "/apply", "step", "what", "subject", wish)
	who := func(pairs ...string) string {
		w := b.post("/apply", append([]string{"step", "who", "name", "测试人", "phone", "13800000000", "consent", "yes"}, pairs...)...)
		require.Equal(t, http.StatusUnprocessableEntity, w.Code)
		return w.Body.String()
	}
	body := who("applicant", "person", "id_type", "身份证")
	assert.Contains(t, body, "请填写证件上的号码。")
	assert.NotContains(t, body, "校验码不对")
	assert.Contains(t, who("applicant", "person", "id_type", "身份证", "id_number", identity[:15]), "身份证号码应该是18位，现在是15位")
	body = who("applicant", "organisation")
	assert.Contains(t, body, "请填写营业执照或者登记证书上的统一社会信用代码。")
	assert.Contains(t, body, `<select id="kind" name="kind" aria-describedby="kind-err" aria-invalid="true">`, "what is to be chosen is marked like what is to be written")
	assert.Contains(t, who("applicant", "organisation", "org_code", "91350100M000100Y4"), "统一社会信用代码应该是18位，现在是17位")
}
