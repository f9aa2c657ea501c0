package fulltext

import "slices"

// spelled collects the texts whose titles sound as the query is spelled, or
// whose characters begin with its letters.
func (r *run) spelled() bool {
	if s := spelled(r.q.Spelled); len(s) >= 2 {
		ways := []pattern{r.newSpoken(s)}
		r.poll(ways, inSound)
		r.rate(ways, 0, perfect)
		keep := 0
		for keep < len(r.cands) && r.cands[keep].score >= 0.45 {
			keep++
		}
		if r.cands = r.cands[:keep]; keep > 0 {
			return true
		}
	}
	return r.initialled(letters(r.q.Spelled))
}

// letters are the letters of a text, as typed with one key each; digits are
// passed over.
func letters(s string) []byte {
	var out []byte
	for _, u := range fold(s, nil, nil) {
		switch {
		case u >= 'a' && u <= 'z':
			out = append(out, byte(u))
		case u >= 0x80:
			return nil
		}
	}
	return out[:min(len(out), patternMax)]
}

// initialled collects the titles in which the letters stand as initials, or,
// when there are none, those that have most threes of them.
func (r *run) initialled(want []byte) bool {
	if len(want) < 3 {
		return false
	}
	for i := range r.state.parts {
		r.ords = r.state.parts[i].initialsIn(want, r.ords[:0])
		for _, ord := range r.ords {
			if score := r.initialed(&r.state.parts[i], ord, want); score > 0 && r.admitted(i, ord) {
				r.cands = append(r.cands, r.cand(i, ord, score))
			}
		}
	}
	r.settle(r.cands)
	return len(r.cands) > 0
}

// initialsIn appends the texts that have every three of the letters.
func (s *segment) initialsIn(want []byte, dst []uint32) []uint32 {
	for i := range len(want) - 2 {
		list := s.initials.find(three(want[i], want[i+1], want[i+2]))
		if i == 0 {
			dst = list.all(dst)
		} else {
			dst = list.intersect(dst)
		}
		if len(dst) == 0 {
			break
		}
	}
	return dst
}

// initialed scores a title by where the letters stand in it and how much of it
// they are; 0 when they do not.
func (r *run) initialed(s *part, ord uint32, want []byte) float32 {
	table, title := readings(), s.head(ord)
	r.at = r.at[:0]
	for i, u := range title {
		if table.initial(u) != 0 {
			r.at = append(r.at, i)
		}
	}
	best := float32(0)
	for i := 0; i+len(want) <= len(r.at); i++ {
		j := 0
		for j < len(want) && (table.initial(title[r.at[i+j]]) == want[j] || table.initial2(title[r.at[i+j]]) == want[j]) {
			j++
		}
		if j < len(want) {
			continue
		}
		score := forCover + forFill*float32(len(want))/float32(len(title)) + forNewness*newness(s.facts[ord].day)
		if s.opens(ord, r.at[i]) {
			score += forEnds
		}
		if s.closes(ord, r.at[i+len(want)-1]+1) {
			score += forEdge
		}
		if s.facts[ord].stale {
			score += forStale
		}
		best = max(best, score)
	}
	return best
}

// fewInitials collects the titles that have most threes of the letters.
func (r *run) fewInitials(want []byte) Found {
	votes := r.lettered(want)
	slices.SortFunc(votes, func(a, b vote) int { return a.list.n - b.list.n })
	r.collect(votes)
	r.top(r.cands, nearest)
	if r.cands = r.cands[:min(nearest, len(r.cands))]; len(r.cands) == 0 {
		return Nothing
	}
	return Nearest
}

// lettered are the lists of the threes of letters.
func (r *run) lettered(want []byte) (votes []vote) {
	for i := range len(want) - 2 {
		for part := range r.state.parts {
			if l := r.state.parts[part].initials.find(three(want[i], want[i+1], want[i+2])); l.n > 0 {
				votes = append(votes, vote{part, l, 1 / float32(len(want)-2)})
			}
		}
	}
	return votes
}

// fewCharacters collects the titles that have most of a pattern's characters,
// when there is no pair of them anywhere.
func (r *run) fewCharacters() Found {
	ways := r.phrases(1)
	if len(ways) == 0 {
		return Nothing
	}
	r.collect(r.charactered(ways[0].units))
	r.top(r.cands, nearest)
	if r.cands = r.cands[:min(nearest, len(r.cands))]; len(r.cands) == 0 {
		return Nothing
	}
	return Nearest
}

// charactered are the lists of the pairs that begin with the characters, each of which
// counts once.
func (r *run) charactered(units []uint16) (votes []vote) {
	seen := map[uint16]bool{}
	for _, u := range units {
		if seen[u] || u < hanFirst {
			continue
		}
		seen[u] = true
		for i := range r.state.parts {
			list := &r.state.parts[i].title
			for from, to := list.between(pair(u, 0), pair(u, 0xffff)); from < to; from++ {
				votes = append(votes, vote{i, list.list(from), 1 / float32(len(units))})
			}
		}
	}
	return votes
}
