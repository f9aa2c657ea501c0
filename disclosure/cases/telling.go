package cases

import "github.com/zwgk/zwgk/disclosure/internal/dossier"

// Untold returns the indexes of the events that the citizen must be told of
// and was not, in order. A claim (Telling) or a Told with a failure does not count.
func (c Case) Untold() []int { return c.steps().Untold() }

// Announced returns the indexes of the events that the citizen was told of by a
// notice alone, in order: the words themselves are still to reach her.
func (c Case) Announced() []int { return c.steps().Announced() }

// Claimed reports whether somebody claimed to tell the citizen of Events[of]
// (Telling) and has not settled it (Told). A claim that was lost is settled by a
// Told with a failure; then it can be claimed anew.
func (c Case) Claimed(of int) bool { return c.steps().Claimed(of) }

// allowsTelling returns why the citizen may not be told now, or nothing.
func (c Case) allowsTelling(e Event) string { return c.steps().Allows(e.step(), "citizen") }

// steps are what the events say about telling the citizen.
func (c Case) steps() dossier.Steps {
	steps := make(dossier.Steps, len(c.Events))
	for i, e := range c.Events {
		steps[i] = e.step()
	}
	return steps
}

func (e Event) step() dossier.Step {
	return dossier.Step{Tell: e.Act.tells(), Claims: e.Act == ActTelling, Settles: e.Act == ActTold,
		Of: e.Of, Notice: e.Notice, Failure: e.Failure}
}
