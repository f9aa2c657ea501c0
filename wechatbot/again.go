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
	j := job{record: r, channel: channel, since: b.Now()}
	if channel != PostChannel {
		i := slices.IndexFunc(b.Grids, func(g Grid) bool { return g.Channel() == channel })
		if i < 0 {
			return fmt.Errorf("wechatbot: again %s: no grid has that channel", n)
		}
		j.grid = &b.Grids[i]
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = append(b.asked, j)
	return nil
}

// takeAsked takes over the pushes that a person wants tried again, at once and
// as often as new ones.
func (w *worker) takeAsked() {
	w.mu.Lock()
	asked := w.asked
	w.asked = nil
	w.mu.Unlock()
	for _, j := range asked {
		same := func(p job) bool { return p.record.Number == j.record.Number && p.channel == j.channel }
		w.pending = append(slices.DeleteFunc(w.pending, same), j)
	}
}
