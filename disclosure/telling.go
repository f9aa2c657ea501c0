package disclosure

import "github.com/zwgk/zwgk/disclosure/internal/dossier"

// Untold returns the indexes of the events that the applicant must be told of
// and was not, in order. A claim (Telling) or a Told with a failure does not count.
func (r Request) Untold() []int { return r.steps().Untold() }

// Announced returns the indexes of the events that the applicant was told of by a
// notice alone, in order: the words themselves are still to reach her.
func (r Request) Announced() []int { return r.steps().Announced() }

// Claimed reports whether somebody claimed to tell the applicant of Events[of]
// (Telling) and has not settled it (Told). A claim that was lost is settled by a
// Told with a failure; then it can be claimed anew.
func (r Request) Claimed(of int) bool { return r.steps().Claimed(of) }

// allowsTelling returns why the applicant may not be told now, or nothing.
func (r Request) allowsTelling(e Event) string { return r.steps().Allows(e.step(), "applicant") }

// told returns the first event by which the applicant was told of Events[of].
func (r Request) told(of int) (first Event, told bool) {
	if i, _ := r.steps().Told(of); i >= 0 {
		return r.Events[i], true
	}
	return Event{}, false
}

// steps are what the events say about telling the applicant.
func (r Request) steps() dossier.Steps {
	steps := make(dossier.Steps, len(r.Events))
	for i, e := range r.Events {
		steps[i] = e.step()
	}
	return steps
}

func (e Event) step() dossier.Step {
	return dossier.Step{Tell: e.Kind.tells(), Claims: e.Kind == KindTelling, Settles: e.Kind == KindTold,
		Of: e.Of, Notice: e.Notice, Failure: e.Failure}
}
