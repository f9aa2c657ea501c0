package h5_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

func TestNoPageFeedOrDownloadShowsAHiddenRecord(t *testing.T) {
	const secret = "隐蔽词条"
	hidden := report()
	hidden.Title, hidden.Summary, hidden.Body, hidden.Column, hidden.Keywords = secret+"公告", secret, secret, secret+"栏目", []string{secret}
	hidden.DocNumber, hidden.Files = secret+"〔2015〕9号", []catalog.File{{Name: secret + ".txt", Type: "text/plain", Text: secret}}
	c, numbers := published(t, report(), hidden)
	n := url.QueryEscape(string(numbers[1]))
	pages := office(t, func(o *h5.Config) {
		o.Catalog = c
		o.Cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{})
		o.Files = fstest.MapFS{"files/2/" + secret + ".txt": {Data: []byte(secret)}}
	})
	word := url.QueryEscape(secret)
	paths := []string{
		"/", "/?page=2", "/?q=" + url.QueryEscape("公告"), "/?year=2015", "/feed.atom", "/feed.json", "/sitemap.xml", "/sitemap/1.xml", "/dcat.json",
		"/catalogue.csv", "/catalogue.jsonl", "/catalogue.xlsx", "/ranking/2015.xlsx", "/report", "/report/2015", "/ranking/2015", "/ranking/2015Q4.csv", "/ranking/2015Q4.json", "/report/2015.csv", "/report/2015.json", "/guide", "/r/" + string(numbers[1]),
		"/f/" + url.PathEscape(secret+".txt") + "?n=" + n, "/feed.atom?column=" + word, "/?q=" + url.QueryEscape("9号"),
		"/case?about=" + n,
	}
	shown := 0
	for _, path := range paths {
		if w := get(pages, path); w.Code == http.StatusOK && strings.Contains(inside(t, w), secret) {
			shown++
		}
	}
	require.Greater(t, shown, 10, "the same addresses show it while it is public, so this test can fail")
	require.NoError(t, c.Withdraw(context.Background(), numbers[1], "发布错误", catalog.Actor{Name: "签发人", At: noon()}))
	for _, path := range paths {
		w := get(pages, path)
		body := inside(t, w)
		if path == "/feed.atom?column="+word { // the asker's own word, in the name of the feed
			assert.NotContains(t, body, "<entry>", path)
			continue
		}
		assert.NotContains(t, body, secret, path)
		assert.NotContains(t, w.Header().Get("Content-Disposition"), url.PathEscape(secret), path)
	}
	assert.Equal(t, http.StatusGone, get(pages, "/r/"+string(numbers[1])).Code)
}

// inside is the text of an answer; of a workbook, that of all its parts.
func inside(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	raw := w.Body.Bytes()
	if !strings.Contains(w.Header().Get("Content-Type"), "spreadsheetml") {
		return string(raw)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	require.NoError(t, err)
	var text strings.Builder
	for _, f := range z.File {
		part, err := f.Open()
		require.NoError(t, err)
		_, err = io.Copy(&text, part)
		require.NoError(t, err)
	}
	return text.String()
}
