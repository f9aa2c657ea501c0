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
	assert.Equal(t, "phone", tellingWords("phone", ""))
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
