package wechatbot

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Keeper keeps for a while, where every replica of a bot finds it, what a
// conversation remembers: what the numbers of the last answer mean, its page, its
// organ, and the answer itself for WeChat's next try. It holds words of citizens:
// keep it sealed. requestdb.MemoStore is one.
type Keeper interface {
	// Keep keeps something of an owner, from a moment on for so long, in place of what
	// was kept before. Nothing, or no time, forgets it.
	Keep(ctx context.Context, owner string, what []byte, at time.Time, life time.Duration) error
	// Kept returns what is kept of an owner at a moment; nil: nothing.
	Kept(ctx context.Context, owner string, at time.Time) ([]byte, error)
}

// A memo is the part of a talk that replicas share.
type memo struct {
	Options  []string      `json:"options,omitempty"`
	Labels   [6]uint32     `json:"labels,omitzero"`
	Until    time.Time     `json:"until"`
	Query    catalog.Query `json:"query"`
	Total    int           `json:"total,omitempty"`
	Figure   subject       `json:"figure,omitzero"`
	Found    finding       `json:"found,omitzero"`
	Tally    tally         `json:"tally,omitzero"`
	Lately   lately        `json:"lately,omitzero"`
	Organ    organInHand   `json:"organ,omitzero"`
	Law      string        `json:"law,omitempty"`
	Entry    string        `json:"entry,omitempty"`
	Service  string        `json:"service,omitempty"`
	Newer    bool          `json:"newer,omitempty"`
	Misses   int           `json:"misses,omitempty"`
	Said     string        `json:"said,omitempty"`
	Twin     bool          `json:"twin,omitempty"`
	Asked    string        `json:"asked,omitempty"`
	Sought   []string      `json:"sought,omitempty"`
	Wanted   string        `json:"wanted,omitempty"`
	Rest     string        `json:"rest,omitempty"`
	Trouble  string        `json:"trouble,omitempty"`
	Reminded civil.Date    `json:"reminded,omitzero"`
	Matter   string        `json:"matter,omitempty"`
	Spoke    time.Time     `json:"spoke,omitzero"`
	Heard    time.Time     `json:"heard,omitzero"`

	Before []uint64 `json:"before,omitempty"` // the messages before it, by their keys' hashes

	Key  string `json:"key"` // of the message answered last,
	Text string `json:"text,omitempty"`
	From string `json:"from,omitempty"`
}

// mostBefore is of how many messages before the last it is remembered that they were
// answered. WeChat asks again for some fifteen seconds.
const mostBefore = 8

func keyHash(key string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	return h.Sum64()
}

// recall takes over what any replica remembers of the conversation. The message that
// was answered last gets that answer again, one before it none: it has no second effect,
// and its numbers would mean something else by now.
func (v *visit) recall() (answer, bool) {
	if v.bot.Talks == nil {
		return answer{}, false
	}
	var m memo
	kept, err := v.bot.Talks.Kept(v.ctx, v.owner(), v.bot.Now())
	if err == nil && kept != nil {
		err = json.Unmarshal(kept, &m)
	}
	if err != nil {
		v.bot.Log.WithField("event", "talk").WithField("error", fault(err)).Error("what a conversation remembers could not be read")
		m = memo{} // a number means nothing rather than something else
	}
	if m.Key == v.key && m.Text != "" {
		return answer{text: m.Text, from: m.From}, true
	}
	if slices.Contains(m.Before, keyHash(v.key)) {
		return answer{}, true
	}
	if v.before = m.Before; m.Key != "" && m.Key != v.key {
		v.before = append(v.before, keyHash(m.Key))
	}
	v.before = v.before[max(0, len(v.before)-mostBefore):]
	k := v.talk
	k.options, k.until, k.query, k.total, k.figure = m.Options, m.Until, m.Query, m.Total, m.Figure
	k.matter, k.spoke, k.heard, k.wanted = m.Matter, m.Spoke, m.Heard, m.Wanted
	k.misses, k.said, k.twin, k.asked, k.rest, k.trouble, k.reminded = m.Misses, m.Said, m.Twin, m.Asked, m.Rest, m.Trouble, m.Reminded
	k.labels.hashes, k.found, k.newer, k.tally, k.law, k.entry, k.service, k.lately, k.organ, k.sought = m.Labels, m.Found, m.Newer, m.Tally, m.Law, m.Entry, m.Service, m.Lately, m.Organ, m.Sought
	return answer{}, false
}

// keepPatience is how long keeping what was said may take. An answer may have used up all
// of its own time, and goes out all the same.
const keepPatience = time.Second / 2

// remember keeps the conversation for whichever replica answers next.
func (v *visit) remember(a answer) {
	if v.bot.Talks == nil || a.again || a.text == "" && a.card == nil {
		return
	}
	k := v.talk
	kept, err := json.Marshal(memo{Options: k.options, Labels: k.labels.hashes, Until: k.until, Query: k.query, Total: k.total, Figure: k.figure, Found: k.found, Tally: k.tally, Lately: k.lately, Organ: k.organ, Law: k.law, Entry: k.entry, Service: k.service, Newer: k.newer, Misses: k.misses,
		Said: k.said, Twin: k.twin, Asked: k.asked, Sought: k.sought, Wanted: k.wanted, Rest: k.rest, Trouble: k.trouble, Reminded: k.reminded, Matter: k.matter, Spoke: k.spoke, Heard: k.heard, Before: v.before, Key: v.key, Text: a.text, From: a.from})
	if err == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(v.ctx), keepPatience)
		defer cancel()
		err = v.bot.Talks.Keep(ctx, v.owner(), kept, v.bot.Now(), optionLife)
	}
	if err != nil {
		v.bot.Log.WithField("event", "talk").WithField("error", fault(err)).Error("what a conversation remembers could not be kept")
	}
}

// forgetTalk forgets the conversation here and at the other replicas.
func (v *visit) forgetTalk() {
	v.bot.talks.forget(v.openid)
	if v.bot.Talks == nil {
		return
	}
	if err := v.bot.Talks.Keep(v.ctx, v.owner(), nil, v.bot.Now(), 0); err != nil {
		v.bot.Log.WithField("event", "unsubscribe").Error("a conversation could not be dropped")
	}
}
