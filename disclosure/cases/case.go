package cases

import (
	"slices"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Kind says what a citizen wants of the office.
type Kind string

// The kinds of cases.
const (
	Complaint    Kind = "complaint"    // 投诉: is verified before it is handled
	Consultation Kind = "consultation" // 咨询
	Question     Kind = "question"     // 提问: what the bot could not answer and the citizen handed on
)

// Kinds returns all kinds.
func Kinds() []Kind { return []Kind{Complaint, Consultation, Question} }

// Chinese returns the kind as an office writes it.
func (k Kind) Chinese() string {
	switch k {
	case Complaint:
		return "投诉"
	case Consultation:
		return "咨询"
	case Question:
		return "提问"
	}
	return string(k)
}

// Valid reports whether the kind is one of Kinds.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// A Case (来件) is what one citizen brought, and all that happened to it since. It
// is a value: Apply returns another and changes nothing.
type Case struct {
	ID      string             `json:"id"`              // 编号, with a check digit; issued by the store
	Code    string             `json:"code,omitempty"`  // 查询码, known to the citizen only
	Owner   string             `json:"owner,omitempty"` // an opaque handle of the channel, such as wechat:…; personal
	Kind    Kind               `json:"kind"`
	Organ   string             `json:"organ,omitempty"`   // the organ it is addressed to; Handler says who has it now
	Text    string             `json:"text,omitempty"`    // what the citizen wrote; personal
	Contact string             `json:"contact,omitempty"` // how to reach the citizen besides the channel; personal
	Channel disclosure.Channel `json:"channel,omitempty"`
	// Attachments are the files that came with it; personal. Files has those too that
	// were added since.
	Attachments []disclosure.Attachment `json:"attachments,omitempty"`

	Events []Event `json:"events"`
	Erased bool    `json:"erased,omitempty"` // the personal data are gone; what counts stands
}

// String names the case and nothing personal.
func (c Case) String() string {
	if c.ID == "" {
		return "case without number"
	}
	return "case " + c.ID
}

// State returns where the case stands.
func (c Case) State() State {
	s := StateNew
	for _, e := range c.Events {
		if to, ok := next(s, e.Act); ok {
			s = to
		}
	}
	return s
}

// Submitted returns the day the case came in, and the zero Date when it did not.
func (c Case) Submitted() civil.Date { return c.dayOf(ActSubmitted) }

// Answered returns the day of the first reply or refusal, and the zero Date before it.
func (c Case) Answered() civil.Date {
	for _, e := range c.Events {
		if e.Act == ActReplied || e.Act == ActDeclined {
			return e.Day
		}
	}
	return civil.Date{}
}

func (c Case) dayOf(act Act) civil.Date {
	for _, e := range c.Events {
		if e.Act == act {
			return e.Day
		}
	}
	return civil.Date{}
}

// YearOf returns the year whose series the case's number belongs to.
func (c Case) YearOf() int {
	if len(c.Events) == 0 {
		return 0
	}
	return c.Events[0].Day.Year
}

// Handler returns the organ that has the case now: the one it was assigned to
// last, or else the one it was addressed to.
func (c Case) Handler() string {
	for _, e := range slices.Backward(c.Events) {
		if e.Act == ActAssigned {
			return e.Organ
		}
	}
	return c.Organ
}

// Reply returns the newest reply or refusal.
func (c Case) Reply() (Event, bool) {
	for _, e := range slices.Backward(c.Events) {
		if e.Act == ActReplied || e.Act == ActReplyCorrected || e.Act == ActDeclined {
			return e, true
		}
	}
	return Event{}, false
}

// Contacts returns the ways to reach the citizen besides the channel: the one that
// came with the case and those added since, each once.
func (c Case) Contacts() []string {
	var out []string
	add := func(way string) {
		if way != "" && !slices.Contains(out, way) {
			out = append(out, way)
		}
	}
	add(c.Contact)
	for _, e := range c.Events {
		add(e.Contact)
	}
	return out
}

// FilesOf returns whose the files are that are added to the case, as Store.SaveFile
// asks: the case's own. One from a web page has no owner, and one citizen may send the
// same file to two cases.
func (c Case) FilesOf() string { return "case " + c.ID }

// Files returns the files that came with the case and those added since, in order.
func (c Case) Files() []disclosure.Attachment {
	files := slices.Clone(c.Attachments)
	for _, e := range c.Events {
		files = append(files, e.Attachments...)
	}
	return files
}

// Touched returns the moment at which the citizen last handed something in or added
// to it; zero where that was not written down.
func (c Case) Touched() time.Time {
	for _, e := range slices.Backward(c.Events) {
		if e.Act == ActSubmitted || e.Act == ActSupplemented {
			return e.At
		}
	}
	return time.Time{}
}

// Added reports whether the newest thing that happened to the case is the very act e of
// the citizen, done after a moment: somebody pressed twice, or a platform sent a message
// again. What the citizen was told since, and who looked, does not count.
func (c Case) Added(e Event, after time.Time) bool {
	for _, last := range slices.Backward(c.Events) {
		if last.Act.Inner() {
			continue
		}
		return last.Act == e.Act && last.Text == e.Text && last.Contact == e.Contact && last.Score == e.Score && last.At.After(after)
	}
	return false
}

// Verdict returns what the verification found, and the empty Verdict before one.
func (c Case) Verdict() Verdict {
	for _, e := range slices.Backward(c.Events) {
		if e.Act == ActVerified {
			return e.Verdict
		}
	}
	return ""
}

// Score returns how content the citizen said to be, and the empty one before that.
func (c Case) Score() disclosure.Satisfaction {
	for _, e := range slices.Backward(c.Events) {
		if e.Act == ActRated {
			return e.Score
		}
	}
	return ""
}

// Erase returns the case without its personal data: who wrote, what was written,
// the words of the reply and of every step. What the statistics count stands.
func (c Case) Erase() Case {
	c.Code, c.Owner, c.Text, c.Contact, c.Attachments, c.Erased = "", "", "", "", nil, true
	events := make([]Event, len(c.Events))
	for i, e := range c.Events {
		events[i] = e.Erase()
	}
	c.Events = events
	return c
}
