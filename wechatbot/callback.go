package wechatbot

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"
)

// patience is how long an answer may take: WeChat waits five seconds.
const patience = 4 * time.Second

// answerTo lets the SDK parse an opened callback, answers it and lets the SDK
// make the answer, which is sealed as the question was. Anything unsure is
// "success", which shows the citizen nothing.
func (b *Bot) answerTo(w http.ResponseWriter, r *http.Request, c callback) {
	server := b.account.GetServer(c.request(r), nothing{})
	server.SkipValidate(true) // done by the guard, in constant time
	read, replied := false, false
	server.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
		read = true
		reply := b.reply(withXML(r.Context(), c.plain), c.id, m)
		replied = reply != nil
		return reply
	})
	err := server.Serve()
	if err != nil && !read {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	body := server.ResponseRawXMLMsg
	if err == nil && replied && c.key != "" {
		body, err = b.seal(c, body)
	}
	if err != nil || !replied {
		if err != nil {
			b.Log.WithField("event", "reply").Error("an answer could not be written")
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("success"))
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Write(body) // a peer that is gone has lost its answer; it will ask again
}

// seal encrypts an answer under the key of the question and signs it.
func (b *Bot) seal(c callback, answer []byte) ([]byte, error) {
	sealed, err := util.EncryptMsg(c.random, answer, b.Account.AppID, c.key)
	if err != nil {
		return nil, err
	}
	stamp, err := strconv.ParseInt(c.stamp, 10, 64)
	if err != nil {
		stamp = b.Now().Unix()
	}
	return xml.Marshal(message.ResponseEncryptedXMLMsg{
		EncryptedMsg: string(sealed), Timestamp: stamp, Nonce: c.nonce,
		MsgSignature: util.Signature(b.Account.Token, strconv.FormatInt(stamp, 10), c.nonce, string(sealed)),
	})
}

// nothing takes what the SDK writes of itself, and panics for no peer.
type nothing struct{}

func (nothing) Header() http.Header         { return http.Header{} }
func (nothing) WriteHeader(int)             {}
func (nothing) Write(p []byte) (int, error) { return len(p), nil }

// reply answers a message once: the tries of one message all get the answer of
// the first. A try that would wait for it longer than WeChat waits is told that
// the answer follows, and it does, as a message of the account's own.
func (b *Bot) reply(ctx context.Context, id string, m *message.MixMessage) *message.Reply {
	k := key(id, m) + reportKey(ctx, m)
	g, first := b.once.claim(k, b.Now())
	if !first {
		a, ready, told := g.wait()
		if !ready && !told {
			a = b.say("later", nil)
		}
		return a.reply()
	}
	// The work goes on when the peer hangs up: its next try wants the answer.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	a := b.safely(ctx, k, m)
	// A question that a room had no time for is asked again by Run. When Run has
	// its hands full, the citizen gets the apology that a holds.
	if a.again && b.later(push{openid: string(m.FromUserName), key: k, ask: m}) {
		a = b.say("later", nil)
	}
	if g.give(a) {
		b.later(push{openid: string(m.FromUserName), answer: a})
	}
	return a.reply()
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
			b.Log.WithField("event", "panic").WithField("type", string(m.MsgType)).Error("a handler panicked")
			a = b.say("sorry", nil)
		}
	}()
	return b.dispatch(ctx, key, m)
}
