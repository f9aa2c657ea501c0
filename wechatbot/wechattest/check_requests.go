package wechattest

import (
	"fmt"
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

// spoiled sends a good message whose query or body was changed.
func spoiled(change func(k *checker, q url.Values, body []byte) []byte) func(*checker) string {
	return func(k *checker) string {
		_, q, body := k.wired(k.text(k.citizen(), k.Ask))
		body = change(k, q, body)
		return k.refuses(with(http.MethodPost, q, body))
	}
}

// queried is spoiled, of the query alone.
func queried(change func(q url.Values)) func(*checker) string {
	return spoiled(func(_ *checker, q url.Values, body []byte) []byte { change(q); return body })
}

const nobodys = "0000000000000000000000000000000000000000"

func signatureRules() []checkRule {
	when := func(by time.Duration) func(*checker) string {
		return func(k *checker) string {
			req, _, _ := k.at(k.text(k.citizen(), k.Ask), k.p.Now().Add(by))
			return k.refuses(req)
		}
	}
	return append([]checkRule{
		must("signature", "签名不对的消息不受理", "a message with a wrong signature is refused", inPlain, queried(func(q url.Values) { q.Set("signature", nobodys) })),
		must("msg-signature", "安全模式看msg_signature", "in safe mode a wrong msg_signature is refused", sealed, queried(func(q url.Values) { q.Set("msg_signature", nobodys) })),
		must("msg-signature-missing", "没有msg_signature不受理", "without msg_signature it is refused", sealed, queried(func(q url.Values) { q.Del("msg_signature") })),
		must("unsigned", "没有签名的消息不受理", "a message without any signature is refused", always, queried(func(q url.Values) { q.Del("signature"); q.Del("msg_signature") })),
		must("foreign-token", "别的令牌签的不受理", "what another token signed is refused", always, func(k *checker) string {
			other := For(k.p.account, k.p.both)
			other.account.Token = random(letters, 16)
			req, _, err := other.request(k.text(k.citizen(), k.Ask), k.p.Now())
			if err != nil {
				return err.Error()
			}
			return k.refuses(req)
		}),
		must("stale", "过期的消息不受理", "a message of an hour ago is refused", always, when(-time.Hour)),
		must("future", "将来的消息不受理", "a message of an hour ahead is refused", always, when(time.Hour)),
		must("no-time", "时间戳不是数字的不受理", "a timestamp that is no number is refused", always, spoiled(func(k *checker, q url.Values, body []byte) []byte {
			q.Set("timestamp", "now")
			q.Set("signature", Sign(k.p.account.Token, "now", q.Get("nonce")))
			return body
		})),
	}, append(downgradeRules(), methodRules()...)...)
}

// downgradeRules send an account in safe mode what is not encrypted.
func downgradeRules() []checkRule {
	plain := func(encryptType string) func(*checker) string {
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
		must("downgrade", "安全模式不接受明文", "in safe mode a plain message is refused, however it is signed", sealed, plain("")),
		must("downgrade-said", "说是加密、其实明文的不受理", "a plain body that is said to be encrypted is refused", sealed, plain("aes")),
		must("downgrade-raw", "encrypt_type=raw不是通行证", "encrypt_type=raw lets no plain message in", sealed, plain("raw")),
		must("sealed-only", "安全模式只凭msg_signature，不看signature", "in safe mode only msg_signature counts", sealed, func(k *checker) string {
			_, q, body := k.wired(k.text(k.citizen(), k.Ask))
			q.Del("signature")
			w, err := serve(k.bot, with(http.MethodPost, q, body))
			if err != nil || w.Code != http.StatusOK {
				return "a message without the plain signature is not answered"
			}
			return ""
		}),
	}
}

func methodRules() []checkRule {
	method := func(name string) func(*checker) string {
		return func(k *checker) string {
			_, q, body := k.wired(k.text(k.citizen(), k.Ask))
			q.Set("echostr", echoed)
			return k.refuses(with(name, q, body))
		}
	}
	return []checkRule{
		must("put", "PUT不受理", "PUT is refused", always, method(http.MethodPut)),
		must("delete", "DELETE不受理", "DELETE is refused", always, method(http.MethodDelete)),
		must("patch", "PATCH不受理", "PATCH is refused", always, method(http.MethodPatch)),
	}
}
