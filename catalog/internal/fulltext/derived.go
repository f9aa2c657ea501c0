package fulltext

// explains are pairs of characters that the titles of explanations have.
var explains = [...]uint32{pair('解', '读'), pair('图', '解'), pair('读', '懂'), pair('问', '答')}

// passes are pairs that, before the name of another document, say that it is
// passed on or carried out.
var passes = [...]uint32{pair('转', '发'), pair('批', '转'), pair('落', '实'), pair('执', '行')}

// derived says whether a text explains or passes on another document, which is
// then the one to show first.
func (s *segment) derived(ord uint32) bool {
	title := s.head(ord)
	for i := range len(title) - 1 {
		p := pair(title[i], title[i+1])
		for _, e := range explains {
			if p == e {
				return true
			}
		}
		if i+2 < 64 && s.breaks[ord]&(4<<i) != 0 {
			for _, e := range passes {
				if p == e {
					return true
				}
			}
		}
	}
	return false
}

// asksDerived says whether a pattern itself speaks of explaining or passing on.
func (p *pattern) asksDerived() bool {
	for _, e := range explains {
		if p.pairs.get(e) != 0 {
			return true
		}
	}
	for _, e := range passes {
		if p.pairs.get(e) != 0 {
			return true
		}
	}
	return false
}
