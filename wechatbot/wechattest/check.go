package wechattest

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Rule is something that WeChat demands of whoever answers its callbacks, or
// that experience does.
type Rule struct {
	Name    string // short, such as downgrade
	Must    bool   // not a must: a good habit
	Chinese string
	English string
}

// A Finding is a rule that a bot breaks, and how.
type Finding struct {
	Rule
	Got string // what the bot did, in English
}

// String writes a finding on one line.
func (f Finding) String() string {
	level := "must"
	if !f.Must {
		level = "should"
	}
	return fmt.Sprintf("%s (%s): %s · %s: %s", f.Name, level, f.Chinese, f.English, f.Got)
}

// A Conformance says what of a bot its check may rely on. The zero Conformance
// is that of any bot that answers a greeting.
type Conformance struct {
	Ask   string     // a text that the bot answers; empty: 你好
	Acted func() int // how often the bot has acted on a message, for the rules that it acts once; nil: only answers are compared
	Late  bool       // the bot answers texts with success, and later by a customer message: rules that look at an answer are left out
}

// Check plays WeChat against a bot, as Conformance does: what it returns are the
// rules of CallbackRules that the bot breaks in the platform's mode.
//
//	p := wechattest.New() // or NewPlain, NewCompatible
//	for _, f := range p.Check(newBot(p.Account())) {
//		t.Error(f)
//	}
func (p *Platform) Check(bot http.Handler) []Finding { return Conformance{}.Check(p, bot) }

// Check holds the callback of a bot, which must have the platform's account,
// against every rule of the platform's mode. The bot must not know the time
// better than the platform. It takes about as long as a thousand answers. A bot
// that runs elsewhere is checked through Remote, on a platform from For. An account
// whose EncodingAESKey is none is the only finding.
func (c Conformance) Check(p *Platform, bot http.Handler) []Finding {
	c.Ask = cmp.Or(c.Ask, "你好")
	if _, err := p.Request(nil, p.Now()); err != nil {
		return []Finding{{Rule{"account", true, "检查所用账号的EncodingAESKey是43位", "the account that is checked with has an EncodingAESKey of 43 characters"}, err.Error()}}
	}
	k := &checker{Conformance: c, p: p, bot: bot}
	var out []Finding
	for _, r := range checkRules() {
		if r.modes&p.mode() == 0 || c.Late && slices.Contains(needAnswer, r.Name) {
			continue
		}
		if got := r.try(k); got != "" {
			out = append(out, Finding{r.Rule, got})
		}
	}
	return out
}

// needAnswer are the rules that look at the answer to a text.
var needAnswer = []string{"answer", "addressed", "sealed", "sealed-signature", "compatible", "text-control", "msgid-text", "msgid-long", "msgid-missing",
	"beyond-2038", "more-elements", "msgid-shared", "retry-slow"}

// CallbackRules are the rules that Check knows.
func CallbackRules() []Rule {
	var out []Rule
	for _, r := range checkRules() {
		out = append(out, r.Rule)
	}
	return out
}

// The modes in which a rule applies, as bits.
const (
	inPlain = 1 << iota
	inSafe
	inBoth
	sealed = inSafe | inBoth
	always = inPlain | inSafe | inBoth
)

func (p *Platform) mode() int {
	switch {
	case p.both:
		return inBoth
	case p.account.AESKey == "":
		return inPlain
	}
	return inSafe
}

// A checkRule tries one rule: what the bot did that it should not, "" if
// nothing.
type checkRule struct {
	Rule
	modes int
	try   func(*checker) string
}

func must(name, chinese, english string, modes int, try func(*checker) string) checkRule {
	return checkRule{Rule{name, true, chinese, english}, modes, try}
}

func should(name, chinese, english string, modes int, try func(*checker) string) checkRule {
	return checkRule{Rule{name, false, chinese, english}, modes, try}
}

// checkRules are all rules, in the order in which they are tried. What refusals
// gave away is looked at last.
func checkRules() []checkRule {
	var out []checkRule
	for _, part := range [][]checkRule{verifyRules(), signatureRules(), cipherRules(), bodyRules(), answerRules(), textRules(), kindRules(), eventRules(), idRules(), crowdRules()} {
		out = append(out, part...)
	}
	return append(out,
		must("leak-answer", "连不上微信时，答复里没有密钥和access_token", "where WeChat's servers cannot be reached, an answer names no secret and no access token", always, (*checker).answerLeaks),
		must("leak", "拒绝时不透露令牌、密钥、openid和程序内部", "a refusal names no token, key, openid or part of the program", always, func(k *checker) string { return strings.Join(k.leaks, "; ") }),
		should("refusal-status", "拒绝用4xx说明", "a refusal is a 4xx", always, func(k *checker) string { return k.soft }))
}

// A checker is one check under way.
type checker struct {
	Conformance
	p     *Platform
	bot   http.Handler
	leaks []string
	soft  string
}

// citizen makes an openid of its own, for no rule shall meet another's limits.
func (k *checker) citizen() *Follower {
	return &Follower{platform: k.p, bot: k.bot, Name: "检查", OpenID: "o" + random(letters, 27)}
}

// message is the XML of a text as WeChat writes it.
func (k *checker) text(f *Follower, words string) []byte {
	return f.xml(Message{Type: "text", Content: words, MsgID: k.id(), Created: k.p.Now().Unix()})
}

func (k *checker) id() int64 {
	k.p.mu.Lock()
	defer k.p.mu.Unlock()
	return 24_000_000_000_000_000 + k.p.id()
}

// wired is the request that carries a message, its query and its body.
func (k *checker) wired(message []byte) (*http.Request, url.Values, []byte) {
	return k.at(message, k.p.Now())
}

func (k *checker) at(message []byte, when time.Time) (*http.Request, url.Values, []byte) {
	req, wire, err := k.p.request(message, when)
	if err != nil {
		return nil, nil, nil
	}
	return req, req.URL.Query(), wire
}

// ask sends a message and reads the answer as WeChat does; got is what is wrong
// with it.
func (k *checker) ask(f *Follower, m Message) (a Answer, got string) {
	if m.Created == 0 {
		m.Created = k.p.Now().Unix()
	}
	return k.heard(f, f.xml(m), m.Type == "event")
}

// heard sends XML and reads the answer.
func (k *checker) heard(f *Follower, message []byte, event bool) (Answer, string) {
	req, _, _ := k.wired(message)
	w, err := serve(k.bot, req)
	if err != nil {
		return Answer{}, err.Error()
	}
	if w.Code != http.StatusOK {
		return Answer{}, fmt.Sprintf("it answers %d", w.Code)
	}
	a, err := k.p.judge(w.Body.Bytes(), f.OpenID, event)
	if err != nil {
		return a, strings.TrimPrefix(err.Error(), "wechattest: the platform refuses the answer: ")
	}
	return a, ""
}

// answers says what is wrong when a text is to be answered.
func (k *checker) answers(words string) string {
	a, got := k.heardText(words)
	if got == "" && a.Type == "" {
		return "it does not answer; of one that answers later, Conformance.Late leaves out what looks at an answer"
	}
	return got
}

func (k *checker) heardText(words string) (Answer, string) {
	f := k.citizen()
	return k.heard(f, k.text(f, words), false)
}

// refuses says what is wrong when a request is to be refused: it may earn a
// status, or silence, but no answer, no echo, no 5xx and no panic.
func (k *checker) refuses(req *http.Request) string {
	if req == nil {
		return "it could not be asked"
	}
	w, err := serve(k.bot, req)
	if err != nil {
		return err.Error()
	}
	body := w.Body.String()
	k.watch(body)
	switch silent := body == "" || body == "success"; {
	case w.Code >= 500:
		return fmt.Sprintf("it answers %d", w.Code)
	case w.Code < 300 && !silent:
		return "it is answered"
	case w.Code < 400:
		k.soft = cmp.Or(k.soft, fmt.Sprintf("a request that must be refused is answered %d", w.Code))
	case strings.Contains(body, echoed):
		return "it sends the echostr back"
	}
	return ""
}

// watch looks for what no refusal may say.
func (k *checker) watch(body string) {
	a := k.p.account
	for name, secret := range map[string]string{"the token": a.Token, "the key": a.AESKey, "the secret": a.Secret, "the AppID": a.AppID} {
		if secret != "" && strings.Contains(body, secret) {
			k.leak("it names " + name)
		}
	}
	for _, word := range []string{"goroutine", ".go:", "runtime error", "panic", "cipher", "base64", "XML syntax", "crypto/"} {
		if strings.Contains(body, word) {
			k.leak(fmt.Sprintf("it says %q", word))
		}
	}
}

// answerLeaks asks once while the bot's calls to WeChat fail: the error of one has
// the address in it, with the access token or the secret.
func (k *checker) answerLeaks() string {
	defer k.p.cutOff()()
	req, _, _ := k.wired(k.text(k.citizen(), k.Ask))
	w, err := serve(k.bot, req)
	if err != nil {
		return "" // which is another rule's
	}
	said := k.p.account.plainOf(w.Body.Bytes())
	for _, secret := range k.p.Secrets() {
		if strings.Contains(said, secret) {
			return "it names one"
		}
	}
	return ""
}

func (k *checker) leak(what string) {
	for _, known := range k.leaks {
		if known == what {
			return
		}
	}
	k.leaks = append(k.leaks, what)
}

// sealedBody is a body that carries a sealed text.
func sealedBody(encrypt string) []byte {
	text, err := xml.Marshal(struct {
		XMLName xml.Name `xml:"xml"`
		To      cdata    `xml:"ToUserName"`
		Encrypt cdata    `xml:"Encrypt"`
	}{To: cdata{"gh_office"}, Encrypt: cdata{encrypt}})
	if err != nil {
		return nil
	}
	return text
}

// with makes a request of a query and a body.
func with(method string, q url.Values, body []byte) *http.Request {
	req := httptest.NewRequest(method, "/wechat?"+q.Encode(), bytes.NewReader(body))
	req.Header.Set("Content-Type", "text/xml")
	req.RemoteAddr = callbackIP + ":1234"
	return req
}
