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
	mend   *strings.Replacer
	begins map[[2]rune]bool // the pairs of characters that begin a slip
	kinds  [lastHan + 1 - firstHan]kind
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
	s := mender{begins: map[[2]rune]bool{}}
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
				s.note([]rune(slip))
			}
		}
	}
	s.mend = strings.NewReplacer(pairs...)
	return &s
})

// note keeps how a slip begins, which is in Chinese.
func (s *mender) note(slip []rune) {
	if len(slip) == 1 {
		s.kinds[slip[0]-firstHan] |= alone
		return
	}
	s.begins[[2]rune{slip[0], slip[1]}] = true
	s.kinds[slip[0]-firstHan] |= begins
	s.kinds[slip[1]-firstHan] |= follows
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
		at += 3
		k := s.kinds[r-firstHan]
		if k&(varied|alone) != 0 || last&begins != 0 && k&follows != 0 && s.begins[[2]rune{before, r}] {
			return false
		}
		last, before = k, r
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
