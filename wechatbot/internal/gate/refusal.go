package gate

import (
	"net/http"
	"sync"
	"time"
)

// A Refusal is why a callback is not answered. Its zero value is none.
type Refusal int

// The reasons.
const (
	accepted Refusal = iota
	WrongMethod
	TooLarge
	CutOff
	Untimely
	Unsigned
	NoEcho
	UsedNonce
	NotSealed
	OtherKey
	NoXML
	refusals // how many there are
)

// Status is what the caller is told, and all of it.
func (r Refusal) Status() int {
	switch r {
	case WrongMethod:
		return http.StatusMethodNotAllowed
	case TooLarge:
		return http.StatusRequestEntityTooLarge
	case CutOff, OtherKey, NoXML:
		return http.StatusBadRequest
	}
	return http.StatusForbidden
}

// Why is for whoever runs the bot, with what is most often behind it while an
// account is being set up.
func (r Refusal) Why() string {
	return [refusals]string{
		WrongMethod: "neither GET nor POST",
		TooLarge:    "the body is larger than 64 KiB",
		CutOff:      "the body could not be read to its end",
		Untimely:    "the timestamp is missing or too far from now: is the clock of this machine right?",
		Unsigned:    "the signature does not match: is the token that of the console, and does a proxy in front hand on the whole query?",
		NoEcho:      "a GET has no echostr, or one that was used",
		UsedNonce:   "its nonce was used for another message",
		NotSealed:   "it is not encrypted, and the account has an EncodingAESKey: is the console in plain mode (明文模式)?",
		OtherKey:    "it does not decrypt: are EncodingAESKey and AppID those of the console?",
		NoXML:       "it is no message in XML: is the data format (数据格式) of the console XML?",
	}[r]
}

// quiet is how long a refusal is not told of again: anybody can bring one
// about.
const quiet = time.Minute

// refused remembers when each refusal was told of, and how many came since.
type refused struct {
	mu    sync.Mutex
	said  [refusals]time.Time
	since [refusals]int
}

// due counts a refusal, and says whether it is to be told of and how many went untold
// before it.
func (r *refused) due(no Refusal, now time.Time) (untold int, due bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Sub(r.said[no]).Abs() < quiet {
		r.since[no]++
		return 0, false
	}
	untold = r.since[no]
	r.said[no], r.since[no] = now, 0
	return untold, true
}

// refuse answers a callback with a status and nothing else.
func (g *Gate) refuse(w http.ResponseWriter, no Refusal) {
	if untold, due := g.refused.due(no, g.Now()); due && g.Refused != nil {
		g.Refused(no, untold)
	}
	w.WriteHeader(no.Status())
}
