package recogniser

import (
	_ "embed" // synonyms.txt
	"strings"
	"sync"
)

//go:embed synonyms.txt
var synonymText string

// A synonym is a character of words that are alike, with those that follow it
// and the groups of the word that ends here, each as a gram of its own.
type synonym struct {
	next   map[rune]*synonym
	groups []gram
}

// in adds the groups of the words that a text begins with.
func (s *synonym) in(text []rune, to []gram) []gram {
	for _, c := range text {
		if s = s.next[c]; s == nil {
			break
		}
		to = append(to, s.groups...)
	}
	return to
}

// synonyms are the words of the file, by their characters.
var synonyms = sync.OnceValue(func() *synonym {
	root := &synonym{next: map[rune]*synonym{}}
	for n, line := range strings.Split(synonymText, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			at := root
			for _, c := range word {
				if at.next == nil {
					at.next = map[rune]*synonym{}
				}
				if at.next[c] == nil {
					at.next[c] = &synonym{}
				}
				at = at.next[c]
			}
			at.groups = append(at.groups, 1<<63|gram(n))
		}
	}
	return root
})
