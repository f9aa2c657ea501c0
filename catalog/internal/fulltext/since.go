package fulltext

import "slices"

// A novelty is the texts that one Put added, none of which were there before.
type novelty struct {
	version uint64 // from which on they are found
	*segment
}

const (
	noveltiesMax = 128 // that are known apart
	noveltyTexts = 64  // in one of them
	noveltyShare = 128 // texts of which no more than one may be new: each changes a little what the words of all are worth
)

// renew notes which texts were put into a state. Where they took the place of others, or
// are many, nothing can be said of what was found before.
func (s *state) renew(seg *segment, replaced bool) {
	s.version++
	if replaced || seg.len() > noveltyTexts {
		s.forget()
		return
	}
	if len(s.novelties) == noveltiesMax {
		s.since = s.novelties[0].version
	}
	kept := s.novelties[max(0, len(s.novelties)+1-noveltiesMax):]
	s.novelties = append(append(make([]novelty, 0, len(kept)+1), kept...), novelty{s.version, seg})
}

// forget makes nothing known of what was found before.
func (s *state) forget() { s.since, s.novelties = s.version, nil }

// Same says whether the queries find now what they found when the index had a version,
// and which version it has now: nothing was taken out since, and what was put answers
// none of the queries nor, where likeness was asked for, shares anything with one. Scores
// may differ by as little as a few new texts change what words are worth.
func (x *Index) Same(version uint64, found Result, queries ...Query) (now uint64, same bool) {
	s := x.state()
	if version == s.version {
		return s.version, true
	}
	if version < s.since {
		return s.version, false
	}
	recent := state{labels: s.labels, ids: s.ids, owners: s.owners}
	texts, all := 0, 0
	for _, n := range s.novelties {
		if n.version > version {
			recent.parts = append(recent.parts, part{segment: n.segment})
			texts += n.len()
		}
	}
	for _, p := range s.parts {
		all += p.len() - p.gone
	}
	if noveltyShare*texts > all {
		return s.version, false
	}
	r := x.run(&recent)
	same = !r.stir(found.Found, queries[:min(found.By+1, len(queries))])
	x.pool.Put(r.scratch)
	return s.version, same
}

// stir says whether the texts may be among what queries find in them and others together,
// when it was the last query that found something in the others, if any did.
func (r *run) stir(found Found, queries []Query) bool {
	for i, q := range queries {
		r.begin(i, q)
		way := Nothing // of this query
		if i == len(queries)-1 {
			way = found
		}
		if r.stirs(way) {
			return true
		}
	}
	return false
}

// stirs tries the steps of find up to the way in which something was found.
func (r *run) stirs(way Found) bool {
	switch {
	case r.q.asksNothing() || r.byNumber():
		return true
	case way == Numbered:
		return false
	case r.all(r.state.demands(r.q.Typed)):
		return true
	case way == Exactly:
		return false
	case r.all(r.meant):
		return true
	case way == InMeaning || r.q.Strict:
		return false
	}
	return r.resembles()
}

// resembles says whether a text has a pair, a sound, three initials or a character of
// the query, without which no step finds it.
func (r *run) resembles() bool {
	ways := r.phrases(likesMax)
	if s := spelled(r.q.Spelled); len(s) >= 2 {
		ways = append(slices.Clone(ways), r.newSpoken(s))
	}
	if len(r.votes(ways, inTitle|inRest|inSound)) > 0 {
		return true
	}
	if len(r.lettered(letters(r.q.Spelled))) > 0 {
		return true
	}
	likes := r.phrases(1)
	return len(likes) > 0 && len(r.charactered(likes[0].units)) > 0
}
