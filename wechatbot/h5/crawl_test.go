package h5_test

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var linked = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// crawl follows every link from the start, and returns the addresses that it found.
func crawl(t *testing.T, h http.Handler) map[string]bool {
	t.Helper()
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		w := get(h, at)
		if w.Code == http.StatusSeeOther || w.Code == http.StatusFound {
			continue
		}
		require.Equal(t, http.StatusOK, w.Code, at)
		kind := w.Header().Get("Content-Type")
		switch {
		case strings.Contains(kind, "json") && !strings.Contains(kind, "ndjson"):
			assert.True(t, json.Valid(w.Body.Bytes()), at)
		case strings.Contains(kind, "xml") && !strings.Contains(kind, "openxml"):
			assert.NoError(t, readXML(w.Body), at)
		}
		if !strings.Contains(kind, "text/html") {
			continue
		}
		for _, m := range linked.FindAllStringSubmatch(w.Body.String(), -1) {
			to := html.UnescapeString(m[1])
			u, err := url.Parse(to)
			require.NoError(t, err, at)
			q := u.Query()
			// A ranking has one before it, and so on to 1990; and each page another print.
			if seen[to] || q.Has("print") || strings.HasPrefix(to, "/ranking/201") && !strings.HasPrefix(to, "/ranking/2015") || strings.HasPrefix(to, "/ranking/200") || strings.HasPrefix(to, "/ranking/199") {
				continue
			}
			seen[to], queue = true, append(queue, to)
		}
		require.Less(t, len(seen), 500, "no end of links")
	}
	return seen
}

func readXML(r io.Reader) error {
	d := xml.NewDecoder(r)
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestEveryLinkLeadsSomewhereAndEverythingIsLinked(t *testing.T) {
	v := newTown(t)
	seen := crawl(t, v.handler)
	budget := "/budget/" + url.PathEscape(street) + "/2024/budget"
	for _, want := range []string{
		"/feed.atom", "/feed.json", "/dcat.json", "/sitemap.xml", "/catalogue.xlsx", "/catalogue.csv", "/catalogue.jsonl", "/guide", "/report", "/report/2015",
		"/report/2015.csv", "/report/2015.json", "/ranking", "/ranking/2015", "/ranking/2015.xlsx", "/ranking/2015.csv", "/ranking/2015.json", "/apply", "/case", "/progress",
		"/r/" + string(v.number), "/budget", budget, budget + "?view=years", budget + "/chart.png", budget + "/years.png", budget + "/tables.xlsx", budget + "/tables.zip",
		budget + "/statement.json", budget + "/summary.xlsx", budget + "/years.csv", budget + "/B9.json",
	} {
		assert.True(t, seen[want], "nothing links to %s", want)
	}
	t.Logf("%d addresses", len(seen))
}
