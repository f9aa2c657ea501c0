package h5_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

const wish = "某某路改造工程的环评批复"

// opened is a page of the form in a browser, with what it carries unseen.
func opened(b *visitor, step string) (page, shown string) {
	b.t.Helper()
	page = b.get("/apply?step=" + step).Body.String()
	return page, shownOn(b, page)
}

func shownOn(b *visitor, page string) string {
	b.t.Helper()
	m := regexp.MustCompile(`name="shown" value="([^"]+)"`).FindStringSubmatch(page)
	require.NotNil(b.t, m)
	return m[1]
}

// both is a town with a citizen who has her application in the chat and on a page: chat
// tells the draft something, as the chat does.
func both(t *testing.T, draft disclosure.Draft) (v *town, b *visitor, chat func(func(*disclosure.Draft)), kept func() disclosure.Draft) {
	t.Helper()
	v = newTown(t)
	draft.Owner, draft.Organ, draft.Subject, draft.Consented, draft.Saved = "wechat:one", "银川市兴庆区人民政府办公室", wish, civil.DateOf(v.now), v.now
	require.NoError(t, v.desk.SaveDraft(t.Context(), draft))
	b = v.visitor(t)
	require.Equal(t, http.StatusSeeOther, b.post("/apply", "action", "ticket", "ticket", v.tickets.Issue("wechat:one", v.now)).Code)
	kept = func() disclosure.Draft {
		d, err := v.desk.Draft(t.Context(), "wechat:one")
		require.NoError(t, err)
		return d
	}
	chat = func(tell func(*disclosure.Draft)) {
		d := kept()
		tell(&d)
		v.now = v.now.Add(time.Minute)
		d.Saved = v.now
		require.NoError(t, v.desk.SaveDraft(t.Context(), d))
	}
	return v, b, chat, kept
}

func TestWhatTheChatWasToldStaysWhereThePageWasNotChanged(t *testing.T) {
	_, b, chat, kept := both(t, disclosure.Draft{Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "张三", Phone: "13800000000"}})
	_, shown := opened(b, "who")
	chat(func(d *disclosure.Draft) {
		d.Applicant.Name, d.Applicant.IDType, d.Applicant.IDNumber = "李四", "护照", "E12345678"
	})
	b.goes("/apply?step=how", "/apply", "step", "who", "shown", shown, "applicant", "person", "name", "张三", "id_type", "身份证", "phone", "139 0000 0000", "consent", "yes")
	assert.Equal(t, disclosure.Applicant{Kind: disclosure.Person, Name: "李四", IDType: "护照", IDNumber: "E12345678", Phone: "13900000000"}, kept().Applicant)

	_, shown = opened(b, "what")
	chat(func(d *disclosure.Draft) { d.Subject = wish + "\n再加验收意见" })
	b.goes("/apply?step=found", "/apply", "step", "what", "shown", shown, "subject", wish, "organ", "兴庆区财政局")
	assert.Equal(t, wish+"\n再加验收意见", kept().Subject)
	assert.Equal(t, "兴庆区财政局", kept().Organ)

	_, shown = opened(b, "what")
	chat(func(d *disclosure.Draft) { d.Subject = wish })
	b.goes("/apply?step=found", "/apply", "step", "what", "shown", shown, "subject", wish+"\r\n再加验收意见", "organ", "兴庆区财政局")
	assert.Equal(t, wish, kept().Subject, "a browser's line ends are no change")
}

func TestOfAFieldThatBothChangedThePageAsks(t *testing.T) {
	who := func(shown string, more ...string) []string {
		return append([]string{"step", "who", "shown", shown, "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13900000000", "consent", "yes"}, more...)
	}
	for name, c := range map[string]struct {
		keep []string
		want string
	}{"left, what stands here": {nil, "13900000000"}, "ticked, what the chat was told": {[]string{"keep", "phone"}, "13700000000"}} {
		t.Run(name, func(t *testing.T) {
			_, b, chat, kept := both(t, disclosure.Draft{})
			_, shown := opened(b, "who")
			chat(func(d *disclosure.Draft) { d.Applicant.Phone = "13700000000" })
			w := b.post("/apply", who(shown)...)
			require.Equal(t, http.StatusUnprocessableEntity, w.Code)
			body := w.Body.String()
			for _, want := range []string{"1 处需要改", `href="#phone"`, `value="13900000000"`, "用那边的：13700000000", `name="keep" value="phone"`, "在微信里或者别的页面也填过", `value="测试人"`} {
				assert.Contains(t, body, want)
			}
			wellFormed(t, "asked", body)
			assert.Equal(t, "13700000000", kept().Applicant.Phone, "nothing is kept before she says")
			b.goes("/apply?step=how", "/apply", who(shownOn(b, body), c.keep...)...)
			assert.Equal(t, c.want, kept().Applicant.Phone)
		})
	}
}

func TestWhatIsToldWhileItIsAskedIsAskedAnew(t *testing.T) {
	_, b, chat, kept := both(t, disclosure.Draft{})
	_, shown := opened(b, "how")
	chat(func(d *disclosure.Draft) { d.Delivery = disclosure.Delivery{Form: "纸质", Way: "自行领取"} })
	w := b.post("/apply", "step", "how", "shown", shown, "way", "4")
	assert.Contains(t, w.Body.String(), "用那边的：打印出来，我自己去取")
	chat(func(d *disclosure.Draft) {
		d.Delivery, d.Applicant.Email = disclosure.Delivery{Form: "电子文本", Way: "电子邮件"}, "test@example.com"
	})
	w = b.post("/apply", "step", "how", "shown", shownOn(b, w.Body.String()), "way", "4", "keep", "way")
	assert.Contains(t, w.Body.String(), "用那边的：发到电子邮箱")
	b.goes("/apply?step=check", "/apply", "step", "how", "shown", shownOn(b, w.Body.String()), "way", "4", "keep", "way", "email", "test@example.com")
	assert.Equal(t, "电子邮件", kept().Delivery.Way)
	assert.Equal(t, "test@example.com", kept().Applicant.Email)
}

func TestWhoAppliesIsOneAnswer(t *testing.T) {
	organisation := func(d *disclosure.Draft) {
		// 91350100M000100Y43 is the example of GB 32100.
		d.Applicant = disclosure.Applicant{Kind: disclosure.Research, Name: "某某研究院", OrgCode: "91350100M000100Y43", Contact: "联系人", Phone: "13700000000"}
	}
	_, b, chat, kept := both(t, disclosure.Draft{})
	_, untouched := opened(b, "who")
	chat(organisation)
	b.goes("/apply?step=how", "/apply", "step", "who", "shown", untouched, "applicant", "person", "id_type", "身份证", "consent", "yes")
	assert.Equal(t, "某某研究院", kept().Applicant.Name)
	assert.Equal(t, disclosure.Research, kept().Applicant.Kind)

	_, b, chat, kept = both(t, disclosure.Draft{})
	_, shown := opened(b, "who")
	chat(organisation)
	person := []string{"step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13700000000", "consent", "yes"}
	w := b.post("/apply", append(person, "shown", shown)...)
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	body := w.Body.String()
	for _, want := range []string{`href="#applicant"`, "用那边的：以单位申请，某某研究院", `value="` + identity + `"`} {
		assert.Contains(t, body, want)
	}
	turned := b.post("/apply", append(person, "shown", shown, "turn", "organisation")...)
	assert.Contains(t, turned.Body.String(), "用那边的：以单位申请", "she is asked before the form turns")
	b.goes("/apply?step=how", "/apply", append(person, "shown", shownOn(b, body), "keep", "applicant")...)
	assert.Equal(t, "某某研究院", kept().Applicant.Name)
}

// Pages that do not say what they had shown, as of a draft that the browser took on since,
// take nothing away either.
func TestAPageOfAnotherDraftAsksBeforeItReplaces(t *testing.T) {
	v, b, _, kept := both(t, disclosure.Draft{Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "张三", Phone: "13800000000"}})
	other := v.visitor(t)
	_, shown := opened(other, "what")
	w := b.post("/apply", "step", "what", "shown", shown, "subject", "另一份完全不同的文件")
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "用那边的："+wish)
	w = b.post("/apply", "step", "who", "applicant", "person", "name", "王五", "id_type", "身份证", "id_number", identity, "consent", "yes")
	assert.Contains(t, w.Body.String(), "用那边的：张三")
	assert.Equal(t, "张三", kept().Applicant.Name)
}

// What is told between the reading of the draft and its saving is asked about too.
func TestAFieldToldInTheVeryMomentIsAskedAbout(t *testing.T) {
	store := &interrupted{Store: disclosure.NewMemory()}
	v := townOn(t, store)
	draft := disclosure.Draft{Owner: "wechat:one", Organ: "银川市兴庆区人民政府办公室", Subject: wish, Consented: civil.DateOf(v.now), Saved: v.now}
	require.NoError(t, v.desk.SaveDraft(t.Context(), draft))
	b := v.visitor(t)
	b.post("/apply", "action", "ticket", "ticket", v.tickets.Issue("wechat:one", v.now))
	_, shown := opened(b, "how")
	store.once = func() {
		draft.Delivery = disclosure.Delivery{Form: "纸质", Way: "自行领取"}
		require.NoError(t, v.desk.SaveDraft(t.Context(), draft))
	}
	w := b.post("/apply", "step", "how", "shown", shown, "way", "4")
	require.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Contains(t, w.Body.String(), "用那边的：打印出来，我自己去取")
}

// Whoever goes back to a form that the browser kept and corrects herself is not asked which
// of the two she means; where the chat was told something since, she is.
func TestACorrectionOnAnOlderFormIsOneAnswer(t *testing.T) {
	_, b, chat, kept := both(t, disclosure.Draft{})
	_, shown := opened(b, "who")
	who := func(phone string) []string {
		return []string{"step", "who", "shown", shown, "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", phone, "consent", "yes"}
	}
	for _, phone := range []string{"13800000001", "13800000002"} {
		b.goes("/apply?step=how", "/apply", who(phone)...)
		assert.Equal(t, phone, kept().Applicant.Phone)
	}
	b.goes("/apply?step=how", "/apply", "step", "who", "shown", shown, "applicant", "organisation", "kind", "research_institution", "name", "某某研究院", "org_code", "91350100M000100Y43", "contact", "联系人", "phone", "13800000002", "consent", "yes")
	assert.Equal(t, "某某研究院", kept().Applicant.Name, "another kind of applicant is a correction too")
	b.goes("/apply?step=how", "/apply", who("13800000002")...)
	chat(func(d *disclosure.Draft) { d.Applicant.Phone = "13700000000" })
	assert.Contains(t, b.post("/apply", who("13800000003")...).Body.String(), "用那边的：13700000000")
}

func TestASummaryThatIsOutOfDateIsNotSubmitted(t *testing.T) {
	v, b, chat, _ := both(t, disclosure.Draft{})
	b.goes("/apply?step=how", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000", "consent", "yes")
	b.goes("/apply?step=check", "/apply", "step", "how", "way", "3")
	before := sealedIn(b)
	chat(func(d *disclosure.Draft) { d.Subject = wish + "和验收意见" })
	b.goes("/apply?step=check&changed=1", "/apply", "action", "submit", "sealed", before)
	assert.Empty(t, all(t, v.desk))
	page := b.get("/apply?step=check&changed=1").Body.String()
	assert.Contains(t, page, "在微信里或者别的页面改过")
	assert.Contains(t, page, wish+"和验收意见")
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealedIn(b))
	require.Len(t, all(t, v.desk), 1)

	require.NoError(t, v.desk.SaveDraft(t.Context(), disclosure.Draft{Owner: "wechat:one", Subject: "以后的另一件事", Saved: v.now}))
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealedAgain(t, v, b))
	assert.Len(t, all(t, v.desk), 1, "what was submitted is not held up by what was begun since")
}

// sealedAgain is the summary of the request that was just submitted, as a window left open
// still has it.
func sealedAgain(t *testing.T, v *town, b *visitor) string {
	t.Helper()
	begun, err := v.desk.Draft(t.Context(), "wechat:one")
	require.NoError(t, err)
	r := all(t, v.desk)[0]
	require.NoError(t, v.desk.SaveDraft(t.Context(), disclosure.Draft{Owner: r.Owner, Organ: r.Organ, Subject: r.Subject, Applicant: r.Applicant, Delivery: r.Delivery, Consented: civil.DateOf(v.now), Saved: v.now}))
	b.post("/apply", "action", "ticket", "ticket", v.tickets.Issue("wechat:one", v.now))
	sealed := sealedIn(b)
	require.NoError(t, v.desk.SaveDraft(t.Context(), begun))
	return sealed
}

func TestWhatAFormCarriesUnseenIsShortAndSealed(t *testing.T) {
	long := strings.Repeat("长", 500)
	_, b, _, _ := both(t, disclosure.Draft{Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人", Address: strings.Repeat("某路", 90)}})
	b.goes("/apply?step=found", "/apply", "step", "what", "shown", func() string { _, s := opened(b, "what"); return s }(), "subject", long)
	for _, step := range []string{"what", "who", "how"} {
		_, shown := opened(b, step)
		assert.Less(t, len(shown), 900, step)
		assert.NotContains(t, shown, "wechat")
	}
}
