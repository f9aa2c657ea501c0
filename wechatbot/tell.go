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

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// awaited names a request or a case.
type awaited struct {
	id     string
	ofCase bool
}

// forbearance is how long a request or case is let alone: until its citizen writes
// to this process, or that moment. The zero forbearance is none.
type forbearance struct {
	openid string
	until  time.Time
}

// readRequests notes which requests and cases have something that their citizen
// has not been told of.
func (w *worker) readRequests(ctx context.Context) {
	if w.Desk != nil {
		for e, err := range w.Desk.Since(ctx, w.requests) {
			if err != nil {
				w.unfed("the desk's feed could not be read", fault(err))
				break
			}
			w.requests = e.Seq
			w.waiting[awaited{id: e.RequestID}] = forbearance{}
		}
	}
	if w.Cases == nil {
		return
	}
	for e, err := range w.Cases.Since(ctx, w.cases) {
		if err != nil {
			w.unfed("the feed of cases could not be read", fault(err))
			return
		}
		w.cases = e.Seq
		w.waiting[awaited{id: e.CaseID, ofCase: true}] = forbearance{}
	}
}

// tell tells citizens what the office did.
func (w *worker) tell(ctx context.Context) {
	w.tellRest(ctx)
	if !w.there(ctx) {
		return
	}
	for one, until := range w.waiting {
		if len(w.unsettled[one]) > 0 {
			continue
		}
		if ctx.Err() != nil || w.Now().Before(w.tellAfter) {
			return
		}
		if until.openid != "" && !w.reachable(until.openid) && w.Now().Before(until.until) {
			continue
		}
		m, err := w.matterOf(ctx, one)
		if err != nil {
			w.Log.WithField("event", "tell").WithField("error", fault(err)).Error("a request or case could not be read")
			continue
		}
		openid, ours := strings.CutPrefix(m.owner, wechatOwner)
		switch {
		case !ours || len(m.untold)+len(m.announced) == 0:
			delete(w.waiting, one) // a citizen of another channel is told by people
		case w.Trial && !w.talks.knows(openid):
		case w.idle(m, openid):
			w.waiting[one] = forbearance{openid, w.lookAgain(m)}
		case w.told(ctx, m, openid):
			delete(w.waiting, one)
		}
	}
}

// there says whether WeChat may be called for a citizen. Where it was away it is asked for
// something that is nobody's first: each try to tell her stands on the record for ever.
func (w *worker) there(ctx context.Context) bool {
	if !w.gone || len(w.waiting) == 0 || w.Now().Before(w.tellAfter) {
		return !w.gone // and is not asked yet
	}
	var out struct {
		IPs []string `json:"ip_list"`
	}
	err := w.wechat.Get(ctx, "/cgi-bin/get_api_domain_ip", &out)
	if w.gone = isAway(err); w.gone {
		w.tellAfter = w.Now().Add(tellPause)
	}
	return !w.gone
}

// isAway says whether WeChat answers nothing, or nothing to this server.
func isAway(err error) bool { return weixin.Away(err) || weixin.Misconfigured(err) }

// reachable says whether she wrote to this process and no message of ours was
// refused since.
func (w *worker) reachable(openid string) bool {
	return w.talks.knows(openid) && !w.windows.closed(openid)
}

// idle says whether nothing can be done before she writes: her window is shut, or
// only words are owed to her, and no notice can tell of anything.
func (w *worker) idle(m matter, openid string) bool {
	if w.reachable(openid) || len(m.untold) > 0 && !w.windows.closed(openid) && !m.shutOn(w.day()) {
		return false
	}
	return !slices.ContainsFunc(m.untold, func(of int) bool {
		return slices.ContainsFunc(w.Notices, func(n ServiceNotice) bool { return w.usable(n, m, of) })
	})
}

// lookAgain is when something may be done though she did not write: on another day,
// or once a notice that rests is used again.
func (w *worker) lookAgain(m matter) time.Time {
	at := untilMorning(w.Now())
	for _, n := range w.Notices {
		if off := w.noticesOff[n.ID]; n.tellsOf(m.what) && off.After(w.Now()) && off.Before(at) {
			at = off
		}
	}
	return at
}

func (w *worker) usable(n ServiceNotice, m matter, of int) bool {
	return n.tellsOf(m.what) && !m.refused(of, n.ID) && !w.Now().Before(w.noticesOff[n.ID])
}

// told tells one citizen everything, in the order in which it happened, and says
// whether nothing is left to do. While no customer message reaches her, she is told
// by a notice; its words follow when she writes.
func (w *worker) told(ctx context.Context, m matter, openid string) bool {
	here, all := w.talks.knows(openid), true
	for _, of := range slices.Sorted(slices.Values(slices.Concat(m.untold, m.announced))) {
		if ctx.Err() != nil {
			return false
		}
		ctx := context.WithoutCancel(ctx) // what is begun is written down
		announced := slices.Contains(m.announced, of)
		if w.windows.closed(openid) || !here && (announced || m.shutOn(w.day())) {
			all = false
			if !announced && !w.notify(ctx, m, openid, of) {
				return false
			}
			continue
		}
		if w.words(ctx, m, openid, of) {
			continue
		}
		if all = false; !w.windows.closed(openid) || !announced && !w.notify(ctx, m, openid, of) {
			return false
		}
	}
	return all
}

// words tells of one event by a customer message.
func (w *worker) words(ctx context.Context, m matter, openid string, of int) bool {
	t := telling{of: of, channel: tellChannel}
	if !w.claim(ctx, m, t) {
		return false
	}
	defer w.windows.try(openid)()
	err := w.inPieces(ctx, openid, fmt.Sprint(m.id, " ", of), m.news(of))
	switch {
	case err == nil:
		w.refusedAt.Store(0)
		w.delays = 0
	case weixin.Refused(err, 45015, 45047, 43004, 40003):
		t.failure = shutWindow
		w.windows.close(openid)
	case weixin.Refused(err, 48001, 48002, 48004): // an account that may send none
		t.failure = reason(err)
		w.refusedAt.Store(w.Now().Unix())
		w.windows.close(openid)
	case weixin.Refused(err) && !weixin.Busy(err) && !weixin.Misconfigured(err): // for her, or this text
		t.failure = reason(err)
		w.windows.close(openid)
	default:
		t.failure = w.delayed(m, err)
	}
	return w.ends(ctx, m, t)
}

// notify tells of one event by the first notice that WeChat takes for the citizen.
func (w *worker) notify(ctx context.Context, m matter, openid string, of int) bool {
	for _, n := range w.Notices {
		if !w.usable(n, m, of) {
			continue
		}
		data, err := n.fill(m.view(of))
		if err != nil {
			w.Log.WithField("event", "notice").WithField(m.what, m.id).WithError(err).Error("a notice could not be filled in")
			continue
		}
		t := telling{of: of, channel: n.channel(), notice: n.ID}
		if !w.claim(ctx, m, t) {
			return false
		}
		id, err := w.sendNotice(ctx, n, openid, m.link, noticeKey(m.id, fmt.Sprint(of), n.ID), data)
		switch judge(err) {
		case noticeWent:
			w.delays = 0
			t.notice = sentAs(n.ID, id)
		case noticeNotHers:
			t.failure = reason(err)
		case noticeOff:
			t.notice, t.failure = "", reason(err)
			w.alarm(ctx, n, err)
		default:
			t.notice, t.failure = "", w.delayed(m, err)
		}
		went := w.ends(ctx, m, t)
		if went || judge(err) == noticeUnsure {
			return went
		}
	}
	return false
}

// noticeKey is the same for the same thing told by the same template.
func noticeKey(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// tellPause is how long nobody is told anything once WeChat had no time for it.
const tellPause = 30 * time.Second

// delayed is the failure of what WeChat had no time for. Nobody is told anything for a
// while, longer each time in a row; what else there is to do goes on.
func (w *worker) delayed(m matter, err error) string {
	rest := tellPause << min(w.delays, 4)
	w.delays, w.gone = w.delays+1, isAway(err)
	if weixin.Refused(err, 45009) {
		rest = time.Hour
	}
	w.tellAfter = w.Now().Add(rest)
	w.Log.WithField("event", "tell").WithField(m.what, m.id).WithError(err).Warn("a citizen was not told")
	return "微信接口暂时不可用，稍后重试"
}

// settleTelling writes down what became of a telling, and says whether the citizen
// was told, and whether that is on the record as far as it can be.
func (b *Bot) settleTelling(ctx context.Context, m matter, t telling) (told, written bool) {
	err := m.record(ctx, t)
	written = err == nil || disallowed(err) // WeChat said already that it did not arrive
	if !written {
		b.Log.WithField("event", "tell").WithField(m.what, m.id).Error("a telling could not be settled")
	}
	return err == nil && t.failure == "", written
}

// claim takes the telling of one event, unless another replica has it. A claim
// that its holder lost is settled as failed after a minute.
func (b *Bot) claim(ctx context.Context, m matter, t telling) bool {
	if m.held(t.of) {
		lost := m.claimed(t.of)
		if b.Now().Sub(lost.at) < time.Minute {
			return false
		}
		if m.record(ctx, telling{of: t.of, channel: cmp.Or(lost.channel, tellChannel), failure: "发送中断，重新发送"}) != nil {
			return false
		}
	}
	t.claim = true
	err := m.record(ctx, t)
	if err != nil && !disallowed(err) {
		b.Log.WithField("event", "tell").WithField(m.what, m.id).WithField("error", fault(err)).Error("a telling could not be claimed")
	}
	return err == nil
}

// disallowed says whether the record of a request or case does not allow an event.
func disallowed(err error) bool {
	var request *disclosure.TransitionError
	var kase *cases.TransitionError
	return errors.As(err, &request) || errors.As(err, &kase)
}

// alarm stops using a notice that the account cannot use: until the day's quota is
// back, or for a day, in which somebody may mend the settings. The operator reads
// it in the log, the clerks are told.
func (w *worker) alarm(ctx context.Context, n ServiceNotice, err error) {
	off := w.Now().Add(24 * time.Hour)
	if weixin.Refused(err, 45009) {
		off = untilMorning(w.Now())
	}
	w.noticesOff[n.ID] = off
	w.Log.WithField("event", "notice").WithField("template", n.ID).WithError(err).Error("a notice cannot be used")
	if feed, ok := w.Catalog.(Feeder); ok && !w.Trial {
		w.once(ctx, feed, false, fmt.Sprintf("服务通知:%s:%s", n.ID, w.day()), w.Clerks, w.say("remind_notice", map[string]any{"ID": n.ID, "Why": reason(err)}).text)
	}
}

// shutWindow is what is written down when WeChat no longer takes a message for
// a citizen.
const shutWindow = "客服消息窗口已关闭，等申请人再来消息时补发"
