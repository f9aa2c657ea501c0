package fulltext

import "slices"

// own finds for each word of the only demand the pattern that it is, of the word that was
// typed the first: a text is ranked by the word that it was found by, for who looks for
// 低保 wants what is best of 最低生活保障.
func (r *run) own(likes []pattern) {
	for i, w := range r.words {
		is := func(p pattern) bool { return p.parts == 1 && slices.Equal(p.units, w) }
		if i == 0 {
			likes = likes[:min(1, len(likes))]
		} else {
			likes = r.likes
		}
		r.ways = append(r.ways, slices.IndexFunc(likes, is))
	}
}

// ownWay is the pattern that a candidate was found by, if that is known.
func (r *run) ownWay(c cand) (p *pattern, known bool) {
	if int(c.word) >= len(r.ways) || r.ways[c.word] < 0 {
		return nil, false
	}
	return &r.likes[r.ways[c.word]], true
}

// weigh rates candidates by their fitness to the first ways of the query, or to the word
// that they were found by. Of those that score less than the least that matters it is only
// told that they do.
func (r *run) weigh(c []cand, ways int, least float32) {
	r.fetchFacts(c)
	unread := 0 // are moved to the front
	for i := range c {
		if c[i].edges&weighed != 0 {
			continue
		}
		score, known := r.unseen(c[i])
		c[i].score = score
		if c[i].edges |= weighed; !known {
			c[i], c[unread] = c[unread], c[i]
			unread++
		}
	}
	if unread > 0 {
		r.judge(c[:unread], r.phrases(ways), least)
	}
}

// judge rates candidates by reading their titles.
func (r *run) judge(c []cand, ways []pattern, least float32) {
	r.fetchTitles(c)
	for i := range c {
		c[i].score = r.fitness(c[i], ways, least)
	}
}

// unseen is the fitness of a candidate if that can be told without reading its title.
func (r *run) unseen(c cand) (score float32, known bool) {
	p, known := r.ownWay(c)
	if !known || c.edges&told == 0 {
		return 0, false
	}
	f := &r.state.parts[c.part].facts[c.ord]
	fill := min(1, float32(len(p.units))/float32(f.titled))
	return r.standing(p.wholly(c.edges, fill)-p.cost, f, c.day), true
}

// mostly is the most that the fitness of a candidate may be.
func (r *run) mostly(c cand, ways []pattern) float32 {
	p := r.state.parts[c.part].segment
	f := &p.facts[c.ord]
	if own, known := r.ownWay(c); known {
		r.ready(own)
		var may chance
		own.may(f, &may)
		return r.standing(own.most(p, int(c.part), &may, int(f.titled))-own.cost, f, c.day)
	}
	_, most := r.likeliest(c, ways, r.hopes(f, ways), 0)
	return r.standing(max(0, most), f, c.day)
}

// fitness says how well a text fits the query: its likeness to the pattern
// that it is most like, its age and its standing. What is less than the least that matters
// may be told as still less.
func (r *run) fitness(c cand, ways []pattern, least float32) float32 {
	p := r.state.parts[c.part].segment
	f := &p.facts[c.ord]
	if own, known := r.ownWay(c); known {
		r.ready(own)
		var may chance
		own.may(f, &may)
		return r.standing(own.likeness(p, int(c.part), c.ord, &may, 0)-own.cost, f, c.day)
	}
	best, floor := float32(0), least-r.standing(0, f, c.day)-rounding
	hopes := r.hopes(f, ways)
	for { // the one that may be the likest first: most of the others cannot exceed it then
		i, most := r.likeliest(c, ways, hopes, max(best, floor))
		if most <= max(best, floor) {
			return r.standing(best, f, c.day)
		}
		w := &ways[i]
		best = max(best, w.likeness(p, int(c.part), c.ord, &hopes[i].may, max(best, floor)+w.cost)-w.cost)
		hopes[i].most = 0
	}
}

// A hope is what the likeness of a text to a way of the query may be at most, less what
// the way costs: at first as far as the edges of its title tell, then as far as its traces do.
type hope struct {
	most   float32
	traced bool
	may    chance
}

// hopes are those of the ways.
func (r *run) hopes(f *fact, ways []pattern) []hope {
	hopes := r.hoped[:len(ways)]
	for i := range ways {
		h := &hopes[i]
		h.most, h.traced = ways[i].wholeIn(f)-ways[i].cost, false
	}
	return hopes
}

// likeliest is which of the hopes is the greatest; it is traced unless it is no more than a floor.
func (r *run) likeliest(c cand, ways []pattern, hopes []hope, floor float32) (way int, most float32) {
	p := r.state.parts[c.part].segment
	f := &p.facts[c.ord]
	for {
		way, most = 0, hopes[0].most
		for i := 1; i < len(hopes); i++ {
			if hopes[i].most > most {
				way, most = i, hopes[i].most
			}
		}
		h := &hopes[way]
		if h.traced || most <= floor {
			return way, most
		}
		ways[way].may(f, &h.may)
		h.traced = true
		h.most = ways[way].most(p, int(c.part), &h.may, int(f.titled)) - ways[way].cost
	}
}

// standing adds to a likeness what a text is worth beside its words.
func (r *run) standing(best float32, f *fact, day int32) float32 {
	if r.q.Year != 0 && f.year == r.q.Year {
		best += forYear
	}
	if len(r.owners) > 0 && r.owners[f.owner] {
		best += forOwner
	}
	if f.stale {
		best += forStale
	}
	if f.derived && !r.asksDerived() {
		best += forDerived
	}
	return best + forNewness*newness(day)
}

// newness grows from 0 to 1 over the years from 1990 to 2050.
func newness(day int32) float32 {
	const from, to = 7305, 29220
	return float32(min(max(day, from), to)-from) / (to - from)
}
