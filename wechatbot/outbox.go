package wechatbot

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// PostChannel is the channel under which the account's posts are remembered in the
// catalogue.
const PostChannel = "公众号"

// A job is one push of one record through one channel, not yet settled.
type job struct {
	record  catalog.Record
	channel string
	grid    *Grid // nil: a post
	after   time.Time
	tries   int
	since   time.Time // when it was published
}

// readRecords takes over what was published since, and notes what is to be
// pushed where.
func (w *worker) readRecords(ctx context.Context) {
	feed, ok := w.Catalog.(Feeder)
	if !ok {
		return
	}
	if err := feed.Sync(ctx); err != nil {
		w.unfed("the catalogue could not be brought up to date", err.Error())
		return
	}
	var settled map[[2]string]catalog.ReleaseState
	if w.changes == 0 {
		settled = w.settled(ctx, feed)
	}
	for c, err := range feed.Since(ctx, w.changes) {
		if err != nil {
			w.unfed("the catalogue's feed could not be read", err.Error())
			return
		}
		w.changes = c.Seq
		switch c.Kind {
		case catalog.Withdrawn:
			w.undone, w.nextBack = append(w.undone, c.Number), time.Time{}
		case catalog.Superseded:
			w.replaced, w.nextBack = append(w.replaced, c.Number), time.Time{}
		}
		if c.Kind != catalog.Published {
			continue
		}
		for _, j := range w.pushes(c) {
			w.take(j, settled[[2]string{string(j.record.Number), j.channel}])
		}
	}
}

// pushes are those that a published record needs: to each grid that wants it, and
// as a post.
func (w *worker) pushes(c catalog.Change) []job {
	var jobs []job
	for i := range w.Grids {
		g := &w.Grids[i]
		if !g.Joined.IsZero() && c.By.At.Before(g.Joined) || !g.Wants(c.Record) {
			continue
		}
		jobs = append(jobs, job{record: c.Record, channel: g.Channel(), grid: g, after: g.gathers(c), since: c.By.At})
	}
	if !w.Posts.IsZero() && !c.By.At.Before(w.Posts) {
		jobs = append(jobs, job{record: c.Record, channel: PostChannel})
	}
	return jobs
}

// take notes a push, which stands where it does since before this process; empty:
// it was never tried.
func (w *worker) take(j job, state catalog.ReleaseState) {
	switch {
	case state == catalog.Nobody:
		w.unheard = append(w.unheard, j)
	case state == "" || state.Retryable():
		w.pending = append(w.pending, j)
	}
}

// settled are the pushes, by record and channel, that were made before this
// process: they need not be looked at one by one.
func (w *worker) settled(ctx context.Context, feed Feeder) map[[2]string]catalog.ReleaseState {
	out := map[[2]string]catalog.ReleaseState{}
	for rel, err := range feed.ReleasesOn(ctx, "") {
		if err != nil {
			return nil // each is found out when it is claimed
		}
		out[[2]string{rel.Subject, rel.Channel}] = rel.State
	}
	return out
}

// gathered is from how many records on a grid gets one list instead of so many
// notices. One that wants a list, or only so many notices a day, gets it from two on.
const gathered = 3

func gatheredBy(g *Grid) int {
	if g != nil && (g.Digest > 0 || g.Daily > 0) {
		return 2
	}
	return gathered
}

// send carries out the jobs whose time has come. What is not urgent and waits
// for the same grid goes as one, after all that is urgent.
func (w *worker) send(ctx context.Context) {
	var rest []job
	batches := map[string][]job{}
	var order []string
	for _, j := range w.pending {
		if w.postpone(ctx, &j) {
			rest = append(rest, j)
			continue
		}
		key := j.channel
		if j.grid == nil || urgent(j.record) {
			key += "\x00" + string(j.record.Number)
		}
		if batches[key] == nil {
			order = append(order, key)
		}
		batches[key] = append(batches[key], j)
	}
	slices.SortStableFunc(order, func(a, b string) int { return hurry(batches[a][0]) - hurry(batches[b][0]) })
	for _, key := range order {
		size := 1
		for batch := batches[key]; len(batch) > 0; batch = batch[size:] {
			if ctx.Err() != nil || w.Now().Before(w.backoff) {
				rest = append(rest, batch...)
				break
			}
			until := w.rests(batch[0])
			if until.IsZero() && w.postpone(ctx, &batch[0]) { // what went before was the day's last, or took until the evening
				until = batch[0].after
			}
			if !until.IsZero() {
				rest = append(rest, delayed(batch, until)...)
				break
			}
			size = w.together(batch)
			rest = append(rest, w.settle(ctx, batch[:size])...)
		}
	}
	w.pending = rest
}

// together is how many of a batch go as one: none waits for a list that it has no room in.
func (w *worker) together(batch []job) int {
	if len(batch) < gatheredBy(batch[0].grid) {
		return 1
	}
	rs := make([]catalog.Record, len(batch))
	for i, j := range batch {
		rs[i] = j.record
	}
	return w.fitting(*batch[0].grid, rs)
}

// hurry orders jobs: what is urgent comes first.
func hurry(j job) int {
	if urgent(j.record) {
		return 0
	}
	return 1
}

// postpone says whether a job's time has not come: it failed a while ago, the
// grid sleeps, or it has had its notices for today.
func (w *worker) postpone(ctx context.Context, j *job) bool {
	now := w.Now()
	if now.Before(j.after) {
		return true
	}
	if j.grid == nil || urgent(j.record) && !j.grid.Strict {
		return false
	}
	if end := j.grid.Sleeps().end(now); end.After(now) {
		j.after = end
		return true
	}
	if urgent(j.record) || j.grid.Daily == 0 {
		return false
	}
	switch n, err := w.today(ctx, j.channel); {
	case err != nil:
		j.after = now // they are counted again at the next turn
		return true
	case n < j.grid.Daily:
		return false
	}
	j.after = untilMorning(now)
	return true
}

// today counts what a channel took today, but what was urgent. A list of several
// counts once.
func (w *worker) today(ctx context.Context, channel string) (int, error) {
	feed, moments := w.Catalog.(Feeder), map[time.Time]bool{}
	for rel, err := range feed.ReleasesOn(ctx, channel) {
		if err != nil {
			return 0, err
		}
		if rel.Day != w.day() || rel.State.Retryable() || rel.State == catalog.Withdrawn || moments[rel.At] {
			continue
		}
		if r, err := feed.Find(ctx, catalog.IndexNumber(rel.Subject)); err != nil || !urgent(r) {
			moments[rel.At] = true
		}
	}
	return len(moments), nil
}

// settle claims the jobs of a batch, carries them out as one and writes down
// what became of them. It returns those that are still to be tried.
func (w *worker) settle(ctx context.Context, batch []job) (again []job) {
	ctx = context.WithoutCancel(ctx) // what is begun is ended, so that nobody need ask what became of it
	feed, at := w.Catalog.(Feeder), w.Now()
	var mine []job
	var records []catalog.Record
	for _, j := range batch {
		j, err := w.renewed(ctx, feed, j)
		if errors.Is(err, catalog.ErrNotFound) {
			continue // it was withdrawn meanwhile, or replaced
		}
		if err == nil {
			err = feed.Claim(ctx, catalog.Release{Subject: string(j.record.Number), Channel: j.channel, Day: dayOf(at), At: at})
		}
		switch {
		case errors.Is(err, catalog.ErrClaimed) && w.owes(string(j.record.Number), j.channel): // by this process, and was not out
			again = append(again, j)
		case errors.Is(err, catalog.ErrClaimed): // it is out, or another replica has it
		case err != nil:
			w.Log.WithField("event", "claim").WithError(err).Error("a push could not be claimed")
			again = append(again, j)
		default:
			mine, records = append(mine, j), append(records, j.record)
		}
	}
	if len(mine) == 0 {
		return again
	}
	var done catalog.Release
	var err error
	if g := mine[0].grid; g != nil {
		done, err = w.carry(ctx, *g, records, toleranceOf(mine[0]))
	} else {
		done, err = w.post(ctx, records[0])
	}
	for _, j := range mine {
		if !w.note(ctx, &j, at, done, err) {
			again = append(again, j)
		}
	}
	return again
}

// note writes down what became of one job. It is false while the job is still
// to be tried.
func (w *worker) note(ctx context.Context, j *job, at time.Time, done catalog.Release, err error) bool {
	rel := catalog.Release{Subject: string(j.record.Number), Channel: j.channel, Day: dayOf(at), At: at, Ref: done.Ref, Reason: done.Reason, State: catalog.Sent}
	switch {
	case err == nil && done.State != "":
		rel.State = done.State
	case errors.Is(err, ErrUnreachable) && done.State != catalog.Failed:
		rel.State, rel.Reason = catalog.NeedsHand, unanswered
	case errors.Is(err, errNobody):
		rel.State, rel.Reason = catalog.Nobody, reason(err)
		w.unheard = append(w.unheard, *j)
	case weixin.Busy(err), passes(err), weixin.Away(err):
		rel.State, rel.Reason = catalog.Failed, failure(err)+"，稍后自动重试"
	case err != nil:
		rel.State, rel.Reason = catalog.Failed, failure(err)
	}
	w.writeDown(ctx, w.Catalog.(Feeder), rel, "settle", "a push")
	if way, id := wayOf(rel); rel.Channel == PostChannel {
		w.publishedAs(ctx, w.Catalog.(Feeder), rel.Ref)
	} else if way == ByTag {
		w.massedAs(ctx, w.Catalog.(Feeder), id)
	}
	log := w.Log.WithField("event", "push").WithField("record", rel.Subject).WithField("channel", rel.Channel).WithField("state", string(rel.State))
	switch {
	case rel.State == catalog.Sent:
		log.Info("pushed")
		return true
	case rel.State == catalog.Nobody:
		log.Info("nobody is there to be told")
		return true
	case err == nil:
		log.Info("waits for somebody's hand") // such as a grid member's, who forwards it
	default:
		log.WithError(err).Warn("not pushed")
	}
	if !passes(err) {
		j.tries++
	}
	j.after = w.Now().Add(pause(w.Now(), err, j.grid != nil, max(1, j.tries)))
	return rel.State != catalog.Failed || w.givesUp(*j, err)
}

// passes says whether what a push met with ends by itself, however often it is met.
func passes(err error) bool {
	return weixin.Refused(err, 45009) || errors.Is(err, errUnderWay) || errors.Is(err, errRoom)
}

// givesUp says whether a push that failed is not tried again in this run.
func (w *worker) givesUp(j job, err error) bool {
	if (j.tries < maxTries || weixin.Busy(err) || weixin.Away(err)) && !weixin.Refused(err, 93000, 48001, 40013, 40125) {
		return false
	}
	w.gaveUp[[2]string{string(j.record.Number), j.channel}] = true
	return true
}

// maxTries bounds how often a push that WeChat refused is tried in one run. Where
// WeChat is only busy, or away, it is tried on.
const maxTries = 8

// pause is how long to wait before the next try: a second, doubled each time, an
// hour at most, and up to a quarter more so that replicas do not march in step.
// A robot that wrote too often rests a minute, as what came too fast does; a day's
// quota comes back with the day, of which an hour's wait makes sure. Whether WeChat is
// there again is looked at every five minutes at least. The mass messages of a period
// (45028) are looked for the next morning.
func pause(now time.Time, err error, robot bool, tries int) time.Duration {
	d := min(time.Second<<min(tries-1, 12), time.Hour)
	switch {
	case errors.Is(err, errUnderWay), errors.Is(err, errRoom):
		d = 10 * time.Second
	case weixin.Away(err):
		d = min(30*time.Second<<min(tries-1, 4), 5*time.Minute)
	case weixin.Refused(err, 45009) && robot, weixin.TooFast(err):
		d = time.Minute
	case weixin.Refused(err, 45028):
		return untilMorning(now).Sub(now) + rand.N(time.Minute)
	case weixin.Refused(err, 45009, 40164, 61004):
		d = time.Hour
	}
	return d + rand.N(d/4)
}
