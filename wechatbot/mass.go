package wechatbot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount/message"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// MassChannel is the channel under which mass messages (群发) are remembered in
// the catalogue.
const MassChannel = "群发"

// ErrNoQuota says that the account has sent all the mass messages of its period.
var ErrNoQuota = errors.New("wechatbot: no mass message is left in this period")

// mostArticles is how many articles one message carries.
const mostArticles = 8

// A Mass is one mass message (群发): records as articles, pushed to followers.
type Mass struct {
	Records []catalog.IndexNumber // one to eight, all public
	Tag     string                // name of the tag of those who get it; empty: all followers
}

// MassSend sends a mass message once: each of its records is claimed, and a
// record that was mass sent before is refused with catalog.ErrClaimed. It
// returns ErrNoQuota, and sends nothing, when nothing is left of the period's
// quota. That WeChat took the message is not yet that it went out: an event says
// so, and Run asks where it is lost.
func (b *Bot) MassSend(ctx context.Context, m Mass) error {
	feed, rs, err := b.forMass(ctx, m.Records)
	if err != nil {
		return err
	}
	q, err := b.Quota(ctx)
	if err != nil {
		return err
	}
	if q.MassLeft() == 0 {
		return ErrNoQuota
	}
	filter, err := b.massFilter(ctx, m.Tag)
	if err != nil {
		return err
	}
	ctx, at := context.WithoutCancel(ctx), b.Now() // what is begun is ended
	if err := b.claimMass(ctx, feed, rs, at); err != nil {
		return err
	}
	media, err := b.draft(ctx, rs)
	if err != nil {
		b.settleMass(ctx, feed, rs, catalog.Release{At: at, State: catalog.Failed, Reason: failure(err)})
		return err
	}
	id, err := b.massed(ctx, massAll, map[string]any{
		"filter": filter, "mpnews": map[string]string{"media_id": media}, "msgtype": "mpnews", "send_ignore_reprint": 0,
		"clientmsgid": massKey(cmp.Or(m.Tag, "*"), rs),
	})
	if weixin.Refused(err) {
		b.undraft(ctx, media)
	}
	b.settleMass(ctx, feed, rs, massTaken(at, id, err))
	b.massedAs(ctx, feed, id)
	return err
}

// massTaken is what WeChat's answer to a mass message says of it.
func massTaken(at time.Time, id string, err error) catalog.Release {
	rel := catalog.Release{At: at, Ref: id, State: catalog.Sent}
	switch {
	case errors.Is(err, ErrUnreachable):
		rel.State, rel.Reason = catalog.NeedsHand, unanswered
	case err != nil:
		rel.State, rel.Reason = catalog.Failed, reason(err)
	}
	return rel
}

// forMass finds the records of a mass message.
func (b *Bot) forMass(ctx context.Context, numbers []catalog.IndexNumber) (Feeder, []catalog.Record, error) {
	feed, ok := b.Catalog.(Feeder)
	if !ok {
		return nil, nil, errForgets
	}
	if len(numbers) == 0 || len(numbers) > mostArticles {
		return nil, nil, fmt.Errorf("wechatbot: a mass message has 1 to %d records, this has %d", mostArticles, len(numbers))
	}
	var rs []catalog.Record
	for _, n := range numbers {
		r, err := feed.Find(ctx, n)
		if err != nil {
			return nil, nil, fmt.Errorf("wechatbot: %s: %w", n, err)
		}
		rs = append(rs, r)
	}
	return feed, rs, nil
}

// massFilter says to whom a mass message goes: to the followers of a tag, or to all.
func (b *Bot) massFilter(ctx context.Context, tag string) (map[string]any, error) {
	if tag == "" {
		return map[string]any{"is_to_all": true}, nil
	}
	t, found, err := b.tag(ctx, tag)
	if err != nil {
		return nil, err
	}
	if !found || t.Count == 0 {
		return nil, fmt.Errorf("wechatbot: mass send to the tag %q: %w", tag, errNobody)
	}
	return map[string]any{"is_to_all": false, "tag_id": t.ID}, nil
}

// claimMass claims all records of a mass message, or none.
func (b *Bot) claimMass(ctx context.Context, feed Feeder, rs []catalog.Record, at time.Time) error {
	for i, r := range rs {
		if err := feed.Claim(ctx, catalog.Release{Subject: string(r.Number), Channel: MassChannel, Day: dayOf(at), At: at}); err != nil {
			why := "同批的一条没有登记上，整批没有发"
			if errors.Is(err, catalog.ErrClaimed) {
				why = "同批的一条已经群发过，整批没有发"
			}
			b.settleMass(ctx, feed, rs[:i], catalog.Release{At: at, State: catalog.Failed, Reason: why})
			return fmt.Errorf("wechatbot: mass send %s: %w", r.Number, err)
		}
	}
	return nil
}

// settleMass writes down what became of the records of a mass message. The Ref
// of each is the message's id and its place in it.
func (b *Bot) settleMass(ctx context.Context, feed Feeder, rs []catalog.Record, rel catalog.Release) {
	rel.Channel, rel.Day = MassChannel, dayOf(rel.At)
	id := rel.Ref
	for i, r := range rs {
		rel.Subject = string(r.Number)
		if id != "" {
			rel.Ref = fmt.Sprintf("%s#%d", id, i+1)
		}
		b.writeDown(ctx, feed, rel, "mass", "a mass message")
	}
}

// massIDs are the id of a mass message, and a record's place in it, from 1.
func massIDs(rel catalog.Release) (id string, place int) {
	id, at, _ := strings.Cut(rel.Ref, "#")
	place, _ = strconv.Atoi(at)
	return id, place
}

// MassPreview shows records, as the articles of a mass message, to one follower
// alone; nothing is claimed. WeChat allows a hundred previews a day.
func (b *Bot) MassPreview(ctx context.Context, openid string, numbers []catalog.IndexNumber) error {
	if openid == "" {
		return fmt.Errorf("wechatbot: a preview needs the follower who is to see it")
	}
	_, rs, err := b.forMass(ctx, numbers)
	if err != nil {
		return err
	}
	media, err := b.draft(ctx, rs)
	if err != nil {
		return err
	}
	err = b.wechat.Call(ctx, "/cgi-bin/message/mass/preview", map[string]any{
		"touser": openid, "mpnews": map[string]string{"media_id": media}, "msgtype": "mpnews",
	}, nil)
	return errors.Join(err, b.wechat.Call(context.WithoutCancel(ctx), "/cgi-bin/draft/delete", map[string]string{"media_id": media}, nil))
}

// massWords are the reasons for which WeChat does not send a mass message.
var massWords = map[string]string{
	"err(10001)": "涉嫌广告", "err(20001)": "涉嫌政治", "err(20004)": "涉嫌社会", "err(20002)": "涉嫌色情", "err(20006)": "涉嫌违法犯罪", "err(20008)": "涉嫌欺诈",
	"err(20013)": "涉嫌版权", "err(22000)": "涉嫌互推", "err(21000)": "涉嫌其他", "err(30001)": "原创校验出错", "err(30002)": "原创校验没有通过", "err(30003)": "原创校验没有通过",
	"err(40001)": "管理员拒绝", "err(40002)": "管理员30分钟内没有确认", "send fail": "发送失败", "SEND_FAIL": "发送失败",
}

// massFinished settles a mass message when WeChat reports what became of it.
// Its id stands where a template message's does.
func (b *Bot) massFinished(ctx context.Context, m *message.MixMessage) {
	if feed, ok := b.Catalog.(Feeder); ok {
		id := strconv.FormatInt(m.TemplateMsgID, 10)
		b.hear(id, heard{mass: m.Status, sent: m.SentCount, total: m.TotalCount})
		b.massedAs(ctx, feed, id)
	}
}

// massedAs settles a mass message of which something was heard.
func (b *Bot) massedAs(ctx context.Context, feed Feeder, id string) {
	if h, found := b.report(id); found && id != "" {
		b.massOutcome(ctx, feed, id, h.mass, h.sent, h.total)
	}
}

// massOutcome writes down what became of a mass message, wherever it is
// remembered: as posts, or as notices to a tag.
func (b *Bot) massOutcome(ctx context.Context, feed Feeder, id, status string, sent, total int64) {
	for rel, err := range feed.ReleasesOn(ctx, "") {
		if err != nil {
			return
		}
		if !massed(rel) || massID(rel) != id || rel.State != catalog.Sent && rel.State != catalog.NeedsHand || calledOff(rel) {
			continue
		}
		switch status {
		case "DELETE":
			rel.State, rel.Reason = catalog.Withdrawn, "已经发出，后来在公众平台后台删除了"
		case "send success", "SEND_SUCCESS":
			rel.State, rel.Reason = catalog.Sent, "已送出"
			if total > 0 {
				rel.Reason = fmt.Sprintf("送达%d人，共%d人", sent, total)
			}
		default:
			rel.State, rel.Reason = catalog.NeedsHand, "微信没有发出："+cmp.Or(massWords[status], "状态"+status)
		}
		rel.At = b.Now()
		if b.notByTag(ctx, feed, rel) {
			b.writeDown(ctx, feed, rel, "mass", "a mass message")
		}
	}
}

// massed says whether a release is a mass message; massID is its id.
func massed(rel catalog.Release) bool {
	return rel.Channel == MassChannel || strings.HasPrefix(rel.Channel, tagPrefix)
}

func massID(rel catalog.Release) string {
	if rel.Channel == MassChannel {
		id, _ := massIDs(rel)
		return id
	}
	_, id := wayOf(rel)
	return id
}

// massOf is the same for all records of a mass message: its id, or when it was sent and
// where to while WeChat has named none.
func massOf(rel catalog.Release) string {
	return cmp.Or(massID(rel), rel.Channel+" "+rel.At.UTC().Format(time.RFC3339Nano))
}

// lookMass asks for mass messages whose event does not come.
func (w *worker) lookMass(ctx context.Context, feed Feeder) {
	asked := map[string]bool{}
	for rel, err := range feed.ReleasesOn(ctx, "") {
		if err != nil {
			return
		}
		id := massID(rel)
		if !massed(rel) || id == "" || asked[id] || rel.State != catalog.Sent || rel.Reason != "" || w.early(rel, id) {
			continue
		}
		asked[id] = true
		var out struct {
			Status string `json:"msg_status"`
		}
		err := w.wechat.Call(ctx, "/cgi-bin/message/mass/get", map[string]string{"msg_id": id}, &out)
		if err == nil && out.Status != "" && out.Status != "SENDING" {
			w.massOutcome(ctx, feed, id, out.Status, 0, 0)
		}
	}
}

func (b *Bot) deleteMass(ctx context.Context, rel catalog.Release) error {
	id, place := massIDs(rel)
	return b.wechat.Call(ctx, "/cgi-bin/message/mass/delete", map[string]any{"msg_id": json.Number(id), "article_idx": place}, nil)
}

// Limits of an account, as WeChat gives them to a new one; the console shows the
// real ones.
const (
	massADay   = 1   // a subscription account's mass messages
	massAMonth = 4   // a service account's, to each follower
	postsADay  = 100 // publications without a push
)

// A Quota is what is left of what an account may send, as the catalogue
// remembers it: what was sent from WeChat's console is not in it.
type Quota struct {
	Period             string // of mass messages, in Chinese: 今天 or 本月
	MassUsed, MassMost int
	PostUsed, PostMost int // publications today
	CallUsed, CallMost int // mass messages that were called for today, to tags too
}

// MassLeft is how many mass messages are left in the period.
func (q Quota) MassLeft() int { return max(0, q.MassMost-q.MassUsed) }

// PostLeft is how many publications are left today.
func (q Quota) PostLeft() int { return max(0, q.PostMost-q.PostUsed) }

// CallLeft is how often a mass message may still be called for today.
func (q Quota) CallLeft() int { return max(0, q.CallMost-q.CallUsed) }

// Quota reads what is left of what the account may send.
func (b *Bot) Quota(ctx context.Context) (Quota, error) {
	feed, ok := b.Catalog.(Feeder)
	if !ok {
		return Quota{}, errForgets
	}
	return ReadQuota(ctx, feed, b.Subscription, b.Now())
}

// ReadQuota reads the quota of an account, without a Bot. A subscription account
// (订阅号) has one mass message a day; of a service account (服务号) each
// follower gets four a month: those to everybody count, and of those to tags the
// tag that had most.
func ReadQuota(ctx context.Context, feed Feeder, subscription bool, now time.Time) (Quota, error) {
	today := dayOf(now)
	q := Quota{Period: "本月", MassMost: massAMonth, PostMost: postsADay, CallMost: massCallsADay}
	if subscription {
		q.Period, q.MassMost = "今天", massADay
	}
	seen, all, tags, most, called := map[string]bool{}, 0, map[string]int{}, 0, map[string]bool{}
	for rel, err := range feed.ReleasesOn(ctx, "") {
		if err != nil {
			return q, fmt.Errorf("wechatbot: quota: %w", err)
		}
		if massed(rel) && rel.Day == today && massID(rel) != "" {
			called[massID(rel)] = true
		}
		switch id := massOf(rel); {
		case rel.State == catalog.Failed:
		case rel.Channel == PostChannel && rel.Day == today:
			q.PostUsed++
		case !massed(rel), subscription && rel.Day != today, rel.Day.Year != today.Year || rel.Day.Month != today.Month:
		case seen[id]:
		case rel.Channel == MassChannel || subscription:
			seen[id], all = true, all+1
		default:
			seen[id] = true
			tags[rel.Channel]++
			most = max(most, tags[rel.Channel])
		}
	}
	q.MassUsed, q.CallUsed = all+most, len(called)
	return q, nil
}
