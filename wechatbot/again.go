package wechatbot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/zwgk/zwgk/catalog"
)

var errForgets = errors.New("wechatbot: the catalogue does not remember what was sent")

// Again makes Run try a push once more that surely did not go out: the post of a
// record, or its notice to a grid. It returns catalog.ErrClaimed where it is out,
// on its way or nobody knows, catalog.ErrNotFound where there was none or the
// record is no longer public. A mass message is sent again by MassSend.
func (b *Bot) Again(ctx context.Context, n catalog.IndexNumber, channel string) error {
	feed, rel, err := b.pushed(ctx, n, channel)
	if err != nil {
		return err
	}
	if !rel.State.Retryable() {
		return fmt.Errorf("wechatbot: again %s: %w", n, catalog.ErrClaimed)
	}
	r, err := feed.Find(ctx, n)
	if err != nil {
		return fmt.Errorf("wechatbot: again %s: %w", n, err)
	}
	j, ours := b.jobOf(r, channel)
	if !ours {
		return fmt.Errorf("wechatbot: again %s: no grid has that channel", n)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, j)
	return nil
}

// jobOf is the push of a record through a channel, from now on, if this bot has that
// channel.
func (b *Bot) jobOf(r catalog.Record, channel string) (job, bool) {
	j := job{record: r, channel: channel, since: b.Now()}
	if channel == PostChannel {
		return j, true
	}
	i := slices.IndexFunc(b.Grids, func(g Grid) bool { return g.Channel() == channel })
	if i < 0 {
		return j, false
	}
	j.grid = &b.Grids[i]
	return j, true
}

// of says whether a job is the push of a record through a channel.
func (j job) of(record, channel string) bool {
	return string(j.record.Number) == record && j.channel == channel
}

// takeAsked takes over the pushes that a person wants tried again, at once and
// as often as new ones.
func (w *worker) takeAsked() {
	w.mu.Lock()
	asked := w.asked
	w.asked = nil
	w.mu.Unlock()
	for _, j := range asked {
		same := func(p job) bool { return p.of(string(j.record.Number), j.channel) }
		w.pending = append(slices.DeleteFunc(w.pending, same), j)
	}
}
