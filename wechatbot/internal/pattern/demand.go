package pattern

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A demand is what a text must have to have a match of an expression.
type demand struct {
	size        int    // bytes at least
	opens, ends need   // what it begins and ends with, the last character first
	has         []need // what stands anywhere in it
}

func newDemand(re *syntax.Regexp) *demand {
	r := &reader{}
	return &demand{size: size(re), opens: newNeed(r.opening(re)), ends: newNeed(r.opening(mirrored(re))), has: needs(r.demanded(re))}
}

// opening and closing mark traits that begin and end a text.
const (
	opening trait = 1 << 63
	closing trait = 1 << 62
)

// A placed need is a need of what stands in a place of a text.
type placed struct {
	*need
	where trait
}

// each are all needs.
func (d *demand) each() []placed {
	all := []placed{{&d.opens, opening}, {&d.ends, closing}}
	for i := range d.has {
		all = append(all, placed{&d.has[i], 0})
	}
	return slices.DeleteFunc(all, func(n placed) bool { return n.none() })
}

// met says whether a text may have a match.
func (d *demand) met(text string) bool {
	return len(text) >= d.size && d.bounds(text) && (len(d.has) == 0 || d.stands(text, marksOf(text)))
}

// metBy is met where the marks of the text are known.
func (d *demand) metBy(text string, marks uint64) bool {
	return len(text) >= d.size && d.stands(text, marks) && d.bounds(text)
}

// marks are those of which a text must have one to meet the first of the needs of what
// stands anywhere in it; zero where there is none.
func (d *demand) marks() uint64 {
	for i := range d.has {
		if !d.has[i].none() {
			return d.has[i].marks
		}
	}
	return 0
}

// bounds says whether a text begins and ends as it must.
func (d *demand) bounds(text string) bool {
	if !d.opens.none() {
		first, n := utf8.DecodeRuneInString(text)
		second, _ := utf8.DecodeRuneInString(text[n:])
		if !d.opens.at(first, second) {
			return false
		}
	}
	if !d.ends.none() {
		last, n := utf8.DecodeLastRuneInString(text)
		before, _ := utf8.DecodeLastRuneInString(text[:len(text)-n])
		if !d.ends.at(last, before) {
			return false
		}
	}
	return true
}

// stands says whether all that must stand anywhere in a text does.
func (d *demand) stands(text string, marks uint64) bool {
	for i := range d.has {
		if need := &d.has[i]; !need.none() && (need.marks&marks == 0 || !need.in(text)) {
			return false
		}
	}
	return true
}

// opening is what a text begins with that has a match of an expression; none where that may
// be anything.
func (r *reader) opening(re *syntax.Regexp) []trait {
	if !anchored(re) {
		return nil
	}
	return slices.Compact(slices.Sorted(slices.Values(traits(r.begin(re)))))
}

// anchored says whether each match of an expression begins where the text does.
func anchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
		return anchored(re.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !anchored(sub) })
	}
	return false
}

// mirrored is an expression that matches backwards what another one matches.
func mirrored(re *syntax.Regexp) *syntax.Regexp {
	m := *re
	switch re.Op {
	case syntax.OpBeginText:
		m.Op = syntax.OpEndText
	case syntax.OpEndText:
		m.Op = syntax.OpBeginText
	case syntax.OpLiteral:
		m.Rune = slices.Clone(re.Rune)
		slices.Reverse(m.Rune)
	}
	m.Sub = make([]*syntax.Regexp, len(re.Sub))
	for i, sub := range re.Sub {
		m.Sub[i] = mirrored(sub)
	}
	if re.Op == syntax.OpConcat {
		slices.Reverse(m.Sub)
	}
	return &m
}

// size is how many bytes every match of an expression has at least.
func size(re *syntax.Regexp) (n int) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, c := range re.Rune {
			n += shortest(c, re.Flags&syntax.FoldCase != 0)
		}
	case syntax.OpCharClass:
		n = 1
		if len(re.Rune) > 0 && !holds(re.Rune, utf8.RuneError) {
			n = utf8.RuneLen(re.Rune[0]) // the first are the shortest
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		n = 1
	case syntax.OpCapture, syntax.OpPlus:
		n = size(re.Sub[0])
	case syntax.OpRepeat:
		n = re.Min * size(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			n += size(sub)
		}
	case syntax.OpAlternate:
		n = size(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			n = min(n, size(sub))
		}
	}
	return n
}

// shortest is how many bytes a character takes, or the shortest of those that fold to it.
func shortest(c rune, folds bool) int {
	if c == utf8.RuneError {
		return 1 // a broken byte too
	}
	n := utf8.RuneLen(c)
	for f := unicode.SimpleFold(c); folds && f != c; f = unicode.SimpleFold(f) {
		n = min(n, utf8.RuneLen(f))
	}
	return n
}

// holds says whether a class, a list of first and last characters, has a character.
func holds(class []rune, c rune) bool {
	for i := 0; i+1 < len(class); i += 2 {
		if class[i] <= c && c <= class[i+1] {
			return true
		}
	}
	return false
}
