package wechatbot

import (
	"slices"
	"time"
)

// An account without the right to customer messages (48001) can tell a citizen nothing
// by itself. What the office did then comes with the answer to whatever she writes next.

// mute says whether the account may send no customer messages, as far as is known.
func (b *Bot) mute() bool { return b.refusedAt.Load() != 0 }

// retryRight is how long a refused right is taken for refused: it may have been granted.
const retryRight = 24 * time.Hour

// opened notes that she did what opens the window for customer messages, where they are
// worth a try.
func (b *Bot) opened(openid string) {
	if b.mute() && b.Now().Sub(time.Unix(b.refusedAt.Load(), 0)) < retryRight {
		return // else one would be tried, and claimed, while its words are in the answer
	}
	b.windows.reopen(openid)
}

// replyChannel is the channel of what is told in an answer.
const replyChannel = tellChannel + ".reply"

// mostNews is how long news may be to wait for an answer that leaves it room.
const mostNews = maxText / 2

// owed adds to an answer what she is to be told and no message could tell her. What
// does not fit comes with her next message; what would not fit there either begins
// here, and goes on at 更多.
func (v *visit) owed(a answer) answer {
	if !v.bot.mute() || a.text == "" || a.card != nil {
		return a
	}
	matters, err := v.bot.mattersOf(v.ctx, v.owner())
	if err != nil {
		v.bot.Log.WithField("event", "tell").WithField("error", fault(err)).Error("what a citizen is owed could not be read")
		return a
	}
	for _, m := range matters {
		for _, of := range slices.Sorted(slices.Values(slices.Concat(m.untold, m.announced))) {
			news := m.news(of)
			if len(a.text)+len(news)+2 > maxText && (len(news) <= mostNews || len(a.text) > maxText) {
				return a
			}
			t := telling{of: of, channel: replyChannel}
			if !v.bot.claim(v.ctx, m, t) {
				continue
			}
			if told, _ := v.bot.settleTelling(v.ctx, m, t); told {
				a.text += "\n\n" + news
			}
		}
	}
	return a
}
