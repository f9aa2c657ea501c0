package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/internal/browsing"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// rehearsed is the day on which the offices of the tests open: of a year whose days
// off are announced.
const rehearsed = "2026-11-23"

// furnished is the folder of an office that was opened and closed again, once for all
// tests: to fill one takes a second with the race detector.
var furnished = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(workshop, "furnished")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	o, err := open(context.Background(), settings{db: filepath.Join(dir, "office.db"), date: rehearsed}, "http://example.invalid")
	if err != nil {
		return "", err
	}
	o.close()
	return dir, nil
})

// rehearse opens an office in this process.
func rehearse(t *testing.T, plain bool) (o *office, base string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	from, err := furnished()
	require.NoError(t, err)
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(from)))
	s := settings{db: filepath.Join(dir, "office.db"), scripts: filepath.Join(dir, "chat"), plain: plain, date: rehearsed}
	base = "http://" + l.Addr().String()
	o, err = open(ctx, s, base)
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- o.serve(ctx, l) }()
	t.Cleanup(func() { stop(); <-ended; o.close() })
	return o, base
}

// reads waits until an element holds a text.
func (h handset) reads(selector, wanted string) {
	h.Until("!!" + first(selector, wanted))
}

// first is an expression that finds the first element with that text.
func first(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].find(x => x.textContent.includes(%q))`, selector, text)
}

// press clicks a button of a part of the page. The page stays, and what comes of
// it must be read before the page is left, or it may never be sent.
func (h handset) press(part, text string) { h.click(first(part+" button", text)) }

// plays takes another part, which is another page.
func (h handset) plays(who string) {
	h.Leave(browsing.Script(first("#roles button", who)+".click()"), "")
}

func TestTheRehearsalDeskInABrowser(t *testing.T) {
	h := handset{browsing.Open(t, browsing.Config{Width: 1440, Height: 900})}
	o, base := rehearse(t, false)
	h.Go(base + "/")
	h.Until(browsing.Has(".menu button"))
	h.Until(`document.querySelectorAll(".wide tbody tr").length >= 2`)
	assert.True(t, browsing.Evaluate[bool](h.Window, `[...document.querySelectorAll(".wide")].every(e => e.scrollWidth <= e.clientWidth)`), "the last day to reply and what is left of it are seen without scrolling")
	h.say("三公经费", "37.91万元")
	h.reads("#shown .why", "问预决算")
	h.reads("#shown .xml", "<Content><![CDATA[三公经费]]></Content>")
	h.reads("#took", "微信限 5 秒")
	h.reads("#traffic", "/cgi-bin/stable_token")
	h.Picture("desk", chromedp.CaptureScreenshot())
	h.Accessible("desk")
	h.click(first("#traffic a", "stable_token"))
	h.reads("#shown", "（隐去）")
	assert.NotContains(t, browsing.Evaluate[string](h.Window, `document.body.innerText`), o.platform.Account().Secret)
	for _, line := range [][2]string{{"我要申请", "第1步"}, {"某个项目的环评批复", "个人信息告知"}, {"同意", "您的姓名"}, {"测试人", "身份证号码"}, {"640104199001010018", "怎么联系您"}, {"13900000000", "希望怎么得到"}, {"3", "请核对"}} {
		h.say(line[0], line[1])
	}
	h.say("提交", "申请编号")
	h.reads("#office", "待确认")
	h.reads("#roles b", "3")

	// The clerk confirms; the day moves; the applicant sees what is left.
	h.plays("公开办")
	h.reads("#middle", "某个项目的环评批复")
	h.press("#middle", "确认收到")
	h.reads("#said", "确认收到")
	h.reads("#middle", "20个工作日")
	h.Picture("desk-clerk", chromedp.CaptureScreenshot())
	h.Accessible("desk-clerk")
	before := o.today()
	h.plays("市民 甲")
	h.reads("#lines .theirs", "已确认收到")
	h.plays("公开办")
	h.reads("#middle", "20个工作日")
	h.press("#today", "+5工作日")
	h.reads("#said", "今天是")
	h.reads("#middle", "15个工作日")
	assert.True(t, o.today().After(before))
	h.press("#middle", "审查通过，发布")
	h.reads("#said", "发布：国办发〔2019〕54号")
	h.plays("网格群 示例网格")
	h.reads("#middle", "【政务公开】")
	h.Picture("desk-group", chromedp.CaptureScreenshot())
	h.plays("市民 甲")
	h.reads("#lines .theirs", "已确认收到")
	h.say("我的申请", "还有15个工作日")

	// WeChat goes wrong, and comes back.
	h.press(".faults", "45015")
	h.reads("#waiting", "45015")
	h.press(".faults", "全部撤销")
	h.Until(`!document.querySelector("#waiting").textContent.trim()`)
	h.press(".faults", "下一条投递两次")
	h.reads("#said", "下一条投递两次")
	h.say("帮助", "我能帮您")
	h.reads("#traffic", "第2次投递")
	h.press(".keep", "存下")
	h.reads("#said", "已存到")
	saved, err := filepath.Glob(filepath.Join(o.scripts, "*.txt"))
	require.NoError(t, err)
	require.Len(t, saved, 1)
	text, err := os.ReadFile(saved[0])
	require.NoError(t, err)
	for _, line := range []string{"甲：三公经费\n", "公众号：申请编号：{编号}\n", "办公室：确认收到 {编号}\n", "办公室：发布 国办发〔2019〕54号\n", "收到：", "日期：" + o.today().String()} {
		assert.Contains(t, string(text), line)
	}
	if dir := os.Getenv("ZWGK_SHOTS"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "saved.txt"), text, 0o644))
	}
	replayed(t, saved[0])

	h.plays("市民 乙")
	h.Until(browsing.Has("body.large"))
	h.say("公开目录", "回复数字")
	h.Picture("desk-large", chromedp.CaptureScreenshot())
	h.Size(390, 844)
	h.Picture("desk-phone", chromedp.CaptureScreenshot())
	wide := browsing.Evaluate[string](h.Window, `document.documentElement.scrollWidth <= 391 ? "" : [...document.querySelectorAll("body *")].filter(e => {
		for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible") return false;
		return e.getBoundingClientRect().right > 391 || e.scrollWidth > 391 }).map(e => e.tagName + "." + e.className + "#" + e.id).join(" ") + document.documentElement.scrollWidth`)
	assert.Empty(t, wide, "nothing hangs out of a phone's screen")
	h.Accessible("desk-phone")
}

// ready waits until an office has read its sayings and records, which a busy machine
// takes long for.
func ready(o *office) {
	for early := o.platform.Known(o.bot, "早", "oEARLY"); strings.Contains(early.Says("2015年政府信息公开年度报告"), "正在查"); {
	}
}

// replayed plays a script on an office of its own, which begins on the day on
// which the script does.
func replayed(t *testing.T, name string) {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	script, err := wechattest.ReadScript(f)
	require.NoError(t, err)
	o, _ := rehearse(t, true)
	ready(o)
	stage := wechattest.Stage{Platform: o.platform, Bot: o.bot, Remember: remembered, Patience: time.Minute, Words: map[string]func(string) error{"办公室": o.acts}}
	require.NoError(t, stage.Play(script), name)
}

func TestSavedConversations(t *testing.T) {
	scripts, err := filepath.Glob("testdata/chat/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, name := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { t.Parallel(); replayed(t, name) })
	}
}

func TestTheClockStaysMovedAcrossARestart(t *testing.T) {
	dir := t.TempDir()
	s := settings{db: filepath.Join(dir, "office.db"), scripts: dir}
	ctx := context.Background()
	o, err := open(ctx, s, "http://127.0.0.1")
	require.NoError(t, err)
	day := o.today()
	o.platform.Advance(72 * time.Hour)
	require.NoError(t, o.keepClock(ctx))
	o.close()
	o, err = open(ctx, s, "http://127.0.0.1")
	require.NoError(t, err)
	defer o.close()
	assert.Equal(t, day.AddDays(3), o.today())
}

func TestTheDeskSaysWhatItCannotDo(t *testing.T) {
	_, base := rehearse(t, false)
	desk := sitting(t, base, "", "")
	for form, want := range map[string]string{
		"date?day=2015-12-02":      "日期只能往后拨",
		"date?day=2015":            "没有办成",
		"fault?kind=x":             "没有这种故障",
		"act?name=x":               "不会办",
		"act?name=确认收到&arg=2026-1": "没有办成",
		"act?name=发布&arg=x":        "没有这份样稿",
	} {
		path, query, _ := strings.Cut(form, "?")
		values, err := url.ParseQuery(query)
		require.NoError(t, err)
		assert.Contains(t, desk.sends("/"+path, values), want, form)
	}
}

func TestEveryFaultOfTheDeskIsToldAndTakenBack(t *testing.T) {
	o, base := rehearse(t, false)
	desk := sitting(t, base, "", "")
	front := desk.sends("/date", url.Values{"step": {"+1天"}})
	kinds := regexp.MustCompile(`name="kind" value="([^"]+)">([^<]+)<`).FindAllStringSubmatch(front, -1)
	require.GreaterOrEqual(t, len(kinds), 12)
	for _, k := range kinds {
		assert.Contains(t, desk.sends("/fault", url.Values{"kind": {k[1]}}), k[2])
	}
	desk.sends("/fault", url.Values{"kind": {"heal"}})
	assert.Empty(t, o.platform.Waiting())
}

// A bot that is lied to, or kept waiting, tells the applicant all the same.
func TestTheOfficeKeepsItsWordWhileWeChatLies(t *testing.T) {
	o, _ := rehearse(t, true)
	ready(o)
	stage := wechattest.Stage{Platform: o.platform, Bot: o.bot, Remember: remembered, Patience: time.Minute, Words: map[string]func(string) error{
		"办公室": o.acts, "微信": func(string) error { o.platform.Lie("custom/send", "{}", 1); return nil },
		"等": func(path string) error {
			require.Eventually(t, func() bool { return len(o.platform.CallsTo(path)) > 0 }, time.Minute, 5*time.Millisecond)
			return nil
		}}}
	script, err := wechattest.ReadScript(strings.NewReader(`
甲：我要申请
甲：某个项目的环评批复
甲：同意
甲：测试人
甲：640104199001010018
甲：13900000000
甲：3
甲：提交
公众号：申请编号：
微信：乱答
办公室：确认收到 {编号}
等：custom/send
过了：1分钟
收到：已确认收到
`))
	require.NoError(t, err)
	require.NoError(t, stage.Play(script))
}

// acts does what a script says: 办公室：确认收到 {编号}.
func (o *office) acts(what string) error {
	name, arg, _ := strings.Cut(what, " ")
	_, err := o.act(context.Background(), wechattest.Action{Name: name, Arg: arg})
	return err
}

// A bubble tells when it came, and not when somebody looked, and the day where
// another day begins: the member of the grid was greeted before the date was moved.
func TestABubbleTellsWhenItCame(t *testing.T) {
	_, base := rehearse(t, false)
	desk := sitting(t, base, "", "")
	desk.sends("/say", url.Values{"text": {"帮助"}})
	desk.sends("/date", url.Values{"step": {"+1天"}})
	hours := func(page string) (days []string) {
		for _, m := range regexp.MustCompile(`<time>((?:\d+月\d+日 )?)\d\d:\d\d</time>`).FindAllStringSubmatch(page, -1) {
			days = append(days, strings.TrimSpace(m[1]))
		}
		return days
	}
	citizen := hours(desk.sends("/say", url.Values{"text": {"帮助"}}))
	require.GreaterOrEqual(t, len(citizen), 5)
	assert.Equal(t, []string{"11月23日", "", "", "11月24日", ""}, citizen[:5])
	desk.sends("/role", url.Values{"who": {"citizen2"}})
	member := hours(desk.opens("/"))
	require.NotEmpty(t, member)
	assert.Equal(t, "11月23日", member[0])
	assert.NotContains(t, member, "11月24日")
}
