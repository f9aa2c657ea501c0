package fulltext

import "slices"

// A stretch is the texts of a part in whose titles a word of a demand stands, and none
// of the words before it: those that fit best first.
type stretch struct {
	part   int
	word   uint8   // which
	size   int     // its units
	found  int     // how many of the sights, after those of the stretch before it
	sights []sight // those that are left
	same   []sight // the first of them, with titles of one length
	titled int     // which
	score  float32 // theirs in brief
}

// worded collects the texts that hold one of the words of a demand, when nothing else is
// demanded. Texts stand in their segments in the order in which such a search wants
// them, so that of many only the first are touched; the others are counted.
func (r *run) worded(d demand) bool {
	r.words = d.words
	r.sights, r.behind = r.sights[:0], r.behind[:0]
	stretches := r.stretches[:0]
	for part := range r.state.parts {
		p := &r.state.parts[part]
		r.met = r.met.cleared(p.len())
		for i, w := range d.words {
			from := len(r.sights)
			r.inTitles(part, w)
			if found := len(r.sights) - from; found > 0 {
				stretches = append(stretches, stretch{part: part, word: uint8(min(i, 255)), size: len(w), found: found})
				r.total += found
			}
		}
		for i, w := range d.words {
			from := len(r.behind)
			r.behindTitles(part, w)
			for j := range r.behind[from:] {
				r.behind[from+j].word = uint8(min(i, 255))
			}
		}
	}
	r.stretches = stretches
	r.total += len(r.behind)
	room := r.room()
	r.merge(stretches, room)
	if left := room - len(r.cands); len(r.behind) > left {
		if left > 0 {
			r.fetchDays(r.behind)
			r.split(r.behind, left)
		}
		r.behind = r.behind[:left]
	}
	r.cands = append(r.cands, r.behind...)
	return r.total > 0
}

// inTitles appends the texts to sights that may be shown, hold a word in their titles
// and were not met.
func (r *run) inTitles(part int, w []uint16) {
	p := &r.state.parts[part]
	found := r.together(&p.title, w, nil, r.met, r.sights[len(r.sights):])
	if len(w) > 2 {
		found = r.hold(p, w, found)
	}
	for _, t := range found {
		r.met.put(t.ord)
	}
	if !r.admits[part].open || p.gone > 0 {
		found = slices.DeleteFunc(found, func(t sight) bool { return !r.admitted(part, t.ord) })
	}
	r.sights = append(r.sights, found...)
}

// hold leaves of the texts in whose titles a word may stand those where it does.
func (r *run) hold(p *part, w []uint16, found []sight) []sight {
	for _, t := range found { // see fetchFacts
		if t.at == unsure {
			r.touched += uint64(p.units[p.at[t.ord]])
		}
	}
	titled := 0
	return slices.DeleteFunc(found, func(t sight) bool {
		titled = p.titled(t.ord, titled)
		return t.at == unsure && within(p.text(t.ord)[:titled], w) < 0
	})
}

// behindTitles appends those to behind that hold it elsewhere.
func (r *run) behindTitles(part int, w []uint16) {
	p := &r.state.parts[part]
	r.rests = r.together(&p.rest, w, nil, r.met, r.rests[:0])
	if len(w) > 2 {
		r.ords = r.ords[:0]
		for _, t := range r.rests {
			r.ords = append(r.ords, t.ord)
		}
		r.fetchTexts(p, r.ords)
	}
	titled := 0
	for _, t := range r.rests {
		if titled = p.titled(t.ord, titled); len(w) > 2 && within(p.text(t.ord)[titled+1:], w) < 0 {
			continue
		}
		r.met.put(t.ord)
		if r.admitted(part, t.ord) {
			r.behind = append(r.behind, unread(part, t.ord))
		}
	}
}

// merge makes candidates of the best of several stretches of the sights, as far as there
// is room. Of a stretch, those with titles of one length are taken together, for they
// score the same in brief; only among the last of them the newest are looked for.
func (r *run) merge(stretches []stretch, room int) {
	sights := r.sights
	for i := range stretches {
		s := &stretches[i]
		s.sights, sights = sights[:s.found], sights[s.found:]
		r.advance(s)
	}
	for left := room - len(r.cands); left > 0; left = room - len(r.cands) {
		level, size := r.level[:0], 0
		for i := range stretches {
			s := &stretches[i]
			if len(s.same) == 0 || size > 0 && s.score < level[0].score {
				continue
			}
			if size > 0 && s.score > level[0].score {
				level, size = level[:0], 0
			}
			level, size = append(level, s), size+len(s.same)
		}
		r.level = level
		if size == 0 {
			return
		}
		if size > left {
			r.newest(level, left)
			return
		}
		for _, s := range level {
			r.take(s, len(s.same))
			r.advance(s)
		}
	}
}

// newest makes candidates of the n newest of what several stretches have the same in
// brief, of each the newest first. A stretch whose share of n ends with the newest of
// all of these ends can give this share: it has no more than n before and in it.
func (r *run) newest(level []*stretch, n int) {
	for n > 0 {
		share, size := max(1, n/len(level)), 0
		var from *stretch
		var last cand
		for _, s := range level {
			k := min(share, len(s.same))
			if k == 0 {
				continue
			}
			t := s.same[k-1]
			c := r.cand(s.part, t.ord, s.score)
			if from == nil || r.compare(c, last) < 0 {
				from, last, size = s, c, k
			}
		}
		r.take(from, size)
		n -= size
	}
}

// advance finds those with titles of one length of what is left of a stretch.
func (r *run) advance(s *stretch) {
	s.same = nil
	if len(s.sights) == 0 {
		return
	}
	p, first := r.state.parts[s.part].segment, s.sights[0].ord
	for p.upTo(s.titled) <= first {
		s.titled++
	}
	n, to := 1, p.upTo(s.titled)
	for n < len(s.sights) && s.sights[n].ord < to {
		n++
	}
	s.same, s.sights = s.sights[:n], s.sights[n:]
	s.score = briefly(1, 1, s.size, s.titled)
}

// take makes candidates of the first n of those with titles of one length.
func (r *run) take(s *stretch, n int) {
	for _, t := range s.same[:n] {
		c := cand{origin: origin{part: uint16(s.part), word: s.word}, ord: t.ord, score: s.score}
		if t.at != unsure && t.edges&untold == 0 {
			c.edges = t.edges | told
		}
		r.cands = append(r.cands, c)
	}
	s.same = s.same[n:]
}
