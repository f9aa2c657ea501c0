package fulltext

import (
	"cmp"
	"math/bits"
	"slices"
)

// What each sign of fitness weighs in a score.
const (
	forCover   = 0.72 // how much of the query stands in the text
	forRun     = 0.10 // in one piece
	forFill    = 0.14 // how much of the title it is
	forEdge    = 0.02 // each: it begins, or ends, where a name in the title does
	forEnds    = 0.05 // the same for a query of several parts
	forYear    = 0.06
	forOwner   = 0.10
	forNewness = 0.03
	forStale   = -0.08
	forDerived = -0.02 // it explains or passes on another document
	forAgain   = -0.02 // for each text before it that has the same title

	forBrief = 0.2 // of a text that is not read: how much of the title is demanded

	soundCover = 0.75 // of a pair that only sounds the same
	looseCover = 0.6  // of one with a character dropped, added, turned round or misread
)

// order puts the first n candidates in their final order.
func (r *run) order(found Found, n int) {
	if found == Alike || found == Nearest || found == Sounding {
		return // rated while they were found
	}
	ways := likesMax
	if found == Exactly {
		ways = 1
	}
	if found == Everything || found == Numbered || len(r.written(ways)) == 0 { // newest first
		r.fetchDays(r.cands)
		r.top(r.cands, n)
		return
	}
	if len(r.cands) > ranked {
		r.fetchDays(r.cands)
		r.top(r.cands, max(n, ranked))
	}
	head := r.cands[:min(ranked, len(r.cands))]
	if r.ways = r.ways[:0]; found == Exactly {
		r.own(r.written(likesMax))
	}
	if n < len(head) {
		r.first(head, n, ways)
		return
	}
	r.weigh(head, ways, whatever)
	r.settle(head)
}

// whatever is a score that every text has at least.
const whatever = -1

// settle puts rated candidates in order and sets back those that have the
// same title as one before them, so that a page shows different things.
func (r *run) settle(c []cand) {
	r.sort(c)
	mask := uint64(1)<<bits.Len(uint(2*len(c))) - 1
	r.again = slices.Grow(r.again[:0], int(mask)+1)[:mask+1]
	clear(r.again)
	again := false
	for i := range c {
		h := r.state.parts[c[i].part].facts[c[i].ord].sum
		at := h & mask
		for r.again[at].times > 0 && r.again[at].sum != h {
			at = (at + 1) & mask
		}
		if n := r.again[at].times; n > 0 {
			c[i].score += forAgain * float32(min(n, 5))
			again = true
		}
		r.again[at].sum = h
		r.again[at].times++
	}
	if again {
		r.sort(c)
	}
}

// A repeat is how often a title was met, by its hash.
type repeat struct {
	sum   uint64
	times int
}

// titleSum hashes a title.
func titleSum(title []uint16) uint64 {
	h := uint64(14695981039346656037)
	for _, u := range title {
		h = (h ^ uint64(u)) * 1099511628211
	}
	return h
}

// fetchDays reads what only choosing among many asks of candidates.
func (r *run) fetchDays(c []cand) {
	for i := range c {
		c[i].day = r.state.parts[c[i].part].days[c[i].ord]
	}
}

// fetchFacts and fetchTitles read a little of each candidate. They lie far apart, and
// what is asked for at once comes in the time of one or two; a comparison that had
// to wait for each by itself would wait longer than it works.
func (r *run) fetchFacts(c []cand) {
	for i := range c {
		c[i].day = r.state.parts[c[i].part].facts[c[i].ord].day
	}
}

func (r *run) fetchTitles(c []cand) {
	for i := range c {
		title := r.state.parts[c[i].part].head(c[i].ord)
		if n := len(title); n > 0 {
			r.touched += uint64(title[0]) + uint64(title[n-1]) + uint64(title[n/2])
		}
	}
}

// rate scores the candidates with care and puts them in order. Of those that score less
// than a share of the best, which is at least so good, it is only told that they do.
func (r *run) rate(ways []pattern, share, good float32) {
	r.ways = r.ways[:0]
	r.fetchFacts(r.cands)
	r.fetchTitles(r.cands)
	best := float32(0)
	for i := range r.cands {
		least := float32(whatever)
		if best >= good {
			least = share * best
		}
		r.cands[i].score = r.fitness(r.cands[i], ways, least)
		best = max(best, r.cands[i].score)
	}
	r.settle(r.cands)
}

// compare puts the better one first; among equals the newer, then the later.
func (r *run) compare(a, b cand) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	if a.day != b.day {
		return cmp.Compare(b.day, a.day)
	}
	return cmp.Compare(r.state.parts[b.part].keys[b.ord], r.state.parts[a.part].keys[a.ord])
}

// sort puts candidates in order. Few are put in their places one by one, which takes no call.
func (r *run) sort(c []cand) {
	if len(c) > 40 {
		slices.SortFunc(c, r.compare)
		return
	}
	for i := 1; i < len(c); i++ {
		now, at := c[i], i
		for at > 0 && (now.score > c[at-1].score || now.score == c[at-1].score && r.compare(now, c[at-1]) < 0) {
			c[at] = c[at-1]
			at--
		}
		c[at] = now
	}
}

// top puts the best n candidates first, in order; the others follow in none.
func (r *run) top(c []cand, n int) {
	if n <= 32 && 8*n < len(c) {
		r.skim(c, n)
	} else {
		r.split(c, n)
	}
	r.sort(c[:min(n, len(c))])
}

// skim puts the best n candidates of many first, in no order: these are a heap, which
// most of the others are compared with once.
func (r *run) skim(c []cand, n int) {
	for i := range n {
		r.rise(c[:i+1])
	}
	for i := n; i < len(c) && n > 0; i++ {
		if r.compare(c[i], c[0]) < 0 {
			c[i], c[0] = c[0], c[i]
			r.sink(c[:n])
		}
	}
}

// split puts the best n candidates first, in no order.
func (r *run) split(c []cand, n int) {
	low, high := 0, len(c)
	for n < high && high-low > 32 { // quickselect: after it c[:n] are the best
		pivot := r.median(c[low], c[(low+high)/2], c[high-1])
		i, j := low, high-1
		for i <= j {
			for r.compare(c[i], pivot) < 0 {
				i++
			}
			for r.compare(c[j], pivot) > 0 {
				j--
			}
			if i <= j {
				c[i], c[j] = c[j], c[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			high = j + 1
		case n >= i:
			low = i
		default:
			high = low
		}
	}
	if high > n {
		r.sort(c[low:high])
	}
}

func (r *run) median(a, b, c cand) cand {
	if r.compare(a, b) > 0 {
		a, b = b, a
	}
	if r.compare(b, c) > 0 {
		b = c
	}
	if r.compare(a, b) > 0 {
		return a
	}
	return b
}
