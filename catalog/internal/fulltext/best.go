package fulltext

import (
	"cmp"
	"slices"
)

// choose makes candidates of the texts that meet all demands: of many, those that
// score best in brief. Those with short titles come first: then most of the others
// cannot be among the best, which the length of their titles tells, and are not read.
func (r *run) choose(ds []demand) {
	r.total = len(r.found)
	if len(r.found) <= ranked && len(r.phrases(1)) > 0 { // all of them are ranked with care
		r.each(func(part int, ord uint32) { r.cands = append(r.cands, r.cand(part, ord, 0)) })
		return
	}
	bound, plain := bounds(ds), plainly(ds)
	short, least := r.enough(&plain)
	for _, now := range [2]bool{true, false} {
		r.settled = r.settled[:0] // those whose score is known without reading them
		read := len(r.cands)
		r.each(func(part int, ord uint32) {
			n := int(r.state.parts[part].titled[ord])
			switch {
			case now != (n <= short):
			case n < len(plain) && r.plain[part].has(ord):
				if plain[n] >= least {
					r.settled = append(r.settled, r.cand(part, ord, plain[n]))
				}
			case bound[min(n, len(bound)-1)] >= least:
				r.cands = append(r.cands, r.cand(part, ord, 0))
			}
		})
		unread := r.cands[read:]
		r.fetchFacts(unread)
		r.fetchTitles(unread)
		for i, c := range unread {
			unread[i].score = r.state.parts[c.part].brief(c.ord, ds)
		}
		r.cands = append(r.cands, r.settled...)
		least = max(least, r.crop())
	}
}

// crop leaves the best candidates that there is room for. It returns what the worst of
// them scores if the room is full.
func (r *run) crop() (worst float32) {
	room := r.room()
	if len(r.cands) < room {
		return 0
	}
	r.split(r.cands, room)
	r.cands = r.cands[:room]
	return slices.MinFunc(r.cands, func(a, b cand) int { return cmp.Compare(a.score, b.score) }).score
}

// each calls f for each text found.
func (r *run) each(f func(part int, ord uint32)) {
	from := 0
	for part, to := range r.ends {
		for _, ord := range r.found[from:to] {
			f(part, ord)
		}
		from = to
	}
}

// room is how many candidates are kept.
func (r *run) room() int {
	_, to := r.wanted()
	return max(to, ranked)
}

// enough is a length of titles that enough texts do not exceed to fill the room, and a
// score that enough reach, by what plain ones score.
func (r *run) enough(plain *[64]float32) (short int, least float32) {
	var all, sure [len(plain)]int
	r.each(func(part int, ord uint32) {
		n := min(int(r.state.parts[part].titled[ord]), len(all)-1)
		if all[n]++; r.plain[part].has(ord) {
			sure[n]++
		}
	})
	room, sum := r.room(), 0
	for short < len(all)-1 && sum < room {
		short++
		sum += all[short]
	}
	sum = 0
	for n := range len(plain) - 1 {
		if sum += sure[n]; sum >= room {
			return short, plain[n]
		}
	}
	return short, 0
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
		r.consider(part, ord, 1)
	}
}

// consider keeps a text if it is among the best so far, of which cands are a heap,
// the worst on top.
func (r *run) consider(part int, ord uint32, score float32) {
	c := r.cand(part, ord, score)
	switch {
	case len(r.cands) < r.room():
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

// first puts the n candidates that fit best in their final order before the others,
// of which only those are put in order that may come before the n-th, even when it is
// set back for its title.
func (r *run) first(c []cand, n int, ways []pattern) {
	r.weigh(c, ways)
	near := min(len(c), 2*n+10)
	r.top(c, near)
	need := r.nth(c[:near], n)
	for i := near; i < len(c); i++ {
		if c[i].score >= need {
			c[i], c[near] = c[near], c[i]
			near++
		}
	}
	r.settle(c[:near])
}

// nth is the n-th best score of candidates that were set back for their titles.
func (r *run) nth(c []cand, n int) float32 {
	r.settled = append(r.settled[:0], c...)
	r.settle(r.settled)
	return r.settled[min(n, len(c))-1].score
}
