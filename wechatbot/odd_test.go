package wechatbot_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// XML that is written with lines of its own, and an option's id that is no
// number, are legal: the text is answered as any other.
func TestWhatIsWrittenOddlyIsAnsweredTheSame(t *testing.T) {
	for mode, p := range map[string]*wechattest.Platform{"safe": wechattest.New(), "plain": wechattest.NewPlain(), "compatible": wechattest.NewCompatible()} {
		usual := `<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[oX]]></FromUserName><CreateTime>1348831860</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[帮助]]></Content><MsgId>1234567890123456</MsgId></xml>`
		say := func(message string) string {
			bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: catalog.New(nil), Now: p.Now})
			require.NoError(t, err)
			r, err := p.Request([]byte(message), p.Now())
			require.NoError(t, err)
			return opened(t, p, sentLines(t, bot, r))
		}
		want := say(usual)
		require.Contains(t, want, "<Content>", mode)
		for _, message := range []string{
			strings.ReplaceAll(strings.ReplaceAll(usual, "<![CDATA[", "\n\t<![CDATA["), "]]></", "]]>\n</"),
			strings.Replace(usual, "</xml>", "<bizmsgmenuid>yes</bizmsgmenuid></xml>", 1),
		} {
			assert.Equal(t, want, say(message), mode)
		}
	}
}

// sentLines sends a request whose sealed text stands on a line of its own.
func sentLines(t *testing.T, bot http.Handler, r *http.Request) []byte {
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	body = bytes.ReplaceAll(body, []byte("<Encrypt>"), []byte("<Encrypt>\n\t"))
	body = bytes.ReplaceAll(body, []byte("</Encrypt>"), []byte("\n</Encrypt>"))
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	w := sent(bot, r)
	require.Equal(t, http.StatusOK, w.Code)
	return w.Body.Bytes()
}

// opened is an answer's XML but for its time.
func opened(t *testing.T, p *wechattest.Platform, answer []byte) string {
	if _, sealed, is := bytes.Cut(answer, []byte("<Encrypt>")); is {
		sealed, _, _ = bytes.Cut(sealed, []byte("<"))
		plain, err := wechattest.Decrypt(p.Account().AESKey, p.Account().AppID, string(sealed))
		require.NoError(t, err)
		answer = plain
	}
	before, after, _ := strings.Cut(string(answer), "<CreateTime>")
	_, after, _ = strings.Cut(after, "</CreateTime>")
	return before + after
}
