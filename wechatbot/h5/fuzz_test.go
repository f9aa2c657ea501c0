package h5_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func FuzzAddress(f *testing.F) {
	v := newTown(f)
	for _, p := range v.paths() {
		path, query, _ := strings.Cut(p, "?")
		f.Add(path, query)
	}
	f.Add("/", "page=999999&year=-1&from=0000-00-00&category=x&q=%ff")
	f.Add("/r/../../etc/passwd", "")
	f.Add("//example.com/", "print=large")
	f.Add("/", "q=%E6#%%f") // a path to be cleaned, with what would be no fragment
	f.Fuzz(func(t *testing.T, path, query string) {
		u, err := url.ParseRequestURI((&url.URL{Path: "/" + path, RawQuery: query}).RequestURI())
		if err != nil {
			t.Skip("no server lets this in")
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = u
		w := httptest.NewRecorder()
		v.handler.ServeHTTP(w, r)
		require.Less(t, w.Code, 500, fmt.Sprintf("%q?%q", path, query))
		require.NotEmpty(t, w.Header().Get("Content-Security-Policy"))
		if to := w.Header().Get("Location"); to != "" {
			u, err := url.Parse(to)
			require.NoError(t, err)
			require.Empty(t, u.Host, "sent to another site: %q", to)
		}
	})
}

func FuzzUpload(f *testing.F) {
	v := newTown(f)
	part := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
	f.Add(part + photo + "\r\n--x--\r\n")
	f.Add(part + photo + "\r\n" + part + scan + "\r\n--x--")
	f.Add(part)
	f.Add("--x--")
	f.Fuzz(func(t *testing.T, body string) {
		v.now = v.now.Add(time.Hour) // another hour's files
		b := v.visitor(t)
		fill(b)
		w := b.sends(http.MethodPost, "/apply/files", "multipart/form-data; boundary=x", strings.NewReader(body))
		require.Contains(t, []int{http.StatusSeeOther, http.StatusUnprocessableEntity}, w.Code)
		require.LessOrEqual(t, strings.Count(b.get("/apply?step=check").Body.String(), ">去掉</button>"), disclosure.MaxAttachments)
	})
}

func FuzzLetter(f *testing.F) {
	v := newTown(f)
	f.Add("complaint", noise, "兴庆区财政局", "13800000000")
	f.Add("question", "\xff\x00", street, "@")
	f.Add("", "", "", "")
	f.Fuzz(func(t *testing.T, kind, text, organ, contact string) {
		b := v.visitor(t)
		w := b.post("/case", "kind", kind, "text", text, "organ", organ, "contact", contact)
		require.Contains(t, []int{http.StatusOK, http.StatusSeeOther, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge}, w.Code)
		if w.Code != http.StatusSeeOther {
			return
		}
		next := b.get(w.Header().Get("Location"))
		require.Equal(t, http.StatusOK, next.Code)
		if m := regexp.MustCompile(`name="sealed" value="([^"]+)"`).FindStringSubmatch(next.Body.String()); m != nil {
			b.goes("/case", "/case", "action", "edit", "sealed", m[1])
			require.NotContains(t, b.get("/case?wrong=1").Body.String(), "处需要改", "what was summed up is right")
		}
	})
}
