package wechattest

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// An Account is what WeChat gives the owner of an official account, and what she
// wrote into its console. An empty AESKey is plain mode.
type Account struct {
	AppID  string
	Secret string // AppSecret
	Token  string // of the callback's signature; no access token
	AESKey string // EncodingAESKey, 43 characters
}

// A Platform is WeChat in memory, for one official account and any number of
// WeCom groups. It is made by New, NewPlain, NewCompatible or For, and may be used
// from many goroutines.
type Platform struct {
	mu        sync.Mutex
	account   Account
	both      bool // compatible mode: messages are plain and encrypted at once
	kind      Kind
	skew      time.Duration
	sequence  int64
	followers map[string]*Follower // by openid
	tokens    map[string]token     // access tokens
	given     []string             // access tokens so far
	forced    []time.Time          // when stable tokens were refreshed by force
	whitelist []string             // addresses that may fetch tokens; none: all
	counts    map[string]*count    // calls, by path
	limits    map[string]int       // a day, where a test sets its own
	numeric   bool                 // publish_id is written as a number
	media     map[string]medium
	drafts    map[string]draft
	posts     []Post
	groups    map[string][]GroupMessage
	sentAt    map[string][]time.Time    // of each robot, for its limit a minute
	customers map[string]*customerGroup // WeCom's, by chat_id
	tasks     []*GroupTask
	corp      string // WeCom's access token
	corpUntil time.Time
	menu      []Button
	menus     []conditionalMenu // for some, in order
	masses    []Mass
	clientIDs map[string]int64 // of mass messages: which of them it was
	tags      map[int]string
	holding   bool     // jobs wait for Finish
	jobs      []func() // that wait
	muted     int      // events of finished jobs that are lost
	badPosts  []int    // how the next publications end
	badMasses []string // how the next mass messages end
	speed     int      // of mass messages, from 0
	protected bool     // mass messages to all wait for the administrator
	faults    []fault
	repeats   int // messages to be delivered twice
	swaps     int // messages to be held back
	calls     []Call
	own       map[string]http.Handler // of paths that a test answers itself
	keep      int                     // how many exchanges are kept
	recorded  int
	exchanges []Exchange
	changed   chan struct{}
	bot       http.Handler

	codes     map[string]*consent  // of pages' consents (网页授权)
	consents  map[string]consent   // by access token
	refreshes map[string]consent   // by refresh token
	tickets   map[string]ticket    // of pages, by type
	scenes    map[string]sceneCode // by scene

	forms      map[string]noticeForm // templates of notices, by id
	misdeliver int                   // notices that will not arrive
}

// New returns a platform with a verified service account in safe mode, whose
// credentials are made up anew.
func New() *Platform {
	p := &Platform{
		account: Account{
			AppID: "wx" + random("0123456789abcdef", 16), Secret: random("0123456789abcdef", 32),
			// A published key's last bits are seldom zero, and who decodes it as
			// strict base64 should find out.
			Token: random(letters, 16), AESKey: random(letters, 42) + random("BCDFGHJKLNOPRSTVWX", 1),
		},
		counts: map[string]*count{}, limits: map[string]int{},
		followers: map[string]*Follower{}, tokens: map[string]token{}, media: map[string]medium{},
		drafts: map[string]draft{}, groups: map[string][]GroupMessage{}, sentAt: map[string][]time.Time{},
		changed: make(chan struct{}), clientIDs: map[string]int64{}, tags: map[int]string{}, customers: map[string]*customerGroup{},
		codes: map[string]*consent{}, consents: map[string]consent{}, refreshes: map[string]consent{}, tickets: map[string]ticket{}, scenes: map[string]sceneCode{}, own: map[string]http.Handler{},
	}
	return p
}

// NewPlain returns a platform whose account is in plain mode.
func NewPlain() *Platform {
	p := New()
	p.account.AESKey = ""
	return p
}

// NewCompatible returns a platform whose account is in compatible mode (兼容模式):
// each message is there in plain fields and encrypted, and either kind of answer
// is taken.
func NewCompatible() *Platform {
	p := New()
	p.both = true
	return p
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

func random(alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[rand.IntN(len(alphabet))]
	}
	return string(b)
}

// Account returns the account's credentials.
func (p *Platform) Account() Account { return p.account }

// Now is what time it is on the platform.
func (p *Platform) Now() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now()
}

func (p *Platform) now() time.Time { return time.Now().Add(p.skew) }

// Advance moves the platform's clock, for windows and quotas that last longer
// than a test; no time of the machine passes. A bot that looks at the time of
// callbacks must take its own from Now: by the machine's they come from the future.
func (p *Platform) Advance(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.skew += d
	p.overdue()
}

// id returns a fresh number, rising.
func (p *Platform) id() int64 {
	p.sequence++
	return p.sequence
}

// notify wakes those that wait for something to arrive.
func (p *Platform) notify() {
	close(p.changed)
	p.changed = make(chan struct{})
}

// Changed returns a channel that is closed at the next thing that happens: a
// message to a follower or a group, a post, a menu.
func (p *Platform) Changed() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.changed
}

// A Call is one call that the bot made to WeChat's servers.
type Call struct {
	At      time.Time
	Method  string
	Path    string // such as /cgi-bin/draft/add
	Body    string // as sent, but for secrets; the query, which has tokens, is not kept
	Answer  string // as it came back, but for secrets
	Status  int    // HTTP; 0: nothing came back
	Errcode int
	Fault   string // which fault hit it, in Chinese; empty: none
}

// Calls returns every call so far.
func (p *Platform) Calls() []Call {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Call(nil), p.calls...)
}

// CallsTo returns the calls whose path ends so.
func (p *Platform) CallsTo(suffix string) []Call {
	var out []Call
	for _, c := range p.Calls() {
		if strings.HasSuffix(c.Path, suffix) {
			out = append(out, c)
		}
	}
	return out
}
