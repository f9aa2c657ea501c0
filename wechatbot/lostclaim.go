package wechatbot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// claimLife is how long whoever claimed a push may take to send and settle it.
const claimLife = time.Minute

// mend looks for pushes that were claimed and never settled: whoever claimed them is
// gone, and nobody knows whether they went out. It looks again when a claim that is
// still young may be lost, and every now and then for those of other replicas.
func (w *worker) mend(ctx context.Context) {
	feed, ok := w.Catalog.(Feeder)
	if !ok {
		return
	}
	now := w.Now()
	next := now.Add(lookEvery)
	for rel, err := range feed.ReleasesOn(ctx, "") {
		if err != nil {
			w.unfed("the releases could not be read", fault(err))
			return
		}
		if rel.State == catalog.Failed {
			w.takeUp(ctx, feed, rel)
		}
		if rel.State != catalog.Claimed {
			continue
		}
		if w.Now().Sub(rel.At) < claimLife {
			next = w.Now().Add(claimLife)
			continue
		}
		lost, ours := w.lost(rel)
		if !ours {
			continue
		}
		lost.At = now // the same for all of one message
		if w.notByTag(ctx, feed, lost) {
			w.writeDown(ctx, feed, lost, "mend", "a push")
		}
	}
	w.mendAt = next
}

// forgottenFor is how long a push that surely did not go out lies there before it is
// taken for forgotten: longer than whoever tries it again waits.
const forgottenFor = 2 * time.Hour

// takeUp tries again what another replica would have, which is gone: not what was refused
// again and again, but what never set out, however often.
func (w *worker) takeUp(ctx context.Context, feed Feeder, rel catalog.Release) {
	same := func(j job) bool { return j.of(rel.Subject, rel.Channel) }
	switch {
	case w.Now().Sub(rel.At) < forgottenFor, rel.Attempts >= maxTries && !strings.HasPrefix(rel.Reason, notConnected), rel.Channel == PostChannel && (w.Posts.IsZero() || rel.At.Before(w.Posts)):
		return
	case slices.ContainsFunc(w.pending, same), w.gaveUp[[2]string{rel.Subject, rel.Channel}]:
		return
	}
	r, err := feed.Find(ctx, catalog.IndexNumber(rel.Subject))
	if err != nil {
		return // it is not public any more, or it is looked at again
	}
	if j, ours := w.jobOf(r, rel.Channel); ours {
		w.pending = append(w.pending, j)
	}
}

// lost is what becomes of a claim of this bot whose holder is gone. What is handed to
// a grid member a second time does no harm, and what she never got would.
func (w *worker) lost(rel catalog.Release) (catalog.Release, bool) {
	rel.State, rel.Reason = catalog.NeedsHand, "发送时程序中断，不知道是否已经发出，请人工核对"
	switch rel.Channel {
	case PostChannel, MassChannel, remindChannel:
		return rel, true
	}
	for _, g := range w.Grids {
		switch rel.Channel {
		case g.Channel(), g.tagChannel(), g.detourChannel():
			return rel, true
		case g.handOverChannel():
			rel.State, rel.Reason = catalog.Failed, "补交时程序中断，重新补交"
			return rel, true
		}
	}
	return rel, false
}
