package clerk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/internal/browsing"
)

// browser opens a window for the desk.
func browser(t *testing.T) *browsing.Window {
	t.Helper()
	return browsing.Open(t, browsing.Config{Pictures: "desk-", Scrolls: ".scroll, .off, .skip, thead"})
}

// views are the screens on which the desk is looked at.
func views() []struct {
	name          string
	width, height int64
} {
	return []struct {
		name          string
		width, height int64
	}{{"wide", 1280, 860}, {"phone", 390, 844}, {"small", 320, 568}}
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
	waiting := drafter.drafted(with(form, "confirmed", tickOf(private.Body.String(), "confirmed")))
	out := drafter.drafted(paper())
	require.Equal(t, http.StatusSeeOther, reviewer.post(out, reviewer.fields(reviewer.page(out), "同意并发布")).Code)
	later := drafter.drafted(with(paper(), "title", "关于调整公交线路的通告"))
	require.Equal(t, http.StatusSeeOther, reviewer.post(later, reviewer.fields(reviewer.page(later), "同意并定时")).Code)
	w := drafter.post("/desk/records", with(paper(), "act", "save", "title", "公示", "summary", "公示"))
	edit := w.Header().Get("Location")
	gone := drafter.saved("关于城市绿化养护标准的通知")
	require.Equal(t, http.StatusSeeOther, drafter.post(gone, with(drafter.fields(drafter.page(gone), "作废这份草稿"), "sure", "yes", "note", "与上周拟的重复")).Code)
	own := o.as("双岗").drafted(with(paper(), "title", "关于冬季除雪的通知", "doc_number", ""))
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
	pages := [][2]string{{"/desk/", "today"}, {"/desk/records", "records"}, {waiting, "review-one"}, {out, "published"}, {edit, "draft"}, {own, "own"}, {strings.TrimSuffix(edit, "/edit") + "?act=discard", "discard"}, {gone, "discarded"}, {"/desk/records?status=discarded", "thrown-away"}, {"/desk/records/new", "new"}, {"/desk/review", "review"},
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
func enter(w *browsing.Window, base, name string) {
	w.Go(base + "/desk/")
	w.Press("\t")
	w.Until(`document.activeElement.id === "name"`)
	w.Press(name + "\t" + password)
	w.Leave(chromedp.KeyEvent("\r"), `document.title.startsWith("今天要做的")`)
}

func TestEveryPageOfTheDeskInABrowser(t *testing.T) {
	w := browser(t)
	o := newOffice(t)
	paths, names := o.busy()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	w.Size(1280, 860)
	w.Go(server.URL + "/desk/")
	w.Look("wide-signin")
	enter(w, server.URL, "审核")
	hold := w.Console("404", "403", "409", "401") // pages that are not there, or not for this person
	for _, who := range []string{"审核", "双岗"} {
		if who != "审核" {
			w.Leave(browsing.Script(`document.querySelector(".me form").submit()`), `document.title.startsWith("登录")`)
			enter(w, server.URL, who)
		}
		for _, view := range views() {
			if who != "审核" && view.name != "wide" {
				continue
			}
			w.Size(view.width, view.height)
			for i, path := range paths {
				w.Go(server.URL + path)
				w.Look(view.name + "-" + names[i] + map[bool]string{true: "", false: "-both"}[who == "审核"])
			}
		}
	}
	hold()
}

// A clerk whose browser shows text at twice the size has the desk at twice the
// size, and nothing hangs out of the screen.
func TestTheDeskAtTwiceTheTextSize(t *testing.T) {
	w := browsing.Open(t, browsing.Config{Text: 32, Scrolls: ".scroll, .off, .skip, thead"})
	o := newOffice(t)
	paths, names := o.busy()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	w.Size(1280, 860)
	enter(w, server.URL, "双岗")
	for _, width := range []int64{1280, 360} {
		w.Size(width, 860)
		for i, path := range paths {
			w.Go(server.URL + path)
			assert.Equal(t, 30.0, browsing.Evaluate[float64](w, `parseFloat(getComputedStyle(document.documentElement).fontSize)`), names[i])
			w.Fits(fmt.Sprintf("%s at %d", names[i], width))
		}
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
	assert.Contains(t, css.Body.String(), "@media(forced-colors:active)", "the last day is seen where colours are the reader's")
	assert.Empty(t, css.Result().Cookies(), "what browsers keep carries no cookie")
	assert.Contains(t, css.Header().Get("Cache-Control"), "immutable")
}

func TestTheKeyboardReachesEverythingOnTheDesk(t *testing.T) {
	w := browser(t)
	o := newOffice(t)
	paths, names := o.busy()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	w.Size(1280, 860)
	enter(w, server.URL, "双岗")
	for i, path := range paths {
		w.Go(server.URL + path)
		if first := w.Reach(names[i]); strings.HasPrefix(path, "/desk/") {
			assert.Contains(t, first, "skip", "%s: the first stop skips the menu", names[i])
		}
	}
}

func TestARecordAndARequestWithTheKeyboardAlone(t *testing.T) {
	w := browser(t)
	o := newOffice(t)
	r := o.submitted()
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	w.Size(1280, 860)
	enter(w, server.URL, "经办")
	w.Follow(`a[href="/desk/records/new"]`, browsing.Has("#title"))
	w.Focus("#title")
	w.Press("公示")
	w.Follow(`button[value="check"]`, browsing.Has("#title-wrong"))
	w.Look("keys-checked")
	w.Focus("#title")
	w.Press("关于做好冬季供暖保障工作的通知") // the field's text is selected when it is tabbed to
	w.Focus("#publisher")
	w.Press("兴庆区人民政府")
	w.Focus("#summary")
	w.Press("供暖的时间、温度标准和投诉受理，自11月1日起执行。")
	w.Follow(`button[value="submit"]`, browsing.Says("已送审"))
	enter2 := func(name string) {
		w.Follow(`.me button`, `document.title.startsWith("登录")`)
		enter(w, server.URL, name)
	}
	w.Focus(`#act-recall > summary`)
	w.Press("\r")
	w.Follow(`#act-recall button`, browsing.Says("撤回送审："))
	w.Look("keys-recalled")
	w.Follow(`a[href$="/edit"]`, browsing.Has(`a[href$="#act-discard"]`))
	w.Follow(`button[value="submit"]`, browsing.Says("已送审"))
	enter2("审核")
	w.Follow(`a[href^="/desk/records/"]:not([href$="new"])`, browsing.Has(`input[value="publish"]`))
	w.Follow(`details[open] button.main`, browsing.Says("同意公开，现在发布："))
	w.Look("keys-published")
	enter2("经办")
	w.Follow(`a[href="/desk/requests/`+r.ID+`"]`, `document.title.startsWith("申请")`)
	w.Focus(`details:has(input[value="confirmed"]) > summary`)
	w.Press("\r")
	w.Follow(`details:has(input[value="confirmed"]) button`, browsing.Says("已登记：确认收到"))
	w.Follow(`a[href$="/reply"]`, browsing.Has("#outcome"))
	w.Focus("#outcome")
	w.Press("3.4.1")
	w.Focus("#grounds")
	w.Press("经检索，本机关没有制作或者保存这一信息。")
	w.Follow(`button[value="look"]`, browsing.Says("告知书预览"))
	w.Look("keys-letter")
	w.Follow(`button[value="send"]`, browsing.Says("答复已经送审"))
	enter2("审核")
	w.Go(server.URL + "/desk/requests/" + r.ID)
	w.Follow(`a[href$="/sign"]`, `document.title.startsWith("审核签发")`)
	w.Look("keys-sign")
	w.Follow(`form[action$="/sign"] button.main`, browsing.Says("已经签发"))
	w.Look("keys-replied")
	assert.Equal(t, disclosure.NotHeld, o.request(r.ID).Outcome())
}

func TestADraftIsThrownAwayWithTheKeyboardAlone(t *testing.T) {
	w := browser(t)
	o := newOffice(t)
	at := o.as("经办").saved("关于城市绿化养护标准的通知")
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	w.Size(1280, 860)
	enter(w, server.URL, "经办")
	w.Go(server.URL + at + "/edit")
	w.Follow(`a[href$="#act-discard"]`, browsing.Has(`#act-discard[open]`))
	w.Follow(`#act-discard button`, browsing.Says("没有办理：请勾选"))
	w.Look("keys-discard-asked")
	w.Focus(`#discard-sure`)
	w.Press(" ")
	w.Follow(`#act-discard button`, browsing.Says("作废草稿："))
	w.Look("keys-discarded")
	assert.EqualValues(t, catalog.Discarded, o.one().Status)
}
