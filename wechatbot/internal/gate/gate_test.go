package gate_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
	"github.com/zwgk/zwgk/wechatbot/internal/gate"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

const hello = "<xml><ToUserName>gh</ToUserName><FromUserName>oX</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>你好</Content><MsgId>1</MsgId></xml>"

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// echo is a gate behind which every message is answered with its own words.
func echo(t testing.TB, a wechattest.Account, change func(*gate.Config)) *gate.Gate {
	t.Helper()
	c := gate.Config{AppID: a.AppID, Token: a.Token, AESKey: a.AESKey, Window: 5 * time.Minute, Now: func() time.Time { return noon },
		Answer: func(_ context.Context, m *envelope.Arrival, _, out []byte) []byte {
			if m.Content == "" {
				return nil
			}
			return append(envelope.AppendText(append(out, "<xml>"...), "Content", m.Content), "</xml>"...)
		}}
	if change != nil {
		change(&c)
	}
	g, err := gate.New(c)
	require.NoError(t, err)
	return g
}

func answered(g *gate.Gate, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

func request(t testing.TB, a wechattest.Account, message string) *http.Request {
	t.Helper()
	r, err := a.Request([]byte(message), noon)
	require.NoError(t, err)
	return r
}

func TestAnAnswerGoesOutAsItsQuestionCameIn(t *testing.T) {
	safe, plain := wechattest.New().Account(), wechattest.NewPlain().Account()
	w := answered(echo(t, plain, nil), request(t, plain, hello))
	assert.Equal(t, "<xml><Content><![CDATA[你好]]></Content></xml>", w.Body.String())

	g := echo(t, safe, nil)
	w = answered(g, request(t, safe, hello))
	sealed, ok := envelope.ReadSealed(w.Body.Bytes())
	require.True(t, ok, w.Body.String())
	key, err := envelope.NewKey(safe.AppID, safe.AESKey)
	require.NoError(t, err)
	_, opened, ok := key.Open(nil, sealed)
	require.True(t, ok)
	assert.Equal(t, "<xml><Content><![CDATA[你好]]></Content></xml>", string(opened))

	w = answered(g, request(t, safe, strings.Replace(hello, "你好", "", 1)))
	assert.Equal(t, "success", w.Body.String(), "silence")
}

// Callbacks are read and answered on sheets that are used again: none has anything of another.
func TestEachIsAnsweredWithHerOwnOfManyAtOnce(t *testing.T) {
	for _, a := range []wechattest.Account{wechattest.New().Account(), wechattest.NewPlain().Account()} {
		g, stranger := echo(t, a, nil), a
		stranger.Token = "another"
		key, err := envelope.NewKey(a.AppID, a.AESKey)
		require.NoError(t, err)
		var all sync.WaitGroup
		for who := range 8 {
			all.Go(func() {
				for n := range 50 {
					words := strings.Repeat(strconv.Itoa(who), 1+n*n)
					message := strings.NewReplacer("你好", words, "oX", "o"+strconv.Itoa(who)).Replace(hello)
					assert.Empty(t, answered(g, request(t, stranger, message)).Body.String())
					answer := answered(g, request(t, a, message)).Body.Bytes()
					if key != nil {
						sealed, _ := envelope.ReadSealed(answer)
						_, answer, _ = key.Open(nil, sealed)
					}
					assert.Equal(t, "<xml><Content><![CDATA["+words+"]]></Content></xml>", string(answer))
				}
			})
		}
		all.Wait()
	}
}

func TestTheKeyBeforeIsTakenForAWhile(t *testing.T) {
	a := wechattest.New().Account()
	old := a.AESKey
	a.AESKey = strings.Repeat("A", 42) + "E"
	message := a
	message.AESKey = old
	assert.Equal(t, http.StatusBadRequest, answered(echo(t, a, nil), request(t, message, hello)).Code)
	assert.Equal(t, http.StatusOK, answered(echo(t, a, func(c *gate.Config) { c.Previous = old }), request(t, message, hello)).Code)
	_, err := gate.New(gate.Config{AppID: a.AppID, Token: a.Token, AESKey: old, Previous: "short"})
	assert.ErrorContains(t, err, "previous")
}

func TestARefusalIsToldOfOnceAMinute(t *testing.T) {
	a, now := wechattest.New().Account(), noon
	type told struct {
		no     gate.Refusal
		untold int
	}
	var all []told
	g := echo(t, a, func(c *gate.Config) {
		c.Now, c.Refused = func() time.Time { return now }, func(no gate.Refusal, untold int) { all = append(all, told{no, untold}) }
	})
	stranger := a
	stranger.Token = "another"
	for range 3 {
		assert.Equal(t, http.StatusForbidden, answered(g, request(t, stranger, hello)).Code)
	}
	answered(g, httptest.NewRequest(http.MethodPut, "/", nil))
	now = now.Add(time.Minute)
	answered(g, request(t, stranger, hello))
	assert.Equal(t, []told{{gate.Unsigned, 0}, {gate.WrongMethod, 0}, {gate.Unsigned, 2}}, all)
}

// FuzzGate holds that nobody who does not know the token is answered, whatever comes.
func FuzzGate(f *testing.F) {
	for _, a := range []wechattest.Account{wechattest.New().Account(), wechattest.NewPlain().Account()} {
		r := request(f, a, hello)
		f.Add(r.Method, r.URL.RawQuery, hello)
		f.Add(http.MethodGet, r.URL.RawQuery+"&echostr=1", "")
		f.Add(http.MethodPost, r.URL.RawQuery+"&encrypt_type=aes&msg_signature=1", "<xml><Encrypt>AAAA</Encrypt></xml>")
	}
	gates := []*gate.Gate{
		echo(f, wechattest.Account{AppID: "wx0", Token: "of-this-test", AESKey: strings.Repeat("A", 42) + "E"}, func(c *gate.Config) { c.Window = -1 }),
		echo(f, wechattest.Account{AppID: "wx0", Token: "of-this-test"}, func(c *gate.Config) { c.Window = -1 }),
	}
	f.Fuzz(func(t *testing.T, method, query, body string) {
		for _, g := range gates {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
			r.Method, r.URL.RawQuery = method, query
			w := answered(g, r)
			require.GreaterOrEqual(t, w.Code, 400)
			require.Empty(t, w.Body.String())
		}
	})
}
