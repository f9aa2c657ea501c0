package wechatbot

import (
	"net/http"
	"sync"
	"time"
)

// A rejection is why a callback is not answered. Its zero value is none.
type rejection int

const (
	accepted rejection = iota
	wrongMethod
	tooLarge
	cutOff
	untimely
	unsigned
	noEcho
	usedNonce
	notSealed
	otherKey
	noXML
	rejections // how many there are
)

// status is what the caller is told, and all of it.
func (r rejection) status() int {
	switch r {
	case wrongMethod:
		return http.StatusMethodNotAllowed
	case tooLarge:
		return http.StatusRequestEntityTooLarge
	case cutOff, otherKey, noXML:
		return http.StatusBadRequest
	}
	return http.StatusForbidden
}

// why is for whoever runs the bot, with what is most often behind it while an
// account is being set up.
func (r rejection) why() string {
	return [rejections]string{
		wrongMethod: "neither GET nor POST",
		tooLarge:    "the body is larger than 64 KiB",
		cutOff:      "the body could not be read to its end",
		untimely:    "the timestamp is missing or too far from now: is the clock of this machine right?",
		unsigned:    "the signature does not match: is the token that of the console, and does a proxy in front hand on the whole query?",
		noEcho:      "a GET has no echostr, or one that was used",
		usedNonce:   "its nonce was used for another message",
		notSealed:   "it is not encrypted, and the account has an EncodingAESKey: is the console in plain mode (明文模式)?",
		otherKey:    "it does not decrypt: are EncodingAESKey and AppID those of the console?",
		noXML:       "it is no message in XML: is the data format (数据格式) of the console XML?",
	}[r]
}

// quiet is how long a rejection is not written down again: anybody can bring one
// about.
const quiet = time.Minute

// rejected remembers when each rejection was written down, and how many came
// since.
type rejected struct {
	mu    sync.Mutex
	said  [rejections]time.Time
	since [rejections]int
}

// due counts a rejection, and says whether it is to be written down and how many
// went unwritten before it.
func (r *rejected) due(no rejection, now time.Time) (unwritten int, due bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Sub(r.said[no]).Abs() < quiet {
		r.since[no]++
		return 0, false
	}
	unwritten = r.since[no]
	r.said[no], r.since[no] = now, 0
	return unwritten, true
}

// reject answers a callback with a status and nothing else, and says in the log
// why, once a minute at most for each reason.
func (b *Bot) reject(w http.ResponseWriter, no rejection) {
	if unwritten, due := b.rejected.due(no, b.Now()); due {
		b.Log.WithField("event", "callback").WithField("status", no.status()).WithField("unwritten", unwritten).Warn("a callback was refused: " + no.why())
	}
	w.WriteHeader(no.status())
}
