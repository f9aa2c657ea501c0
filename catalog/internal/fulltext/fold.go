package fulltext

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// variantsFile has a line for each simplified character: itself, then the
// characters that are written for it elsewhere. From the Unihan database
// (Unicode 15.0, fields kSimplifiedVariant), and 17 common forms besides.
//
//go:embed variants.txt
var variantsFile string

// variants maps a character of the basic plane to the one it is folded to.
var variants = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, 4096)
	for line := range strings.Lines(variantsFile) {
		to, size := utf8.DecodeRuneInString(line)
		for _, from := range strings.TrimSpace(line[size:]) {
			m[from] = to
		}
	}
	return m
})

// Fold returns the letters and digits of s in the one writing in which texts
// are compared: half width, lower case, simplified. Punctuation and spaces are
// dropped.
func Fold(s string) string {
	return string(utf16.Decode(fold(s, nil, nil)))
}

// fold appends the folded units of s to dst and, when at is not nil, the byte
// of s that each unit comes from to *at.
func fold(s string, dst []uint16, at *[]int32) []uint16 {
	table := variants()
	for i, r := range s {
		before := len(dst)
		switch {
		case r < utf8.RuneSelf:
			dst = foldASCII(byte(r), dst)
		case r >= 0x4e00 && r <= 0x9fff:
			if to, ok := table[r]; ok {
				r = to
			}
			dst = append(dst, uint16(r))
		default:
			dst = foldOther(r, dst)
		}
		if at != nil {
			for range len(dst) - before {
				*at = append(*at, int32(i))
			}
		}
	}
	return dst
}

func foldASCII(b byte, dst []uint16) []uint16 {
	switch {
	case b >= 'A' && b <= 'Z':
		return append(dst, uint16(b)+'a'-'A')
	case b >= 'a' && b <= 'z', b >= '0' && b <= '9':
		return append(dst, uint16(b))
	}
	return dst
}

// foldOther folds what is neither ASCII nor a common Chinese character.
func foldOther(r rune, dst []uint16) []uint16 {
	switch r {
	case '○', '◯', '〇': // all three are written for the zero of a year
		return append(dst, '〇')
	case utf8.RuneError:
		return dst
	}
	if r >= 0x2000 && r < 0x2100 || r >= 0x3000 && r < 0x3021 { // quotation marks, dashes, brackets
		return dst
	}
	table := variants()
	for _, c := range norm.NFKC.String(string(r)) {
		if to, ok := table[c]; ok {
			c = to
		}
		c = unicode.ToLower(c)
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			dst = utf16.AppendRune(dst, c)
		}
	}
	return dst
}

// Terms returns the folded words of a text: what stands between spaces.
func Terms(s string) []string {
	var out []string
	for _, w := range strings.Fields(s) {
		if f := Fold(w); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// Simplified writes the characters of s that have a simplified form so, and
// leaves the rest as it is.
func Simplified(s string) string {
	table := variants()
	return strings.Map(func(r rune) rune {
		if to, ok := table[r]; ok {
			return to
		}
		return r
	}, s)
}
