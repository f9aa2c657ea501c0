package fulltext

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// lookalikesFile has a line for each character: itself, then those that are
// taken for it. From the Unihan database (Unicode 15.0): simplified characters
// of GB 2312 whose kCangjie and kFourCornerCode differ in one place at most and
// kTotalStrokes by one at most, the four nearest of each; and some forty groups
// that school books tell apart.
//
//go:embed lookalikes.txt
var lookalikesFile string

// lookalikes maps a character to those that look like it.
var lookalikes = sync.OnceValue(func() map[uint16][]uint16 {
	m := make(map[uint16][]uint16, 4096)
	for line := range strings.Lines(lookalikesFile) {
		c, size := utf8.DecodeRuneInString(line)
		for _, other := range strings.TrimSpace(line[size:]) {
			m[uint16(c)] = append(m[uint16(c)], uint16(other))
		}
	}
	return m
})

// misread are the pairs that may have been meant where a query has a pair that
// stands in no title: one of the two characters for one that looks like it.
func misread(a, b uint16) []uint32 {
	var out []uint32
	for _, c := range lookalikes()[a] {
		out = append(out, pair(c, b))
	}
	for _, c := range lookalikes()[b] {
		out = append(out, pair(a, c))
	}
	return out
}

// A look is a pair that may have been meant at a place of a pattern.
type look struct {
	key uint32
	at  int
}

// seen gathers the looks of a pattern, for comparing.
func (p *pattern) seen() {
	p.looks.reset(len(p.misread))
	for _, l := range p.misread {
		p.looks.add(l.key, l.at)
		p.faces |= 1 << (l.key >> 16 & 63)
	}
}
