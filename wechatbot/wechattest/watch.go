package wechattest

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
)

// Watch lets callbacks of other WeChat clients through to the bot, and takes
// the people whose messages the bot accepted for followers, so that the account
// may write to them.
func (p *Platform) Watch(bot http.Handler) http.Handler {
	p.bound(bot)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			bot.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err != nil {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), r.Body))
		status := &statusWriter{ResponseWriter: w, code: http.StatusOK}
		bot.ServeHTTP(status, r)
		if status.code == http.StatusOK {
			p.meet(bot, body)
		}
	})
}

type statusWriter struct {
	http.ResponseWriter
	code int
}

// WriteHeader implements http.ResponseWriter.
func (w *statusWriter) WriteHeader(code int) {
	w.code = code
	w.ResponseWriter.WriteHeader(code)
}

// meet remembers whom an accepted callback came from.
func (p *Platform) meet(bot http.Handler, body []byte) {
	var m struct {
		From    string `xml:"FromUserName"`
		Encrypt string `xml:"Encrypt"`
		Event   string `xml:"Event"`
	}
	if xml.Unmarshal(body, &m) != nil {
		return
	}
	if m.Encrypt != "" {
		plain, err := Decrypt(p.account.AESKey, p.account.AppID, m.Encrypt)
		if err != nil || xml.Unmarshal(plain, &m) != nil {
			return
		}
	}
	if m.From == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	f, known := p.followers[m.From]
	if !known {
		f = &Follower{platform: p, bot: bot, OpenID: m.From}
		p.followers[m.From] = f
	}
	f.following = m.Event != "unsubscribe"
	f.acted(m.Event, p.now())
}
