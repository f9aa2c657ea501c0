package fulltext

import "math/bits"

// A trace is a bit for a character or a sound, by its last six bits: what has left no
// trace in a title does not stand there.
func trace(c uint16) uint64 { return 1 << (c & 63) }

// charsOf are those of the characters of a word.
func charsOf(w []uint16) (chars uint64) {
	for _, u := range w {
		chars |= trace(u)
	}
	return chars
}

// traces are those of the characters of a title and of their sounds.
func traces(title []uint16) (chars, sounds uint64) {
	table := readings()
	for _, u := range title {
		chars |= trace(u)
		if s := table.reading(u); s.first != 0 {
			sounds |= s.traces()
		}
	}
	return chars, sounds
}

// A mark is a bit for how a unit sounds, or for itself where it has no sound, by the last
// four bits: of what stands at the edges of names there is so little that this tells.
func mark(u, sound uint16) uint16 {
	if sound == 0 {
		sound = u
	}
	return 1 << (sound & 15)
}

// outer are the marks of the units with which a name may begin in the title of a text, and
// of those with which one may end.
func (s *segment) outer(ord uint32) (first, last uint16) {
	table := readings()
	for i, u := range s.head(ord) {
		sounds := table.reading(u)
		m := mark(u, sounds.first)
		if sounds.also != 0 {
			m |= mark(u, sounds.also)
		}
		if s.opens(ord, i) {
			first |= m
		}
		if s.closes(ord, i+1) {
			last |= m
		}
	}
	return first, last
}

// A need is which traces a title must have to have a pair of a pattern: as it is or
// turned round or with a character added, with one dropped, by its sound.
type need struct{ chars, gap, sounds uint64 }

// never is of a pair that no title is asked for.
var never = need{^uint64(0), ^uint64(0), ^uint64(0)}

// need appends what the pair at i needs; gap says whether it may lack the character
// between it and the one after.
func (p *pattern) need(i int, gap bool) {
	n := need{chars: trace(p.units[i]) | trace(p.units[i+1]), gap: never.gap, sounds: never.sounds}
	if gap {
		n.gap = trace(p.units[i]) | trace(p.units[i+2])
	}
	if key := p.nextSound(i); key != 0 {
		n.sounds = trace(uint16(key>>16)) | trace(uint16(key))
	}
	p.needs = append(p.needs, n)
}

// A chance is which pairs of a pattern a title may have, as far as its traces tell: as
// they are, as a slip of the hand or the eye makes them, by their sounds.
type chance struct {
	exact, loose, sound uint64
	first, last         bool // the pattern may begin or end where a name in the title does
}

// all are the pairs that it may have in any way.
func (m *chance) all() uint64 { return m.exact | m.loose | m.sound }

// may finds the chance that a text gives the pattern. Like a meeting it is handed on where it
// lies: to copy what was just written piece by piece takes longer than to write it.
func (p *pattern) may(f *fact, m *chance) {
	exact, loose, sound := uint64(0), uint64(0), uint64(0)
	for i := range p.needs {
		n := &p.needs[i]
		if f.chars&n.chars == n.chars {
			exact |= 1 << i
			loose |= 1 << i
		} else if f.chars&n.gap == n.gap {
			loose |= 1 << i
		}
		if f.sounds&n.sounds == n.sounds {
			sound |= 1 << i
		}
	}
	for _, l := range p.misread {
		if n := trace(uint16(l.key>>16)) | trace(uint16(l.key)); f.chars&n == n {
			loose |= 1 << l.at
		}
	}
	*m = chance{exact: exact, loose: loose, sound: sound}
	if n := len(p.weights); n > 0 {
		heard := exact | sound
		m.first = heard&1 != 0 && f.first&p.opening != 0
		m.last = heard>>(n-1)&1 != 0 && f.last&p.closing != 0
	}
}

// wholeIn is a little more than the pattern's likeness to a text can be in whose title all
// of it may stand, as far as the edges of names there tell.
func (p *pattern) wholeIn(f *fact) float32 {
	fill := min(1, p.size/float32(max(f.titled, 1)))
	return p.graded(p.whole, fill, f.first&p.opening != 0, f.last&p.closing != 0)
}

// hope makes ready what wholeIn asks for.
func (p *pattern) hope() {
	n := len(p.weights)
	p.whole, p.size = forCover, float32(bits.OnesCount64(p.full)+p.parts)
	if n > 0 {
		p.whole += forRun*float32(longest(p.full))/float32(n) + rounding
		p.opening, p.closing = mark(p.units[0], p.sounds[0]), mark(p.units[n], p.sounds[n])
	}
}

// most is a little more than the pattern's likeness to a text of a part can be whose title,
// of some length, gives it a chance.
func (p *pattern) most(s *segment, part int, may *chance, title int) float32 {
	if len(p.weights) == 0 || p.total == 0 {
		return forCover
	}
	either, heard := may.all(), may.exact|may.sound
	cover := p.covered(may.exact, 1) + p.covered(heard&^may.exact, soundCover) + p.covered(may.loose&^heard, looseCover)
	if left := p.full &^ either; left != 0 && !p.mute {
		cover += p.covered(left&p.elsewhere(s, part), restWorth)
	}
	score := forCover*cover/p.total + forRun*float32(longest(heard))/float32(len(p.weights))
	fill := min(1, float32(bits.OnesCount64(either)+p.parts)/float32(max(title, 1)))
	return p.graded(score, fill, may.first, may.last) + rounding
}
