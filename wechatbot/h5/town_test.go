package h5_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

const (
	street = "上海市普陀区人民政府万里街道办事处"
	bureau = "上海市普陀区规划和自然资源局"
)

// books holds the published tables of testdata; its README names their source.
func books(t testing.TB) *budget.Books {
	t.Helper()
	files := fstest.MapFS{}
	for _, s := range []struct {
		file, name, organ string
		year              int
		stage             budget.Stage
	}{
		{"budget-2023", "表9 “三公”经费和机关运行经费预算表", street, 2023, budget.Budget},
		{"budget-2024", "表9 “三公”经费和机关运行经费预算表", street, 2024, budget.Budget},
		{"account-2024", "表7 财政拨款三公经费支出决算表", bureau, 2024, budget.Final},
	} {
		f, err := os.Open("testdata/" + s.file + ".csv")
		require.NoError(t, err)
		table, _, err := budget.ReadCSV(f, s.name)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		table.Year = s.year
		var b bytes.Buffer
		require.NoError(t, budget.WriteJSON(&b, budget.Statement{Organ: s.organ, Year: s.year, Stage: s.stage, Source: s.organ, Tables: []budget.Table{table}}))
		files[s.file+".json"] = &fstest.MapFile{Data: b.Bytes()}
	}
	b, err := budget.Open(files)
	require.NoError(t, err)
	return b
}

// town is an office with everything in it, and what the tests look at.
type town struct {
	handler http.Handler
	desk    *disclosure.Desk
	cases   *cases.Desk
	tickets *h5.Tickets
	number  catalog.IndexNumber
	now     time.Time
}

func newTown(t testing.TB) *town {
	t.Helper()
	return townOn(t, disclosure.NewMemory())
}

// townOn is a town whose applications lie in a store.
func townOn(t testing.TB, store disclosure.Store) *town {
	t.Helper()
	v := &town{desk: disclosure.NewDesk(store, civil.China()), now: noon()}
	v.cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{Complaint: disclosure.Term{N: 10, Unit: disclosure.Workdays, Article: "《某某办法》第三条"}})
	r := report()
	r.Files = []catalog.File{{Name: "年度报告.pdf", Type: "application/pdf", Size: 4}, {Name: "页面.html", Type: "text/html", Size: 30}}
	r.Keywords = []string{"年报"}
	explained := report()
	explained.Title, explained.Column = "一图读懂兴庆区2015年政府信息公开年度工作报告", "政策"
	c, n := published(t, r)
	explained.Links = []catalog.Link{{Kind: catalog.Interprets, To: n[0]}}
	_, err := c.Publish(context.Background(), explained, catalog.Actor{Name: "签发人", At: noon()})
	require.NoError(t, err)
	v.number = n[0]
	v.tickets, err = h5.NewTickets(nil)
	require.NoError(t, err)
	v.handler = office(t, func(o *h5.Config) {
		o.Catalog, o.Desk, o.Cases, o.Books, o.Tickets = c, v.desk, v.cases, books(t), v.tickets
		o.Now = func() time.Time { return v.now }
		o.Office.Organs = []h5.Organ{{Name: "兴庆区财政局", Short: "财政局"}, {Name: street, Elsewhere: true}}
		o.Files = fstest.MapFS{"files/1/年度报告.pdf": {Data: []byte("%PDF")}, "files/1/页面.html": {Data: []byte("<script>alert(1)</script>")}, "office/key": {Data: []byte("secret")}}
	})
	return v
}

// visitor is a browser without JavaScript: it keeps cookies and follows nothing.
type visitor struct {
	t    testing.TB
	h    http.Handler
	jar  http.CookieJar
	base *url.URL
	from string // its address; empty: that of all visitors
}

func (v *town) visitor(t testing.TB) *visitor {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &visitor{t, v.handler, jar, &url.URL{Scheme: "http", Host: "example.gov.cn"}, ""}
}

func (b *visitor) do(method, target string, form url.Values) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.sends(method, target, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// sends is a request with a body of its own.
func (b *visitor) sends(method, target, kind string, body io.Reader) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://example.gov.cn"+target, body)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if b.from != "" {
		r.RemoteAddr = b.from
	}
	at := b.base.ResolveReference(&url.URL{Path: "/"})
	for _, c := range b.jar.Cookies(at) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.h.ServeHTTP(w, r)
	b.jar.SetCookies(at, w.Result().Cookies())
	return w
}

func (b *visitor) get(target string) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.do(http.MethodGet, target, nil)
}

func (b *visitor) post(target string, pairs ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.do(http.MethodPost, target, form)
}

// goes posts and requires to be sent on to a place.
func (b *visitor) goes(to, target string, pairs ...string) {
	b.t.Helper()
	w := b.post(target, pairs...)
	require.Equal(b.t, http.StatusSeeOther, w.Code, w.Body.String())
	require.Equal(b.t, to, w.Header().Get("Location"))
}
