package fulltext

import "math/bits"

// A trace is a bit for a character or a sound, by its last six bits: what has left no
// trace in a title does not stand there.
func trace(c uint16) uint64 { return 1 << (c & 63) }

// traces are those of the characters of a title and of their sounds.
func traces(title []uint16) (chars, sounds uint64) {
	table := readings()
	for _, u := range title {
		chars |= trace(u)
		for _, s := range [2]uint16{table.sound(u), table.sound2(u)} {
			if s != 0 {
				sounds |= trace(s)
			}
		}
	}
	return chars, sounds
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

// may is which pairs of the pattern a title may have as they are, and which by another
// way, as far as its traces tell.
func (p *pattern) may(f *fact) (exact, other uint64) {
	for i := range p.needs {
		n := &p.needs[i]
		if f.chars&n.chars == n.chars {
			exact |= 1 << i
			other |= 1 << i
		} else if f.chars&n.gap == n.gap || f.sounds&n.sounds == n.sounds {
			other |= 1 << i
		}
	}
	for _, l := range p.misread {
		if n := trace(uint16(l.key>>16)) | trace(uint16(l.key)); f.chars&n == n {
			other |= 1 << l.at
		}
	}
	return exact, other
}

// most is a little more than the pattern's likeness to a text can be whose title may
// have the pairs of two masks.
func (p *pattern) most(exact, other uint64, title int) float32 {
	if len(p.weights) == 0 || p.total == 0 {
		return forCover
	}
	either := exact | other
	cover := p.covered(exact, 1) + p.covered(other&^exact, soundCover)
	if !p.mute {
		cover += p.covered(p.full&^either, restWorth)
	}
	score := forCover*cover/p.total + forRun*float32(longest(either))/float32(len(p.weights))
	score += forFill * min(1, float32(bits.OnesCount64(either)+p.parts)/float32(max(title, 1)))
	edge := float32(forEdge)
	if p.parts > 1 {
		edge = forEnds
	}
	if either&1 != 0 {
		score += edge
	}
	if either>>(len(p.weights)-1)&1 != 0 {
		score += edge
	}
	return score + rounding
}
