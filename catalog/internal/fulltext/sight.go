package fulltext

import "slices"

// A sight is a text in which a term may stand, and where in it the term would
// begin.
type sight struct {
	ord uint32
	at  int32
}

const (
	unsure  = -1 // only reading the text can tell
	nowhere = -2 // the term cannot stand there
	unasked = -3 // no list has been asked yet
)

// together appends the texts in which the pairs of a term stand so that they may be
// the term, in order; where among is not nil, only of those. Places tell for certain,
// and of pairs that overlap not all are asked; where a place is not known, the text
// has to be read.
func (p *postings) together(w []uint16, among []uint32, dst []sight) []sight {
	var room [24]span // most terms are shorter
	spans, found := p.spans(w, room[:0])
	if !found {
		return dst
	}
	var covered [longestTerm + 1]bool
	if among == nil {
		covered[spans[0].at], covered[spans[0].at+1] = true, true
		dst, spans = spans[0].all(dst), spans[1:]
	} else {
		for _, ord := range among {
			dst = append(dst, sight{ord, unasked})
		}
	}
	sure := len(p.places) > 0
	for i, l := range spans {
		if sure && covered[l.at] && covered[l.at+1] {
			continue
		}
		if l.n > perText*len(dst) || !sure && i == 3 {
			sure = false
			break // reading the texts is quicker
		}
		covered[l.at], covered[l.at+1] = true, true
		dst = l.among(dst)
	}
	if !sure {
		for i := range dst {
			dst[i].at = unsure
		}
	}
	return dst
}

// spans appends the lists of a term's pairs, the shortest first, unless a pair stands
// in no text.
func (p *postings) spans(w []uint16, dst []span) (spans []span, found bool) {
	for i := range len(w) - 1 {
		l := p.find(pair(w[i], w[i+1]))
		if l.n == 0 {
			return nil, false
		}
		dst = append(dst, span{l, i})
	}
	slices.SortFunc(dst, func(a, b span) int { return a.n - b.n })
	return dst, true
}

// A span is the list of a pair that a term has at a place.
type span struct {
	posting
	at int
}

// sight is what entry i of the list, which is of a text, tells of the term.
func (l span) sight(i int) int32 {
	switch {
	case len(l.places) == 0 || l.places[i] == severally:
		return unsure
	case int(l.places[i]) < l.at:
		return nowhere
	}
	return int32(int(l.places[i]) - l.at)
}

// all appends a sight for each text of the list.
func (l span) all(dst []sight) []sight {
	ord, b := uint32(0), l.rest
	for i := 0; len(b) > 0; i++ {
		v, k := uint32(b[0]), 1
		if v >= 0x80 {
			v, k = uvarint(b)
		}
		ord += v
		b = b[k:]
		if at := l.sight(i); at != nowhere {
			dst = append(dst, sight{ord, at})
		}
	}
	return dst
}

// among keeps the sights that the list bears out, in place.
func (l span) among(sights []sight) []sight {
	out := sights[:0]
	ord, b := uint32(0), l.rest
	for i, j := 0, 0; len(b) > 0 && j < len(sights); i++ {
		v, k := uint32(b[0]), 1
		if v >= 0x80 {
			v, k = uvarint(b)
		}
		ord += v
		b = b[k:]
		for sights[j].ord < ord {
			if j++; j == len(sights) {
				return out
			}
		}
		if sights[j].ord != ord {
			continue
		}
		have, at := sights[j].at, l.sight(i)
		j++
		if have == unasked {
			have = at
		}
		switch {
		case at == nowhere, have >= 0 && at >= 0 && have != at: // not the term
		case have == unsure || at == unsure:
			out = append(out, sight{ord, unsure})
		default:
			out = append(out, sight{ord, have})
		}
	}
	return out
}
