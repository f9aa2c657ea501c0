package wechatbot

import (
	"context"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// What became of a push, or of a telling, is written down once the store can be reached
// again: else somebody would have to look whether it is out, or she would be told twice.

// writeDown keeps what became of what was claimed. Where it cannot be, the log says of
// what, and Run tries again.
func (b *Bot) writeDown(ctx context.Context, feed Feeder, rel catalog.Release, event, what string) {
	if err := feed.Settle(ctx, rel); err != nil {
		b.Log.WithField("event", event).WithError(err).Error(what + " could not be settled")
		b.mu.Lock()
		defer b.mu.Unlock()
		b.unwritten = append(b.unwritten, rel)
	}
}

// owes says whether what became of a push of this process is still to be written down.
func (b *Bot) owes(subject, channel string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.ContainsFunc(b.unwritten, func(rel catalog.Release) bool { return rel.Subject == subject && rel.Channel == channel })
}

// writeRest writes down what could not be. What was claimed and not settled since is as
// it was left; anything else was found out by others, or is asked for again.
func (w *worker) writeRest(ctx context.Context) {
	w.mu.Lock()
	rest := slices.Clone(w.unwritten)
	w.mu.Unlock()
	feed, ok := w.Catalog.(Feeder)
	if !ok || len(rest) == 0 {
		return
	}
	for _, rel := range rest {
		all, err := feed.Releases(ctx, rel.Subject)
		if err == nil && slices.ContainsFunc(all, func(kept catalog.Release) bool { return claims(kept, rel) }) {
			err = feed.Settle(ctx, rel)
		}
		if err != nil {
			continue
		}
		w.mu.Lock()
		w.unwritten = slices.DeleteFunc(w.unwritten, func(one catalog.Release) bool { return one == rel })
		w.mu.Unlock()
	}
}

// claims says whether a release is the claim of which another says what became. A store
// may keep its time with fewer digits.
func claims(kept, rel catalog.Release) bool {
	return kept.State == catalog.Claimed && kept.Channel == rel.Channel && kept.At.Sub(rel.At).Abs() < time.Millisecond
}

// ends writes down what became of a telling, and says whether the citizen was told. What
// cannot be written down is kept for tellRest.
func (w *worker) ends(ctx context.Context, m matter, t telling) bool {
	told, written := w.settleTelling(ctx, m, t)
	if !written {
		one := m.awaited()
		w.unsettled[one] = append(w.unsettled[one], t)
	}
	return told
}

// tellRest writes down what could not be of tellings. Until then nobody tells more of
// the same request or case.
func (w *worker) tellRest(ctx context.Context) {
	for one, ts := range w.unsettled {
		m, err := w.matterOf(ctx, one)
		if err != nil {
			continue
		}
		ts = slices.DeleteFunc(ts, func(t telling) bool {
			err := m.record(ctx, t)
			return err == nil || disallowed(err)
		})
		if w.unsettled[one] = ts; len(ts) == 0 {
			delete(w.unsettled, one)
		}
	}
}
