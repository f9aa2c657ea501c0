package cases

import (
	"slices"

	"github.com/zwgk/zwgk/disclosure"
)

// Untold returns the indexes of the events that the citizen must be told of
// and was not, in order. A claim (Telling) or a Told with a failure does not count.
func (c Case) Untold() []int {
	var untold []int
	for i := range c.Events {
		if !c.Events[i].Act.tells() {
			continue
		}
		if told, _ := c.told(i); !told {
			untold = append(untold, i)
		}
	}
	return untold
}

// Announced returns the indexes of the events that the citizen was told of by a
// notice alone, in order: the words themselves are still to reach her.
func (c Case) Announced() []int {
	var announced []int
	for i := range c.Events {
		if told, inWords := c.told(i); told && !inWords {
			announced = append(announced, i)
		}
	}
	return announced
}

// allowsTelling returns why the citizen may not be told now, or nothing: one
// claim at a time, no second telling of what was told, after a notice only the words
// or that it did not arrive, and no notice again that did not.
func (c Case) allowsTelling(e Event) string {
	if e.Of < 0 || e.Of >= len(c.Events) || !c.Events[e.Of].Act.tells() {
		return "there is no such event to tell of"
	}
	told, inWords := c.told(e.Of)
	switch {
	case inWords, told && e.Notice != "" && e.Failure == "":
		return "the citizen was told of it"
	case e.Act == ActTelling && c.Claimed(e.Of):
		return "somebody is telling it now"
	case e.Notice != "" && e.Failure == "" && c.failed(e.Of, e.Notice):
		return "that notice did not arrive"
	}
	return ""
}

// Claimed reports whether somebody claimed to tell the citizen of Events[of]
// (Telling) and has not settled it (Told). A claim that was lost is settled by a
// Told with a failure; then it can be claimed anew.
func (c Case) Claimed(of int) bool {
	for _, e := range slices.Backward(c.Events) {
		if e.Of == of && (e.Act == ActTelling || e.Act == ActTold) {
			return e.Act == ActTelling
		}
	}
	return false
}

// told reports whether the citizen was told of Events[of], and whether the words
// themselves went out. A notice that a later failure takes back told nothing.
func (c Case) told(of int) (told, inWords bool) {
	for i := of + 1; i < len(c.Events); i++ {
		e := c.Events[i]
		if e.Act != ActTold || e.Of != of || e.Failure != "" || e.Notice != "" && c.takenBack(i) {
			continue
		}
		told, inWords = true, inWords || e.Notice == ""
	}
	return told, inWords
}

// takenBack reports whether the notice that Events[i] tells of did not arrive after all.
func (c Case) takenBack(i int) bool {
	sent := c.Events[i]
	later := c
	later.Events = c.Events[i+1:]
	return later.failed(sent.Of, sent.Notice)
}

// failed reports whether a notice could not tell of Events[of].
func (c Case) failed(of int, notice string) bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool {
		return e.Act == ActTold && e.Of == of && e.Failure != "" && disclosure.SameNotice(e.Notice, notice)
	})
}
