package clerk_test

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/internal/browsing"
)

func TestAMassMessageWithTheKeyboardAlone(t *testing.T) {
	w := browser(t)
	o := newOffice(t)
	r := o.out("关于部分街道停水的通知")
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	focus := func(selector string) {
		t.Helper()
		w.Focus(selector)
		style := browsing.Evaluate[string](w, `getComputedStyle(document.activeElement).outlineStyle`)
		assert.NotEqual(t, "none", style, "the focus shows on %s", selector)
	}
	follow := func(selector, arrived string) {
		t.Helper()
		focus(selector)
		w.Leave(chromedp.KeyEvent("\r"), arrived)
	}
	w.Size(1280, 860)
	enter(w, server.URL, "经办")
	follow(`a[href="/desk/posts"]`, `document.title.startsWith("公众号发布")`)
	follow(`a[href="/desk/posts/mass"]`, browsing.Has("#record-0"))
	focus("#record-0")
	w.Press(" ")
	focus("#head-0")
	w.Press(" ")
	follow(`a[href$="/article"]`, browsing.Has("iframe"))
	w.Look("keys-article")
	w.Back(browsing.Has("#record-0"))
	for _, box := range []string{"#record-0", "#head-0"} { // a browser may have kept what was ticked, or not
		focus(box)
		if !browsing.Evaluate[bool](w, `document.activeElement.checked`) {
			w.Press(" ")
		}
	}
	follow("main form:not(.find) button.main", browsing.Says("已提议群发1条"))
	follow(`.me button`, `document.title.startsWith("登录")`)
	enter(w, server.URL, "审核")
	follow(`a[href="/desk/posts"]`, browsing.Has(`button[value="send"]`))
	focus(`details:has(button[value="send"]) > summary`)
	w.Press("\r")
	w.Look("keys-proposal")
	focus(`input[name="sure"]`)
	w.Press(" ")
	follow(`button[value="send"]`, browsing.Says("微信已受理，1条"))
	w.Look("keys-sent")
	assert.Equal(t, [][]catalog.IndexNumber{{r.Number}}, o.account.masses)
}

func TestTheArticleLooksInItsFrameAsItWillAndRunsNothing(t *testing.T) {
	w := browser(t)
	o := newOffice(t)
	o.out("关于部分街道停水的通知")
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	enter(w, server.URL, "经办")
	w.Go(server.URL + "/desk/records/1/article")
	w.Until(`document.querySelector("img").naturalWidth > 0`)
	assert.True(t, browsing.Evaluate[bool](w, `document.querySelector("iframe").contentDocument === null`), "the frame has an origin of its own")
	w.Go(server.URL + "/desk/records/1/article/body")
	style := browsing.Evaluate[[]string](w, `[...document.querySelectorAll("p")].map(p => getComputedStyle(p).color + " " + getComputedStyle(p).marginTop)`)
	assert.Equal(t, []string{"rgb(85, 85, 85) 15px", "rgb(25, 25, 25) 17px"}, style, "the styles of the text are let through, and the sheet is read")
}
