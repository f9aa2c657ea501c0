package wechattest

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
)

// Watch lets callbacks of other WeChat clients through to the bot, and takes
// the people whose messages the bot accepts for followers, so that the account
// may write to them and tag them, while it answers already.
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
		forget := p.meet(bot, body)
		bot.ServeHTTP(status, r)
		if status.code != http.StatusOK {
			forget()
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

// meet remembers whom a callback came from, and returns what forgets it again.
func (p *Platform) meet(bot http.Handler, body []byte) (forget func()) {
	var m struct {
		From    string `xml:"FromUserName"`
		Encrypt string `xml:"Encrypt"`
		Event   string `xml:"Event"`
		Option  string `xml:"bizmsgmenuid"`
	}
	nothing := func() {}
	if xml.Unmarshal(body, &m) != nil {
		return nothing
	}
	if m.Encrypt != "" {
		plain, err := Decrypt(p.account.AESKey, p.account.AppID, m.Encrypt)
		if err != nil || xml.Unmarshal(plain, &m) != nil {
			return nothing
		}
	}
	if m.From == "" {
		return nothing
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	f, known := p.followers[m.From]
	if !known {
		f = &Follower{platform: p, bot: bot, OpenID: m.From}
		p.followers[m.From] = f
	}
	following, contact, spoke, tapped := f.following, f.contact, f.spoke, f.tapped
	f.following = m.Event != "unsubscribe"
	f.acted(Message{Event: m.Event, Extra: optionXML(m.Option)}, p.now())
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		f.following, f.contact, f.spoke, f.tapped = following, contact, spoke, tapped
		if !known {
			delete(p.followers, m.From)
		}
	}
}
