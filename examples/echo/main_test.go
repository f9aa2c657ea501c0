package main

import (
	"testing"

	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestItSaysWhatItHears(t *testing.T) {
	for _, p := range []*wechattest.Platform{wechattest.New(), wechattest.NewPlain()} {
		a := p.Account()
		citizen := p.Stranger(echo(config.Config{AppID: a.AppID, Token: a.Token, EncodingAESKey: a.AESKey}), "甲")
		assert.Equal(t, "你好 <b> & 😀", citizen.Says("你好 <b> & 😀"))
	}
}

// In safe mode the SDK answers an event that it has no reply to with an
// encrypted empty message, which WeChat shows as a fault.
func TestWhatThePlatformSeesInTheSDK(t *testing.T) {
	p := wechattest.New()
	a := p.Account()
	citizen := p.Follow(echo(config.Config{AppID: a.AppID, Token: a.Token, EncodingAESKey: a.AESKey}), "甲")
	assert.Equal(t, wechattest.Broken, citizen.Inbox()[0].Text)
}
