package wechatbot

import (
	"context"
	"net/http"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
	"github.com/zwgk/zwgk/wechatbot/internal/gate"
)

// patience is how long an answer may take: WeChat waits five seconds.
const patience = 4 * time.Second

// ServeHTTP answers WeChat's callbacks. Whatever does not come from WeChat
// under this account's token gets 403 and no body, a body over 64 KiB 413,
// unreadable XML 400, another method 405.
func (b *Bot) ServeHTTP(w http.ResponseWriter, r *http.Request) { b.gate.ServeHTTP(w, r) }

// gateOf lets the account's callbacks in to the bot, and says in the log what it refuses.
func (b *Bot) gateOf() (*gate.Gate, error) {
	return gate.New(gate.Config{
		AppID: b.Account.AppID, Token: b.Account.Token, AESKey: b.Account.AESKey, Previous: b.PreviousAESKey, Window: b.Window, Now: b.Now, Answer: b.answerTo,
		Refused: func(no gate.Refusal, unwritten int) {
			b.Log.WithField("event", "callback").WithField("status", no.Status()).WithField("unwritten", unwritten).Warn("a callback was refused: " + no.Why())
		},
	})
}

// answerTo answers a message in XML, which it appends to out.
func (b *Bot) answerTo(ctx context.Context, arrived *envelope.Arrival, plain, out []byte) []byte {
	m := &arrived.MixMessage
	if m.Event != "" {
		ctx = withXML(ctx, plain)
	}
	return b.reply(ctx, arrived.Key(), m).xml(out, string(m.FromUserName), string(m.ToUserName), b.Now().Unix())
}

// reply answers a message once: the tries of one message all get the answer of
// the first. A try that would wait for it longer than WeChat waits is told that
// the answer follows, and it does, as a message of the account's own.
func (b *Bot) reply(ctx context.Context, key string, m *message.MixMessage) answer {
	k := key + reportKey(ctx, m)
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
	if g.give(a) && !b.later(push{openid: string(m.FromUserName), answer: a}) {
		b.dropped()
	}
	return a
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
