package catalog

import "github.com/zwgk/zwgk/catalog/internal/fulltext"

// SoundsLike reports whether Latin letters, as typed without tones, spell a word
// of Chinese characters: niandubaogao is 年度报告. Sounds that many speakers do not
// tell apart count as one, as they do in Search.
func SoundsLike(word, letters string) bool {
	return isSpelling(letters) && fulltext.SoundsLike(word, letters)
}

// SoundsAlike reports whether two words of Chinese characters sound alike without their
// tones, character by character, as slips of the pen and of the ear do: 云行经费 is 运行经费.
// Words of different length never do.
func SoundsAlike(word, other string) bool { return fulltext.SoundsAlike(word, other) }

// Simplified writes traditional and variant characters as Search reads them, one
// for one, and leaves the rest as it is.
func Simplified(s string) string { return fulltext.Simplified(s) }

// A Speller writes the words that Latin letters spell in Chinese characters again,
// of those that it knows.
type Speller struct{ of *fulltext.Speller }

// NewSpeller returns a Speller of words, the preferred first: of two that sound
// alike it writes the first.
func NewSpeller(words []string) *Speller { return &Speller{fulltext.NewSpeller(words)} }

// Write returns the words that letters spell, as typed without tones, with the
// digits between them, and the share of their syllables that are in words it
// knows. What is no pinyin has a share of 0.
func (s *Speller) Write(letters string) (text string, share float64) {
	if !isSpelling(letters) {
		return "", 0
	}
	return s.of.Write(letters)
}
