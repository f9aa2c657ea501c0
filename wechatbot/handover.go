package wechatbot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// A grid member can be written to only for a while after he wrote (客服消息). What
// none of a grid's members could be sent waits, and is handed over when one of
// them writes: in the answer where he asks for it, else soon after.

// relayWaits is the Ref of a release that waits for a grid member to write.
const relayWaits = string(ByRelay) + ":waits"

// waitsForMember is what becomes of a notice that no other way took either.
func waitsForMember(others error) catalog.Release {
	why := "微信现在不让给网格员发消息：他48小时内没有给公众号发过消息，或者他来消息以后已经发满了条数。他一来消息就交给他，急的请打电话"
	if others != nil && !weixin.Shut(others) {
		why += "（其他方式：" + reason(others) + "）"
	}
	return catalog.Release{State: catalog.NeedsHand, Ref: relayWaits, Reason: why}
}

// notHandedOver are the releases of a grid that wait for a member to write, and
// their records, as many as go into one message. A record that was withdrawn or
// replaced meanwhile is left out.
func (b *Bot) notHandedOver(ctx context.Context, feed Feeder, g Grid) (out []catalog.Release, rs []catalog.Record, err error) {
	all, err := waiting(ctx, feed, g)
	if err != nil {
		return nil, nil, err
	}
	for _, rel := range all {
		if rel.Ref != relayWaits {
			continue
		}
		if r, err := feed.Find(ctx, catalog.IndexNumber(rel.Subject)); err == nil && !isReplaced(r) {
			out, rs = append(out, rel), append(rs, r)
		}
	}
	if len(rs) > 0 {
		n := b.fitting(g, rs)
		out, rs = out[:n], rs[:n]
	}
	return out, rs, nil
}

// handedOver writes down that a grid's notices are in a member's hands. What cannot be
// written down of one is no reason to leave out the others: it is handed over again.
func (b *Bot) handedOver(ctx context.Context, feed Feeder, rels []catalog.Release) (err error) {
	for _, rel := range rels {
		rel.Ref, rel.Reason, rel.At = string(ByRelay), relayed, b.Now()
		err = errors.Join(err, feed.Settle(ctx, rel))
	}
	return err
}

// handOverChannel remembers which of the grid's notices were handed over late.
func (g Grid) handOverChannel() string { return g.Channel() + "·补交" }

// handOver sends members who wrote lately what waited for that. Of several
// replicas one does it.
func (w *worker) handOver(ctx context.Context, feed Feeder) {
	for _, g := range w.Grids {
		if !slices.ContainsFunc(g.Relay, func(openid string) bool { return !w.windows.closed(openid) }) {
			continue
		}
		rels, rs, err := w.notHandedOver(ctx, feed, g)
		if err != nil || len(rels) == 0 || ctx.Err() != nil {
			continue
		}
		ctx := context.WithoutCancel(ctx) // what is begun is written down
		claim := catalog.Release{Subject: rels[0].Subject, Channel: g.handOverChannel(), Day: w.day(), At: w.Now()}
		if feed.Claim(ctx, claim) != nil {
			continue // another replica does it
		}
		_, err = w.byRelay(ctx, g, w.notice(g, rs))
		claim.State = catalog.Sent
		if err != nil {
			claim.State, claim.Reason = catalog.Failed, reason(err)
		} else if err = w.handedOver(ctx, feed, rels); err != nil {
			claim.State, claim.Reason = catalog.Failed, "补交了，没有登记上，重新补交"
		}
		if settle := feed.Settle(ctx, claim); err == nil {
			err = settle
		}
		if err != nil && !weixin.Shut(err) {
			w.Log.WithField("event", "relay").WithError(err).Warn("a grid member was not sent what waits for him")
		}
	}
}

// takesOver gives a grid member, in the answer itself, what waited for him; ""
// if nothing did.
func (v *visit) takesOver(feed Feeder) (string, error) {
	var parts []string
	for _, g := range v.bot.Grids {
		if !slices.Contains(g.Relay, v.openid) {
			continue
		}
		rels, rs, err := v.bot.notHandedOver(v.ctx, feed, g)
		if err != nil {
			return "", err
		}
		if len(rels) == 0 {
			continue
		}
		if err := v.bot.handedOver(v.ctx, feed, rels); err != nil { // he has them all the same
			v.bot.Log.WithField("event", "relay").WithError(err).Error("what a grid member was given could not be written down")
		}
		parts = append(parts, v.bot.say("relay", map[string]any{"Grid": g, "Text": v.bot.notice(g, rs)}).text)
	}
	return strings.Join(parts, "\n\n"), nil
}
