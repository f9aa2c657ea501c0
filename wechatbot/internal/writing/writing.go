package writing

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/zwgk/zwgk/catalog"
)

// Visible is a text without the characters that are not seen: of no width, and of the
// direction of writing.
func Visible(s string) string {
	if strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, s)
}

func unseen(r rune) bool { return r > 0x7f && !ideograph(r) && unicode.Is(unicode.Cf, r) }

// ideograph is told without a table of what most of what is written consists of.
func ideograph(r rune) bool { return '\u4e00' <= r && r <= '\u9fff' }

// Narrow writes a text in one width: １ as 1, and a wide space as a space. Most texts are
// in it already.
func Narrow(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= firstWide || r == '\u3000' }) < 0 {
		return s
	}
	return width.Fold.String(s)
}

// firstWide begins the block of characters in another width.
const firstWide = 0xff00

// Tidy brings a text into one width and drops what surrounds it and what is not seen.
func Tidy(s string) string {
	s = strings.TrimFunc(Visible(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' })
	return strings.TrimRight(Narrow(s), "。！!~～，,；; ")
}

// Letters are the letters and digits of a text, in simplified characters, in one width
// and in lower case.
func Letters(s string) string {
	return strings.Map(letter, catalog.Simplified(Narrow(s)))
}

// letter is a letter or digit in lower case, and -1 for anything else.
func letter(r rune) rune {
	switch {
	case ideograph(r):
		return r
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	return -1
}

// Hash is a hash of the letters of a text, never 0.
func Hash(s string) uint32 {
	h := uint32(2166136261) // FNV-1a, of characters
	for _, r := range catalog.Simplified(Narrow(s)) {
		if r = letter(r); r >= 0 {
			h = (h ^ uint32(r)) * 16777619
		}
	}
	return h | 1
}
