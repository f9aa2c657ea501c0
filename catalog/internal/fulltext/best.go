package fulltext

// choose makes candidates of the texts that meet all demands. Where they are many,
// those with short titles come first: then most of the others cannot be among the
// best, which the length of their titles tells, and are not looked at.
func (r *run) choose(ds []demand) {
	r.total = len(r.found)
	few := len(r.found) <= ranked && len(r.phrases(1)) > 0 // all of them are ranked with care
	bound, plain, short := bounds(ds), plainly(ds), r.shortest()
	for _, now := range [2]bool{true, false} {
		from := 0
		for part, to := range r.ends {
			titled := r.state.parts[part].titled
			for _, ord := range r.found[from:to] {
				n := int(titled[ord])
				switch {
				case few && now:
					r.cands = append(r.cands, r.cand(part, ord, 0))
				case few || now != (n > 0 && n <= short):
				case n < len(plain) && r.plain[part].has(ord):
					r.consider(part, ord, plain[n], nil)
				default:
					r.consider(part, ord, bound[min(n, len(bound)-1)], ds)
				}
			}
			from = to
		}
	}
}

// room is how many candidates are kept.
func (r *run) room() int {
	_, to := r.wanted()
	return max(to, ranked)
}

// shortest is a length of titles that enough texts do not exceed to fill the room.
func (r *run) shortest() int {
	var count [64]int
	from := 0
	for part, to := range r.ends {
		titled := r.state.parts[part].titled
		for _, ord := range r.found[from:to] {
			count[min(int(titled[ord]), len(count)-1)]++
		}
		from = to
	}
	n, room := 0, r.room()
	for length := 1; length < len(count); length++ {
		if n += count[length]; n >= room {
			return length
		}
	}
	return len(count)
}

// bounds are the most that a text may score in brief, by the length of its title.
func bounds(ds []demand) (bound [64]float32) {
	size := 0
	for _, d := range ds {
		longest := 0
		for _, w := range d.words {
			longest = max(longest, len(w))
		}
		size += longest
	}
	for n := range bound {
		bound[n] = briefly(len(ds), len(ds), size, n)
	}
	return bound
}

// plainly is what a text scores in brief whose title holds the first word of each
// demand, by the length of its title.
func plainly(ds []demand) (score [64]float32) {
	size := 0
	for _, d := range ds {
		if len(d.words) > 0 {
			size += len(d.words[0])
		}
	}
	for n := range score {
		score[n] = briefly(len(ds), len(ds), size, n)
	}
	return score
}

// offer counts a text that answers a query without demands, if it may be shown.
func (r *run) offer(part int, ord uint32) {
	if r.admitted(part, ord) {
		r.total++
		r.consider(part, ord, 1, nil)
	}
}

// consider keeps a text if it is among the best so far, of which cands are a heap,
// the worst on top. Most is the most that it may score; it does where there are no
// demands to look at.
func (r *run) consider(part int, ord uint32, most float32, ds []demand) {
	full := len(r.cands) >= r.room()
	if full && most < r.cands[0].score {
		return
	}
	c := r.cand(part, ord, most)
	if full && most == r.cands[0].score && c.day < r.cands[0].day {
		return
	}
	if ds != nil {
		c.score = r.state.parts[part].brief(ord, ds)
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

func (r *run) cand(part int, ord uint32, score float32) cand {
	return cand{part: uint32(part), ord: ord, day: r.state.parts[part].days[ord], score: score}
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

// first puts the n candidates that fit best in their final order before the
// others. What a candidate's fitness cannot exceed is known before it is compared:
// one that cannot come before n others, even when these are set back for their
// titles, is not.
func (r *run) first(c []cand, n int, ways []pattern) {
	var most [128]float32 // by length of the title
	for length := range most {
		for i := range ways {
			most[length] = max(most[length], ways[i].atMost(length))
		}
	}
	alike := r.q.Year == 0 && len(r.owners) == 0 // no text can earn more than another by its facts
	for i := range c {
		p := r.state.parts[c[i].part].segment
		most := most[min(int(p.titled[c[i].ord]), len(most)-1)]
		if alike {
			c[i].score = most + forNewness*newness(c[i].day)
		} else {
			c[i].score = r.standing(most, &p.facts[c[i].ord], c[i].day)
		}
	}
	rated := min(len(c), 2*n+10)
	r.top(c, rated)
	for i := range c[:rated] {
		c[i].score = r.fitness(c[i], ways)
	}
	need := r.nth(c[:rated], n)
	for i := rated; i < len(c); i++ {
		if c[i].score < need {
			continue
		}
		if c[i].score = r.fitness(c[i], ways); c[i].score >= need {
			c[i], c[rated] = c[rated], c[i]
			rated++
		}
	}
	r.settle(c[:rated])
}

// nth is the n-th best score of candidates that were set back for their titles.
func (r *run) nth(c []cand, n int) float32 {
	r.settled = append(r.settled[:0], c...)
	r.settle(r.settled)
	return r.settled[min(n, len(c))-1].score
}
