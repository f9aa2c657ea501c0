package wechatbot

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// readRequests notes which requests have something that their applicant has
// not been told of.
func (w *worker) readRequests(ctx context.Context) {
	if w.Desk == nil {
		return
	}
	for e, err := range w.Desk.Since(ctx, w.requests) {
		if err != nil {
			w.Log.WithField("event", "feed").WithError(err).Error("the desk's feed could not be read")
			return
		}
		w.requests = e.Seq
		w.waiting[e.RequestID] = true
	}
}

// tell tells applicants what the office did.
func (w *worker) tell(ctx context.Context) {
	for id := range w.waiting {
		if ctx.Err() != nil || w.Now().Before(w.backoff) {
			return
		}
		r, err := w.Desk.Request(ctx, id)
		if err != nil {
			w.Log.WithField("event", "tell").WithError(err).Error("a request could not be read")
			continue
		}
		if w.told(ctx, r) {
			delete(w.waiting, id)
		}
	}
}

// told tells one applicant everything, and says whether nothing is left to do.
// An applicant of another channel is told by people.
func (w *worker) told(ctx context.Context, r disclosure.Request) bool {
	openid, ours := strings.CutPrefix(r.Owner, wechatOwner)
	if !ours {
		return true
	}
	for _, of := range r.Untold() {
		if w.closed(openid) {
			return false // until she writes again
		}
		if !w.claim(ctx, r, of) {
			return false
		}
		err := w.wechat.customText(ctx, openid, w.news(r, of))
		failure := ""
		switch {
		case err == nil:
		case refusedWith(err, 45015, 45047, 43004, 40003):
			failure = "客服消息窗口已关闭，等申请人再来消息时补发"
			w.close(openid)
		default:
			failure = "微信接口暂时不可用，稍后重试"
			w.hold(30 * time.Second)
			w.Log.WithField("event", "tell").WithField("request", r.ID).WithError(err).Warn("an applicant was not told")
		}
		if r, err = w.Desk.Record(ctx, r.ID, disclosure.Told(w.day(), of, "wechat", failure)); err != nil {
			w.Log.WithField("event", "tell").WithField("request", r.ID).Error("a telling could not be settled")
			return false
		}
		if failure != "" {
			return false
		}
	}
	return true
}

// claim takes the telling of one event, unless another replica has it. A claim
// that its holder lost is settled as failed after a minute.
func (w *worker) claim(ctx context.Context, r disclosure.Request, of int) bool {
	if r.Claimed(of) {
		for _, e := range r.Events {
			if e.Kind == disclosure.KindTelling && e.Of == of && w.Now().Sub(e.At) < time.Minute {
				return false
			}
		}
		if _, err := w.Desk.Record(ctx, r.ID, disclosure.Told(w.day(), of, "wechat", "发送中断，重新发送")); err != nil {
			return false
		}
	}
	_, err := w.Desk.Record(ctx, r.ID, disclosure.Telling(w.day(), of, "wechat").WithTime(w.Now()))
	var refused *disclosure.TransitionError
	if err != nil && !errors.As(err, &refused) {
		w.Log.WithField("event", "tell").WithField("request", r.ID).WithError(err).Error("a telling could not be claimed")
	}
	return err == nil
}

func (w *worker) day() civil.Date { return dayOf(w.Now()) }

// dayOf is the day in Beijing.
func dayOf(t time.Time) civil.Date { return civil.DateOf(t.In(beijing)) }

// news is what an applicant is told of an event.
func (w *worker) news(r disclosure.Request, of int) string {
	e := r.Events[of]
	view := map[string]any{"Request": r, "Event": e, "What": e.Kind.Chinese(), "Due": w.due(r, w.day()),
		"Link": w.Pages.Progress(r.ID), "Office": w.Office, "Mend": e.Kind == disclosure.KindCorrectionAsked, "Relief": "", "Outcome": ""}
	if e.Reply != nil {
		view["Relief"], view["Outcome"] = e.Reply.Relief(e.Day), e.Reply.Outcome.Chinese()
		return w.say("told_reply", view).text
	}
	if e.Kind == disclosure.KindConfirmed {
		return w.say("told_confirmed", view).text
	}
	return w.say("told_event", view).text
}

// closed, close and reopen keep whose window for customer messages is shut:
// WeChat opens it when the citizen writes.
func (b *Bot) closed(openid string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.shut[openid]
}

func (b *Bot) close(openid string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shut[openid] = true
}

func (b *Bot) reopen(openid string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.shut, openid)
}
