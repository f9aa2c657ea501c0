package fulltext

import (
	"math/bits"
	"slices"
)

// likeness compares a pattern with a text of a part.
func (p *pattern) likeness(s *segment, part int, ord uint32) float32 {
	title := s.head(ord)
	if len(p.weights) == 0 { // a single character
		if slices.Contains(title, p.units[0]) {
			return forCover
		}
		return 0
	}
	if p.total == 0 || len(title) == 0 {
		return 0
	}
	m := p.meet(s, ord)
	seen := m.exact | m.sound
	cover := p.covered(m.exact, 1) + p.covered(m.sound&^m.exact, soundCover) + p.covered(m.loose&^seen, looseCover)
	seen |= m.loose
	if !p.mute && p.full&^seen&p.elsewhere(s, part) != 0 {
		cover += p.covered(p.found(s.tail(ord))&^seen, restWorth)
	}
	return p.score(m, cover, len(title))
}

// wholly is the likeness to a text in whose title the pattern, of one part, stands once,
// between some edges, of which it fills a part.
func (p *pattern) wholly(edges uint8, fill float32) float32 {
	return p.graded(forCover+forRun, fill, edges&opensHere != 0, edges&(closesHere|closesNext) != 0)
}

// score weighs a meeting with a title of some length, and what is covered of the
// pattern.
func (p *pattern) score(m meeting, cover float32, title int) float32 {
	run := float32(longest(m.exact|m.sound)) / float32(len(p.weights))
	fill := min(1, float32(bits.OnesCount64(m.exact|m.sound|m.loose)+p.parts)/float32(title))
	return p.graded(forCover*(cover/p.total)+forRun*run, fill, m.first, m.last)
}

// graded adds to what is covered of the pattern how much of the title that is, and
// whether it is at the edges of a name.
func (p *pattern) graded(score, fill float32, first, last bool) float32 {
	score += forFill * fill
	edge := float32(forEdge)
	if p.parts > 1 {
		edge = forEnds
	}
	if first {
		score += edge
	}
	if last {
		score += edge
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

func (p *pattern) meet(s *segment, ord uint32) meeting {
	var m meeting
	title := s.head(ord)
	exact, other := p.may(&s.facts[ord])
	for i := 0; i+1 < len(title) && !p.mute && exact != 0; i++ {
		if p.chars>>(title[i]&63)&1 == 0 {
			continue
		}
		if hit := p.pairs.get(pair(title[i], title[i+1])); hit != 0 {
			m.exact |= hit
			p.edges(&m, s, ord, hit, i, i+1)
		}
	}
	if m.exact == p.full || other&^m.exact == 0 {
		return m
	}
	table, last := readings(), -1
	for i, u := range title {
		if !p.mute && p.chars>>(u&63)&1 != 0 {
			m.loose |= p.slips(title, i)
		}
		if p.faces>>(u&63)&1 != 0 && i+1 < len(title) {
			m.loose |= p.looks.get(pair(u, title[i+1]))
		}
		if table.sound(u) == 0 {
			continue
		}
		if last >= 0 {
			if hit := p.heard(table, title[last], u); hit != 0 {
				m.sound |= hit
				p.edges(&m, s, ord, hit, last, i)
			}
		}
		last = i
	}
	return m
}

// edges notes whether a pair of the pattern, which a title has at i and j, is
// the first or last of the pattern and at an edge of a name.
func (p *pattern) edges(m *meeting, s *segment, ord uint32, hit uint64, i, j int) {
	if hit&1 != 0 && s.opens(ord, i) {
		m.first = true
	}
	if hit>>(len(p.weights)-1)&1 != 0 && s.closes(ord, j+1) {
		m.last = true
	}
}

// slips are the pairs of the pattern that a title has at i with a character
// dropped, added or turned round.
func (p *pattern) slips(title []uint16, i int) uint64 {
	if i+1 >= len(title) {
		return 0
	}
	mask := p.gaps.get(pair(title[i], title[i+1])) | p.pairs.get(pair(title[i+1], title[i]))
	if i+2 < len(title) {
		mask |= p.pairs.get(pair(title[i], title[i+2]))
	}
	return mask
}

// heard is at which places of a pattern two characters sound, in any of their
// readings.
func (p *pattern) heard(table *sounds, x, y uint16) uint64 {
	a, b := table.sound(x), table.sound(y)
	a2, b2 := table.sound2(x), table.sound2(y)
	if a2 == 0 && b2 == 0 {
		if p.noises>>(b&63)&1 == 0 {
			return 0
		}
		return p.spoken.get(soundPair(a, b))
	}
	return p.spoken.get(soundPair(a, b)) | p.spoken.get(soundPair(a2, b)) | p.spoken.get(soundPair(a, b2))
}

// elsewhere is which pairs of a pattern stand in any text of a part behind its title.
// Most words that another word was read for stand nowhere, and no text has to be read.
func (p *pattern) elsewhere(s *segment, part int) uint64 {
	const known = 1 << 63 // a pattern has fewer pairs
	for len(p.rests) <= part {
		p.rests = append(p.rests, 0)
	}
	if p.rests[part] == 0 {
		p.rests[part] = known
		for i := range len(p.units) - 1 {
			if s.rest.find(pair(p.units[i], p.units[i+1])).n > 0 {
				p.rests[part] |= 1 << i
			}
		}
	}
	return p.rests[part] &^ known
}

// found is which pairs of a pattern stand in a text.
func (p *pattern) found(text []uint16) uint64 {
	m := uint64(0)
	text = text[:min(len(text), 600)]
	for i := range len(text) - 1 {
		if p.chars>>(text[i]&63)&1 == 0 {
			continue
		}
		m |= p.pairs.get(pair(text[i], text[i+1]))
	}
	return m
}

// edges are the places of a title where a name may begin and those before which one
// may end, of the first 64.
func edges(title []uint16, breaks uint64) (opens, closes uint64) {
	for i := range min(len(title)+1, 64) {
		if begins(title, i) {
			opens |= 1 << i
		}
		if ends(title, i) {
			closes |= 1 << i
		}
	}
	return opens | breaks, closes | breaks
}

// begins says whether a name may begin at a unit of a title: at its start, or after a
// word that introduces a document's name. It may also after a sign such as 《.
func begins(title []uint16, i int) bool {
	if i < 2 {
		return i == 0
	}
	switch pair(title[i-2], title[i-1]) {
	case pair('关', '于'), pair('印', '发'), pair('转', '发'), pair('批', '转'), pair('公', '布'):
		return true
	}
	return false
}

// ends says whether a name may end before a unit of a title: at its end, or before 的
// and the name of a kind of document. It may also before a sign such as 》.
func ends(title []uint16, i int) bool {
	return i == len(title) || title[i] == '的' && len(title)-i <= 5
}

// opens and closes say whether a name may begin at a unit of a title, or end before it.
func (s *segment) opens(ord uint32, i int) bool {
	if i < 64 {
		return s.facts[ord].opens&(1<<i) != 0
	}
	return begins(s.head(ord), i)
}

func (s *segment) closes(ord uint32, i int) bool {
	if i < 64 {
		return s.facts[ord].closes&(1<<i) != 0
	}
	return ends(s.head(ord), i)
}

// rounding is more than sums differ by that were made in different orders.
const rounding = 1e-4
