package fulltext

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf16"
)

// readingsFile has a line for each syllable without its tone: the syllable,
// the characters first read so, the characters also read so. From the Unihan
// database (Unicode 15.0, fields kMandarin and kHanyuPinlu).
//
//go:embed readings.txt
var readingsFile string

const (
	hanFirst, hanLast = 0x4e00, 0x9fff
	soundsMax         = 1024
)

// sounds is what the readings say.
type sounds struct {
	of   [hanLast - hanFirst + 1]reading // a character
	head [soundsMax]byte                 // the letter that a sound begins with
	ids  map[string]uint16               // a syllable, as typed → its sound
}

// A reading is how a character sounds, and how it may also sound; 0: none.
type reading struct{ first, also uint16 }

// traces are those of both.
func (r reading) traces() uint64 {
	if r.also == 0 {
		return trace(r.first)
	}
	return trace(r.first) | trace(r.also)
}

// readings are the sounds of characters. Syllables that many speakers do not
// tell apart (zh and z, n and l stay apart; ing and in fall together) have one
// sound.
var readings = sync.OnceValue(func() *sounds {
	s := &sounds{ids: map[string]uint16{}}
	folded := map[string]uint16{}
	for line := range strings.Lines(readingsFile) {
		parts := strings.Split(strings.TrimRight(line, "\n"), " ")
		alike := foldSyllable(parts[0])
		id, ok := folded[alike]
		if !ok {
			id = uint16(len(folded) + 1)
			folded[alike] = id
			s.head[id] = parts[0][0]
		}
		for _, typed := range []string{parts[0], strings.ReplaceAll(parts[0], "v", "u")} {
			if _, ok := s.ids[typed]; !ok || typed == parts[0] {
				s.ids[typed] = id
			}
		}
		for _, r := range parts[1] {
			s.of[r-hanFirst].first = id
		}
		for _, r := range parts[2] {
			if s.of[r-hanFirst].first != id {
				s.of[r-hanFirst].also = id
			}
		}
	}
	for _, r := range []string{"m", "n", "r", "ng", "hm"} { // interjections: as typed they are letters
		delete(s.ids, r)
	}
	return s
})

// foldSyllable gives syllables that are often confused one writing.
func foldSyllable(s string) string {
	s = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s").Replace(s)
	for _, nasal := range []string{"ang", "eng", "ing"} {
		if strings.HasSuffix(s, nasal) && s != nasal {
			return s[:len(s)-1]
		}
	}
	return s
}

// reading returns how a unit sounds, which is in no way where it is no character.
func (s *sounds) reading(u uint16) reading {
	if u >= hanFirst && u <= hanLast {
		return s.of[u-hanFirst]
	}
	return reading{}
}

// sound returns how a character sounds, 0 for what is none.
func (s *sounds) sound(u uint16) uint16 { return s.reading(u).first }

// initial returns the letter that a unit is typed with, 0 for none.
func (s *sounds) initial(u uint16) byte {
	if u >= 'a' && u <= 'z' {
		return byte(u)
	}
	return s.head[s.sound(u)]
}

// sound2 returns how a character may also sound, 0 for none.
func (s *sounds) sound2(u uint16) uint16 { return s.reading(u).also }

// initial2 returns the letter of a second reading, 0 for none.
func (s *sounds) initial2(u uint16) byte { return s.head[s.sound2(u)] }

// pairs are the pairs of sounds that two characters make, with the second
// readings of each; 0 is none.
func (s *sounds) pairs(x, y uint16) [3]uint32 {
	a, b := s.sound(x), s.sound(y)
	return [3]uint32{soundPair(a, b), soundPair(s.sound2(x), b), soundPair(a, s.sound2(y))}
}

// threes are the threes of letters that three units are typed with, with the
// second readings of each; 0 is none.
func (s *sounds) threes(x, y, z uint16) [4]uint32 {
	a, b, c := s.initial(x), s.initial(y), s.initial(z)
	return [4]uint32{three(a, b, c), three(s.initial2(x), b, c), three(a, s.initial2(y), c), three(a, b, s.initial2(z))}
}

// syllables cuts letters into the sounds they spell, longest syllables first
// and back again when what follows spells nothing. Digits are
// passed over. It returns nil when the letters are not pinyin.
func (s *sounds) syllables(typed string) []uint16 {
	if len(typed) > 120 {
		return nil
	}
	dead := make([]bool, len(typed)+1)
	var cut func(at int, out []uint16) []uint16
	cut = func(at int, out []uint16) []uint16 {
		if at == len(typed) {
			return out
		}
		if dead[at] {
			return nil
		}
		if c := typed[at]; c >= '0' && c <= '9' {
			return cut(at+1, out)
		}
		for n := min(6, len(typed)-at); n > 0; n-- {
			if id, ok := s.ids[typed[at:at+n]]; ok {
				if got := cut(at+n, append(out, id)); got != nil {
					return got
				}
			}
		}
		dead[at] = true
		return nil
	}
	return cut(0, make([]uint16, 0, len(typed)))
}

// spelled is the sounds that a text spells. Spaces, when there are any, end
// syllables; so do apostrophes.
func spelled(text string) []uint16 {
	s := readings()
	var out []uint16
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\'' || r == '’' }) {
		got := s.syllables(string(utf16.Decode(fold(w, nil, nil))))
		if got == nil {
			return nil
		}
		out = append(out, got...)
	}
	return out
}

// SoundsLike reports whether letters spell the sounds of a word of Chinese
// characters, one syllable each, as typed without tones.
func SoundsLike(word, typed string) bool {
	s, syllables, units := readings(), spelled(typed), utf16.Encode([]rune(word))
	if len(syllables) == 0 || len(syllables) != len(units) {
		return false
	}
	for i, u := range units {
		if syllables[i] != s.sound(u) && syllables[i] != s.sound2(u) {
			return false
		}
	}
	return true
}

// SoundsAlike reports whether two words of Chinese characters have as many characters and
// are read alike without their tones, each character as the one in its place.
func SoundsAlike(word, other string) bool {
	s, a, b := readings(), utf16.Encode([]rune(word)), utf16.Encode([]rune(other))
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	for i, u := range a {
		w := b[i]
		first, second := s.sound(u), s.sound2(u)
		if u != w && (first == 0 || first != s.sound(w) && first != s.sound2(w) && (second == 0 || second != s.sound(w))) {
			return false
		}
	}
	return true
}
