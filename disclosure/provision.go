package disclosure

import (
	_ "embed" // provisions.json
	"encoding/json"
	"slices"
	"sync"

	"github.com/zwgk/zwgk/disclosure/civil"
)

//go:embed provisions.json
var provisionFile []byte

// A Provision is what the law says to a question of applicants, in plain words.
type Provision struct {
	Question string     `json:"question"` // as ProvisionOn names it
	Since    civil.Date `json:"since"`    // the first day in force
	Text     string     `json:"text"`
	Law      string     `json:"law"` // the articles that say so
}

var provisions = sync.OnceValue(func() []Provision {
	var all []Provision
	if err := json.Unmarshal(provisionFile, &all); err != nil {
		panic(err) // embedded: held by the tests
	}
	return all
})

// ProvisionOn returns what the law in force on a day says to a question: agent (who
// applies for somebody else), channel (how an application may come in), days (how
// working days are counted), open (what must be published without being asked for), apart
// (how that differs from what is applied for), correct (what of oneself that is public is
// taken down or put right), force (since when it is in force), review_fee (what a review
// costs), review_where (who decides a review), review_term (in what time), review_form (how one is
// applied for), court (where one sues), correction (what
// becomes of an application that is not clear), third_party (what somebody else says whom
// publishing would hurt), accounts_publish (by when budgets and accounts are published), not_ours (what follows where
// another organ is to publish it). It
// is not known where none of that day is at hand.
func ProvisionOn(day civil.Date, question string) (Provision, bool) {
	for _, p := range slices.Backward(provisions()) {
		if p.Question == question && !day.Before(p.Since) {
			return p, true
		}
	}
	return Provision{}, false
}

// RemediesOn returns the ways of relief (救济途径) against a reply of a day, with their
// times and articles, and without the days of a request: review, suit, and suit after
// a review.
func RemediesOn(day civil.Date) []Remedy {
	var list []Remedy
	for _, way := range []struct {
		name        string
		afterReview bool
	}{{review, false}, {litigation, false}, {litigation, true}} {
		if row, ok := remedyOn(day, way.name, way.afterReview); ok {
			list = append(list, Remedy{Name: row.name, Term: row.term, AfterReview: row.afterReview})
		}
	}
	return list
}
