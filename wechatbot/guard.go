package wechatbot

import (
	"crypto/sha1"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/silenceper/wechat/v2/util"
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
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

// verify proves to WeChat's console that this address is the account's.
func (b *Bot) verify(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	echo := q.Get("echostr")
	if !b.signed(q, "signature") || !b.timely(q) || echo == "" || len(echo) > 1024 || !b.fresh(q.Get("timestamp"), q.Get("nonce"), "echo") {
		w.WriteHeader(http.StatusForbidden)
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
		status := http.StatusBadRequest
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			status = http.StatusRequestEntityTooLarge
		}
		w.WriteHeader(status)
		return
	}
	c, status := b.check(r.URL.Query(), legal(body))
	if status != 0 {
		w.WriteHeader(status)
		return
	}
	b.answerTo(w, r, c)
}

// A callback is a message that was found to come from WeChat.
type callback struct {
	message arrival
	plain   []byte // the message's XML
	key     string // the EncodingAESKey that opened it; "" in plain mode
	random  []byte // the 16 bytes before it, which the answer carries too
	stamp   string // timestamp and nonce of the request
	nonce   string
}

// check opens a callback, or returns the status that it is refused with.
func (b *Bot) check(q url.Values, body []byte) (callback, int) {
	c := callback{stamp: q.Get("timestamp"), nonce: q.Get("nonce")}
	if !b.timely(q) {
		return c, http.StatusForbidden
	}
	if b.Account.AESKey == "" {
		if !b.signed(q, "signature") {
			return c, http.StatusForbidden
		}
		if status := c.read(body); status != 0 {
			return c, status
		}
		if !b.fresh(c.stamp, c.nonce, identity(c.message.ID, &c.message.MixMessage)) {
			return c, http.StatusForbidden
		}
		return c, 0
	}
	sealed, readable := readSealed(body)
	if !readable {
		if b.signed(q, "signature") {
			return c, http.StatusBadRequest
		}
		return c, http.StatusForbidden
	}
	// A message that is not encrypted, or not said to be, may be anybody's: the
	// plain signature does not cover the body.
	if q.Get("encrypt_type") != "aes" || sealed == "" {
		return c, http.StatusForbidden
	}
	if !b.signed(q, "msg_signature", sealed) {
		return c, http.StatusForbidden
	}
	plain, opened := c.open(b.Account.AppID, sealed, b.Account.AESKey, b.PreviousAESKey)
	if !opened {
		return c, http.StatusBadRequest
	}
	return c, c.read(plain)
}

// open decrypts with the first key that does. WeChat goes on with the old key
// for a while after a new one was set, and wants the answer under the same.
func (c *callback) open(appID, sealed string, keys ...string) (plain []byte, opened bool) {
	for _, key := range keys {
		if key == "" {
			continue
		}
		random, plain, err := util.DecryptMsg(appID, sealed, key)
		plain = legal(plain)
		if err == nil {
			c.random, c.key = random, key
			return plain, true
		}
	}
	return nil, false
}

// read reads the message, or returns the status that it is refused with.
func (c *callback) read(plain []byte) int {
	var ok bool
	c.plain = plain
	if c.message, ok = readArrival(plain); !ok {
		return http.StatusBadRequest
	}
	return 0
}

// signature is WeChat's: the SHA-1 of the sorted parts, in hexadecimal.
func signature(parts ...string) string {
	slices.Sort(parts)
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	all := make([]byte, 0, size)
	for _, part := range parts {
		all = append(all, part...)
	}
	sum := sha1.Sum(all)
	return hex.EncodeToString(sum[:])
}

// signed compares a signature over the token, timestamp, nonce and more, in
// constant time.
func (b *Bot) signed(q url.Values, name string, more ...string) bool {
	parts := append([]string{b.Account.Token, q.Get("timestamp"), q.Get("nonce")}, more...)
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
