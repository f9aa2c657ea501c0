package wechatbot

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"
)

// patience is how long an answer may take: WeChat waits five seconds.
const patience = 4 * time.Second

// answerTo answers a callback, sealed as the question was. Anything unsure is
// "success", which shows the citizen nothing.
func (b *Bot) answerTo(w http.ResponseWriter, r *http.Request, c callback) {
	m := &c.message.MixMessage
	a := b.reply(withXML(r.Context(), c.plain), c.message.ID, m)
	body := a.xml(string(m.FromUserName), string(m.ToUserName), b.Now().Unix())
	if body != nil && c.under != nil {
		sheet := b.sheets.Get().(*bytes.Buffer)
		defer b.sheets.Put(sheet)
		body = b.seal(sheet, c, body)
	}
	if body == nil {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("success"))
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Write(body) // a peer that is gone has lost its answer; it will ask again
}

// seal encrypts an answer under the key of the question and signs it, on a sheet of which
// nothing is kept.
func (b *Bot) seal(sheet *bytes.Buffer, c callback, answer []byte) []byte {
	stamp := c.stamp
	if _, err := strconv.ParseInt(stamp, 10, 64); err != nil {
		stamp = strconv.FormatInt(b.Now().Unix(), 10)
	}
	const before = "<xml><Encrypt>"
	sheet.Reset()
	sheet.Grow(base64.StdEncoding.EncodedLen(len(answer)) + 512)
	out := append(sheet.AvailableBuffer(), before...)
	out = c.under.Seal(out, c.random, answer) // base64, which needs no CDATA
	sealed := out[len(before):]
	out = append(out, "</Encrypt>"...)
	out = appendText(out, "MsgSignature", signature([]byte(b.Account.Token), []byte(stamp), []byte(c.nonce), sealed))
	out = append(out, "<TimeStamp>"+stamp+"</TimeStamp>"...)
	out = appendText(out, "Nonce", clean(c.nonce))
	return append(out, "</xml>"...)
}

// reply answers a message once: the tries of one message all get the answer of
// the first. A try that would wait for it longer than WeChat waits is told that
// the answer follows, and it does, as a message of the account's own.
func (b *Bot) reply(ctx context.Context, id string, m *message.MixMessage) answer {
	k := key(id, m) + reportKey(ctx, m)
	g, first := b.once.claim(k, b.Now())
	if !first {
		a, ready, told := g.wait()
		switch {
		case ready || told:
		case b.mute(): // nothing could follow
			a = b.say("sorry", nil)
		default:
			a = b.say("later", nil)
		}
		return a
	}
	// The work goes on when the peer hangs up: its next try wants the answer.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	a := b.safely(ctx, k, m)
	// A question that a room had no time for is asked again by Run. When Run has its
	// hands full, or could send no answer, the citizen gets the apology that a holds.
	if a.again && !b.mute() && b.later(push{openid: string(m.FromUserName), key: k, ask: m}) {
		a = b.say("later", nil)
	}
	if g.give(a) {
		b.later(push{openid: string(m.FromUserName), answer: a})
	}
	return a
}

// key names a message: its MsgId is unique per citizen only, and events have
// none.
func key(id string, m *message.MixMessage) string {
	from := string(m.FromUserName)
	if id != "" && id != "0" {
		return from + "|" + id
	}
	return fmt.Sprintf("%s|%d|%s|%s", from, m.CreateTime, m.Event, m.EventKey)
}

// safely answers, and apologises where answering panics.
func (b *Bot) safely(ctx context.Context, key string, m *message.MixMessage) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			b.Log.WithField("event", "panic").WithField("type", string(m.MsgType)).WithField("at", where()).Error("a handler panicked")
			a = b.say("sorry", nil)
		}
	}()
	return b.dispatch(ctx, key, m)
}
