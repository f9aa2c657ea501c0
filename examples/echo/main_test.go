package main

import (
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func settings(p *wechattest.Platform) config.Config {
	a := p.Account()
	return config.Config{AppID: a.AppID, AppSecret: a.Secret, Token: a.Token, EncodingAESKey: a.AESKey}
}

func TestItSaysWhatItHears(t *testing.T) {
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain(), wechattest.NewCompatible()} {
		citizen := p.Stranger(echo(settings(p)), "甲")
		assert.Equal(t, "你好 <b> & 😀", citizen.Says("你好 <b> & 😀"))
	}
}

// What wechattest finds in a bot that is written as the SDK's pages show it, in
// safe mode. A guard before the SDK can mend all of it. Its worst fault is not
// here, for it is a data race: a reply that is kept in a variable goes to
// whoever asks at the same time, because the SDK writes the addressee into it.
func TestWhatTheSDKLeavesToItsUser(t *testing.T) {
	var acts atomic.Int64
	counting := func(m *message.MixMessage) *message.Reply { acts.Add(1); return said(m) }
	p := wechattest.New()
	found := map[string]bool{}
	for _, f := range (wechattest.Conformance{Acted: func() int { return int(acts.Load()) }}).Check(p, bot(settings(p), counting)) {
		found[f.Name] = true
	}
	for name, why := range map[string]string{
		"downgrade":  "in safe mode it takes a plain message from whoever has seen one query",
		"event-view": "where it has no answer it sends an encrypted empty message, which WeChat shows as a fault",
		"again":      "a message that comes again is acted on again: two receipts for one application",
		"stale":      "what was captured once can be sent again for ever",
		"put":        "it takes any method",
		"huge":       "it reads whatever is sent",
		"gone":       "it panics where the peer hung up",
		"msgid-text": "a MsgId that is no number loses the message",
	} {
		assert.True(t, found[name], "%s: %s", name, why)
	}
}

func TestAGuardBeforeTheSDKIsAllItTakes(t *testing.T) {
	p := wechattest.New()
	guarded := http.MaxBytesHandler(echo(settings(p)), 64<<10)
	for _, f := range p.Check(guarded) {
		assert.NotEqual(t, "huge", f.Name)
	}
}
