package wechatbot_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// The bot keeps every rule that WeChat has for callbacks, in one mode after the other:
// in each of them four hundred citizens speak at once.
func TestTheBotPassesEveryRuleForCallbacks(t *testing.T) {
	for mode, p := range map[string]*wechattest.Platform{"明文": wechattest.NewPlain(), "安全": wechattest.New(), "兼容": wechattest.NewCompatible()} {
		t.Run(mode, func(t *testing.T) {
			to := found(t, p)
			var acted atomic.Int64
			to.again(t, func(c *wechatbot.Config) {
				c.Now, c.Window = p.Now, 0
				c.Why = func(string, wechatbot.Why) { acted.Add(1) }
			})
			for _, f := range (wechattest.Conformance{Acted: func() int { return int(acted.Load()) }}).Check(p, to.bot) {
				assert.Equal(t, "prompt", f.Name, f.String()) // a busy machine may be slow
			}
			assert.NotZero(t, acted.Load(), "the answers were counted")
		})
	}
}

// The bot reads the messages that are published with their ciphertexts, and
// refuses those that were tampered with.
func TestTheBotReadsPublishedCiphertexts(t *testing.T) {
	type vector struct {
		Name, Token, AESKey, ID, Timestamp, Nonce, Encrypt string
		MsgSignature                                       string `json:"msg_signature"`
	}
	var all struct {
		Decrypt    []vector
		MustReject []vector `json:"must_reject"`
	}
	text, err := os.ReadFile("wechattest/testdata/vectors.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &all))
	to := found(t, wechattest.New())
	status := func(v vector) int {
		to.again(t, func(c *wechatbot.Config) {
			c.Account = wechatbot.Account{AppID: v.ID, Secret: "s", Token: v.Token, AESKey: v.AESKey}
		})
		q := url.Values{"encrypt_type": {"aes"}, "timestamp": {v.Timestamp}, "nonce": {v.Nonce}, "msg_signature": {v.MsgSignature}}
		body := "<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[" + v.Encrypt + "]]></Encrypt></xml>"
		return sent(to.bot, httptest.NewRequest(http.MethodPost, "/?"+q.Encode(), strings.NewReader(body))).Code
	}
	for _, v := range all.Decrypt {
		assert.Equal(t, 200, status(v), v.Name)
	}
	for i, v := range all.MustReject {
		assert.Contains(t, []int{400, 403}, status(v), i)
	}
	assert.NotEmpty(t, all.Decrypt)
	assert.NotEmpty(t, all.MustReject)
}
