package main

import (
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestNoticesThatWeChatWouldNotTakeEndTheServerBeforeItBegins(t *testing.T) {
	d := sit(t)
	serve := func(notices string) (int, string) {
		return d.types("serve", "--appid", "wx0000000000000000", "--secret", "s3cret", "--token", "t0ken", "--addr", "127.0.0.1:0", "--notices", d.file("notices.json", notices))
	}
	for notices, want := range map[string]string{
		`[{"by":"template","id":"t","fields":{"phrase1":"{编号}"}}]`:  `field "phrase1": WeChat does not take`,
		`[{"by":"template","id":"t","fields":{"thing1":"{申请人}"}}]`:  `{申请人} stands for nothing`,
		`[{"by":"template","id":"t","felder":{"thing1":"{编号}"}}]`:   `unknown field "felder"`,
		`{"by":"template","id":"t","fields":{"thing1":"{编号}"}}`:     "notices.json",
		`[{"by":"sms","id":"t","fields":{"thing1":"{编号}"}}]`:        "write template or subscription",
		`[{"by":"template","fields":{"thing1":"{编号}"}}]`:            "no template_id",
		`[{"by":"template","id":"t","fields":{"thing1":"{编号}"}}, {`: "notices.json",
	} {
		code, words := serve(notices)
		assert.Equal(t, 2, code, notices)
		assert.Contains(t, words, want)
	}
}

func TestHowSomethingWasToldIsShown(t *testing.T) {
	assert.Equal(t, "模板消息，没有告知：收信人没有关注公众号（43004）", tellingWords("wechat.template", "收信人没有关注公众号（43004）"))
	assert.Equal(t, "客服消息", tellingWords("wechat", ""))
	assert.Equal(t, "电话告知", tellingWords("phone", ""))
	assert.Equal(t, "", tellingWords("", ""))
}

func TestReplicasOverOneDatabaseKnowEachOthersNumbers(t *testing.T) {
	d := sit(t)
	o, err := storage{DB: filepath.Join(d.dir, "office.db")}.open(t.Context())
	require.NoError(t, err)
	defer o.close()
	p := wechattest.New()
	log := logrus.New()
	log.SetOutput(io.Discard)
	for _, several := range []bool{true, false} {
		x := serveCommand{Several: several, accountFlags: accountFlags{AppID: p.Account().AppID, Secret: p.Account().Secret, Token: p.Account().Token, AESKey: p.Account().AESKey}}
		var replicas [2]http.Handler
		for i := range replicas {
			bot, err := x.bot(o, nil, log)
			require.NoError(t, err)
			replicas[i] = bot
		}
		n := 0
		f := p.Follow(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { replicas[n].ServeHTTP(w, r) }), "甲")
		require.Contains(t, f.Says("帮助"), "公开目录")
		n = 1
		assert.Equal(t, !several, strings.Contains(f.Says("1"), "这个选项已经过时了"))
	}
}

func TestNoticesAreTriedOnOneFollower(t *testing.T) {
	d, p := sit(t), wechattest.New()
	f := p.Follow(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), "甲")
	template, subscription := p.AddTemplate("编号：{{character_string1.DATA}}，{{phrase2.DATA}}"), p.AddTemplate("{{time1.DATA}}")
	file := d.file("notices.json", `[{"by":"template","id":"`+template+`","fields":{"character_string1":"{编号}","phrase2":"{进展}"}},
		{"by":"subscription","id":"`+subscription+`","fields":{"time1":"{时间}"}}]`)
	code, said := d.calls(p, "post", "notices", "--to", f.OpenID, "--notices", file, "--base", "https://example.gov.cn/h5")
	assert.Equal(t, 1, code)
	assert.Contains(t, said, template+" 微信已受理")
	assert.Contains(t, said, subscription+" 没发出：收信人没有同意接收订阅通知（43101）")
	require.Len(t, f.Inbox(), 1)
	assert.Equal(t, "编号：2026-001-00001-3，确认收到", f.Inbox()[0].Text)
	assert.Contains(t, f.Inbox()[0].URL, "https://example.gov.cn/h5/progress")
	f.Subscribes(subscription)
	code, said = d.calls(p, "post", "notices", "--to", f.OpenID, "--notices", file)
	assert.Zero(t, code, said)
	assert.Contains(t, f.Inbox()[1].Text, "2026年11月23日 12:00")
}

func TestSayingsThatNobodyKnowsEndTheServerBeforeItBegins(t *testing.T) {
	d := sit(t)
	code, words := d.types("serve", "--appid", "wx0000000000000000", "--secret", "s3cret", "--token", "t0ken", "--addr", "127.0.0.1:0", "--sayings", d.file("sayings.txt", "= 问天气\n下雨不\n"))
	assert.Equal(t, 2, code)
	assert.Contains(t, words, `sayings.txt: wechatbot: sayings: line 1: no want is called "问天气"`)
}
