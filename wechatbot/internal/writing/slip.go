package writing

import (
	_ "embed" // slips.txt
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog"
)

//go:embed slips.txt
var slipText string

// A mender writes the words of slips.txt as they should be. A word has as many characters
// as it is written with by mistake: places in a text stay what they were.
type mender struct {
	mend  *strings.Replacer
	slips map[[2]rune][]string // by the pair of characters that they begin with
	kinds [lastHan + 1 - firstHan]kind
}

// A kind is what there may be to mend about a Chinese character; 0: nothing.
type kind uint8

const (
	varied  kind = 1 << iota // it has a simplified form
	begins                   // a slip begins with it
	follows                  // it is the second character of a slip
	alone                    // it is a slip by itself
)

var misspelt = sync.OnceValue(func() *mender {
	s := mender{slips: map[[2]rune][]string{}}
	for i, simple := range variants().simple {
		if int(simple) != firstHan+i {
			s.kinds[i] = varied
		}
	}
	var pairs []string
	for line := range strings.Lines(slipText) {
		if words := strings.Fields(line); len(words) > 1 && !strings.HasPrefix(line, "#") {
			for _, slip := range words[1:] {
				pairs = append(pairs, slip, words[0])
				s.note(slip)
			}
		}
	}
	s.mend = strings.NewReplacer(pairs...)
	return &s
})

// note keeps how a slip begins, which is in Chinese.
func (s *mender) note(slip string) {
	of := []rune(slip)
	if len(of) == 1 {
		s.kinds[of[0]-firstHan] |= alone
		return
	}
	pair := [2]rune{of[0], of[1]}
	s.slips[pair] = append(s.slips[pair], slip)
	s.kinds[of[0]-firstHan] |= begins
	s.kinds[of[1]-firstHan] |= follows
}

// slip says whether a text begins with a slip, of which the first two characters are given.
func (s *mender) slip(text string, first, second rune) bool {
	for _, slip := range s.slips[[2]rune{first, second}] {
		if strings.HasPrefix(text, slip) {
			return true
		}
	}
	return false
}

// simple says whether a text is surely in simplified characters and has no slips: most are
// that, and are read many times.
func (s *mender) simple(text string) bool {
	last, before := kind(0), rune(0)
	for at := 0; at < len(text); {
		r := hanAt(text, at)
		if r < firstHan || r > lastHan {
			r, size := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError {
				return false
			}
			at += size
			last = 0
			continue
		}
		k := s.kinds[r-firstHan]
		if k&(varied|alone) != 0 || last&begins != 0 && k&follows != 0 && s.slip(text[at-3:], before, r) {
			return false
		}
		last, before = k, r
		at += 3
	}
	return true
}

// Simple writes a text in simplified characters, one for one, and the words that matter
// here as they should be written.
func Simple(text string) string {
	s := misspelt()
	if s.simple(text) {
		return text
	}
	if text = catalog.Simplified(text); s.simple(text) {
		return text
	}
	return s.mend.Replace(text)
}
