package gate

import (
	"bytes"
	"encoding/base64"
	"strconv"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

// seal encrypts an answer under the key of the question and signs it, on a sheet of which
// nothing is kept.
func (g *Gate) seal(sheet *bytes.Buffer, c callback, answer []byte) []byte {
	stamp := c.stamp
	if _, err := strconv.ParseInt(stamp, 10, 64); err != nil {
		stamp = strconv.FormatInt(g.Now().Unix(), 10)
	}
	const before = "<xml><Encrypt>"
	sheet.Reset()
	sheet.Grow(base64.StdEncoding.EncodedLen(len(answer)) + 512)
	out := append(sheet.AvailableBuffer(), before...)
	out = c.under.Seal(out, c.random, answer) // base64, which needs no CDATA
	sealed := out[len(before):]
	out = append(out, "</Encrypt>"...)
	out = envelope.AppendText(out, "MsgSignature", signature([]byte(g.Token), []byte(stamp), []byte(c.nonce), sealed))
	out = append(out, "<TimeStamp>"+stamp+"</TimeStamp>"...)
	out = envelope.AppendText(out, "Nonce", string(envelope.Legal([]byte(c.nonce))))
	return append(out, "</xml>"...)
}
