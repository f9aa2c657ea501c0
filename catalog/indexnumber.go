package catalog

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// An IndexNumber (索引号) names a record for ever (指引（试行）三): it never
// changes, even when the publisher does, and is never given twice. The empty
// number means that none has been issued.
type IndexNumber string

// Canonical is the number in the one writing that is stored: half width, no
// spaces, capital letters, any dash as "-" and any slash as "/", without the
// label 索引号. It does not say whether the number is valid: a Scheme does.
func (n IndexNumber) Canonical() IndexNumber {
	s := norm.NFKC.String(string(n))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= 0x4e00 && r <= 0x9fff: // a Chinese character
			b.WriteRune(r)
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		case unicode.Is(unicode.Pd, r) || r == '−' || r == 'ー':
			b.WriteByte('-')
		case r == '\\' || r == '⁄' || r == '∕':
			b.WriteByte('/')
		default:
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	s = strings.TrimPrefix(b.String(), "索引号")
	return IndexNumber(strings.TrimLeft(s, ":"))
}

// loose is the number without its separators. Two writings of one number
// agree in it: 00001434-9/2024-00037 and 000014349 2024 00037.
func (n IndexNumber) loose() string { return n.Canonical().joined() }

// joined is a canonical number without its separators.
func (n IndexNumber) joined() string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			return r
		}
		return -1
	}, string(n))
}

// A NumberError says which part of an index number breaks which rule.
type NumberError struct {
	Number   IndexNumber // as it was read, canonical
	Scheme   string      // id of the scheme that it was held against, if any
	Part     string      // in Chinese: 组织机构代码校验码, 年份 …
	Want     string
	Got      string
	Standard string // GB 11714, GB 32100, or empty
}

// Error implements error.
func (e *NumberError) Error() string {
	s := fmt.Sprintf("catalog: index number %s: %s is %q, want %s", e.Number, e.Part, e.Got, e.Want)
	if e.Standard != "" {
		s += " by " + e.Standard
	}
	return s
}

// Finding puts the error to a clerk.
func (e *NumberError) Finding() Finding {
	text := "索引号的" + e.Part + "不对"
	if e.Standard != "" {
		text += "（" + e.Standard + "）"
	}
	return Finding{Rule: RuleNumberIrregular, Severity: Warning, Where: "索引号", Text: text + "。", Want: e.Want, Got: e.Got}
}
