package catalog

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// guard holds what a row of the table needs.
func guard(t Transition, r Record, note string, by Actor) error {
	lack := func(what string) error {
		return &TransitionError{ID: r.ID, From: t.From, Kind: t.Kind, Lack: what}
	}
	day := civil.InChina(by.At)
	if by.Role == RoleSystem && !t.forSystem() {
		return lack("a person: the system decides nothing")
	}
	switch t.Kind {
	case InReview:
		if r.Title == "" {
			return lack("a title")
		}
	case Returned, Withdrawn, Erased:
		if note == "" {
			return lack("a reason")
		}
	case Withheld:
		if r.Grounds == "" || !r.Look.After(day) || r.Openness == Proactive {
			return lack("an attribute other than proactive, its grounds, and a later day to look again")
		}
	case Superseded:
		if len(r.Links) == 0 {
			return lack("a link to what replaces it")
		}
	case Expired:
		if r.Until.IsZero() || !r.Until.Before(day) {
			return lack("a last day of display that has passed")
		}
	case Scheduled:
		if !r.NotBefore.After(day) {
			return lack("a later day to go out")
		}
	case Published, Amended:
		if r.NotBefore.After(day) {
			return lack("the day " + r.NotBefore.String())
		}
	}
	return outgoing(t.Kind, r)
}

// outgoing holds what a record needs that the public sees, or will see on its
// day, after the step.
func outgoing(step ChangeKind, r Record) error {
	switch step {
	case Scheduled, Published, Amended:
		return releasable(r)
	case TakenOver:
		return takeable(r)
	}
	return nil
}

// forSystem says whether a timer may take the step: what the calendar brings about, and
// what whoever scheduled a record has decided with it.
func (t Transition) forSystem() bool {
	return t.Kind == Expired || t.Kind == Superseded || t.Kind == Published && t.From == Scheduled
}

// releasable holds everything that must be so before the public sees a record.
func releasable(r Record) error {
	if fs := r.Validate(); len(fs) > 0 {
		return &InvalidError{Findings: fs}
	}
	if !r.Review.allows(r.Drafter) {
		return fmt.Errorf("catalog: publish: %w", ErrNotReviewed)
	}
	return screened(r)
}

// takeable holds the little without which a record that is public elsewhere
// cannot stand in the catalogue at all.
func takeable(r Record) error {
	fs := r.impossible()
	if strings.TrimSpace(r.Title) == "" {
		fs = append(fs, missing("名称", RuleTitleMissing))
	}
	if r.Number == "" && r.Date.IsZero() && r.Published.IsZero() {
		fs = append(fs, missing("生成日期", RuleDateMissing))
	}
	if len(fs) > 0 {
		return &InvalidError{Findings: fs}
	}
	return screened(r)
}

// An InvalidError says what the law's minimum or the record's own sense lacks.
type InvalidError struct{ Findings []Finding }

// Error implements error. It names rules, not contents.
func (e *InvalidError) Error() string {
	return "catalog: record not fit to publish: " + rules(e.Findings)
}

func rules(fs []Finding) string {
	s := ""
	for i, f := range fs {
		if i > 0 {
			s += ", "
		}
		s += string(f.Rule)
	}
	return s
}
