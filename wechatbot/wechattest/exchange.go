package wechattest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
)

// An Exchange is one thing that happened between a citizen and the account, as
// WeChat saw it: a message and its answer, or a message of the account's own.
type Exchange struct {
	N       int           // from 1
	At      time.Time     // on the platform's clock
	Took    time.Duration // until the bot answered, in real time
	Who     string        // the follower's name
	OpenID  string
	Kind    string // MsgType; of an event its name; pushed, for a message of the account's own; note
	Said    string // the words, the event's key, or what Note was told
	Try     int    // 1, or more where WeChat asked again
	In, Out string // the XML as written, both ways
	Wire    string // what travelled to the bot: sealed in safe mode
	Back    string // what travelled back
	Answer  Answer // what the citizen saw of it
	Fault   string // why WeChat would not show the answer; empty: it was shown
}

// Record makes the platform keep the last n exchanges, for a page that shows
// them or a conversation to be saved. It keeps none until then.
func (p *Platform) Record(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keep = n
	p.trim()
}

// Exchanges returns the exchanges that are kept, in order.
func (p *Platform) Exchanges() []Exchange {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.exchanges)
}

// Note writes down what happened beside the chat, such as an act of the office,
// so that it stands in its place when the conversation is saved.
func (p *Platform) Note(who, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.record(Exchange{At: p.now(), Who: who, Kind: "note", Said: what})
	p.notify()
}

// record keeps an exchange, if any are kept. The caller holds the lock.
func (p *Platform) record(e Exchange) {
	if p.keep <= 0 {
		return
	}
	p.recorded++
	e.N = p.recorded
	p.exchanges = append(p.exchanges, e)
	p.trim()
}

func (p *Platform) trim() {
	if over := len(p.exchanges) - max(p.keep, 0); over > 0 {
		p.exchanges = slices.Delete(p.exchanges, 0, over)
	}
}

// plainOf is a bot's answer as it is written, opened where it is sealed.
func (a Account) plainOf(body []byte) string {
	if a.AESKey != "" {
		if plain, err := a.open(body); err == nil {
			return string(plain)
		}
	}
	return string(body)
}

// redacted stands where a secret was.
const redacted = "（隐去）"

var secretField = regexp.MustCompile(`"(secret|access_token|refresh_token|corpsecret|key)"\s*:\s*"[^"]*"`)

// redact takes secrets out of what is written down of a call: fields that hold
// one by their name, and the account's own wherever they stand.
func (p *Platform) redact(s string) string {
	s = secretField.ReplaceAllString(s, `"$1":"`+redacted+`"`)
	for _, secret := range p.secrets() {
		s = strings.ReplaceAll(s, secret, redacted)
	}
	return s
}

// Secrets are the words that may stand in no log, page or answer of the bot: the
// account's and the organisation's secrets, its token and key, every access token
// that was given out so far, ended or not, and the robots' keys.
func (p *Platform) Secrets() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.secrets()
}

func (p *Platform) secrets() []string {
	out := append([]string{p.Corp().Secret, p.corp, p.account.Secret, p.account.Token, p.account.AESKey}, p.given...)
	for key := range p.groups {
		out = append(out, key)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// written is an answer of the API as it is kept.
func (p *Platform) written(a answer) string {
	text, err := json.Marshal(a)
	if err != nil {
		return ""
	}
	return p.redact(string(text))
}
