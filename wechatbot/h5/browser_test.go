package h5_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/internal/browsing"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// browser opens a window for the pages.
func browser(t *testing.T) *browsing.Window {
	t.Helper()
	return browsing.Open(t, browsing.Config{Pictures: "h5-", Scrolls: ".scroll, .canvas, .off, .skip, thead",
		Lit: `getComputedStyle(e.closest(".search") || e).borderColor === "rgb(255, 210, 122)"`})
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

func TestEveryPageInABrowser(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	names := []string{"catalogue", "search", "none", "filter", "record", "missing", "books", "final", "budget", "years", "case", "about", "apply", "progress", "guide", "reports", "report", "ranking", "quarter", "year", "nowhere"}
	hold := w.Console("404") // the pages that are not there
	for _, view := range views() {
		w.Size(view.width, view.height)
		for i, path := range v.paths() {
			join := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			w.Go(server.URL + path + join + "print=" + view.print)
			w.Look(view.name + "-" + names[i])
			tall := browsing.Evaluate[float64](w, `Math.max(0, ...[...document.querySelectorAll(".acts .button")].map(e => e.offsetHeight))`)
			assert.Less(t, tall, 130.0, "%s %s: a button is higher than two lines", view.name, names[i])
			cut := browsing.Evaluate[bool](w, `[...document.querySelectorAll("table.money")].some(t => t.rows[0].cells.length === 2 && t.parentElement.scrollWidth > t.parentElement.clientWidth)`)
			assert.False(t, cut, "%s %s: a single column of figures is cut off", view.name, names[i])
		}
	}
	hold()
}

// A reader whose browser shows text at twice the size has the pages at twice the
// size, on a small phone too: nothing hangs out, and no line is one character long.
func TestEveryPageAtTwiceTheTextSize(t *testing.T) {
	w := browsing.Open(t, browsing.Config{Text: 32, Scrolls: ".scroll, .canvas, .off, .skip, thead"})
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Size(360, 740)
	for _, path := range v.paths() {
		w.Go(server.URL + path)
		assert.Equal(t, 34.0, browsing.Evaluate[float64](w, `parseFloat(getComputedStyle(document.documentElement).fontSize)`), "the reader's own text size counts")
		w.Fits(path + " at twice the text size")
		thin := browsing.Evaluate[[]string](w, `[...document.querySelectorAll(".site, .under, .meta dd, .headline h2, th[scope=row], .search input")].filter(e => e.getClientRects().length && e.clientWidth < 3 * parseFloat(getComputedStyle(e).fontSize) && (e.value !== undefined || e.textContent.trim().length > 3)).map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 12))`)
		assert.Empty(t, thin, "%s: lines of one or two characters", path)
		small := browsing.Evaluate[bool](w, `[...document.querySelectorAll(".canvas svg")].some(e => e.getBoundingClientRect().width < 15 * parseFloat(getComputedStyle(document.documentElement).fontSize))`)
		assert.False(t, small, "%s: the chart's words are not larger", path)
	}
}

func TestAKeyboardReachesEverythingAndShowsWhere(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Size(390, 844)
	for _, path := range []string{"/", "/r/" + string(v.number), "/budget/" + url.PathEscape(bureau) + "/2024/final", "/apply", "/progress", "/case", "/guide"} {
		w.Go(server.URL + path)
		w.Reach(path)
	}
}

// attachInBrowser chooses a file, given as a script's text, sends it and waits for
// the page that says something of the files.
func attachInBrowser(w *browsing.Window, name, content, says string) {
	w.Leave(browsing.Script(fmt.Sprintf(`{ const d = new DataTransfer(), bytes = Uint8Array.from([...("%s")].map(c => c.charCodeAt(0))); d.items.add(new File([bytes], %q)); const f = document.getElementById("file"); f.files = d.files; f.form.submit() }`, content, name)),
		fmt.Sprintf(`document.querySelector("#files").textContent.includes(%q)`, says))
}

// rate lets the office reply to the only request, and the applicant rate it.
func rate(t *testing.T, w *browsing.Window, v *town, base string) {
	t.Helper()
	r := all(t, v.desk)[0]
	for i, e := range []disclosure.Event{
		disclosure.Confirmed(r.Submitted()),
		disclosure.Replied(r.Submitted(), disclosure.Reply{Outcome: disclosure.Granted, Text: "全文随函附上。", Records: []string{string(v.number)}}),
	} {
		_, err := v.desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
		for _, print := range []string{"large", "normal"} {
			if i == 0 {
				w.Go(base + "/progress?print=" + print)
				w.Look("progress-ring-" + print)
			}
		}
	}
	w.Go(base + "/progress?id=" + r.ID)
	browsing.Evaluate[bool](w, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	w.Look("progress-rate")
	w.Leave(browsing.Script(`document.querySelector("input[value=mostly_satisfied]").click(); document.querySelector(".actbox button").click()`), browsing.Says("您的评价已经记下"))
	w.Look("progress-rated")
}

// On paper a page chosen in large print is large throughout, and has no buttons.
func TestAPageIsPrintedAsLargeAsItIsRead(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	paper := `(() => { for (const s of document.styleSheets) for (const r of s.cssRules) if (r.media?.mediaText === "print") r.media.mediaText = "all"; return true })()`
	size := `parseFloat(getComputedStyle(document.querySelector(%q)).fontSize)`
	for print, least := range map[string]float64{"normal": 14, "large": 21} {
		w.Go(server.URL + "/r/" + string(v.number) + "?print=" + print)
		browsing.Evaluate[bool](w, paper)
		label := browsing.Evaluate[float64](w, fmt.Sprintf(size, ".meta dt"))
		assert.GreaterOrEqual(t, browsing.Evaluate[float64](w, fmt.Sprintf(size, ".meta dd")), label, print)
		assert.GreaterOrEqual(t, browsing.Evaluate[float64](w, fmt.Sprintf(size, ".body p")), least, print)
		assert.True(t, browsing.Evaluate[bool](w, `[...document.querySelectorAll("button")].every(b => b.getClientRects().length === 0)`), print)
	}
}

func TestAnApplicationWithTheKeyboardAlone(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Size(390, 844)
	w.Go(server.URL + "/apply")
	w.Focus("#subject")
	w.Press("兴庆区2015年政府信息公开年度报告")
	w.Until(`document.getElementById("count").textContent === "18 / 500"`)
	w.Until(`document.getElementById("clear").textContent.includes("有年份")`)
	w.Follow("main button.main", browsing.Title("已经公开"))
	w.Look("apply-found")
	w.Follow("main a.main", browsing.Title("申请人"))
	w.Follow("main button.main", browsing.Title("要改"))
	w.Look("apply-wrong")
	w.Focus("#phone")
	w.Press("1380")
	w.Follow(".switch a:nth-child(2)", browsing.Says("统一社会信用代码"))
	w.Until(`document.getElementById("phone").value === "1380"`)
	w.Follow(".switch a:nth-child(1)", browsing.Has("#id_number"))
	w.Until(`document.getElementById("phone").value === "1380" && !document.querySelector(".wrongs")`)
	w.Focus("#phone")
	w.Press("\b\b\b\b")
	w.Focus("#consent")
	w.Press(" ")
	w.Focus("#name")
	w.Press("测试人")
	w.Focus("#id_number")
	w.Press(identity)
	w.Focus("#phone")
	w.Press("13800000000")
	w.Look("apply-who")
	w.Follow("main button.main", browsing.Title("怎么给"))
	w.Back(`document.getElementById("name").value === "测试人" && !document.querySelector(".wrongs")`)
	w.Follow("main button.main", browsing.Title("怎么给"))
	w.Focus("#way1")
	w.Press(" ")
	w.Focus("#email")
	w.Press("test@example.com")
	w.Look("apply-how")
	w.Follow("main button.main", browsing.Title("核对"))
	w.Look("apply-check")
	attachInBrowser(w, "现场.jpg", "\\u00ff\\u00d8\\u00ff photo", "附件1.jpg")
	attachInBrowser(w, "程序.exe", "MZ", "只收图片")
	w.Look("apply-files")
	w.Go(server.URL + "/apply?step=check")
	w.Follow("main button.main", browsing.Title("申请已提交"))
	w.Look("apply-done")
	require.Len(t, all(t, v.desk), 1)
	w.Follow("main a.main", browsing.Title("等待确认收到"))
	w.Look("progress-new")
	w.Back(browsing.Title("申请已提交"))
	w.Back(`location.pathname === "/apply"`)
	require.Len(t, all(t, v.desk), 1, "going back submits nothing again")
	rate(t, w, v, server.URL)
}

// Who changes the print in the middle of a form has not written in vain, and the
// choice is kept for the pages to come.
func TestTheOtherPrintLeavesWhatIsTyped(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Size(390, 844)
	w.Go(server.URL + "/apply")
	for _, other := range []string{"标准版", "大字版", "标准版"} {
		w.Focus("#subject")
		w.Press("某某路")
		w.Focus(".tools a")
		w.Press("\r")
		w.Until(fmt.Sprintf(`document.querySelector(".tools a").textContent === %q`, other))
	}
	w.Until(`document.getElementById("subject").value === "某某路某某路某某路" && document.documentElement.matches(".large")`)
	w.Until(`performance.getEntriesByType("resource").filter(e => e.name.includes("print=")).length === 3`)
	w.Go(server.URL + "/guide")
	w.Until(`document.documentElement.matches(".large")`)
}

func TestALetterWithTheKeyboardAlone(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Size(390, 844)
	w.Go(server.URL + "/case?kind=complaint")
	w.Follow("main button.main", browsing.Title("要改"))
	w.Look("case-wrong")
	w.Focus("#text")
	w.Press(noise)
	w.Follow("main button.main", browsing.Title("核对"))
	w.Look("case-check")
	kept := `document.getElementById("text")?.value.length > 10` // what was typed is there
	w.Back(kept)
	w.Follow("main button.main", browsing.Title("核对"))
	w.Follow(`main button[value="edit"]`, kept)
	w.Follow("main button.main", browsing.Title("核对"))
	w.Follow(`main button[value="submit"]`, browsing.Title("投诉已提交"))
	w.Look("case-done")
	w.Follow("main a.main", browsing.Title("投诉进度"))
	browsing.Evaluate[bool](w, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	w.Look("case-progress")
	c := allCases(t, v)
	require.Len(t, c, 1)
	day := c[0].Submitted()
	for _, e := range []cases.Event{cases.Assigned(day, "兴庆区财政局"), cases.Verified(day, cases.Founded, "看过了"), cases.Handled(day, "已经制止"), cases.Replied(day, "施工已经停止。")} {
		_, err := v.cases.Record(t.Context(), c[0].ID, e)
		require.NoError(t, err)
	}
	w.Go(server.URL + "/progress")
	w.Look("case-replied")
	w.Size(390, 844)
	w.Go(server.URL + "/progress?print=large")
	w.Look("case-replied-large")
}

func TestALongDocumentNumberStaysOnTheNarrowPage(t *testing.T) {
	w := browser(t)
	r := report()
	r.DocNumber = "兴政发〔2015〕" + strings.Repeat("9", 40) + "号"
	c, _ := published(t, r)
	server := httptest.NewServer(office(t, func(o *h5.Config) { o.Catalog = c }))
	t.Cleanup(server.Close)
	w.Size(360, 740)
	w.Go(server.URL + "/?print=large")
	assert.LessOrEqual(t, browsing.Evaluate[float64](w, "document.documentElement.scrollWidth"), 360.0)
}

// Paper carries what leads back to the page, and nothing that only a screen can do.
func TestAPrintedPageTellsItsAddress(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	h := office(t, func(o *h5.Config) { o.Links.Base, o.Books = "https://example.gov.cn/h5", books(t) })
	path := "/h5/budget/" + url.PathEscape(bureau) + "/2024/final"
	assert.Contains(t, get(h, path).Body.String(), "网址：https://example.gov.cn"+path)
	assert.NotContains(t, get(h, "/h5/apply").Body.String(), "网址：", "a page of somebody's own has none")
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	w.Go(server.URL + strings.TrimPrefix(path, "/h5"))
	browsing.Evaluate[bool](w, `(() => { for (const s of document.styleSheets) for (const r of s.cssRules) if (r.media?.mediaText === "print") r.media.mediaText = "all"; return true })()`)
	assert.NotContains(t, browsing.Evaluate[string](w, `document.body.innerText`), "下载")
}

// A hint to slide stands where something is out of sight, and nowhere else.
func TestOnlyWhatDoesNotFitIsSaidToSlide(t *testing.T) {
	w := browser(t)
	v := newTown(t)
	server := httptest.NewServer(v.handler)
	t.Cleanup(server.Close)
	hints := `[...document.querySelectorAll(".swipe")].filter(e => e.checkVisibility()).every(e => e.previousElementSibling.scrollWidth > e.previousElementSibling.clientWidth)`
	for _, width := range []int64{320, 375, 800, 1280} {
		w.Size(width, 800)
		for _, path := range []string{"/budget/" + url.PathEscape(street) + "/2024/budget", "/budget/" + url.PathEscape(street) + "/2024/budget?view=years", "/budget/" + url.PathEscape(bureau) + "/2024/final"} {
			for _, print := range []string{"normal", "large"} {
				w.Go(server.URL + path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "print=" + print)
				assert.True(t, browsing.Evaluate[bool](w, hints), "%d %s %s", width, path, print)
			}
		}
	}
}

func TestADocumentNumberHasItsColumnOnAWideScreen(t *testing.T) {
	w := browser(t)
	r := report()
	r.DocNumber = "兴政办发〔2015〕128号"
	c, _ := published(t, r)
	server := httptest.NewServer(office(t, func(o *h5.Config) { o.Catalog = c }))
	t.Cleanup(server.Close)
	for _, width := range []int64{1024, 1280} {
		w.Size(width, 900)
		w.Go(server.URL + "/?print=normal")
		tall := browsing.Evaluate[float64](w, `Math.max(...[...document.querySelectorAll(".docno .nb")].map(e => e.offsetHeight / parseFloat(getComputedStyle(e).fontSize)))`)
		assert.Less(t, tall, 2.0, "%d: year and serial stand on one line", width)
	}
}
