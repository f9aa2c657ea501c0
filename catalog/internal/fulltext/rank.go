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
	forEdges   = 0.02 // each: it begins, or ends, where a name in the title does
	forYear    = 0.06
	forPrefer  = 0.10
	forNewness = 0.03
	forStale   = -0.08
)

// order puts the first n candidates in their final order.
func (r *run) order(found Found, n int) {
	if found == Alike || found == Nearest || found == Sounding {
		return // rated while they were found
	}
	if len(r.likes) == 0 || found == Everything {
		r.top(n)
		return
	}
	r.top(max(n, ranked))
	head := r.cands[:min(ranked, len(r.cands))]
	for i := range head {
		head[i].score = r.fitness(head[i])
	}
	slices.SortFunc(head, r.compare)
}

// rate scores the candidates with care and puts them in order.
func (r *run) rate() {
	r.cands = r.cands[:min(ranked, len(r.cands))]
	for i := range r.cands {
		r.cands[i].score = r.fitness(r.cands[i])
	}
	slices.SortFunc(r.cands, r.compare)
}

// compare puts the better one first; among equals the newer, then the later.
func (r *run) compare(a, b cand) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	p, q := r.state.parts[a.part].segment, r.state.parts[b.part].segment
	return cmp.Or(cmp.Compare(q.days[b.ord], p.days[a.ord]), cmp.Compare(q.keys[b.ord], p.keys[a.ord]))
}

// top puts the best n candidates first, in order; the others follow in none.
func (r *run) top(n int) {
	c := r.cands
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
	slices.SortFunc(c[:min(n, len(c))], r.compare)
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

// fitness says how well a text fits the query: its likeness to the pattern
// that it is most like, its age and its standing.
func (r *run) fitness(c cand) float32 {
	p := r.state.parts[c.part].segment
	best := float32(0)
	for i := range r.likes {
		best = max(best, r.likes[i].likeness(p, c.ord)-0.01*float32(min(i, 3)))
	}
	if r.q.Year != 0 && p.years[c.ord] == r.q.Year {
		best += forYear
	}
	if len(r.q.Prefer) > 0 && slices.Contains(r.q.Prefer, r.state.labels[0][p.labels[0][c.ord]]) {
		best += forPrefer
	}
	if p.stale[c.ord] {
		best += forStale
	}
	return best + forNewness*newness(p.days[c.ord])
}

// newness grows from 0 to 1 over the years from 1990 to 2050.
func newness(day int32) float32 {
	const from, to = 7305, 29220
	return float32(min(max(day, from), to)-from) / (to - from)
}

// likeness compares a pattern with a text.
func (p *pattern) likeness(s *segment, ord uint32) float32 {
	title := s.head(ord)
	if len(p.weights) == 0 { // a single character
		if slices.Contains(title, p.units[0]) {
			return forCover
		}
		return 0
	}
	m := p.meet(title)
	cover := p.covered(m.exact, 1) + p.covered(m.sound&^m.exact, 0.75)
	seen := m.exact | m.sound
	cover += p.covered(m.loose&^seen, 0.6)
	seen |= m.loose
	if cover < 0.98*p.total && !p.mute {
		cover += p.covered(p.found(s.tail(ord))&^seen, restWorth)
	}
	n := float32(len(p.weights))
	score := forCover*cover/p.total + forRun*float32(longest(m.exact|m.sound))/n
	if len(title) > 0 {
		score += forFill * min(1, float32(bits.OnesCount64(seen)+1)/float32(len(title)))
	}
	if m.first {
		score += forEdges
	}
	if m.last {
		score += forEdges
	}
	return score
}

// covered is what the pairs of a mask weigh, each at its worth.
func (p *pattern) covered(mask uint64, worth float32) float32 {
	sum := float32(0)
	for ; mask != 0; mask &= mask - 1 {
		sum += p.weights[bits.TrailingZeros64(mask)]
	}
	return worth * sum
}

// longest is the length of the longest run of ones.
func longest(mask uint64) int {
	n := 0
	for ; mask != 0; mask &= mask << 1 {
		n++
	}
	return n
}

// A meeting is which pairs of a pattern a title has, and how.
type meeting struct {
	exact, sound uint64
	loose        uint64 // with a character dropped, added or turned round
	first, last  bool   // the pattern begins or ends where a name in the title does
}

func (p *pattern) meet(title []uint16) meeting {
	var m meeting
	if len(title) == 0 {
		return m
	}
	end := uint64(1) << (len(p.weights) - 1)
	table := readings()
	here := table.sound(title[0])
	for i := range len(title) - 1 {
		next := table.sound(title[i+1])
		sound := p.spoken.get(soundPair(here, next))
		m.sound |= sound
		hit := sound
		if !p.mute {
			exact := p.pairs.get(pair(title[i], title[i+1]))
			m.exact |= exact
			hit |= exact
			m.loose |= p.gaps.get(pair(title[i], title[i+1])) | p.pairs.get(pair(title[i+1], title[i]))
			if i+2 < len(title) {
				m.loose |= p.pairs.get(pair(title[i], title[i+2]))
			}
		}
		if hit&1 != 0 && (i == 0 || opens(title[:i])) {
			m.first = true
		}
		if hit&end != 0 && (i+2 == len(title) || closes(title[i+2:])) {
			m.last = true
		}
		here = next
	}
	return m
}

// found is which pairs of a pattern stand in a text.
func (p *pattern) found(text []uint16) uint64 {
	m := uint64(0)
	text = text[:min(len(text), 600)]
	for i := range len(text) - 1 {
		m |= p.pairs.get(pair(text[i], text[i+1]))
	}
	return m
}

// opens says whether what stands before ends with a word that introduces a
// document's name: 关于, 印发, 转发, 批转, 公布.
func opens(before []uint16) bool {
	n := len(before)
	if n < 2 {
		return false
	}
	switch pair(before[n-2], before[n-1]) {
	case pair('关', '于'), pair('印', '发'), pair('转', '发'), pair('批', '转'), pair('公', '布'):
		return true
	}
	return false
}

// closes says whether what follows is 的 and the name of a kind of document.
func closes(after []uint16) bool { return after[0] == '的' && len(after) <= 5 }
