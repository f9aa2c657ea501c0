package wechatbot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// backEvery is how long a post that could not be taken down waits for the next
// try.
const backEvery = time.Minute

// takeBack deletes the posts of withdrawn records, and calls off what still waits of
// those and of replaced ones. What was carried into groups cannot be taken back.
func (w *worker) takeBack(ctx context.Context) {
	feed, ok := w.Catalog.(Feeder)
	if !ok || len(w.undone)+len(w.replaced) == 0 || w.Now().Before(w.nextBack) {
		return
	}
	w.undone = w.unsent(ctx, feed, w.undone, w.lower)
	w.replaced = w.unsent(ctx, feed, w.replaced, w.giveWay)
	if len(w.undone)+len(w.replaced) > 0 {
		w.nextBack = w.Now().Add(backEvery)
	}
}

// unsent does something about each release of some records, and returns the records of
// which that must be tried again.
func (w *worker) unsent(ctx context.Context, feed Feeder, of []catalog.IndexNumber, do func(context.Context, Feeder, catalog.Release) (again bool)) (rest []catalog.IndexNumber) {
	for _, n := range of {
		releases, err := feed.Releases(ctx, string(n))
		again := err != nil
		for _, rel := range releases {
			again = do(ctx, feed, rel) || again
		}
		if again {
			rest = append(rest, n)
		}
	}
	return rest
}

// lower takes one post of a withdrawn record down, and says whether it must be
// tried again.
func (w *worker) lower(ctx context.Context, feed Feeder, rel catalog.Release) bool {
	_, ours := w.jobOf(catalog.Record{}, rel.Channel)
	switch {
	case rel.State == catalog.NeedsHand, rel.State == catalog.Nobody, rel.State == catalog.Failed && ours:
		return w.callOff(ctx, feed, rel)
	case rel.Channel != PostChannel && rel.Channel != MassChannel:
		return false
	case rel.State != catalog.Sent:
		return rel.State == catalog.Claimed // on its way: wait for what becomes of it
	case w.Now().Before(w.downAfter):
		return true
	}
	_, err := w.takeDown(ctx, feed, rel, takenDown)
	if weixin.Refused(err, 45009) {
		w.downAfter = w.Now().Add(time.Hour)
	}
	if err != nil {
		w.Log.WithField("event", "withdraw").WithError(err).Warn("a withdrawn post is not down yet")
	}
	return err != nil
}

// How the reason begins of what waits for a hand and must not go out any more: through
// the account, and into a group.
const (
	notAnyMore      = takenDown + "，请不要再发；如果已经发出，请在公众平台后台删除。原来的情况："
	notIntoAnyGroup = takenDown + "，请不要再发；如果已经发到群里，请在群里更正。原来的情况："
)

// callOff tells whoever's hand a push of a withdrawn record waits for, and says whether
// that must be tried again. A grid member is waited for and reminded no more, and nor is
// a subscriber.
func (w *worker) callOff(ctx context.Context, feed Feeder, rel catalog.Release) bool {
	way, _ := wayOf(rel)
	switch {
	case strings.HasPrefix(rel.Reason, takenDown):
		return false
	case rel.State == catalog.Nobody:
		rel.State, rel.Reason = catalog.Withdrawn, takenDown+"，不再等粉丝订阅"
	case rel.State == catalog.Failed:
		rel.State, rel.Reason = catalog.Withdrawn, takenDown+"，没有发出，不再发"
	case rel.Channel == PostChannel || rel.Channel == MassChannel:
		rel.Reason = notAnyMore + rel.Reason
	case way == ByRelay:
		rel.State, rel.Reason = catalog.Withdrawn, takenDown+"，不再等网格员转发；如果已经转了，请他在群里更正"
	case strings.HasPrefix(rel.Channel, gridChannel):
		rel.Reason = notIntoAnyGroup + rel.Reason
	default:
		return false
	}
	rel.At = w.Now()
	err := feed.Settle(ctx, rel)
	if err != nil {
		w.Log.WithField("event", "withdraw").WithError(err).Warn("a push of a withdrawn record could not be called off")
	}
	return err != nil
}

// notDeleted says of what was to be taken down that it is still up.
const notDeleted = "，文章没有删掉："

// calledOff says whether somebody is to see that a push does not stay out, whatever
// WeChat reports of it afterwards.
func calledOff(rel catalog.Release) bool {
	return rel.State == catalog.NeedsHand && (strings.HasPrefix(rel.Reason, takenDown) || strings.Contains(rel.Reason, notDeleted))
}

// takenDown is why a post is taken down with its record.
const takenDown = "记录已撤下"

// ErrNotUp says that there is nothing to take down: it never went out, or is
// down already.
var ErrNotUp = errors.New("wechatbot: nothing of it is up")

// TakeDown deletes the post or the mass message of a record from the account;
// the record stays public, and is posted no more. Why is written on its Release,
// which it returns: one that needs a hand says that WeChat refused to delete. An
// error says that nothing changed and that one may try again; ErrNotUp, that
// there is nothing to delete.
func (b *Bot) TakeDown(ctx context.Context, n catalog.IndexNumber, channel, why string) (catalog.Release, error) {
	feed, rel, err := b.pushed(ctx, n, channel)
	if err != nil {
		return rel, err
	}
	if rel.State != catalog.Sent || channel != PostChannel && channel != MassChannel {
		return rel, ErrNotUp
	}
	return b.takeDown(context.WithoutCancel(ctx), feed, rel, why)
}

// pushed finds the push of a record through a channel.
func (b *Bot) pushed(ctx context.Context, n catalog.IndexNumber, channel string) (Feeder, catalog.Release, error) {
	feed, ok := b.Catalog.(Feeder)
	if !ok {
		return nil, catalog.Release{}, errForgets
	}
	releases, err := feed.Releases(ctx, string(n))
	if err != nil {
		return nil, catalog.Release{}, err
	}
	for _, rel := range releases {
		if rel.Channel == channel {
			return feed, rel, nil
		}
	}
	return nil, catalog.Release{}, fmt.Errorf("wechatbot: %s was not pushed there: %w", n, catalog.ErrNotFound)
}

// takeDown deletes a post, and settles it. An error says that it must be tried
// again.
func (b *Bot) takeDown(ctx context.Context, feed Feeder, rel catalog.Release, why string) (catalog.Release, error) {
	var err error
	if rel.Channel == MassChannel {
		err = b.deleteMass(ctx, rel)
	} else {
		err = b.deletePost(ctx, rel)
	}
	down := rel
	switch {
	case err == nil, weixin.Refused(err, 53404):
		down.State, down.Reason = catalog.Withdrawn, why+"，文章已删除"
	case weixin.Busy(err), !weixin.Refused(err):
		return rel, err
	default:
		down.State, down.Reason = catalog.NeedsHand, why+notDeleted+reason(err)+"。请在公众平台后台删除"
	}
	down.At = b.Now()
	if err := feed.Settle(ctx, down); err != nil {
		return rel, err
	}
	return down, nil
}

var errPublishing = errors.New("wechatbot: WeChat is still publishing the post")

// deletePost deletes the article of a post, whose id is asked for where no event
// has told it.
func (b *Bot) deletePost(ctx context.Context, rel catalog.Release) error {
	job, article := postIDs(rel)
	if article == "" {
		if b.Now().Sub(rel.At) < lookEvery {
			return errPublishing
		}
		status, id, err := b.publication(ctx, job)
		switch {
		case err != nil:
			return err
		case status == publishWaiting:
			return errPublishing
		case status != publishDone:
			return nil // there is nothing to take down
		}
		article = id
	}
	return b.wechat.Call(ctx, "/cgi-bin/freepublish/delete", map[string]any{"article_id": article, "index": 0}, nil)
}
