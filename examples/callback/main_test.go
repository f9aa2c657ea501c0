package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestItNamesWhatARunningBotBreaks(t *testing.T) {
	deaf := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(r.URL.Query().Get("echostr"))) }))
	defer deaf.Close()
	var out bytes.Buffer
	broken, err := run([]string{"-url", deaf.URL + "/wechat", "-appid", "wx0", "-token", "t"}, &out)
	require.NoError(t, err)
	assert.Positive(t, broken)
	assert.Contains(t, out.String(), "verify-signature (must): 签名不对的GET不返回echostr")
	assert.Contains(t, out.String(), "answer (must): 能回复一条文字")
	assert.NotContains(t, out.String(), "verify (must)", "a good GET it answers rightly")
	assert.NotContains(t, out.String(), "the bot's own")
}

func TestOfABotThatAnswersLaterItAsksNoAnswer(t *testing.T) {
	late := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("success")) }))
	defer late.Close()
	var out bytes.Buffer
	_, err := run([]string{"-url", late.URL + "/wechat", "-appid", "wx0", "-token", "t", "-late"}, &out)
	require.NoError(t, err)
	assert.NotContains(t, out.String(), "answer (must)")
	assert.Contains(t, out.String(), "verify (must)")
	assert.Contains(t, out.String(), "is -url its callback?")
}

func TestWithoutAnAccountItSaysWhatItTakes(t *testing.T) {
	for _, args := range [][]string{{}, {"-appid", "wx0"}, {"-appid", "wx0", "-token", "t", "-url", "wechat"}} {
		_, err := run(args, &bytes.Buffer{})
		assert.Error(t, err, args)
	}
}

func TestWhatIsNotAMatterOfRulesIsSaidPlainly(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	address := closed.URL + "/wechat"
	var out bytes.Buffer
	broken, err := run([]string{"-url", address, "-appid", "wx0", "-token", "t"}, &out)
	require.NoError(t, err)
	assert.Positive(t, broken)
	assert.Contains(t, out.String(), "are -appid, -token and -aeskey the bot's own, and is -url its callback?")
	closed.Close()
	_, err = run([]string{"-url", address, "-appid", "wx0", "-token", "t"}, &bytes.Buffer{})
	assert.ErrorContains(t, err, "nobody listens at "+address)
}
