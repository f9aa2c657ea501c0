package fulltext

// An admission is a Filter applied to a segment.
type admission struct {
	labels   [Facets][]bool // by label id; nil: any
	year     int16
	from, to int32
	open     bool // admits all that live
}

func (s *state) admission(p *part, f Filter) admission {
	a := admission{year: f.Year, from: f.From, to: f.To}
	a.open = f.Year == 0 && f.From == 0 && f.To == 0
	for i, want := range f.Labels {
		if want == nil {
			continue
		}
		a.open = false
		a.labels[i] = make([]bool, len(s.labels[i]))
		for id, l := range s.labels[i] {
			a.labels[i][id] = want(l)
		}
	}
	return a
}

// admitted says whether a text lives and passes the filter.
func (r *run) admitted(part int, ord uint32) bool {
	p, a := &r.state.parts[part], &r.admits[part]
	if p.dead.has(ord) {
		return false
	}
	if a.open {
		return true
	}
	if f := &p.facts[ord]; a.year != 0 && f.year != a.year || a.from != 0 && f.day < a.from || a.to != 0 && f.day > a.to {
		return false
	}
	for i, ok := range a.labels {
		if ok != nil && !ok[p.labels[i][ord]] {
			return false
		}
	}
	return true
}
