package wechatbot

import (
	"context"
	"time"
)

// A notice to a grid that nobody has subscribed to is no failure: it is settled as
// catalog.Nobody, and goes out when somebody subscribes while it is still news.

const (
	newsFor     = 7 * 24 * time.Hour // how old a notice may be for those who subscribe later
	listenEvery = time.Hour          // somebody may subscribe at another replica
)

// listen takes up again what nobody was there for, where somebody is now.
func (w *worker) listen(ctx context.Context) {
	now := w.Now()
	if len(w.unheard) == 0 || !w.joinedNow.Swap(false) && now.Before(w.listened.Add(listenEvery)) {
		return
	}
	w.listened = now
	var still []job
	for i, j := range w.unheard {
		if now.Sub(j.since) > newsFor {
			continue
		}
		t, found, err := w.tag(ctx, j.grid.Tag)
		if err != nil {
			still = append(still, w.unheard[i:]...)
			break
		}
		if !found || t.Count == 0 {
			still = append(still, j)
			continue
		}
		j.after, j.tries = time.Time{}, 0
		w.pending = append(w.pending, j)
	}
	w.unheard = still
}
