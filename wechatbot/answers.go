package wechatbot

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/silenceper/wechat/v2/officialaccount/message"
)

// An answer is what a citizen is shown: a text, or one article card. The zero
// answer is silence.
type answer struct {
	text string
	card *card
}

// A card is an article card: a title, a few words, a picture, a page.
type card struct{ title, words, picture, link string }

// reply makes a fresh reply of the SDK, which writes the receiver into it.
func (a answer) reply() *message.Reply {
	switch {
	case a.card != nil:
		article := message.NewArticle(clean(a.card.title), clean(a.card.words), a.card.picture, a.card.link)
		return &message.Reply{MsgType: message.MsgTypeNews, MsgData: message.NewNews([]*message.Article{article})}
	case a.text != "":
		return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(fit(clean(a.text), maxText))}
	}
	return nil
}

// maxText is the longest text that WeChat shows, in bytes.
const maxText = 2048

// more ends a text that was cut.
const more = "\n……（内容较长，请点链接看全文）"

// fit cuts a text at a line so that it has at most n bytes.
func fit(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[:n-len(more)]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	if at := strings.LastIndexByte(s, '\n'); at > n/2 {
		s = s[:at]
	}
	return s + more
}

// clean drops what XML cannot carry and WeChat chokes on.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == utf8.RuneError || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, s)
}

// answers remembers what each message was answered, long enough for WeChat's
// three tries.
type answers struct {
	mu   sync.Mutex
	kept map[string]*given
	past time.Time // when the old ones were last thrown away
}

type given struct {
	once sync.Once
	a    answer
	at   time.Time
}

const remembered = 2 * time.Minute

func newAnswers() *answers { return &answers{kept: map[string]*given{}} }

// get returns the answer to a message, made by the first who asks; others wait.
func (k *answers) get(key string, now time.Time, make func() answer) answer {
	k.mu.Lock()
	if now.Sub(k.past) > remembered {
		for key, g := range k.kept {
			if now.Sub(g.at) > remembered {
				delete(k.kept, key)
			}
		}
		k.past = now
	}
	g, known := k.kept[key]
	if !known {
		g = &given{at: now}
		k.kept[key] = g
	}
	k.mu.Unlock()
	g.once.Do(func() { g.a = make() })
	return g.a
}
