package browsing

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Look holds the page that is open to what a browser can tell of any page: nothing
// hangs out of the screen, axe-core finds nothing serious. It keeps a picture. The
// page's name is for what is said of it.
func (w *Window) Look(name string) {
	w.t.Helper()
	w.Fits(name)
	w.Accessible(name)
	w.Picture(name, chromedp.FullScreenshot(100))
}

// Fits holds the page to the width of the screen.
func (w *Window) Fits(name string) {
	w.t.Helper()
	wide := Evaluate[string](w, fmt.Sprintf(`document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(%q)).slice(0, 5).map(e => e.tagName + "." + e.className).join(" ") || "?" : ""`, cmp.Or(w.config.Scrolls, ":not(*)")))
	if wide != "" {
		w.t.Errorf("%s is wider than the screen: %s", name, wide)
	}
}

// serious runs axe-core on the page and returns its serious and critical
// violations.
const serious = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).join(" | ")))`

// Accessible holds the page to axe-core, from the file that ZWGK_AXE names.
func (w *Window) Accessible(name string) {
	w.t.Helper()
	source := w.checker()
	if source == "" {
		return
	}
	w.Do(Script(source))
	if found := Evaluate[[]string](w, serious, chromedp.EvalAwaitPromise); len(found) > 0 {
		w.t.Errorf("%s: axe-core finds\n%s", name, strings.Join(found, "\n"))
	}
}

// axe is the accessibility checker's source.
func axe(t testing.TB) string {
	t.Helper()
	path := os.Getenv("ZWGK_AXE")
	if path == "" {
		t.Log("ZWGK_AXE names no axe.min.js: accessibility was not checked by axe-core")
		return ""
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// Picture takes a picture and keeps it where ZWGK_SHOTS says. It takes none when
// that says nothing.
func (w *Window) Picture(name string, take chromedp.Action[[]byte]) {
	w.t.Helper()
	dir := os.Getenv("ZWGK_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(w.ctx, take)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, w.config.Pictures+name+".png"), picture, 0o644)
	}
	if err != nil {
		w.fail("%s: %v", name, err)
	}
}

// Console listens to the browser's console until the function that it returns is
// called, which holds that the console said nothing. Answers of a server with one
// of these statuses are let pass.
func (w *Window) Console(statuses ...string) (hold func()) {
	ctx, stop := context.WithCancel(w.ctx)
	messages := chromedp.Console(ctx)
	return func() {
		w.t.Helper()
		time.AfterFunc(200*time.Millisecond, stop) // what was said last is still on its way
		for m, err := range messages {
			if err != nil {
				return
			}
			allowed := m.Source == "network" && slices.ContainsFunc(statuses, func(s string) bool { return strings.Contains(m.Text, s) })
			if !allowed {
				w.t.Errorf("console: %s %s %s", m, m.Source, m.URL)
			}
		}
	}
}
