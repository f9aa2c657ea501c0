package catalog

import (
	"context"
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// Force says whether a public record is in force on a day, and by which record
// it was changed last: it folds the record's own turns (Record.ForceOn) with
// the public records that say they repeal, replace or modify it, each from the
// day of its creation.
func (c *Catalog) Force(ctx context.Context, n IndexNumber, on civil.Date) (Force, IndexNumber, error) {
	this, err := c.Find(ctx, n)
	if err != nil {
		return InForce, "", err
	}
	others, err := c.Linked(ctx, n)
	if err != nil {
		return InForce, "", err
	}
	turns := slices.Clone(this.Validity)
	for _, o := range others {
		for _, l := range o.Links {
			if l.To.Canonical() == this.Number {
				if f, ok := l.Kind.force(); ok {
					turns = append(turns, Validity{From: o.Date, Force: f, By: o.Number})
				}
			}
		}
	}
	slices.SortStableFunc(turns, func(a, b Validity) int { return a.From.Compare(b.From) })
	force, by := InForce, IndexNumber("")
	for _, v := range turns {
		ended := force == Repealed || force == Lapsed
		if !v.From.After(on) && !(ended && v.Force == Modified) {
			force, by = v.Force, v.By
		}
	}
	return force, by, nil
}

// force is what a link does to the record that it points to.
func (k LinkKind) force() (Force, bool) {
	switch k {
	case Repeals, Replaces:
		return Repealed, true
	case Modifies:
		return Modified, true
	}
	return InForce, false
}
