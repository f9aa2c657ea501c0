package fulltext

import (
	"cmp"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

func decode(u []uint16) []rune { return utf16.Decode(u) }

// longestTitle is how many units of a title are kept as title; what is longer
// goes on in the rest.
const longestTitle = 1 << 15

// builder makes segments; it keeps its buffers between them.
type builder struct {
	s       *segment
	numbers []numbered
	at      []int32
	heads   []uint16 // folded titles
	han     []uint16
	title, rest,
	sound, initials gather
}

type numbered struct {
	sum uint64
	ord uint32
}

// A draft is a text that is about to be added. Its title is folded before the others'
// are added, for its length says where the text stands.
type draft struct {
	doc      *Doc
	from, to int // its title in the builder's heads
	breaks   uint64
}

// build makes a segment of texts; of two with one key the last counts.
func (b *builder) build(docs []Doc, intern func(facet int, label string) uint32) *segment {
	b.start(len(docs))
	for _, d := range b.drafts(latest(docs)) {
		u := append(b.s.units, b.heads[d.from:d.to]...)
		u = append(u, 0)
		for _, t := range d.doc.Text {
			before := len(u)
			if u = fold(t, u, nil); len(u) > before {
				u = append(u, 0)
			}
		}
		b.s.units = u
		var labels [Facets]uint32
		for i, l := range d.doc.Labels {
			labels[i] = intern(i, l)
		}
		ord := uint32(len(b.s.keys))
		for _, n := range d.doc.Numbers {
			if sum := sum64(NumberKey(n)); sum != 0 {
				b.numbers = append(b.numbers, numbered{sum, ord})
			}
		}
		b.take(d.doc.Key, fact{titled: d.titled(), year: d.doc.Year, day: d.doc.Day, stale: d.doc.Stale, opens: d.breaks, closes: d.breaks}, labels)
	}
	return b.finish()
}

// drafts folds the titles of texts and puts the texts in order.
func (b *builder) drafts(docs []Doc) []draft {
	b.heads = b.heads[:0]
	out := make([]draft, len(docs))
	for i := range docs {
		from := len(b.heads)
		b.at = b.at[:0]
		b.heads = fold(docs[i].Title, b.heads, &b.at)
		out[i] = draft{&docs[i], from, len(b.heads), breaks(docs[i].Title, b.at)}
	}
	slices.SortFunc(out, func(x, y draft) int { return x.place().compare(y.place()) })
	return out
}

func (d draft) place() place { return place{d.titled(), d.doc.Day, d.doc.Key} }

// titled is how many units of its title are kept as title.
func (d draft) titled() uint16 { return uint16(min(d.to-d.from, longestTitle)) }

// merge makes one segment of several, leaving out the dead.
func (b *builder) merge(parts []part) *segment {
	n := 0
	for _, p := range parts {
		n += p.len()
	}
	b.start(n)
	next := make([]int, len(parts)) // parts are walked together
	sums := sumsOf(parts)
	for {
		least := -1
		for i, p := range parts {
			if next[i] < p.len() && (least < 0 || p.place(next[i]).compare(parts[least].place(next[least])) < 0) {
				least = i
			}
		}
		if least < 0 {
			return b.finish()
		}
		p, from := parts[least], uint32(next[least])
		next[least]++
		if p.dead.has(from) {
			continue
		}
		ord := uint32(len(b.s.keys))
		for _, sum := range sums[least][from] {
			b.numbers = append(b.numbers, numbered{sum, ord})
		}
		b.s.units = append(b.s.units, p.text(from)...)
		var labels [Facets]uint32
		for i := range labels {
			labels[i] = p.labels[i][from]
		}
		b.take(p.keys[from], p.facts[from], labels)
	}
}

// sumsOf turns the numbers of each part round: from text to hashes.
func sumsOf(parts []part) []map[uint32][]uint64 {
	out := make([]map[uint32][]uint64, len(parts))
	for i, p := range parts {
		out[i] = make(map[uint32][]uint64, p.len())
		for j, ord := range p.owners {
			out[i][ord] = append(out[i][ord], p.sums[j])
		}
	}
	return out
}

func (b *builder) start(n int) {
	b.numbers = b.numbers[:0]
	b.s = &segment{at: append(make([]uint32, 0, n+1), 0), keys: make([]int64, 0, n), facts: make([]fact, 0, n)}
}

// take adds the text whose units are the last ones in the segment.
func (b *builder) take(key int64, f fact, labels [Facets]uint32) {
	s, ord := b.s, uint32(len(b.s.keys))
	s.keys = append(s.keys, key)
	s.at = append(s.at, uint32(len(s.units)))
	s.facts = append(s.facts, f)
	s.facts[ord].at = s.at[ord]
	title := s.head(ord)
	s.facts[ord].opens, s.facts[ord].closes = edges(title, f.breaks(title))
	for i, l := range labels {
		s.labels[i] = append(s.labels[i], l)
	}
	b.pairs(ord)
}

// pairs gathers the pairs of a text: each character with the next one, the
// last of a part with 0.
func (b *builder) pairs(ord uint32) {
	f := &b.s.facts[ord]
	text, titled := b.s.text(ord), int(f.titled)
	for i := range len(text) - 1 {
		if text[i] == 0 {
			continue
		}
		switch {
		case i == titled-1: // the end of the title, whatever follows
			b.title.add(pair(text[i], 0), ord, f.settingOf(i))
		case i < titled:
			b.title.add(pair(text[i], text[i+1]), ord, f.settingOf(i))
		default:
			b.rest.add(pair(text[i], text[i+1]), ord, 0)
		}
	}
	if n := len(text); n > titled+1 && text[n-1] != 0 {
		b.rest.add(pair(text[n-1], 0), ord, 0)
	}
	b.spoken(text[:titled], ord)
}

// breaks are the places of a title before which something was dropped.
func breaks(title string, at []int32) uint64 {
	mask, end := uint64(0), 0
	for i := range min(len(at), 64) {
		if i > 0 && int(at[i]) > end {
			mask |= 1 << i
		}
		_, n := utf8.DecodeRuneInString(title[at[i]:])
		end = int(at[i]) + n
	}
	return mask
}

// spoken gathers the pairs of sounds and the threes of initials of a title.
// Digits are passed over: who spells a title leaves them out.
func (b *builder) spoken(title []uint16, ord uint32) {
	r := readings()
	b.han = appendSounding(b.han[:0], title)
	for i := range len(b.han) - 1 {
		x, y := b.han[i], b.han[i+1]
		for _, p := range r.pairs(x, y) {
			if p != 0 {
				b.sound.add(p, ord, 0)
			}
		}
	}
	b.han = appendLettered(b.han[:0], title)
	for i := range len(b.han) - 2 {
		for _, t := range r.threes(b.han[i], b.han[i+1], b.han[i+2]) {
			if t != 0 {
				b.initials.add(t, ord, 0)
			}
		}
	}
}

// appendSounding appends the units that have a sound.
func appendSounding(dst, title []uint16) []uint16 {
	r := readings()
	for _, u := range title {
		if r.sound(u) != 0 {
			dst = append(dst, u)
		}
	}
	return dst
}

// appendLettered appends the units that are typed with a letter.
func appendLettered(dst, title []uint16) []uint16 {
	r := readings()
	for _, u := range title {
		if r.initial(u) != 0 {
			dst = append(dst, u)
		}
	}
	return dst
}

func (b *builder) finish() *segment {
	s := b.s
	slices.SortFunc(b.numbers, func(x, y numbered) int {
		return cmp.Or(cmp.Compare(x.sum, y.sum), cmp.Compare(x.ord, y.ord))
	})
	for i, n := range b.numbers {
		if i > 0 && n == b.numbers[i-1] {
			continue
		}
		s.sums, s.owners = append(s.sums, n.sum), append(s.owners, n.ord)
	}
	s.title, s.rest = b.title.placed(), b.rest.postings()
	s.sound, s.initials = b.sound.postings(), b.initials.postings()
	s.units = slices.Clip(slices.Clone(s.units))
	s.arrange()
	s.follow()
	b.s = nil
	return s
}

// latest returns the texts by key, the last of each.
func latest(docs []Doc) []Doc {
	sorted := slices.Clone(docs)
	slices.SortStableFunc(sorted, func(a, b Doc) int { return cmp.Compare(a.Key, b.Key) })
	out := sorted[:0]
	for i, d := range sorted {
		if i+1 == len(sorted) || sorted[i+1].Key != d.Key {
			out = append(out, d)
		}
	}
	return out
}

func pair(a, b uint16) uint32 { return uint32(a)<<16 | uint32(b) }

// soundPair is 0 when one of the two has no sound.
func soundPair(a, b uint16) uint32 {
	if a == 0 || b == 0 {
		return 0
	}
	return pair(a, b)
}

// three is 0 when one of the letters is missing.
func three(a, b, c byte) uint32 {
	if a == 0 || b == 0 || c == 0 {
		return 0
	}
	return uint32(a)<<16 | uint32(b)<<8 | uint32(c)
}
