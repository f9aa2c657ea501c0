package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// browser starts Chromium, or skips and says so.
func browser(t *testing.T, width, height int) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: the page was not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(width, height), chromedp.UserDataDir(t.TempDir()), chromedp.Flag("lang", "zh-CN"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// A step is one thing that the citizen does or sees.
type step = chromedp.Action[chromedp.Void]

// say types into the phone and waits until the chat shows what is expected.
func say(text, wanted string) step {
	return chromedp.Steps(
		chromedp.SendKeys("#text", text),
		chromedp.Click(`form.say button:not(.option)`),
		shows(wanted),
	)
}

// shows waits until the newest bubble of the account holds a text.
func shows(wanted string) step {
	return until(fmt.Sprintf(`[...document.querySelectorAll("#lines .theirs")].slice(-2).some(x => x.textContent.includes(%q))`, wanted))
}

// until waits for an expression of the page to be true.
func until(expression string) step {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		for {
			if ok, err := chromedp.Evaluate[bool](expression)(ctx, t); err != nil || ok {
				return chromedp.Void{}, err
			}
			if _, err := chromedp.Sleep(50*time.Millisecond)(ctx, t); err != nil {
				return chromedp.Void{}, fmt.Errorf("still waiting for %s: %w", expression, err)
			}
		}
	}
}

// tap taps the newest option with that text.
func tap(text, wanted string) step {
	return chromedp.Steps(
		until(fmt.Sprintf(`(() => { const o = [...document.querySelectorAll("button.option")].filter(x => x.textContent.includes(%q)).pop(); if (o) o.click(); return !!o })()`, text)),
		shows(wanted),
	)
}

func do(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		said, _ := chromedp.Run(context.WithoutCancel(ctx), chromedp.Evaluate[string](`document.body.innerText`))
		require.NoError(t, err, said)
	}
}

func TestTheCitizensWalkInABrowser(t *testing.T) {
	ctx := browser(t, 1180, 820)
	office, zwgk := built(t)
	o := start(t, office, zwgk, filepath.Join(t.TempDir(), "office.db"))
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(o.base+"/")))
	do(t, ctx,
		until(`!!document.querySelector(".menu button")`),
		say("2015年政府信息公开年度报告", "640104/2015-00001"),
		say("000014349/2018-00221", "政务新媒体"),
		say("甲骨文字典", "没有找到"),
		say("三公经费", "37.91万元"),
		until(`(() => { const i = document.querySelector(".card img"); return !!i && i.complete && i.naturalWidth > 300 })()`),
	)
	shoot(t, ctx, "phone.png")
	do(t, ctx,
		say("我要申请", "第1步"),
		say("某个项目的环评批复", "个人信息告知"),
		tap("同意", "您的姓名"),
		say("测试人", "身份证号码"),
		say("640104199001010018", "怎么联系您"),
		say("13900000000", "希望怎么得到"),
		tap("3 纸质", "请核对"),
		tap("提交", "申请编号"),
		tap("查进度", "确认收到"),
	)
	shoot(t, ctx, "phone-apply.png")
	link, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector(".card").href`))
	require.NoError(t, err)
	do(t, ctx, chromedp.Navigate(link), until(`!!document.querySelector("figure svg") && document.querySelector("table").textContent.includes("37.91")`))
	shoot(t, ctx, "budget.png")
}

// shoot keeps a picture of the page where ZWGK_SHOTS says.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	require.NoError(t, err)
	require.NotEmpty(t, png)
	if dir := os.Getenv("ZWGK_SHOTS"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), png, 0o644))
	}
}
