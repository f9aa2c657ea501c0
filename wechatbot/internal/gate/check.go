package gate

import (
	"bytes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

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
func (g *Gate) check(q url.Values, body []byte) (callback, Refusal) {
	c := callback{stamp: q.Get("timestamp"), nonce: q.Get("nonce")}
	if !g.timely(q) {
		return c, Untimely
	}
	if g.key == nil {
		if !g.signed(q, "signature") {
			return c, Unsigned
		}
		if no := c.read(body); no != accepted {
			return c, no
		}
		if !g.fresh(c.stamp, c.nonce, identity(c.message)) {
			return c, UsedNonce
		}
		return c, accepted
	}
	sealed, readable := envelope.ReadSealed(body)
	sealed = strings.TrimSpace(sealed)
	if !readable {
		if g.signed(q, "signature") {
			return c, NoXML
		}
		return c, Unsigned
	}
	// A message that is not encrypted, or not said to be, may be anybody's: the
	// plain signature does not cover the body.
	if q.Get("encrypt_type") != "aes" || sealed == "" {
		return c, NotSealed
	}
	if !g.signed(q, "msg_signature", sealed) {
		return c, Unsigned
	}
	plain, opened := c.open(sealed, g.key, g.previous)
	if !opened {
		return c, OtherKey
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
func (c *callback) read(plain []byte) Refusal {
	var ok bool
	c.plain = plain
	if c.message, ok = envelope.ReadArrival(plain); !ok {
		return NoXML
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
func (g *Gate) signed(q url.Values, name string, more ...string) bool {
	parts := [][]byte{[]byte(g.Token), []byte(q.Get("timestamp")), []byte(q.Get("nonce"))}
	for _, m := range more {
		parts = append(parts, []byte(m))
	}
	return subtle.ConstantTimeCompare([]byte(signature(parts...)), []byte(q.Get(name))) == 1
}

// timely says whether the callback's timestamp is near enough to now.
func (g *Gate) timely(q url.Values) bool {
	if g.Window < 0 {
		return true
	}
	s, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
	return err == nil && g.Now().Sub(time.Unix(s, 0)).Abs() <= g.Window
}
