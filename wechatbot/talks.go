package wechatbot

import (
	"strings"
	"sync"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// optionLife is how long numbered options can be chosen.
const optionLife = 30 * time.Minute

// From maxTalks conversations on, those that have rested for longer than their
// options live are forgotten, every now and then: a crowd of new citizens does
// not pay for it one by one.
const (
	maxTalks   = 20_000
	sweepEvery = time.Minute
)

// A talk is what the bot remembers of a conversation: what the numbers of its
// last answer mean, and the page of results it showed. It is lost with the
// process; an application in progress is not, for the desk keeps that.
type talk struct {
	mu       sync.Mutex
	options  []string // what 1, 2, 3 … stand for, as if typed
	offers   int      // how often they were set
	until    time.Time
	query    catalog.Query // of the last list, for 下一页
	total    int
	figure   subject     // of the last figure that was given
	found    finding     // what was found last, by query
	tally    tally       // what was counted last
	lately   lately      // what was told lately
	organ    organInHand // of whom was spoken
	law      string      // the matter of law that was told last
	entry    string      // the question of the guide's entry that was shown last
	lacked   string      // what was said of that entry not to be known: 电话
	service  string      // what others do, that was looked for last and not found
	misses   int         // answers in a row that found nothing
	said     string      // the template of the last answer
	labels   optionWords // the words beside the numbers
	newer    bool        // what was found last is newer than the figure
	twin     bool        // it was the twin for the second time
	asked    string      // the last question that found no answer,
	sought   []string    // and those before it
	loose    string      // what was told of which it is not decided whether a letter has it,
	looseOf  cases.Draft // and that letter as it stood
	about    string      // what a letter is to be about whose words are waited for
	wanted   string      // what would be applied for, as was said before it was asked how
	rest     string      // what did not fit into it, for 更多
	matter   string      // the number of the request or case of which was spoken,
	spoke    time.Time   // and when
	trouble  string      // what was wrong with the last answer of an application
	early    string      // what was told of a person before the notice: in memory only
	minute   time.Time
	count    int // messages since minute
	used     time.Time
	heard    time.Time  // when she last wrote
	reminded civil.Date // of a letter that waits
	wrote    bool       // to this process, so that messages reach her
}

type talks struct {
	mu    sync.Mutex
	of    map[string]*talk
	swept time.Time // when the old ones were last looked for
}

func newTalks() *talks { return &talks{of: map[string]*talk{}} }

// get returns the conversation with a citizen, and notes it where she wrote.
func (t *talks) get(openid string, now time.Time, wrote bool) *talk {
	t.mu.Lock()
	defer t.mu.Unlock()
	k, known := t.of[openid]
	if !known {
		if len(t.of) >= maxTalks && now.Sub(t.swept) > sweepEvery {
			t.swept = now
			for id, old := range t.of {
				if now.Sub(old.used) > optionLife {
					delete(t.of, id)
				}
			}
		}
		k = &talk{}
		t.of[openid] = k
	}
	k.used = now
	k.wrote = k.wrote || wrote
	return k
}

// knows says whether a citizen has written since the process started.
func (t *talks) knows(openid string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	k, known := t.of[openid]
	return known && k.wrote
}

func (t *talks) forget(openid string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.of, openid)
}

// mostEarly is how many bytes are kept in mind of what was told before the notice.
const mostEarly = 4000

// holdEarly keeps in mind what was told of a person before the notice, for no longer
// than options live. The citizen's conversation is locked.
func (k *talk) holdEarly(text string) {
	if len(k.early)+len(text) > mostEarly {
		return
	}
	k.early = strings.TrimPrefix(k.early+"\n"+text, "\n")
	held := k.early
	time.AfterFunc(optionLife, func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.early == held {
			k.early = ""
		}
	})
}

// offer sets what the numbers mean from now on.
func (k *talk) offer(now time.Time, options ...string) {
	k.options, k.until = options, now.Add(optionLife)
	k.offers++
}

// offerAgain lets the numbers mean what they meant before an answer that shows none of
// its own, where she came to it by one of them: of a list the next can be looked at.
func (k *talk) offerAgain(now time.Time, same bool) {
	if !same {
		k.offer(now)
		return
	}
	k.offer(now, k.options...)
	k.labels.of = int32(k.offers)
}

// chosen returns what a number stands for: n from 1.
func (k *talk) chosen(n int, now time.Time) (string, bool) {
	if n < 1 || n > len(k.options) || now.After(k.until) {
		return "", false
	}
	return k.options[n-1], true
}

// busy counts a message and says how far the citizen is over the limit of
// messages in a minute.
func (k *talk) busy(now time.Time, limit int) int {
	if now.Sub(k.minute) > time.Minute {
		k.minute, k.count = now, 0
	}
	k.count++
	if limit < 0 {
		return 0
	}
	return k.count - limit
}
