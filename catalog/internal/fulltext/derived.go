package fulltext

import (
	"slices"
	"strings"
)

// explains are pairs of characters that the titles of explanations have.
var explains = [...]uint32{pair('解', '读'), pair('图', '解'), pair('读', '懂'), pair('问', '答')}

// passes are pairs that, before the name of another document, say that it is
// passed on or carried out.
var passes = [...]uint32{pair('转', '发'), pair('批', '转'), pair('落', '实'), pair('执', '行')}

// derived says whether the text of a title explains or passes on another document,
// which is then the one to show first. Breaks are where signs stood.
func derived(title []uint16, breaks uint64) bool {
	for i := range len(title) - 1 {
		p := pair(title[i], title[i+1])
		for _, e := range explains {
			if p == e {
				return true
			}
		}
		if i+2 < 64 && breaks&(4<<i) != 0 {
			for _, e := range passes {
				if p == e {
					return true
				}
			}
		}
	}
	return false
}

// asksDerived says whether the query itself speaks of explaining or passing on.
func (r *run) asksDerived() bool {
	if r.explains == nil {
		asks := asksDerived(r.q.Like)
		r.explains = &asks
	}
	return *r.explains
}

// asksDerived says whether one of the phrases that are compared itself speaks of
// explaining or passing on.
func asksDerived(phrases []Phrase) bool {
	n := 0
	for _, l := range phrases {
		var u []uint16
		for _, w := range strings.Fields(l.Text) {
			from := len(u)
			u = fold(w, u, nil)
			u = u[:min(len(u), patternMax)]
			for i := from; i+1 < len(u); i++ {
				if p := pair(u[i], u[i+1]); slices.Contains(explains[:], p) || slices.Contains(passes[:], p) {
					return true
				}
			}
		}
		if len(u) > 0 {
			n++
		}
		if n == likesMax {
			break
		}
	}
	return false
}
