package fulltext

import (
	"slices"
	"unicode/utf8"
)

// A term is a folded word, cut to the longest that is looked for.
func term(word string) []uint16 {
	u := fold(word, make([]uint16, 0, utf8.RuneCountInString(word)), nil)
	return u[:min(len(u), longestTerm)]
}

// A demand is a Group made ready.
type demand struct {
	words  [][]uint16
	year   int16
	labels []uint32 // of the first facet
}

// equal says whether two demands are the same.
func (d demand) equal(other demand) bool {
	return d.year == other.year && slices.Equal(d.labels, other.labels) && slices.EqualFunc(d.words, other.words, slices.Equal[[]uint16])
}

// loose says whether texts without the words may meet it.
func (d demand) loose() bool { return d.year != 0 || len(d.labels) > 0 }

// wordy says whether it is met by words only, none of them a single character.
func (d demand) wordy() bool {
	return !d.loose() && !slices.ContainsFunc(d.words, func(w []uint16) bool { return len(w) < 2 })
}

func (s *state) demands(groups []Group) []demand {
	if len(groups) == 0 {
		return nil
	}
	out := make([]demand, 0, len(groups))
	for _, g := range groups {
		d := demand{words: make([][]uint16, 0, len(g.Words)), year: g.Year}
		for _, w := range g.Words {
			if u := term(w); len(u) > 0 {
				d.words = append(d.words, u)
			}
		}
		if g.Owned {
			d.labels = s.named(d.words)
		}
		if len(d.words) > 0 || d.loose() {
			out = append(out, d)
		}
	}
	return out
}

// named are the labels of the first facet in which one of some words stands.
func (s *state) named(words [][]uint16) (labels []uint32) {
	chars := make([]uint64, len(words))
	for i, w := range words {
		chars[i] = charsOf(w)
	}
	for id := range s.owners {
		o := &s.owners[id]
		for i, w := range words {
			if chars[i]&^o.chars == 0 && within(o.name, w) >= 0 {
				labels = append(labels, uint32(id))
				break
			}
		}
	}
	return labels
}

// most is at most how many texts meet a demand; 0 only when none does.
func (s *segment) most(d demand) int {
	n := s.allowed(d)
	for _, w := range d.words {
		n += s.title.rarest(w) + s.rest.rarest(w)
	}
	return n
}

// rarest is at most how many texts hold a term; 0 only when none does.
func (p *postings) rarest(w []uint16) int {
	if len(w) == 1 {
		n := 0
		for i, j := p.between(pair(w[0], 0), pair(w[0], 0xffff)); i < j; i++ {
			n += p.list(i).n
		}
		return n
	}
	least := -1
	for i := range len(w) - 1 {
		if n := p.find(pair(w[i], w[i+1])).n; least < 0 || n < least {
			least = n
		}
	}
	return max(least, 0)
}

// allows says whether a text meets a demand without its words.
func (s *segment) allows(d demand, ord uint32) bool {
	return d.year != 0 && s.facts[ord].year == d.year || len(d.labels) > 0 && slices.Contains(d.labels, s.facts[ord].owner)
}

// allowed is how many texts meet a demand without its words.
func (s *segment) allowed(d demand) int {
	n := 0
	if d.year != 0 {
		n = s.byYear.find(uint32(uint16(d.year))).n
	}
	for _, l := range d.labels {
		n += s.byOwner.find(l).n
	}
	return n
}
