package fulltext

import (
	"math/bits"
	"slices"
)

// all collects the texts that meet every demand; it says whether there are any.
func (r *run) all(ds []demand) bool {
	if len(ds) == 0 || slices.EqualFunc(ds, r.unmet, demand.equal) {
		return false
	}
	if r.gather(ds) {
		return true
	}
	if r.open { // then no filter admits any
		r.unmet = ds
	}
	return false
}

func (r *run) gather(ds []demand) bool {
	r.found, r.ends, r.words = r.found[:0], r.ends[:0], nil
	if len(ds) == 1 && ds[0].wordy() {
		return r.worded(ds[0])
	}
	r.plain = slices.Grow(r.plain[:0], len(r.state.parts))[:len(r.state.parts)]
	for i := range r.state.parts {
		found := r.allIn(i, ds, r.found[len(r.found):])
		for _, ord := range found {
			if r.admitted(i, ord) {
				r.found = append(r.found, ord)
			}
		}
		r.ends = append(r.ends, len(r.found))
	}
	r.choose(ds)
	return len(r.cands) > 0
}

// allIn begins with the rarest demand and then keeps of its texts those that meet
// the others too.
func (r *run) allIn(part int, ds []demand, found []uint32) []uint32 {
	p := &r.state.parts[part]
	best, least := 0, -1
	for i, d := range ds {
		n := p.most(d)
		if n == 0 {
			return nil
		}
		if least < 0 || n < least {
			best, least = i, n
		}
	}
	found = r.begun(part, ds[best], found)
	for i, d := range ds {
		if i == best || len(found) == 0 {
			continue
		}
		found = r.keep(part, d, found)
		if len(d.words) > 0 {
			r.plain[part].and(r.met)
		}
	}
	return found
}

// A beginning is the texts of a part that meet a demand, with those that are plainly such.
type beginning struct {
	demand demand
	ords   []uint32
	plain  ordset
	lacked [][]uint16 // words that none of them has, as far as is known
}

// begun appends the texts that meet the demand with which a step begins. What was typed
// and what was meant often begin with the same.
func (r *run) begun(part int, d demand, found []uint32) []uint32 {
	for len(r.begins) <= part {
		r.begins = append(r.begins, beginning{})
	}
	b, p := &r.begins[part], &r.state.parts[part]
	if !b.demand.equal(d) {
		b.ords = r.meeting(p, d, b.ords[:0])
		b.demand, b.plain, r.met, b.lacked = d, r.met, b.plain, nil
	}
	r.plain[part] = append(r.plain[part][:0], b.plain...)
	return append(found, b.ords...)
}

// meeting appends the texts that meet a demand, in order.
func (r *run) meeting(p *part, d demand, found []uint32) []uint32 {
	r.met = r.met.cleared(p.len())
	for i, w := range d.words {
		found = r.holding(p, w, found, i == 0)
	}
	if d.year != 0 {
		found = p.byYear.find(uint32(uint16(d.year))).all(found)
	}
	for _, l := range d.labels {
		found = p.byOwner.find(l).all(found)
	}
	if len(d.words) == 1 && !d.loose() && len(d.words[0]) > 2 {
		return found
	}
	return r.distinct(found, p.len())
}

// distinct sorts ordinals and removes repetitions.
func (r *run) distinct(found []uint32, n int) []uint32 {
	if len(found) < 256 {
		slices.Sort(found)
		return slices.Compact(found)
	}
	r.seen = r.seen.cleared(n)
	for _, ord := range found {
		r.seen.put(ord)
	}
	found = found[:0]
	for i, word := range r.seen {
		for ; word != 0; word &= word - 1 {
			found = append(found, uint32(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return found
}
