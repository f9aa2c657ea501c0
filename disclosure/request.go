package disclosure

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Request (政府信息公开申请) is what one applicant asked of one organ, and all that
// happened to it since. State, receipt, deadline and outcome are read from the
// events; Apply is the only way to add one. A Request is a value: Apply returns
// another and changes nothing.
type Request struct {
	ID        string    `json:"id"`              // 申请编号, with a check character; issued by the store
	Code      string    `json:"code,omitempty"`  // 查询码, known to the applicant only
	Owner     string    `json:"owner,omitempty"` // an opaque handle of the channel, such as wechat:…; personal
	Organ     string    `json:"organ,omitempty"` // the organ that was asked
	Applicant Applicant `json:"applicant"`       // personal
	Subject   string    `json:"subject"`         // 所需信息内容描述; personal
	Delivery  Delivery  `json:"delivery,omitzero"`
	Channel   Channel   `json:"channel,omitempty"`
	Events    []Event   `json:"events"`

	// Attachments are the files that came with the application; personal.
	Attachments []Attachment `json:"attachments,omitempty"`
	Erased      bool         `json:"erased,omitempty"` // the personal data are gone; what counts stands
}

// Delivery is the form that the applicant wants the information in, and the way
// to get it.
type Delivery struct {
	Form string `json:"form,omitempty"` // 载体: 纸质, 电子邮件, 光盘 …
	Way  string `json:"way,omitempty"`  // 获取方式: 邮寄, 电子邮件, 自行领取, 当场查阅 …
}

// String names the request and nothing personal, so that a log line cannot.
func (r Request) String() string { return "request " + cmp.Or(r.ID, "without number") }

// State returns where the request stands.
func (r Request) State() State {
	f := r.fold()
	return f.state
}

// Submitted returns the day the application came in, and the zero Date when it did not.
func (r Request) Submitted() civil.Date {
	f := r.fold()
	return f.submitted
}

// Received (收到申请之日) returns the day from which the application counts as
// received: by hand and by signed mail the day it came in, by the internet,
// fax and ordinary mail the day that receipt was confirmed (条例第三十一条). It is
// zero until then.
func (r Request) Received() civil.Date {
	f := r.fold()
	return f.received
}

// Rules returns the rules that the request follows: those of the day of receipt.
func (r Request) Rules() Rules { return RulesOn(r.Received()) }

// Outcome returns the result, and the empty Outcome while there is none. An
// application taken back counts as 其他处理.
func (r Request) Outcome() Outcome {
	f := r.fold()
	return f.outcome
}

// Reply returns the newest reply.
func (r Request) Reply() (Reply, bool) {
	for _, e := range slices.Backward(r.Events) {
		if e.Reply != nil {
			return *e.Reply, true
		}
	}
	return Reply{}, false
}

// Score returns how content the applicant said to be with the reply, and the
// empty one before that.
func (r Request) Score() Satisfaction {
	f := r.fold()
	return f.rated
}

// Did reports whether the newest thing that happened to the request is the very act e,
// of the same role and in the same words, done after a moment: somebody pressed twice.
// What the applicant was told since, and who looked, does not count.
func (r Request) Did(e Event, after time.Time) bool {
	for _, last := range slices.Backward(r.Events) {
		switch last.Kind {
		case KindTelling, KindTold, KindViewed:
			continue
		}
		return last.Kind == e.Kind && last.By.Role == e.By.Role && last.Note == e.Note && last.Score == e.Score && last.At.After(after)
	}
	return false
}

// Apply returns the request with one more event. An event that the law does
// not allow now is a *TransitionError. Conditions on terms need a calendar: see ApplyOn.
func (r Request) Apply(e Event) (Request, error) { return r.ApplyOn(e, nil) }

// ApplyOn is Apply that also holds the conditions on terms: no extension after
// the reply was due, no silence and no abandonment before its term is over.
func (r Request) ApplyOn(e Event, cal *civil.Calendar) (Request, error) {
	var why string
	var guard Guard
	switch e.Kind {
	case KindTelling, KindTold:
		why = r.allowsTelling(e)
	case KindViewed:
		why = r.allowsViewing(e)
	default:
		why, guard = r.allows(e, cal)
	}
	if why != "" {
		return r, r.refuse(e, why, guard)
	}
	r.Events = append(r.Events[:len(r.Events):len(r.Events)], e)
	return r, nil
}

func (r Request) refuse(e Event, why string, guard Guard) error {
	f := r.fold()
	return &TransitionError{State: f.state, Event: e.Kind, By: e.By.Role, Why: why, Guard: guard, Allowed: r.Allowed()}
}

// Refusal says why a kind of event may not happen to the request as it stands,
// whoever does it and whatever it holds; nil: it may.
func (r Request) Refusal(k Kind) *TransitionError {
	f := r.fold()
	out := &TransitionError{State: f.state, Event: k, Why: "not in this state", Allowed: r.Allowed()}
	if slices.Contains(out.Allowed, k) {
		return nil
	}
	for _, row := range rowsOf[k] {
		if slices.Contains(row.From, f.state) && row.If != "" {
			out.Guard, out.Why = row.If, guards[row.If](f, f.sample(k), nil)
		}
	}
	return out
}

// allows returns why an event may not happen now, or nothing, and the condition of
// the table that it does not keep, if that is why.
func (r Request) allows(e Event, cal *civil.Calendar) (why string, guard Guard) {
	f := r.fold()
	if !e.Day.Valid() {
		return "the event has no day", ""
	}
	if e.Day.Before(f.last) {
		return "its day comes before that of the event before it, " + f.last.String(), ""
	}
	if f.rules.IsZero() && e.Kind == KindConfirmed && rulesOn(e.Day) == nil {
		return "no regulation was in force on " + e.Day.String(), ""
	}
	why = "not in this state"
	for _, row := range rowsOf[e.Kind] {
		switch {
		case !slices.Contains(row.From, f.state):
		case !slices.Contains(row.By, e.By.Role):
			why, guard = notByRole, ""
		case row.If == "":
			return "", ""
		default:
			if why, guard = guards[row.If](f, e, cal), row.If; why == "" {
				return "", ""
			}
		}
	}
	return why, guard
}

// Allowed returns what may happen to the request as it stands, by whoever may
// do it, in the order of the table. Telling, Told and Viewed are not among it.
func (r Request) Allowed() []Kind { return r.AllowedTo("") }

// AllowedTo returns what one role may do now; the empty role stands for anybody.
// Conditions on what the event itself holds are not judged.
func (r Request) AllowedTo(role Role) []Kind {
	f := r.fold()
	var kinds []Kind
	for i := range transitions {
		row := &transitions[i]
		if slices.Contains(kinds, row.On) || !slices.Contains(row.From, f.state) ||
			role != "" && !slices.Contains(row.By, role) {
			continue
		}
		if row.If == "" || guards[row.If](f, f.sample(row.On), nil) == "" {
			kinds = append(kinds, row.On)
		}
	}
	return kinds
}

// sample returns an event of the kind that holds whatever its condition asks of
// an event, so that only the request is judged.
func (f *fold) sample(k Kind) Event {
	day := f.last
	if f.state == StateCorrecting && f.supplementUntil.After(day) {
		day = f.supplementUntil.AddDays(1)
	}
	e := Event{Kind: k, Day: day, Until: day.AddDays(1), Days: 1, Result: Upheld, Amount: oneYuan, Score: Satisfied,
		Reply: &Reply{Outcome: OtherHandling, Grounds: "—"}, Draft: &Reply{Outcome: OtherHandling, Grounds: "—"}}
	e.By.Name = strings.Join(f.drafters, "") + "—" // nobody who drafted
	if f.draft != nil {
		e.Reply = f.draft
	}
	return e
}

// allowsViewing returns why the personal data may not be looked at, or nothing.
func (r Request) allowsViewing(e Event) string {
	switch {
	case !e.Day.Valid():
		return "the event has no day"
	case !slices.Contains(office, e.By.Role):
		return "not by this role"
	case r.Erased:
		return "the personal data are gone"
	}
	return ""
}
