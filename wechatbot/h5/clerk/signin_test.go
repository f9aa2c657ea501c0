package clerk_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

func TestWhoIsNotSignedInSeesNothingButTheDoor(t *testing.T) {
	o := newOffice(t)
	r := o.submitted()
	for _, path := range []string{"/desk/", "/desk/records", "/desk/records/new", "/desk/records/1", "/desk/review", "/desk/items", "/desk/requests", "/desk/requests/" + r.ID,
		"/desk/requests/" + r.ID + "/reply", "/desk/report", "/desk/report/2026", "/desk/report/2026/report.json", "/desk/report/2026/cell?row=new_received&kind=0", "/desk/grids", "/desk/questions", "/desk/trail"} {
		w := o.seat().get(path)
		assert.Equal(t, http.StatusUnauthorized, w.Code, path)
		assert.NotContains(t, w.Body.String(), "供暖", path)
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"), path)
	}
	for _, path := range []string{"/desk/records", "/desk/records/1", "/desk/items", "/desk/requests/" + r.ID, "/desk/requests/" + r.ID + "/reply", "/desk/requests/" + r.ID + "/letter.docx", "/desk/grids", "/desk/trail", "/desk/questions", "/desk/signout"} {
		assert.Equal(t, http.StatusUnauthorized, o.seat().post(path, url.Values{"act": {"viewed"}}).Code, path)
	}
	kept, err := o.desk.Request(t.Context(), r.ID)
	require.NoError(t, err)
	assert.Len(t, kept.Events, 1)
}

func TestSigningInAndOut(t *testing.T) {
	o := newOffice(t)
	s := o.seat()
	door := s.get("/desk/requests?of=all")
	assert.Contains(t, door.Body.String(), `name="next" value="/desk/requests?of=all"`)
	w := s.post("/desk/signin", url.Values{"name": {"经办"}, "password": {"wrong password"}, "next": {"/desk/requests?of=all"}})
	assert.Equal(t, http.StatusUnauthorized, w.Code)
	assert.Contains(t, w.Body.String(), "名称或者密码不对")
	w = s.post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}, "next": {"/desk/requests?of=all"}})
	require.Equal(t, http.StatusSeeOther, w.Code)
	assert.Equal(t, "/desk/requests?of=all", w.Header().Get("Location"), "a deep link survives the sign-in")
	paths := map[string]string{}
	for _, cookie := range w.Result().Cookies() {
		assert.True(t, cookie.HttpOnly)
		assert.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
		paths[cookie.Name[:len("zwgk_desk")]] += cookie.Path + " "
	}
	assert.Equal(t, map[string]string{"zwgk_desk": "/desk/signin /desk/ "}, paths, "the browser's, and the session's")
	assert.Contains(t, s.page("/desk/"), "今天要做的")
	old := *s.jar.Cookies(httptest.NewRequest("GET", "http://example.gov.cn/desk/", nil).URL)[0]

	assert.Equal(t, http.StatusSeeOther, s.post("/desk/signout", nil).Code)
	assert.Equal(t, http.StatusUnauthorized, s.get("/desk/").Code)
	r := httptest.NewRequest("GET", "http://example.gov.cn/desk/", nil)
	r.AddCookie(&old)
	w = httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	assert.Equal(t, http.StatusUnauthorized, w.Code, "a copied cookie is worth nothing after the sign-out")
}

func TestTheSessionIsRenewedAtTheDoor(t *testing.T) {
	o := newOffice(t)
	first, second := o.as("经办"), o.as("经办")
	at := httptest.NewRequest("GET", "http://example.gov.cn/desk/", nil).URL
	assert.NotEqual(t, first.jar.Cookies(at)[0].Value, second.jar.Cookies(at)[0].Value)
	planted := o.seat()
	planted.jar.SetCookies(at, []*http.Cookie{{Name: "zwgk_desk", Value: "planted", Path: "/desk/"}})
	planted.post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}})
	assert.NotEqual(t, "planted", planted.jar.Cookies(at)[0].Value)
}

func TestSecureCookiesBehindHTTPS(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) { c.Base = "https://example.gov.cn/desk" })
	w := o.seat().post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}})
	require.NotEmpty(t, w.Result().Cookies())
	assert.True(t, w.Result().Cookies()[0].Secure)
}

func TestWhoIsTakenOutOrGetsANewPasswordIsOutAtOnce(t *testing.T) {
	o := newOffice(t)
	s, other := o.as("经办"), o.as("审核")
	o.people[0].Hash = hash(t)
	assert.Equal(t, http.StatusUnauthorized, s.get("/desk/").Code, "a new password ends the sessions of the old one")
	o.people = o.people[:1]
	assert.Equal(t, http.StatusUnauthorized, other.get("/desk/").Code)
}

func TestTheFrontDoorLeadsOnlyIntoTheHouse(t *testing.T) {
	o := newOffice(t)
	for _, next := range []string{"https://evil.example/", "//evil.example/desk/", "/desk\\..\\evil", "javascript:alert(1)", "/other", ""} {
		w := o.seat().post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}, "next": {next}})
		assert.Equal(t, "/desk/", w.Header().Get("Location"), next)
	}
}

func TestTooManyWrongPasswordsAreNotRead(t *testing.T) {
	o := newOffice(t)
	s := o.seat()
	for range 5 {
		assert.Equal(t, http.StatusUnauthorized, s.post("/desk/signin", url.Values{"name": {"经办"}, "password": {"wrong password"}}).Code)
	}
	w := s.post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}})
	assert.Equal(t, http.StatusTooManyRequests, w.Code, "not even the right one")
	assert.Contains(t, w.Body.String(), "15分钟")
	assert.Equal(t, http.StatusSeeOther, s.post("/desk/signin", url.Values{"name": {"审核"}, "password": {password}}).Code, "a colleague at the same address still gets in")
	o.now = o.now.Add(15 * time.Minute)
	assert.Equal(t, http.StatusSeeOther, s.post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}}).Code)
}

// Each password takes a while to be read; others that come meanwhile are not free.
func TestPasswordsThatAreTriedAtOnceAreCountedAtOnce(t *testing.T) {
	var o *office
	read, busy := 0, false
	try := func() {
		w := o.seat().post("/desk/signin", url.Values{"name": {"经办"}, "password": {"wrong password"}})
		if w.Code == http.StatusUnauthorized {
			read++
		}
	}
	o = newOffice(t, func(c *clerk.Config) {
		people := c.People
		c.People = func() ([]clerk.Person, error) { // is asked while a password is looked at
			if !busy {
				busy = true
				for range 10 {
					try()
				}
			}
			return people()
		}
	})
	try()
	assert.Equal(t, 5, read)
}

func TestAnAddressThatTriesManyNamesIsShutOut(t *testing.T) {
	o := newOffice(t)
	s := o.seat()
	for i := range 10 {
		o.people = append(o.people, clerk.Person{Name: strings.Repeat("人", i+1), Hash: o.people[0].Hash, Roles: []clerk.Role{clerk.Drafter}})
	}
	for i := range 30 {
		s.post("/desk/signin", url.Values{"name": {strings.Repeat("人", i%10+1)}, "password": {"wrong password"}})
	}
	assert.Equal(t, http.StatusTooManyRequests, s.post("/desk/signin", url.Values{"name": {"审核"}, "password": {password}}).Code)
}

// Behind a proxy everybody has its address, and made-up names cost nothing.
func TestAStrangersGuessesDoNotCloseTheOffice(t *testing.T) {
	o := newOffice(t)
	crowd := slices.Clone(o.people) // whose passwords are read fast
	for i := range 40 {
		crowd = append(crowd, clerk.Person{Name: strings.Repeat("人", i+1), Hash: o.people[0].Hash, Roles: []clerk.Role{clerk.Drafter}})
	}
	o.people = crowd
	own := o.as("负责人")
	try := func(s *seat, remote, said, name, with string) int {
		r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn/desk/signin", strings.NewReader(url.Values{"name": {name}, "password": {with}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.RemoteAddr = remote
		if said != "" {
			r.Header.Set("X-Forwarded-For", said)
		}
		return s.do(r).Code
	}
	for i := range 40 {
		try(o.seat(), "127.0.0.1:9", "", strings.Repeat("人", i+1), "wrong password")
	}
	assert.Equal(t, http.StatusSeeOther, try(o.seat(), "127.0.0.1:9", "", "审核", password), "a proxy is everybody")
	for range 60 {
		try(o.seat(), "127.0.0.1:9", "", "负责人", "wrong password")
	}
	assert.Equal(t, http.StatusTooManyRequests, try(o.seat(), "127.0.0.1:9", "", "负责人", password), "a browser that nobody knows")
	require.Equal(t, http.StatusSeeOther, own.post("/desk/signout", nil).Code)
	assert.Equal(t, http.StatusSeeOther, try(own, "127.0.0.1:9", "", "负责人", password), "but his own is")

	for range 10 {
		assert.Equal(t, http.StatusUnauthorized, try(own, "127.0.0.1:9", "", "负责人", "wrong password"))
	}
	assert.Equal(t, http.StatusTooManyRequests, try(own, "127.0.0.1:9", "", "负责人", password), "which has bounds of its own")

	o = newOffice(t, func(c *clerk.Config) { c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")} })
	o.people = crowd
	for i := range 40 {
		try(o.seat(), "127.0.0.1:9", "203.0.113.66", strings.Repeat("人", i+1), "wrong password")
	}
	assert.Equal(t, http.StatusTooManyRequests, try(o.seat(), "127.0.0.1:9", "203.0.113.66", "审核", password), "the guesser is told apart")
	assert.Equal(t, http.StatusSeeOther, try(o.seat(), "127.0.0.1:9", "203.0.113.7", "审核", password))
}

func TestABrowserIsKnownUnderOneNameAndUntilThePasswordChanges(t *testing.T) {
	o := newOffice(t)
	s := o.as("负责人")
	for range 5 {
		s.post("/desk/signin", url.Values{"name": {"审核"}, "password": {"wrong password"}})
	}
	assert.Equal(t, http.StatusTooManyRequests, s.post("/desk/signin", url.Values{"name": {"审核"}, "password": {password}}).Code, "it is not known under another's name")
	other, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	require.NoError(t, err)
	for range 5 {
		o.seat().post("/desk/signin", url.Values{"name": {"负责人"}, "password": {"wrong password"}})
	}
	o.people[2].Hash = string(other)
	assert.Equal(t, http.StatusTooManyRequests, s.post("/desk/signin", url.Values{"name": {"负责人"}, "password": {password}}).Code)
}

func TestAFormFromAnotherSiteIsRefused(t *testing.T) {
	o := newOffice(t)
	s := o.as("审核")
	for name, header := range map[string][2]string{"fetch metadata": {"Sec-Fetch-Site", "cross-site"}, "same site, other origin": {"Sec-Fetch-Site", "same-site"}, "origin of an old browser": {"Origin", "https://evil.example"}} {
		r := httptest.NewRequest(http.MethodPost, "http://example.gov.cn/desk/trail", nil)
		r.Header.Set(header[0], header[1])
		w := s.do(r)
		assert.Equal(t, http.StatusForbidden, w.Code, name)
		assert.Contains(t, w.Body.String(), "不是从本台的页面发出的", name)
		assert.NotContains(t, w.Body.String(), "逐一核对", name)
	}
}

func TestWhatWasTypedSurvivesTheEndOfTheSession(t *testing.T) {
	o := newOffice(t)
	s := o.seat()
	w := s.post("/desk/records", with(paper(), "act", "save"))
	require.Equal(t, http.StatusUnauthorized, w.Code)
	assert.Contains(t, w.Body.String(), "刚才填的内容还在")
	form := s.fields(w.Body.String(), "password")
	form.Set("name", "经办")
	form.Set("password", password)
	w = s.post("/desk/signin", form)
	require.Equal(t, http.StatusOK, w.Code)
	again := s.fields(w.Body.String(), "接着提交")
	assert.Equal(t, paper().Get("body"), again.Get("body"))
	assert.NotContains(t, w.Body.String(), password)
	assert.Equal(t, http.StatusSeeOther, s.post("/desk/records", again).Code)
	kept, err := o.catalog.Paper(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, paper().Get("title"), kept.Title)
}

func TestSingleSignOnIsBelievedFromItsProxyOnly(t *testing.T) {
	o := newOffice(t, func(c *clerk.Config) {
		c.SignOn = clerk.SignOn{Header: "X-Remote-User", Proxies: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}}
	})
	from := func(address string, names ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "http://example.gov.cn/desk/", nil)
		r.RemoteAddr = address + ":4711"
		for _, n := range names {
			r.Header.Add("X-Remote-User", n)
		}
		return o.seat().do(r)
	}
	in := from("10.1.2.3", "审核")
	assert.Equal(t, http.StatusOK, in.Code)
	assert.NotContains(t, in.Body.String(), "退出", "the proxy signs out")
	assert.Equal(t, http.StatusOK, from("10.1.2.3", url.PathEscape("审核")).Code, "percent-encoded")
	assert.Equal(t, http.StatusOK, from("[::ffff:10.1.2.3]", "审核").Code, "an IPv4 address in IPv6")
	assert.Equal(t, http.StatusUnauthorized, from("192.0.2.1", "审核").Code, "from elsewhere the header is nothing")
	assert.Equal(t, http.StatusUnauthorized, from("10.1.2.3", "审核", "负责人").Code, "two names are none")
	assert.Equal(t, http.StatusUnauthorized, from("10.1.2.3").Code)
	stranger := from("10.1.2.3", "别人")
	assert.Equal(t, http.StatusForbidden, stranger.Code)
	assert.Contains(t, stranger.Body.String(), "没有在办公台登记")
}

func TestNewRefusesWhatCannotWork(t *testing.T) {
	for name, c := range map[string]clerk.Config{"no catalogue": {}, "no people": {Catalog: newOffice(t).catalog}} {
		_, err := clerk.New(c)
		assert.Error(t, err, name)
	}
	for _, change := range []func(*clerk.Config){func(c *clerk.Config) { c.SignOn.Header = "X-User" }, func(c *clerk.Config) { c.Base = "desk" }} {
		c := clerk.Config{Catalog: newOffice(t).catalog, People: func() ([]clerk.Person, error) { return nil, nil }}
		change(&c)
		_, err := clerk.New(c)
		assert.Error(t, err)
	}
}

func TestPeopleAreReadStrictly(t *testing.T) {
	h, err := clerk.Hash(password)
	require.NoError(t, err)
	people := []clerk.Person{{Name: "经办", Hash: h, Roles: []clerk.Role{clerk.Drafter, clerk.Head}}, {Name: "审核", Roles: []clerk.Role{clerk.Reviewer}}}
	var b strings.Builder
	require.NoError(t, clerk.WritePeople(&b, people))
	assert.NotContains(t, b.String(), password)
	back, err := clerk.ReadPeople(strings.NewReader(b.String()))
	require.NoError(t, err)
	assert.Equal(t, people, back)
	for name, text := range map[string]string{"no name": `[{"name":" ","roles":["drafter"]}]`, "twice": `[{"name":"a","roles":["drafter"]},{"name":"a","roles":["head"]}]`, "no role": `[{"name":"a"}]`,
		"unknown role": `[{"name":"a","roles":["king"]}]`, "a password in clear": `[{"name":"a","roles":["head"],"hash":"secret"}]`, "unknown field": `[{"name":"a","roles":["head"],"password":"x"}]`, "no list": `{}`} {
		_, err := clerk.ReadPeople(strings.NewReader(text))
		require.Error(t, err, name)
		assert.NotContains(t, err.Error(), "secret")
	}
	for _, p := range []string{"short", strings.Repeat("密", 25)} {
		_, err := clerk.Hash(p)
		assert.ErrorIs(t, err, clerk.ErrPassword)
	}
}

func TestWhatWasTypedIsNotLostWhereAnotherPostSignsIn(t *testing.T) {
	o := newOffice(t)
	s := o.as("经办")
	form := with(s.fields(s.page("/desk/items"), "2026-10-21"), "reason", "本季没有支出，财务已经核对")
	s = o.seat() // the session is over
	w := s.post("/desk/items", form)
	require.Equal(t, http.StatusUnauthorized, w.Code)
	w = s.post("/desk/signin", with(s.fields(w.Body.String(), "登录"), "name", "审核", "password", password))
	require.Equal(t, http.StatusOK, w.Code)
	w = s.post("/desk/items", s.fields(w.Body.String(), "接着提交"))
	require.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "您刚才填的，没有办理")
	assert.Contains(t, w.Body.String(), "本季没有支出，财务已经核对")

	r := o.submitted()
	w = o.as("审核").post("/desk/requests/"+r.ID, url.Values{"act": {"advised"}, "seen": {o.seen(r)}, "day": {"2026-10-29"}, "note": {"请写明是哪一年的办法"}})
	require.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Body.String(), "请写明是哪一年的办法")
}
