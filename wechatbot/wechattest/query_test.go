package wechattest_test

import (
	"net/http"
	"testing"

	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// 实践: the address carries the sender's openid in every mode. WxJava's portals
// demand it, and the SDK's GetOpenID reads nothing else.
func TestTheAddressNamesTheSender(t *testing.T) {
	for name, p := range map[string]*wechattest.Platform{"safe": wechattest.New(), "plain": wechattest.NewPlain(), "compatible": wechattest.NewCompatible()} {
		a, seen := p.Account(), ""
		oa := officialaccount.NewOfficialAccount(&config.Config{AppID: a.AppID, Token: a.Token, EncodingAESKey: a.AESKey, Cache: cache.NewMemory()})
		f := p.Stranger(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			s := oa.GetServer(r, w)
			s.SetMessageHandler(func(*message.MixMessage) *message.Reply { seen = s.GetOpenID(); return nil })
			s.Serve()
		}), "甲")
		f.Says("在吗")
		assert.Equal(t, f.OpenID, seen, name)
	}
}

func TestWhoUnsubscribedIsShownNothing(t *testing.T) {
	p := wechattest.New()
	f := p.Follow(echo(p.Account()), "甲")
	before := len(f.Inbox())
	assert.Equal(t, wechattest.Answer{}, f.Event("unsubscribe", ""))
	assert.Len(t, f.Inbox(), before)
}

// Whoever has just begun reads what to look at.
func TestABotWithAnotherAccountIsToldWhatToLookAt(t *testing.T) {
	refusing := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	for mode, p := range map[string]*wechattest.Platform{"safe": wechattest.New(), "plain": wechattest.NewPlain(), "compatible": wechattest.NewCompatible()} {
		assert.Equal(t, "wechattest: the bot answers 403: has it this platform's Account, in "+mode+" mode, and its time from Now?", p.Stranger(refusing, "甲").Ask("在吗").Fault)
	}
	ill := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	assert.Equal(t, "wechattest: the bot answers 404: it is asked at /wechat", wechattest.New().Stranger(http.NewServeMux(), "甲").Ask("在吗").Fault)
	assert.Equal(t, "wechattest: the bot answers 502", wechattest.New().Stranger(ill, "甲").Ask("在吗").Fault)
	short := wechattest.For(wechattest.Account{AppID: "wx1", Token: "t", AESKey: "short"}, false)
	assert.Contains(t, short.Stranger(silent, "甲").Ask("在吗").Fault, "the EncodingAESKey is not 43 characters")
	_, err := wechattest.Decrypt("short", "wx1", "")
	assert.ErrorIs(t, err, wechattest.ErrCipher)
}

// An account that is given may be called anything.
func TestAnyAccountHasAnOrganisation(t *testing.T) {
	assert.NotPanics(t, func() {
		p := wechattest.For(wechattest.Account{AppID: "x"}, false)
		assert.Equal(t, "wwx", p.Corp().ID)
		p.Client().Get("https://api.weixin.qq.com/cgi-bin/token")
	})
}
