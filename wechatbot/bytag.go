package wechatbot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// tagChannel remembers what the followers of a tag were told, so that they are
// told once where several grids share the tag.
func (g Grid) tagChannel() string { return tagPrefix + g.Tag }

const tagPrefix = "标签:"

var errNobody = errors.New("wechatbot: nobody has subscribed to the grid")

// byTag sends a mass message to the followers who subscribed. Those of a tag
// that several grids share are told once.
func (w *worker) byTag(ctx context.Context, g Grid, rs []catalog.Record) (catalog.Release, error) {
	t, found, err := w.tag(ctx, g.Tag)
	if err != nil {
		return notOut, err
	}
	if !found || t.Count == 0 {
		return notOut, errNobody
	}
	if _, code := w.pace.free(w.Now()); code != 0 { // it would be refused
		return notOut, &APIError{API: massAll, Code: code}
	}
	feed, at := w.Catalog.(Feeder), w.Now()
	fresh, err := w.unclaimed(ctx, feed, g, rs, at)
	switch {
	case err != nil:
		return notOut, err
	case len(fresh) == 0:
		return toldByTag(ctx, feed, g, rs[0])
	}
	id, err := w.massText(ctx, t, fresh, w.notice(g, fresh))
	rel := massTaken(at, refOf(ByTag, id), err)
	rel.Channel, rel.Day = g.tagChannel(), dayOf(at)
	w.settleTag(ctx, feed, fresh, rel)
	w.massedAs(ctx, feed, id)
	return catalog.Release{Ref: rel.Ref}, err
}

// errUnderWay says that another grid of the tag, or another replica, is about to send a
// record to it, or just did not: what becomes of that is not known yet.
var errUnderWay = errors.New("wechatbot: the tag is being told of it")

// errRoom says that the catalogue could not be read or written to. What the store says is
// for the log, and no reason for a clerk.
var errRoom = errors.New("wechatbot: the catalogue's store is away")

// toldByTag is what becomes of a record at a grid whose tag another grid, or another
// replica, sent it to.
func toldByTag(ctx context.Context, feed Feeder, g Grid, r catalog.Record) (catalog.Release, error) {
	all, err := feed.Releases(ctx, string(r.Number))
	if err != nil {
		return notOut, fmt.Errorf("%w: %w", errRoom, err)
	}
	i := slices.IndexFunc(all, func(rel catalog.Release) bool { return rel.Channel == g.tagChannel() })
	if i < 0 || all[i].State == catalog.Claimed || all[i].State.Retryable() {
		return notOut, errUnderWay
	}
	return catalog.Release{State: all[i].State, Ref: cmp.Or(all[i].Ref, string(ByTag)), Reason: all[i].Reason}, nil
}

// notByTag says of the grids of a tag what is found out later of its mass message: that
// it did not go out, or that nobody knows. It is false where that could not be written
// down of each.
func (b *Bot) notByTag(ctx context.Context, feed Feeder, rel catalog.Release) bool {
	if rel.State != catalog.NeedsHand || !strings.HasPrefix(rel.Channel, tagPrefix) {
		return true
	}
	all, err := feed.Releases(ctx, rel.Subject)
	for _, told := range all {
		way, _ := wayOf(told)
		shares := slices.ContainsFunc(b.Grids, func(g Grid) bool { return g.tagChannel() == rel.Channel && g.Channel() == told.Channel })
		if shares && way == ByTag && told.State == catalog.Sent {
			told.State, told.Reason, told.At = rel.State, rel.Reason, rel.At
			err = errors.Join(err, feed.Settle(ctx, told))
		}
	}
	if err != nil {
		b.Log.WithField("event", "mass").WithError(err).Error("what became of a mass message could not be written down of each grid")
	}
	return err == nil
}

// settleTag writes down what became of records that were claimed for a tag.
func (w *worker) settleTag(ctx context.Context, feed Feeder, rs []catalog.Record, rel catalog.Release) {
	for _, r := range rs {
		rel.Subject = string(r.Number)
		w.writeDown(ctx, feed, rel, "settle", "a push")
		w.notByTag(ctx, feed, rel)
	}
}

// unclaimed claims the records for a grid's tag, and returns those that no other
// grid of the tag, and no other replica, has. Where one cannot be claimed, none is.
func (w *worker) unclaimed(ctx context.Context, feed Feeder, g Grid, rs []catalog.Record, at time.Time) (fresh []catalog.Record, err error) {
	for _, r := range rs {
		err := feed.Claim(ctx, catalog.Release{Subject: string(r.Number), Channel: g.tagChannel(), Day: dayOf(at), At: at})
		switch {
		case errors.Is(err, catalog.ErrClaimed):
		case err != nil:
			w.settleTag(ctx, feed, fresh, catalog.Release{Channel: g.tagChannel(), Day: dayOf(at), At: at, State: catalog.Failed, Reason: "同批的一条没有登记上，稍后自动重试"})
			return nil, fmt.Errorf("%w: %w", errRoom, err)
		default:
			fresh = append(fresh, r)
		}
	}
	return fresh, nil
}

// massAll is the call for a mass message to a tag, or to all.
const massAll = "/cgi-bin/message/mass/sendall"

// massText sends a text to a tag. WeChat knows a second try by its id, so that a
// lost answer is asked for again.
func (w *worker) massText(ctx context.Context, t tag, rs []catalog.Record, words string) (id string, err error) {
	return w.massed(ctx, massAll, map[string]any{
		"filter": map[string]any{"is_to_all": false, "tag_id": t.ID}, "msgtype": "text",
		"text": map[string]string{"content": words}, "clientmsgid": massKey(t.Name, rs),
	})
}

// massTries is how often a mass message is tried whose answer is lost.
const massTries = 3

// massed sends a mass message once, whatever becomes of the answers.
func (b *Bot) massed(ctx context.Context, api string, in map[string]any) (id string, err error) {
	var out struct {
		ID weixin.ID `json:"msg_id"`
	}
	var unknown error // of a try whose answer was lost
	for range massTries {
		err = b.wechat.Call(ctx, api, in, &out)
		b.pace.called(b.Now(), err)
		switch {
		case weixin.Refused(err, 45065): // it is out already
			err = nil
		case weixin.Refused(err, 45066): // a try before this one is still under way
			return "", fmt.Errorf("%s: %w", api, ErrUnreachable)
		}
		err = weixin.Answered(api, string(out.ID), err)
		if errors.Is(err, ErrNotSent) && unknown != nil {
			err = unknown
		}
		if !errors.Is(err, ErrUnreachable) {
			break
		}
		unknown = err
	}
	return string(out.ID), err
}

// massKey is the same for the same records to the same people.
func massKey(to string, rs []catalog.Record) string {
	h := sha256.New()
	fmt.Fprintln(h, to)
	for _, r := range rs {
		fmt.Fprintln(h, r.Number, r.Version)
	}
	return hex.EncodeToString(h.Sum(nil))
}
