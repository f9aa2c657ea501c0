package wechatbot_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func sent(bot http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	bot.ServeHTTP(w, r)
	return w
}

func TestWhatIsNotFromWeChatIsRefusedWithoutAWord(t *testing.T) {
	p := wechattest.New()
	bot := found(t, p).bot
	a := p.Account()
	good := func() *http.Request {
		r, err := a.Request([]byte(hello), noon)
		require.NoError(t, err)
		return r
	}
	change := func(r *http.Request, name, value string) *http.Request {
		q := r.URL.Query()
		q.Set(name, value)
		r.URL.RawQuery = q.Encode()
		return r
	}
	other := a
	other.Token = "somebodyelses"
	forged, err := other.Request([]byte(hello), noon)
	require.NoError(t, err)
	wrongKey := a
	wrongKey.AESKey = strings.Repeat("A", 43)
	sealedElsewhere, err := wrongKey.Request([]byte(hello), noon)
	require.NoError(t, err)
	plain := a
	plain.AESKey = ""
	downgraded, err := plain.Request([]byte(hello), noon)
	require.NoError(t, err)
	large, err := a.Request([]byte("<xml>"+strings.Repeat("x", 70<<10)+"</xml>"), noon)
	require.NoError(t, err)
	noXML, err := a.Request([]byte("not xml"), noon)
	require.NoError(t, err)
	put := good()
	put.Method = http.MethodPut

	for name, c := range map[string]struct {
		r    *http.Request
		want int
	}{
		"a good one":              {good(), 200},
		"another token":           {forged, 403},
		"a changed signature":     {change(good(), "msg_signature", strings.Repeat("0", 40)), 403},
		"no signature":            {change(good(), "msg_signature", ""), 403},
		"plain text in safe mode": {downgraded, 403},
		"encrypt_type left out":   {change(good(), "encrypt_type", ""), 403},
		"another key":             {sealedElsewhere, 400},
		"a body over 64 KiB":      {large, 413},
		"no XML inside":           {noXML, 400},
		"another method":          {put, 405},
	} {
		w := sent(bot, c.r)
		assert.Equal(t, c.want, w.Code, name)
		if c.want != 200 {
			assert.Empty(t, w.Body.String(), name)
		}
	}
}

func TestStaleTimestampsAreRefused(t *testing.T) {
	p := wechattest.NewPlain()
	to := found(t, p)
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: to.catalog, Now: to.now})
	require.NoError(t, err)
	for at, want := range map[time.Time]int{noon: 200, noon.Add(-10 * time.Minute): 403, noon.Add(10 * time.Minute): 403} {
		r, err := p.Account().Request([]byte(hello), at)
		require.NoError(t, err)
		assert.Equal(t, want, sent(bot, r).Code)
	}
}

// In plain mode the signature covers the query and not the body.
func TestACapturedQueryCarriesNoOtherMessage(t *testing.T) {
	p := wechattest.NewPlain()
	to := found(t, p)
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: to.catalog, Now: to.now})
	require.NoError(t, err)
	first, err := p.Account().Request([]byte(hello), noon)
	require.NoError(t, err)
	with := func(body string) *http.Request {
		return httptest.NewRequest("POST", "/?"+first.URL.RawQuery, strings.NewReader(body))
	}
	assert.Equal(t, 200, sent(bot, first).Code)
	assert.Equal(t, 200, sent(bot, with(hello)).Code, "another try of the same")
	for what, forged := range map[string]string{
		"another citizen":    strings.Replace(hello, "oX", "oY", 1),
		"another message":    strings.Replace(hello, "<MsgId>1", "<MsgId>2", 1),
		"the same, reworded": strings.Replace(hello, "帮助", "撤回申请", 1),
	} {
		w := sent(bot, with(forged))
		assert.Equal(t, []any{403, ""}, []any{w.Code, w.Body.String()}, what)
	}
	q := first.URL.Query()
	q.Set("echostr", "1")
	assert.Equal(t, 403, sent(bot, httptest.NewRequest("GET", "/?"+q.Encode(), nil)).Code)
}

func TestTheConsoleIsShownItsOwnEcho(t *testing.T) {
	p := wechattest.New()
	bot := found(t, p).bot
	a, ts := p.Account(), strconv.FormatInt(noon.Unix(), 10)
	q := url.Values{"timestamp": {ts}, "nonce": {"1"}, "echostr": {"4375120948345356249"}, "signature": {wechattest.Sign(a.Token, ts, "1")}}
	w := sent(bot, httptest.NewRequest("GET", "/?"+q.Encode(), nil))
	assert.Equal(t, "4375120948345356249", w.Body.String())
	q.Set("signature", "x")
	assert.Equal(t, 403, sent(bot, httptest.NewRequest("GET", "/?"+q.Encode(), nil)).Code)
}

func FuzzCallback(f *testing.F) {
	p := wechattest.NewPlain()
	to := found(f, p)
	f.Add([]byte(hello))
	f.Add([]byte("<xml><FromUserName>o</FromUserName><MsgType>event</MsgType><Event>CLICK</Event><EventKey>say:三公经费</EventKey></xml>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := p.Account().Request(body, noon)
		if err != nil {
			return
		}
		if w := sent(to.bot, r); w.Code >= 500 {
			t.Fatalf("%d for %q", w.Code, body)
		}
	})
}
