package pattern

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// Look looks at a text once for all patterns. Until it is forgotten each of them knows
// what it has, and need not look for itself: a message is shown to some three hundred.
// Of several that are looked at at a time some may be looked at again instead.
func Look(text string) { program.look(text) }

// Forget forgets what was seen of a text.
func Forget(text string) { program.forget(text) }

// program are the demands of the patterns of the whole program, which has them in its
// variables: they become no more once each was asked for.
var program shelf

// A shelf keeps what patterns demand by what they demand, and what was seen of some texts.
type shelf struct {
	mu      sync.Mutex
	demands []*demand
	trays   atomic.Pointer[trays]
	seen    [64]atomic.Pointer[glance]
}

// put numbers a demand, from one on.
func (s *shelf) put(d *demand) (number uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.demands = append(s.demands, d)
	return uint32(len(s.demands))
}

// trays are the needs that one trait meets, by their numbers, for every trait. They hold
// those of the first demands that were put, which grow by an eighth before they are sorted anew.
type trays struct {
	wants   []uint8  // of each demand: how many needs it has
	free    []uint16 // the places of those that have none
	sizes   []uint16 // of each demand: how many bytes a text must have, as far as they go
	of      []uint16 // of each need: the place of its demand
	shift   uint     // of a hash, to a place
	keys    []trait  // and one, at their place or behind it; zero where there is none
	from    []uint32 // of each key: where in numbers it is told how many it has, and which
	numbers []uint16
	looks   sync.Pool // of *look
}

// sorted are the trays, with most of what was put.
func (s *shelf) sorted() *trays {
	t := s.trays.Load()
	if !s.mu.TryLock() {
		return t // somebody sorts, or puts
	}
	defer s.mu.Unlock()
	if t = s.trays.Load(); t == nil && len(s.demands) > 0 || t != nil && len(s.demands)-len(t.wants) > len(t.wants)/8 {
		t = newTrays(s.demands)
		s.trays.Store(t)
	}
	return t
}

// filed is the number of a need that a trait meets.
type filed struct {
	trait
	number uint16
}

// mostNumbered are as many demands, and as many needs, as have numbers of two bytes.
const mostNumbered = 1 << 16

func newTrays(demands []*demand) *trays {
	t := &trays{}
	var all []filed
	for at, d := range demands {
		needs := d.each()
		if at == mostNumbered || len(t.of)+len(needs) > mostNumbered {
			break
		}
		t.wants, t.sizes = append(t.wants, uint8(len(needs))), append(t.sizes, uint16(min(d.size, math.MaxUint16)))
		if len(needs) == 0 {
			t.free = append(t.free, uint16(at))
		}
		for _, n := range needs {
			for _, of := range n.traits {
				all = append(all, filed{of | n.where, uint16(len(t.of))})
			}
			t.of = append(t.of, uint16(at))
		}
	}
	t.file(all)
	t.looks.New = func() any {
		return &look{t: t, met: make([]uint64, (len(t.of)+63)/64), left: make([]uint8, len(t.wants))}
	}
	return t
}

// file sorts the needs by the traits that meet them.
func (t *trays) file(all []filed) {
	slices.SortFunc(all, func(a, b filed) int { return cmp.Or(cmp.Compare(a.trait, b.trait), cmp.Compare(a.number, b.number)) })
	distinct := 0
	for i := range all {
		if i == 0 || all[i].trait != all[i-1].trait {
			distinct++
		}
	}
	width := uint(3)
	for 1<<width < 2*distinct {
		width++
	}
	t.shift, t.keys, t.from, t.numbers = 64-width, make([]trait, 1<<width), make([]uint32, 1<<width), make([]uint16, 0, len(all)+distinct)
	for i := 0; i < len(all); {
		to := i
		for to < len(all) && all[to].trait == all[i].trait {
			to++
		}
		place := t.place(all[i].trait)
		t.keys[place], t.from[place] = all[i].trait+1, uint32(len(t.numbers))
		t.numbers = append(t.numbers, uint16(to-i))
		for ; i < to; i++ {
			t.numbers = append(t.numbers, all[i].number)
		}
	}
}

// place is where a trait is, or where there is none.
func (t *trays) place(of trait) int {
	at := int(uint64(of) * 0x9e3779b97f4a7c15 >> t.shift)
	for t.keys[at] != 0 && t.keys[at] != of+1 {
		at = (at + 1) & (len(t.keys) - 1)
	}
	return at
}

// A glance is what was seen of a text: a bit for each demand that it meets.
type glance struct {
	text    string
	demands uint32 // that were held against it
	met     []uint64
}

// sees says whether a text may have a match of the pattern with a number.
func (g *glance) sees(number uint32) bool {
	return g.met[(number-1)/64]&(1<<((number-1)%64)) != 0
}

// A look is a glance while it is taken.
type look struct {
	t    *trays
	g    *glance
	met  []uint64 // a bit for each need that was met
	left []uint8  // of each demand: how many of its needs were not
}

func (t *trays) glance(text string) *glance {
	g := &glance{text, uint32(len(t.wants)), make([]uint64, (len(t.wants)+63)/64)}
	l := t.looks.Get().(*look)
	l.g = g
	clear(l.met)
	copy(l.left, t.wants)
	for _, at := range t.free {
		l.meets(at)
	}
	first, n := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[n:])
	l.has(trait(first) | opening)
	l.has(pair(first, second) | opening)
	last, n := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-n])
	l.has(trait(last) | closing)
	l.has(pair(last, before) | closing)
	before = 0
	for _, c := range text {
		l.has(trait(c))
		l.has(pair(before, c))
		before = c
	}
	l.g = nil
	t.looks.Put(l)
	return g
}

// has notes the needs that a trait of the text meets.
func (l *look) has(of trait) {
	place := l.t.place(of)
	if l.t.keys[place] == 0 {
		return
	}
	from := l.t.from[place]
	for _, number := range l.t.numbers[from+1:][:l.t.numbers[from]] {
		if l.met[number/64]&(1<<(number%64)) != 0 {
			continue
		}
		l.met[number/64] |= 1 << (number % 64)
		at := l.t.of[number]
		if l.left[at]--; l.left[at] == 0 {
			l.meets(at)
		}
	}
}

// meets notes that the text has all that a demand needs, where it is long enough.
func (l *look) meets(at uint16) {
	if len(l.g.text) >= int(l.t.sizes[at]) {
		l.g.met[at/64] |= 1 << (at % 64)
	}
}

// slot is where a text is seen.
func (s *shelf) slot(text string) *atomic.Pointer[glance] {
	at := len(text) + 7*int(text[len(text)/2]) + 31*int(text[len(text)-1])
	return &s.seen[at%len(s.seen)]
}

func (s *shelf) look(text string) {
	if text == "" {
		return
	}
	if t := s.sorted(); t != nil {
		s.slot(text).Store(t.glance(text))
	}
}

func (s *shelf) forget(text string) {
	if text == "" {
		return
	}
	at := s.slot(text)
	if g := at.Load(); g != nil && g.text == text {
		at.CompareAndSwap(g, nil)
	}
}

// of is what was seen of a text, nil where it was not looked at.
func (s *shelf) of(text string) *glance {
	if text == "" {
		return nil
	}
	if g := s.slot(text).Load(); g != nil && g.text == text {
		return g
	}
	return nil
}
