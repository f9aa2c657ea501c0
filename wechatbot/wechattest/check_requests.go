package wechattest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// echoed is the echostr that checks send.
const echoed = "4375120948345356249"

// signedQuery is the query of a request of now, signed under a token.
func (k *checker) signedQuery(token string, when time.Time) url.Values {
	q := url.Values{"timestamp": {strconv.FormatInt(when.Unix(), 10)}, "nonce": {random("0123456789", 10)}}
	q.Set("signature", Sign(token, q.Get("timestamp"), q.Get("nonce")))
	return q
}

func verifyRules() []checkRule {
	get := func(k *checker, change func(q url.Values)) *http.Request {
		q := k.signedQuery(k.p.account.Token, k.p.Now())
		q.Set("echostr", echoed)
		change(q)
		return with(http.MethodGet, q, nil)
	}
	refused := func(change func(q url.Values)) func(*checker) string {
		return func(k *checker) string { return k.refuses(get(k, change)) }
	}
	return []checkRule{
		must("verify", "配置服务器时原样返回echostr", "a signed GET gets its echostr back, and nothing else", always, func(k *checker) string {
			w, err := serve(k.bot, get(k, func(url.Values) {}))
			if err != nil {
				return err.Error()
			}
			if w.Code != http.StatusOK || w.Body.String() != echoed {
				return fmt.Sprintf("it answers %d with %d bytes", w.Code, w.Body.Len())
			}
			return ""
		}),
		must("verify-signature", "签名不对的GET不返回echostr", "a GET with a wrong signature is refused", always, refused(func(q url.Values) { q.Set("signature", strings.Repeat("0", 40)) })),
		must("verify-unsigned", "没有签名的GET不返回echostr", "a GET without a signature is refused", always, refused(func(q url.Values) { q.Del("signature") })),
		must("verify-stale", "过期的GET不返回echostr", "a GET of an hour ago is refused", always, func(k *checker) string {
			q := k.signedQuery(k.p.account.Token, k.p.Now().Add(-time.Hour))
			q.Set("echostr", echoed)
			return k.refuses(with(http.MethodGet, q, nil))
		}),
		should("verify-type", "echostr不当网页发出", "an echostr is not sent as a page", always, func(k *checker) string {
			w, err := serve(k.bot, get(k, func(q url.Values) { q.Set("echostr", "<script>x</script>") }))
			if err == nil && w.Code == http.StatusOK && strings.Contains(w.Body.String(), "<script>") && strings.Contains(kindOf(w), "text/html") {
				return "markup comes back as text/html"
			}
			return ""
		}),
	}
}

// kindOf is the content type as a browser takes it.
func kindOf(w *httptest.ResponseRecorder) string {
	if kind := w.Header().Get("Content-Type"); kind != "" {
		return kind
	}
	return http.DetectContentType(w.Body.Bytes())
}

func signatureRules() []checkRule {
	// changed sends a good message whose query was changed.
	changed := func(change func(k *checker, q url.Values, body []byte) []byte) func(*checker) string {
		return func(k *checker) string {
			_, q, body := k.wired(k.text(k.citizen(), k.Ask))
			body = change(k, q, body)
			return k.refuses(with(http.MethodPost, q, body))
		}
	}
	sign := "signature"
	query := func(change func(q url.Values)) func(*checker) string {
		return changed(func(_ *checker, q url.Values, body []byte) []byte { change(q); return body })
	}
	when := func(by time.Duration) func(*checker) string {
		return func(k *checker) string {
			req, _, _ := k.at(k.text(k.citizen(), k.Ask), k.p.Now().Add(by))
			return k.refuses(req)
		}
	}
	method := func(name string) func(*checker) string {
		return func(k *checker) string {
			_, q, body := k.wired(k.text(k.citizen(), k.Ask))
			q.Set("echostr", echoed)
			return k.refuses(with(name, q, body))
		}
	}
	plainBody := func(encryptType string) func(*checker) string {
		return func(k *checker) string {
			q := k.signedQuery(k.p.account.Token, k.p.Now())
			if encryptType != "" {
				q.Set("encrypt_type", encryptType)
				q.Set("msg_signature", Sign(k.p.account.Token, q.Get("timestamp"), q.Get("nonce"), ""))
			}
			return k.refuses(with(http.MethodPost, q, k.text(k.citizen(), k.Ask)))
		}
	}
	return []checkRule{
		must("signature", "签名不对的消息不受理", "a message with a wrong signature is refused", inPlain, query(func(q url.Values) { q.Set(sign, strings.Repeat("0", 40)) })),
		must("msg-signature", "安全模式看msg_signature", "in safe mode a wrong msg_signature is refused", sealed, query(func(q url.Values) { q.Set("msg_signature", strings.Repeat("0", 40)) })),
		must("msg-signature-missing", "没有msg_signature不受理", "without msg_signature it is refused", sealed, query(func(q url.Values) { q.Del("msg_signature") })),
		must("unsigned", "没有签名的消息不受理", "a message without any signature is refused", always, query(func(q url.Values) { q.Del(sign); q.Del("msg_signature") })),
		must("foreign-token", "别的令牌签的不受理", "what another token signed is refused", always, func(k *checker) string {
			other := &Platform{account: k.p.account, both: k.p.both, followers: map[string]*Follower{}}
			other.account.Token = random(letters, 16)
			req, _, err := other.request(k.text(k.citizen(), k.Ask), k.p.Now())
			if err != nil {
				return err.Error()
			}
			return k.refuses(req)
		}),
		must("stale", "过期的消息不受理", "a message of an hour ago is refused", always, when(-time.Hour)),
		must("future", "将来的消息不受理", "a message of an hour ahead is refused", always, when(time.Hour)),
		must("no-time", "时间戳不是数字的不受理", "a timestamp that is no number is refused", always, changed(func(k *checker, q url.Values, body []byte) []byte {
			q.Set("timestamp", "now")
			q.Set(sign, Sign(k.p.account.Token, "now", q.Get("nonce")))
			return body
		})),
		must("downgrade", "安全模式不接受明文", "in safe mode a plain message is refused, however it is signed", sealed, plainBody("")),
		must("downgrade-said", "说是加密、其实明文的不受理", "a plain body that is said to be encrypted is refused", sealed, plainBody("aes")),
		must("downgrade-raw", "encrypt_type=raw不是通行证", "encrypt_type=raw lets no plain message in", sealed, plainBody("raw")),
		must("sealed-only", "安全模式只凭msg_signature，不看signature", "in safe mode only msg_signature counts", sealed, func(k *checker) string {
			f := k.citizen()
			_, q, body := k.wired(k.text(f, k.Ask))
			q.Del(sign)
			w, err := serve(k.bot, with(http.MethodPost, q, body))
			if err != nil || w.Code != http.StatusOK {
				return "a message without the plain signature is not answered"
			}
			return ""
		}),
		must("put", "PUT不受理", "PUT is refused", always, method(http.MethodPut)),
		must("delete", "DELETE不受理", "DELETE is refused", always, method(http.MethodDelete)),
		must("patch", "PATCH不受理", "PATCH is refused", always, method(http.MethodPatch)),
	}
}

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

// cipherRules send ciphertexts that are no good, each with a msg_signature that
// is: what is behind the signature must hold by itself.
func cipherRules() []checkRule {
	bad := func(make func(k *checker, good string) string) func(*checker) string {
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
	n int64
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// huge is a body that no message of WeChat's comes near to.
const huge = 8 << 20

func bodyRules() []checkRule {
	// in sends XML that may be none, sealed where the mode has it so.
	in := func(message string) func(*checker) string {
		return func(k *checker) string {
			req, _, _ := k.wired([]byte(message))
			return k.refuses(req)
		}
	}
	return []checkRule{
		must("huge", "8兆的消息不读完、不受理", "a body of 8 MiB is refused, and not read to its end", always, func(k *checker) string {
			_, q, body := k.wired(k.text(k.citizen(), k.Ask))
			whole := &counted{Reader: io.MultiReader(bytes.NewReader(bytes.TrimSuffix(body, []byte("</xml>"))), strings.NewReader("<!--"+strings.Repeat("x", huge)+"--></xml>"))}
			req := with(http.MethodPost, q, nil)
			req.Body, req.ContentLength = io.NopCloser(whole), -1
			if got := k.refuses(req); got != "" {
				return got
			}
			if whole.n >= huge {
				return "it reads all of it"
			}
			return ""
		}),
		must("not-xml", "不是XML的消息不受理，也不出错", "what is no XML is refused without a 5xx", always, in("hello")),
		must("half-xml", "只有半截的XML不受理，也不出错", "half an XML is refused without a 5xx", always, in("<xml><ToUserName><![CDATA[gh")),
		must("empty-message", "空消息不受理，也不出错", "an empty message is refused without a 5xx", always, in("")),
		must("empty-body", "空请求不受理，也不出错", "an empty body is refused without a 5xx", always, func(k *checker) string {
			return k.refuses(with(http.MethodPost, k.signedQuery(k.p.account.Token, k.p.Now()), nil))
		}),
		must("entities", "不展开实体", "entities are not expanded", always, func(k *checker) string {
			f := k.citizen()
			text := strings.Replace(string(k.text(f, "&x;")), "<xml>", `<!DOCTYPE xml [<!ENTITY x "expandedexpanded">]><xml>`, 1)
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
		}),
	}
}
