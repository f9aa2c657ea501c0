package fulltext

// choose offers the texts of a segment that meet all demands. Most of them
// cannot be among the best, which the length of their titles tells, so their
// words are not looked at again.
func (r *run) choose(part int, found []uint32, ds []demand) {
	p := r.state.parts[part].segment
	size := 0
	for _, d := range ds {
		longest := 0
		for _, w := range d.words {
			longest = max(longest, len(w))
		}
		size += longest
	}
	var bound [64]float32 // by length of the title
	for n := range bound {
		bound[n] = briefly(len(ds), len(ds), size, n)
	}
	for _, ord := range found {
		most := bound[min(int(p.titled[ord]), len(bound)-1)]
		r.offer(part, ord, most, ds)
	}
}

// offer counts a text that answers the query and keeps it if it is among the
// best so far, of which cands are a heap, the worst on top. Most is the most
// that it may score; it does where there are no demands to look at.
func (r *run) offer(part int, ord uint32, most float32, ds []demand) {
	if !r.admitted(part, ord) {
		return
	}
	r.total++
	_, to := r.wanted()
	room := max(to, ranked)
	p := r.state.parts[part].segment
	full := len(r.cands) >= room
	if full {
		worst := r.cands[0]
		if most < worst.score || most == worst.score && p.days[ord] < r.state.parts[worst.part].days[worst.ord] {
			return
		}
	}
	c := cand{part: uint32(part), ord: ord, score: most}
	if ds != nil {
		c.score = p.brief(ord, ds)
	}
	switch {
	case !full:
		r.cands = append(r.cands, c)
		r.rise(len(r.cands) - 1)
	case r.compare(c, r.cands[0]) < 0:
		r.cands[0] = c
		r.sink()
	}
}

// rise and sink restore the heap after its last or its first element changed.
func (r *run) rise(i int) {
	h := r.cands
	for i > 0 {
		up := (i - 1) / 2
		if r.compare(h[i], h[up]) <= 0 {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func (r *run) sink() {
	h := r.cands
	for i := 0; ; {
		worst := i
		for _, child := range [2]int{2*i + 1, 2*i + 2} {
			if child < len(h) && r.compare(h[child], h[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		h[i], h[worst] = h[worst], h[i]
		i = worst
	}
}

// brief is a first score: how much of the demands stands in the title, and
// how much of the title they are.
func (s *segment) brief(ord uint32, ds []demand) float32 {
	title := s.head(ord)
	in, size := 0, 0
	for _, d := range ds {
		for _, w := range d.words {
			if within(title, w) >= 0 {
				in++
				size += len(w)
				break
			}
		}
		if len(d.words) == 0 {
			in++
		}
	}
	return briefly(in, len(ds), size, len(title))
}

// briefly weighs how many of the demands are met by words of a title, and how
// much of the title these are.
func briefly(in, all, size, title int) float32 {
	score := float32(in) / float32(all)
	if title > 0 {
		score += 0.2 * min(1, float32(size)/float32(title))
	}
	return score
}
