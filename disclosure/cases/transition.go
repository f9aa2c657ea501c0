package cases

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/disclosure"
)

// A Guard names the condition of a Transition, in English, as it is to be.
type Guard string

// The conditions.
const (
	GuardText       Guard = "the event says in words what was done"
	GuardAdded      Guard = "the event has words, a file, or a way to reach the citizen"
	GuardOrgan      Guard = "the event names an organ"
	GuardVerdict    Guard = "the event has a verdict and says what was found"
	GuardAnswerable Guard = "it is no complaint; the event holds the answer"
	GuardUnfounded  Guard = "the complaint was found to be unfounded; the event holds the answer"
	GuardOnce       Guard = "for the first time, with one of the scores"
)

// guards holds the conditions' code: why the event may not be, or nothing.
var guards = map[Guard]func(Case, Event) string{
	GuardText: func(_ Case, e Event) string { return words(e) },
	GuardAdded: func(_ Case, e Event) string {
		if strings.TrimSpace(e.Contact) != "" || len(e.Attachments) > 0 {
			return ""
		}
		return words(e)
	},
	GuardOrgan:   organ,
	GuardVerdict: verdict,
	GuardAnswerable: func(c Case, e Event) string {
		if c.Kind == Complaint {
			return "a complaint is verified and handled before the reply"
		}
		return words(e)
	},
	GuardUnfounded: func(c Case, e Event) string {
		if c.Kind == Complaint && c.Verdict() != Unfounded {
			return "what was found is handled before the reply"
		}
		return words(e)
	},
	GuardOnce: once,
}

func words(e Event) string {
	if strings.TrimSpace(e.Text) == "" {
		return "the event has no words"
	}
	return ""
}

func organ(_ Case, e Event) string {
	if strings.TrimSpace(e.Organ) == "" {
		return "the event names no organ"
	}
	return ""
}

func verdict(_ Case, e Event) string {
	if !slices.Contains(Verdicts(), e.Verdict) {
		return "the event has no verdict"
	}
	return words(e)
}

func once(c Case, e Event) string {
	switch {
	case c.Score() != "":
		return "the reply was rated before"
	case !e.Score.Valid():
		return "the event has no score"
	}
	return ""
}

// A Transition is one row of the table that says what may happen to a case.
type Transition struct {
	From []State
	On   Act
	To   State // Same: the state it was in
	By   []disclosure.Role
	If   Guard // the condition; empty: none
	Tell bool  // the citizen must be told
}

// Same stands in Transition.To for the state that the case is already in.
const Same State = "same"

var (
	citizen = []disclosure.Role{disclosure.RoleApplicant, disclosure.RoleClerk} // a clerk enters what came by word of mouth
	clerks  = []disclosure.Role{disclosure.RoleClerk, disclosure.RoleHead}
	office  = []disclosure.Role{disclosure.RoleClerk, disclosure.RoleHead, disclosure.RoleOrgan}
	open    = []State{StateSubmitted, StateAssigned, StateVerified, StateHandled}
)

// transitions is the life of a case. Where an act has several rows, the first
// whose condition holds is taken; they lead to one state.
var transitions = []Transition{
	{[]State{StateNew}, ActSubmitted, StateSubmitted, citizen, "", false},
	{open, ActSupplemented, Same, citizen, GuardAdded, false},
	{[]State{StateSubmitted, StateAssigned}, ActAssigned, StateAssigned, clerks, GuardOrgan, false},
	{[]State{StateVerified, StateHandled}, ActAssigned, Same, clerks, GuardOrgan, false},
	{[]State{StateSubmitted, StateAssigned}, ActVerified, StateVerified, office, GuardVerdict, false},
	{[]State{StateVerified}, ActHandled, StateHandled, office, GuardText, false},
	{[]State{StateSubmitted, StateAssigned}, ActReplied, StateReplied, office, GuardAnswerable, true},
	{[]State{StateVerified}, ActReplied, StateReplied, office, GuardUnfounded, true},
	{[]State{StateHandled}, ActReplied, StateReplied, office, GuardText, true},
	{[]State{StateReplied}, ActReplyCorrected, StateReplied, office, GuardText, true},
	{[]State{StateSubmitted, StateAssigned}, ActDeclined, StateDeclined, clerks, GuardText, true},
	{open, ActWithdrawn, StateWithdrawn, citizen, "", false},
	{[]State{StateReplied, StateDeclined}, ActRated, Same, citizen, GuardOnce, false},
}

// Transitions returns the table that drives Apply, row by row.
func Transitions() []Transition { return slices.Clone(transitions) }

// next returns the state that an act leads to, and whether it may come at all.
func next(s State, act Act) (State, bool) {
	for _, row := range transitions {
		if row.On == act && slices.Contains(row.From, s) {
			if row.To == Same {
				return s, true
			}
			return row.To, true
		}
	}
	return s, false
}

// tells reports whether the citizen must be told of such an act.
func (a Act) tells() bool {
	return slices.ContainsFunc(transitions, func(t Transition) bool { return t.On == a && t.Tell })
}

// Apply returns the case with one more event. An event that the table does not
// allow now is a *TransitionError.
func (c Case) Apply(e Event) (Case, error) {
	if why := c.allows(e); why != "" {
		return c, &TransitionError{State: c.State(), Act: e.Act, By: e.By.Role, Why: why, Allowed: c.Allowed("")}
	}
	c.Events = append(c.Events[:len(c.Events):len(c.Events)], e)
	return c, nil
}

// allows returns why an event may not happen now, or nothing.
func (c Case) allows(e Event) string {
	switch {
	case !e.Day.Valid():
		return "the event has no day"
	case len(c.Events) > 0 && e.Day.Before(c.Events[len(c.Events)-1].Day):
		return "its day comes before that of the event before it"
	case e.Act == ActTelling || e.Act == ActTold:
		return c.allowsTelling(e)
	case e.Act == ActViewed:
		return c.allowsViewing(e)
	}
	s, why := c.State(), "not in this state"
	for _, row := range transitions {
		switch {
		case row.On != e.Act || !slices.Contains(row.From, s):
		case !slices.Contains(row.By, e.By.Role):
			why = "not by this role"
		case row.If == "":
			return ""
		default:
			return guards[row.If](c, e)
		}
	}
	return why
}

// allowsViewing returns why the personal data may not be looked at, or nothing.
func (c Case) allowsViewing(e Event) string {
	switch {
	case c.State() == StateNew:
		return "not in this state"
	case !slices.Contains(office, e.By.Role):
		return "not by this role"
	case c.Erased:
		return "the personal data are gone"
	case e.Text == "":
		return "it does not say what for"
	}
	return ""
}

// Allowed returns what one role may do now, in the order of the table; the empty
// role stands for anybody. What the event itself must hold is not judged.
func (c Case) Allowed(role disclosure.Role) []Act {
	var acts []Act
	s := c.State()
	sample := Event{Text: "—", Organ: "—", Verdict: Founded, Score: disclosure.Satisfied}
	for _, row := range transitions {
		if slices.Contains(row.From, s) && (role == "" || slices.Contains(row.By, role)) && !slices.Contains(acts, row.On) &&
			(row.If == "" || guards[row.If](c, sample) == "") {
			acts = append(acts, row.On)
		}
	}
	return acts
}

// A TransitionError says that an event may not happen to a case as it stands,
// why, and what may happen now.
type TransitionError struct {
	State   State           // where the case stands
	Act     Act             // what was tried
	By      disclosure.Role // who tried it
	Why     string          // the reason, in English
	Allowed []Act           // what may happen now, by somebody
}

// Error says what was tried, why it may not be, and what may.
func (e *TransitionError) Error() string {
	allowed := make([]string, len(e.Allowed))
	for i, a := range e.Allowed {
		allowed[i] = string(a)
	}
	return fmt.Sprintf("cases: %s by %q in state %q: %s; allowed now: %s", e.Act, e.By, e.State, e.Why, strings.Join(allowed, ", "))
}

// Chinese says the same for a clerk.
func (e *TransitionError) Chinese() string {
	allowed := make([]string, len(e.Allowed))
	for i, a := range e.Allowed {
		allowed[i] = a.Chinese()
	}
	now := "目前不能再办理任何事项"
	if len(allowed) > 0 {
		now = "目前可以：" + strings.Join(allowed, "、")
	}
	return fmt.Sprintf("来件处于“%s”，不能“%s”；%s。", e.State.Chinese(), e.Act.Chinese(), now)
}
