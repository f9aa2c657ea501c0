package browsing_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/internal/browsing"
)

// alike serves pages that differ in their number only: who looks at the title or
// the words cannot tell one from the next.
func alike(t *testing.T) string {
	var served atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, `<!doctype html><title>核对</title><body data-n="%d"><form method="post" action="/next"></form><a href="/next">核对</a>`, served.Add(1))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func number(w *browsing.Window) string {
	return browsing.Evaluate[string](w, `document.body.dataset.n`)
}

func TestLeaveWaitsForTheNextPageThoughItLooksLikeTheLast(t *testing.T) {
	w := browsing.Open(t, browsing.Config{})
	w.Go(alike(t) + "/")
	assert.Equal(t, "1", number(w))
	w.Leave(browsing.Script(`setTimeout(() => document.forms[0].submit(), 100)`), browsing.Title("核对"))
	assert.Equal(t, "2", number(w))
	w.Follow("a", browsing.Says("核对"))
	assert.Equal(t, "3", number(w))
}

// The browser may show the page that it kept, marks and all, or ask for it again.
func TestBackWaitsForThePageBefore(t *testing.T) {
	w := browsing.Open(t, browsing.Config{})
	base := alike(t)
	w.Go(base + "/")
	w.Go(base + "/next")
	for range 3 {
		w.Back(browsing.Title("核对"))
		assert.Equal(t, "/", browsing.Evaluate[string](w, `location.pathname`))
		w.Leave(browsing.Script(`history.forward()`), browsing.Title("核对"))
		assert.Equal(t, "/next", browsing.Evaluate[string](w, `location.pathname`))
	}
}

func TestGoOpensAnAddressAgain(t *testing.T) {
	w := browsing.Open(t, browsing.Config{})
	base := alike(t)
	for _, n := range []string{"1", "2", "3"} {
		w.Go(base + "/next")
		assert.Equal(t, n, number(w))
	}
	w.Leave(browsing.Script(`document.forms[0].submit()`), "")
	w.Go(base + "/next")
	assert.Equal(t, "5", number(w))
}

func TestGoArrivesThoughThePageIsAboutToLeave(t *testing.T) {
	w := browsing.Open(t, browsing.Config{})
	base := alike(t)
	w.Go(base + "/")
	for after := range 20 {
		w.Do(browsing.Script(fmt.Sprintf(`setTimeout(() => document.forms[0].submit(), %d)`, after)))
		w.Go(fmt.Sprint(base, "/there/", after))
		assert.Equal(t, fmt.Sprint("/there/", after), browsing.Evaluate[string](w, `location.pathname`))
	}
}
