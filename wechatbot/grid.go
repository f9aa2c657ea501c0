package wechatbot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
)

// A Grid (网格) is a group of residents that is told of new records. Records
// published before it joined are not pushed to it.
type Grid struct {
	Name   string
	Code   string // stable; names the grid in the memory of what was pushed
	Topics []string
	Joined time.Time
	Robot  string // key of the group robot's webhook (群机器人)
}

// wants says whether a record's column, title or keywords fit the grid's
// topics. A grid without topics wants everything.
func (g Grid) wants(r catalog.Record) bool {
	text := string(r.Column) + "\n" + r.Title + "\n" + strings.Join(r.Keywords, "\n")
	return len(g.Topics) == 0 || slices.ContainsFunc(g.Topics, func(t string) bool { return strings.Contains(text, t) })
}

// The channels under which pushes are remembered.
const (
	postChannel = "公众号"
	gridChannel = "网格群:"
)

// A job is one push of one record through one channel, not yet settled.
type job struct {
	record  catalog.Record
	channel string
	do      func(ctx context.Context) (catalog.Release, error)
	after   time.Time
	tries   int
}

// readRecords takes over what was published since, and notes what is to be
// pushed where.
func (w *worker) readRecords(ctx context.Context) {
	feed, ok := w.Catalog.(Feeder)
	if !ok {
		return
	}
	if err := feed.Sync(ctx); err != nil {
		w.Log.WithField("event", "feed").WithError(err).Error("the catalogue could not be brought up to date")
		return
	}
	for c, err := range feed.Since(ctx, w.changes) {
		if err != nil {
			w.Log.WithField("event", "feed").WithError(err).Error("the catalogue's feed could not be read")
			return
		}
		w.changes = c.Seq
		if c.Kind != catalog.Published {
			continue
		}
		for _, g := range w.Grids {
			if !g.Joined.IsZero() && c.By.At.Before(g.Joined) || !g.wants(c.Record) || g.Robot == "" {
				continue
			}
			w.pending = append(w.pending, job{record: c.Record, channel: gridChannel + g.Code, do: w.notice(g, c.Record)})
		}
		if !w.Posts.IsZero() && !c.By.At.Before(w.Posts) {
			w.pending = append(w.pending, job{record: c.Record, channel: postChannel, do: w.post(c.Record)})
		}
	}
}

// mend looks, once, for pushes that were claimed and never settled: whoever
// claimed them is gone, and nobody knows whether they went out.
func (w *worker) mend(ctx context.Context) bool {
	feed, ok := w.Catalog.(Feeder)
	if !ok {
		return true
	}
	channels := []string{postChannel}
	for _, g := range w.Grids {
		channels = append(channels, gridChannel+g.Code)
	}
	for _, channel := range channels {
		for rel, err := range feed.ReleasesOn(ctx, channel) {
			if err != nil {
				w.Log.WithField("event", "mend").WithError(err).Error("the releases could not be read")
				return false
			}
			if rel.State != catalog.Claimed || w.Now().Sub(rel.At) < time.Minute {
				continue
			}
			rel.State, rel.Reason, rel.At = catalog.NeedsHand, "发送时程序中断，不知道是否已经发出，请人工核对", w.Now()
			if err := feed.Settle(ctx, rel); err != nil {
				w.Log.WithField("event", "mend").WithError(err).Error("a push could not be settled")
			}
		}
	}
	return true
}

// send carries out the jobs whose time has come.
func (w *worker) send(ctx context.Context) {
	var rest []job
	for i, j := range w.pending {
		if ctx.Err() != nil || w.Now().Before(w.backoff) {
			rest = append(rest, w.pending[i:]...)
			break
		}
		if w.Now().Before(j.after) || !w.settle(ctx, &j) {
			rest = append(rest, j)
		}
	}
	w.pending = rest
}

// settle claims a job, carries it out and writes down what became of it. It
// returns false while the job is still to be tried.
func (w *worker) settle(ctx context.Context, j *job) bool {
	feed := w.Catalog.(Feeder)
	rel := catalog.Release{Subject: string(j.record.Number), Channel: j.channel, Day: w.day(), At: w.Now()}
	if err := feed.Claim(ctx, rel); err != nil {
		if !errors.Is(err, catalog.ErrClaimed) {
			w.Log.WithField("event", "claim").WithError(err).Error("a push could not be claimed")
			return false
		}
		return true // it is out, or another replica has it
	}
	done, err := j.do(ctx)
	rel.Ref, rel.Reason, rel.State = done.Ref, done.Reason, catalog.Sent
	switch {
	case err == nil && done.State != "":
		rel.State = done.State
	case errors.Is(err, ErrUnreachable) && done.State != catalog.Failed:
		rel.State, rel.Reason = catalog.NeedsHand, "没有收到微信的答复，不知道是否已经发出，请人工核对"
	case err != nil:
		rel.State, rel.Reason = catalog.Failed, err.Error()
	}
	if err := feed.Settle(ctx, rel); err != nil {
		w.Log.WithField("event", "settle").WithError(err).Error("a push could not be settled")
	}
	log := w.Log.WithField("event", "push").WithField("record", rel.Subject).WithField("channel", rel.Channel).WithField("state", string(rel.State))
	if rel.State == catalog.Sent {
		log.Info("pushed")
		return true
	}
	log.WithError(err).Warn("not pushed")
	j.tries++
	j.after = w.Now().Add(wait(j.tries))
	return rel.State != catalog.Failed || j.tries >= maxTries || refusedWith(err, 93000, 48001, 45009)
}

// maxTries bounds how often a push that WeChat refused is tried in one run.
const maxTries = 8

// wait is how long to wait before the next try: a second, doubled each time, an
// hour at most.
func wait(tries int) time.Duration { return min(time.Second<<min(tries-1, 12), time.Hour) }

// notice sends a record into a grid's group in few words.
func (w *worker) notice(g Grid, r catalog.Record) func(context.Context) (catalog.Release, error) {
	return func(ctx context.Context) (catalog.Release, error) {
		words := w.say("notice", map[string]any{"Record": r, "Grid": g, "Link": w.Pages.Record(r.Number)}).text
		return catalog.Release{}, w.wechat.robot(ctx, g.Robot, map[string]any{"msgtype": "text", "text": map[string]string{"content": short(words)}})
	}
}
