package writing

import (
	_ "embed" // slips.txt
	"strings"
	"sync"

	"github.com/zwgk/zwgk/catalog"
)

//go:embed slips.txt
var slipText string

// A mender writes the words of slips.txt as they should be. A word has as many characters
// as it is written with by mistake: places in a text stay what they were.
type mender struct {
	mend   *strings.Replacer
	begins map[[2]rune]bool // the pairs of characters that begin a slip, or the one (0 and it) that is one,
	hashes [64]uint64       // and their hashes: few texts have one
}

var misspelt = sync.OnceValue(func() *mender {
	s := mender{begins: map[[2]rune]bool{}}
	var pairs []string
	for line := range strings.Lines(slipText) {
		if words := strings.Fields(line); len(words) > 1 && !strings.HasPrefix(line, "#") {
			for _, slip := range words[1:] {
				pairs = append(pairs, slip, words[0])
				s.note([]rune(slip))
			}
		}
	}
	s.mend = strings.NewReplacer(pairs...)
	return &s
})

// note keeps how a slip begins.
func (s *mender) note(slip []rune) {
	begin := [2]rune{0, slip[0]}
	if len(slip) > 1 {
		begin = [2]rune{slip[0], slip[1]}
	}
	s.begins[begin] = true
	h := pairHash(begin[0], begin[1])
	s.hashes[h>>6] |= 1 << (h & 63)
}

// has says whether a slip begins with two characters.
func (s *mender) has(a, b rune) bool {
	h := pairHash(a, b)
	return s.hashes[h>>6]>>(h&63)&1 != 0 && s.begins[[2]rune{a, b}]
}

func pairHash(a, b rune) uint32 { return (uint32(a)*31 + uint32(b)) & 4095 }

// in says whether a text may have slips: most have none, and are read many times.
func (s *mender) in(text string) bool {
	last := rune(0)
	for _, r := range text {
		if s.has(last, r) || s.has(0, r) {
			return true
		}
		last = r
	}
	return false
}

// Simple writes a text in simplified characters, one for one, and the words that matter
// here as they should be written.
func Simple(text string) string {
	text = catalog.Simplified(text)
	if s := misspelt(); s.in(text) {
		return s.mend.Replace(text)
	}
	return text
}
