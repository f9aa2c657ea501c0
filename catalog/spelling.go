package catalog

import "github.com/zwgk/zwgk/catalog/internal/fulltext"

// SoundsLike reports whether Latin letters, as typed without tones, spell a word
// of Chinese characters: niandubaogao is 年度报告. Sounds that many speakers do not
// tell apart count as one, as they do in Search.
func SoundsLike(word, letters string) bool {
	return isSpelling(letters) && fulltext.SoundsLike(word, letters)
}

// Simplified writes traditional and variant characters as Search reads them, one
// for one, and leaves the rest as it is.
func Simplified(s string) string { return fulltext.Simplified(s) }
