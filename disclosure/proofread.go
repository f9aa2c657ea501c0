package disclosure

import (
	"cmp"
	"slices"
)

// Proofread is what CheckText and Proofread find in one chapter of the report, each thing
// once, in the order of the text.
func (r Report) Proofread(chapter string) []Finding {
	found := append(r.CheckText(chapter), Proofread(chapter)...)
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule))
	})
	return slices.Compact(found)
}

// Proofread (校核) reads the prose of an annual report as it was found, on paper or on
// the web, and returns a finding for each thing in it that cannot stand: sums
// that do not add up, counts that do not match their list, years that disagree
// with the report's, prose against its own tables, numbering slips, dates that
// cannot be, doubled words. Findings are in the order of the text; Line and
// Column point into the text as given, Got quotes the claim and Want says what
// it computes to.
//
// Blanks inside words and numbers, full-width digits and page furniture do no
// harm. A list that may be incomplete (“其中”) is not held against its total
// unless it exceeds it or says that it is complete; a sum that holds under one
// plausible reading is not accused. No finding does not mean that the report
// is right.
func Proofread(text string) []Finding {
	p := newPage(text)
	p.checkSums()
	p.checkLists()
	p.checkNumbering()
	p.checkYears()
	p.checkDates()
	p.checkWording()
	p.checkTables()
	slices.SortStableFunc(p.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(p.found)
}
