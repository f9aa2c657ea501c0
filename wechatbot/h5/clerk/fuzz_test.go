package clerk_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	stdpath "path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/h5/clerk"
)

func FuzzReadPeople(f *testing.F) {
	f.Add([]byte(`[{"name":"经办","roles":["drafter"]}]`))
	f.Add([]byte(`[{"name":"a","hash":"$2a$04$","roles":["head","head"]}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		people, err := clerk.ReadPeople(bytes.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		require.NoError(t, clerk.WritePeople(&b, people))
		back, err := clerk.ReadPeople(&b)
		require.NoError(t, err)
		require.Equal(t, people, back)
	})
}

// FuzzWhereTheSignInLeads holds every address that a sign-in is told to go on to.
func FuzzWhereTheSignInLeads(f *testing.F) {
	for _, next := range []string{"/desk/requests?of=all", "//evil.example/desk/", "/desk/../evil", "https://evil.example/desk/", "/desk/%2e%2e//evil", "\\\\evil", "/desk/\r\nX: y", "/desk/request\x8d?i\\of=als"} {
		f.Add(next)
	}
	o := newOffice(f)
	f.Fuzz(func(t *testing.T, next string) {
		o.t = t
		w := o.seat().post("/desk/signin", url.Values{"name": {"经办"}, "password": {password}, "next": {next}})
		require.Equal(t, http.StatusSeeOther, w.Code)
		to, err := url.Parse(w.Header().Get("Location"))
		require.NoError(t, err)
		require.Empty(t, to.Scheme+to.Host)
		require.True(t, strings.HasPrefix(to.Path, "/desk/"), to.Path)
		require.False(t, strings.ContainsAny(w.Header().Get("Location"), "\r\n\\"))
	})
}

// FuzzForms sends any text through the forms that read the most.
func FuzzForms(f *testing.F) {
	f.Add("公示", "2026-02-30", "999999999999999999999", "../../x")
	f.Add("<script>alert(1)</script>", "", "-1", "\x00")
	o := newOffice(f)
	s, head := o.as("双岗"), o.as("负责人")
	r := o.submitted()
	f.Fuzz(func(t *testing.T, words, day, number, other string) {
		o.t = t
		for path, form := range map[string]url.Values{
			"/desk/records":                           {"act": {"check"}, "title": {words}, "date": {day}, "body": {other}, "category": {number}, "openness": {other}, "id": {number}, "version": {number}},
			"/desk/requests/" + r.ID:                  {"act": {"advised"}, "seen": {"1"}, "day": {day}, "note": {words}, "days": {number}, "until": {other}},
			"/desk/requests/" + r.ID + "/reply":       {"act": {"look"}, "seen": {number}, "outcome": {other}, "grounds": {words}, "records": {number}, "day": {day}},
			"/desk/requests/" + r.ID + "/letter.docx": {"outcome": {other}, "grounds": {words}, "day": {day}},
			"/desk/grids":                             {"act": {other}, "subject": {words}}, "/desk/posts": {"act": {other}, "channel": {posts}, "subject": {words}, "state": {number}, "why": {words}},
			"/desk/posts/mass": {"record": {words, number}, "head": {other}, "tag": {day}, "q": {words}}, "/desk/posts/mass/" + url.PathEscape("x"+number): {"act": {"send"}, "seen": {words}}, "/desk/items": {"item": {number}, "reason": {words}}, "/desk/questions/x": {"act": {other}},
		} {
			for _, who := range []*seat{s, head} {
				w := who.post(path, form)
				require.NotEqual(t, http.StatusInternalServerError, w.Code, path)
				require.NotContains(t, w.Body.String(), "<script>alert(1)", path)
			}
		}
		g := httptest.NewRequest("GET", "http://example.gov.cn/desk/records?"+url.Values{"q": {words}, "page": {number}, "status": {other}}.Encode(), nil)
		require.Equal(t, http.StatusOK, s.do(g).Code)
		g = httptest.NewRequest("GET", "http://example.gov.cn/desk/posts?"+url.Values{"month": {day}}.Encode(), nil)
		require.Equal(t, http.StatusOK, s.do(g).Code)
	})
}

// FuzzUploads hands any file in under any name.
func FuzzUploads(f *testing.F) {
	f.Add("一批.csv", table, "1")
	f.Add(" ", table, "1") // it was kept as the folder itself
	f.Add("..\\..\\people.json", "[{}]", "-1")
	f.Add("x.jsonl", "{\"名称\":\"<script>alert(1)</script>\",\"附件\":\"a;b\"}\n{", "\x00")
	f.Add("x.csv", "名称,生成日期\n\"<script>alert(1)</script>,2026", "999999999999999999999")
	kept := fstest.MapFS{}
	o := newOffice(f, shelf(kept), func(c *clerk.Config) { c.Accounts = &ledger{} })
	s := o.as("双岗")
	s.saved("冬季供暖的安排")
	f.Fuzz(func(t *testing.T, name, text, number string) {
		o.t = t
		for _, path := range []string{"/desk/import", "/desk/tables", "/desk/records/1/files"} {
			version := map[string]string{"version": number, "year": number, "organ": name, "source": text}
			if number == "1" {
				version["version"] = strconv.FormatInt(o.one().Version, 10)
			}
			w := s.sends(path, version, [2]string{name, text})
			require.NotEqual(t, http.StatusInternalServerError, w.Code, path)
			if to := w.Header().Get("Location"); to != "" {
				w = s.get(to)
				require.Equal(t, http.StatusOK, w.Code)
				if path == "/desk/import" {
					refused := s.get("/desk/import/refused?" + strings.SplitN(to, "?", 2)[1])
					require.NotEqual(t, http.StatusInternalServerError, refused.Code)
				}
			}
			require.NotContains(t, w.Body.String(), "<script>alert(1)", path)
		}
		for name := range kept {
			require.Equal(t, "files/1", stdpath.Dir(name))
		}
		require.Empty(t, o.faults)
	})
}
