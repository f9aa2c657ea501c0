package gate

import (
	"encoding/base64"
	"slices"
	"strconv"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

// A sheet is what a callback is read on and its answer written; nothing on it is kept.
type sheet struct {
	body   []byte // the callback's
	opened []byte // what was encrypted in it
	signed []byte // what a signature is made of
	answer []byte
	sealed []byte // the answer, encrypted
}

// seal encrypts an answer under the key of the question and signs it.
func (g *Gate) seal(s *sheet, c callback, answer []byte) []byte {
	stamp := c.stamp
	if _, err := strconv.ParseInt(stamp, 10, 64); err != nil {
		stamp = strconv.FormatInt(g.Now().Unix(), 10)
	}
	const before = "<xml><Encrypt>"
	out := slices.Grow(s.sealed[:0], 2*base64.StdEncoding.EncodedLen(len(answer))+1024)
	out = append(out, before...)
	out = c.under.Seal(out, c.random, answer) // base64, which needs no CDATA
	made := s.sign(g.token, []byte(stamp), []byte(c.nonce), out[len(before):])
	out = append(out, "</Encrypt><MsgSignature><![CDATA["...)
	out = append(out, made[:]...)
	out = append(out, "]]></MsgSignature><TimeStamp>"...)
	out = append(out, stamp...)
	out = append(out, "</TimeStamp>"...)
	out = envelope.AppendText(out, "Nonce", string(envelope.Legal([]byte(c.nonce))))
	s.sealed = append(out, "</xml>"...)
	return s.sealed
}
