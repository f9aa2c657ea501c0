package browsing

import (
	"fmt"

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
