package disclosure

import (
	"slices"
	"strings"
)

// Untold returns the indexes of the events that the applicant must be told of
// and was not, in order. A claim (Telling) or a Told with a failure does not count.
func (r Request) Untold() []int {
	var untold []int
	for i := range r.Events {
		if !r.Events[i].Kind.tells() {
			continue
		}
		if _, told, _ := r.told(i); !told {
			untold = append(untold, i)
		}
	}
	return untold
}

// Announced returns the indexes of the events that the applicant was told of by a
// notice alone, in order: the words themselves are still to reach her.
func (r Request) Announced() []int {
	var announced []int
	for i := range r.Events {
		if _, told, inWords := r.told(i); told && !inWords {
			announced = append(announced, i)
		}
	}
	return announced
}

// allowsTelling returns why the applicant may not be told now, or nothing: one
// claim at a time, no second telling of what was told, after a notice only the words
// or that it did not arrive, and no notice again that did not.
func (r Request) allowsTelling(e Event) string {
	if e.Of < 0 || e.Of >= len(r.Events) || !r.Events[e.Of].Kind.tells() {
		return "there is no such event to tell of"
	}
	_, told, inWords := r.told(e.Of)
	switch {
	case inWords, told && e.Notice != "" && e.Failure == "":
		return "the applicant was told of it"
	case e.Kind == KindTelling && r.Claimed(e.Of):
		return "somebody is telling it now"
	case e.Notice != "" && e.Failure == "" && r.failed(e.Of, e.Notice):
		return "that notice did not arrive"
	}
	return ""
}

// Claimed reports whether somebody claimed to tell the applicant of Events[of]
// (Telling) and has not settled it (Told). A claim that was lost is settled by a
// Told with a failure; then it can be claimed anew.
func (r Request) Claimed(of int) bool {
	for _, e := range slices.Backward(r.Events) {
		if e.Of == of && (e.Kind == KindTelling || e.Kind == KindTold) {
			return e.Kind == KindTelling
		}
	}
	return false
}

// told returns the first event by which the applicant was told of Events[of],
// whether there is one, and whether the words themselves went out. A notice that a
// later failure takes back told nothing.
func (r Request) told(of int) (first Event, told, inWords bool) {
	for i := of + 1; i < len(r.Events); i++ {
		e := r.Events[i]
		if e.Kind != KindTold || e.Of != of || e.Failure != "" || e.Notice != "" && r.takenBack(i) {
			continue
		}
		if !told {
			first, told = e, true
		}
		inWords = inWords || e.Notice == ""
	}
	return first, told, inWords
}

// takenBack reports whether the notice that Events[i] tells of did not arrive after all.
func (r Request) takenBack(i int) bool {
	sent := r.Events[i]
	later := r
	later.Events = r.Events[i+1:]
	return later.failed(sent.Of, sent.Notice)
}

// failed reports whether a notice could not tell of Events[of].
func (r Request) failed(of int, notice string) bool {
	return slices.ContainsFunc(r.Events, func(e Event) bool {
		return e.Kind == KindTold && e.Of == of && e.Failure != "" && SameNotice(e.Notice, notice)
	})
}

// SameNotice reports whether two ids are of one notice: the id of what went out
// begins with what was claimed, such as the template's. An empty id is of none.
func SameNotice(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}
