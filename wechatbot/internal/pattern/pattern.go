// Package pattern tries regular expressions only where they may match.
package pattern

import (
	"regexp"
	"strings"
	"sync/atomic"
)

// A Pattern is a regular expression that is only tried on a text where one of the
// characters, or pairs of characters, stands that any match must have; the text begins, or
// ends, with one of those that it must begin or end with. Most messages are about one thing,
// and most patterns about another: to look for characters takes a small part of the time
// that an expression takes to fail.
type Pattern struct {
	*regexp.Regexp
	must   atomic.Pointer[demand] // read when it is first asked for: not all that is imported is used
	number atomic.Uint32          // of the demand, on the shelf; 0 until then
	shelf  *shelf
	parts  parts
}

// New compiles an expression, and panics where it does not compile. It is for variables of
// packages: what it demands is kept for as long as the program runs.
func New(expr string) *Pattern { return program.pattern(expr) }

func (s *shelf) pattern(expr string) *Pattern {
	return &Pattern{Regexp: regexp.MustCompile(expr), shelf: s}
}

// may says whether a text may have a match.
func (p *Pattern) may(text string) bool {
	number := p.number.Load()
	if number == 0 {
		number = p.demands()
	}
	if g := p.shelf.of(text); g != nil && number <= g.demands {
		return g.sees(number)
	}
	return p.must.Load().met(text)
}

// demands reads what the expression demands. Several may do so at once: all read the same.
func (p *Pattern) demands() (number uint32) {
	must := newDemand(parsed(p.String()))
	number = p.shelf.put(must)
	p.must.Store(must)
	p.number.Store(number)
	return number
}

// MatchString is as regexp has it.
func (p *Pattern) MatchString(s string) bool { return p.may(s) && p.matches(s) }

// matches says whether a text that may have a match has one.
func (p *Pattern) matches(text string) bool {
	if len(p.parts.of(p.String(), large)) == 0 {
		return p.Regexp.MatchString(text)
	}
	for part := range p.parts.met(text) {
		if part.matches(text) {
			return true
		}
	}
	return false
}

// FindString is as regexp has it.
func (p *Pattern) FindString(s string) string {
	if !p.may(s) {
		return ""
	}
	return p.in(s).FindString(s)
}

// FindStringIndex is as regexp has it.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.in(s).FindStringIndex(s)
}

// FindStringSubmatch is as regexp has it.
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is as regexp has it.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString is as regexp has it.
func (p *Pattern) FindAllString(s string, n int) []string {
	if !p.may(s) {
		return nil
	}
	return p.in(s).FindAllString(s, n)
}

// FindAllStringIndex is as regexp has it.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.in(s).FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex is as regexp has it.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is as regexp has it.
func (p *Pattern) ReplaceAllString(s, with string) string {
	if !p.may(s) {
		return s
	}
	if strings.Contains(with, "$") {
		return p.Regexp.ReplaceAllString(s, with)
	}
	return p.in(s).ReplaceAllString(s, with)
}

// ReplaceAllStringFunc is as regexp has it.
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	if !p.may(s) {
		return s
	}
	return p.in(s).ReplaceAllStringFunc(s, with)
}
