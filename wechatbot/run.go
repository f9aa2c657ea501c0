package wechatbot

import (
	"context"
	"errors"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// A push is something for a citizen that follows an answer.
type push struct {
	openid string
	answer answer
	key    string              // of the message that asked
	ask    *message.MixMessage // to be answered still; nil: the answer is there
	count  string              // a question to be counted as unanswered, on its day; then there is no citizen
	day    civil.Date
	tidy   func(context.Context) error // what was handed in is to be no draft any more; then there is no citizen either
	tries  int                         // that were in vain
	after  time.Time                   // not tried again before
}

// later queues a push behind the answer that is being given. It is false when
// the queue is full.
func (b *Bot) later(p push) bool {
	select {
	case b.queue <- p:
		return true
	default:
		return false
	}
}

// dropped says that an answer does not follow that was promised.
func (b *Bot) dropped() {
	b.Log.WithField("event", "answer").WithField("waiting", cap(b.queue)).Error("an answer that was promised is dropped: Run is not running, or too many wait")
}

// Run does what nobody waits for, until ctx is done: it sets the menu, tells
// applicants what the office did, posts records to the account and carries them
// to the grids. It takes over what other processes wrote to the same stores.
// What was claimed and sent is never sent again, and what failed is tried again. It
// ends after what is under way, and after what was promised in answers: end it when no
// callback comes any more, and wait for it.
func (b *Bot) Run(ctx context.Context) error {
	w := worker{Bot: b, waiting: map[awaited]forbearance{}, noticesOff: map[string]time.Time{}, spoken: map[string]int{}, unsettled: map[awaited][]telling{}, gaveUp: map[[2]string]bool{}, wrote: map[string][]time.Time{},
		polls: map[string]int{}, unread: map[string]time.Time{}}
	b.ear() // fitted before somebody waits for it
	tick := time.NewTicker(b.Pace)
	defer tick.Stop()
	for {
		w.steadily(func() { w.work(ctx) })
		select {
		case <-ctx.Done():
			w.steadily(func() { w.last(ctx) })
			return ctx.Err()
		case p := <-b.queue:
			w.following = append(w.following, p)
			continue
		case <-tick.C:
			w.steadily(func() { w.follow(ctx) })
		}
	}
}

// steadily does some of the work. A panic in a room or below ends that much of
// it and not the bot: what it had claimed is looked at again a minute later.
func (w *worker) steadily(do func()) {
	defer func() {
		if p := recover(); p != nil {
			w.Log.WithField("event", "panic").WithField("at", where()).Error("the work behind the answers panicked")
			w.mendAt = time.Time{}
			w.hold(time.Minute)
		}
	}()
	do()
}

// A worker is one Run: how far it has read the feeds.
type worker struct {
	*Bot
	menu       bool
	menuAfter  time.Time // it is not tried before then
	mendAt     time.Time // when lost claims are looked for
	backoff    time.Time // no calls to WeChat before then
	postsAfter time.Time // nothing is published before then: the day's publications are used up
	tellAfter  time.Time // no citizen is told anything before then
	delays     int       // how often in a row WeChat had no time for it
	gone       bool      // WeChat was away: it is looked whether it is there again, before anything is claimed
	requests   int64     // read of the desk's feed
	cases      int64     // read of the feed of cases
	waiting    map[awaited]forbearance
	noticesOff map[string]time.Time   // by template: not to be used before
	spoken     map[string]int         // by request or case and event: messages of it that went out, until all have
	unsettled  map[awaited][]telling  // what became of tellings that could not be written down
	changes    int64                  // read of the catalogue's feed
	gaveUp     map[[2]string]bool     // by record and channel: pushes that failed for good
	pending    []job                  // pushes not yet settled
	wrote      map[string][]time.Time // by robot: its last minute's messages
	unheard    []job                  // pushes to grids that nobody had subscribed to
	listened   time.Time              // when they were last looked at
	undone     []catalog.IndexNumber  // withdrawn records whose posts may still be up
	replaced   []catalog.IndexNumber  // records that others took the place of, which may still wait somewhere
	nextBack   time.Time              // before then they are left up
	downAfter  time.Time              // and before then, as the day's deletions are used up
	polls      map[string]int         // by publication: how often it was asked for
	looked     time.Time              // when what waits for others was last looked at
	reminded   time.Time              // when the duties were last looked at
	unread     map[string]time.Time   // by what the log says of a feed: when it last did

	following []push // behind answers that are on their way
	ready     int    // of them, how many have waited a whole turn
}

// follow sends what follows answers once a whole turn has gone by, so that the
// answer itself arrives first. What is left once ctx is done is for last.
func (w *worker) follow(ctx context.Context) {
	for w.ready > 0 && ctx.Err() == nil {
		p := w.following[0]
		w.following, w.ready = w.following[1:], w.ready-1
		if p.after.After(w.Now()) {
			w.following = append(w.following, p)
			continue
		}
		w.keep(ctx, p)
	}
	w.ready = len(w.following)
}

// lastWords is how long Run takes, once it is to end, for what was promised in answers;
// and as long before that for the promise that it was keeping just then.
const lastWords = 5 * time.Second

// keep keeps one promise, and goes on with it for lastWords where ctx is done meanwhile.
func (w *worker) keep(ctx context.Context, p push) {
	on, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(lastWords, cancel) })()
	w.push(on, p)
}

// last sends what follows answers that were given: no other process knows of it.
func (w *worker) last(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	for len(w.queue) > 0 {
		w.following = append(w.following, <-w.queue)
	}
	for _, p := range w.following {
		w.push(ctx, p)
	}
	w.writeRest(ctx)
	w.tellRest(ctx)
}

func (w *worker) work(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	w.writeRest(ctx)
	if !w.Trial && !w.Now().Before(w.backoff) && !w.Now().Before(w.mendAt) {
		w.mend(ctx)
	}
	w.readRequests(ctx)
	if !w.Trial {
		w.readRecords(ctx)
		w.takeAsked()
	}
	if w.Now().Before(w.backoff) {
		return
	}
	if !w.menu && !w.Now().Before(w.menuAfter) {
		w.menu = w.setMenu(ctx)
	}
	w.tell(ctx)
	w.takeBack(ctx)
	w.listen(ctx)
	w.send(ctx)
	if !w.Trial {
		w.look(ctx)
		w.remind(ctx)
	}
}

// unfed says in the log that a feed could not be read, and why, once a minute: it is
// tried each turn.
func (w *worker) unfed(what, why string) {
	if now := w.Now(); now.Sub(w.unread[what]) >= time.Minute {
		w.unread[what] = now
		w.Log.WithField("event", "feed").WithField("error", why).Error(what)
	}
}

// hold waits before WeChat is called again.
func (w *worker) hold(d time.Duration) { w.backoff = w.Now().Add(d) }

// push sends what follows an answer. A question that a room had no time for is
// asked again with more of it.
func (b *Bot) push(ctx context.Context, p push) {
	if p.count != "" {
		if err := b.Cases.Ask(ctx, p.count, p.day); err != nil {
			b.Log.WithField("event", "unanswered").WithField("error", fault(err)).Error("an unanswered question was not counted")
		}
		return
	}
	if p.tidy != nil {
		b.tidied(ctx, p)
		return
	}
	if p.ask != nil {
		long, cancel := context.WithTimeout(ctx, slowest)
		p.answer = b.safely(long, p.key, p.ask)
		cancel()
	}
	var err error
	switch {
	case p.answer.card != nil:
		err = b.customCard(ctx, p.openid, *p.answer.card)
	case p.answer.text != "":
		err = b.customText(ctx, p.openid, p.answer.text)
	}
	if weixin.Refused(err, 48001, 48002, 48004) {
		b.refusedAt.Store(b.Now().Unix())
	}
	if err != nil {
		b.Log.WithField("event", "push").WithError(err).Info("what follows an answer was not sent")
		b.pushAgain(p, err)
	}
}

// How often an answer that was promised is tried again: for some ten minutes where it
// surely did not go out, for she waits for it, and twice where nobody knows, for to have
// it twice is better than not at all.
const (
	mostPushes    = 12
	unsurePushes  = 2
	longestSilent = time.Minute
)

// pushAgain tries later what WeChat had no time for.
func (b *Bot) pushAgain(p push, err error) {
	most := 0
	switch {
	case errors.Is(err, ErrNotSent), weixin.Busy(err):
		most = mostPushes
	case errors.Is(err, ErrUnreachable):
		most = unsurePushes
	}
	if p.tries++; p.tries > most {
		return
	}
	p.ask, p.after = nil, b.Now().Add(min(5*time.Second<<(p.tries-1), longestSilent))
	if !b.later(p) {
		b.dropped()
	}
}

// mostTidies is how often Run tries, turn after turn, to drop what was handed in.
const mostTidies = 300

// tidied drops what was handed in. Where that fails it is tried again: else it would be
// shown to her as what she has begun.
func (b *Bot) tidied(ctx context.Context, p push) {
	err := p.tidy(ctx)
	if err == nil {
		return
	}
	if p.tries++; p.tries == 1 || p.tries == mostTidies {
		b.Log.WithField("event", "tidy").WithField("error", fault(err)).Error("what was handed in is a draft still")
	}
	if p.tries < mostTidies {
		b.later(p)
	}
}

// slowest is how long a room may take for a question that is answered later.
const slowest = time.Minute

// setMenu puts the account's menu up. An account that may not have one works
// without.
func (w *worker) setMenu(ctx context.Context) bool {
	button := func(name, say string) map[string]any {
		return map[string]any{"type": "click", "name": name, "key": "say:" + say}
	}
	under := func(name string, buttons ...map[string]any) map[string]any {
		return map[string]any{"name": name, "sub_button": buttons}
	}
	search := []map[string]any{button("公开目录", "公开目录")}
	if w.Books != nil {
		search = append(search, button("三公经费", "三公经费"))
	}
	if page := w.Pages.Catalogue(""); page != "" {
		search = append(search, map[string]any{"type": "view", "name": "网页目录", "url": page})
	}
	menu := []map[string]any{under("查信息", search...)}
	if w.takesApplications() {
		menu = append(menu, under("我要申请", button("申请公开", "我要申请"), button("查进度", "我的申请")))
	}
	helpers := []map[string]any{button("怎么用", "帮助"), button("人工", "人工")}
	if w.Cases != nil {
		helpers = append(helpers, button("咨询", "咨询"), button("投诉", "投诉"))
	}
	menu = append(menu, under("办事帮手", helpers...))
	err := w.wechat.Call(ctx, "/cgi-bin/menu/create", map[string]any{"button": menu}, nil)
	switch {
	case err == nil, weixin.Refused(err, 48001):
		return true
	}
	w.Log.WithField("event", "menu").WithError(err).Warn("the menu was not set")
	w.menuAfter = w.Now().Add(time.Minute)
	if weixin.Refused(err) && !weixin.Busy(err) {
		w.menuAfter = w.Now().Add(time.Hour)
	}
	return false
}
