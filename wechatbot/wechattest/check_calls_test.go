package wechattest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// caller calls as a bot does that knows no errcode.
type caller struct {
	t *testing.T
	p *wechattest.Platform
}

func (c caller) post(path, body string) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://api.weixin.qq.com"+path, strings.NewReader(body))
	require.NoError(c.t, err)
	if res, err := c.p.Client().Do(r); err == nil {
		_, _ = io.Copy(io.Discard, res.Body)
		res.Body.Close()
	}
}

// fetch asks for a stable token.
func (c caller) fetch() (token string) {
	c.t.Helper()
	a := c.p.Account()
	body := fmt.Sprintf(`{"grant_type":"client_credential","appid":%q,"secret":%q}`, a.AppID, a.Secret)
	res, err := c.p.Client().Post("https://api.weixin.qq.com/cgi-bin/stable_token", "application/json", strings.NewReader(body))
	require.NoError(c.t, err)
	defer res.Body.Close()
	var got struct {
		Token string `json:"access_token"`
	}
	require.NoError(c.t, json.NewDecoder(res.Body).Decode(&got))
	return got.Token
}

func TestWhatABotMakesOfErrcodesIsHeldAgainstTheRules(t *testing.T) {
	const get, send = "/cgi-bin/tags/get", "/cgi-bin/message/custom/send"
	times := func(n int, do func()) {
		for range n {
			do()
		}
	}
	for rule, tc := range map[string]struct{ breaks, keeps func(c caller) }{
		"token-kept": {
			func(c caller) { times(6, func() { c.post(get+"?access_token="+c.fetch(), "") }) },
			func(c caller) {
				times(6, func() { token := c.fetch(); c.p.Revoke(); c.post(get+"?access_token="+token, "") })
				times(6, func() { c.fetch(); c.p.Advance(2 * time.Hour) })
			},
		},
		"token-renewed": {
			func(c caller) {
				token := c.fetch()
				c.p.Revoke()
				times(6, func() { c.post(get+"?access_token="+token, "") })
			},
			func(c caller) {
				times(6, func() { token := c.fetch(); c.p.Revoke(); c.post(get+"?access_token="+token, "") })
			},
		},
		"refused-for-good": {
			func(c caller) {
				c.p.Fail(send, 48001, 9)
				times(3, func() { c.post(send+"?access_token=x", `{"touser":"o"}`) })
			},
			func(c caller) {
				c.p.Fail(send, 48001, 9)
				times(3, func() { c.post(send+"?access_token=x", `{"touser":"o"}`); c.p.Advance(time.Hour) })
				for n := range 3 {
					c.post(send+"?access_token=x", fmt.Sprintf(`{"touser":"o%d"}`, n))
				}
			},
		},
		"pause": {
			func(c caller) {
				c.p.Down(send, 502, 9)
				times(4, func() { c.post(send+"?access_token=x", `{"touser":"o"}`) })
			},
			func(c caller) {
				c.p.Cut(send, 9)
				times(4, func() { c.post(send+"?access_token=x", `{"touser":"o"}`); c.p.Advance(time.Second) })
			},
		},
		"unescaped": {
			func(c caller) { c.post(send+"?access_token="+c.fetch(), `{"touser":"o","text":{"content":"\u003ca"}}`) },
			func(c caller) {
				c.post(send+"?access_token="+c.fetch(), `{"touser":"o","text":{"content":"<a \u2028\u000b C:\\u0026"}}`)
			},
		},
	} {
		t.Run(rule, func(t *testing.T) {
			bad := wechattest.New()
			tc.breaks(caller{t, bad})
			var names []string
			for _, f := range bad.CheckCalls() {
				names = append(names, f.Name)
				assert.NotEmpty(t, f.Got)
			}
			assert.Equal(t, []string{rule}, names)
			good := wechattest.New()
			tc.keeps(caller{t, good})
			assert.Empty(t, good.CheckCalls())
		})
	}
	assert.Len(t, wechattest.CallRules(), 5, "each has a row here")
}

func ExamplePlatform_CheckCalls() {
	p := wechattest.New()
	p.Fail("custom/send", 48001, 3)
	for range 3 { // a bot that does not look at the errcode
		res, err := p.Client().Post("https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=x", "application/json", strings.NewReader(`{"touser":"o1"}`))
		if err == nil {
			res.Body.Close()
		}
	}
	for _, f := range p.CheckCalls() {
		fmt.Println(f.Name, "·", f.Got)
	}
	// Output: refused-for-good · it made /cgi-bin/message/custom/send 3 times within a minute, each refused with errcode 48001
}
