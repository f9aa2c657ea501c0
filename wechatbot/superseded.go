package wechatbot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// A notice may wait: for the morning, for the day's list, for a way that is busy, for a
// person's hand. A record that is withdrawn meanwhile does not go out. One that is
// replaced meanwhile goes out as what took its place, once: the other's own notice, where
// it has gone or goes to the same grid, is that one.

// overtaken is how the reason begins of what waits for a hand and was replaced.
const overtaken = "记录已被替代"

// mostReplaced bounds how often a record and what took its place were replaced in turn.
const mostReplaced = 20

// renewed is the job with its record as it stands now, or with the one that took its
// place. It fails with catalog.ErrNotFound where there is nothing to be told any more:
// the record was withdrawn, or the account posts what took its place by itself, or that
// one is older and no news.
func (w *worker) renewed(ctx context.Context, feed Feeder, j job) (job, error) {
	r, err := feed.Find(ctx, j.record.Number)
	if err != nil {
		return j, err
	}
	now := r
	for range mostReplaced {
		next := takesPlaceOf(now)
		if next == "" {
			break
		}
		if now, err = feed.Find(ctx, next); err != nil {
			return j, err
		}
	}
	if isReplaced(now) || now.ID != r.ID && (j.grid == nil || now.Published.Before(r.Published)) {
		return j, fmt.Errorf("wechatbot: %s was replaced: %w", r.Number, catalog.ErrNotFound)
	}
	j.record = now
	return j, nil
}

// isReplaced says whether another record took a record's place, known or not.
func isReplaced(r catalog.Record) bool {
	return r.Status == catalog.Superseded || takesPlaceOf(r) != ""
}

// takesPlaceOf is the number of the record that took a record's place; empty: none did,
// or nobody said which.
func takesPlaceOf(r catalog.Record) catalog.IndexNumber {
	if r.Status != catalog.Superseded && r.Status != catalog.Archived {
		return ""
	}
	for _, l := range r.Links {
		if l.Kind == catalog.ReplacedBy {
			return l.To
		}
	}
	return ""
}

// giveWay calls off what still waits of a record that was replaced, and says whether
// that must be tried again. What is out stays: a grid that has the old one gets the other
// as a notice of its own, and a post says on its page that it was replaced.
func (w *worker) giveWay(ctx context.Context, feed Feeder, rel catalog.Release) bool {
	r, err := feed.Find(ctx, catalog.IndexNumber(rel.Subject))
	if err != nil {
		return !errors.Is(err, catalog.ErrNotFound) // what was withdrawn is called off as that
	}
	j, ours := w.jobOf(r, rel.Channel)
	if strings.HasPrefix(rel.Reason, overtaken) || !ours && rel.Channel != MassChannel {
		return false
	}
	why := overtaken
	if n := takesPlaceOf(r); n != "" {
		why += "（" + string(n) + "）"
	}
	next := rel
	switch way, _ := wayOf(rel); {
	case rel.State == catalog.Failed && ours:
		next.State, next.Reason = catalog.Withdrawn, why+"，没有发出，不再发"
	case rel.State == catalog.Nobody:
		next.State, next.Reason = catalog.Withdrawn, why+"，不再等粉丝订阅"
	case rel.State != catalog.NeedsHand:
		return false
	case way == ByRelay:
		next.State, next.Reason = catalog.Withdrawn, why+"，不再等网格员转发"
	default:
		next.Reason = why + "，请不要再发。原来的情况：" + rel.Reason
	}
	next.At = w.Now()
	if err := feed.Settle(ctx, next); err != nil {
		w.Log.WithField("event", "supersede").WithError(err).Warn("a push of a replaced record could not be called off")
		return true
	}
	if next.State == catalog.Withdrawn && j.grid != nil {
		w.pending = append(w.pending, j) // it goes out as what took its place
	}
	return false
}
