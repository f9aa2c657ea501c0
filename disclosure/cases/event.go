package cases

import (
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// An Act names what happened in an Event.
type Act string

// The acts. Telling and Told keep what the citizen was told, and Viewed who looked at
// how to reach her; they change nothing else. Transitions says when each of the others may happen.
const (
	ActSubmitted      Act = "submitted"       // 提交
	ActAssigned       Act = "assigned"        // 交办
	ActSupplemented   Act = "supplemented"    // 补充
	ActVerified       Act = "verified"        // 核实
	ActHandled        Act = "handled"         // 办理
	ActReplied        Act = "replied"         // 答复
	ActReplyCorrected Act = "reply_corrected" // 更正答复
	ActDeclined       Act = "declined"        // 不属本机关职责，告知去处
	ActWithdrawn      Act = "withdrawn"       // 撤回
	ActRated          Act = "rated"           // 评价
	ActTelling        Act = "telling"         // 正在告知
	ActTold           Act = "told"            // 已告知
	ActViewed         Act = "viewed"          // 查看联系方式
)

// Acts returns all acts in the order of a case's life.
func Acts() []Act {
	return []Act{ActSubmitted, ActAssigned, ActSupplemented, ActVerified, ActHandled, ActReplied, ActReplyCorrected,
		ActDeclined, ActWithdrawn, ActRated, ActTelling, ActTold, ActViewed}
}

// Chinese returns the act as an office calls it.
func (a Act) Chinese() string {
	switch a {
	case ActSubmitted:
		return "提交"
	case ActAssigned:
		return "交办"
	case ActSupplemented:
		return "补充"
	case ActVerified:
		return "核实"
	case ActHandled:
		return "办理"
	case ActReplied:
		return "答复"
	case ActReplyCorrected:
		return "更正答复"
	case ActDeclined:
		return "不予受理并告知去处"
	case ActWithdrawn:
		return "撤回"
	case ActRated:
		return "评价"
	case ActTelling:
		return "正在告知"
	case ActTold:
		return "已告知"
	case ActViewed:
		return "查看来件人信息"
	}
	return string(a)
}

// Inner reports whether an act is the office's own business, of which the citizen is
// shown nothing.
func (a Act) Inner() bool { return a == ActTelling || a == ActTold || a == ActViewed }

// A Verdict (核实结果) is what the verification of a complaint found.
type Verdict string

// The verdicts.
const (
	Founded       Verdict = "founded"        // 属实
	PartlyFounded Verdict = "partly_founded" // 部分属实
	Unfounded     Verdict = "unfounded"      // 不属实
)

// Verdicts returns all verdicts.
func Verdicts() []Verdict { return []Verdict{Founded, PartlyFounded, Unfounded} }

// Chinese returns the verdict as an office writes it.
func (v Verdict) Chinese() string {
	switch v {
	case Founded:
		return "属实"
	case PartlyFounded:
		return "部分属实"
	case Unfounded:
		return "不属实"
	}
	return string(v)
}

// An Event is one thing that happened to a case: on which day, by whom, and with
// what. Make it with the constructor of its act. Events are kept for ever and in order.
type Event struct {
	Act  Act              `json:"act"`
	Day  civil.Date       `json:"day"`
	At   time.Time        `json:"at,omitzero"`    // the moment it was recorded; may be zero
	By   disclosure.Actor `json:"by,omitzero"`    // who did it
	Text string           `json:"text,omitempty"` // what was found, done, replied or added; personal

	Contact string `json:"contact,omitempty"` // Supplemented: how to reach the citizen; personal

	Attachments []disclosure.Attachment `json:"attachments,omitempty"` // Supplemented: the files that were added; personal

	Organ   string                  `json:"organ,omitempty"`   // Assigned: who is to handle it; Declined: who is responsible
	Verdict Verdict                 `json:"verdict,omitempty"` // Verified
	Score   disclosure.Satisfaction `json:"score,omitempty"`   // Rated
	Of      int                     `json:"of,omitempty"`      // Telling, Told: the index of the event told of
	Channel string                  `json:"channel,omitempty"` // Telling, Told: the way it went
	Failure string                  `json:"failure,omitempty"` // Told: why it did not arrive; empty: told
	Notice  string                  `json:"notice,omitempty"`  // Telling, Told: the platform's id of the notice; empty: the words themselves
}

// String names the act and the day and nothing personal.
func (e Event) String() string { return string(e.Act) + " " + e.Day.String() }

// WithActor returns the event as done by a.
func (e Event) WithActor(a disclosure.Actor) Event { e.By = a; return e }

// WithAttachments returns a Supplemented as that of files.
func (e Event) WithAttachments(files ...disclosure.Attachment) Event { e.Attachments = files; return e }

// WithTime returns the event with the moment at which it was recorded.
func (e Event) WithTime(at time.Time) Event { e.At = at; return e }

func by(act Act, day civil.Date, role disclosure.Role, text string) Event {
	return Event{Act: act, Day: day, By: disclosure.Actor{Role: role}, Text: text}
}

// Submitted says that the case came in.
func Submitted(day civil.Date) Event { return by(ActSubmitted, day, disclosure.RoleApplicant, "") }

// Assigned (交办) says which organ is to handle the case. It may be assigned anew.
func Assigned(day civil.Date, organ string) Event {
	e := by(ActAssigned, day, disclosure.RoleClerk, "")
	e.Organ = organ
	return e
}

// Supplemented says that the citizen added something.
func Supplemented(day civil.Date, text string) Event {
	return by(ActSupplemented, day, disclosure.RoleApplicant, text)
}

// WithContact returns the event with a way to reach the citizen besides the
// channel, which may be all that she added.
func (e Event) WithContact(contact string) Event { e.Contact = contact; return e }

// Verified (核实) says what the verification found, in one of three words and in full.
func Verified(day civil.Date, v Verdict, text string) Event {
	e := by(ActVerified, day, disclosure.RoleClerk, text)
	e.Verdict = v
	return e
}

// Handled (办理) says what was done.
func Handled(day civil.Date, text string) Event {
	return by(ActHandled, day, disclosure.RoleClerk, text)
}

// Replied (答复) is the answer to the citizen, who is to be told.
func Replied(day civil.Date, text string) Event {
	return by(ActReplied, day, disclosure.RoleClerk, text)
}

// ReplyCorrected puts another answer in the place of the one given.
func ReplyCorrected(day civil.Date, text string) Event {
	return by(ActReplyCorrected, day, disclosure.RoleClerk, text)
}

// Declined says that the case is not the office's, why, and whose it is, where
// that is known.
func Declined(day civil.Date, responsible, text string) Event {
	e := by(ActDeclined, day, disclosure.RoleClerk, text)
	e.Organ = responsible
	return e
}

// Withdrawn says that the citizen took the case back.
func Withdrawn(day civil.Date) Event { return by(ActWithdrawn, day, disclosure.RoleApplicant, "") }

// Rated says how content the citizen is with the reply.
func Rated(day civil.Date, s disclosure.Satisfaction) Event {
	e := by(ActRated, day, disclosure.RoleApplicant, "")
	e.Score = s
	return e
}

// Telling claims to tell the citizen of Events[of] through a channel, before the send.
func Telling(day civil.Date, of int, channel string) Event {
	e := by(ActTelling, day, disclosure.RoleSystem, "")
	e.Of, e.Channel = of, channel
	return e
}

// Told settles a claim: the citizen was told of Events[of], or was not and why.
func Told(day civil.Date, of int, channel, failure string) Event {
	e := by(ActTold, day, disclosure.RoleSystem, "")
	e.Of, e.Channel, e.Failure = of, channel, failure
	return e
}

// Viewed says that somebody of the office looked at how to reach the citizen, or at her
// files, and what for, so that the record shows who did.
func Viewed(day civil.Date, purpose string) Event {
	return by(ActViewed, day, disclosure.RoleClerk, purpose)
}

// WithNotice returns a Telling or Told as that of a notice (服务通知), as
// disclosure.Event.WithNotice does.
func (e Event) WithNotice(id string) Event { e.Notice = id; return e }

// Erase returns the event without its words. What was done, when, by whom of the
// office and with which verdict stands.
func (e Event) Erase() Event {
	e.Text, e.Contact, e.Attachments, e.Failure = "", "", nil, ""
	if e.By.Role == disclosure.RoleApplicant {
		e.By.Name = ""
	}
	return e
}
