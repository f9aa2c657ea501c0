package fulltext

import (
	"math"
	"slices"
)

// What is asked in a poll.
const (
	inTitle = 1 << iota
	inRest
	inSound
)

// A vote is a list of texts and what it is worth to be on it.
type vote struct {
	part  int
	list  posting
	worth float32
}

const (
	// how many ordinals are read, for each so many texts of a segment, before
	// only the rarest pairs of a query are asked
	votesRead  = 12_000
	votesFor   = 1 << 16
	votesLeast = 3 // lists that are read in any case

	restWorth  = 0.4 // of standing outside the title
	soundWorth = 0.6 // of sounding the same
	lookWorth  = 0.5 // of looking the same

	rated = 64 // how many are compared with care

	enough     = 0.6  // share of the query that a title must hold for the search to end with titles
	alikeFrom  = 0.55 // likeness from which texts answer a query; less is near
	alikeShare = 0.6  // of the likeness of the best, that the others must have
	perfect    = 2    // a likeness that none has
)

// alike collects the texts that share most with the patterns.
func (r *run) alike() Found {
	ways := r.phrases(likesMax)
	if len(ways) == 0 {
		return Nothing
	}
	if most := r.poll(ways, inTitle); len(r.cands) < nearest || most < enough*ways[0].total {
		r.poll(ways, inTitle|inRest|inSound)
	}
	tells := len(ways[0].units) > 2 // of two characters that stand nowhere only the sound or the look is there
	good := float32(alikeFrom)
	if !tells {
		good = perfect
	}
	r.rate(ways, alikeShare, good)
	if len(r.cands) == 0 {
		return Nothing
	}
	best := r.cands[0].score
	found := Alike
	if best < alikeFrom || !tells {
		found = Nearest
	}
	keep := 0
	for keep < len(r.cands) && (found == Nearest && keep < nearest || found == Alike && r.cands[keep].score >= alikeShare*best) {
		keep++
	}
	r.cands = r.cands[:keep]
	return found
}

// poll asks for votes and makes candidates of the texts that got most. It returns how
// many the first one got.
func (r *run) poll(ways []pattern, kinds int) float32 {
	r.cands = r.cands[:0]
	r.collect(r.votes(ways, kinds))
	r.top(r.cands, rated)
	r.cands = r.cands[:min(rated, len(r.cands))]
	most := float32(0)
	if len(r.cands) > 0 {
		most = r.cands[0].score
	}
	return most
}

// votes are the lists of all pairs of all patterns, rarest first.
func (r *run) votes(ways []pattern, kinds int) []vote {
	var out []vote
	type asked struct {
		kind int
		key  uint32
	}
	var room [64]asked
	seen := room[:0]
	add := func(kind int, key uint32, worth float32) {
		if key == 0 || kinds&(1<<kind) == 0 || slices.Contains(seen, asked{kind, key}) {
			return
		}
		seen = append(seen, asked{kind, key})
		for i := range r.state.parts {
			p := &r.state.parts[i]
			list := [...]*postings{&p.title, &p.rest, &p.sound}[kind].find(key)
			if list.n > 0 {
				out = append(out, vote{i, list, worth})
			}
		}
	}
	for _, p := range ways {
		for i, w := range p.weights {
			if w == 0 {
				continue
			}
			if !p.mute {
				key := pair(p.units[i], p.units[i+1])
				add(0, key, w)
				add(1, key, w*restWorth)
			}
			add(2, p.nextSound(i), w*soundWorth)
		}
		for _, l := range p.misread {
			add(0, l.key, p.weights[l.at]*lookWorth)
		}
	}
	slices.SortFunc(out, func(a, b vote) int { return a.list.n - b.list.n })
	return out
}

// collect counts votes, part by part, and makes candidates of those that got most.
func (r *run) collect(votes []vote) {
	var worst cand // of the best, once there are more than are wanted
	for part := range r.state.parts {
		p := &r.state.parts[part]
		r.sums = slices.Grow(r.sums[:0], p.len())[:p.len()] // all of them 0
		r.more = r.more[:0]
		r.countAll(r.asked(part, votes))
		for _, ord := range r.more {
			sum := r.sums[ord]
			r.sums[ord] = 0
			if sum < worst.score || sum == worst.score && p.days[ord] < worst.day || !r.admitted(part, ord) {
				continue
			}
			r.cands = append(r.cands, r.cand(part, ord, sum))
			if len(r.cands) == 4*rated {
				r.split(r.cands, rated)
				r.cands = r.cands[:rated]
				worst = slices.MaxFunc(r.cands, r.compare)
			}
		}
	}
}

// asked are the votes of a part that are read.
func (r *run) asked(part int, votes []vote) []vote {
	limit, read := votesRead*max(r.state.parts[part].len(), votesFor)/votesFor, 0
	r.ballot = r.ballot[:0]
	for _, v := range votes {
		if v.part != part {
			continue
		}
		if read += v.list.n; read > limit && len(r.ballot) >= votesLeast {
			break
		}
		r.ballot = append(r.ballot, v)
	}
	return r.ballot
}

// countAll counts the votes of a part. Once enough texts have more votes than all lists
// that are left are worth, those lists bring no new text among the best.
func (r *run) countAll(votes []vote) {
	had, left, full := float32(0), float32(rounding), false
	for _, v := range votes {
		left += v.worth
	}
	for _, v := range votes {
		full = full || r.open && had > left && v.list.n > len(r.more) && r.exceed(left)
		r.ords = v.list.all(r.ords[:0])
		if full {
			r.raise(v.worth)
		} else {
			r.count(v.worth)
		}
		had += v.worth
		left -= v.worth
	}
}

// exceed says whether as many texts as are compared have more votes than a sum.
func (r *run) exceed(sum float32) bool {
	n := 0
	for _, ord := range r.more {
		if r.sums[ord] > sum {
			if n++; n == rated {
				return true
			}
		}
	}
	return false
}

// raise is count for a list that brings no new text.
func (r *run) raise(worth float32) {
	for _, ord := range r.ords {
		if sum := r.sums[ord]; sum != 0 {
			r.sums[ord] = sum + worth
		}
	}
}

// count adds what a list is worth to the sums of its texts, and the texts to more that
// were not there yet: each is written, and only then passed or not, for which of them
// are new is hard to foretell.
func (r *run) count(worth float32) {
	n, sums := len(r.more), r.sums
	r.more = slices.Grow(r.more, len(r.ords))[:n+len(r.ords)]
	for _, ord := range r.ords {
		sum := sums[ord]
		r.more[n] = ord
		if math.Float32bits(sum) == 0 {
			n++
		}
		sums[ord] = sum + worth
	}
	r.more = r.more[:n]
}
