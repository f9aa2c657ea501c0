package wechatbot_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

const hello = "<xml><ToUserName>gh</ToUserName><FromUserName>oX</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>帮助</Content><MsgId>1</MsgId></xml>"

func TestARequestSentThreeTimesIsAcceptedOnce(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3"} {
		f.Says(text)
	}
	m := wechattest.Message{Type: "text", Content: "提交", MsgID: 99}
	first := f.Send(m)
	require.Contains(t, first.Text, "申请编号")
	for range 2 {
		again, err := f.Retry(m)
		require.NoError(t, err)
		assert.Equal(t, first, again)
	}
	n := 0
	for _, err := range to.desk.Requests(context.Background()) {
		require.NoError(t, err)
		n++
	}
	assert.Equal(t, 1, n)
}

func TestTheSameMessageAfterARestartHasNoSecondEffect(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3"} {
		f.Says(text)
	}
	draft, err := to.desk.Draft(context.Background(), "wechat:"+f.OpenID)
	require.NoError(t, err)
	m := wechattest.Message{Type: "text", Content: "提交", MsgID: 99}
	first := f.Send(m)
	// The process died after the request was kept and before the draft was dropped.
	require.NoError(t, to.desk.SaveDraft(context.Background(), draft))
	restarted := found(t, p)
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: restarted.catalog, Desk: to.desk, Now: to.now, Window: -1})
	require.NoError(t, err)
	g := p.Stranger(bot, "同一人")
	g.OpenID = f.OpenID
	again, err := g.Retry(m)
	require.NoError(t, err)
	assert.Equal(t, receipt.FindStringSubmatch(first.Text), receipt.FindStringSubmatch(again.Text))
}

// The process died after the draft was dropped and before the receipt was seen.
func TestAReceiptThatWasLostIsShownAgain(t *testing.T) {
	for what, steps := range map[string][]string{
		"an application": {"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3"},
		"a letter":       {"投诉 窗口让人跑了三趟"},
	} {
		p := wechattest.New()
		to := found(t, p)
		f := p.Follow(front{to}, "甲")
		for _, text := range steps {
			f.Says(text)
		}
		m := wechattest.Message{Type: "text", Content: "提交", MsgID: 99}
		first := f.Send(m)
		require.NotEmpty(t, receipt.FindStringSubmatch(first.Text), what)
		to.again(t, func(*wechatbot.Config) {})
		again, err := f.Retry(m)
		require.NoError(t, err)
		assert.Equal(t, receipt.FindStringSubmatch(first.Text), receipt.FindStringSubmatch(again.Text), what)
		assert.Equal(t, receipt.FindStringSubmatch(first.Text), receipt.FindStringSubmatch(f.Says("提交")), "%s, a second tap", what)
		to.wait(5 * time.Minute)
		assert.Contains(t, f.Says("提交"), "现在没有正在办的事", what)
	}
}

func TestANewRecordReachesTheGridAndTheAccountOnce(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.run(t)
	p.Follow(to.bot, "甲")
	r := to.publish(t, catalog.Record{Title: "国务院关于印发个人所得税专项附加扣除暂行办法的通知", Summary: "专项附加扣除怎么算。", Date: civil.Day(2018, 12, 13),
		Publisher: "国务院", DocNumber: "国发〔2018〕41号", Column: "上级文件", Drafter: "起草人", Category: disclosure.Permanent})
	require.Eventually(t, func() bool { return len(p.Group(to.group)) == 1 && len(p.Posts()) == 1 }, 30*time.Second, 5*time.Millisecond)
	assert.Contains(t, p.Group(to.group)[0].Text, string(r.Number))
	assert.LessOrEqual(t, len([]rune(p.Posts()[0].Articles[0].Title)), 32)
	assert.Contains(t, p.Posts()[0].Articles[0].Content, "国发〔2018〕41号")

	again, err := wechatbot.New(to.bot.Config) // a restart, or a second replica
	require.NoError(t, err)
	ctx, stop := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer stop()
	again.Run(ctx)
	assert.Len(t, p.Group(to.group), 1)
	assert.Len(t, p.Posts(), 1)
}

func TestWithoutTheRightToPublishTheDraftStaysAndAPersonIsAsked(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	p.Fail("freepublish/submit", 48001, 1)
	to.run(t)
	r := to.publish(t, catalog.Record{Title: "国务院关于印发个人所得税专项附加扣除暂行办法的通知", Summary: "专项附加扣除怎么算。", Date: civil.Day(2018, 12, 13),
		Publisher: "国务院", Column: "上级文件", Drafter: "起草人"})
	var post catalog.Release
	require.Eventually(t, func() bool {
		rels, err := to.catalog.Releases(context.Background(), string(r.Number))
		for _, rel := range rels {
			if rel.Channel == "公众号" && rel.State != catalog.Claimed {
				post = rel
			}
		}
		return err == nil && post.State != ""
	}, 30*time.Second, 5*time.Millisecond)
	assert.Equal(t, catalog.NeedsHand, post.State)
	assert.Contains(t, post.Reason, "草稿已保存")
	assert.Len(t, p.Drafts(), 1)
}

func TestAnExpiredTokenIsFetchedAgain(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.run(t)
	require.Eventually(t, func() bool { return len(p.Menu()) > 0 }, 30*time.Second, 5*time.Millisecond)
	p.Revoke()
	to.publish(t, catalog.Record{Title: "国务院关于做好当前和今后一个时期促进就业工作的若干意见", Summary: "稳就业。", Date: civil.Day(2018, 11, 16), Publisher: "国务院", Drafter: "起草人"})
	require.Eventually(t, func() bool { return len(p.Posts()) == 1 }, 30*time.Second, 5*time.Millisecond)
}

// broken is a catalogue that panics.
type broken struct{ *catalog.Catalog }

func (broken) Search(context.Context, catalog.Query) (catalog.Page, error) { panic("秘密") }

func TestAPanicIsCaughtLoggedWithoutContentAndApologisedFor(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	c := to.bot.Config
	c.Catalog = broken{to.catalog}
	bot, err := wechatbot.New(c)
	require.NoError(t, err)
	assert.Contains(t, p.Follow(bot, "甲").Says("甲骨文字典的隐私条款"), "抱歉")
	assert.Contains(t, to.log.String(), "panicked")
	assert.Regexp(t, `at="?\S*wechatbot_test\.broken\.Search:\d+`, to.log.String(), "whose it is")
	assert.NotContains(t, to.log.String(), "秘密")
	assert.NotContains(t, to.log.String(), "隐私")
}

func TestNothingPersonalIsLogged(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	p.Cut("custom/send", 3)
	to.run(t)
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交", "三公经费"} {
		f.Says(text)
	}
	for r, err := range to.desk.Requests(context.Background()) {
		require.NoError(t, err)
		_, err = to.desk.Record(context.Background(), r.ID, disclosure.Confirmed(civil.Day(2026, 11, 23)))
		require.NoError(t, err)
	}
	require.Eventually(t, func() bool { return strings.Contains(to.log.String(), "not") }, 30*time.Second, 5*time.Millisecond)
	a := p.Account()
	for _, secret := range []string{f.OpenID, "测试人", "640104199001010018", "13900000000", "环评", a.Secret, a.Token, a.AESKey, "FAKE_", "access_token"} {
		assert.NotContains(t, to.log.String(), secret)
	}
}

func TestAConfigThatCannotWorkIsRefused(t *testing.T) {
	_, err := wechatbot.New(wechatbot.Config{})
	assert.ErrorContains(t, err, "AppID")
	_, err = wechatbot.New(wechatbot.Config{Account: wechatbot.Account{AppID: "a", Token: "t", AESKey: "short"}})
	assert.ErrorContains(t, err, "43")
	_, err = wechatbot.New(wechatbot.Config{Account: wechatbot.Account{AppID: "a", Token: "t"}})
	assert.ErrorContains(t, err, "catalogue")
	for said, change := range map[string]func(c *wechatbot.Config){
		"no such file":          func(c *wechatbot.Config) { c.Replies = os.DirFS(filepath.Join(t.TempDir(), "none")) },
		"example.gov.cn/h5":     func(c *wechatbot.Config) { c.Pages = h5.Links{Base: "example.gov.cn/h5"} },
		"token begins or ends":  func(c *wechatbot.Config) { c.Account.Token += "\n" },
		"secret begins or":      func(c *wechatbot.Config) { c.Account.Secret = " s" },
		"*catalog.Catalog":      func(c *wechatbot.Config) { c.Catalog = (*catalog.Catalog)(nil) },
		"*wechatbot_test.memos": func(c *wechatbot.Config) { c.Talks = (*memos)(nil) },
		"*logrus.Logger":        func(c *wechatbot.Config) { c.Log = (*logrus.Logger)(nil) },
		"every -1s":             func(c *wechatbot.Config) { c.Pace = -time.Second },
		"no way \"pi\"":         func(c *wechatbot.Config) { c.Grids = []wechatbot.Grid{{Code: "1", Ways: []wechatbot.Way{"pi"}}} },
		"with fs.Sub":           func(c *wechatbot.Config) { c.Replies = fstest.MapFS{"replies/help.tmpl": {Data: []byte("您好")}} },
		"quiet the whole day": func(c *wechatbot.Config) {
			c.Grids = []wechatbot.Grid{{Code: "1", Robot: "key", Quiet: wechatbot.Hours{From: 0, To: 24}}}
		},
		"posts cannot be sent":  func(c *wechatbot.Config) { c.Posts = noon },
		"reminders to clerks":   func(c *wechatbot.Config) { c.Clerks = []string{"o1"} },
		"the followers of grid": func(c *wechatbot.Config) { c.Grids = []wechatbot.Grid{{Code: "1", Tag: "凤凰北街"}} },
		"ftp://example.gov.cn":  func(c *wechatbot.Config) { c.Pages = h5.Links{Base: "ftp://example.gov.cn"} },
	} {
		c := wechatbot.Config{Account: wechatbot.Account{AppID: "a", Token: "t"}, Catalog: catalog.New(nil)}
		change(&c)
		_, err = wechatbot.New(c)
		assert.ErrorContains(t, err, said)
	}
}

// Without its secret an account answers, and the log says once what does not happen.
func TestAnAccountWithoutItsSecretAnswers(t *testing.T) {
	p, log := wechattest.New(), &syncBuffer{}
	account := wechatbot.Account(p.Account())
	account.Secret = ""
	loud := logrus.New()
	loud.SetOutput(log)
	bot, err := wechatbot.New(wechatbot.Config{Account: account, Catalog: catalog.New(nil), Log: loud, Now: p.Now})
	require.NoError(t, err)
	assert.Contains(t, p.Follow(bot, "甲").Says("帮助"), "帮您")
	assert.Equal(t, 1, strings.Count(log.String(), "no secret"))
}

// Whoever set the program up wrongly reads in the log what to look at.
func TestTheLogSaysWhichSettingWeChatRefuses(t *testing.T) {
	for want, change := range map[string]func(p *wechattest.Platform, c *wechatbot.Config){
		"errcode 40125: is that the account's secret?":                     func(_ *wechattest.Platform, c *wechatbot.Config) { c.Account.Secret = "another" },
		"errcode 40164: the address of this machine is not on the account": func(p *wechattest.Platform, _ *wechatbot.Config) { p.Whitelist("192.0.2.7") },
	} {
		p := wechattest.New()
		to := found(t, p)
		to.again(t, func(c *wechatbot.Config) { change(p, c) })
		to.run(t)
		require.Eventually(t, func() bool { return strings.Contains(to.log.String(), want) }, 30*time.Second, 5*time.Millisecond, to.log.String())
	}
}

// What a template of the office's own lacks is said in the log, and nothing of what it
// was filled with.
func TestATemplateThatDoesNotFillIsNamedWithItsPlace(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.again(t, func(c *wechatbot.Config) {
		c.Replies = fstest.MapFS{"welcome.tmpl": {Data: []byte("您好\n{{.Nope}}")}}
	})
	p.Follow(to.bot, "甲")
	assert.Contains(t, to.log.String(), "welcome.tmpl:2")
	assert.Contains(t, to.log.String(), "at <.Nope>")
}

// A field that is misspelt where a template seldom comes is told of when the bot is made.
func TestAFieldThatTheBuiltInWordingDoesNotUseIsToldOf(t *testing.T) {
	for own, told := range map[string]string{
		"{{range .}}{{.Name}}{{with $.Nope}}{{.}}{{end}}{{else}}{{template \"more.tmpl\" .}}{{(index . 0).Numbr}}{{end}}": "[Nope Numbr]",
		"{{.Account}}": "", "您好": "",
	} {
		name := map[bool]string{true: "welcome.tmpl", false: "mine.tmpl"}[told == ""]
		to := found(t, wechattest.New())
		to.again(t, func(c *wechatbot.Config) { c.Replies = fstest.MapFS{name: {Data: []byte(own)}} })
		if told == "" {
			assert.NotContains(t, to.log.String(), "misspelt", own)
			continue
		}
		assert.Contains(t, to.log.String(), "misspelt", own)
		assert.Contains(t, to.log.String(), told)
		assert.Contains(t, to.log.String(), name)
	}
}

// A button that leads to nothing that the account has is none.
func TestTheMenuHasWhatTheOfficeHas(t *testing.T) {
	for names, change := range map[string]func(c *wechatbot.Config){
		"公开目录 三公经费 网页目录 申请公开 查进度 怎么用 人工 咨询 投诉": func(*wechatbot.Config) {},
		"公开目录 网页目录 申请公开 查进度 怎么用 人工 咨询 投诉":      func(c *wechatbot.Config) { c.Books = nil },
		"公开目录 三公经费 网页目录 怎么用 人工 咨询 投诉":          func(c *wechatbot.Config) { c.Office.Name, c.Office.Desk = "", "" },
		"公开目录 怎么用 人工": func(c *wechatbot.Config) {
			c.Books, c.Desk, c.Cases, c.Pages = nil, nil, nil, h5.Links{}
		},
	} {
		to := found(t, wechattest.New())
		to.again(t, change)
		to.run(t)
		to.soon(t, func() bool { return to.platform.Menu() != nil })
		var has []string
		for _, b := range to.platform.Menu() {
			for _, under := range b.Children {
				has = append(has, under.Name)
			}
		}
		assert.Equal(t, names, strings.Join(has, " "))
	}
}

// Without pages there is nothing to open, and it is not said that there is.
func TestWhereThereAreNoPagesNoneIsSpokenOf(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Pages = h5.Links{} })
	f := to.platform.Follow(to.bot, "甲")
	require.Contains(t, f.Says("2015年政府信息公开年度工作报告"), "索引号：")
	for _, text := range []string{"全文", "打印"} {
		a := f.Says(text)
		assert.Contains(t, a, "可以向银川市兴庆区人民政府办公室要", text)
		assert.NotContains(t, a, "下面的网页", text)
	}
	assert.Contains(t, f.Says("全文"), "2015年主动公开1636条")
	assert.NotContains(t, f.Says("里面说到养老院几家"), "可以看全文")
}

func ExampleBot() {
	p := wechattest.New() // WeChat in memory; in production, your account
	c := catalog.New(nil)
	day := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	_, err := c.Publish(context.Background(), catalog.Record{
		Title: "国务院办公厅关于推进政务新媒体健康有序发展的意见", Summary: "政务新媒体怎么办、怎么管。", Number: "000014349/2018-00221",
		Date: civil.Day(2018, time.December, 7), Publisher: "国务院办公厅", Drafter: "起草",
		Review: catalog.Review{By: "审查", Day: civil.DateOf(day), Result: catalog.Cleared},
	}, catalog.Actor{Name: "值班", At: day})
	if err != nil {
		fmt.Println(err)
		return
	}
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Client: p.Client(), Catalog: c})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Follow(bot, "甲").Says("000014349/2018-00221"))
	// Output:
	// 国务院办公厅关于推进政务新媒体健康有序发展的意见
	// 政务新媒体怎么办、怎么管。
	// 发布机构：国务院办公厅
	// 生成日期：2018-12-07
	// 索引号：000014349/2018-00221
}

func FuzzSays(f *testing.F) {
	p := wechattest.NewPlain()
	to := found(f, p)
	for _, s := range []string{"三公经费", "我要申请", "进度 2026-001-00001-3", "1", "国办发〔2018〕123号", "<a href=\"x\">"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !strings.ContainsRune(s, 0) {
			p.Stranger(to.bot, "甲").Says(s)
		}
	})
}

// The whole path of a callback in safe mode: verified, decrypted, answered from
// the catalogue, encrypted; beside it BenchmarkEcho, the bare SDK.
func BenchmarkCallback(b *testing.B) {
	for name, p := range map[string]*wechattest.Platform{"plain": wechattest.NewPlain(), "safe": wechattest.New()} {
		for what, text := range map[string]string{"help": "帮助", "search": "政务新媒体", "money": "三公经费"} {
			b.Run(name+"/"+what, func(b *testing.B) {
				to := found(b, p) // its own: an answer given before would be given again
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					body := strings.Replace(strings.Replace(hello, "帮助", text, 1), "<MsgId>1", "<MsgId>"+strconv.Itoa(i+1), 1)
					body = strings.Replace(body, "oX", "o"+strconv.Itoa(i), 1)
					r, err := p.Account().Request([]byte(body), noon)
					if err != nil {
						b.Fatal(err)
					}
					w := sent(to.bot, r)
					if w.Code != 200 || bytes.Equal(w.Body.Bytes(), []byte("success")) {
						b.Fatal(w.Code)
					}
					io.Copy(io.Discard, w.Body)
				}
			})
		}
	}
}

func TestAnOfficeThatNamesNoReceiverTakesNoApplication(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Office.Name, c.Office.Desk = "", "" })
	f := to.platform.Follow(to.bot, "甲")
	assert.Contains(t, f.Says("我要申请"), "暂不受理信息公开申请")
	assert.Contains(t, to.log.String(), "no applications are taken")
	for _, text := range []string{"某个项目的环评批复", "000014349/2018-99999", "人工"} {
		assert.NotContains(t, f.Says(text), "申请公开", text)
	}
	assert.NotContains(t, f.Shows([]byte("\xff\xd8\xff\xe0")).Text, "申请公开")
}

func TestALongTextIsQuotedInBrief(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	a := f.Says(strings.Repeat("国务院办公厅 通知 ", 40))
	assert.Contains(t, a, "…”有关的信息")
	assert.NotContains(t, a, strings.Repeat("国务院办公厅 通知 ", 6))
}
