package h5_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
)

// browser starts Chromium, or skips and says so.
func browser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: the pages were not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("lang", "zh-CN"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("about:blank")))
	return ctx
}

func evaluate[T any](t *testing.T, ctx context.Context, expression string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	require.NoError(t, err)
	return v
}

// until waits for an expression of the page to be true.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	ok := assert.Eventually(t, func() bool {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		return err == nil && ok
	}, 30*time.Second, 50*time.Millisecond, expression)
	if !ok {
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.pathname + "\n" + document.title + "\n" + document.body.innerText`))
		require.FailNow(t, "the page shows something else", "%v\n%s", err, shown)
	}
}

// shoot keeps a picture of the whole page where ZWGK_SHOTS says.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("ZWGK_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "h5-"+name+".png"), picture, 0o644))
}

// views are the ways in which a page is looked at.
func views() []struct {
	name          string
	width, height int64
	print         string
} {
	return []struct {
		name          string
		width, height int64
		print         string
	}{{"phone", 390, 844, "normal"}, {"phone-large", 390, 844, "large"}, {"desk", 1280, 900, "normal"}, {"desk-large", 1280, 900, "large"}, {"small", 320, 568, "normal"}}
}

// axe is the accessibility checker's source, from the file that ZWGK_AXE names.
func axe(t *testing.T) string {
	path := os.Getenv("ZWGK_AXE")
	if path == "" {
		t.Log("ZWGK_AXE names no axe.min.js: accessibility was not checked by axe-core")
		return ""
	}
	source, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(source)
}

// serious runs axe-core on the page and returns its serious and critical
// violations.
const serious = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).join(" | ")))`

// look holds the page that is open to what a browser can tell.
func look(t *testing.T, ctx context.Context, name, checker string) {
	t.Helper()
	wide := evaluate[string](t, ctx, `document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .canvas, .off, .skip, thead")).slice(0, 5).map(e => e.tagName + "." + e.className).join(" ") || "?" : ""`)
	assert.Empty(t, wide, "%s is wider than the screen", name)
	if checker != "" {
		evaluate[bool](t, ctx, checker+"; true")
		assert.Empty(t, evaluate[[]string](t, ctx, serious, chromedp.EvalAwaitPromise), name)
	}
	shoot(t, ctx, name)
}

func TestEveryPageInABrowser(t *testing.T) {
	ctx := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	checker := axe(t)
	names := []string{"catalogue", "search", "none", "filter", "record", "missing", "books", "final", "budget", "years", "case", "about", "apply", "progress", "guide", "reports", "report", "ranking", "quarter", "year", "nowhere"}
	console, stop := context.WithCancel(ctx)
	messages := chromedp.Console(console)
	for _, view := range views() {
		require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(view.width, view.height)))
		for i, path := range v.paths() {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+path+join+"print="+view.print)))
			look(t, ctx, view.name+"-"+names[i], checker)
		}
	}
	time.AfterFunc(200*time.Millisecond, stop)
	for m, err := range messages {
		if err != nil {
			break
		}
		if m.Source == "network" && strings.Contains(m.Text, "404") {
			continue // the pages that are not there
		}
		t.Errorf("console: %s %s %s", m, m.Source, m.URL)
	}
}

// reachable lists what of the page a keyboard must reach, and marks each.
const reachable = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(e => !e.hidden && e.getClientRects().length && !(e.type === "radio" && e.name && [...document.getElementsByName(e.name)].indexOf(e) > 0) && !e.closest("details:not([open]) > :not(summary)")).map((e, i) => { e.dataset.n = i; return (e.id || e.textContent.trim() || e.name || e.tagName).slice(0, 30) })`

func TestAKeyboardReachesEverythingAndShowsWhere(t *testing.T) {
	ctx := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(390, 844)))
	for _, path := range []string{"/", "/r/" + string(v.number), "/budget/" + url.PathEscape(bureau) + "/2024/final", "/apply", "/progress", "/case", "/guide"} {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+path)))
		want := evaluate[[]string](t, ctx, reachable)
		require.NotEmpty(t, want)
		reached := map[string]bool{}
		for range len(want) + 3 {
			require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent("\t")))
			at := evaluate[[]string](t, ctx, `(() => { const e = document.activeElement, s = getComputedStyle(e), p = getComputedStyle(e.closest(".search") || e); return [e.dataset.n || "", (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || p.borderColor === "rgb(255, 210, 122)" ? "seen" : "unseen", e.outerHTML.slice(0, 80)] })()`)
			if at[0] != "" {
				reached[at[0]] = true
				assert.Equal(t, "seen", at[1], "%s: the focus does not show on %s", path, at[2])
			}
		}
		for i, name := range want {
			assert.True(t, reached[fmt.Sprint(i)], "%s: the keyboard does not reach %q", path, name)
		}
	}
}

// attachInBrowser chooses a file, given as a script's text, and sends it.
func attachInBrowser(t *testing.T, ctx context.Context, name, content string) {
	t.Helper()
	evaluate[bool](t, ctx, fmt.Sprintf(`(() => { const d = new DataTransfer(), bytes = Uint8Array.from([...("%s")].map(c => c.charCodeAt(0))); d.items.add(new File([bytes], %q)); const f = document.getElementById("file"); f.files = d.files; setTimeout(() => f.form.submit(), 20); return true })()`, content, name))
}

// press types into the field that has the focus after so many tabs.
func press(t *testing.T, ctx context.Context, keys string) {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(keys)))
}

// rate lets the office reply to the only request, and the applicant rate it.
func rate(t *testing.T, ctx context.Context, v *town, base, checker string) {
	t.Helper()
	r := all(t, v.desk)[0]
	for i, e := range []disclosure.Event{
		disclosure.Confirmed(r.Submitted()),
		disclosure.Replied(r.Submitted(), disclosure.Reply{Outcome: disclosure.Granted, Text: "全文随函附上。", Records: []string{string(v.number)}}),
	} {
		_, err := v.desk.Record(ctx, r.ID, e)
		require.NoError(t, err)
		for _, print := range []string{"large", "normal"} {
			if i == 0 {
				require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+"/progress?print="+print)))
				look(t, ctx, "progress-ring-"+print, checker)
			}
		}
	}
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+"/progress?id="+r.ID)))
	evaluate[bool](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	look(t, ctx, "progress-rate", checker)
	evaluate[bool](t, ctx, `document.querySelector("input[value=mostly_satisfied]").click(), document.querySelector(".actbox button").click(), true`)
	until(t, ctx, `document.body.textContent.includes("您的评价已经记下")`)
	look(t, ctx, "progress-rated", checker)
}

func TestAnApplicationWithTheKeyboardAlone(t *testing.T) {
	ctx := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	checker := axe(t)
	focus := func(selector string) {
		for range 60 {
			if evaluate[bool](t, ctx, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
				return
			}
			press(t, ctx, "\t")
		}
		t.Fatalf("the keyboard does not reach %s", selector)
	}
	title := func(part string) { until(t, ctx, fmt.Sprintf(`document.title.includes(%q)`, part)) }
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(server.URL+"/apply")))
	focus("#subject")
	press(t, ctx, "兴庆区2015年政府信息公开年度报告")
	until(t, ctx, `document.getElementById("count").textContent === "18 / 500"`)
	until(t, ctx, `document.getElementById("clear").textContent.includes("有年份")`)
	focus("main button.main")
	press(t, ctx, "\r")
	title("已经公开")
	look(t, ctx, "apply-found", checker)
	focus("main a.main")
	press(t, ctx, "\r")
	title("申请人")
	focus("main button.main")
	press(t, ctx, "\r")
	title("要改")
	look(t, ctx, "apply-wrong", checker)
	focus("#consent")
	press(t, ctx, " ")
	focus("#name")
	press(t, ctx, "测试人")
	focus("#id_number")
	press(t, ctx, identity)
	focus("#phone")
	press(t, ctx, "13800000000")
	look(t, ctx, "apply-who", checker)
	focus("main button.main")
	press(t, ctx, "\r")
	title("怎么给")
	focus("#way1")
	press(t, ctx, " ")
	focus("#email")
	press(t, ctx, "test@example.com")
	look(t, ctx, "apply-how", checker)
	focus("main button.main")
	press(t, ctx, "\r")
	title("核对")
	look(t, ctx, "apply-check", checker)
	attachInBrowser(t, ctx, "现场.jpg", "\\u00ff\\u00d8\\u00ff photo")
	until(t, ctx, `document.querySelector("#files").textContent.includes("附件1.jpg")`)
	attachInBrowser(t, ctx, "程序.exe", "MZ")
	until(t, ctx, `document.querySelector("#files").textContent.includes("只收图片")`)
	look(t, ctx, "apply-files", checker)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+"/apply?step=check")))
	focus("main button.main")
	press(t, ctx, "\r")
	title("申请已提交")
	look(t, ctx, "apply-done", checker)
	require.Len(t, all(t, v.desk), 1)
	focus("main a.main")
	press(t, ctx, "\r")
	title("等待确认收到")
	look(t, ctx, "progress-new", checker)
	evaluate[bool](t, ctx, `setTimeout(() => history.back(), 50), true`)
	title("申请已提交")
	evaluate[bool](t, ctx, `setTimeout(() => history.back(), 50), true`)
	until(t, ctx, `location.pathname === "/apply"`)
	require.Len(t, all(t, v.desk), 1, "going back submits nothing again")
	rate(t, ctx, v, server.URL, checker)
}

func TestALetterWithTheKeyboardAlone(t *testing.T) {
	ctx := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	checker := axe(t)
	focus := func(selector string) {
		for range 60 {
			if evaluate[bool](t, ctx, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
				return
			}
			press(t, ctx, "\t")
		}
		t.Fatalf("the keyboard does not reach %s", selector)
	}
	title := func(part string) { until(t, ctx, fmt.Sprintf(`document.title.includes(%q)`, part)) }
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(server.URL+"/case?kind=complaint")))
	focus("main button.main")
	press(t, ctx, "\r")
	title("要改")
	look(t, ctx, "case-wrong", checker)
	focus("#text")
	press(t, ctx, noise)
	focus("main button.main")
	press(t, ctx, "\r")
	title("核对")
	look(t, ctx, "case-check", checker)
	evaluate[bool](t, ctx, `setTimeout(() => history.back(), 50), true`)
	until(t, ctx, `document.getElementById("text")?.value.length > 10`) // what was typed is there
	focus("main button.main")
	press(t, ctx, "\r")
	title("核对")
	focus(`main button[value="edit"]`)
	press(t, ctx, "\r")
	until(t, ctx, `document.getElementById("text")?.value.length > 10`)
	focus("main button.main")
	press(t, ctx, "\r")
	title("核对")
	focus(`main button[value="submit"]`)
	press(t, ctx, "\r")
	title("投诉已提交")
	look(t, ctx, "case-done", checker)
	focus("main a.main")
	press(t, ctx, "\r")
	title("投诉进度")
	evaluate[bool](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	look(t, ctx, "case-progress", checker)
	c := allCases(t, v)
	require.Len(t, c, 1)
	day := c[0].Submitted()
	for _, e := range []cases.Event{cases.Assigned(day, "兴庆区财政局"), cases.Verified(day, cases.Founded, "看过了"), cases.Handled(day, "已经制止"), cases.Replied(day, "施工已经停止。")} {
		_, err := v.cases.Record(ctx, c[0].ID, e)
		require.NoError(t, err)
	}
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+"/progress")))
	look(t, ctx, "case-replied", checker)
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(server.URL+"/progress?print=large")))
	look(t, ctx, "case-replied-large", checker)
}
