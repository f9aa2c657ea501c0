package wechatbot_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sirupsen/logrus/hooks/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// Whoever sets an account up reads in the log what does not fit, and the caller
// nothing.
func TestTheLogSaysWhyACallbackWasRefused(t *testing.T) {
	p := wechattest.New()
	a := p.Account()
	with := func(change func(*wechattest.Account)) func(time.Time) *http.Request {
		other := a
		change(&other)
		return func(at time.Time) *http.Request {
			r, err := other.Request([]byte(hello), at)
			require.NoError(t, err)
			return r
		}
	}
	for why, request := range map[string]func(time.Time) *http.Request{
		"is the token that of the console":                  with(func(o *wechattest.Account) { o.Token = "another" }),
		"are EncodingAESKey and AppID those of the console": with(func(o *wechattest.Account) { o.AppID = "wx0000000000000000" }),
		"is the console in plain mode":                      with(func(o *wechattest.Account) { o.AESKey = "" }),
		"is the clock of this machine right":                func(at time.Time) *http.Request { return with(func(*wechattest.Account) {})(at.Add(time.Hour)) },
		"neither GET nor POST":                              func(time.Time) *http.Request { return httptest.NewRequest(http.MethodPut, "/", nil) },
		"is the data format (数据格式) of the console XML": func(at time.Time) *http.Request {
			r, err := a.Request([]byte(`{"MsgType":"text"}`), at)
			require.NoError(t, err)
			return r
		},
		"larger than 64 KiB": func(time.Time) *http.Request {
			return httptest.NewRequest(http.MethodPost, "/", strings.NewReader(strings.Repeat("x", 70<<10)))
		},
	} {
		log, lines := test.NewNullLogger()
		now := noon
		bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(a), Catalog: catalog.New(nil), Log: log, Now: func() time.Time { return now }})
		require.NoError(t, err)
		for range 50 {
			w := sent(bot, request(now))
			assert.GreaterOrEqual(t, w.Code, 400, why)
			assert.Empty(t, w.Body.String(), why)
		}
		require.Len(t, lines.AllEntries(), 1, "%s: nobody fills the log from outside", why)
		assert.Contains(t, lines.LastEntry().Message, why)
		now = now.Add(2 * time.Minute)
		sent(bot, request(now))
		require.Len(t, lines.AllEntries(), 2, why)
		assert.Equal(t, 49, lines.LastEntry().Data["unwritten"], why)
		for _, e := range lines.AllEntries() {
			text, err := e.String()
			require.NoError(t, err)
			for _, secret := range []string{a.Token, a.AESKey, a.AppID, "oX"} {
				assert.NotContains(t, text, secret, why)
			}
		}
	}
}
