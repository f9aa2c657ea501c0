package h5_test

import (
	"context"
	"net/http"
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
		"/catalogue.csv", "/catalogue.jsonl", "/report", "/report/2015", "/ranking/2015", "/ranking/2015Q4.csv", "/guide", "/r/" + string(numbers[1]),
		"/f/" + url.PathEscape(secret+".txt") + "?n=" + n, "/feed.atom?column=" + word, "/?q=" + url.QueryEscape("9号"),
		"/case?about=" + n,
	}
	shown := 0
	for _, path := range paths {
		if w := get(pages, path); w.Code == http.StatusOK && strings.Contains(w.Body.String(), secret) {
			shown++
		}
	}
	require.Greater(t, shown, 9, "the same addresses show it while it is public, so this test can fail")
	require.NoError(t, c.Withdraw(context.Background(), numbers[1], "发布错误", catalog.Actor{Name: "签发人", At: noon()}))
	for _, path := range paths {
		w := get(pages, path)
		body := w.Body.String()
		if path == "/feed.atom?column="+word { // the asker's own word, in the name of the feed
			assert.NotContains(t, body, "<entry>", path)
			continue
		}
		assert.NotContains(t, body, secret, path)
		assert.NotContains(t, w.Header().Get("Content-Disposition"), url.PathEscape(secret), path)
	}
	assert.Equal(t, http.StatusGone, get(pages, "/r/"+string(numbers[1])).Code)
}
