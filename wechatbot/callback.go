package wechatbot

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"
)

// patience is how long an answer may take: WeChat waits five seconds.
const patience = 4 * time.Second

// answerTo lets the SDK parse a checked callback, answers it and lets the SDK
// write the answer, encrypted as the question was. Anything unsure is
// "success", which shows the citizen nothing.
func (b *Bot) answerTo(w http.ResponseWriter, r *http.Request) {
	out := &buffer{header: http.Header{}}
	server := b.account.GetServer(r, out)
	server.SkipValidate(true) // done by the guard, in constant time
	replied := false
	server.SetMessageHandler(func(m *message.MixMessage) *message.Reply {
		reply := b.reply(r.Context(), m)
		replied = reply != nil
		return reply
	})
	err := server.Serve()
	if err == nil && replied {
		err = server.Send()
	}
	switch {
	case err != nil && !replied:
		w.WriteHeader(http.StatusBadRequest)
		return
	case err != nil || !replied:
		if err != nil {
			b.Log.WithField("event", "reply").Error("an answer could not be written")
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("success"))
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.Write(out.body.Bytes()) // a peer that is gone has lost its answer; it will ask again
}

// buffer takes what the SDK writes, which panics when a peer is gone.
type buffer struct {
	header http.Header
	body   bytes.Buffer
}

func (b *buffer) Header() http.Header         { return b.header }
func (b *buffer) WriteHeader(int)             {}
func (b *buffer) Write(p []byte) (int, error) { return b.body.Write(p) }

// reply answers a message once: the tries of one message all get the answer of
// the first.
func (b *Bot) reply(ctx context.Context, m *message.MixMessage) *message.Reply {
	a := b.once.get(key(m), b.Now(), func() answer {
		// The work goes on when the peer hangs up: its next try wants the answer.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		return b.safely(ctx, m)
	})
	return a.reply()
}

// key names a message: its MsgId is unique per citizen only, and events have
// none.
func key(m *message.MixMessage) string {
	from := string(m.FromUserName)
	if m.MsgID != 0 {
		return from + "|" + strconv.FormatInt(m.MsgID, 10)
	}
	return fmt.Sprintf("%s|%d|%s|%s", from, m.CreateTime, m.Event, m.EventKey)
}

// safely answers, and apologises where answering panics.
func (b *Bot) safely(ctx context.Context, m *message.MixMessage) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			b.Log.WithField("event", "panic").WithField("type", string(m.MsgType)).Error("a handler panicked")
			a = b.say("sorry", nil)
		}
	}()
	return b.dispatch(ctx, m)
}
