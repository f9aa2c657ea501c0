package wechatbot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// remindChannel remembers which reminders were given.
const remindChannel = "值班提醒"

// quietDays are the days without a post after which the clerks are reminded.
// Inspections fail an account at fourteen (国办秘函〔2019〕19号).
var quietDays = [...]int{14, 10, 7}

// remind tells the clerks of an account that says nothing, and grid members of
// what still waits for their hands, and nobody at night. It looks once an hour.
func (w *worker) remind(ctx context.Context) {
	feed, ok := w.Catalog.(Feeder)
	if !ok || w.Now().Before(w.reminded.Add(time.Hour)) {
		return
	}
	w.reminded = w.Now()
	if !night.end(w.Now()).After(w.Now()) {
		w.silence(ctx, feed)
	}
	for _, g := range w.Grids {
		if !g.Sleeps().end(w.Now()).After(w.Now()) {
			w.hands(ctx, feed, g)
		}
	}
}

// silence counts the days since the last post.
func (w *worker) silence(ctx context.Context, feed Feeder) {
	if w.Posts.IsZero() {
		return
	}
	last := w.Posts
	for rel, err := range onAccount(ctx, feed) {
		if err != nil {
			return
		}
		if rel.State == catalog.Sent && rel.At.After(last) {
			last = rel.At
		}
	}
	days := int(w.Now().Sub(last).Hours() / 24)
	for _, n := range quietDays {
		if days >= n {
			w.once(ctx, feed, true, fmt.Sprintf("静默%d天:%s", n, last.In(beijing).Format(time.DateOnly)), w.Clerks,
				w.say("remind_silence", map[string]any{"Days": days, "Left": 14 - days}).text)
			return
		}
	}
}

// hands reminds a grid's members of what has waited for a day, and the clerks of
// what the member of a customer group has not confirmed.
func (w *worker) hands(ctx context.Context, feed Feeder, g Grid) {
	all, err := waiting(ctx, feed, g)
	if err != nil {
		return // it looks again in an hour
	}
	n, unconfirmed := 0, 0
	for _, rel := range all {
		way, _ := wayOf(rel)
		switch {
		case w.Now().Sub(rel.At) < 24*time.Hour:
		case way == ByCustomerGroup:
			unconfirmed++
		default:
			n++
		}
	}
	if unconfirmed > 0 {
		w.once(ctx, feed, true, fmt.Sprintf("确认:%s:%s", g.Code, w.day()), w.Clerks, w.say("remind_group", map[string]any{"Grid": g.Name, "N": unconfirmed}).text)
	}
	if n > 0 {
		w.once(ctx, feed, true, fmt.Sprintf("转发:%s:%s", g.Code, w.day()), g.Relay, w.say("remind_relay", map[string]any{"Grid": g.Name, "N": n}).text)
	}
}

// once gives a reminder once, whatever is restarted. What nobody could be told
// stays on the clerks' list as waiting for a hand; one that is looked for hourly is given
// in the next hour where WeChat was away.
func (w *worker) once(ctx context.Context, feed Feeder, hourly bool, subject string, openids []string, words string) {
	if ctx.Err() != nil {
		return
	}
	ctx = context.WithoutCancel(ctx) // what is begun is written down
	rel := catalog.Release{Subject: subject, Channel: remindChannel, Day: w.day(), At: w.Now()}
	if err := feed.Claim(ctx, rel); err != nil {
		if !errors.Is(err, catalog.ErrClaimed) {
			w.Log.WithField("event", "remind").WithError(err).Error("a reminder could not be claimed")
		}
		return
	}
	told, away := 0, false
	for _, openid := range openids {
		err := w.customText(ctx, openid, words)
		if err == nil {
			told++
		}
		away = away || isAway(err) || weixin.Busy(err)
	}
	rel.State, rel.Reason = catalog.NeedsHand, fmt.Sprintf("提醒了%d人", told)
	if hourly && told == 0 && away {
		rel.State, rel.Reason = catalog.Failed, "微信接口暂时不可用，一小时内再提醒"
	}
	w.writeDown(ctx, feed, rel, "remind", "a reminder")
	w.Log.WithField("event", "remind").WithField("told", told).Warn("a duty waits")
}
