package browsing

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A Config says how a window is opened. The zero value is a window as large as
// the browser makes it.
type Config struct {
	Width, Height int    // of the window; zero: the browser's own
	Text          int    // pixels of the reader's own text size; zero: the browser's, 16
	Pictures      string // what the names of pictures begin with; empty: nothing
	Lit           string // expression: the focus of the element e shows otherwise than by an outline; empty: it never does
	Scrolls       string // selects what may be wider than the screen, with all that is in it; empty: nothing may
}

// A Window is the one tab of a browser that lives as long as a test. It is not
// for several goroutines.
type Window struct {
	t       testing.TB
	ctx     context.Context
	config  Config
	checker func() string
}

const (
	life     = 5 * time.Minute  // of a window
	limit    = time.Minute      // of what is done on a page
	patience = 30 * time.Second // with a page that is to come
	glance   = 5 * time.Second  // at a page, which may be gone before it answers
	pause    = 50 * time.Millisecond
)

// Open starts Chromium, or skips the test and says so.
func Open(t testing.TB, c Config) *Window {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("lang", "zh-CN"),
		// Chromium drops the keys that come before it has painted a page.
		chromedp.Flag("allow-pre-commit-input", true))
	if c.Width > 0 {
		options = append(options, chromedp.WindowSize(c.Width, c.Height))
	}
	if c.Text > 0 {
		options = append(options, chromedp.Flag("blink-settings", fmt.Sprintf("defaultFontSize=%d", c.Text)))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, life)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return &Window{t: t, ctx: ctx, config: c, checker: sync.OnceValue(func() string { return axe(t) })}
}

// chromium is where the browser is.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium on this machine: the pages were not tried in a browser")
	return ""
}

// Context is what the window's actions run under, for a test that needs one of
// chromedp's own.
func (w *Window) Context() context.Context { return w.ctx }

// Do carries steps out on the page that is open. For a step that leads to another
// page there is Leave.
func (w *Window) Do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := w.try(steps...); err != nil {
		w.fail("%v", err)
	}
}

func (w *Window) try(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(w.ctx, limit)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// Size makes the window a screen of so many pixels.
func (w *Window) Size(width, height int64) {
	w.t.Helper()
	w.Do(chromedp.EmulateViewport(width, height))
}

// Script is a step that runs a script in the page.
func Script(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](text + "\n;undefined")
}

// Evaluate is the value of an expression in the page.
func Evaluate[T any](w *Window, expression string, options ...chromedp.EvaluateOption) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		w.fail("%s: %v", expression, err)
	}
	return v
}

// Until waits for an expression of the page that is open to be true. An exception
// is not true yet.
func (w *Window) Until(expression string) {
	w.t.Helper()
	var last error
	for end := time.Now().Add(patience); time.Now().Before(end) && w.ctx.Err() == nil; time.Sleep(pause) {
		ctx, cancel := context.WithTimeout(w.ctx, glance)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		cancel()
		if err == nil && ok {
			return
		}
		last = err
	}
	if last != nil {
		w.fail("still waiting for %s: %v", expression, last)
	}
	w.fail("still waiting for %s", expression)
}

// document is an expression that is another number in every document of a tab.
// It is kept by the document itself: one that comes back from the back/forward
// cache has the number that it had, as it would have any mark that a test left in
// it, but never that of the page that was just left.
const document = `performance.timeOrigin`

// Leave takes the step and waits until it has led to another document, which is
// loaded and for which the expression is true. An empty expression asks for
// nothing more.
func (w *Window) Leave(step chromedp.Action[chromedp.Void], arrived string) {
	w.t.Helper()
	left := Evaluate[float64](w, document)
	if err := w.try(step); err != nil && !gone(err) {
		w.fail("%v", err)
	}
	w.arrive(left, arrived)
}

// gone says whether a page was left before it could answer. A page that the
// browser kept comes back so fast that the step which asks for it may not end.
func gone(err error) bool {
	return strings.Contains(err.Error(), "Inspected target navigated or closed")
}

func (w *Window) arrive(left float64, arrived string) {
	w.t.Helper()
	if arrived == "" {
		arrived = "true"
	}
	w.Until(fmt.Sprintf(`%s !== %v && document.readyState === "complete" && (%s)`, document, left, arrived))
}

// Go opens an address and waits until the page is loaded. It asks up to three
// times: a page that is about to leave by itself may do so after it was asked to
// go elsewhere. The browser then gives up what was asked for with ERR_ABORTED, or
// says nothing at all and shows the other page.
func (w *Window) Go(address string) {
	w.t.Helper()
	for range 3 {
		left, err := chromedp.Run(w.ctx, chromedp.Evaluate[float64](document))
		if err == nil {
			err = w.try(chromedp.Navigate(address))
		}
		if err != nil && (gone(err) || aborted(err)) {
			continue
		}
		if err != nil {
			w.fail("%s: %v", address, err)
		}
		w.arrive(left, "")
		if w.typed() {
			return
		}
	}
	w.fail("%s: something else is opened each time", address)
}

func aborted(err error) bool {
	var load *chromedp.LoadError
	return errors.As(err, &load) && load.ErrorText == "net::ERR_ABORTED"
}

// typed says whether the page that is open was asked for by its address, as no
// link, form or script does.
func (w *Window) typed() bool {
	w.t.Helper()
	history, err := chromedp.Run(w.ctx, chromedp.NavigationEntries())
	if err != nil {
		w.fail("%v", err)
	}
	return history.Entries[history.CurrentIndex].TransitionType == "typed"
}

// Back goes back as the browser's button does.
func (w *Window) Back(arrived string) {
	w.t.Helper()
	w.Leave(Script(`history.back()`), arrived)
}

// Title is an expression: the page's title has a part.
func Title(part string) string { return fmt.Sprintf(`document.title.includes(%q)`, part) }

// Says is an expression: the page holds a text.
func Says(text string) string { return fmt.Sprintf(`document.body.textContent.includes(%q)`, text) }

// Has is an expression: the page has an element that the selector selects.
func Has(selector string) string { return fmt.Sprintf(`!!document.querySelector(%q)`, selector) }

// fail ends the test with what the page shows.
func (w *Window) fail(format string, args ...any) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(w.ctx), 5*time.Second)
	defer cancel()
	shown, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[location.pathname + location.search, document.title, document.readyState, document.body ? document.body.innerText : ""].join("\n")`))
	if err != nil {
		shown = err.Error()
	}
	w.t.Fatalf("%s\nthe page shows:\n%s", strings.TrimSpace(fmt.Sprintf(format, args...)), shown)
}
