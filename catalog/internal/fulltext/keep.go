package fulltext

import "slices"

const (
	perText = 50  // how many entries of a list are read rather than look at one text, where its place tells most
	perWait = 200 // and where the texts lie far apart, so that each is waited for
)

// keep leaves those texts that meet a demand. Most have one of its words in their titles:
// only the others are asked for the next one, and at last for what stands behind their
// titles. Where lists are longer than is worth while for those that are left, these are read.
func (r *run) keep(part int, d demand, found []uint32) []uint32 {
	p, b := &r.state.parts[part], &r.begins[part]
	r.lacked = nil
	if len(found) == len(b.ords) {
		r.lacked = b.lacked
	}
	r.met, r.kept = r.met.cleared(p.len()), r.kept.cleared(p.len())
	r.left, r.ahead = append(r.left[:0], found...), p.most(d)
	r.sift(p, d, &p.title)
	if len(r.left) > 0 && d.loose() {
		r.allow(p, d)
	}
	r.sift(p, d, &p.rest)
	out := found[:0]
	for _, ord := range found {
		if r.kept.has(ord) {
			out = append(out, ord)
		}
	}
	if len(out) == 0 && len(found) == len(b.ords) {
		b.lacked = d.words
	}
	return out
}

// sift takes those out of left that have a word of a demand where the lists say.
func (r *run) sift(p *part, d demand, list *postings) {
	for i, w := range d.words {
		if len(r.left) == 0 {
			return
		}
		if r.ahead > perWait*len(r.left) {
			r.read(p, d)
			return
		}
		n := list.rarest(w)
		if r.ahead -= n; n == 0 || slices.ContainsFunc(r.lacked, func(l []uint16) bool { return slices.Equal(l, w) }) {
			continue
		}
		r.hits = r.having(p, list, w, r.left, r.hits[:0])
		for _, ord := range r.hits {
			r.kept.put(ord)
			if i == 0 && list == &p.title {
				r.met.put(ord)
			}
		}
		r.lessKept()
	}
}

// lessKept takes those out of left that were kept.
func (r *run) lessKept() {
	out, n := r.left, 0
	for _, ord := range r.left {
		out[n] = ord
		n += 1 - r.kept.count(ord)
	}
	r.left = out[:n]
}

// allow takes those out of left that meet a demand without its words.
func (r *run) allow(p *part, d demand) {
	r.ahead -= p.allowed(d)
	for _, ord := range r.left {
		if p.allows(d, ord) {
			r.kept.put(ord)
		}
	}
	r.lessKept()
}

// read takes those out of left that meet a demand by reading them all.
func (r *run) read(p *part, d demand) {
	r.fetchTexts(p, r.left)
	titled := 0
	for _, ord := range r.left {
		titled = p.titled(ord, titled)
		at := -1
		if text := p.text(ord); len(d.words) > 0 {
			if at = within(text, d.words[0]); at < 0 && anyIn(text, d.words[1:]) {
				at = len(text)
			}
		}
		if at < 0 && !p.allows(d, ord) {
			continue
		}
		if at >= 0 && at < titled { // no term goes over the end of a title
			r.met.put(ord)
		}
		r.kept.put(ord)
	}
	r.left = r.left[:0]
}

// having appends those of some texts that hold a word where the lists say.
func (r *run) having(p *part, list *postings, w []uint16, some, dst []uint32) []uint32 {
	switch len(w) {
	case 1:
		i, j := list.between(pair(w[0], 0), pair(w[0], 0xffff))
		r.other = r.union(list, i, j, p.len(), r.other[:0])
		return appendBoth(dst, some, r.other)
	case 2:
		return r.amid(list.find(pair(w[0], w[1])), some, dst)
	}
	r.sights = r.together(list, w, some, nil, r.sights[:0])
	r.ords = r.ords[:0]
	for _, t := range r.sights {
		if t.at == unsure {
			r.ords = append(r.ords, t.ord)
		}
	}
	r.fetchTexts(p, r.ords)
	titled := 0
	for _, t := range r.sights {
		titled = p.titled(t.ord, titled)
		text := p.text(t.ord)
		if list == &p.title {
			text = text[:titled]
		} else {
			text = text[titled+1:]
		}
		if t.at != unsure || within(text, w) >= 0 {
			dst = append(dst, t.ord)
		}
	}
	return dst
}

// appendBoth appends what two sorted lists share.
func appendBoth(dst, a, b []uint32) []uint32 {
	for _, v := range a {
		i, shared := slices.BinarySearch(b, v)
		if b = b[i:]; shared {
			dst = append(dst, v)
		}
	}
	return dst
}
