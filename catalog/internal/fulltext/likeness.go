package fulltext

import (
	"math/bits"
	"slices"
)

// likeness compares a pattern with a text of a part that gives it a chance. What cannot
// be more than some floor need not be told.
func (p *pattern) likeness(s *segment, part int, ord uint32, may *chance, floor float32) float32 {
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
	var m meeting
	p.meetPairs(&m, s, ord, may)
	if may.exact = m.exact; m.exact != p.full && p.most(s, part, may, len(title)) <= floor {
		return 0
	}
	p.meetOthers(&m, s, ord, may)
	seen := m.exact | m.sound
	cover := p.covered(m.exact, 1) + p.covered(m.sound&^m.exact, soundCover) + p.covered(m.loose&^seen, looseCover)
	seen |= m.loose
	if !p.mute && p.full&^seen&p.elsewhere(s, part) != 0 {
		cover += p.covered(p.found(s.tail(ord))&^seen, restWorth)
	}
	return p.score(&m, cover, len(title))
}

// wholly is the likeness to a text in whose title the pattern, of one part, stands once,
// between some edges, of which it fills a part.
func (p *pattern) wholly(edges uint8, fill float32) float32 {
	return p.graded(forCover+forRun, fill, edges&opensHere != 0, edges&(closesHere|closesNext) != 0)
}

// score weighs a meeting with a title of some length, and what is covered of the
// pattern.
func (p *pattern) score(m *meeting, cover float32, title int) float32 {
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

// meet compares a pattern with the title of a text. What its chance leaves out cannot
// stand there and is not looked for.
func (p *pattern) meet(m *meeting, s *segment, ord uint32, may *chance) {
	p.meetPairs(m, s, ord, may)
	p.meetOthers(m, s, ord, may)
}

// meetPairs notes the pairs of a pattern that a title has as they are.
func (p *pattern) meetPairs(m *meeting, s *segment, ord uint32, may *chance) {
	if may.exact == 0 || p.mute {
		return
	}
	title := s.head(ord)
	for i := 0; i+1 < len(title); i++ {
		if !p.has(title[i], title[i+1]) {
			continue
		}
		if hit := p.pairs.get(pair(title[i], title[i+1])); hit != 0 {
			m.exact |= hit
			p.edges(m, s, ord, hit, i, i+1)
		}
	}
}

// meetOthers notes those that it has in other ways, unless it has them all; sounds are
// looked for also as long as they may be at an edge.
func (p *pattern) meetOthers(m *meeting, s *segment, ord uint32, may *chance) {
	if m.exact == p.full || may.all()&^m.exact == 0 {
		return
	}
	title := s.head(ord)
	if left := may.loose &^ m.exact; left != 0 {
		p.meetSlips(m, title, p.written(left))
	}
	left := may.sound &^ m.exact
	if may.first && !m.first {
		left |= 1
	}
	if may.last && !m.last {
		left |= 1 << (len(p.weights) - 1)
	}
	if left != 0 {
		p.meetSounds(m, s, ord, title, p.spokenOf(left))
	}
}

// written are the traces of the characters of the pairs of a mask, and spokenOf those of
// their sounds: what is not of them is not looked up.
func (p *pattern) written(mask uint64) (chars uint64) {
	for ; mask != 0; mask &= mask - 1 {
		n := &p.needs[bits.TrailingZeros64(mask)]
		if chars |= n.chars; n.gap != never.gap {
			chars |= n.gap
		}
	}
	return chars
}

func (p *pattern) spokenOf(mask uint64) (sounds uint64) {
	for ; mask != 0; mask &= mask - 1 {
		sounds |= p.needs[bits.TrailingZeros64(mask)].sounds
	}
	return sounds & p.noises
}

// has says whether two characters may both be some of the pattern.
func (p *pattern) has(a, b uint16) bool { return p.chars>>(a&63)&(p.chars>>(b&63))&1 != 0 }

// meetSlips notes those that it has with a character dropped, added, turned round or
// misread, as far as their characters have some traces.
func (p *pattern) meetSlips(m *meeting, title []uint16, chars uint64) {
	if p.mute {
		chars = 0
	}
	for i := 0; i+1 < len(title); i++ {
		a, b := title[i], title[i+1]
		if chars&trace(a) != 0 {
			if chars&trace(b) != 0 {
				m.loose |= p.gaps.get(pair(a, b)) | p.pairs.get(pair(b, a))
			}
			if i+2 < len(title) && chars&trace(title[i+2]) != 0 {
				m.loose |= p.pairs.get(pair(a, title[i+2]))
			}
		}
		if p.faces>>(a&63)&1 != 0 {
			m.loose |= p.looks.get(pair(a, b))
		}
	}
}

// meetSounds notes those that it has by their sounds, as far as these have some traces;
// what has none is passed over.
func (p *pattern) meetSounds(m *meeting, s *segment, ord uint32, title []uint16, sounds uint64) {
	table, last, before := readings(), -1, reading{}
	for i, u := range title {
		now := table.reading(u)
		if now.first == 0 {
			continue
		}
		if last >= 0 && sounds&before.traces() != 0 && sounds&now.traces() != 0 {
			if hit := p.heard(before, now); hit != 0 {
				m.sound |= hit
				p.edges(m, s, ord, hit, last, i)
			}
		}
		last, before = i, now
	}
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

// heard is at which places of a pattern two characters sound, in any of their
// readings.
func (p *pattern) heard(a, b reading) uint64 {
	hit := p.spoken.get(soundPair(a.first, b.first))
	if a.also != 0 {
		hit |= p.spoken.get(soundPair(a.also, b.first))
	}
	if b.also != 0 {
		hit |= p.spoken.get(soundPair(a.first, b.also))
	}
	return hit
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
		if p.has(text[i], text[i+1]) {
			m |= p.pairs.get(pair(text[i], text[i+1]))
		}
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
