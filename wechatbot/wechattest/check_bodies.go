package wechattest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

// sealRaw encrypts bytes as they are, without the frame of Encrypt.
func sealRaw(encodingKey string, plain []byte) string {
	key, err := aesKey(encodingKey)
	if err != nil {
		return ""
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return ""
	}
	out := make([]byte, len(plain))
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(out, plain)
	return base64.StdEncoding.EncodeToString(out)
}

// bad sends what is made of a good ciphertext, with a msg_signature that is good.
func bad(make func(k *checker, good string) string) func(*checker) string {
	return func(k *checker) string {
		a := k.p.account
		good, err := Encrypt(a.AESKey, a.AppID, k.text(k.citizen(), k.Ask))
		if err != nil {
			return err.Error()
		}
		text := make(k, good)
		q := k.signedQuery(a.Token, k.p.Now())
		q.Set("encrypt_type", "aes")
		q.Set("msg_signature", Sign(a.Token, q.Get("timestamp"), q.Get("nonce"), text))
		return k.refuses(with(http.MethodPost, q, sealedBody(text)))
	}
}

// cipherRules send ciphertexts that are no good, each with a msg_signature that
// is: what is behind the signature must hold by itself.
func cipherRules() []checkRule {
	flip := func(at int) func(*checker) string {
		return bad(func(_ *checker, good string) string {
			raw, _ := base64.StdEncoding.DecodeString(good)
			raw[(at+len(raw))%len(raw)] ^= 0x41
			return base64.StdEncoding.EncodeToString(raw)
		})
	}
	raw := func(plain []byte) func(*checker) string {
		return bad(func(k *checker, _ string) string { return sealRaw(k.p.account.AESKey, plain) })
	}
	frame := func(length string, pad byte) []byte {
		return append([]byte("0123456789abcdef"+length+"<xml></xml>"), bytes.Repeat([]byte{pad}, 1)...)
	}
	return []checkRule{
		must("flipped-head", "密文头被改的不受理", "a ciphertext flipped at its head is refused", sealed, flip(0)),
		must("flipped-tail", "密文尾被改的不受理", "one flipped at its tail is refused", sealed, flip(-1)),
		must("short", "太短的密文不受理", "one that is too short is refused", sealed, bad(func(_ *checker, good string) string { return good[:20] })),
		must("empty-cipher", "空密文不受理", "an empty one is refused", sealed, bad(func(*checker, string) string { return "" })),
		must("not-base64", "不是base64的不受理", "one that is no base64 is refused", sealed, bad(func(*checker, string) string { return "!!!not base64!!!" })),
		must("odd-cipher", "不是整块的密文不受理", "one that is not whole blocks is refused", sealed, bad(func(*checker, string) string { return base64.StdEncoding.EncodeToString(make([]byte, 33)) })),
		must("foreign-key", "别的密钥加的不受理", "one under another key is refused", sealed, bad(func(k *checker, _ string) string {
			text, _ := Encrypt(random(letters, 42)+"A", k.p.account.AppID, k.text(k.citizen(), k.Ask))
			return text
		})),
		must("foreign-appid", "别的AppID的不受理", "one for another AppID is refused", sealed, bad(func(k *checker, _ string) string {
			text, _ := Encrypt(k.p.account.AESKey, "wx0000000000000000", k.text(k.citizen(), k.Ask))
			return text
		})),
		must("long-length", "长度字段越界的不受理", "a length beyond the message is refused", sealed, raw(frame("\x7f\xff\xff\xff", 1))),
		must("negative-length", "长度字段溢出的不受理", "a length that overflows is refused", sealed, raw(frame("\xff\xff\xff\xff", 1))),
		must("bad-padding", "填充不对的不受理", "a padding that is none is refused", sealed, raw(frame("\x00\x00\x00\x0b", 0))),
	}
}

// counted counts what is read of a body.
type counted struct {
	io.Reader
	n atomic.Int64 // a client may still send when the answer is there
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// huge is a body that no message of WeChat's comes near to; onTheWay is what two machines
// take in of one over a network before anybody reads it.
const (
	huge     = 8 << 20
	onTheWay = 24 << 20
)

// lettersOnly are as many letters as are asked for.
type lettersOnly struct{}

func (lettersOnly) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func bodyRules() []checkRule {
	// in sends XML that may be none, sealed where the mode has it so.
	in := func(message string) func(*checker) string {
		return func(k *checker) string {
			req, _, _ := k.wired([]byte(message))
			return k.refuses(req)
		}
	}
	return []checkRule{
		must("huge", "8兆的消息不读完、不受理", "a body of 8 MiB is refused, and not read to its end", always, (*checker).huge),
		must("not-xml", "不是XML的消息不受理，也不出错", "what is no XML is refused without a 5xx", always, in("hello")),
		must("half-xml", "只有半截的XML不受理，也不出错", "half an XML is refused without a 5xx", always, in("<xml><ToUserName><![CDATA[gh")),
		must("empty-message", "空消息不受理，也不出错", "an empty message is refused without a 5xx", always, in("")),
		must("empty-body", "空请求不受理，也不出错", "an empty body is refused without a 5xx", always, func(k *checker) string {
			return k.refuses(with(http.MethodPost, k.signedQuery(k.p.account.Token, k.p.Now()), nil))
		}),
		must("entities", "不展开实体", "entities are not expanded", always, (*checker).entities),
	}
}

func (k *checker) huge() string {
	_, q, body := k.wired(k.text(k.citizen(), k.Ask))
	most := int64(huge)
	if _, far := k.bot.(remote); far {
		most += onTheWay
	}
	whole := &counted{Reader: io.MultiReader(bytes.NewReader(bytes.TrimSuffix(body, []byte("</xml>"))), strings.NewReader("<!--"), io.LimitReader(lettersOnly{}, most), strings.NewReader("--></xml>"))}
	req := with(http.MethodPost, q, nil)
	req.Body, req.ContentLength = io.NopCloser(whole), -1
	if got := k.refuses(req); got != "" {
		return got
	}
	if whole.n.Load() >= most {
		return "it reads all of it"
	}
	return ""
}

func (k *checker) entities() string {
	text := strings.Replace(string(k.text(k.citizen(), "&x;")), "<xml>", `<!DOCTYPE xml [<!ENTITY x "expandedexpanded">]><xml>`, 1)
	text = strings.NewReplacer("<Content><![CDATA[", "<Content>", "&x;]]>", "&x;").Replace(text)
	req, _, _ := k.wired([]byte(text))
	w, err := serve(k.bot, req)
	switch {
	case err != nil:
		return err.Error()
	case w.Code >= 500:
		return fmt.Sprintf("it answers %d", w.Code)
	case strings.Contains(k.p.account.plainOf(w.Body.Bytes()), "expandedexpanded"):
		return "it expands them"
	}
	return ""
}
