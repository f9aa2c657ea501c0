package pattern

import (
	"cmp"
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
	needs   uint32
	trays   atomic.Pointer[trays]
	seen    [64]atomic.Pointer[glance]
}

// put numbers the needs of a demand that nobody else has yet.
func (s *shelf) put(d *demand) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range d.each() {
		if n.need.none() {
			continue
		}
		d.numbers[d.n] = s.needs
		d.n++
		s.needs++
	}
	d.until = s.needs
	s.demands = append(s.demands, d)
}

// trays are the needs that one trait meets, by their numbers, for every trait. They hold
// those of the first demands that were put, which grow by an eighth before they are sorted anew.
type trays struct {
	demands int
	needs   uint32
	shift   uint     // of a hash, to a place
	keys    []trait  // and one, at their place or behind it; zero where there is none
	from    []uint32 // of each key: where in numbers it is told how many it has, and which
	numbers []uint16
}

// sorted are the trays, with most of what was put.
func (s *shelf) sorted() *trays {
	t := s.trays.Load()
	if !s.mu.TryLock() {
		return t // somebody sorts, or puts
	}
	defer s.mu.Unlock()
	if t = s.trays.Load(); t == nil && len(s.demands) > 0 || t != nil && len(s.demands)-t.demands > t.demands/8 {
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

// mostNeeds are as many as have a number of two bytes.
const mostNeeds = 1 << 16

func newTrays(demands []*demand) *trays {
	t := &trays{demands: len(demands)}
	var all []filed
	for _, d := range demands {
		if d.until > mostNeeds {
			break
		}
		number := d.until - uint32(d.n)
		for _, n := range d.each() {
			if n.need.none() {
				continue
			}
			for _, of := range n.traits {
				all = append(all, filed{of | n.where, uint16(number)})
			}
			number++
		}
		t.needs = d.until
	}
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
	return t
}

// place is where a trait is, or where there is none.
func (t *trays) place(of trait) int {
	at := int(uint64(of) * 0x9e3779b97f4a7c15 >> t.shift)
	for t.keys[at] != 0 && t.keys[at] != of+1 {
		at = (at + 1) & (len(t.keys) - 1)
	}
	return at
}

// A glance is what a text was seen to have: a bit for each need that it meets.
type glance struct {
	text  string
	needs uint32
	met   []uint64
}

// meets notes the needs that a trait meets.
func (g *glance) meets(t *trays, of trait) {
	place := t.place(of)
	if t.keys[place] == 0 {
		return
	}
	from := t.from[place]
	for _, number := range t.numbers[from+1:][:t.numbers[from]] {
		g.met[number/64] |= 1 << (number % 64)
	}
}

func (t *trays) glance(text string) *glance {
	g := &glance{text, t.needs, make([]uint64, (t.needs+63)/64)}
	first, n := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[n:])
	g.meets(t, trait(first)|opening)
	g.meets(t, pair(first, second)|opening)
	last, n := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-n])
	g.meets(t, trait(last)|closing)
	g.meets(t, pair(last, before)|closing)
	before = 0
	for _, c := range text {
		g.meets(t, trait(c))
		g.meets(t, pair(before, c))
		before = c
	}
	return g
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
