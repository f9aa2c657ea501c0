package wechatbot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// A sieve is what the hits of a query go through beside the query.
type sieve struct {
	Newest bool  `json:"newest,omitempty"` // the newest first
	Year   int16 `json:"year,omitempty"`   // told by the titles

	With    string `json:"with,omitempty"`    // words that all have,
	Without string `json:"without,omitempty"` // and that none has
	Titled  string `json:"titled,omitempty"`  // words that all have in their titles; behind ! those that none has

	Public string `json:"public,omitempty"` // the year, or the month, in which all were made public: 2018-12
}

// mostSifted is how many hits are sifted at most.
const mostSifted = 500

// sift searches the catalogue for a page of what goes through a sieve.
func (v *visit) sift(q catalog.Query, through sieve) (catalog.Page, error) {
	if through == (sieve{}) {
		return v.look(q)
	}
	page, err := v.siftAll(q, through)
	if err != nil {
		return page, err
	}
	from := min(q.Offset, len(page.Hits))
	page.Hits = page.Hits[from:min(from+pageSize, len(page.Hits))]
	return page, nil
}

// siftAll is sift of all pages together.
func (v *visit) siftAll(q catalog.Query, through sieve) (catalog.Page, error) {
	all := q
	all.Offset, all.Limit = 0, mostSifted
	page, err := v.look(all)
	for y := v.today.Year; err == nil && through.Newest && page.Total > mostSifted && q.Year == 0 && y > v.today.Year-50; y-- {
		all.Year = y
		if of, failed := v.look(all); failed == nil && of.Total > 0 && !of.Near {
			page = of
			break
		}
	}
	if err != nil || page.Near || through.Public != "" && page.Total > mostSifted { // not all would be seen
		return catalog.Page{}, err
	}
	if through.Year != 0 {
		page.Hits = slices.DeleteFunc(page.Hits, func(h catalog.Hit) bool { return !datedFor(h.Record, []int{int(through.Year)}) })
		page.Total = len(page.Hits)
	}
	if through.With+through.Without+through.Titled+through.Public != "" {
		page.Hits = slices.DeleteFunc(page.Hits, func(h catalog.Hit) bool { return !through.keeps(h.Record) })
		page.Total = len(page.Hits)
	}
	if through.Newest {
		slices.SortStableFunc(page.Hits, func(a, b catalog.Hit) int { return b.Record.Date.Compare(a.Record.Date) })
	}
	return page, nil
}

// sifted shows a page of what goes through a sieve. The record in hand stays so.
func (v *visit) sifted(q catalog.Query, through sieve) answer {
	page, err := v.sift(q, through)
	if err != nil {
		return v.failed(err)
	}
	return v.showSifted(q, page, through)
}

func (v *visit) showSifted(q catalog.Query, page catalog.Page, through sieve) answer {
	shown := v.talk.found.Shown
	v.newestFirst = v.newestFirst || through.Newest
	if through.With+through.Without+through.Public != "" {
		v.words = cmp.Or(v.words, through.said(strings.TrimSpace(spokenDays(q)+spoken(q))))
	}
	a := v.listed(q, page)
	v.talk.found.Sieve = through
	v.talk.found.Shown = cmp.Or(v.talk.found.Shown, shown)
	return a
}
