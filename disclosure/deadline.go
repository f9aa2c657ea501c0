package disclosure

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Reasons why there is no day to name.
var (
	// ErrNotReceived says that the application does not count as received yet:
	// the office has to confirm it first.
	ErrNotReceived = errors.New("disclosure: receipt not confirmed")
	// ErrClockStopped says that the reply clock stands until the applicant, a
	// third party or another organ has acted.
	ErrClockStopped = errors.New("disclosure: reply clock stands still")
	// ErrNothingDue says that the request is closed.
	ErrNothingDue = errors.New("disclosure: nothing due")
)

var oneYuan = decimal.NewFromInt(1)

// Deadline (答复期限) returns the last day on which a reply is in time. It counts
// the working days after the day of receipt, adds what was extended, leaves out
// the time of consultations and begins anew with a supplement or a payment.
//
// It returns ErrNotReceived before receipt, ErrClockStopped while the clock
// stands, and civil.ErrNotCovered where the calendar is not announced. Of a
// request that was answered it returns the day by which that was due.
func (r Request) Deadline(cal *civil.Calendar) (civil.Date, error) {
	f := r.fold()
	return f.deadline(cal)
}

func (f *fold) deadline(cal *civil.Calendar) (civil.Date, error) {
	switch {
	case f.received.IsZero() || f.rules.IsZero():
		return civil.Date{}, ErrNotReceived
	case f.stopped:
		return civil.Date{}, ErrClockStopped
	case !f.until.IsZero():
		return f.until, nil
	}
	from, left := f.start, f.term+f.extended
	for _, p := range f.pauses {
		counted, err := cal.Workdays(from, p.from)
		if err != nil {
			return civil.Date{}, err
		}
		if counted >= left { // due before the consultation began
			break
		}
		if p.to.IsZero() {
			return civil.Date{}, ErrClockStopped
		}
		left -= max(counted, 0)
		from = p.to
	}
	return cal.AddWorkdays(from, left)
}

// Due is the next day that matters to a request, and who must act by it.
type Due struct {
	Day         civil.Date
	Provisional bool   // 暂定: the day may move; Note says why
	Note        string // one or more Chinese sentences; may be empty
	Left        int    // working days left after the day asked about; negative: overdue. See DueOn
	Uncounted   bool   // Left is only a sign, 1 or -1: the working days between are not announced yet
	Article     string // the article that sets the term; empty: set by the office
	By          Role   // who must act
}

// Due returns what is due next: the reply, or while the clock stands what it
// waits for. Left is not filled in: see DueOn.
//
// Where only the region's days are unknown it falls back on the national
// calendar and says so (Provisional, Note); it also says so of a day in the last
// week of the last announced year, which the next notice may still move. It returns ErrNotReceived before
// receipt, ErrNothingDue once the request is closed, ErrClockStopped where the
// law sets no term for what is waited for, and civil.ErrNotCovered where the
// national calendar is not announced.
func (r Request) Due(cal *civil.Calendar) (Due, error) {
	f, region := r.fold(), cal.Region()
	d, err := f.due(cal)
	if regional(err) {
		cal = cal.National()
		if d, err = f.due(cal); err == nil {
			d.Provisional = true
			d.Note += fmt.Sprintf("%s的放假安排尚未掌握，暂按全国安排计算；如遇当地放假，期限顺延。", region)
		}
	}
	if work, notCovered := cal.IsWorkday(d.Day); err == nil && notCovered == nil && work && !cal.Settled(d.Day) {
		d.Provisional = true
		d.Note += fmt.Sprintf("%d年的放假安排尚未公布，%d年末的工作日可能调整。", d.Day.Year+1, d.Day.Year)
	}
	return d, err
}

// DueOn is Due with the working days left after today: zero on the last day,
// and at least one under it as soon as that day is over. Where the day is known and
// the working days between it and today are not announced, it says so (Uncounted)
// and still tells whether the day is over.
func (r Request) DueOn(cal *civil.Calendar, today civil.Date) (Due, error) {
	d, err := r.Due(cal)
	if err != nil {
		return d, err
	}
	d.Left, err = cal.Workdays(today, d.Day)
	if regional(err) {
		d.Left, err = cal.National().Workdays(today, d.Day)
	}
	switch {
	case errors.Is(err, civil.ErrNotCovered):
		d.Left = d.Day.Compare(today)
		d.Uncounted, err = d.Left != 0, nil
	case err == nil && today.After(d.Day) && d.Left == 0:
		d.Left = -1 // only days off have passed since, but the day has
	}
	return d, err
}

// Overdue reports whether today is past the day by which the office owes a reply.
func (r Request) Overdue(cal *civil.Calendar, today civil.Date) (bool, error) {
	d, err := r.Due(cal)
	switch {
	case errors.Is(err, ErrNotReceived), errors.Is(err, ErrNothingDue), errors.Is(err, ErrClockStopped):
		return false, nil
	case err != nil:
		return false, err
	}
	return d.By == RoleClerk && today.After(d.Day), nil
}

func (f *fold) due(cal *civil.Calendar) (Due, error) {
	if f.state.Closed() {
		return Due{}, ErrNothingDue
	}
	if f.received.IsZero() || f.rules.IsZero() {
		return Due{}, ErrNotReceived
	}
	day, err := f.deadline(cal)
	if !errors.Is(err, ErrClockStopped) {
		d := Due{Day: day, Article: f.rules.Reply.Article, By: RoleClerk}
		if !f.until.IsZero() {
			d.Article = f.rules.Excessive
		}
		return d, err
	}
	return f.waiting(cal)
}

// waiting returns what the standing clock waits for.
func (f *fold) waiting(cal *civil.Calendar) (Due, error) {
	d := Due{By: RoleApplicant}
	var term Term
	var from civil.Date
	switch {
	case f.state == StateCorrecting:
		d.Day, d.Article = f.supplementUntil, f.rules.Correction.Article
		d.Note = "等待申请人补正，答复期限自收到补正之日起重新计算。"
		return d, nil
	case f.state == StateFee:
		term, from = RulesOn(f.feeDay).Payment, f.feeDay
		d.Note = "等待申请人缴纳信息处理费。"
	case f.thirdParties > 0:
		term, from, d.By = f.rules.ThirdParty, f.thirdPartyAsked, RoleThirdParty
		d.Note = "正在征求第三方意见，所需时间不计算在答复期限内。"
	default:
		term, from, d.By = f.rules.CoProducer, f.organAsked, RoleOrgan
		d.Note = "正在征求其他机关意见，所需时间不计算在答复期限内。"
	}
	if term.IsZero() {
		return Due{}, ErrClockStopped
	}
	var err error
	d.Article = term.Article
	d.Day, err = term.From(from, cal)
	return d, err
}
