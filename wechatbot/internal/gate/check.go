package gate

import (
	"bytes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strconv"
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

// check opens a callback on a sheet, or says why it is refused.
func (g *Gate) check(s *sheet, q query, body []byte) (callback, Refusal) {
	c := callback{stamp: q.timestamp, nonce: q.nonce}
	if !g.timely(q) {
		return c, Untimely
	}
	if g.key == nil {
		if !g.signed(s, q, q.signature, nil) {
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
	sealed = bytes.TrimSpace(sealed)
	if !readable {
		if g.signed(s, q, q.signature, nil) {
			return c, NoXML
		}
		return c, Unsigned
	}
	// A message that is not encrypted, or not said to be, may be anybody's: the
	// plain signature does not cover the body.
	if q.encrypted != "aes" || len(sealed) == 0 {
		return c, NotSealed
	}
	if !g.signed(s, q, q.over, sealed) {
		return c, Unsigned
	}
	plain, opened := c.open(s, sealed, g.key, g.previous)
	if !opened {
		return c, OtherKey
	}
	return c, c.read(plain)
}

// open decrypts with the first key that does. WeChat goes on with the old key
// for a while after a new one was set, and wants the answer under the same.
func (c *callback) open(s *sheet, sealed []byte, under ...*envelope.Key) (plain []byte, opened bool) {
	s.opened = slices.Grow(s.opened[:0], base64.StdEncoding.DecodedLen(len(sealed)))
	for _, e := range under {
		if e == nil {
			continue
		}
		if random, plain, opened := e.Open(s.opened, sealed); opened {
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

// A mark is a signature: of WeChat's, a SHA-1 in hexadecimal.
type mark [2 * sha1.Size]byte

// sign makes the signature of some parts: of what they are when they are sorted and put together.
func (s *sheet) sign(parts ...[]byte) (m mark) {
	for i := range parts { // four of them
		for j := i; j > 0 && bytes.Compare(parts[j], parts[j-1]) < 0; j-- {
			parts[j], parts[j-1] = parts[j-1], parts[j]
		}
	}
	s.signed = s.signed[:0]
	for _, part := range parts {
		s.signed = append(s.signed, part...)
	}
	sum := sha1.Sum(s.signed)
	hex.Encode(m[:], sum[:])
	return m
}

// signed compares a signature over the token, timestamp, nonce and what was encrypted, if
// anything, in constant time.
func (g *Gate) signed(s *sheet, q query, signature string, sealed []byte) bool {
	var given mark
	if len(signature) != len(given) {
		return false
	}
	copy(given[:], signature)
	made := s.sign(g.token, []byte(q.timestamp), []byte(q.nonce), sealed)
	return subtle.ConstantTimeCompare(made[:], given[:]) == 1
}

// timely says whether the callback's timestamp is near enough to now.
func (g *Gate) timely(q query) bool {
	if g.Window < 0 {
		return true
	}
	s, err := strconv.ParseInt(q.timestamp, 10, 64)
	return err == nil && g.Now().Sub(time.Unix(s, 0)).Abs() <= g.Window
}
