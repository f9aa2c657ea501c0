package pattern

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// A trait is a character, or two that follow each other, the first in the higher half.
type trait uint64

func pair(first, second rune) trait { return trait(first)<<32 | trait(second) }

// looseness grows with the texts that have one of the traits: a character stands in many
// more of them than a pair.
func looseness(traits []trait) int {
	n := 0
	for _, t := range traits {
		if n++; t <= utf8.MaxRune {
			n += 15
		}
	}
	return n
}

// A need is traits of which a text must have one. Of most texts the bits say that they have
// none. Without traits any text will do.
type need struct {
	marks       uint64  // of the traits: a text without any of them has none
	traits      []trait // in order
	bits        []uint64
	shift       uint // of a hash, to the number of a bit
	one, paired bool // any of the traits is one character, or a pair
}

// needs are the needs of sets of traits.
func needs(sets [][]trait) []need {
	all := make([]need, len(sets))
	for i, traits := range sets {
		all[i] = newNeed(traits)
	}
	return all
}

// newNeed is the need of traits in their order, with sixteen bits or more for each: with more
// of them a text waits longer for memory than they save.
func newNeed(traits []trait) need {
	if len(traits) == 0 {
		return need{}
	}
	width := bits.Len(uint(16*len(traits) - 1))
	n := need{traits: traits, bits: make([]uint64, max(1, 1<<width/64)), shift: uint(64 - width)}
	for _, t := range traits {
		bit := n.bit(t)
		n.bits[bit/64] |= 1 << (bit % 64)
		n.marks |= mark(rune(uint32(t)))
		n.one, n.paired = n.one || t <= utf8.MaxRune, n.paired || t > utf8.MaxRune
	}
	return n
}

// mark is one bit of sixty-four for a character. Of a trait of two it is that of the second.
func mark(c rune) uint64 { return 1 << (uint64(c) * 0x9e3779b97f4a7c15 >> 58) }

// marksOf are the marks of all characters of a text.
func marksOf(text string) (marks uint64) {
	for _, c := range text {
		marks |= mark(c)
	}
	return marks
}

// none says whether nothing is needed.
func (n *need) none() bool { return n.bits == nil }

// bit is the number of a trait's bit.
func (n *need) bit(t trait) uint64 { return uint64(t) * 0x9e3779b97f4a7c15 >> n.shift }

func (n *need) has(t trait) bool {
	if bit := n.bit(t); n.bits[bit/64]&(1<<(bit%64)) == 0 {
		return false
	}
	_, is := slices.BinarySearch(n.traits, t)
	return is
}

// at says whether a character, or it with the next, is one of the traits.
func (n *need) at(c, next rune) bool {
	return n.marks&(mark(c)|mark(next)) != 0 && (n.one && n.has(trait(c)) || n.paired && n.has(pair(c, next)))
}

// in says whether a text has one of the traits.
func (n *need) in(text string) bool {
	if n.none() {
		return true
	}
	var before rune
	for _, c := range text {
		if n.one && n.has(trait(c)) || n.paired && n.has(pair(before, c)) {
			return true
		}
		before = c
	}
	return false
}
