package fulltext

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// An Index finds Docs. The zero Index is empty and ready. Any number of
// goroutines may search it while others write.
type Index struct {
	now atomic.Pointer[state] // what readers see

	writing sync.Mutex
	builder builder
	waiting []Doc // put but not yet flushed
	text    int   // how much text they have

	pool sync.Pool // of *scratch

	once sync.Once
	line chan struct{} // searches at work
}

func (x *Index) turns() chan struct{} {
	x.once.Do(func() { x.line = make(chan struct{}, runtime.GOMAXPROCS(0)) })
	return x.line
}

// state is what one search sees from beginning to end.
type state struct {
	parts  []part
	labels [Facets][]string // by id; append only
	ids    [Facets]map[string]uint32
	owners []owner // the labels of the first facet

	version   uint64
	since     uint64    // the version from which on all that is new is known
	novelties []novelty // this, in order
}

// An owner is a folded label with a bit for each of its characters, by its last six bits.
type owner struct {
	name  []uint16
	chars uint64
}

// with is the state with other parts.
func (s *state) with(parts []part) *state {
	next := *s
	next.parts = parts
	return &next
}

// A part is a segment with its dead.
type part struct {
	*segment
	dead ordset
	gone int
}

// An ordset is a set of ordinals; nil is empty.
type ordset []uint64

func (b ordset) has(i uint32) bool { return b != nil && b[i>>6]&(1<<(i&63)) != 0 }

// count is 1 for what is in a set that is not nil, else 0.
func (b ordset) count(i uint32) int { return int(b[i>>6] >> (i & 63) & 1) }

func (b ordset) put(i uint32) { b[i>>6] |= 1 << (i & 63) }

// cleared is an empty set with room for n, in the same memory where that is enough.
func (b ordset) cleared(n int) ordset {
	b = slices.Grow(b[:0], (n+63)/64)[:(n+63)/64]
	clear(b)
	return b
}

// and leaves what another set of the same size has too.
func (b ordset) and(other ordset) {
	for i, word := range other {
		b[i] &= word
	}
}

const (
	segmentMax  = 1 << 17 // texts in a segment
	segmentText = 1 << 24 // and units of text: while it is built, each takes ten times as much memory
	fanout      = 8       // segments of one size before they become one
	small       = 2       // levels of segments of which no two are left side by side
	inlineMax   = 1 << 9  // texts that are merged at once; more wait for Tidy
)

// Version counts the changes of the index: what a search found under a version may
// be taken for what it finds as long as the version stays, and as long as Same says so.
// It is at least 1 once there is something to find.
func (x *Index) Version() uint64 { return x.state().version }

// replace makes readers see a state that is not the last one with a few texts more.
func (x *Index) replace(s *state) {
	s.version = x.state().version + 1
	s.forget()
	x.now.Store(s)
}

func (x *Index) state() *state {
	if s := x.now.Load(); s != nil {
		return s
	}
	return &state{}
}

// Put adds texts, or replaces those with the same keys. The next search finds
// them.
func (x *Index) Put(docs ...Doc) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.waiting = append(x.waiting, docs...)
	x.flush()
}

// Later adds texts that need not be found before Flush.
func (x *Index) Later(docs ...Doc) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.waiting = append(x.waiting, docs...)
	for _, d := range docs {
		x.text += d.length()
	}
	if len(x.waiting) >= segmentMax || x.text >= segmentText {
		x.flush()
	}
}

// Flush makes what Later was given be found.
func (x *Index) Flush() {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.flush()
}

// Remove takes texts out. Keys that are not there are passed over.
func (x *Index) Remove(keys ...int64) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.flush()
	old := x.state()
	if next := old.with(slices.Clone(old.parts)); next.bury(keys) {
		x.replace(next)
	}
}

// Tidy merges small segments, so that searches stay fast. It may take long;
// searches go on meanwhile.
func (x *Index) Tidy() {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.flush()
	x.compact(segmentMax)
	x.builder = builder{}
}

// Len is how many texts can be found.
func (x *Index) Len() int {
	n := 0
	for _, p := range x.state().parts {
		n += p.len() - p.gone
	}
	return n
}

func (x *Index) flush() {
	for len(x.waiting) > 0 {
		n := batch(x.waiting)
		x.add(x.waiting[:n])
		x.waiting = x.waiting[n:]
		if n > inlineMax {
			x.builder = builder{} // its buffers are large
		}
	}
	x.waiting, x.text = nil, 0
}

// batch is how many of the texts make a segment.
func batch(docs []Doc) (n int) {
	for text := 0; n < min(len(docs), segmentMax); n++ {
		if text += docs[n].length(); n > 0 && text > segmentText {
			break
		}
	}
	return n
}

func (x *Index) add(docs []Doc) {
	old := x.state()
	next := old.with(slices.Clone(old.parts))
	seg := x.builder.build(docs, next.intern)
	next.renew(seg, next.bury(seg.keys))
	next.parts = append(next.parts, part{segment: seg})
	x.now.Store(next)
	x.compact(inlineMax)
}

// intern gives a label its id. Readers of older states never look at ids
// beyond their own labels; the map is theirs to read only through labels.
func (s *state) intern(facet int, label string) uint32 {
	if s.ids[facet] == nil {
		s.ids[facet] = map[string]uint32{}
	}
	id, ok := s.ids[facet][label]
	if !ok {
		id = uint32(len(s.labels[facet]))
		s.ids[facet][label] = id
		s.labels[facet] = append(s.labels[facet], label)
		if facet == 0 {
			name := fold(label, nil, nil)
			s.owners = append(s.owners, owner{name, charsOf(name)})
		}
	}
	return id
}

// bury marks the texts with the keys dead, in copies of the sets, and says whether
// there were any.
func (s *state) bury(keys []int64) (buried bool) {
	for i := range s.parts {
		p := &s.parts[i]
		var dead ordset
		for _, k := range keys {
			ord, ok := p.ord(k)
			if !ok || p.dead.has(ord) || dead.has(ord) {
				continue
			}
			if dead == nil {
				dead = make(ordset, (p.len()+63)/64)
				copy(dead, p.dead)
			}
			dead.put(ord)
			p.gone++
		}
		if dead != nil {
			p.dead, buried = dead, true
		}
	}
	s.parts = slices.DeleteFunc(s.parts, func(p part) bool { return p.gone == p.len() })
	return buried
}

// compact merges neighbours in size until fewer than fanout of each size are
// left; segments of more than most texts are let be.
func (x *Index) compact(most int) {
	for {
		old := x.state()
		group := old.crowd(most)
		if group == nil {
			return
		}
		merged := x.builder.merge(group)
		next := old.with(nil)
		for _, p := range old.parts {
			if !slices.ContainsFunc(group, func(g part) bool { return g.segment == p.segment }) {
				next.parts = append(next.parts, p)
			}
		}
		if merged.len() > 0 {
			next.parts = append(next.parts, part{segment: merged})
		}
		x.now.Store(next) // in which the same is found
	}
}

// crowd returns segments of like size that should become one, or nil. Of those with few
// texts two are a crowd: what an office publishes in a day is merged in no time, and each
// segment is one more that every search asks.
func (s *state) crowd(most int) []part {
	levels := map[int][]part{}
	for _, p := range s.parts {
		if p.len() < segmentMax || p.gone > p.len()/2 {
			level := levelOf(p.len() - p.gone)
			levels[level] = append(levels[level], p)
		}
	}
	for level, group := range levels {
		slices.SortStableFunc(group, func(a, b part) int { return a.len() - a.gone - b.len() + b.gone })
		total, text := 0, 0
		for i, p := range group {
			total, text = total+p.len()-p.gone, text+len(p.units)
			if total > min(most, segmentMax) || text > segmentText {
				group = group[:i]
				break
			}
		}
		if level < small && len(group) > 1 || len(group) >= fanout {
			return group
		}
	}
	return nil
}

// levelOf is how often a number of texts can be divided by the fanout.
func levelOf(texts int) (level int) {
	for ; texts >= fanout; texts /= fanout {
		level++
	}
	return level
}
