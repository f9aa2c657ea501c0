package browsing

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/chromedp/chromedp"
)

// Press presses keys, one after another.
func (w *Window) Press(keys string) {
	w.t.Helper()
	w.Do(chromedp.KeyEvent(keys))
}

// Focus goes on with the tab key until an element that the selector selects has
// the focus.
func (w *Window) Focus(selector string) {
	w.t.Helper()
	for range 120 {
		if Evaluate[bool](w, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
		w.Press("\t")
	}
	w.fail("the keyboard does not reach %s", selector)
}

// Follow goes to a link or a button by the keyboard alone, presses Enter on it and
// waits for the page that it leads to, as Leave does.
func (w *Window) Follow(selector, arrived string) {
	w.t.Helper()
	w.Focus(selector)
	w.Leave(chromedp.KeyEvent("\r"), arrived)
}

// stops lists what of the page the keyboard must reach, and marks each.
const stops = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(e => !e.hidden && e.getClientRects().length && !(e.type === "radio" && e.name && [...document.getElementsByName(e.name)].indexOf(e) > 0) && !e.closest("details:not([open]) > :not(summary)")).map((e, i) => { e.dataset.n = i; return (e.id || e.textContent.trim() || e.name || e.tagName).slice(0, 30) })`

// stop is the mark of the element that has the focus, whether that shows, and how
// the element begins.
const stop = `(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.dataset.n || "", s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || (%s) ? "seen" : "unseen", e.outerHTML.slice(0, 80)] })()`

// Reach holds the page to the keyboard: the tab key reaches everything that can be
// followed, pressed or filled in, and the focus shows there. It returns how the
// first stop begins. The page's name is for what is said of it.
func (w *Window) Reach(name string) (first string) {
	w.t.Helper()
	want := Evaluate[[]string](w, stops)
	if len(want) == 0 {
		w.fail("%s: nothing is there for a keyboard", name)
	}
	reached := map[string]bool{}
	for n := 0; n < 6*len(want)+30 && len(reached) < len(want); n++ { // a field for a date takes several stops
		w.Press("\t")
		at := Evaluate[[]string](w, fmt.Sprintf(stop, cmp.Or(w.config.Lit, "false")))
		if n == 0 {
			first = at[2]
		}
		if at[0] == "" {
			continue
		}
		reached[at[0]] = true
		if at[1] != "seen" {
			w.t.Errorf("%s: the focus does not show on %s", name, at[2])
		}
	}
	for i, text := range want {
		if !reached[strconv.Itoa(i)] {
			w.t.Errorf("%s: the keyboard does not reach %q", name, text)
		}
	}
	return first
}
