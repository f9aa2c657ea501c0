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

// A variantTable has for each character of the basic plane's Chinese blocks the one that
// it is folded to, 0 for itself.
type variantTable [lastVariant + 1 - firstVariant]uint16

const firstVariant, lastVariant = 0x3400, 0x9fff

// of is what a character is folded to.
func (t *variantTable) of(r rune) rune {
	if r < firstVariant || r > lastVariant || t[r-firstVariant] == 0 {
		return r
	}
	return rune(t[r-firstVariant])
}

var variants = sync.OnceValue(func() *variantTable {
	t := new(variantTable)
	for line := range strings.Lines(variantsFile) {
		to, size := utf8.DecodeRuneInString(line)
		for _, from := range strings.TrimSpace(line[size:]) {
			t[from-firstVariant] = uint16(to)
		}
	}
	return t
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
			dst = append(dst, uint16(table.of(r)))
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
		c = unicode.ToLower(table.of(c))
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
	if strings.IndexFunc(s, func(r rune) bool { return r == utf8.RuneError || table.of(r) != r }) < 0 {
		return s
	}
	return strings.Map(table.of, s)
}
