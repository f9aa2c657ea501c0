package clerk

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// soon is within how many working days a thing is due soon.
const soon = 3

// counts are what waits in each room of the desk.
type counts struct {
	review, overdue, requests, cases, hands, posts int
	late                                           bool // a request is over its day
}

// lately remembers for a few seconds what waits, since every page says it. An act
// at the desk makes it forget.
type lately struct {
	mu    sync.Mutex
	at    time.Time
	known map[string]counts // by person
}

const rememberFor = 10 * time.Second

func (l *lately) get(now time.Time, name string) (counts, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, ok := l.known[name]
	return n, ok && now.Sub(l.at) < rememberFor
}

func (l *lately) put(now time.Time, name string, n counts) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil || now.Sub(l.at) >= rememberFor {
		l.at, l.known = now, map[string]counts{}
	}
	l.known[name] = n
}

func (l *lately) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known = nil
}

// waiting counts what waits, for the menu.
func (v *visit) waiting() (counts, error) {
	if n, ok := v.lately.get(v.now(), v.person.Name); ok {
		return n, nil
	}
	n, err := v.count()
	if err == nil {
		v.lately.put(v.now(), v.person.Name, n)
	}
	return n, err
}

// count counts what waits: records to review, duties missed,
// requests over their day, due within the week, to be confirmed, or whose reply the
// person has to sign or to mend, cases open, pushes that need a hand.
func (v *visit) count() (counts, error) {
	var n counts
	for r, err := range v.Catalog.Papers(v.ctx(), catalog.InReview, catalog.SecrecyReview) {
		if err != nil {
			return n, err
		}
		if r.Drafter != v.person.Name {
			n.review++
		}
	}
	duties, err := v.duties()
	if err != nil {
		return n, err
	}
	for _, d := range duties {
		if d.State == catalog.DutyOverdue {
			n.overdue++
		}
	}
	asks, err := v.openAsks()
	if err != nil {
		return n, err
	}
	for _, a := range asks {
		if a.Sign || a.Redo || a.Over || pressing(a) {
			n.requests++
		}
		n.late = n.late || a.Over
	}
	open, err := v.openCases()
	if err != nil {
		return n, err
	}
	n.cases = len(open)
	err = v.countPushes(&n)
	return n, err
}

// countPushes counts the pushes that wait, and the mass messages that this person
// may send.
func (v *visit) countPushes(n *counts) error {
	hands, err := v.hands()
	if err != nil {
		return err
	}
	ofGrids, ofAccount := v.divide(hands)
	_, mine, err := v.waitingProposals()
	n.hands, n.posts = len(ofGrids), len(ofAccount)+mine
	return err
}

// duties are what the office's standard catalogue asks of it today, read once for
// a page.
func (v *visit) duties() ([]catalog.Duty, error) {
	if v.Items == nil || v.owed != nil {
		return v.owed, nil
	}
	items, err := v.Items(v.ctx())
	if err != nil {
		return nil, err
	}
	v.owed, err = v.Catalog.Duties(v.ctx(), items, v.Calendar.National(), v.day())
	return v.owed, err
}

// ask is one request as a list shows it.
type ask struct {
	Request  disclosure.Request
	Name     string // masked
	Standing string
	Due      civil.Date // zero: none to name
	Whose    string     // who must act by that day; empty: the office
	Left     int
	Near     bool   // it is within the week, or over
	Word     string // on its tag
	Tone     string
	Open     bool
	Over     bool   // the office's own day is over
	Reply    string // where a reply that is not out yet stands; empty: there is none
	Sign     bool   // the person may sign it
	Redo     bool   // it came back to the person
	urgency  civil.Date
}

// askOf reads a request for a list.
func (v *visit) askOf(r disclosure.Request) ask {
	a := ask{Request: r, Name: r.Applicant.Masked().Name, Standing: Standing(r, v.Calendar, v.day()), Open: !r.State().Closed(), Word: r.State().Chinese(), Tone: toneNote,
		urgency: Urgency(r, v.Calendar)}
	v.replyOf(r, &a)
	due, err := r.DueOn(v.Calendar, v.day())
	switch {
	case errors.Is(err, disclosure.ErrNotReceived):
		a.Word, a.Tone = "待确认收到", toneWarn
	case errors.Is(err, civil.ErrNotCovered):
		a.Word, a.Tone, a.Near = a.Word+"，期限待定", toneWarn, a.urgency.Sub(v.day()) <= 7
	case err != nil:
	default:
		a.Due, a.Left, a.Near = due.Day, due.Left, v.near(due)
		if due.By == disclosure.RoleClerk {
			a.Word, a.Tone = leftWord(due)
			a.Over = a.Open && due.Left < 0
			break
		}
		a.Whose = others[due.By]
		if due.Left < 0 {
			a.Word, a.Tone = a.Word+"，已到期", toneWarn
		}
	}
	return a
}

// replyOf says where a reply stands that is not out: with those who may sign it, or
// with those who drafted it.
func (v *visit) replyOf(r disclosure.Request, a *ask) {
	if _, _, waits := r.Proposed(); waits {
		a.Reply = "待签发"
		_, a.Sign = v.maySign(r)
		return
	}
	if _, drafters, back := r.SentBack(); back {
		a.Reply, a.Redo = "答复退回，待修改", slices.Contains(drafters, v.person.Name)
	}
}

// near reports whether a day is within five working days, or seven days where the
// working days are not announced, or over.
func (v *visit) near(due disclosure.Due) bool {
	if due.Uncounted {
		return due.Day.Sub(v.day()) <= 7
	}
	return due.Left <= 5
}

// leftWord says how much is left of the office's time, and in which tone.
func leftWord(due disclosure.Due) (word, tone string) {
	switch {
	case due.Uncounted && due.Left < 0:
		return "已超期", toneBad
	case due.Uncounted:
		return "最迟" + due.Day.String(), toneNote
	case due.Left < 0:
		return fmt.Sprintf("超期%d个工作日", -due.Left), toneBad
	case due.Left == 0:
		return "今天到期", toneBad
	case due.Left <= soon:
		return fmt.Sprintf("还剩%d个工作日", due.Left), toneWarn
	}
	return fmt.Sprintf("还剩%d个工作日", due.Left), toneGood
}

// others are those whose day it may be.
var others = map[disclosure.Role]string{disclosure.RoleApplicant: "申请人", disclosure.RoleThirdParty: "第三方", disclosure.RoleOrgan: "被征求的机关"}

// pressing is a request that must be looked at this week: to be confirmed, or due
// within five working days, or one that may be for all that the calendar tells. What
// is over is not among it: it is a matter of its own.
func pressing(a ask) bool {
	return a.Open && !a.Over && (a.Request.State() == disclosure.StateSubmitted || a.Near)
}

// openAsks are the requests of which something is to be done, the most urgent first,
// read once for a page: those that are not closed, and those whose corrected reply is
// not out yet.
func (v *visit) openAsks() ([]ask, error) {
	if v.open == nil {
		var err error
		if v.open, err = v.asks(func(r disclosure.Request) bool {
			_, _, waits := r.Proposed()
			_, _, back := r.SentBack()
			return !r.State().Closed() || waits || back
		}); err != nil {
			return nil, err
		}
	}
	return v.open, nil
}

// asks are the requests that are wanted, those whose day is over first, then the most
// urgent.
func (v *visit) asks(want func(disclosure.Request) bool) ([]ask, error) {
	if v.Desk == nil {
		return nil, nil
	}
	out := []ask{}
	for r, err := range v.Desk.Requests(v.ctx()) {
		if err != nil {
			return nil, err
		}
		if want(r) {
			out = append(out, v.askOf(r))
		}
	}
	slices.SortStableFunc(out, func(a, b ask) int {
		over := map[bool]int{true: -1}
		return cmp.Or(cmp.Compare(over[a.Over], over[b.Over]), a.urgency.Compare(b.urgency))
	})
	return out, nil
}

func (v *visit) openCases() ([]cases.Case, error) {
	if v.Cases == nil {
		return nil, nil
	}
	return v.Cases.OpenCases(v.ctx())
}
