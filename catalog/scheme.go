package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Scheme is a place's way of writing index numbers. Its pattern mixes plain
// characters with parts in braces:
//
//	{org}      organisation code, 9 characters, checked by GB 11714
//	{uscc}     unified social credit code, 18 characters, checked by GB 32100
//	{region}   administrative division, 6 digits, a known province first
//	{dept:3}   the organ's own code, a fixed number of digits
//	{code}     letters and digits; {code:4} a fixed number of them
//	{year} {month} {date}   YYYY, MM, YYYYMMDD
//	{serial:5} the running number; {serial} of any width
//
// The national guideline's form is {org}/{year}-{serial:5}; a district that
// uses its division code writes 640104/{year}-{serial:5}. The zero Scheme
// accepts nothing; BackCode is what a Catalog uses unless told otherwise.
type Scheme struct {
	ID        string // short name for settings and findings
	Authority string // who prescribes it or where it was seen
	pattern   string
	parts     []part
}

// BackCode is the guideline's back part alone (后段码), which may be shown
// without the front: 2015-00045.
func BackCode() Scheme {
	s, _ := NewScheme("back-code", "{year}-{serial:5}")
	s.Authority = "指引（试行）：可仅显示后段码"
	return s
}

// NewScheme reads a pattern. It must hold {year} or {date}, and {serial}, each
// once; after a part of any width must come a separator or the end, so that a
// number can be taken apart in one way only.
func NewScheme(id, pattern string) (Scheme, error) {
	parts, err := readPattern(pattern)
	if err != nil {
		return Scheme{}, fmt.Errorf("catalog: scheme %s: %w", id, err)
	}
	if err := separated(parts); err != nil {
		return Scheme{}, fmt.Errorf("catalog: scheme %s: pattern %q: %w", id, pattern, err)
	}
	s := Scheme{ID: id, pattern: pattern, parts: parts}
	if !s.has(partSerial) || !s.has(partYear) && !s.has(partDate) {
		return Scheme{}, fmt.Errorf("catalog: scheme %s: pattern %q needs {serial} and a {year} or {date}", id, pattern)
	}
	return s, nil
}

// Pattern is the text that the scheme was made from.
func (s Scheme) Pattern() string { return s.pattern }

// Parts are the pieces of an index number. Those that a scheme does not use
// stay zero.
type Parts struct {
	Org    string // organisation code or social credit code
	Region string // 6 digits
	Dept   string // the organ's own code
	Codes  []string
	Year   int
	Month  int
	Day    int
	Serial int
	width  int // digits that the serial was written with
}

// Parse reads a number in any writing and returns its canonical form. A number
// that breaks the scheme returns a *NumberError.
func (s Scheme) Parse(text string) (IndexNumber, error) {
	n := IndexNumber(text).Canonical()
	p, err := s.split(n)
	if err != nil {
		return "", err
	}
	return s.join(p), nil
}

// Split takes a number apart. It accepts what Parse accepts.
func (s Scheme) Split(n IndexNumber) (Parts, error) { return s.split(n.Canonical()) }

// Format writes the number of the parts, checked as Parse would.
func (s Scheme) Format(p Parts) (IndexNumber, error) {
	p.width = 0
	n := s.join(p)
	if _, err := s.split(n); err != nil {
		return "", err
	}
	return n, nil
}

// Series is the number without its serial: the counter that the next serial
// comes from. Organ, year and whatever else the scheme writes before the
// serial are in it, so that two series never meet in one number.
func (s Scheme) Series(p Parts) string {
	var b strings.Builder
	for _, part := range s.parts {
		if part.kind == partSerial {
			b.WriteByte('#')
			continue
		}
		b.WriteString(part.write(p, nil))
	}
	return b.String()
}

func (s Scheme) join(p Parts) IndexNumber {
	var b strings.Builder
	codes := slices.Clone(p.Codes)
	for _, part := range s.parts {
		b.WriteString(part.write(p, &codes))
	}
	return IndexNumber(b.String())
}

func (s Scheme) split(n IndexNumber) (Parts, error) {
	if n == "" || len(s.parts) == 0 {
		return Parts{}, &NumberError{Number: n, Scheme: s.ID, Part: "格式", Got: string(n), Want: s.pattern}
	}
	if len(n) > maxNumber {
		return Parts{}, &NumberError{Number: n[:maxNumber], Scheme: s.ID, Part: "格式", Got: "太长", Want: s.pattern}
	}
	p, err := matchParts(s.parts, string(n))
	if err == nil {
		return p, nil
	}
	err.Number, err.Scheme = n, s.ID
	if err.Part == "" {
		err.Part, err.Got, err.Want = "格式", string(n), s.pattern
	}
	return Parts{}, err
}

func (s Scheme) has(k partKind) bool {
	return slices.ContainsFunc(s.parts, func(p part) bool { return p.kind == k })
}

// ErrNoScheme says that a number fits no scheme at all.
var ErrNoScheme = errors.New("catalog: no scheme has this form")

// Identify finds the scheme that a number is written in. When the form fits a
// scheme whose rules the number breaks, it returns that scheme with the
// *NumberError; when no form fits, ErrNoScheme.
func Identify(text string, schemes []Scheme) (Scheme, IndexNumber, error) {
	n := IndexNumber(text).Canonical()
	var near Scheme
	var broken *NumberError
	for _, s := range schemes {
		_, err := s.split(n)
		if err == nil {
			return s, n, nil
		}
		var ne *NumberError
		if errors.As(err, &ne) && ne.Part != "格式" && broken == nil {
			near, broken = s, ne
		}
	}
	if broken != nil {
		return near, n, broken
	}
	return Scheme{}, n, fmt.Errorf("%w: %s", ErrNoScheme, n)
}
