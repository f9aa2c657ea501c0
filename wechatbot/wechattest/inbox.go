package wechattest

import (
	"context"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"
)

// Inbox returns everything the citizen has seen so far.
func (f *Follower) Inbox() []Answer {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	return append([]Answer(nil), f.inbox...)
}

// arrived is everything the citizen has seen from the n-th on, with when it came.
func (f *Follower) arrived(n int) ([]Answer, []time.Time) {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	return slices.Clone(f.inbox[n:]), slices.Clone(f.arrivals[n:])
}

// News returns what has come into the inbox since it was last asked for.
func (f *Follower) News() []Answer {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	out := append([]Answer(nil), f.inbox[f.unread:]...)
	f.unread = len(f.inbox)
	return out
}

// Next returns the oldest of what she has seen that neither News nor Next has
// returned yet, and waits for something to arrive until ctx is done, which is its
// error. What a bot answers later, by a customer message, arrives so; the answer
// to what she said last is among what she has seen, too:
//
//	citizen.Says("三公经费")  // 稍后答复您
//	citizen.News()
//	later, err := citizen.Next(ctx)
func (f *Follower) Next(ctx context.Context) (Answer, error) {
	for {
		changed := f.platform.Changed()
		if a, is := f.next(); is {
			return a, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return Answer{}, fmt.Errorf("wechattest: nothing arrives: %w", ctx.Err())
		}
	}
}

func (f *Follower) next() (Answer, bool) {
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	if f.unread >= len(f.inbox) {
		return Answer{}, false
	}
	f.unread++
	return f.inbox[f.unread-1], true
}

// Chooses taps an option, a link of the kind weixin://bizmsgmenu or a line of a
// customer message with a menu (msgmenu), that shows these words: the newest that
// she has seen. Her phone sends the option's words, and its id as bizmsgmenuid.
// Where there is none, the Answer is silence and its Fault says so.
func (f *Follower) Chooses(words string) Answer {
	for _, a := range slices.Backward(f.Inbox()) {
		for _, part := range Parts(a.Text) {
			if part.Say != "" && strings.Contains(part.Text, words) {
				return f.choose(part)
			}
		}
	}
	return Answer{Fault: fmt.Sprintf("wechattest: nothing that she has seen has an option %q", words)}
}

// choose taps an option.
func (f *Follower) choose(part Part) Answer {
	m := Message{Type: "text", Content: part.Say}
	m.Extra = optionXML(part.ID)
	return f.Send(m)
}

// optionXML is what a text has besides where an option with that id was tapped.
func optionXML(id string) string {
	if id == "" {
		return ""
	}
	return optionTag + html.EscapeString(id) + "</bizmsgmenuid>"
}
