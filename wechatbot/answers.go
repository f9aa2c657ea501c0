package wechatbot

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/envelope"
)

// An answer is what a citizen is shown: a text, or one article card. The zero
// answer is silence.
type answer struct {
	text  string
	card  *card
	from  string // the template that said it
	again bool   // a room had no time for it: ask again, later
}

// before returns the next answer with the words of this one in front of it.
func (a answer) before(next answer) answer {
	next.text = a.text + "\n" + next.text
	return next
}

// A card is an article card: a title, a few words, a picture, a page.
type card struct{ title, words, picture, link string }

// xml appends the answer as WeChat reads it; it is nil for silence.
func (a answer) xml(out []byte, to, from string, at int64) []byte {
	if a.card == nil && a.text == "" {
		return nil
	}
	out = append(slices.Grow(out, len(a.text)+512), "<xml>"...)
	out = envelope.AppendText(out, "ToUserName", to)
	out = envelope.AppendText(out, "FromUserName", from)
	out = append(out, "<CreateTime>"...)
	out = strconv.AppendInt(out, at, 10)
	out = append(out, "</CreateTime>"...)
	if a.card != nil {
		out = append(out, "<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles><item>"...)
		out = envelope.AppendText(out, "Title", clean(a.card.title))
		out = envelope.AppendText(out, "Description", clean(a.card.words))
		out = envelope.AppendText(out, "PicUrl", clean(a.card.picture))
		out = envelope.AppendText(out, "Url", clean(a.card.link))
		out = append(out, "</item></Articles>"...)
	} else {
		out = append(out, "<MsgType>text</MsgType>"...)
		out = envelope.AppendText(out, "Content", short(a.text))
	}
	return append(out, "</xml>"...)
}

// maxText is the longest text that WeChat shows, in bytes.
const maxText = 2048

// short is a text as WeChat takes it, whatever it was.
func short(s string) string {
	head, _ := cut(clean(s), maxText)
	return head
}

// cut splits a text at a line so that the head has at most n bytes; what was
// cut off is the rest. No option or link is torn.
func cut(s string, n int) (head, rest string) {
	if len(s) <= n {
		return s, ""
	}
	at := n
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	if line := strings.LastIndexByte(s[:at], '\n'); line > n/2 {
		at = line
	} else if tag := strings.LastIndex(s[:at], "<a "); tag > 0 && tag > strings.LastIndex(s[:at], "</a>") {
		at = tag
	}
	return strings.TrimRight(s[:at], "\n"), strings.TrimLeft(s[at:], "\n")
}

// clean drops what XML cannot carry and WeChat chokes on.
func clean(s string) string {
	if envelope.Ordinary(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unfit(r) {
			return -1
		}
		return r
	}, s)
}

func unfit(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == utf8.RuneError || r == '\ufffe' || r == '\uffff'
}

// answers remembers what each message was answered, long enough for WeChat's
// three tries; and that it was, for as long as its callback would be taken again.
type answers struct {
	life time.Duration
	mu   sync.Mutex
	kept map[string]*given
	past time.Time // when the old ones were last thrown away
}

// given is the answer to one message, or the place where it will be.
type given struct {
	at time.Time

	mu       sync.Mutex
	done     chan struct{} // closed when a is there; nil: nobody has waited for it
	a        answer
	ready    bool
	promised bool // a try was told that the answer follows
}

const remembered = 2 * time.Minute

// newAnswers remembers messages whose timestamp may be off by a window.
func newAnswers(window time.Duration) *answers {
	return &answers{kept: map[string]*given{}, life: max(remembered, 2*window)}
}

// claim returns the place for the answer to a message. The first who claims it
// must give the answer.
func (k *answers) claim(key string, now time.Time) (g *given, first bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if now.Sub(k.past) > remembered {
		for key, g := range k.kept {
			switch age := now.Sub(g.at); {
			case age > k.life:
				delete(k.kept, key)
			case age > remembered:
				g.forget()
			}
		}
		k.past = now
	}
	g, known := k.kept[key]
	if !known {
		g = &given{at: now}
		k.kept[key] = g
	}
	return g, !known
}

// give puts the answer down, and says whether somebody was told that it follows.
func (g *given) give(a answer) (promised bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.a, g.ready = a, true
	if g.done != nil {
		close(g.done)
	}
	return g.promised
}

// forget leaves silence in the place of an answer that is there.
func (g *given) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ready {
		g.a = answer{}
	}
}

// wait waits for the answer as long as WeChat does. When it is not there by
// then, told says whether an earlier try was told already that it follows.
func (g *given) wait() (a answer, ready, told bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.ready {
		g.waits()
	}
	if !g.ready {
		told, g.promised = g.promised, true
	}
	return g.a, g.ready, told
}

// waits waits until the answer is there, but no longer than WeChat does. Others have the
// lock meanwhile.
func (g *given) waits() {
	if g.done == nil {
		g.done = make(chan struct{})
	}
	done := g.done
	g.mu.Unlock()
	defer g.mu.Lock()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-done:
	case <-wait.C:
	}
}
