package catalog

import (
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// A recall remembers what the newest short queries found: many people ask the same
// few words. What was found is found again for as long as the index says so. Whole
// sentences, which may say more of who asks than of what is asked, are not remembered.
type recall struct {
	mu         sync.Mutex
	young, old map[Query]recalled
}

// recalled is what a query found in an index of a version, and the steps that it took.
type recalled struct {
	version    uint64
	steps      []fulltext.Query
	found      fulltext.Result
	understood Understood
}

const (
	recallLength = 16  // characters of a query at most
	recallHits   = 20  // hits on its page at most
	recallSize   = 500 // queries in each generation
)

// of returns what a query found, in an index of whatever version.
func (r *recall) of(q Query) (recalled, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, known := r.young[q]
	if !known {
		if a, known = r.old[q]; known {
			r.put(q, a)
		}
	}
	a.understood.Words = slices.Clone(a.understood.Words)
	return a, known
}

// keep remembers what a query found.
func (r *recall) keep(q Query, a recalled) {
	if len(a.found.Hits) > recallHits || utf8.RuneCountInString(q.Text) > recallLength {
		return
	}
	a.understood.Words = slices.Clone(a.understood.Words)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.young[q].version <= a.version { // what a search found that began before is of less use
		r.put(q, a)
	}
}

func (r *recall) put(q Query, a recalled) {
	if len(r.young) >= recallSize {
		r.young, r.old = nil, r.young
	}
	if r.young == nil {
		r.young = map[Query]recalled{}
	}
	r.young[q] = a
}
