package fulltext

import (
	"cmp"
	"slices"
)

// choose makes candidates of the texts that meet all demands: of many, those that
// score best in brief. Most are known to hold the words in their titles, and are taken
// in the order in which they stand. Of the others those with short titles come first:
// then most of the rest cannot be among the best, which the length of their titles
// tells, and are not read.
func (r *run) choose(ds []demand) {
	r.total = len(r.found)
	if len(r.found) <= ranked && len(r.written(1)) > 0 { // all of them are ranked with care
		r.each(func(part int, ord uint32, _ int) { r.cands = append(r.cands, unread(part, ord)) })
		return
	}
	lengths := r.divide(ds)
	least := r.plainly()
	bound, short := bounds(ds), r.enough(lengths)
	for _, now := range [2]bool{true, false} {
		from := len(r.cands)
		for _, o := range r.others {
			if now == (int(o.titled) <= short) && bound[min(int(o.titled), len(bound)-1)] >= least {
				r.cands = append(r.cands, unread(int(o.part), o.ord))
			}
		}
		others := r.cands[from:]
		r.fetchFacts(others)
		r.fetchTitles(others)
		for i, c := range others {
			others[i].score = r.state.parts[c.part].brief(c.ord, ds)
		}
		least = max(least, r.crop())
	}
}

// An other is a text in whose title the first word of a demand is not known to stand, and
// how many units the title has.
type other struct {
	part, titled uint16
	ord          uint32
}

// divide makes stretches of the texts found in whose titles the first word of each demand
// is known to stand, and others of the rest. It returns how many titles are of each length.
func (r *run) divide(ds []demand) (lengths [64]int) {
	size := 0
	for _, d := range ds {
		if len(d.words) > 0 {
			size += len(d.words[0])
		}
	}
	r.sights, r.others, r.stretches = r.sights[:0], r.others[:0], r.stretches[:0]
	begun := -1
	r.each(func(part int, ord uint32, titled int) {
		lengths[min(titled, len(lengths)-1)]++
		if !r.plain[part].has(ord) {
			r.others = append(r.others, other{uint16(part), uint16(titled), ord})
			return
		}
		if part != begun {
			r.stretches, begun = append(r.stretches, stretch{part: part, size: size}), part
		}
		r.sights = append(r.sights, sight{ord: ord, at: unsure})
		r.stretches[len(r.stretches)-1].found++
	})
	return lengths
}

// plainly makes candidates of those of the stretches, as far as there is room. It returns
// what the worst of them scores if the room is full.
func (r *run) plainly() (worst float32) {
	r.merge(r.stretches, r.room())
	if len(r.cands) < r.room() {
		return 0
	}
	return r.cands[len(r.cands)-1].score
}

// crop leaves the best candidates that there is room for. It returns what the worst of
// them scores if the room is full.
func (r *run) crop() (worst float32) {
	room := r.room()
	if len(r.cands) < room {
		return 0
	}
	if len(r.cands) > room {
		r.fetchDays(r.cands)
		r.split(r.cands, room)
		r.cands = r.cands[:room]
	}
	return slices.MinFunc(r.cands, func(a, b cand) int { return cmp.Compare(a.score, b.score) }).score
}

// each calls f for each text found, with the length of its title, which the order of
// the texts tells.
func (r *run) each(f func(part int, ord uint32, titled int)) {
	from := 0
	for part, to := range r.ends {
		p, titled := r.state.parts[part].segment, 0
		for _, ord := range r.found[from:to] {
			titled = p.titled(ord, titled)
			f(part, ord, titled)
		}
		from = to
	}
}

// room is how many candidates are kept.
func (r *run) room() int {
	_, to := r.wanted()
	return max(to, ranked)
}

// enough is a length of titles that enough texts do not exceed to fill the room.
func (r *run) enough(lengths [64]int) (short int) {
	room, sum := r.room(), 0
	for short < len(lengths)-1 && sum < room {
		short++
		sum += lengths[short]
	}
	return short
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
		r.rise(r.cands)
	case r.compare(c, r.cands[0]) < 0:
		r.cands[0] = c
		r.sink(r.cands)
	}
}

// unread is a candidate of which nothing is known yet.
func unread(part int, ord uint32) cand { return cand{origin: origin{part: uint16(part)}, ord: ord} }

func (r *run) cand(part int, ord uint32, score float32) cand {
	return cand{origin: origin{part: uint16(part)}, ord: ord, day: r.state.parts[part].days[ord], score: score}
}

// rise and sink restore a heap after its last or its first element changed.
func (r *run) rise(h []cand) {
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if r.compare(h[i], h[up]) <= 0 {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func (r *run) sink(h []cand) {
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
		score += forBrief * min(1, float32(size)/float32(title))
	}
	return score
}

// filled is how much of its title is a word that is all that is demanded and stands
// there, which its text scores by in brief.
func filled(score float32) float32 { return (score - 1) / forBrief }

// first puts the n candidates that fit best in their final order before the others. Of
// many it is known what they may score at most, and only those are read that may come
// before the n-th, even when it is set back for its title.
func (r *run) first(c []cand, n, ways int) {
	r.bound(c, ways)
	near := r.foremost(c, 2*n+10)
	r.weigh(c[:near], ways, whatever)
	need := r.nth(c[:near], n)
	more := c[near:][:reaching(c[near:], need)]
	if len(more) == 0 {
		copy(c, r.settled)
		return
	}
	r.weigh(more, ways, need)
	r.settle(c[:near+reaching(more, need)])
}

// reaching puts the candidates first that score so much, and counts them.
func reaching(c []cand, score float32) (n int) {
	for i := range c {
		if c[i].score >= score {
			c[i], c[n] = c[n], c[i]
			n++
		}
	}
	return n
}

// bound gives candidates the most that they may score: by what the list tells of the word
// that they were found by, or by the traces of their titles.
func (r *run) bound(c []cand, ways int) {
	latest := int32(0)
	for i := range r.state.parts {
		latest = max(latest, r.state.parts[i].latest)
	}
	more := forNewness*newness(latest) + rounding
	if r.q.Year != 0 {
		more += forYear
	}
	if len(r.owners) > 0 {
		more += forOwner
	}
	untold := 0 // are moved to the front
	for i := range c {
		p, known := r.ownWay(c[i])
		if !known || c[i].edges&told == 0 {
			c[i], c[untold] = c[untold], c[i]
			untold++
			continue
		}
		c[i].score = p.wholly(c[i].edges, filled(c[i].score)) - p.cost + more
	}
	if untold > 0 {
		likes := r.phrases(ways)
		r.fetchFacts(c[:untold])
		for i := range c[:untold] {
			c[i].score = r.mostly(c[i], likes)
		}
	}
}

// foremost puts n of many candidates with the greatest scores first, in no order and
// without reading anything of them.
func (r *run) foremost(c []cand, n int) int {
	if n >= len(c) {
		return len(c)
	}
	least, most := c[0].score, c[0].score
	for i := range c {
		least, most = min(least, c[i].score), max(most, c[i].score)
	}
	var count [128]int
	scale := float32(len(count)-1) / max(most-least, rounding)
	for i := range c {
		count[int((c[i].score-least)*scale)]++
	}
	last, above := len(count)-1, 0 // in the last class there may be more than are wanted
	for above+count[last] < n {
		above += count[last]
		last--
	}
	first, spare := 0, n-above
	for i := range c {
		class := int((c[i].score - least) * scale)
		if class == last {
			spare--
		}
		if class > last || class == last && spare >= 0 {
			c[i], c[first] = c[first], c[i]
			first++
		}
	}
	return first
}

// nth is the n-th best score of candidates that were set back for their titles, which are
// the settled ones.
func (r *run) nth(c []cand, n int) float32 {
	r.settled = append(r.settled[:0], c...)
	r.settle(r.settled)
	return r.settled[min(n, len(c))-1].score
}
