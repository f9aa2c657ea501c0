package fulltext

import (
	"encoding/binary"
	"slices"
)

// postings list, for each term, the ordinals of the texts that hold it: the
// number of them, then the steps from one to the next, as varints.
type postings struct {
	terms []uint32 // sorted
	at    []uint32 // where each term's list begins in lists; one more at the end
	lists []byte

	places []setting // of titles: where in each text its pair stands; empty: not kept
	from   []uint32  // where each term's places begin
	nexts  []uint16  // of long lists: which character follows there, or both places of a pair that stands there twice
	behind []uint32  // where each term's nexts begin; one more at the end

	dense map[int]ordset // the texts of the lists that have most of them, by their place in terms
	many  int            // how many these have at least
	shelf []uint32       // where the terms begin that share their upper bits, from those of the first term on
}

// followed is how long a list is that also tells which character is next.
const followed = 256

// often stands for the places of a pair that stands in a title more than twice.
const often = 0xffff

// A posting is a term's list, not yet read.
type posting struct {
	n      int // how many ordinals
	rest   []byte
	places []setting // of each; empty: not kept
	nexts  []uint16  // the same
	dense  ordset    // the same texts; nil: not kept so
}

// find returns the list of a term, empty when no text holds it.
func (p *postings) find(term uint32) posting {
	if len(p.terms) == 0 || term < p.terms[0] {
		return posting{}
	}
	low, high := 0, len(p.terms)
	if len(p.shelf) > 0 {
		s := int(term>>shelved - p.terms[0]>>shelved)
		if s+1 >= len(p.shelf) {
			return posting{}
		}
		low, high = int(p.shelf[s]), int(p.shelf[s+1])
	}
	i, ok := slices.BinarySearch(p.terms[low:high], term)
	if !ok {
		return posting{}
	}
	return p.list(low + i)
}

func (p *postings) list(i int) posting {
	b := p.lists[p.at[i]:p.at[i+1]]
	n, k := uvarint(b)
	l := posting{n: int(n), rest: b[k:]}
	if len(p.places) > 0 {
		l.places = p.places[p.from[i] : p.from[i]+n]
		if len(p.nexts) > 0 {
			l.nexts = p.nexts[p.behind[i]:p.behind[i+1]]
		}
	}
	if l.n >= p.many && len(p.dense) > 0 {
		l.dense = p.dense[i]
	}
	return l
}

// entries is how many ordinals all lists have together, and the long ones.
func (p *postings) entries() (all, long int) {
	for i := range p.terms {
		n, _ := uvarint(p.lists[p.at[i]:p.at[i+1]])
		if all += int(n); n >= followed {
			long += int(n)
		}
	}
	return all, long
}

const (
	fewTerms = 1 << 12 // are searched without shelves
	shelved  = 20      // bits of the terms that stand on one shelf: those of sixteen first characters
)

// arrange puts the terms on shelves, so that not all of them have to be searched, and
// finds where each term's places and nexts begin.
func (p *postings) arrange() {
	if n := len(p.terms); n > fewTerms {
		first := p.terms[0] >> shelved
		p.shelf = make([]uint32, p.terms[n-1]>>shelved-first+2)
		for i, t := range p.terms {
			p.shelf[t>>shelved-first+1] = uint32(i + 1)
		}
		for s := 1; s < len(p.shelf); s++ {
			p.shelf[s] = max(p.shelf[s], p.shelf[s-1])
		}
	}
	if len(p.places) == 0 {
		return
	}
	p.from, p.behind = make([]uint32, len(p.terms)), make([]uint32, len(p.terms)+1)
	all, long := uint32(0), uint32(0)
	for i := range p.terms {
		p.from[i] = all
		n, _ := uvarint(p.lists[p.at[i]:p.at[i+1]])
		if all += n; n >= followed {
			long += n
		}
		p.behind[i+1] = long
	}
}

// spread keeps the lists of an eighth of n texts and more as sets too: of a few texts a
// set tells at once which are in it.
func (p *postings) spread(n int) {
	p.dense, p.many = map[int]ordset{}, max(n/8, followed)
	var ords []uint32
	for i := range p.terms {
		l := p.list(i)
		if l.n < p.many {
			continue
		}
		set := make(ordset, (n+63)/64)
		ords = l.all(ords[:0])
		for _, ord := range ords {
			set.put(ord)
		}
		p.dense[i] = set
	}
}

// between returns the places of the terms from low to high, both included.
func (p *postings) between(low, high uint32) (int, int) {
	i, _ := slices.BinarySearch(p.terms, low)
	j, ok := slices.BinarySearch(p.terms, high)
	if ok {
		j++
	}
	return i, j
}

// uvarint reads a number of at most 32 bits and returns its length.
func uvarint(b []byte) (uint32, int) {
	v, shift := uint32(0), 0
	for i, c := range b {
		v |= uint32(c&0x7f) << shift
		if c < 0x80 {
			return v, i + 1
		}
		shift += 7
		if shift > 28 {
			break
		}
	}
	return v, len(b)
}

func appendUvarint(b []byte, v uint32) []byte {
	for v >= 0x80 {
		b = append(b, byte(v)|0x80)
		v >>= 7
	}
	return append(b, byte(v))
}

// all appends the ordinals to dst. Most steps take one byte or two, in no order that a
// machine could foretell, so that both are read alike; eight of one byte each, which are
// the rule in long lists, are read at once.
func (p posting) all(dst []uint32) []uint32 {
	at, from, n := uint32(0), len(dst), min(p.n, len(p.rest)) // none takes less than a byte
	dst = slices.Grow(dst, n)[:from+n]
	out, b, i, k := dst[from:], p.rest, 0, 0
	for k < len(out) && i+1 < len(b) {
		for i+10 <= len(b) && k+8 <= len(out) {
			steps := binary.LittleEndian.Uint64(b[i:])
			if steps&0x8080808080808080 != 0 {
				break
			}
			d := (*[8]uint32)(out[k:])
			d[0] = at + uint32(steps&0xff)
			d[1] = d[0] + uint32(steps>>8&0xff)
			d[2] = d[1] + uint32(steps>>16&0xff)
			d[3] = d[2] + uint32(steps>>24&0xff)
			d[4] = d[3] + uint32(steps>>32&0xff)
			d[5] = d[4] + uint32(steps>>40&0xff)
			d[6] = d[5] + uint32(steps>>48&0xff)
			d[7] = d[6] + uint32(steps>>56)
			at = d[7]
			i, k = i+8, k+8
		}
		for to := min(k+8, len(out)); k < to && i+1 < len(b); k++ {
			low, high := uint32(b[i]), uint32(b[i+1])
			more := low >> 7 // 1 when the step goes on in the next byte
			if more&(high>>7) != 0 {
				v, size := uvarint(b[i:])
				at += v
				i += size
			} else {
				at += low&0x7f | high<<7&-more
				i += 1 + int(more)
			}
			out[k] = at
		}
	}
	if k < len(out) && i < len(b) {
		at += uint32(b[i] & 0x7f)
		out[k] = at
		k++
	}
	return dst[:from+k]
}

// intersect keeps of sorted those that the posting has, in place.
func (p posting) intersect(sorted []uint32) []uint32 {
	out := sorted[:0]
	if p.dense != nil {
		for _, ord := range sorted {
			if p.dense.has(ord) {
				out = append(out, ord)
			}
		}
		return out
	}
	at, i := uint32(0), 0
	for b := p.rest; len(b) > 0 && i < len(sorted); {
		v, k := uint32(b[0]), 1
		if v >= 0x80 {
			v, k = uvarint(b)
		}
		at += v
		b = b[k:]
		for sorted[i] < at {
			if i++; i == len(sorted) {
				return out
			}
		}
		if sorted[i] == at {
			out = append(out, at)
			i++
		}
	}
	return out
}

// gather collects terms with an ordinal and a setting each, in the order of the
// ordinals, and makes postings of them.
type gather struct{ pairs, spare []uint64 }

// add takes an ordinal of less than 24 bits: a segment has no more texts.
func (g *gather) add(term, ord uint32, at setting) {
	g.pairs = append(g.pairs, uint64(term)<<32|uint64(ord)<<8|uint64(at))
}

// postings sorts what was gathered and empties the gather.
func (g *gather) postings() postings {
	p := g.placed()
	p.places = nil
	return p
}

// placed is postings with the places kept.
func (g *gather) placed() postings {
	g.sort()
	var p postings
	var steps []byte
	for i := 0; i < len(g.pairs); {
		term := uint32(g.pairs[i] >> 32)
		n, last := uint32(0), uint32(0)
		steps = steps[:0]
		for ; i < len(g.pairs) && uint32(g.pairs[i]>>32) == term; i++ {
			ord := uint32(g.pairs[i]) >> 8
			if n > 0 && ord == last {
				p.places[len(p.places)-1] = severally
				continue
			}
			steps = appendUvarint(steps, ord-last)
			p.places = append(p.places, byte(g.pairs[i]))
			last = ord
			n++
		}
		p.terms = append(p.terms, term)
		p.at = append(p.at, uint32(len(p.lists)))
		p.lists = append(appendUvarint(p.lists, n), steps...)
	}
	p.at = append(p.at, uint32(len(p.lists)))
	g.pairs = g.pairs[:0]
	return postings{terms: slices.Clip(slices.Clone(p.terms)), at: slices.Clip(slices.Clone(p.at)), lists: slices.Clip(slices.Clone(p.lists)), places: slices.Clip(slices.Clone(p.places))}
}

// sort orders the pairs by term, keeping the order of ordinals: three passes
// of eleven bits. Few pairs are sorted by comparing.
func (g *gather) sort() {
	if len(g.pairs) < 4096 {
		slices.Sort(g.pairs)
		return
	}
	g.spare = slices.Grow(g.spare[:0], len(g.pairs))[:len(g.pairs)]
	var count [2048]int
	for shift := 32; shift < 64; shift += 11 {
		clear(count[:])
		for _, v := range g.pairs {
			count[v>>shift&2047]++
		}
		sum := 0
		for i, n := range count {
			count[i] = sum
			sum += n
		}
		for _, v := range g.pairs {
			d := v >> shift & 2047
			g.spare[count[d]] = v
			count[d]++
		}
		g.pairs, g.spare = g.spare, g.pairs
	}
}
