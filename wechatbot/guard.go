package wechatbot

import (
	"bytes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

// maxBody is the largest callback that is read, in bytes. WeChat's own are a
// few hundred; a text has 2,048 at most.
const maxBody = 64 << 10

// ServeHTTP answers WeChat's callbacks. Whatever does not come from WeChat
// under this account's token gets 403 and no body, a body over 64 KiB 413,
// unreadable XML 400, another method 405.
func (b *Bot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		b.verify(w, r)
	case http.MethodPost:
		b.callback(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		b.reject(w, wrongMethod)
	}
}

// verify proves to WeChat's console that this address is the account's.
func (b *Bot) verify(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	echo := q.Get("echostr")
	no := accepted
	switch {
	case !b.timely(q):
		no = untimely
	case !b.signed(q, "signature"):
		no = unsigned
	case echo == "" || len(echo) > 1024 || !b.fresh(q.Get("timestamp"), q.Get("nonce"), "echo"):
		no = noEcho
	}
	if no != accepted {
		b.reject(w, no)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	io.WriteString(w, echo)
}

// callback reads, checks and answers one message.
func (b *Bot) callback(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		no := cutOff
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			no = tooLarge
		}
		b.reject(w, no)
		return
	}
	c, no := b.check(r.URL.Query(), envelope.Legal(body))
	if no != accepted {
		b.reject(w, no)
		return
	}
	b.answerTo(w, r, c)
}

// A callback is a message that was found to come from WeChat.
type callback struct {
	message *envelope.Arrival
	plain   []byte        // the message's XML
	under   *envelope.Key // what opened it; nil in plain mode
	random  []byte        // the 16 bytes before it, which the answer carries too
	stamp   string        // timestamp and nonce of the request
	nonce   string
}

// check opens a callback, or says why it is refused.
func (b *Bot) check(q url.Values, body []byte) (callback, rejection) {
	c := callback{stamp: q.Get("timestamp"), nonce: q.Get("nonce")}
	if !b.timely(q) {
		return c, untimely
	}
	if b.key == nil {
		if !b.signed(q, "signature") {
			return c, unsigned
		}
		if no := c.read(body); no != accepted {
			return c, no
		}
		if !b.fresh(c.stamp, c.nonce, identity(c.message.ID, &c.message.MixMessage)) {
			return c, usedNonce
		}
		return c, accepted
	}
	sealed, readable := envelope.ReadSealed(body)
	sealed = strings.TrimSpace(sealed)
	if !readable {
		if b.signed(q, "signature") {
			return c, noXML
		}
		return c, unsigned
	}
	// A message that is not encrypted, or not said to be, may be anybody's: the
	// plain signature does not cover the body.
	if q.Get("encrypt_type") != "aes" || sealed == "" {
		return c, notSealed
	}
	if !b.signed(q, "msg_signature", sealed) {
		return c, unsigned
	}
	plain, opened := c.open(sealed, b.key, b.previous)
	if !opened {
		return c, otherKey
	}
	return c, c.read(plain)
}

// open decrypts with the first key that does. WeChat goes on with the old key
// for a while after a new one was set, and wants the answer under the same.
func (c *callback) open(sealed string, under ...*envelope.Key) (plain []byte, opened bool) {
	for _, e := range under {
		if e == nil {
			continue
		}
		if random, plain, opened := e.Open(sealed); opened {
			c.random, c.under = random, e
			return envelope.Legal(plain), true
		}
	}
	return nil, false
}

// read reads the message, or says why it is refused.
func (c *callback) read(plain []byte) rejection {
	var ok bool
	c.plain = plain
	if c.message, ok = envelope.ReadArrival(plain); !ok {
		return noXML
	}
	return accepted
}

// signature is WeChat's: the SHA-1 of the sorted parts, in hexadecimal.
func signature(parts ...[]byte) string {
	slices.SortFunc(parts, bytes.Compare)
	hash := sha1.New()
	for _, part := range parts {
		hash.Write(part)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// signed compares a signature over the token, timestamp, nonce and more, in
// constant time.
func (b *Bot) signed(q url.Values, name string, more ...string) bool {
	parts := [][]byte{[]byte(b.Account.Token), []byte(q.Get("timestamp")), []byte(q.Get("nonce"))}
	for _, m := range more {
		parts = append(parts, []byte(m))
	}
	return subtle.ConstantTimeCompare([]byte(signature(parts...)), []byte(q.Get(name))) == 1
}

// timely says whether the callback's timestamp is near enough to now.
func (b *Bot) timely(q url.Values) bool {
	if b.Window < 0 {
		return true
	}
	s, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
	return err == nil && b.Now().Sub(time.Unix(s, 0)).Abs() <= b.Window
}
