package wechattest_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// honest is an echo that keeps every rule, but for the fault that it is given.
type honest struct {
	wechattest.Account
	fault  string
	client *http.Client

	mu     sync.Mutex
	kept   map[string]string // answers, by message
	shared string            // of the fault of that name
	acts   int
}

type heard struct {
	From    string `xml:"FromUserName"`
	To      string `xml:"ToUserName"`
	Type    string `xml:"MsgType"`
	Content string `xml:"Content"`
	Created string `xml:"CreateTime"`
	ID      string `xml:"MsgId"`
	Event   string `xml:"Event"`
	Key     string `xml:"EventKey"`
	Encrypt string `xml:"Encrypt"`
}

// ServeHTTP implements http.Handler.
func (b *honest) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	stamp, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
	if b.fault != "no window" && (err != nil || time.Since(time.Unix(stamp, 0)).Abs() > 5*time.Minute) {
		http.Error(w, "", http.StatusForbidden)
		return
	}
	sign := func(more ...string) string {
		return wechattest.Sign(append([]string{b.Token, q.Get("timestamp"), q.Get("nonce")}, more...)...)
	}
	switch {
	case b.fault == "no method" && r.Method != http.MethodGet, r.Method == http.MethodPost:
		b.post(w, r, sign)
	case r.Method != http.MethodGet:
		w.WriteHeader(http.StatusMethodNotAllowed)
	case b.fault != "no signature" && sign() != q.Get("signature"):
		http.Error(w, map[bool]string{true: "want " + b.Token}[b.fault == "leaky"], http.StatusForbidden)
	default:
		if b.fault != "echostr as a page" {
			w.Header().Set("Content-Type", "text/plain")
		}
		io.WriteString(w, q.Get("echostr"))
	}
}

func (b *honest) post(w http.ResponseWriter, r *http.Request, sign func(...string) string) {
	limit := int64(64 << 10)
	if b.fault == "no limit" {
		limit = 1 << 30
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	plain, status := b.open(r, body, sign)
	if status != 0 {
		w.WriteHeader(status)
		return
	}
	var m heard
	if xml.Unmarshal(bytes.Map(printable, plain), &m) != nil || m.From == "" {
		w.WriteHeader(map[bool]int{false: 400, true: 500}[b.fault == "5xx"])
		return
	}
	b.answer(w, m, sign)
}

func printable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
		return -1
	}
	return r
}

// open checks and decrypts.
func (b *honest) open(r *http.Request, body []byte, sign func(...string) string) ([]byte, int) {
	q := r.URL.Query()
	var outer heard
	err := xml.Unmarshal(bytes.Map(printable, body), &outer)
	plainly := b.AESKey == "" || b.fault == "downgrade" && q.Get("encrypt_type") != "aes" || b.fault == "trusts the fields" && outer.From != ""
	switch {
	case plainly:
		if b.fault != "no signature" && sign() != q.Get("signature") {
			return nil, 403
		}
		return body, 0
	case err != nil || outer.Encrypt == "" && b.fault != "panics" || q.Get("encrypt_type") != "aes":
		return nil, 403
	case b.fault != "no signature" && sign(outer.Encrypt) != q.Get("msg_signature"):
		return nil, 403
	case b.fault == "the plain signature too" && sign() != q.Get("signature"):
		return nil, 403
	case b.fault == "panics" && len(outer.Encrypt) < 40:
		panic("slice bounds out of range")
	}
	plain, err := wechattest.Decrypt(b.AESKey, b.AppID, outer.Encrypt)
	if err != nil {
		return nil, 400
	}
	return plain, 0
}

// answer echoes a message once.
func (b *honest) answer(w http.ResponseWriter, m heard, sign func(...string) string) {
	key := m.From + m.ID + "|"
	if m.Event != "" || m.ID == "" {
		key = m.From + m.Created + m.Event + m.Key
	}
	switch b.fault {
	case "MsgId alone":
		key = m.ID + "|" + m.Event + m.Key + m.Created
	case "events by time alone":
		key = m.From + m.ID + m.Created
	}
	b.mu.Lock()
	out, again := b.kept[key]
	if !again || b.fault == "no dedupe" {
		b.acts++
		out = b.reply(m)
		b.kept[key] = out
	}
	b.mu.Unlock()
	if out != "" || b.fault == "an encrypted nothing" {
		out = b.seal(out, sign)
	} else {
		out = "success"
	}
	if _, err := io.WriteString(w, out); err != nil && b.fault == "panics at a peer that is gone" {
		panic(err)
	}
}

// reply is the answer's XML, "" for silence.
func (b *honest) reply(m heard) string {
	if _, err := strconv.ParseInt(m.ID, 10, 64); b.fault == "MsgId is a number" && m.ID != "" && err != nil {
		return ""
	}
	if m.Type != "text" || strings.TrimSpace(m.Content) == "" {
		return ""
	}
	to, text := m.From, m.Content
	if b.fault == "uncut" {
		text = "您说：" + text
	}
	if b.fault == "the same reply for all" {
		if b.shared != "" && strings.Contains(m.Content, "-") {
			to = b.shared
		}
		b.shared = m.From
	}
	if b.fault == "says what went wrong" {
		if _, err := b.client.Get("https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=" + b.AppID + "&secret=" + b.Secret); err != nil {
			text = err.Error()
		}
	}
	if b.fault != "CDATA is not closed" {
		text = strings.ReplaceAll(text, "]]>", "]]]]><![CDATA[>")
	}
	if b.fault == "counts" {
		text = fmt.Sprint(b.acts)
	}
	return fmt.Sprintf("<xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>%d</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content></xml>",
		to, m.To, time.Now().Unix(), text)
}

func (b *honest) seal(out string, sign func(...string) string) string {
	if b.AESKey == "" || b.fault == "a plain answer" {
		return out
	}
	sealed, err := wechattest.Encrypt(b.AESKey, b.AppID, []byte(out))
	if err != nil {
		return "success"
	}
	stamp := fmt.Sprint(time.Now().Unix())
	signature := wechattest.Sign(b.Token, stamp, "1", sealed)
	if b.fault == "an answer with a wrong signature" {
		signature = sign()
	}
	return fmt.Sprintf("<xml><Encrypt><![CDATA[%s]]></Encrypt><MsgSignature>%s</MsgSignature><TimeStamp>%s</TimeStamp><Nonce>1</Nonce></xml>", sealed, signature, stamp)
}
