package weixin_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// answering is a WeChat that gives tokens, and one answer to all else.
type answering struct {
	status int
	body   string
	tokens int
}

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body := a.status, a.body
	if strings.HasSuffix(r.URL.Path, "/stable_token") || strings.HasSuffix(r.URL.Path, "/gettoken") {
		a.tokens++
		status, body = http.StatusOK, fmt.Sprintf(`{"access_token":"token%d","expires_in":7200}`, a.tokens)
	}
	return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

func TestATokenIsFetchedAnewOnceItIsNoLongerTaken(t *testing.T) {
	p, ctx := wechattest.New(), context.Background()
	c := weixin.New(p.Account().AppID, p.Account().Secret, p.Client(), time.Now)
	var tags struct{ Tags []any }
	for range 2 {
		require.NoError(t, c.Get(ctx, "/cgi-bin/tags/get", &tags))
	}
	assert.Len(t, p.CallsTo("stable_token"), 1, "the token in hand is used")
	p.Revoke()
	require.NoError(t, c.Get(ctx, "/cgi-bin/tags/get", &tags))
	assert.Len(t, p.CallsTo("stable_token"), 2)
	assert.Len(t, p.CallsTo("tags/get"), 4, "refused, and once more with the new one")
}

func TestATokenEndsFiveMinutesEarly(t *testing.T) {
	w, now := &answering{status: http.StatusOK, body: `{"errcode":0}`}, time.Unix(1_800_000_000, 0)
	for _, c := range []*weixin.Caller{
		weixin.New("wx0", "secret", &http.Client{Transport: w}, func() time.Time { return now }),
		weixin.NewCorp("ww0", "secret", &http.Client{Transport: w}, func() time.Time { return now }),
	} {
		w.tokens = 0
		for _, after := range []time.Duration{0, 114 * time.Minute, 2 * time.Minute} {
			now = now.Add(after)
			require.NoError(t, c.Call(context.Background(), "/cgi-bin/any", map[string]string{}, nil))
		}
		assert.Equal(t, 2, w.tokens, "one of 7,200 seconds is good for 115 minutes")
	}
}

func TestErrorsQuoteNoAddress(t *testing.T) {
	p, ctx := wechattest.New(), context.Background()
	secrets := []string{p.Account().Secret, "the-robot's-key", "access_token="}
	for name, broken := range map[string]func(){
		"cut": func() { p.Cut("", 4) }, "down": func() { p.Down("", 502, 4) }, "a lie": func() { p.Lie("", "<html>", 4) }, "refused": func() { p.Fail("", 40164, 4) },
	} {
		t.Run(name, func(t *testing.T) {
			c := weixin.New(p.Account().AppID, p.Account().Secret, p.Client(), time.Now)
			defer p.Heal()
			broken()
			_, fetched := c.Fetch(ctx, "media", 10)
			_, uploaded := c.Upload(ctx, "/cgi-bin/material/add_material", "cover.png", []byte("png"))
			for _, err := range []error{c.Call(ctx, "/cgi-bin/any", 1, nil), c.Robot(ctx, "the-robot's-key", 1), fetched, uploaded} {
				require.Error(t, err)
				for _, secret := range secrets {
					assert.NotContains(t, err.Error(), secret)
				}
			}
		})
	}
}

func TestAnAnswerWithoutItsIdIsNone(t *testing.T) {
	const api = "/cgi-bin/draft/add"
	assert.ErrorIs(t, weixin.Answered(api, "", nil), weixin.ErrUnreachable)
	assert.NoError(t, weixin.Answered(api, "1", nil))
	refused := &weixin.Error{API: api, Code: 45009}
	assert.Equal(t, refused, weixin.Answered(api, "", refused))
}

// What the errcodes mean is as developers.weixin.qq.com lists them (全局返回码), except
// for 42010, which is in no list.
func TestWhatARefusalMeans(t *testing.T) {
	const elsewhere = "/cgi-bin/message/mass/sendall"
	for _, tc := range []struct {
		err                           error
		refused, tooFast, busy, wrong bool
	}{
		{err: nil},
		{err: errors.New("45009")},
		{err: weixin.ErrUnreachable},
		{err: &weixin.Error{API: elsewhere, Code: -1}, refused: true, busy: true},
		{err: &weixin.Error{API: elsewhere, Code: 45009}, refused: true, busy: true},
		{err: &weixin.Error{API: elsewhere, Code: 42010}, refused: true, busy: true, tooFast: true},
		{err: &weixin.Error{API: elsewhere, Code: 45047}, refused: true, busy: true, tooFast: true},
		{err: &weixin.Error{API: weixin.CustomSend, Code: 45047}, refused: true},
		{err: fmt.Errorf("behind another: %w", &weixin.Error{API: elsewhere, Code: 40164}), refused: true, wrong: true},
	} {
		assert.Equal(t, tc.refused, weixin.Refused(tc.err), tc.err)
		assert.Equal(t, tc.tooFast, weixin.TooFast(tc.err), tc.err)
		assert.Equal(t, tc.busy, weixin.Busy(tc.err), tc.err)
		assert.Equal(t, tc.wrong, weixin.Misconfigured(tc.err), tc.err)
	}
	assert.True(t, weixin.Shut(&weixin.Error{API: weixin.CustomSend, Code: 45015}))
	assert.False(t, weixin.Refused(&weixin.Error{Code: 45015}, 45047))
	assert.Contains(t, (&weixin.Error{API: elsewhere, Code: 40164}).Error(), "whitelist")
}

// FuzzAnswer holds that only what WeChat may have said counts as an answer.
func FuzzAnswer(f *testing.F) {
	for _, body := range []string{`{"errcode":0}`, `{"errcode":45009,"errmsg":"quota"}`, `{"msg_id":1}`, `{"msg_id":"1"}`, `{}`, `[]`, "<html>", `{"errcode":"ok"}`, ""} {
		f.Add(http.StatusOK, body)
		f.Add(http.StatusBadGateway, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		c := weixin.New("wx0", "secret", &http.Client{Transport: &answering{status: status, body: body}}, time.Now)
		var said struct {
			Code *int `json:"errcode"`
		}
		clear := status == http.StatusOK && json.Unmarshal([]byte(body), &said) == nil
		var out struct {
			ID weixin.ID `json:"msg_id"`
		}
		for into, err := range map[any]error{nil: c.Call(context.Background(), "/cgi-bin/any", 1, nil), &out: c.Call(context.Background(), "/cgi-bin/any", 1, &out)} {
			switch {
			case clear && said.Code != nil && *said.Code != 0:
				require.True(t, weixin.Refused(err, *said.Code), err)
			case !clear || into == nil && said.Code == nil:
				require.ErrorIs(t, err, weixin.ErrUnreachable)
			case err != nil:
				require.ErrorIs(t, err, weixin.ErrUnreachable)
			}
		}
	})
}
