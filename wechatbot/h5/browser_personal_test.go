package h5_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

// sendForm lets the page that is open send a form, as pairs of names and values,
// and waits for the page whose title has a part.
func sendForm(t *testing.T, ctx context.Context, title, target string, pairs ...string) {
	t.Helper()
	fields, err := json.Marshal(pairs)
	require.NoError(t, err)
	evaluate[bool](t, ctx, fmt.Sprintf(`(() => { const p = %s, f = document.createElement("form"); f.method = "post"; f.action = %q; for (let i = 0; i < p.length; i += 2) { const e = document.createElement("input"); e.type = "hidden"; e.name = p[i]; e.value = p[i + 1]; f.append(e) } document.body.append(f); setTimeout(() => f.submit(), 20); return true })()`, fields, target))
	until(t, ctx, fmt.Sprintf(`document.readyState === "complete" && document.title.includes(%q)`, title))
}

// lookAt opens pages in every view and holds each to what a browser can tell.
func lookAt(t *testing.T, ctx context.Context, base, checker string, pages map[string]string) {
	t.Helper()
	for _, view := range views() {
		require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(view.width, view.height)))
		for name, path := range pages {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+path+join+"print="+view.print)))
			evaluate[bool](t, ctx, `document.querySelectorAll("main details").forEach(d => d.open = true), true`)
			look(t, ctx, view.name+"-"+name, checker)
		}
	}
}

func TestPersonalPagesInABrowser(t *testing.T) {
	ctx := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	checker, base := axe(t), server.URL
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+"/apply")))
	sendForm(t, ctx, "已经公开", "/apply", "step", "what", "subject", "兴庆区2015年政府信息公开年度报告")
	sendForm(t, ctx, "怎么给", "/apply", "step", "who", "applicant", "person", "name", "测试人", "id_type", "身份证", "id_number", identity, "phone", "13800000000", "consent", "yes")
	sendForm(t, ctx, "核对", "/apply", "step", "how", "way", "1", "email", "test@example.com")
	attachInBrowser(t, ctx, "现场.jpg", "\\u00ff\\u00d8\\u00ff photo")
	until(t, ctx, `document.querySelector("#files")?.textContent.includes("附件1.jpg")`)
	sendForm(t, ctx, "要改", "/case", "kind", "complaint", "text", "短", "contact", "12")
	lookAt(t, ctx, base, checker, map[string]string{"apply-found": "/apply?step=found", "apply-who": "/apply?step=who", "apply-unit": "/apply?step=who&kind=organisation",
		"apply-how": "/apply?step=how", "apply-check": "/apply?step=check", "case-wrong": "/case?wrong=1"})

	sendForm(t, ctx, "核对", "/case", "kind", "complaint", "text", strings.Repeat(noise+"\n", 5), "contact", "test@example.com")
	lookAt(t, ctx, base, checker, map[string]string{"case-check": "/case/check", "case-kept": "/case"})
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+"/case/check")))
	until(t, ctx, `document.readyState === "complete" && !!document.querySelector('button[value="submit"]')`)
	evaluate[bool](t, ctx, `setTimeout(() => document.querySelector('button[value="submit"]').click(), 20), true`)
	until(t, ctx, `document.title.includes("投诉已提交")`)
	lookAt(t, ctx, base, checker, map[string]string{"case-done": "/case/done", "case-progress": "/progress"})

	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+"/apply?step=check")))
	until(t, ctx, `document.readyState === "complete" && !!document.querySelector('input[name="sealed"]')`)
	evaluate[bool](t, ctx, `setTimeout(() => document.querySelector('input[name="sealed"]').form.submit(), 20), true`)
	until(t, ctx, `document.title.includes("申请已提交")`)
	r := all(t, v.desk)[0]
	_, err := v.desk.Record(ctx, r.ID, disclosure.Confirmed(r.Submitted()))
	require.NoError(t, err)
	lookAt(t, ctx, base, checker, map[string]string{"apply-done": "/apply/done", "progress-running": "/progress"})
	_, err = v.desk.Record(ctx, r.ID, disclosure.Replied(r.Submitted(), disclosure.Reply{Outcome: disclosure.Granted, Text: "全文随函附上。", Records: []string{string(v.number)}}))
	require.NoError(t, err)
	lookAt(t, ctx, base, checker, map[string]string{"progress-replied": "/progress"})
}
