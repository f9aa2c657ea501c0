package wechattest

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A Follower is a citizen with the account in her phone.
type Follower struct {
	platform  *Platform
	bot       http.Handler
	Name      string
	OpenID    string
	following bool
	since     time.Time // when she followed
	scene     string    // of the code that she followed by
	remark    string    // who she is to the account
	contact   time.Time // the last time she did something
	wrote     time.Time // the account's last customer message to her
	typing    time.Time // until when she sees that somebody is writing
	spoke     allowance // what her last message lets the account write
	tapped    allowance // what her last following, scan or tap lets it
	inbox     []Answer
	arrivals  []time.Time // of what is in the inbox
	unread    int
	tags      map[int]bool
	lastTag   int                   // the one that she was given last, which decides her menu
	massed    map[string]int        // mass messages by month
	consents  map[string]int        // subscription notices still allowed, by template
	longTerm  map[string]bool       // templates whose subscription notices she allows until she refuses
	blocks    bool                  // she refuses the account's notices
	notices   map[string]sentNotice // by client_msg_id
	late      *Message              // held back until the next one
	black     bool                  // she is on the account's blacklist
}

// Follow makes a new follower of the account, whose callbacks the bot answers,
// and sends the event of her subscribing. The bot is asked at /wechat: where a mux has it
// at another path, give the handler itself. What the bot answers is in her inbox.
// The name is for the log and the pages; her openid is made up.
func (p *Platform) Follow(bot http.Handler, name string) *Follower {
	f := p.Stranger(bot, name)
	f.Event("subscribe", "")
	return f
}

// Stranger makes a person who does not follow the account yet: a customer message
// to her is 43004. Her first event should be a subscribe.
func (p *Platform) Stranger(bot http.Handler, name string) *Follower {
	return p.Known(bot, name, "o"+random(letters, 27))
}

// Known makes a person whose openid is given, so that a bot that keeps what it
// heard of her knows her again. Like a Stranger she does not follow yet.
func (p *Platform) Known(bot http.Handler, name, openid string) *Follower {
	p.bound(bot)
	p.mu.Lock()
	defer p.mu.Unlock()
	f := &Follower{platform: p, bot: bot, Name: name, OpenID: openid}
	p.followers[f.OpenID] = f
	return f
}

// Says sends a text and returns what she sees, "" if nothing.
func (f *Follower) Says(text string) string { return f.Ask(text).String() }

// Ask sends a text and returns the whole answer.
func (f *Follower) Ask(text string) Answer { return f.Send(Message{Type: "text", Content: text}) }

// Stands sends where she is, in degrees.
func (f *Follower) Stands(latitude, longitude float64) Answer {
	degrees := func(d float64) string { return strconv.FormatFloat(d, 'f', -1, 64) }
	return f.Send(Message{Type: "location", X: degrees(latitude), Y: degrees(longitude), Extra: "<Scale>16</Scale>"})
}

// Taps taps a menu button that has a key, whether the menu has it now or not: an
// older one may be on her phone still.
func (f *Follower) Taps(key string) Answer { return f.Event("CLICK", key) }

// Event sends an event: subscribe, unsubscribe, SCAN, CLICK, VIEW, LOCATION … with
// its EventKey, "" for none. What more it has is for Send, as Message.Extra.
func (f *Follower) Event(event, key string) Answer {
	return f.Send(Message{Type: "event", Event: event, EventKey: key})
}

// A Message is what a citizen's phone sends. Fields that her message has no
// use for stay empty, and are not written.
type Message struct {
	Type        string // text, image, voice, video, shortvideo, location, link, event
	Content     string
	MsgID       int64  // 0: a fresh one, but for events
	Event       string // of an event: subscribe, CLICK …
	EventKey    string
	Recognition string // of a voice message
	MediaID     string
	PicURL      string
	X, Y        string // a location's latitude and longitude
	Label       string
	Extra       string // further XML elements, as they are: <Latitude>38.5</Latitude>
	Created     int64  // in seconds since 1970; 0: now
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
		To: cdata{f.platform.account.original()}, From: cdata{f.OpenID}, Created: m.Created, Type: cdata{m.Type},
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
	f.acted(m, now)
	switch m.Event {
	case "subscribe":
		f.following, f.since = true, now
		f.scene = strings.TrimPrefix(m.EventKey, "qrscene_")
	case "unsubscribe":
		f.following, f.tags, f.lastTag = false, nil, 0 // tags are a follower's
	}
	p.mu.Unlock()
	if m.Created == 0 {
		m.Created = now.Unix()
	}
	answer := Answer{}
	for i, m := range f.held(m) {
		if a := f.exchange(m); i == 0 {
			answer = a
		}
	}
	return answer
}

// exchange delivers a message until it is answered, and shows the citizen the
// answer.
func (f *Follower) exchange(m Message) Answer {
	answer, err := Answer{}, error(nil)
	for try := 1; try <= tries; try++ {
		if answer, err = f.try(m, try); !unanswered(err) {
			break
		}
	}
	switch {
	case m.Event == "unsubscribe":
		answer = Answer{} // the chat is gone: nothing is shown in it
	case err != nil:
		answer = Answer{Type: "text", Text: Broken, Fault: err.Error()}
	}
	f.receive(answer)
	if f.platform.twice() {
		f.try(m, 2)
	}
	return answer
}

// try makes one try and writes it down.
func (f *Follower) try(m Message, n int) (Answer, error) {
	p, began := f.platform, time.Now()
	e := Exchange{Who: f.Name, OpenID: f.OpenID, Kind: m.Type, Said: m.Content, Try: n}
	if m.Type == "event" {
		e.Kind, e.Said = m.Event, m.EventKey
	}
	if m.Recognition != "" {
		e.Said = m.Recognition
	}
	body, wire, err := f.deliver(m)
	answer := Answer{}
	if err == nil {
		answer, err = p.judge(body, f.OpenID, m.Type == "event")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.keep > 0 {
		e.At, e.Took, e.Answer, e.Wire, e.Back = p.now(), time.Since(began), answer, string(wire), string(body)
		e.In, e.Out = string(f.xml(m)), p.account.plainOf(body)
		if err != nil {
			e.Fault = err.Error()
		}
		p.record(e)
	}
	return answer, err
}

// Retry delivers the very same message again and returns the judged answer,
// without showing it to the citizen. A message whose MsgID is 0 has none then, so
// give it one. The error is a *ReplyError where WeChat would not show the answer.
func (f *Follower) Retry(m Message) (Answer, error) {
	return f.try(m, 2)
}

func (f *Follower) receive(a Answer) {
	if a.Type == "" {
		return
	}
	p := f.platform
	p.mu.Lock()
	defer p.mu.Unlock()
	f.inbox, f.arrivals = append(f.inbox, a), append(f.arrivals, p.now())
	p.notify()
}

// arrives puts a message of the account's own into the inbox. The caller holds
// the platform's lock and notifies.
func (f *Follower) arrives(a Answer) {
	f.inbox, f.arrivals = append(f.inbox, a), append(f.arrivals, f.platform.now())
	f.platform.record(Exchange{At: f.platform.now(), Who: f.Name, OpenID: f.OpenID, Kind: "pushed", Answer: a})
}
