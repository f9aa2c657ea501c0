package fulltext

import "slices"

// spelled collects the texts whose titles sound as the query is spelled, or
// whose characters begin with its letters.
func (r *run) spelled() bool {
	r.likes = r.likes[:0]
	if s := spelled(r.q.Spelled); len(s) >= 2 {
		r.likes = append(r.likes, r.newSpoken(s))
		r.collect(r.votes())
		r.top(ranked)
		r.rate()
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

// letters are the letters and digits of a text, as typed with one key each.
func letters(s string) []byte {
	var out []byte
	for _, u := range fold(s, nil, nil) {
		if u >= 0x80 {
			return nil
		}
		out = append(out, byte(u))
	}
	return out
}

// initialled collects the titles in which the letters stand as initials.
func (r *run) initialled(want []byte) bool {
	if len(want) < 3 {
		return false
	}
	want = want[:min(len(want), patternMax)]
	for i := range r.state.parts {
		p := &r.state.parts[i]
		var found []uint32
		for j := range len(want) - 2 {
			list := p.initials.find(three(want[j], want[j+1], want[j+2]))
			if j == 0 {
				found = list.all(r.ords[:0])
			} else {
				found = list.intersect(found)
			}
			if len(found) == 0 {
				break
			}
		}
		r.ords = found
		for _, ord := range found {
			if score := p.initialed(ord, want); score > 0 && r.admitted(i, ord) {
				r.cands = append(r.cands, cand{uint32(i), ord, score})
			}
		}
	}
	slices.SortFunc(r.cands, r.compare)
	return len(r.cands) > 0
}

// initialed scores a title by where the letters stand in it and how much of it
// they are; 0 when they do not.
func (s *segment) initialed(ord uint32, want []byte) float32 {
	table, title := readings(), s.head(ord)
	best := float32(0)
	for i := 0; i+len(want) <= len(title); i++ {
		j := 0
		for j < len(want) && table.initial(title[i+j]) == want[j] {
			j++
		}
		if j < len(want) {
			continue
		}
		score := forCover + forFill*float32(len(want))/float32(len(title)) + forNewness*newness(s.days[ord])
		if i == 0 || opens(title[:i]) {
			score += 2 * forEdges
		}
		if k := i + len(want); k == len(title) || closes(title[k:]) {
			score += forEdges
		}
		if s.stale[ord] {
			score += forStale
		}
		best = max(best, score)
	}
	return best
}
