package dossier

import (
	"slices"
	"strings"
)

// A Step is what one event says about telling a person what became of what she
// brought. The event's kind says whether she must be told of it, or whether it is
// itself a part of telling: a claim, or the end of one.
type Step struct {
	Tell    bool   // she must be told of it
	Claims  bool   // somebody claims to tell her of Steps[Of]
	Settles bool   // she was told of Steps[Of], or Failure says why not
	Of      int    // of a claim or its end
	Notice  string // the id of a notice, which says that something happened and not what; empty: the words themselves
	Failure string
}

// Steps are those of one request or case, one for each of its events.
type Steps []Step

// Untold returns the places of the steps that she must be told of and was not. A
// claim, or the end of one with a failure, does not count.
func (s Steps) Untold() []int {
	var untold []int
	for i := range s {
		if first, _ := s.Told(i); s[i].Tell && first < 0 {
			untold = append(untold, i)
		}
	}
	return untold
}

// Announced returns the places of the steps that she was told of by a notice alone.
func (s Steps) Announced() []int {
	var announced []int
	for i := range s {
		if first, inWords := s.Told(i); first >= 0 && !inWords {
			announced = append(announced, i)
		}
	}
	return announced
}

// Allows returns why she may not be told now, or nothing: one claim at a time, no
// second telling of what was told, after a notice only the words or that it did not
// arrive, and no notice again that did not. Whom says in English who she is.
func (s Steps) Allows(next Step, whom string) string {
	if next.Of < 0 || next.Of >= len(s) || !s[next.Of].Tell {
		return "there is no such event to tell of"
	}
	first, inWords := s.Told(next.Of)
	switch {
	case inWords, first >= 0 && next.Notice != "" && next.Failure == "":
		return "the " + whom + " was told of it"
	case next.Claims && s.Claimed(next.Of):
		return "somebody is telling it now"
	case next.Notice != "" && next.Failure == "" && s.failed(next.Of, next.Notice):
		return "that notice did not arrive"
	}
	return ""
}

// Claimed reports whether somebody claimed to tell her of s[of] and has not
// settled it.
func (s Steps) Claimed(of int) bool {
	for _, step := range slices.Backward(s) {
		if step.Of == of && (step.Claims || step.Settles) {
			return step.Claims
		}
	}
	return false
}

// Told returns the place of the first step by which she was told of s[of], -1 where
// she was not, and whether the words themselves went out. A notice that a later
// failure takes back told nothing.
func (s Steps) Told(of int) (first int, inWords bool) {
	first = -1
	for i := of + 1; i < len(s); i++ {
		step := s[i]
		if !step.Settles || step.Of != of || step.Failure != "" || step.Notice != "" && s[i+1:].failed(of, step.Notice) {
			continue
		}
		if first < 0 {
			first = i
		}
		inWords = inWords || step.Notice == ""
	}
	return first, inWords
}

// failed reports whether a notice could not tell of a step.
func (s Steps) failed(of int, notice string) bool {
	return slices.ContainsFunc(s, func(step Step) bool {
		return step.Settles && step.Of == of && step.Failure != "" && sameNotice(step.Notice, notice)
	})
}

// sameNotice reports whether two ids are of one notice: the id of what went out
// begins with what was claimed. An empty id is of none.
func sameNotice(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}
