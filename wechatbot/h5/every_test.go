package h5_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// paths are the addresses of every kind of page of a town.
func (v *town) paths() []string {
	return []string{
		"/", "/?q=" + url.QueryEscape("年度报告"), "/?q=" + url.QueryEscape("没有这样的东西xyz"), "/?year=2015&category=permanent",
		"/r/" + string(v.number), "/r/nothing", "/budget", "/budget/" + url.PathEscape(bureau) + "/2024/final", "/budget/" + url.PathEscape(street) + "/2024/budget", "/budget/" + url.PathEscape(street) + "/2024/budget?view=years",
		"/case", "/case?kind=complaint&about=" + url.QueryEscape(string(v.number)), "/apply", "/progress", "/guide", "/report", "/report/2015", "/ranking", "/ranking/2015Q4", "/ranking/2015", "/nowhere",
	}
}

const wantPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// inPage is what the policy forbids in a page's own text.
var inPage = regexp.MustCompile(`(?i)\sstyle\s*=|\son[a-z]+\s*=|<style|<script(?:\s[^>]*)?>[^<]|javascript:|(?:src|href)\s*=\s*"(?:https?:)?//`)

func TestEveryPageKeepsTheHouseRules(t *testing.T) {
	v := newTown(t)
	for _, path := range v.paths() {
		for _, print := range []string{"", "large"} {
			target := path
			if print != "" {
				target += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "print=" + print
			}
			w := get(v.handler, target)
			body := w.Body.String()
			h := w.Header()
			assert.Equal(t, wantPolicy, h.Get("Content-Security-Policy"), target)
			assert.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), target)
			assert.Equal(t, "text/html; charset=utf-8", h.Get("Content-Type"), target)
			assert.Empty(t, inPage.FindString(strings.ReplaceAll(body, `href="http://127`, "")), target)
			wellFormed(t, target, body)
			assert.Equal(t, 1, strings.Count(body, "<h1"), target)
			assert.Equal(t, 1, strings.Count(body, "<main "), target)
			assert.Contains(t, body, `<html lang="zh-CN"`, target)
			assert.Equal(t, print == "large", strings.Contains(body, `class="large"`), target)
			assert.NotContains(t, body, "<no value>", target)
			assert.NotContains(t, body, "ZgotmplZ", target)
		}
	}
}

// wellFormed holds a page to its tags: each that is opened is closed, in order,
// and no id stands twice.
func wellFormed(t *testing.T, name, body string) {
	t.Helper()
	void := []string{"meta", "link", "input", "wbr", "br", "hr", "img"}
	var open []string
	for _, m := range regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*?)(/?)>`).FindAllStringSubmatch(body, -1) {
		tag := m[2]
		switch {
		case m[4] == "/" || slices.Contains(void, tag):
		case m[1] == "":
			open = append(open, tag)
		default:
			require.NotEmpty(t, open, "%s: </%s> closes nothing", name, tag)
			require.Equal(t, open[len(open)-1], tag, "%s: after %v", name, open)
			open = open[:len(open)-1]
		}
	}
	assert.Empty(t, open, name)
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sid="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		assert.False(t, seen[m[1]], "%s: id %s stands twice", name, m[1])
		seen[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		for _, id := range strings.Fields(m[1]) {
			assert.True(t, seen[id], "%s: nothing has the id %s", name, id)
		}
	}
}

// firstView is the limit of a page with its style sheet and script, compressed.
const firstView = 60 << 10

func TestTheFirstViewIsLight(t *testing.T) {
	v := newTown(t)
	for _, path := range v.paths() {
		v.weigh(t, path, get(v.handler, path, zipped))
	}
}

func zipped(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip, br") }

// weigh holds a page with its style sheet and script to the limit.
func (v *town) weigh(t *testing.T, name string, w *httptest.ResponseRecorder) {
	t.Helper()
	body := w.Body.Bytes()
	total := len(body)
	if w.Header().Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(body))
		require.NoError(t, err)
		body, err = io.ReadAll(z)
		require.NoError(t, err)
	}
	assets := regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`).FindAllSubmatch(body, -1)
	require.Len(t, assets, 3, name)
	for _, m := range assets {
		a := get(v.handler, string(m[1]), zipped)
		require.Equal(t, http.StatusOK, a.Code)
		require.Contains(t, a.Header().Get("Cache-Control"), "immutable")
		total += a.Body.Len()
	}
	t.Logf("%-60.60s %5d bytes", name, total)
	assert.Less(t, total, firstView, name)
}

func TestPersonalPagesAreLightTooAndKeepTheHouseRules(t *testing.T) {
	v := newTown(t)
	b := v.visitor(t)
	pages := map[string]*httptest.ResponseRecorder{}
	fill(b)
	for i := range 5 {
		require.Equal(t, http.StatusSeeOther, b.upload([2]string{"a.jpg", fmt.Sprint(photo, i)}).Code)
	}
	for _, step := range []string{"what", "found", "who", "how", "check"} {
		pages["apply "+step] = b.get("/apply?step=" + step)
	}
	pages["apply wrong"] = b.post("/apply", "step", "who")
	pages["files wrong"] = b.upload([2]string{"a.exe", "MZ"})
	b.goes("/apply/done", "/apply", "action", "submit", "sealed", sealedIn(b))
	pages["apply done"] = b.get("/apply/done")
	r := all(t, v.desk)[0]
	for _, e := range []disclosure.Event{disclosure.Confirmed(r.Submitted()), disclosure.Replied(r.Submitted(), disclosure.Reply{Outcome: disclosure.Granted, Text: strings.Repeat("全文随函附上。", 200), Records: []string{string(v.number)}})} {
		_, err := v.desk.Record(t.Context(), r.ID, e)
		require.NoError(t, err)
	}
	pages["progress"] = b.get("/progress")
	b.post("/case", "kind", "complaint")
	pages["case wrong"] = b.get("/case?wrong=1")
	long := strings.Repeat("长", cases.Longest)
	b.goes("/case/check", "/case", "kind", "complaint", "text", long)
	pages["case check"] = b.get("/case/check")
	pages["case kept"] = b.get("/case")
	b.goes("/case/done", "/case", "action", "submit", "sealed", writes(b, "kind", "complaint", "text", long))
	pages["case done"] = b.get("/case/done")
	pages["case progress"] = b.get("/progress")
	for name, w := range pages {
		body := w.Body.String()
		wellFormed(t, name, body)
		assert.Equal(t, 1, strings.Count(body, "<h1"), name)
		assert.Empty(t, inPage.FindString(body), name)
		assert.Equal(t, wantPolicy, w.Header().Get("Content-Security-Policy"), name)
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"), name)
		assert.Contains(t, body, `name="robots" content="noindex`, name)
		assert.NotContains(t, body, "og:title", name)
		v.weigh(t, name, w)
	}
}

func TestAForwardedPageSaysWhatItIs(t *testing.T) {
	v := newTown(t)
	h := office(t, func(o *h5.Config) { o.Links.Base = "https://example.gov.cn/h5"; o.Books = books(t) })
	body := get(v.handler, "/r/"+string(v.number)).Body.String()
	for _, want := range []string{`<title>兴庆区2015年政府信息公开年度工作报告 - 银川市兴庆区人民政府</title>`, `property="og:title" content="兴庆区2015年政府信息公开年度工作报告"`,
		`name="author" content="银川市兴庆区人民政府办公室"`, `property="article:published_time" content="2015-12-02"`, `property="og:description" content="2015年全年主动公开1636条`} {
		assert.Contains(t, body, want)
	}
	image := regexp.MustCompile(`property="og:image" content="([^"]+)"`).FindStringSubmatch(body)
	require.NotNil(t, image, "a forwarded record has a picture")
	at, err := url.Parse(image[1])
	require.NoError(t, err)
	_, err = png.Decode(get(v.handler, at.Path).Body)
	require.NoError(t, err)
	assert.Equal(t, http.StatusNotFound, get(v.handler, "/cover/nothing").Code)
	body = get(h, "/budget/"+url.PathEscape(bureau)+"/2024/final").Body.String()
	assert.Contains(t, body, `property="og:image" content="https://example.gov.cn/h5/budget/`+url.PathEscape(bureau)+`/2024/final/chart.png"`)
}

func TestOnlyWhatIsPersonalIsKeptByNobody(t *testing.T) {
	v := newTown(t)
	for _, path := range v.paths() {
		w := get(v.handler, path)
		personal := path == "/apply" || path == "/progress" || w.Code != http.StatusOK
		if personal {
			assert.Equal(t, "no-store", w.Header().Get("Cache-Control"), path)
			assert.Empty(t, w.Header().Get("ETag"), path)
			continue
		}
		tag := w.Header().Get("ETag")
		require.NotEmpty(t, tag, path)
		again := get(v.handler, path, func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
		assert.Equal(t, http.StatusNotModified, again.Code, path)
		assert.Zero(t, again.Body.Len(), path)
		large := get(v.handler, path, func(r *http.Request) {
			r.Header.Set("If-None-Match", tag)
			r.AddCookie(&http.Cookie{Name: "print", Value: "large"})
		})
		assert.Equal(t, http.StatusOK, large.Code, "large print is another page")
	}
}

func TestMethodsAreAnsweredAsHTTPSays(t *testing.T) {
	v := newTown(t)
	ask := func(method, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, nil)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		w := httptest.NewRecorder()
		v.handler.ServeHTTP(w, r)
		return w
	}
	for _, path := range v.paths() {
		w := ask(http.MethodHead, path)
		assert.Equal(t, get(v.handler, path).Code, w.Code, path)
		assert.Zero(t, w.Body.Len(), path)
	}
	w := ask(http.MethodPost, "/guide")
	assert.Equal(t, http.StatusMethodNotAllowed, w.Code)
	assert.Equal(t, "GET, HEAD", w.Header().Get("Allow"))
	assert.Contains(t, w.Body.String(), "不能这样打开")
	assert.Equal(t, http.StatusMethodNotAllowed, ask(http.MethodDelete, "/apply").Code)
	assert.Contains(t, ask(http.MethodGet, "/nowhere").Body.String(), "没有找到这个页面")
}

func TestAPrintThatWasChosenIsRemembered(t *testing.T) {
	b := newTown(t).visitor(t)
	assert.Contains(t, b.get("/guide").Body.String(), `href="/guide?print=large">大字版`)
	assert.Contains(t, b.get("/guide?print=large").Body.String(), `class="large"`)
	assert.Contains(t, b.get("/").Body.String(), `class="large"`)
	assert.NotContains(t, b.get("/?print=normal").Body.String(), `class="large"`)
	assert.NotContains(t, b.get("/").Body.String(), `class="large"`)
}

func TestAQuestionIsNotCutWhereAPathIsMended(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	var err error
	r.URL, err = url.ParseRequestURI("//?q=%E8%AE%A1%E5%88%92#2024")
	require.NoError(t, err)
	w := httptest.NewRecorder()
	newTown(t).handler.ServeHTTP(w, r)
	to, err := url.Parse(w.Header().Get("Location"))
	require.NoError(t, err)
	assert.Equal(t, "计划#2024", to.Query().Get("q"))
}

func TestOnlyFilesOfPublicRecordsAreGivenOut(t *testing.T) {
	v := newTown(t)
	n := url.QueryEscape(string(v.number))
	body := get(v.handler, "/r/"+string(v.number)).Body.String()
	assert.Contains(t, body, "/f/"+url.PathEscape("年度报告.pdf")+"?n=")
	assert.Contains(t, body, `aria-label="预览 年度报告.pdf"`)
	w := get(v.handler, "/f/"+url.PathEscape("年度报告.pdf")+"?n="+n)
	assert.Equal(t, "%PDF", w.Body.String())
	assert.Equal(t, "application/pdf", w.Header().Get("Content-Type"))
	w = get(v.handler, "/f/"+url.PathEscape("页面.html")+"?n="+n)
	assert.Equal(t, "application/octet-stream", w.Header().Get("Content-Type"), "nothing of a record runs in our name")
	assert.Contains(t, w.Header().Get("Content-Disposition"), "attachment")
	assert.Contains(t, w.Header().Get("Content-Security-Policy"), "sandbox")
	for _, path := range []string{"/f/office/key?n=" + n, "/f/..%2F..%2Foffice%2Fkey?n=" + n, "/f/%2e%2e/office/key?n=" + n, "/f/" + url.PathEscape("年度报告.pdf"), "/f/" + url.PathEscape("年度报告.pdf") + "?n=none"} {
		w := get(v.handler, path)
		assert.NotEqual(t, http.StatusOK, w.Code, path)
		assert.NotContains(t, w.Body.String(), "secret", path)
	}
}

func TestAWordThatLooksLikeMarkupStaysAWord(t *testing.T) {
	v := newTown(t)
	body := get(v.handler, "/?q="+url.QueryEscape(`<script>alert(1)</script>" onload=x`)).Body.String()
	assert.NotContains(t, body, "<script>alert")
	assert.Empty(t, inPage.FindString(strings.ReplaceAll(body, "&#34; onload=x", "")))
}

func TestAPageThatCannotBeMadeSaysSo(t *testing.T) {
	_, err := h5.New(h5.Config{})
	require.Error(t, err)
	for _, base := range []string{"example.gov.cn/h5", "ftp://example.gov.cn", "https://", "https://example.gov.cn/?a=b"} {
		c, _ := published(t)
		_, err := h5.New(h5.Config{Catalog: c, Links: h5.Links{Base: base}})
		assert.Error(t, err, base)
	}
	c, _ := published(t)
	_, err = h5.New(h5.Config{Catalog: c, Key: []byte("short")})
	assert.Error(t, err)
}
