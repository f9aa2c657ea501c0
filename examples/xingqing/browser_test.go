package main

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/zwgk/zwgk/internal/browsing"
)

// A handset is the page with the phone, in a browser.
type handset struct{ *browsing.Window }

// lines is how many bubbles the chat has.
func (h handset) lines() int {
	return browsing.Evaluate[int](h.Window, `document.querySelectorAll("#lines .line").length`)
}

// hears waits until the account has said a text after so many bubbles.
func (h handset) hears(lines int, wanted string) {
	h.Until(fmt.Sprintf(`[...document.querySelectorAll("#lines .line")].slice(%d).some(x => x.matches(".theirs") && x.textContent.includes(%q))`, lines, wanted))
}

// say types into the phone and waits for the answer that is expected.
func (h handset) say(text, wanted string) {
	before := h.lines()
	h.Do(chromedp.SendKeys("#text", text), chromedp.Click(`form.say button:not(.option)`))
	h.hears(before, wanted)
}

// tap taps the newest option with that text and waits for the answer.
func (h handset) tap(text, wanted string) {
	before := h.lines()
	h.click(fmt.Sprintf(`[...document.querySelectorAll("button.option")].findLast(x => x.textContent.includes(%q))`, text))
	h.hears(before, wanted)
}

// click waits until an expression finds an element and clicks it, once.
func (h handset) click(found string) {
	h.Until("!!" + found)
	h.Do(browsing.Script(found + ".click()"))
}

func TestTheCitizensWalkInABrowser(t *testing.T) {
	h := handset{browsing.Open(t, browsing.Config{Width: 1180, Height: 820})}
	office, zwgk := built(t)
	o := start(t, office, zwgk, filepath.Join(t.TempDir(), "office.db"))
	h.Go(o.base + "/")
	h.Until(browsing.Has(".menu button"))
	h.say("2015年政府信息公开年度报告", "640104/2015-00001")
	h.say("000014349/2018-00221", "政务新媒体")
	h.say("甲骨文字典", "没有找到")
	h.say("三公经费", "37.91万元")
	h.Until(`(() => { const i = document.querySelector(".card img"); return !!i && i.complete && i.naturalWidth > 300 })()`)
	h.Picture("phone", chromedp.CaptureScreenshot())
	h.say("我要申请", "第1步")
	h.say("某个项目的环评批复", "个人信息告知")
	h.tap("同意", "您的姓名")
	h.say("测试人", "身份证号码")
	h.say("640104199001010018", "怎么联系您")
	h.say("13900000000", "希望怎么得到")
	h.tap("3 纸质", "请核对")
	h.tap("提交", "申请编号")
	h.tap("查进度", "确认收到")
	h.Picture("phone-apply", chromedp.CaptureScreenshot())
	h.Go(browsing.Evaluate[string](h.Window, `document.querySelector(".card").href`))
	h.Until(`!!document.querySelector("figure svg") && document.querySelector("table").textContent.includes("37.91")`)
	h.Picture("budget", chromedp.CaptureScreenshot())
}

// What is typed is what the Enter key sends, and not what an option or a hint
// would say that stands above the field.
func TestTheEnterKeySendsWhatIsTyped(t *testing.T) {
	h := handset{browsing.Open(t, browsing.Config{Width: 1440, Height: 900})}
	_, base := rehearse(t, false)
	h.Go(base + "/")
	h.hears(0, "查公开信息")
	before := h.lines()
	h.Focus("#text")
	h.Press("000014349/2018-00221")
	h.Press("\r")
	h.hears(before, "政务新媒体")
	h.Until(`document.getElementById("text").value === ""`)
}
