package fulltext

import (
	"strings"
	"unicode/utf16"
)

// A Speller writes the words that Latin letters spell in characters again: of
// the words that it was given, the ones that take most syllables each.
type Speller struct {
	words   map[string]string // sounds, two bytes each → the word
	longest int               // syllables of the longest word
}

// NewSpeller returns a Speller that knows words, in the order of preference: of
// two that sound alike it writes the first.
func NewSpeller(words []string) *Speller {
	s := &Speller{words: map[string]string{}}
	known := readings()
	for _, w := range words {
		units := utf16.Encode([]rune(w))
		key := make([]byte, 0, 2*len(units))
		for _, u := range units {
			id := known.sound(u)
			if id == 0 {
				key = nil
				break
			}
			key = append(key, byte(id>>8), byte(id))
		}
		if len(key) == 0 {
			continue
		}
		if _, taken := s.words[string(key)]; !taken {
			s.words[string(key)] = w
			s.longest = max(s.longest, len(units))
		}
	}
	return s
}

// Write returns what letters spell, with their digits, and the share of their
// syllables that are in words it knows. What is no pinyin has none.
func (s *Speller) Write(typed string) (text string, share float64) {
	var out strings.Builder
	taken, all := 0, 0
	digits := false // the part before
	for _, part := range parts(typed) {
		if part[0] >= '0' && part[0] <= '9' {
			if digits {
				out.WriteByte(' ')
			}
			digits = true
			out.WriteString(part)
			continue
		}
		digits = false
		sounds := spelled(part)
		if sounds == nil {
			return "", 0
		}
		all += len(sounds)
		written, n := s.write(sounds)
		taken += n
		out.WriteString(written)
	}
	if all == 0 {
		return "", 0
	}
	return out.String(), float64(taken) / float64(all)
}

// write finds the words that cover most syllables, and of those the longest.
func (s *Speller) write(sounds []uint16) (text string, taken int) {
	type state struct {
		worth, taken int
		word         string
		next         int
	}
	key := make([]byte, 0, 2*len(sounds))
	for _, id := range sounds {
		key = append(key, byte(id>>8), byte(id))
	}
	best := make([]state, len(sounds)+1)
	for i := len(sounds) - 1; i >= 0; i-- {
		best[i] = state{worth: best[i+1].worth, taken: best[i+1].taken, next: i + 1}
		for n := 1; n <= s.longest && i+n <= len(sounds); n++ {
			word, known := s.words[string(key[2*i:2*(i+n)])]
			if worth := n*n + best[i+n].worth; known && worth > best[i].worth {
				best[i] = state{worth, n + best[i+n].taken, word, i + n}
			}
		}
	}
	var out strings.Builder
	for i := 0; i < len(sounds); i = best[i].next {
		out.WriteString(best[i].word)
	}
	return out.String(), best[0].taken
}

// parts are the runs of letters and of digits of a text, without the spaces at
// their ends.
func parts(typed string) (out []string) {
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	for start := 0; start < len(typed); {
		end := start + 1
		for end < len(typed) && isDigit(typed[end]) == isDigit(typed[start]) {
			end++
		}
		if part := strings.TrimSpace(typed[start:end]); part != "" {
			out = append(out, part)
		}
		start = end
	}
	return out
}
