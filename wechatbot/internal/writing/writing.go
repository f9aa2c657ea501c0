package writing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/zwgk/zwgk/catalog"
)

// Visible is a text without the characters that are not seen: of no width, and of the
// direction of writing.
func Visible(s string) string {
	if plain(s) || strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, s)
}

func unseen(r rune) bool { return r > 0x7f && !Ideograph(r) && unicode.Is(unicode.Cf, r) }

// Ideograph says whether a character is one of the common Chinese ones, of which most of what
// is written consists. It is a letter, and has no other case.
func Ideograph(r rune) bool { return '\u4e00' <= r && r <= '\u9fff' }

// Narrow writes a text in one width: １ as 1, and a wide space as a space. Most texts are
// in it already.
func Narrow(s string) string {
	if plain(s) || strings.IndexFunc(s, func(r rune) bool { return r >= firstWide || r == '\u3000' }) < 0 {
		return s
	}
	return width.Fold.String(s)
}

// firstWide begins the block of characters in another width.
const firstWide = 0xff00

// Tidy brings a text into one width and drops what surrounds it and what is not seen.
func Tidy(s string) string {
	if plain(s) {
		s = strings.TrimFunc(s, unicode.IsSpace)
		if last, _ := utf8.DecodeLastRuneInString(s); Ideograph(last) {
			return s
		}
		return strings.TrimRight(s, "!~,; ")
	}
	s = strings.TrimFunc(Visible(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' })
	return strings.TrimRight(Narrow(s), "。！!~～，,；; ")
}

// Letters are the letters and digits of a text, in simplified characters, in one width
// and in lower case.
func Letters(s string) string {
	var to strings.Builder
	h, kept := variants(), true // as it was until here
	for at := 0; at < len(s); {
		if r := hanAt(s, at); kept && Ideograph(r) && h.simple[r-firstHan] == uint16(r) {
			at += 3
			continue
		}
		r, size := next(s, at)
		l, told := h.letter(r)
		if !told {
			return strings.Map(letter, catalog.Simplified(Narrow(s)))
		}
		if kept && l != r {
			kept = false
			to.Grow(len(s))
			to.WriteString(s[:at])
		}
		if !kept && l >= 0 {
			to.WriteRune(l)
		}
		at += size
	}
	if kept {
		return s
	}
	return to.String()
}

// letter is a letter or digit in lower case, and -1 for anything else.
func letter(r rune) rune {
	switch {
	case Ideograph(r):
		return r
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	return -1
}

// hashStart and hashBy are of FNV-1a, which goes over characters here.
const hashStart, hashBy = 2166136261, 16777619

// Hash is a hash of the letters of a text, never 0.
func Hash(s string) uint32 {
	hash, h := uint32(hashStart), variants()
	for at := 0; at < len(s); {
		if r := hanAt(s, at); Ideograph(r) {
			hash = (hash ^ uint32(h.simple[r-firstHan])) * hashBy
			at += 3
			continue
		}
		r, size := next(s, at)
		l, told := h.letter(r)
		if !told {
			return hashWide(s)
		}
		if l >= 0 {
			hash = (hash ^ uint32(l)) * hashBy
		}
		at += size
	}
	return hash | 1
}

// hashWide is Hash of a text that is brought into one width first.
func hashWide(s string) uint32 {
	hash := uint32(hashStart)
	for _, r := range catalog.Simplified(Narrow(s)) {
		if r = letter(r); r >= 0 {
			hash = (hash ^ uint32(r)) * hashBy
		}
	}
	return hash | 1
}
