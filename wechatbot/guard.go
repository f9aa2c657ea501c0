package wechatbot

import (
	"bytes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
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
	if !b.signed(q, "signature") || !b.timely(q) || echo == "" || len(echo) > 1024 {
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
	q := r.URL.Query()
	if status := b.check(q, body); status != 0 {
		w.WriteHeader(status)
		return
	}
	b.answerTo(w, request(r, q, body))
}

// check returns the status that a callback is refused with, 0 if it is good.
func (b *Bot) check(q url.Values, body []byte) int {
	if !b.timely(q) {
		return http.StatusForbidden
	}
	if b.Account.AESKey == "" {
		if !b.signed(q, "signature") {
			return http.StatusForbidden
		}
		if !wellFormed(body) {
			return http.StatusBadRequest
		}
		return 0
	}
	var sealed struct {
		Encrypt string `xml:"Encrypt"`
	}
	if xml.Unmarshal(body, &sealed) != nil {
		if b.signed(q, "signature") {
			return http.StatusBadRequest
		}
		return http.StatusForbidden
	}
	// A message that is not encrypted, or not said to be, may be anybody's: the
	// plain signature does not cover the body.
	if q.Get("encrypt_type") != "aes" || sealed.Encrypt == "" {
		return http.StatusForbidden
	}
	if !b.signed(q, "msg_signature", sealed.Encrypt) {
		return http.StatusForbidden
	}
	_, plain, err := util.DecryptMsg(b.Account.AppID, sealed.Encrypt, b.Account.AESKey)
	if err != nil || !wellFormed(plain) {
		return http.StatusBadRequest
	}
	return 0
}

// signed compares a signature over the token, timestamp, nonce and more, in
// constant time.
func (b *Bot) signed(q url.Values, name string, more ...string) bool {
	parts := append([]string{b.Account.Token, q.Get("timestamp"), q.Get("nonce")}, more...)
	slices.Sort(parts)
	sum := sha1.Sum([]byte(strings.Join(parts, "")))
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), []byte(q.Get(name))) == 1
}

// timely says whether the callback's timestamp is near enough to now.
func (b *Bot) timely(q url.Values) bool {
	if b.Window < 0 {
		return true
	}
	s, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
	return err == nil && b.Now().Sub(time.Unix(s, 0)).Abs() <= b.Window
}

func wellFormed(body []byte) bool {
	var m struct {
		From string `xml:"FromUserName"`
		Type string `xml:"MsgType"`
	}
	return xml.Unmarshal(body, &m) == nil && m.From != "" && m.Type != ""
}

// request is the callback as the SDK may see it: checked already, XML only, and
// with nothing that it would reflect.
func request(r *http.Request, q url.Values, body []byte) *http.Request {
	clean := r.Clone(r.Context())
	q.Del("echostr")
	clean.URL.RawQuery = q.Encode()
	clean.Header = http.Header{"Content-Type": {"text/xml"}}
	clean.Body = io.NopCloser(bytes.NewReader(body))
	return clean
}
