package fulltext

import "slices"

// A sight is a text in which a term may stand, and where in it the term would
// begin.
type sight struct {
	ord   uint32
	at    int16
	edges uint8 // those of the term's first pair and of its last one, as far as lists have told of them
}

const (
	unsure  = -1 // only reading the text can tell
	nowhere = -2 // the term cannot stand there
	unasked = -3 // no list has been asked yet
)

// together appends the texts in which the pairs of a term stand so that they may be
// the term, in order; where among is not nil, only of those, and none of but. Places
// tell for certain; where one is not known, the text has to be read.
func (r *run) together(p *postings, w []uint16, among []uint32, but ordset, dst []sight) []sight {
	var room [24]span // most terms are shorter
	spans, found := p.spans(w, room[:0])
	if !found {
		return dst
	}
	sure := len(p.places) > 0
	if sure {
		spans, sure = telling(spans, len(w), len(among))
	}
	slices.SortFunc(spans, func(a, b span) int { return a.n - b.n })
	var first span // tells certainly of those that are not unsure
	if among == nil {
		r.list = spans[0].posting.all(r.list[:0])
		first, dst, spans = spans[0], spans[0].all(but, r.list, dst), spans[1:]
	} else {
		for _, ord := range among {
			dst = append(dst, sight{ord: ord, at: unasked})
		}
	}
	for i, l := range spans {
		if l.n > perText*len(dst) || !sure && i == 3 {
			sure = false
			break // reading the texts is quicker
		}
		r.list = l.posting.all(r.list[:0])
		dst = l.among(&first, r.list, r.common(r.list, dst), dst)
	}
	if !sure {
		for i := range dst {
			dst[i].at = unsure
		}
	}
	return dst
}

// spans appends the lists of a term's pairs, unless a pair stands in no text.
func (p *postings) spans(w []uint16, dst []span) (spans []span, found bool) {
	for i := range len(w) - 1 {
		l := span{posting: p.find(pair(w[i], w[i+1])), at: i}
		if l.n == 0 {
			return nil, false
		}
		if l.covers = 2; i+2 < len(w) && len(l.nexts) > 0 {
			l.next, l.covers = w[i+2], 3
		}
		if i == 0 {
			l.edges = opensHere
		}
		if i+l.covers == len(w) {
			l.edges |= closesHere << (l.covers - 2)
		}
		dst = append(dst, l)
	}
	return dst, true
}

// telling leaves of the spans of a term of n characters those that together tell of
// each of them with the fewest entries, or only the shortest of all if it is quicker
// to read its texts.
func telling(spans []span, n, among int) (left []span, sure bool) {
	type way struct{ entries, last int }
	var room [25]way
	best := append(room[:0], way{}) // of the first so many characters
	for to := 1; to <= n; to++ {
		w := way{entries: -1}
		for i := max(0, to-3); i < min(to, len(spans)); i++ {
			if s := &spans[i]; i+s.covers >= to {
				if e := best[i].entries + s.n; w.entries < 0 || e < w.entries {
					w = way{e, i}
				}
			}
		}
		best = append(best, w)
	}
	short := slices.MinFunc(spans, func(a, b span) int { return a.n - b.n })
	if among == 0 && best[n].entries > (perText+1)*short.n {
		return append(spans[:0], short), false
	}
	out := make([]span, 0, 8)
	for to := n; to > 0; to = best[to].last {
		out = append(out, spans[best[to].last])
	}
	return append(spans[:0], out...), true
}

// A span is the list of a pair that a term has at a place.
type span struct {
	posting
	at     int
	next   uint16 // what the term has behind the pair, where the list tells of that too
	covers int    // characters that the list tells of: 2 or 3
	edges  uint8  // what the list tells of those of the term
}

// sight is what entry i of the list, which is of a text, tells of the term.
func (l *span) sight(i int, ord uint32) sight {
	if len(l.places) == 0 {
		return sight{ord: ord, at: unsure}
	}
	s := l.places[i]
	at := placeOf[s] - int16(l.at)
	switch {
	case s == severally:
		at = unsure
	case at < 0 || l.covers == 3 && l.nexts[i] != l.next:
		at = nowhere
	}
	return sight{ord, at, edgesOf[s] & l.edges}
}

// all appends a sight for each text of the list but some. Whether an entry is kept is
// hard to foretell, so that each is written and only then passed or not.
func (l *span) all(but ordset, ords []uint32, dst []sight) []sight {
	n := len(dst)
	dst = slices.Grow(dst, len(ords))[:n+len(ords)]
	for i, ord := range ords {
		t := l.sight(i, ord)
		dst[n] = t
		if t.at != nowhere && !but.has(ord) {
			n++
		}
	}
	return dst[:n]
}

// again is sight for an entry whose pair stands in the text twice, of a term that begins
// at a place where another list told of it: the pair stands there too or it does not.
// What the term has behind the pair has to be what the other list told.
func (l *span) again(other *span, i int, at int16) int16 {
	if len(l.nexts) == 0 || l.places[i] != severally || l.nexts[i] == often {
		return unsure
	}
	if third := l.at + 2; l.covers == 3 && (third < other.at || third >= other.at+other.covers) {
		return unsure
	}
	if place := int(at) + l.at; place != int(l.nexts[i]&0xff) && place != int(l.nexts[i]>>8) {
		return nowhere
	}
	return at
}

// common are the entries of a list that are of texts that have sights; see amid.
func (r *run) common(list []uint32, sights []sight) []uint32 {
	if len(sights) == 0 {
		return nil
	}
	last, n := sights[len(sights)-1].ord, 0
	r.seen = r.seen.cleared(int(last) + 1)
	for _, t := range sights {
		r.seen.put(t.ord)
	}
	list = upTo(list, last)
	r.entries = slices.Grow(r.entries[:0], len(list))[:len(list)]
	for i, ord := range list {
		r.entries[n] = uint32(i)
		n += r.seen.count(ord)
	}
	return r.entries[:n]
}

// among keeps the sights that some entries of the list bear out, in place; first is the
// list that told of them first.
func (l *span) among(first *span, ords, entries []uint32, sights []sight) []sight {
	out, j := sights[:0], 0
	for _, entry := range entries {
		i, a := int(entry), ords[entry]
		for sights[j].ord != a {
			j++
		}
		have, now := sights[j], l.sight(i, a)
		if now.at == unsure && have.at >= 0 && first.covers > 0 {
			now.at = l.again(first, i, have.at)
			if l.edges != 0 {
				now.edges = untold
			}
		}
		j++
		if have.at == unasked {
			have.at = now.at
		}
		switch {
		case now.at == nowhere, have.at >= 0 && now.at >= 0 && have.at != now.at: // not the term
		case have.at == unsure || now.at == unsure:
			out = append(out, sight{ord: a, at: unsure})
		default:
			out = append(out, sight{a, have.at, have.edges | now.edges})
		}
	}
	return out
}
