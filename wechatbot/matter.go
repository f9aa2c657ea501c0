package wechatbot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A matter is a request or a case of which a citizen is to be told something.
type matter struct {
	what, id, owner string
	untold          []int // events that she was not told of
	announced       []int // events that she was told of by a notice alone
	tellings        []telling
	held            func(of int) bool // whoever is telling it now has not settled it
	record          func(ctx context.Context, t telling) error
	news            func(of int) string // the words
	view            func(of int) noticeView
	link            string // of its page
}

// A telling is a claim to tell of one event in one way, or what became of it.
type telling struct {
	of      int
	claim   bool
	channel string
	notice  string // "": the words; the template of a notice, and once it is out WeChat's id of it too
	failure string // of what is settled
	day     civil.Date
	at      time.Time
}

// tellChannel is the channel of customer messages.
const tellChannel = "wechat"

// sentAs is what a notice that went out is remembered as.
func sentAs(template, id string) string { return template + ":" + id }

// by says whether a telling went by a template.
func (t telling) by(template string) bool {
	return t.notice == template || strings.HasPrefix(t.notice, template+":")
}

// refused says whether a template could not tell of an event.
func (m matter) refused(of int, template string) bool {
	return slices.ContainsFunc(m.tellings, func(t telling) bool {
		return t.of == of && !t.claim && t.failure != "" && t.by(template)
	})
}

// claimed is the newest claim of an event.
func (m matter) claimed(of int) telling {
	for _, t := range slices.Backward(m.tellings) {
		if t.of == of && t.claim {
			return t
		}
	}
	return telling{}
}

// shutOn says whether nothing reached her when she was last told something in
// words, and that was today. It is how another process, or this one when it starts
// again, knows that the window is shut. On another day it is tried once more, for
// nobody may have seen that she wrote.
func (m matter) shutOn(today civil.Date) bool {
	for _, t := range slices.Backward(m.tellings) {
		if !t.claim && t.notice == "" && t.channel == tellChannel {
			return t.failure == shutWindow && t.day == today
		}
	}
	return false
}

// awaited names the matter.
func (m matter) awaited() awaited { return awaited{m.id, m.what == aboutCase} }

// matterOf reads a request or a case.
func (b *Bot) matterOf(ctx context.Context, one awaited) (matter, error) {
	if one.ofCase {
		c, err := b.Cases.Case(ctx, one.id)
		return b.caseMatter(c), err
	}
	r, err := b.Desk.Request(ctx, one.id)
	return b.requestMatter(r), err
}

// mattersOf reads all requests and cases of a citizen.
func (b *Bot) mattersOf(ctx context.Context, owner string) ([]matter, error) {
	var all []matter
	if b.Desk != nil {
		rs, err := b.Desk.ByOwner(ctx, owner)
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			all = append(all, b.requestMatter(r))
		}
	}
	if b.Cases != nil {
		cs, err := b.Cases.ByOwner(ctx, owner)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			all = append(all, b.caseMatter(c))
		}
	}
	return all, nil
}

func (b *Bot) requestMatter(r disclosure.Request) matter {
	m := matter{what: aboutRequest, id: r.ID, owner: r.Owner, untold: r.Untold(), announced: r.Announced(), held: r.Claimed, link: b.Pages.Progress(r.ID),
		news: func(of int) string { return b.news(r, of) },
		view: func(of int) noticeView {
			e := r.Events[of]
			return b.noticeOf(r.ID, r.Organ, b.say("service_matter", aboutRequest).text, string(e.Kind), e.Day.Chinese())
		},
		record: func(ctx context.Context, t telling) error {
			e := disclosure.Told(b.day(), t.of, t.channel, t.failure)
			if t.claim {
				e = disclosure.Telling(b.day(), t.of, t.channel)
			}
			_, err := b.Desk.Record(ctx, r.ID, e.WithNotice(t.notice).WithTime(b.Now()))
			return err
		}}
	for _, e := range r.Events {
		if e.Kind == disclosure.KindTelling || e.Kind == disclosure.KindTold {
			m.tellings = append(m.tellings, telling{e.Of, e.Kind == disclosure.KindTelling, e.Channel, e.Notice, e.Failure, e.Day, e.At})
		}
	}
	return m
}

func (b *Bot) caseMatter(c cases.Case) matter {
	m := matter{what: aboutCase, id: c.ID, owner: c.Owner, untold: c.Untold(), announced: c.Announced(), held: c.Claimed,
		news: func(of int) string { return b.caseNews(c, of) },
		view: func(of int) noticeView {
			e := c.Events[of]
			return b.noticeOf(c.ID, c.Handler(), c.Kind.Chinese(), string(e.Act), e.Day.Chinese())
		},
		record: func(ctx context.Context, t telling) error {
			e := cases.Told(b.day(), t.of, t.channel, t.failure)
			if t.claim {
				e = cases.Telling(b.day(), t.of, t.channel)
			}
			_, err := b.Cases.Record(ctx, c.ID, e.WithNotice(t.notice).WithTime(b.Now()))
			return err
		}}
	for _, e := range c.Events {
		if e.Act == cases.ActTelling || e.Act == cases.ActTold {
			m.tellings = append(m.tellings, telling{e.Of, e.Act == cases.ActTelling, e.Channel, e.Notice, e.Failure, e.Day, e.At})
		}
	}
	return m
}

// news is what an applicant is told of an event.
func (b *Bot) news(r disclosure.Request, of int) string {
	e := r.Events[of]
	due, mend := "", e.Kind == disclosure.KindCorrectionAsked && r.State() == disclosure.StateCorrecting
	if mend || newest(r, of) {
		due = b.due(r, b.day())
	}
	view := map[string]any{"Request": r, "Event": e, "What": e.Kind.Chinese(), "Due": due,
		"Link": b.Pages.Progress(r.ID), "Office": b.Office, "Rate": r.State() == disclosure.StateReplied && r.Score() == "",
		"Mend": mend, "Reasons": e.Kind == disclosure.KindReasonsAsked && r.State() == disclosure.StateReasons, "Relief": "", "Outcome": "", "Enclosed": ""}
	if e.Reply != nil {
		view["Relief"], view["Outcome"], view["Enclosed"] = e.Reply.Relief(e.Day), e.Reply.Outcome.Chinese(), b.enclosed(r, *e.Reply)
		return b.say("told_reply", view).text
	}
	if e.Kind == disclosure.KindConfirmed {
		return b.say("told_confirmed", view).text
	}
	return b.say("told_event", view).text
}

// newest says whether nothing happened to a request after an event. What was due
// then may be due no more: who is told of it late is not told that.
func newest(r disclosure.Request, of int) bool {
	return !slices.ContainsFunc(r.Events[of+1:], func(e disclosure.Event) bool { return !e.Kind.Inner() })
}

// caseNews is what a citizen is told of an event of her case.
func (b *Bot) caseNews(c cases.Case, of int) string {
	e, view := c.Events[of], b.caseView(c, b.day())
	return b.say("told_case", map[string]any{"ID": c.ID, "Kind": view.Kind, "Organ": view.Organ, "Reply": e.Text, "ReplyDay": e.Day,
		"Declined": e.Act == cases.ActDeclined, "Responsible": e.Organ}).text
}

func (b *Bot) day() civil.Date { return dayOf(b.Now()) }

// dayOf is the day in Beijing.
func dayOf(t time.Time) civil.Date { return civil.InChina(t) }
