package fulltext

import (
	"math/bits"
	"slices"
)

// A term is a folded word, cut to the longest that is looked for.
func term(word string) []uint16 {
	u := fold(word, nil, nil)
	return u[:min(len(u), longestTerm)]
}

// A demand is a Group made ready.
type demand struct {
	words  [][]uint16
	year   int16
	labels []uint32 // of the first facet
}

// loose says whether texts without the words may meet it.
func (d demand) loose() bool { return d.year != 0 || len(d.labels) > 0 }

func (s *state) demands(groups []Group) []demand {
	var out []demand
	for _, g := range groups {
		d := demand{year: g.Year}
		for _, w := range g.Words {
			if u := term(w); len(u) > 0 {
				d.words = append(d.words, u)
			}
		}
		for id := 0; g.Owned && id < len(s.owners); id++ {
			if anyIn(s.owners[id], d.words) {
				d.labels = append(d.labels, uint32(id))
			}
		}
		if len(d.words) > 0 || d.loose() {
			out = append(out, d)
		}
	}
	return out
}

// all collects the texts that meet every demand; it says whether there are any.
func (r *run) all(ds []demand) bool {
	if len(ds) == 0 {
		return false
	}
	r.found, r.ends, r.word = r.found[:0], r.ends[:0], nil
	if len(ds) == 1 && len(ds[0].words) > 0 {
		r.word = ds[0].words[0]
	}
	r.plain = slices.Grow(r.plain[:0], len(r.state.parts))[:len(r.state.parts)]
	r.where = slices.Grow(r.where[:0], len(r.state.parts))[:len(r.state.parts)]
	for i := range r.state.parts {
		found := r.allIn(i, ds, r.found[len(r.found):])
		for _, ord := range found {
			if r.admitted(i, ord) {
				r.found = append(r.found, ord)
			}
		}
		r.ends = append(r.ends, len(r.found))
	}
	r.choose(ds)
	return len(r.cands) > 0
}

// allIn begins with the rarest demand and then keeps of its texts those that meet
// the others too.
func (r *run) allIn(part int, ds []demand, found []uint32) []uint32 {
	p := &r.state.parts[part]
	best, least := 0, -1
	for i, d := range ds {
		n := p.most(d)
		if n == 0 {
			return nil
		}
		if least < 0 || n < least {
			best, least = i, n
		}
	}
	r.where[part] = slices.Grow(r.where[part][:0], p.len())[:p.len()]
	r.spot = r.where[part]
	found = r.meeting(p, ds[best], nil, found)
	r.plain[part], r.met = r.met, r.plain[part]
	for i, d := range ds {
		if i == best || len(found) == 0 {
			continue
		}
		found = r.keep(p, d, found)
		if len(d.words) > 0 {
			r.plain[part].and(r.met)
		}
	}
	return found
}

// most is at most how many texts meet a demand; 0 only when none does.
func (s *segment) most(d demand) int {
	n := s.allowed(d)
	for _, w := range d.words {
		n += s.title.rarest(w) + s.rest.rarest(w)
	}
	return n
}

// meeting appends the texts that meet a demand, in order. Where there is no need
// to know them all, it is enough to find those that are among some.
func (r *run) meeting(p *part, d demand, among, found []uint32) []uint32 {
	r.met = r.met.cleared(p.len())
	for i, w := range d.words {
		found = r.holding(p, w, among, found, i == 0)
	}
	if d.year != 0 {
		found = p.byYear.find(uint32(uint16(d.year))).all(found)
	}
	for _, l := range d.labels {
		found = p.byOwner.find(l).all(found)
	}
	if len(d.words) == 1 && !d.loose() && len(d.words[0]) > 2 {
		return found
	}
	return r.distinct(found, p.len())
}

// distinct sorts ordinals and removes repetitions.
func (r *run) distinct(found []uint32, n int) []uint32 {
	if len(found) < 256 {
		slices.Sort(found)
		return slices.Compact(found)
	}
	r.seen = r.seen.cleared(n)
	for _, ord := range found {
		r.seen.put(ord)
	}
	found = found[:0]
	for i, word := range r.seen {
		for ; word != 0; word &= word - 1 {
			found = append(found, uint32(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return found
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

// perText is how many entries of a list are read in the time that it takes to
// look at one text.
const perText = 50

// keep leaves those texts that meet a demand: by the lists, or by reading the
// texts where they are few.
func (r *run) keep(p *part, d demand, found []uint32) []uint32 {
	if p.most(d) <= perText*len(found) {
		r.other = r.meeting(p, d, found, r.other[:0])
		return both(found, r.other)
	}
	r.met = r.met.cleared(p.len())
	r.fetchTexts(p, found)
	out := found[:0]
	for _, ord := range found {
		at := -1
		if text := p.text(ord); len(d.words) > 0 {
			if at = within(text, d.words[0]); at < 0 && anyIn(text, d.words[1:]) {
				at = len(text)
			}
		}
		if at < 0 && !p.allows(d, ord) {
			continue
		}
		if at >= 0 && at < int(p.facts[ord].titled) { // no term goes over the end of a title
			r.met.put(ord)
		}
		out = append(out, ord)
	}
	return out
}

// both returns what two sorted lists share, in the first one's memory.
func both(a, b []uint32) []uint32 {
	out := a[:0]
	for _, v := range a {
		for len(b) > 0 && b[0] < v {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == v {
			out = append(out, v)
		}
	}
	return out
}

// holding appends the texts of a segment that hold a term, in title or rest: each
// once and in order where the term is longer than a pair. Those whose titles hold it
// are noted as met where that is wanted.
func (r *run) holding(p *part, w []uint16, among, dst []uint32, note bool) []uint32 {
	if len(w) == 1 || len(w) == 2 && among != nil {
		from := len(dst)
		dst = r.inList(p, &p.title, w, among, dst)
		for _, ord := range dst[from:] {
			if note {
				r.note(ord, unsure)
			}
		}
		return r.inList(p, &p.rest, w, among, dst)
	}
	r.titles = p.title.together(w, among, r.titles[:0])
	if len(w) == 2 {
		for _, t := range r.titles {
			if dst = append(dst, t.ord); note {
				r.note(t.ord, t.at)
			}
		}
		return r.inList(p, &p.rest, w, among, dst)
	}
	r.rests = p.rest.together(w, among, r.rests[:0])
	rests := r.rests
	r.fetchTails(p)
	for _, t := range r.titles {
		for len(rests) > 0 && rests[0].ord < t.ord {
			dst = p.behind(w, rests[0], dst)
			rests = rests[1:]
		}
		both := len(rests) > 0 && rests[0].ord == t.ord
		switch {
		case t.at != unsure || within(p.head(t.ord), w) >= 0:
			if dst = append(dst, t.ord); note {
				r.note(t.ord, t.at)
			}
		case both:
			dst = p.behind(w, rests[0], dst)
		}
		if both {
			rests = rests[1:]
		}
	}
	for _, t := range rests {
		dst = p.behind(w, t, dst)
	}
	return dst
}

// note keeps that a title holds a term, and where, if that is sure.
func (r *run) note(ord uint32, at int32) {
	r.met.put(ord)
	r.spot[ord] = 0
	if at >= 0 && at < severally {
		r.spot[ord] = uint8(at + 1)
	}
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
func (r *run) inList(p *part, list *postings, w []uint16, among, dst []uint32) []uint32 {
	if len(w) == 1 {
		i, j := list.between(pair(w[0], 0), pair(w[0], 0xffff))
		return r.union(list, i, j, p.len(), dst)
	}
	l := list.find(pair(w[0], w[1]))
	if among == nil {
		return l.all(dst)
	}
	r.ords = append(r.ords[:0], among...)
	return append(dst, l.intersect(r.ords)...)
}

// behind appends a text that may hold a term behind its title, if it does.
func (s *segment) behind(w []uint16, t sight, dst []uint32) []uint32 {
	if t.at != unsure || within(s.tail(t.ord), w) >= 0 {
		dst = append(dst, t.ord)
	}
	return dst
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
