package h5_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/internal/browsing"
)

// sendForm lets the page that is open send a form, as pairs of names and values,
// and waits for the page whose title has a part.
func sendForm(t *testing.T, w *browsing.Window, title, target string, pairs ...string) {
	t.Helper()
	fields, err := json.Marshal(pairs)
	require.NoError(t, err)
	w.Leave(browsing.Script(fmt.Sprintf(`{ const p = %s, f = document.createElement("form"); f.method = "post"; f.action = %q; for (let i = 0; i < p.length; i += 2) { const e = document.createElement("input"); e.type = "hidden"; e.name = p[i]; e.value = p[i + 1]; f.append(e) } document.body.append(f); f.submit() }`, fields, target)), browsing.Title(title))
}

// lookAt opens pages in every view and holds each to what a browser can tell.
func lookAt(w *browsing.Window, base string, pages map[string]string) {
	for _, view := range views() {
		w.Size(view.width, view.height)
		for name, path := range pages {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			w.Go(base + path + join + "print=" + view.print)
			w.Do(browsing.Script(`document.querySelectorAll("main details").forEach(d => d.open = true)`))
			w.Look(view.name + "-" + name)
		}
	}
}

func TestPersonalPagesInABrowser(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	base := server.URL
	w.Go(base + "/apply")
	sendForm(t, w, "已经公开", "/apply", "step", "what", "subject", "兴庆区2015年政府信息公开年度报告")
	sendForm(t, w, "怎么给", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000", "consent", "yes")
	sendForm(t, w, "核对", "/apply", "step", "how", "way", "1", "email", "test@example.com")
	attachInBrowser(w, "现场.jpg", "\\u00ff\\u00d8\\u00ff photo", "附件1.jpg")
	sendForm(t, w, "要改", "/case", "kind", "complaint", "text", "短", "contact", "12")
	lookAt(w, base, map[string]string{"apply-found": "/apply?step=found", "apply-who": "/apply?step=who", "apply-unit": "/apply?step=who&kind=organisation",
		"apply-how": "/apply?step=how", "apply-check": "/apply?step=check", "case-wrong": "/case?wrong=1"})

	sendForm(t, w, "核对", "/case", "kind", "complaint", "text", strings.Repeat(noise+"\n", 5), "contact", "test@example.com")
	lookAt(w, base, map[string]string{"case-check": "/case/check", "case-kept": "/case"})
	w.Go(base + "/case/check")
	w.Leave(browsing.Script(`document.querySelector('button[value="submit"]').click()`), browsing.Title("投诉已提交"))
	lookAt(w, base, map[string]string{"case-done": "/case/done", "case-progress": "/progress"})

	w.Go(base + "/apply?step=check")
	w.Leave(browsing.Script(`document.querySelector('input[name="sealed"]').form.submit()`), browsing.Title("申请已提交"))
	r := all(t, v.desk)[0]
	_, err := v.desk.Record(t.Context(), r.ID, disclosure.Confirmed(r.Submitted()))
	require.NoError(t, err)
	lookAt(w, base, map[string]string{"apply-done": "/apply/done", "progress-running": "/progress"})
	w.Size(320, 568)
	w.Go(base + "/progress?print=normal")
	browsing.Evaluate[bool](w, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	assert.True(t, browsing.Evaluate[bool](w, `[...document.querySelectorAll(".days tbody tr")].every(r => r.offsetHeight < 50)`), "a day stands on one line")
	_, err = v.desk.Record(t.Context(), r.ID, disclosure.Replied(r.Submitted(), disclosure.Reply{Outcome: disclosure.Granted, Text: "全文随函附上。", Records: []string{string(v.number)}}))
	require.NoError(t, err)
	lookAt(w, base, map[string]string{"progress-replied": "/progress"})
}

// What the chat was told meanwhile is asked about where it can be seen and reached.
func TestAQuestionOfTwoAnswersInABrowser(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	draft := disclosure.Draft{Owner: "wechat:one", Organ: "银川市兴庆区人民政府办公室", Subject: wish, Consented: civil.DateOf(v.now), Saved: v.now}
	for _, view := range views() {
		draft.Applicant = disclosure.Applicant{}
		require.NoError(t, v.desk.SaveDraft(t.Context(), draft))
		w.Size(view.width, view.height)
		w.Go(server.URL + "/apply?print=" + view.print)
		sendForm(t, w, "申请人", "/apply", "action", "ticket", "ticket", v.tickets.Issue("wechat:one", v.now))
		draft.Applicant = disclosure.Applicant{Kind: disclosure.Research, Name: "某某研究院", Phone: "13700000000"}
		require.NoError(t, v.desk.SaveDraft(t.Context(), draft))
		w.Do(browsing.Script(fmt.Sprintf(`for (const [k, v] of Object.entries({name: "测试人", id_number: %q, phone: "13900000000"})) document.getElementById(k).value = v`, identity)))
		w.Follow("main button.main", browsing.Title("要改"))
		w.Look(view.name + "-apply-asked")
	}
	w.Reach("the question")
	w.Focus("#phone-keep")
	w.Press(" ")
	w.Follow("main button.main", browsing.Title("怎么给"))
	kept, err := v.desk.Draft(t.Context(), "wechat:one")
	require.NoError(t, err)
	assert.Equal(t, "测试人", kept.Applicant.Name)
	assert.Equal(t, "13700000000", kept.Applicant.Phone)
}

// Whoever goes back and corrects herself is not asked which of the two she means.
func TestGoingBackAndCorrectingIsOneAnswer(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Go(server.URL + "/apply")
	sendForm(t, w, "申请人", "/apply", "step", "what", "subject", wish)
	w.Focus("#consent")
	w.Press(" ")
	for _, field := range [][2]string{{"#name", "测试人"}, {"#id_number", identity}, {"#phone", "13800000000"}} {
		w.Focus(field[0])
		w.Press(field[1])
	}
	for _, phone := range []string{"13800000001", "13800000002"} {
		w.Follow("main button.main", browsing.Title("怎么给"))
		w.Back(`document.getElementById("phone")?.value.length === 11 && document.readyState === "complete" && !performance.getEntriesByType("navigation")[0].name.includes("how")`)
		w.Do(browsing.Script(`document.getElementById("phone").value = "` + phone + `"`))
	}
	w.Follow("main button.main", browsing.Title("怎么给"))
	w.Go(server.URL + "/apply?step=who")
	w.Until(`document.getElementById("phone").value === "13800000002"`)
}

// What was filled in is not deleted by one press beside the button that goes on.
func TestDroppingAnApplicationTakesTwoPresses(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Size(375, 800)
	w.Go(server.URL + "/apply")
	sendForm(t, w, "申请人", "/apply", "step", "what", "subject", wish)
	assert.False(t, browsing.Evaluate[bool](w, `document.querySelector(".quit button").checkVisibility()`))
	browsing.Evaluate[bool](w, `document.querySelector(".quit summary").click(), true`)
	assert.True(t, browsing.Evaluate[bool](w, `document.querySelector(".quit button").checkVisibility()`))
	w.Look("apply-quit")
	w.Follow(".quit button", browsing.Says("没有留下"))
}
