package clerk_test

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

func TestAMassMessageWithTheKeyboardAlone(t *testing.T) {
	ctx := browser(t)
	o := newOffice(t)
	r := o.out("关于部分街道停水的通知")
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	axe := checker(t)
	press := func(keys string) { require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(keys))) }
	focus := func(selector string) {
		t.Helper()
		for range 120 {
			if evaluate[bool](t, ctx, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
				style := evaluate[string](t, ctx, `getComputedStyle(document.activeElement).outlineStyle`)
				assert.NotEqual(t, "none", style, "the focus shows on %s", selector)
				return
			}
			press("\t")
		}
		t.Fatalf("the keyboard does not reach %s", selector)
	}
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1280, 860)))
	enter(t, ctx, server.URL, "经办")
	focus(`a[href="/desk/posts"]`)
	press("\r")
	until(t, ctx, `document.title.startsWith("公众号发布")`)
	focus(`a[href="/desk/posts/mass"]`)
	press("\r")
	until(t, ctx, `!!document.querySelector("#record-0")`)
	focus("#record-0")
	press(" ")
	focus("#head-0")
	press(" ")
	focus(`a[href$="/article"]`)
	press("\r")
	until(t, ctx, `!!document.querySelector("iframe")`)
	look(t, ctx, "keys-article", axe)
	require.NoError(t, chromedp.Do(ctx, chromedp.NavigateBack()))
	until(t, ctx, `!!document.querySelector("#record-0")`)
	for _, box := range []string{"#record-0", "#head-0"} { // a browser may have kept what was ticked, or not
		focus(box)
		if !evaluate[bool](t, ctx, `document.activeElement.checked`) {
			press(" ")
		}
	}
	focus("main form:not(.find) button.main")
	press("\r")
	until(t, ctx, `document.body.textContent.includes("已提议群发1条")`)
	focus(`.me button`)
	press("\r")
	until(t, ctx, `document.title.startsWith("登录")`)
	enter(t, ctx, server.URL, "审核")
	focus(`a[href="/desk/posts"]`)
	press("\r")
	until(t, ctx, `!!document.querySelector('button[value="send"]')`)
	focus(`details:has(button[value="send"]) > summary`)
	press("\r")
	look(t, ctx, "keys-proposal", axe)
	focus(`input[name="sure"]`)
	press(" ")
	focus(`button[value="send"]`)
	press("\r")
	until(t, ctx, `document.body.textContent.includes("微信已受理，1条")`)
	look(t, ctx, "keys-sent", axe)
	assert.Equal(t, [][]catalog.IndexNumber{{r.Number}}, o.account.masses)
}

func TestTheArticleLooksInItsFrameAsItWillAndRunsNothing(t *testing.T) {
	ctx := browser(t)
	o := newOffice(t)
	o.out("关于部分街道停水的通知")
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	enter(t, ctx, server.URL, "经办")
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+"/desk/records/1/article")))
	until(t, ctx, `document.querySelector("img").naturalWidth > 0`)
	assert.True(t, evaluate[bool](t, ctx, `document.querySelector("iframe").contentDocument === null`), "the frame has an origin of its own")
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+"/desk/records/1/article/body")))
	style := evaluate[[]string](t, ctx, `[...document.querySelectorAll("p")].map(p => getComputedStyle(p).color + " " + getComputedStyle(p).marginTop)`)
	assert.Equal(t, []string{"rgb(85, 85, 85) 15px", "rgb(25, 25, 25) 17px"}, style, "the styles of the text are let through, and the sheet is read")
}
