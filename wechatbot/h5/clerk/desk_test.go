package clerk_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

// password is everybody's in the tests.
const password = "correct horse battery"

// posts and grid are channels of the tests.
const (
	posts = "公众号"
	grid  = "网格群:demo"
)

// office is a desk with all its rooms, at noon of 28 October 2026.
type office struct {
	t       testing.TB
	now     time.Time
	catalog *catalog.Catalog
	desk    *disclosure.Desk
	cases   *cases.Desk
	people  []clerk.Person
	faults  []error
	account account
	handler http.Handler
}

func hash(t testing.TB) string {
	t.Helper()
	h, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	require.NoError(t, err)
	return string(h)
}

func newOffice(t testing.TB, change ...func(*clerk.Config)) *office {
	t.Helper()
	o := &office{t: t, now: time.Date(2026, 10, 28, 12, 0, 0, 0, time.FixedZone("CST", 8*3600)), catalog: catalog.New(nil)}
	o.desk = disclosure.NewDesk(disclosure.NewMemory(), civil.China())
	o.cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{})
	h := hash(t)
	o.people = []clerk.Person{{Name: "经办", Hash: h, Roles: []clerk.Role{clerk.Drafter}}, {Name: "审核", Hash: h, Roles: []clerk.Role{clerk.Reviewer}},
		{Name: "负责人", Hash: h, Roles: []clerk.Role{clerk.Head}}, {Name: "双岗", Hash: h, Roles: []clerk.Role{clerk.Drafter, clerk.Reviewer}}}
	config := clerk.Config{Catalog: o.catalog, Desk: o.desk, Cases: o.cases, Base: "/desk", Office: h5.Office{Name: "兴庆区人民政府", Short: "兴庆区"},
		People: func() ([]clerk.Person, error) { return o.people, nil }, Posts: posts, Posting: o.account.posting(o),
		Grids: []clerk.Grid{{Name: "示例网格", Code: "demo", Tag: "示例社区", Channel: grid, Ways: []string{"群机器人", "网格员转发（1人）"}}},
		Items: func(context.Context) ([]catalog.Item, error) { return items(o.t), nil },
		Now:   func() time.Time { return o.now }, Fault: func(err error) { o.faults = append(o.faults, err) },
		VerifyRequests: func(context.Context) (int64, error) { return 3, nil }}
	for _, c := range change {
		c(&config)
	}
	var err error
	o.handler, err = clerk.New(config)
	require.NoError(t, err)
	t.Cleanup(func() { assert.Empty(t, o.faults, "nothing may fail behind the pages") })
	return o
}

// items are rows of a standard catalogue: one window a quarter, one permanent.
func items(t testing.TB) []catalog.Item {
	list, findings, err := catalog.ReadItems(strings.NewReader("序号,公开事项,公开依据,公开时限,公开主体,栏目\n1,“三公”经费执行情况,预算法,定期公开,兴庆区人民政府,财政预决算\n2,机构职能,条例第二十条,20个工作日内,兴庆区人民政府,机构职能\n"))
	require.NoError(t, err)
	require.Empty(t, findings)
	return list
}

// seat is a browser without JavaScript: it keeps cookies and follows nothing.
type seat struct {
	o   *office
	jar http.CookieJar
}

func (o *office) seat() *seat {
	jar, err := cookiejar.New(nil)
	require.NoError(o.t, err)
	return &seat{o, jar}
}

// as is a seat at which somebody is signed in.
func (o *office) as(name string) *seat {
	o.t.Helper()
	s := o.seat()
	w := s.post("/desk/signin", url.Values{"name": {name}, "password": {password}, "next": {"/desk/"}})
	require.Equal(o.t, http.StatusSeeOther, w.Code, w.Body.String())
	return s
}

func (s *seat) do(r *http.Request) *httptest.ResponseRecorder {
	s.o.t.Helper()
	for _, c := range s.jar.Cookies(r.URL) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	s.o.handler.ServeHTTP(w, r)
	s.jar.SetCookies(r.URL, w.Result().Cookies())
	return w
}

func (s *seat) get(path string) *httptest.ResponseRecorder {
	s.o.t.Helper()
	return s.do(httptest.NewRequest(http.MethodGet, "http://example.gov.cn"+path, nil))
}

func (s *seat) post(path string, form url.Values) *httptest.ResponseRecorder {
	s.o.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return s.do(r)
}

// page is a page that must be there.
func (s *seat) page(path string) string {
	s.o.t.Helper()
	w := s.get(path)
	require.Equal(s.o.t, http.StatusOK, w.Code, "%s: %s", path, w.Body.String())
	return w.Body.String()
}

// fields reads the hidden and chosen values of the form that holds a text, so that
// a test sends what a browser would.
func (s *seat) fields(html, within string) url.Values {
	s.o.t.Helper()
	for _, f := range regexp.MustCompile(`(?s)<form.*?</form>`).FindAllString(html, -1) {
		if !strings.Contains(f, within) {
			continue
		}
		out := url.Values{}
		for _, m := range regexp.MustCompile(`<input id="[^"]*" name="([^"]*)" type="[^"]*" value="([^"]*)"|<input type="hidden" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(f, -1) {
			out.Set(m[1]+m[3], unescape(m[2]+m[4]))
		}
		for _, m := range regexp.MustCompile(`(?s)<textarea id="[^"]*" name="([^"]*)"[^>]*>\n?(.*?)</textarea>`).FindAllStringSubmatch(f, -1) {
			out.Set(m[1], unescape(m[2]))
		}
		for _, m := range regexp.MustCompile(`(?s)<select id="[^"]*" name="([^"]*)".*?</select>`).FindAllStringSubmatch(f, -1) {
			chosen := regexp.MustCompile(`<option value="([^"]*)" selected`).FindStringSubmatch(m[0])
			if chosen == nil {
				chosen = regexp.MustCompile(`<option value="([^"]*)"`).FindStringSubmatch(m[0])
			}
			if chosen != nil {
				out.Set(m[1], unescape(chosen[1]))
			}
		}
		return out
	}
	s.o.t.Fatalf("no form with %q", within)
	return nil
}

func unescape(s string) string {
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&#43;", "+", "&amp;", "&").Replace(s)
}

// paper is a draft that has everything.
func paper() url.Values {
	return url.Values{"title": {"关于做好冬季供暖保障工作的通知"}, "doc_number": {"兴政发〔2026〕12号"}, "publisher": {"兴庆区人民政府"}, "date": {"2026-10-27"},
		"summary": {"对全区冬季供暖的时间、温度标准和投诉受理作出安排，自11月1日起执行。"}, "body": {"各街道办事处：\n自11月1日起供暖。"},
		"column": {"法定主动公开内容"}, "category": {"adhoc"}, "genre": {"通知"}, "openness": {""}}
}

func with(form url.Values, more ...string) url.Values {
	out := url.Values{}
	for k, v := range form {
		out[k] = v
	}
	for i := 0; i+1 < len(more); i += 2 {
		out.Set(more[i], more[i+1])
	}
	return out
}

// drafted saves and submits a draft, and returns its page.
func (s *seat) drafted(form url.Values) string {
	s.o.t.Helper()
	w := s.post("/desk/records", with(form, "act", "submit"))
	require.Equal(s.o.t, http.StatusSeeOther, w.Code, w.Body.String())
	return w.Header().Get("Location")
}

// submitted is a request that came in by the account six days ago.
func (o *office) submitted() disclosure.Request { return o.submittedBefore(6) }

func (o *office) submittedBefore(days int) disclosure.Request {
	o.t.Helper()
	r, err := o.desk.Submit(o.t.Context(), disclosure.Draft{Owner: "wechat:o1", Organ: "兴庆区人民政府", Subject: "2025年冬季供暖补贴的发放办法",
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "测试人员", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13800000000"},
		Delivery:  disclosure.Delivery{Form: "电子文本", Way: "电子邮件"}, Consented: civil.Day(2026, 10, 20)}, "", o.now.AddDate(0, 0, -days), disclosure.ByWeChat)
	require.NoError(o.t, err)
	return r
}
