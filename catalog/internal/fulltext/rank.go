package fulltext

import (
	"cmp"
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
	slices.SortFunc(c, r.compare)
	if r.again == nil {
		r.again = map[uint64]int{}
	}
	clear(r.again)
	again := false
	for i := range c {
		h := r.state.parts[c[i].part].facts[c[i].ord].sum
		n := r.again[h]
		if n > 0 {
			c[i].score += forAgain * float32(min(n, 5))
			again = true
		}
		r.again[h] = n + 1
	}
	if again {
		slices.SortFunc(c, r.compare)
	}
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

// rate scores the candidates with care and puts them in order.
func (r *run) rate(ways []pattern) {
	r.ways = r.ways[:0]
	r.fetchFacts(r.cands)
	r.judge(r.cands, ways, whatever)
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

// top puts the best n candidates first, in order; the others follow in none.
func (r *run) top(c []cand, n int) {
	if n <= 32 && 8*n < len(c) {
		r.skim(c, n)
	} else {
		r.split(c, n)
	}
	slices.SortFunc(c[:min(n, len(c))], r.compare)
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
		slices.SortFunc(c[low:high], r.compare)
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

// own finds for each word of the only demand the pattern that it is, of the word that was
// typed the first: a text is ranked by the word that it was found by, for who looks for
// 低保 wants what is best of 最低生活保障.
func (r *run) own(likes []pattern) {
	for i, w := range r.words {
		is := func(p pattern) bool { return p.parts == 1 && slices.Equal(p.units, w) }
		if i == 0 {
			likes = likes[:min(1, len(likes))]
		} else {
			likes = r.likes
		}
		r.ways = append(r.ways, slices.IndexFunc(likes, is))
	}
}

// ownWay is the pattern that a candidate was found by, if that is known.
func (r *run) ownWay(c cand) (p *pattern, known bool) {
	if int(c.word) >= len(r.ways) || r.ways[c.word] < 0 {
		return nil, false
	}
	return &r.likes[r.ways[c.word]], true
}

// weigh rates candidates by their fitness to the first ways of the query, or to the word
// that they were found by. Of those that score less than the least that matters it is only
// told that they do.
func (r *run) weigh(c []cand, ways int, least float32) {
	r.fetchFacts(c)
	unread := 0 // are moved to the front
	for i := range c {
		if c[i].edges&weighed != 0 {
			continue
		}
		score, known := r.unseen(c[i])
		c[i].score = score
		if c[i].edges |= weighed; !known {
			c[i], c[unread] = c[unread], c[i]
			unread++
		}
	}
	if unread > 0 {
		r.judge(c[:unread], r.phrases(ways), least)
	}
}

// judge rates candidates by reading their titles.
func (r *run) judge(c []cand, ways []pattern, least float32) {
	r.fetchTitles(c)
	for i := range c {
		c[i].score = r.fitness(c[i], ways, least)
	}
}

// unseen is the fitness of a candidate if that can be told without reading its title.
func (r *run) unseen(c cand) (score float32, known bool) {
	p, known := r.ownWay(c)
	if !known || c.edges&told == 0 {
		return 0, false
	}
	f := &r.state.parts[c.part].facts[c.ord]
	fill := min(1, float32(len(p.units))/float32(f.titled))
	return r.standing(p.wholly(c.edges, fill)-p.cost, f, c.day), true
}

// mostly is the most that the fitness of a candidate may be.
func (r *run) mostly(c cand, ways []pattern) (best float32) {
	p := r.state.parts[c.part].segment
	f := &p.facts[c.ord]
	if own, known := r.ownWay(c); known {
		r.ready(own)
		return r.standing(own.most(p, int(c.part), own.may(f), int(f.titled))-own.cost, f, c.day)
	}
	for i := range ways {
		best = max(best, ways[i].most(p, int(c.part), ways[i].may(f), int(f.titled))-ways[i].cost)
	}
	return r.standing(best, f, c.day)
}

// fitness says how well a text fits the query: its likeness to the pattern
// that it is most like, its age and its standing. What is less than the least that matters
// may be told as still less.
func (r *run) fitness(c cand, ways []pattern, least float32) float32 {
	p := r.state.parts[c.part].segment
	f := &p.facts[c.ord]
	if own, known := r.ownWay(c); known {
		r.ready(own)
		return r.standing(own.likeness(p, int(c.part), c.ord, own.may(f), 0)-own.cost, f, c.day)
	}
	var may [likesMax]chance
	var most [likesMax]float32
	for i := range ways {
		may[i] = ways[i].may(f)
		most[i] = ways[i].most(p, int(c.part), may[i], int(f.titled)) - ways[i].cost
	}
	best, floor := float32(0), least-r.standing(0, f, c.day)-rounding
	for { // the one that may be the likest first: most of the others cannot exceed it then
		next := 0
		for i := range ways {
			if most[i] > most[next] {
				next = i
			}
		}
		if most[next] <= max(best, floor) {
			return r.standing(best, f, c.day)
		}
		best = max(best, ways[next].likeness(p, int(c.part), c.ord, may[next], max(best, floor)+ways[next].cost)-ways[next].cost)
		most[next] = 0
	}
}

// standing adds to a likeness what a text is worth beside its words.
func (r *run) standing(best float32, f *fact, day int32) float32 {
	if r.q.Year != 0 && f.year == r.q.Year {
		best += forYear
	}
	if len(r.owners) > 0 && r.owners[f.owner] {
		best += forOwner
	}
	if f.stale {
		best += forStale
	}
	if f.derived && !r.asksDerived() {
		best += forDerived
	}
	return best + forNewness*newness(day)
}

// newness grows from 0 to 1 over the years from 1990 to 2050.
func newness(day int32) float32 {
	const from, to = 7305, 29220
	return float32(min(max(day, from), to)-from) / (to - from)
}
