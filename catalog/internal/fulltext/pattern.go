package fulltext

import (
	"math"
	"math/bits"
	"strings"
)

const (
	likesMax   = 6  // rewritings that are compared
	patternMax = 64 // units of a pattern that are compared
)

// A pattern is a text that others are compared with. What stood between
// spaces is compared by itself.
type pattern struct {
	units   []uint16
	sounds  []uint16
	pairs   spots     // its pairs of characters
	gaps    spots     // its pairs with one character between them
	spoken  spots     // its pairs of sounds
	weights []float32 // of each pair: rare ones weigh more, those over a space nothing
	total   float32
	full    uint64   // the places that weigh something
	chars   uint64   // a bit for each character, by its last six bits
	noises  uint64   // the same for each sound
	misread []look   // pairs that look like those of the pattern that no title has
	looks   spots    // the same as a table
	faces   uint64   // a bit for the first character of each of them
	needs   []need   // of each pair
	rests   []uint64 // of each part, when it was asked for: which pairs stand behind its titles
	mute    bool     // made of sounds only
	parts   int      // between spaces
	joints  uint64   // the units behind which there was one
	cost    float32
	whole   float32 // the likeness, but for fill and edges, to what holds all of it
	size    float32 // units that are so filled
	opening uint16  // the mark of its first unit
	closing uint16  // and of its last
	ready   bool    // for comparing
}

// write makes a pattern of a text, which is not ready yet, unless there is nothing in it
// to compare.
func (p *pattern) write(text string) bool {
	p.reset()
	for _, w := range strings.Fields(text) {
		p.units = fold(w, p.units, nil)
		if n := len(p.units); n > 0 && n <= patternMax {
			p.joints |= 1 << (n - 1)
		}
		p.parts++
	}
	p.units = p.units[:min(len(p.units), patternMax)]
	return len(p.units) > 0
}

// ready makes a pattern ready for comparing.
func (r *run) ready(p *pattern) {
	if p.ready {
		return
	}
	p.ready = true
	u, joints := p.units, p.joints
	for i, c := range u {
		p.sounds = append(p.sounds, readings().sound(c))
		p.chars |= 1 << (c & 63)
		p.noises |= 1 << (p.sounds[i] & 63)
	}
	for _, s := range [...]*spots{&p.pairs, &p.gaps, &p.spoken} {
		s.reset(len(u))
	}
	for i := range len(u) - 1 {
		if joints&(1<<i) != 0 {
			p.weigh(0)
			p.needs = append(p.needs, never)
			continue
		}
		p.need(i, i+2 < len(u) && joints&(2<<i) == 0)
		p.pairs.add(pair(u[i], u[i+1]), i)
		if i+2 < len(u) && joints&(2<<i) == 0 {
			p.gaps.add(pair(u[i], u[i+2]), i)
		}
		p.spoken.add(p.nextSound(i), i)
		n := r.frequency(pair(u[i], u[i+1]))
		if n == 0 {
			for _, key := range misread(u[i], u[i+1]) {
				p.misread = append(p.misread, look{key, i})
			}
		}
		p.weigh(r.weight(n))
	}
	p.seen()
	p.hope()
	if p.cost > 0 && len(u) == 2 {
		p.literally()
	}
}

// reset empties a pattern and keeps its memory.
func (p *pattern) reset() {
	*p = pattern{
		units: p.units[:0], sounds: p.sounds[:0], weights: p.weights[:0], misread: p.misread[:0], needs: p.needs[:0],
		pairs: p.pairs, gaps: p.gaps, spoken: p.spoken, looks: p.looks, rests: p.rests[:0],
	}
}

// literally makes a pattern met by its own characters only: of a word of two that nobody
// typed a pair that sounds or looks alike is no sign (拍地 for 土地出让, 安排的 in a title).
func (p *pattern) literally() {
	p.spoken.reset(0)
	p.looks.reset(0)
	p.noises, p.faces = 0, 0
}

// nextSound is the pair of sounds of a place: its own with that of the next
// character that has one.
func (p *pattern) nextSound(i int) uint32 {
	for _, s := range p.sounds[i+1:] {
		if s != 0 {
			return soundPair(p.sounds[i], s)
		}
	}
	return 0
}

// newSpoken is a pattern of sounds.
func (r *run) newSpoken(s []uint16) pattern {
	s = s[:min(len(s), patternMax)]
	p := pattern{sounds: s, units: make([]uint16, len(s)), mute: true, parts: 1, ready: true}
	p.pairs.reset(0)
	p.gaps.reset(0)
	p.looks.reset(0)
	p.spoken.reset(len(s))
	for _, c := range s {
		p.noises |= 1 << (c & 63)
	}
	for i := range len(s) - 1 {
		p.spoken.add(soundPair(s[i], s[i+1]), i)
		p.needs = append(p.needs, need{chars: never.chars, gap: never.gap, sounds: trace(s[i]) | trace(s[i+1])})
		n := 0
		for _, part := range r.state.parts {
			n += part.sound.find(soundPair(s[i], s[i+1])).n
		}
		p.weigh(r.weight(n))
	}
	p.hope()
	return p
}

func (p *pattern) weigh(w float32) {
	if w > 0 {
		p.full |= 1 << len(p.weights)
	}
	p.weights = append(p.weights, w)
	p.total += w
}

// frequency is in how many titles a pair stands.
func (r *run) frequency(pair uint32) int {
	n := 0
	for i := range r.state.parts {
		n += r.state.parts[i].title.find(pair).n
	}
	return n
}

// weight is what a pair that n texts have tells. One that no text has is most
// likely a slip and tells as much as an ordinary one.
func (r *run) weight(n int) float32 {
	all := 0
	for i := range r.state.parts {
		all += r.state.parts[i].len()
	}
	if n == 0 {
		n = all/200 + 1
	}
	return float32(math.Log(1 + float64(all+1)/float64(n+1)))
}

// spots is a small table from a key to the places it has in a pattern.
type spots struct {
	keys  []uint32
	marks []uint64
	shift uint32
}

// reset empties the table and makes room for n keys.
func (s *spots) reset(n int) {
	log := uint32(max(4, bits.Len(uint(2*n))))
	if size := 1 << log; size <= cap(s.keys) {
		s.keys, s.marks = s.keys[:size], s.marks[:size]
		clear(s.keys)
		clear(s.marks)
	} else {
		s.keys, s.marks = make([]uint32, size), make([]uint64, size)
	}
	s.shift = 32 - log
}

func (s *spots) add(key uint32, at int) {
	if key == 0 {
		return
	}
	for i := key * 2654435769 >> s.shift; ; i = (i + 1) & uint32(len(s.keys)-1) {
		if s.keys[i] == key || s.keys[i] == 0 {
			s.keys[i] = key
			s.marks[i] |= 1 << at
			return
		}
	}
}

// get returns a bit for each place of the key.
func (s *spots) get(key uint32) uint64 {
	for i := key * 2654435769 >> s.shift; ; i = (i + 1) & uint32(len(s.keys)-1) {
		if s.keys[i] == key {
			return s.marks[i]
		}
		if s.keys[i] == 0 {
			return 0
		}
	}
}
