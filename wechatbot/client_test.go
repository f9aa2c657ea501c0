package wechatbot_test

import (
	"crypto/aes"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// A client is a WeChat client that shares no line with wechattest and none with
// the SDK: its block chaining, padding, signing and XML are written out here
// from WeChat's description of message encryption, so that one reading of it
// checks the other.
type client struct {
	t                       *testing.T
	bot                     http.Handler
	appID, token, key, from string
	n                       int
}

func (c *client) sign(parts ...string) string {
	parts = append(parts, c.token)
	sort.Strings(parts)
	return fmt.Sprintf("%x", sha1.Sum([]byte(strings.Join(parts, ""))))
}

// chain runs AES in CBC mode by hand: each block is mixed with the sealed one
// before it, the first with the key's head.
func (c *client) chain(in []byte, seal bool) []byte {
	key, err := base64.RawStdEncoding.DecodeString(c.key)
	require.NoError(c.t, err)
	block, err := aes.NewCipher(key)
	require.NoError(c.t, err)
	out, last := make([]byte, len(in)), key[:16]
	for i := 0; i < len(in); i += 16 {
		piece := [16]byte{}
		copy(piece[:], in[i:i+16])
		if seal {
			for k := range piece {
				piece[k] ^= last[k]
			}
			block.Encrypt(out[i:i+16], piece[:])
			last = out[i : i+16]
			continue
		}
		block.Decrypt(out[i:i+16], piece[:])
		for k := range piece {
			out[i+k] ^= last[k]
		}
		last = in[i : i+16]
	}
	return out
}

func (c *client) seal(message string) string {
	n := len(message)
	text := "0123456789abcdef" + string([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}) + message + c.appID
	pad := 32 - len(text)%32
	return base64.StdEncoding.EncodeToString(c.chain([]byte(text+strings.Repeat(string(rune(pad)), pad)), true))
}

func (c *client) open(sealed string) string {
	raw, err := base64.StdEncoding.DecodeString(sealed)
	require.NoError(c.t, err)
	require.Zero(c.t, len(raw)%32, "padded to 32")
	text := c.chain(raw, false)
	text = text[:len(text)-int(text[len(text)-1])]
	n := int(text[16])<<24 | int(text[17])<<16 | int(text[18])<<8 | int(text[19])
	require.Equal(c.t, c.appID, string(text[20+n:]), "it is for this account")
	return string(text[20 : 20+n])
}

// field is an element's text: as it stands in CDATA, and with its entities
// written out elsewhere.
func field(xml, name string) string {
	m := regexp.MustCompile(`(?s)<` + name + `>(<!\[CDATA\[)?(.*?)(?:\]\]>)?</` + name + `>`).FindStringSubmatch(xml)
	switch {
	case m == nil:
		return ""
	case m[1] == "":
		return html.UnescapeString(m[2])
	}
	return m[2]
}

// says sends a text as WeChat does and returns what comes back, opened.
func (c *client) says(text string) string {
	c.n++
	stamp, nonce := fmt.Sprint(noon.Unix()), fmt.Sprint(1372623149+c.n)
	body := fmt.Sprintf("<xml><ToUserName><![CDATA[gh_office]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>%s</CreateTime>"+
		"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content><MsgId>%d</MsgId></xml>", c.from, stamp, text, 23000000000000000+c.n)
	q := url.Values{"timestamp": {stamp}, "nonce": {nonce}, "signature": {c.sign(stamp, nonce)}, "openid": {c.from}}
	if c.key != "" {
		sealed := c.seal(body)
		body = "<xml><ToUserName><![CDATA[gh_office]]></ToUserName><Encrypt><![CDATA[" + sealed + "]]></Encrypt></xml>"
		q.Set("encrypt_type", "aes")
		q.Set("msg_signature", c.sign(stamp, nonce, sealed))
	}
	w := httptest.NewRecorder()
	c.bot.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/?"+q.Encode(), strings.NewReader(body)))
	require.Equal(c.t, http.StatusOK, w.Code)
	back := w.Body.String()
	if c.key != "" {
		sealed := field(back, "Encrypt")
		require.Equal(c.t, c.sign(field(back, "TimeStamp"), field(back, "Nonce"), sealed), field(back, "MsgSignature"))
		back = c.open(sealed)
	}
	require.Equal(c.t, c.from, field(back, "ToUserName"))
	if card := field(back, "Title"); card != "" {
		return card + "\n" + field(back, "Description") + "\n" + field(back, "Url")
	}
	return field(back, "Content")
}

func TestAnIndependentClientGetsTheSameAnswersInBothModes(t *testing.T) {
	said := []string{"帮助", "三公经费", "1", "000014349/2018-00221", "国办发[2019]3号", "<a href=\"x\">&amp; 😀", "我要申请", "某个项目的环评批复", "同意", "取消"}
	answers := map[string][]string{}
	for mode, p := range map[string]*wechattest.Platform{"plain": wechattest.NewPlain(), "safe": wechattest.New()} {
		a := p.Account()
		c := &client{t: t, bot: found(t, p).bot, appID: a.AppID, token: a.Token, key: a.AESKey, from: "oIndependent"}
		twin := p.Stranger(c.bot, "甲")
		for _, text := range said {
			answers[mode] = append(answers[mode], c.says(text))
			assert.NotEmpty(t, answers[mode][len(answers[mode])-1], text)
			theirs := strings.TrimSpace(strings.TrimPrefix(twin.Says(text), "[图文] "))
			assert.Equal(t, theirs, strings.TrimSpace(answers[mode][len(answers[mode])-1]), "%s: %s, as wechattest's own client sees it", mode, text)
		}
	}
	assert.Equal(t, answers["plain"], answers["safe"])
}
