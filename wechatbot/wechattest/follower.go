package wechattest

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"time"
)

// A Follower is a citizen with the account in her phone.
type Follower struct {
	platform  *Platform
	bot       http.Handler
	Name      string
	OpenID    string
	following bool
	contact   time.Time // the last time she did something, for the 48 hours
	pushed    int       // customer messages since then
	inbox     []Answer
	unread    int
	tags      map[int]bool
	massed    map[string]int // mass messages by month
	consents  map[string]int // subscription notices still allowed, by template
}

// Follow makes a new follower of the account whose bot answers at h, and sends
// the event of her subscribing. What the bot answers is in her inbox.
func (p *Platform) Follow(bot http.Handler, name string) *Follower {
	f := p.Stranger(bot, name)
	f.Event("subscribe", "")
	return f
}

// Stranger makes a person who does not follow the account yet. Her first event
// should be a subscribe.
func (p *Platform) Stranger(bot http.Handler, name string) *Follower {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := &Follower{platform: p, bot: bot, Name: name, OpenID: "o" + random(letters, 27)}
	p.followers[f.OpenID] = f
	p.bot = bot
	return f
}

// Says sends a text and returns what she sees, "" if nothing.
func (f *Follower) Says(text string) string { return f.Ask(text).String() }

// Ask sends a text and returns the whole answer.
func (f *Follower) Ask(text string) Answer { return f.Send(Message{Type: "text", Content: text}) }

// Taps taps a menu button that has a key.
func (f *Follower) Taps(key string) Answer { return f.Event("CLICK", key) }

// Event sends an event: subscribe, unsubscribe, SCAN, CLICK, VIEW, LOCATION …
func (f *Follower) Event(event, key string) Answer {
	return f.Send(Message{Type: "event", Event: event, EventKey: key})
}

// A Message is what a citizen's phone sends. Fields that her message has no
// use for stay empty.
type Message struct {
	Type        string
	Content     string
	MsgID       int64 // 0: a fresh one, but for events
	Event       string
	EventKey    string
	Recognition string // of a voice message
	MediaID     string
	PicURL      string
	X, Y        string // a location's latitude and longitude
	Label       string
	Extra       string // further XML elements, as they are
	Created     int64  // 0: now
}

type messageXML struct {
	XMLName     xml.Name `xml:"xml"`
	To          cdata    `xml:"ToUserName"`
	From        cdata    `xml:"FromUserName"`
	Created     int64    `xml:"CreateTime"`
	Type        cdata    `xml:"MsgType"`
	Content     *cdata   `xml:"Content,omitempty"`
	MsgID       int64    `xml:"MsgId,omitempty"`
	Event       *cdata   `xml:"Event,omitempty"`
	EventKey    *cdata   `xml:"EventKey,omitempty"`
	Recognition *cdata   `xml:"Recognition,omitempty"`
	MediaID     *cdata   `xml:"MediaId,omitempty"`
	PicURL      *cdata   `xml:"PicUrl,omitempty"`
	X           string   `xml:"Location_X,omitempty"`
	Y           string   `xml:"Location_Y,omitempty"`
	Label       *cdata   `xml:"Label,omitempty"`
}

type cdata struct {
	Text string `xml:",cdata"`
}

func some(s string) *cdata {
	if s == "" {
		return nil
	}
	return &cdata{s}
}

// xml writes the message as WeChat does.
func (f *Follower) xml(m Message) []byte {
	x := messageXML{
		To: cdata{"gh_" + f.platform.account.AppID[2:14]}, From: cdata{f.OpenID}, Created: m.Created, Type: cdata{m.Type},
		Content: some(m.Content), MsgID: m.MsgID, Event: some(m.Event), EventKey: some(m.EventKey),
		Recognition: some(m.Recognition), MediaID: some(m.MediaID), PicURL: some(m.PicURL), X: m.X, Y: m.Y, Label: some(m.Label),
	}
	out, err := xml.Marshal(x)
	if err != nil {
		return nil
	}
	if m.Extra != "" {
		out = append(bytes.TrimSuffix(out, []byte("</xml>")), m.Extra+"</xml>"...)
	}
	return out
}

// Send delivers a message as WeChat does: signed, encrypted in safe mode, again
// with the same MsgId if the bot does not answer within five seconds, three
// times in all. It returns what the citizen sees, which also goes to her inbox.
func (f *Follower) Send(m Message) Answer {
	p := f.platform
	p.mu.Lock()
	now := p.now()
	if m.Type != "event" && m.MsgID == 0 {
		m.MsgID = 24_000_000_000_000_000 + p.id()
	}
	f.contact, f.pushed = now, 0
	switch m.Event {
	case "subscribe":
		f.following = true
	case "unsubscribe":
		f.following = false
	}
	p.mu.Unlock()
	if m.Created == 0 {
		m.Created = now.Unix()
	}
	answer, err := Answer{}, error(nil)
	for range 3 {
		var body []byte
		if body, err = f.deliver(m); errors.Is(err, context.DeadlineExceeded) {
			continue
		}
		if err == nil {
			answer, err = p.account.judge(body, f.OpenID, m.Type == "event")
		}
		break
	}
	if err != nil {
		answer = Answer{Type: "text", Text: Broken}
	}
	f.receive(answer)
	return answer
}

// Retry delivers the very same message again and returns the judged answer,
// without showing it to the citizen.
func (f *Follower) Retry(m Message) (Answer, error) {
	body, err := f.deliver(m)
	if err != nil {
		return Answer{}, err
	}
	return f.platform.account.judge(body, f.OpenID, m.Type == "event")
}

func (f *Follower) receive(a Answer) {
	if a.Type == "" {
		return
	}
	p := f.platform
	p.mu.Lock()
	defer p.mu.Unlock()
	f.inbox = append(f.inbox, a)
	p.notify()
}

// Inbox returns everything the citizen has seen so far.
func (f *Follower) Inbox() []Answer {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	return append([]Answer(nil), f.inbox...)
}

// News returns what has come into the inbox since it was last asked for.
func (f *Follower) News() []Answer {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	out := append([]Answer(nil), f.inbox[f.unread:]...)
	f.unread = len(f.inbox)
	return out
}

// deliver makes one try, with WeChat's patience of five seconds.
func (f *Follower) deliver(m Message) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	req, err := f.platform.account.Request(f.xml(m), f.platform.Now())
	if err != nil {
		return nil, err
	}
	rec := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f.bot.ServeHTTP(rec, req.WithContext(ctx))
	}()
	select {
	case <-done:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if rec.Code != http.StatusOK {
		return nil, fmt.Errorf("wechattest: the bot answers %d", rec.Code)
	}
	return rec.Body.Bytes(), nil
}

// Request makes the callback request that carries a message: signed, and in
// safe mode encrypted.
func (a Account) Request(message []byte, at time.Time) (*http.Request, error) {
	q := url.Values{"timestamp": {strconv.FormatInt(at.Unix(), 10)}, "nonce": {random("0123456789", 10)}}
	q.Set("signature", Sign(a.Token, q.Get("timestamp"), q.Get("nonce")))
	if a.AESKey != "" {
		sealed, err := Encrypt(a.AESKey, a.AppID, message)
		if err != nil {
			return nil, err
		}
		q.Set("encrypt_type", "aes")
		q.Set("msg_signature", Sign(a.Token, q.Get("timestamp"), q.Get("nonce"), sealed))
		message, err = xml.Marshal(struct {
			XMLName xml.Name `xml:"xml"`
			To      cdata    `xml:"ToUserName"`
			Encrypt cdata    `xml:"Encrypt"`
		}{To: cdata{"gh_" + a.AppID[2:14]}, Encrypt: cdata{sealed}})
		if err != nil {
			return nil, err
		}
	}
	req := httptest.NewRequest(http.MethodPost, "/wechat?"+q.Encode(), bytes.NewReader(message))
	req.Header.Set("Content-Type", "text/xml")
	return req, nil
}
