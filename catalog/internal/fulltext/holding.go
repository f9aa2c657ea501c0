package fulltext

import (
	"math/bits"
	"slices"
)

// holding appends the texts of a segment that hold a term, in title or rest: each
// once and in order where the term is longer than a pair. Those whose titles hold it
// are noted as met where that is wanted.
func (r *run) holding(p *part, w []uint16, dst []uint32, note bool) []uint32 {
	if len(w) <= 2 {
		from := len(dst)
		dst = r.inList(p, &p.title, w, dst)
		for _, ord := range dst[from:] {
			if note {
				r.met.put(ord)
			}
		}
		return r.inList(p, &p.rest, w, dst)
	}
	r.titles = r.together(&p.title, w, nil, nil, r.titles[:0])
	r.rests = r.together(&p.rest, w, nil, nil, r.rests[:0])
	r.fetchTails(p)
	return r.borneOut(p, w, dst, note)
}

// borneOut appends the texts of the sights in titles and rests that hold a term longer
// than a pair, each once and in order.
func (r *run) borneOut(p *part, w []uint16, dst []uint32, note bool) []uint32 {
	rests, titled := r.rests, 0
	behind := func(t sight) {
		if titled = p.titled(t.ord, titled); t.at != unsure || within(p.text(t.ord)[titled+1:], w) >= 0 {
			dst = append(dst, t.ord)
		}
	}
	for _, t := range r.titles {
		for len(rests) > 0 && rests[0].ord < t.ord {
			behind(rests[0])
			rests = rests[1:]
		}
		both := len(rests) > 0 && rests[0].ord == t.ord
		titled = p.titled(t.ord, titled)
		switch {
		case t.at != unsure || within(p.text(t.ord)[:titled], w) >= 0:
			if dst = append(dst, t.ord); note {
				r.met.put(t.ord)
			}
		case both:
			behind(rests[0])
		}
		if both {
			rests = rests[1:]
		}
	}
	for _, t := range rests {
		behind(t)
	}
	return dst
}

// fetchTexts reads a little of each text; see fetchFacts.
func (r *run) fetchTexts(p *part, ords []uint32) {
	for _, ord := range ords {
		r.touched += uint64(p.at[ord])
	}
	for _, ord := range ords {
		from, to := p.at[ord], p.at[ord+1]
		for i := from; i < min(to, from+4*line); i += line {
			r.touched += uint64(p.units[i])
		}
	}
}

// line is how many units the machine reads at once.
const line = 32

// fetchTails does so for the texts that may hold a term behind their titles only.
func (r *run) fetchTails(p *part) {
	r.ords = r.ords[:0]
	titles := r.titles
	for _, t := range r.rests {
		for len(titles) > 0 && titles[0].ord < t.ord {
			titles = titles[1:]
		}
		if t.at == unsure && (len(titles) == 0 || titles[0].ord != t.ord) {
			r.ords = append(r.ords, t.ord)
		}
	}
	r.fetchTexts(p, r.ords)
}

// inList appends the texts that a list has of a character or a pair.
func (r *run) inList(p *part, list *postings, w []uint16, dst []uint32) []uint32 {
	if len(w) == 1 {
		i, j := list.between(pair(w[0], 0), pair(w[0], 0xffff))
		return r.union(list, i, j, p.len(), dst)
	}
	return list.find(pair(w[0], w[1])).all(dst)
}

// amid appends those of some texts that a list has, all in order. Which entries of a list
// these are is hard to foretell, so that each is written and only then passed or not.
func (r *run) amid(l posting, some, dst []uint32) []uint32 {
	if len(some) == 0 || l.n == 0 {
		return dst
	}
	n, set, list := len(dst), l.dense, some
	if set == nil {
		r.seen = r.seen.cleared(int(some[len(some)-1]) + 1)
		for _, ord := range some {
			r.seen.put(ord)
		}
		r.list = l.all(r.list[:0])
		set, list = r.seen, upTo(r.list, some[len(some)-1])
	}
	dst = slices.Grow(dst, len(list))[:n+len(list)]
	for _, ord := range list {
		dst[n] = ord
		n += set.count(ord)
	}
	return dst[:n]
}

// upTo is the beginning of a list, up to an ordinal.
func upTo(list []uint32, last uint32) []uint32 {
	n, _ := slices.BinarySearch(list, last+1)
	return list[:n]
}

// union appends the texts of a run of lists.
func (r *run) union(list *postings, i, j, n int, dst []uint32) []uint32 {
	if j-i == 1 {
		return list.list(i).all(dst)
	}
	r.seen = r.seen.cleared(n)
	for ; i < j; i++ {
		r.ords = list.list(i).all(r.ords[:0])
		for _, ord := range r.ords {
			r.seen.put(ord)
		}
	}
	for i, word := range r.seen {
		for ; word != 0; word &= word - 1 {
			dst = append(dst, uint32(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return dst
}

func anyIn(text []uint16, words [][]uint16) bool {
	for _, w := range words {
		if within(text, w) >= 0 {
			return true
		}
	}
	return false
}

// within returns where w begins in text, or -1.
func within(text, w []uint16) int {
	if len(w) == 0 {
		return -1
	}
	if len(w) == 1 {
		return slices.Index(text, w[0])
	}
	first, second := w[0], w[1]
	for i := 0; i+len(w) <= len(text); i++ {
		if text[i] == first && text[i+1] == second && (len(w) == 2 || slices.Equal(text[i+2:i+len(w)], w[2:])) {
			return i
		}
	}
	return -1
}
