package wechatbot

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A matter is a request or a case of which a citizen is to be told something.
type matter struct {
	what, id, owner string
	untold          []int
	shut            bool                                   // nothing reached her when she was last told something, today
	claimed         func(of int) (at time.Time, held bool) // by whoever is telling it now
	telling         func(ctx context.Context, of int) error
	told            func(ctx context.Context, of int, failure string) error
	news            func(of int) string
}

// readRequests notes which requests and cases have something that their citizen
// has not been told of.
func (w *worker) readRequests(ctx context.Context) {
	if w.Desk != nil {
		for e, err := range w.Desk.Since(ctx, w.requests) {
			if err != nil {
				w.Log.WithField("event", "feed").WithError(err).Error("the desk's feed could not be read")
				break
			}
			w.requests = e.Seq
			w.waiting[awaited{id: e.RequestID}] = true
		}
	}
	if w.Cases == nil {
		return
	}
	for e, err := range w.Cases.Since(ctx, w.cases) {
		if err != nil {
			w.Log.WithField("event", "feed").WithError(err).Error("the feed of cases could not be read")
			return
		}
		w.cases = e.Seq
		w.waiting[awaited{id: e.CaseID, ofCase: true}] = true
	}
}

// awaited names a request or a case.
type awaited struct {
	id     string
	ofCase bool
}

// tell tells citizens what the office did.
func (w *worker) tell(ctx context.Context) {
	for one := range w.waiting {
		if ctx.Err() != nil || w.Now().Before(w.backoff) {
			return
		}
		m, err := w.matter(ctx, one)
		if err != nil {
			w.Log.WithField("event", "tell").WithError(err).Error("a request or case could not be read")
			continue
		}
		if w.told(ctx, m) {
			delete(w.waiting, one)
		}
	}
}

func (w *worker) matter(ctx context.Context, one awaited) (matter, error) {
	if one.ofCase {
		c, err := w.Cases.Case(ctx, one.id)
		return w.caseMatter(c), err
	}
	r, err := w.Desk.Request(ctx, one.id)
	return w.requestMatter(r), err
}

func (w *worker) requestMatter(r disclosure.Request) matter {
	return matter{
		what: "request", id: r.ID, owner: r.Owner, untold: r.Untold(), shut: w.shutBefore(r), news: func(of int) string { return w.news(r, of) },
		claimed: func(of int) (at time.Time, held bool) {
			for _, e := range r.Events {
				if e.Kind == disclosure.KindTelling && e.Of == of {
					at = e.At
				}
			}
			return at, r.Claimed(of)
		},
		telling: func(ctx context.Context, of int) error {
			_, err := w.Desk.Record(ctx, r.ID, disclosure.Telling(w.day(), of, "wechat").WithTime(w.Now()))
			return err
		},
		told: func(ctx context.Context, of int, failure string) error {
			_, err := w.Desk.Record(ctx, r.ID, disclosure.Told(w.day(), of, "wechat", failure))
			return err
		},
	}
}

func (w *worker) caseMatter(c cases.Case) matter {
	return matter{
		what: "case", id: c.ID, owner: c.Owner, untold: c.Untold(), shut: w.caseShutBefore(c), news: func(of int) string { return w.caseNews(c, of) },
		claimed: func(of int) (at time.Time, held bool) {
			for _, e := range c.Events {
				if e.Act == cases.ActTelling && e.Of == of {
					at = e.At
				}
			}
			return at, c.Claimed(of)
		},
		telling: func(ctx context.Context, of int) error {
			_, err := w.Cases.Record(ctx, c.ID, cases.Telling(w.day(), of, "wechat").WithTime(w.Now()))
			return err
		},
		told: func(ctx context.Context, of int, failure string) error {
			_, err := w.Cases.Record(ctx, c.ID, cases.Told(w.day(), of, "wechat", failure))
			return err
		},
	}
}

// told tells one citizen everything, and says whether nothing is left to do. A
// citizen of another channel is told by people.
func (w *worker) told(ctx context.Context, m matter) bool {
	openid, ours := strings.CutPrefix(m.owner, wechatOwner)
	if !ours || len(m.untold) == 0 {
		return true
	}
	if w.Trial && !w.talks.knows(openid) {
		return false
	}
	for _, of := range m.untold {
		if w.closed(openid) || m.shut && !w.talks.knows(openid) {
			return false // until she writes again
		}
		if !w.claim(ctx, m, of) {
			return false
		}
		err := w.wechat.customText(ctx, openid, m.news(of))
		failure := ""
		switch {
		case err == nil:
		case refusedWith(err, 45015, 45047, 43004, 40003):
			failure = shutWindow
			w.close(openid)
		default:
			failure = "微信接口暂时不可用，稍后重试"
			w.hold(30 * time.Second)
			w.Log.WithField("event", "tell").WithField(m.what, m.id).WithError(err).Warn("a citizen was not told")
		}
		if err := m.told(ctx, of, failure); err != nil {
			w.Log.WithField("event", "tell").WithField(m.what, m.id).Error("a telling could not be settled")
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
func (w *worker) claim(ctx context.Context, m matter, of int) bool {
	if at, held := m.claimed(of); held {
		if w.Now().Sub(at) < time.Minute {
			return false
		}
		if m.told(ctx, of, "发送中断，重新发送") != nil {
			return false
		}
	}
	err := m.telling(ctx, of)
	var refusedRequest *disclosure.TransitionError
	var refusedCase *cases.TransitionError
	if err != nil && !errors.As(err, &refusedRequest) && !errors.As(err, &refusedCase) {
		w.Log.WithField("event", "tell").WithField(m.what, m.id).WithError(err).Error("a telling could not be claimed")
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
		"Link": w.Pages.Progress(r.ID), "Office": w.Office, "Rate": r.State() == disclosure.StateReplied && r.Score() == "", "Mend": e.Kind == disclosure.KindCorrectionAsked, "Relief": "", "Outcome": ""}
	if e.Reply != nil {
		view["Relief"], view["Outcome"] = e.Reply.Relief(e.Day), e.Reply.Outcome.Chinese()
		return w.say("told_reply", view).text
	}
	if e.Kind == disclosure.KindConfirmed {
		return w.say("told_confirmed", view).text
	}
	return w.say("told_event", view).text
}

// caseNews is what a citizen is told of an event of her case.
func (w *worker) caseNews(c cases.Case, of int) string {
	e, view := c.Events[of], w.caseView(c, w.day())
	return w.say("told_case", map[string]any{"ID": c.ID, "Kind": view.Kind, "Organ": view.Organ, "Reply": e.Text, "ReplyDay": e.Day,
		"Declined": e.Act == cases.ActDeclined, "Responsible": e.Organ}).text
}

// shutWindow is what is written down when WeChat no longer takes a message for
// a citizen. It is how another process, or this one when it starts again, knows
// that the window is shut. On another day it is tried once more, for nobody may
// have seen that she wrote.
const shutWindow = "客服消息窗口已关闭，等申请人再来消息时补发"

func (w *worker) shutBefore(r disclosure.Request) bool {
	shut := false
	for _, e := range r.Events {
		if e.Kind == disclosure.KindTold {
			shut = e.Failure == shutWindow && e.Day == w.day()
		}
	}
	return shut
}

func (w *worker) caseShutBefore(c cases.Case) bool {
	shut := false
	for _, e := range c.Events {
		if e.Act == cases.ActTold {
			shut = e.Failure == shutWindow && e.Day == w.day()
		}
	}
	return shut
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
