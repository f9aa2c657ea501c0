package clerk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
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
		t.Skip("no Chromium on this machine: the desk was not tried in a browser")
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
	require.Eventually(t, func() bool {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		return err == nil && ok
	}, 30*time.Second, 50*time.Millisecond, expression)
}

// checker is axe-core's source, from the file that ZWGK_AXE names.
func checker(t *testing.T) string {
	path := os.Getenv("ZWGK_AXE")
	if path == "" {
		t.Log("ZWGK_AXE names no axe.min.js: accessibility was not checked by axe-core")
		return ""
	}
	source, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(source)
}

const serious = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).join(" | ")))`

// look holds the page that is open to what a browser can tell, and keeps a picture
// of it where ZWGK_SHOTS says.
func look(t *testing.T, ctx context.Context, name, axe string) {
	t.Helper()
	wide := evaluate[string](t, ctx, `document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .off, .skip, thead")).slice(0, 5).map(e => e.tagName + "." + e.className).join(" ") || "?" : ""`)
	assert.Empty(t, wide, "%s is wider than the screen", name)
	if axe != "" {
		evaluate[bool](t, ctx, axe+"; true")
		assert.Empty(t, evaluate[[]string](t, ctx, serious, chromedp.EvalAwaitPromise), name)
	}
	if dir := os.Getenv("ZWGK_SHOTS"); dir != "" {
		picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, "desk-"+name+".png"), picture, 0o644))
	}
}

// busy fills the office so that every page has something on it, and returns the
// pages.
func (o *office) busy() (paths []string, names []string) {
	t := o.t
	t.Helper()
	ctx := t.Context()
	drafter, reviewer := o.as("经办"), o.as("审核")
	private := drafter.post("/desk/records", with(paper(), "act", "submit", "title", "关于发放冬季取暖补贴的公示", "body", "公示名单联系人：13812345678"))
	form := drafter.fields(private.Body.String(), "confirmed")
	waiting := drafter.drafted(with(form, "confirmed", "yes"))
	out := drafter.drafted(paper())
	require.Equal(t, http.StatusSeeOther, reviewer.post(out, reviewer.fields(reviewer.page(out), "同意并发布")).Code)
	later := drafter.drafted(with(paper(), "title", "关于调整公交线路的通告"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(later, reviewer.fields(reviewer.page(later), "同意并定时")).Code)
	w := drafter.post("/desk/records", with(paper(), "act", "save", "title", "公示", "summary", "公示"))
	edit := w.Header().Get("Location")
	for r, err := range o.catalog.Records(ctx) {
		require.NoError(t, err)
		for i, channel := range []string{grid, posts} {
			rel := catalog.Release{Subject: string(r.Number), Channel: channel, Day: civil.Day(2026, 10, 20), At: o.now.AddDate(0, 0, -8)}
			require.NoError(t, o.catalog.Claim(ctx, rel))
			rel.State = []catalog.ReleaseState{catalog.NeedsHand, catalog.Sent}[i]
			rel.Reason = []string{"已请网格员转发到群里，等他回复“已转”", ""}[i]
			require.NoError(t, o.catalog.Settle(ctx, rel))
		}
	}
	o.waits(reviewer, drafter)
	fresh, running := o.submitted(), o.submittedBefore(46)
	clerk := disclosure.Actor{Name: "经办", Role: disclosure.RoleClerk}
	for _, e := range []disclosure.Event{disclosure.Confirmed(civil.Day(2026, 9, 14)), disclosure.Consulted(civil.Day(2026, 9, 21), "某供热公司"),
		disclosure.Opined(civil.Day(2026, 9, 28)), disclosure.Extended(civil.Day(2026, 9, 30), 20, disclosure.Actor{})} {
		e = e.WithActor(clerk)
		if e.Kind == disclosure.KindExtended {
			e.By = disclosure.Actor{Name: "负责人", Role: disclosure.RoleHead}
		}
		_, err := o.desk.Record(ctx, running.ID, e)
		require.NoError(t, err)
	}
	c, err := o.cases.Open(ctx, cases.Case{Kind: cases.Complaint, Text: "某街道的公开栏半年没有更新。", Channel: disclosure.ByWeChat}, "", o.now)
	require.NoError(t, err)
	require.NoError(t, o.cases.Ask(ctx, "供暖几号停", civil.Day(2026, 10, 27)))
	pages := [][2]string{{"/desk/", "today"}, {"/desk/records", "records"}, {waiting, "review-one"}, {out, "published"}, {edit, "draft"}, {"/desk/records/new", "new"}, {"/desk/review", "review"},
		{"/desk/items", "items"}, {"/desk/items/urge", "urge"}, {"/desk/requests", "requests"}, {"/desk/requests/new", "register"}, {"/desk/requests/" + fresh.ID, "request-new"}, {"/desk/requests/" + running.ID, "request"},
		{"/desk/requests/" + running.ID + "/reply", "reply"}, {"/desk/questions", "questions"}, {"/desk/questions/" + c.ID, "question"}, {"/desk/posts", "posts"}, {"/desk/posts/mass", "mass"}, {out + "/article", "article"},
		{"/desk/grids", "grids"}, {"/desk/grids/demo", "grid"}, {"/desk/grids/demo/code", "poster"},
		{"/desk/report/2026", "report"}, {"/desk/report/2026/cell?row=new_received&kind=1", "cell"}, {"/desk/trail", "trail"}, {"/desk/trail?of=requests", "trail-requests"}, {"/desk/trail?of=pushes", "trail-pushes"}, {"/desk/nowhere", "nowhere"}}
	for _, p := range pages {
		paths, names = append(paths, p[0]), append(names, p[1])
	}
	return paths, names
}

// enter signs in as a person would, with the keyboard.
func enter(t *testing.T, ctx context.Context, base, name string) {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(base+"/desk/")))
	until(t, ctx, `!!document.getElementById("name")`)
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent("\t")))
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(name+"\t"+password+"\r")))
	until(t, ctx, `document.title.startsWith("今天要做的")`)
}

func TestEveryPageOfTheDeskInABrowser(t *testing.T) {
	ctx := browser(t)
	o := newOffice(t)
	paths, names := o.busy()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	axe := checker(t)
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1280, 860), chromedp.Navigate(server.URL+"/desk/")))
	look(t, ctx, "wide-signin", axe)
	enter(t, ctx, server.URL, "审核")
	console, stop := context.WithCancel(ctx)
	messages := chromedp.Console(console)
	for _, who := range []string{"审核", "双岗"} {
		if who != "审核" {
			evaluate[bool](t, ctx, `document.querySelector(".me form").submit(), true`)
			until(t, ctx, `document.title.startsWith("登录")`)
			enter(t, ctx, server.URL, who)
		}
		for _, view := range []struct {
			name          string
			width, height int64
		}{{"wide", 1280, 860}, {"phone", 390, 844}, {"small", 320, 568}} {
			if who != "审核" && view.name != "wide" {
				continue
			}
			require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(view.width, view.height)))
			for i, path := range paths {
				require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+path)))
				look(t, ctx, view.name+"-"+names[i]+map[bool]string{true: "", false: "-both"}[who == "审核"], axe)
			}
		}
	}
	time.AfterFunc(200*time.Millisecond, stop)
	for m, err := range messages {
		if err != nil {
			break
		}
		if m.Source == "network" && (strings.Contains(m.Text, "404") || strings.Contains(m.Text, "403") || strings.Contains(m.Text, "409") || strings.Contains(m.Text, "401")) {
			continue // pages that are not there, or not for this person
		}
		t.Errorf("console: %s %s %s", m, m.Source, m.URL)
	}
}

func TestThePagesOfTheDeskAreLight(t *testing.T) {
	o := newOffice(t)
	paths, names := o.busy()
	s := o.as("双岗")
	for i, path := range paths {
		w := s.get(path)
		assert.Less(t, w.Body.Len(), 60_000, names[i])
		assert.NotContains(t, w.Body.String(), "<script", names[i])
		assert.NotContains(t, w.Body.String(), " style=", names[i])
		assert.NotRegexp(t, `(src|action|data)="?[a-z]*:?//`, w.Body.String(), "%s loads nothing from elsewhere", names[i])
		assert.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
		assert.Equal(t, 1, strings.Count(w.Body.String(), "<h1>"), names[i])
	}
	css := s.get("/desk/assets/" + strings.Split(strings.Split(s.page("/desk/"), "/desk/assets/")[1], `"`)[0])
	assert.Equal(t, http.StatusOK, css.Code)
	assert.Less(t, css.Body.Len(), 24_000)
	assert.Empty(t, css.Result().Cookies(), "what browsers keep carries no cookie")
	assert.Contains(t, css.Header().Get("Cache-Control"), "immutable")
}

// reachable lists what of the page a keyboard must reach, and marks each.
const reachable = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(e => !e.hidden && e.getClientRects().length && !e.closest("details:not([open]) > :not(summary)")).map((e, i) => { e.dataset.n = i; return (e.id || e.textContent.trim() || e.name || e.tagName).slice(0, 30) })`

func TestTheKeyboardReachesEverythingOnTheDesk(t *testing.T) {
	ctx := browser(t)
	o := newOffice(t)
	paths, names := o.busy()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1280, 860)))
	enter(t, ctx, server.URL, "双岗")
	for i, path := range paths {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+path)))
		want := evaluate[[]string](t, ctx, reachable)
		require.NotEmpty(t, want)
		reached := map[string]bool{}
		for n := range 6*len(want) + 30 { // a field for a date takes several stops
			require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent("\t")))
			at := evaluate[[]string](t, ctx, `(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.dataset.n || "", s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 ? "seen" : "unseen", e.outerHTML.slice(0, 80)] })()`)
			if n == 0 && strings.HasPrefix(path, "/desk/") {
				assert.Contains(t, at[2], "skip", "%s: the first stop skips the menu", names[i])
			}
			if at[0] != "" {
				reached[at[0]] = true
				assert.Equal(t, "seen", at[1], "%s: the focus does not show on %s", names[i], at[2])
			}
			if len(reached) == len(want) {
				break
			}
		}
		for n, name := range want {
			assert.True(t, reached[fmt.Sprint(n)], "%s: the keyboard does not reach %q", names[i], name)
		}
	}
}

func TestARecordAndARequestWithTheKeyboardAlone(t *testing.T) {
	ctx := browser(t)
	o := newOffice(t)
	r := o.submitted()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	axe := checker(t)
	press := func(keys string) { require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(keys))) }
	focus := func(selector string) {
		t.Helper()
		for range 120 {
			if evaluate[bool](t, ctx, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
				return
			}
			press("\t")
		}
		t.Fatalf("the keyboard does not reach %s", selector)
	}
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1280, 860)))
	enter(t, ctx, server.URL, "经办")
	focus(`a[href="/desk/records/new"]`)
	press("\r")
	until(t, ctx, `!!document.getElementById("title")`)
	focus("#title")
	press("公示")
	focus(`button[value="check"]`)
	press("\r")
	until(t, ctx, `!!document.getElementById("title-wrong")`)
	look(t, ctx, "keys-checked", axe)
	focus("#title")
	press("关于做好冬季供暖保障工作的通知") // the field's text is selected when it is tabbed to
	focus("#publisher")
	press("兴庆区人民政府")
	focus("#summary")
	press("供暖的时间、温度标准和投诉受理，自11月1日起执行。")
	focus(`button[value="submit"]`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("已送审")`)
	enter2 := func(name string) {
		focus(`.me button`)
		press("\r")
		until(t, ctx, `document.title.startsWith("登录")`)
		enter(t, ctx, server.URL, name)
	}
	enter2("审核")
	focus(`a[href^="/desk/records/"]:not([href$="new"])`)
	press("\r")
	until(t, ctx, `!!document.querySelector('input[value="publish"]')`)
	focus(`details[open] button.main`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("同意公开，现在发布：")`)
	look(t, ctx, "keys-published", axe)
	enter2("经办")
	focus(`a[href="/desk/requests/` + r.ID + `"]`)
	press("\r")
	until(t, ctx, `document.title.startsWith("申请")`)
	focus(`details:has(input[value="confirmed"]) > summary`)
	press("\r")
	focus(`details:has(input[value="confirmed"]) button`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("已登记：确认收到")`)
	focus(`a[href$="/reply"]`)
	press("\r")
	until(t, ctx, `!!document.getElementById("outcome")`)
	focus("#outcome")
	press("3.4.1")
	focus("#grounds")
	press("经检索，本机关没有制作或者保存这一信息。")
	focus(`button[value="look"]`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("告知书预览")`)
	look(t, ctx, "keys-letter", axe)
	focus(`button[value="send"]`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("答复已经送审")`)
	enter2("审核")
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+"/desk/requests/"+r.ID)))
	focus(`a[href$="/sign"]`)
	press("\r")
	until(t, ctx, `document.title.startsWith("审核签发")`)
	look(t, ctx, "keys-sign", axe)
	focus(`form[action$="/sign"] button.main`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("已经签发")`)
	look(t, ctx, "keys-replied", axe)
	assert.Equal(t, disclosure.NotHeld, o.request(r.ID).Outcome())
}
