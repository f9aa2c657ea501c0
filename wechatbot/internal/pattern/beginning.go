package pattern

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A reader reads what an expression's matches must have; it remembers the beginnings that
// it has read.
type reader struct {
	read map[*syntax.Regexp][]beginning
}

// demanded are sets of traits of each of which every match of an expression has one, the
// tightest first; none where it may match without any.
func (r *reader) demanded(re *syntax.Regexp) (sets [][]trait) {
	add := func(more ...[]trait) {
		for _, t := range more {
			if len(t) > 0 {
				sets = append(sets, t)
			}
		}
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		add(r.demanded(re.Sub[0])...)
	case syntax.OpConcat:
		rest := nothing
		for _, sub := range slices.Backward(re.Sub) {
			add(r.demanded(sub)...)
			rest = then(r.begin(sub), rest)
			add(traits(rest))
		}
	case syntax.OpAlternate:
		add(r.eitherOf(re.Sub))
	}
	add(traits(r.begin(re)))
	return tightest(sets)
}

// tightest are a few of the sets that texts are told apart by, without those of which a
// text has one that has one of another.
func tightest(sets [][]trait) (kept [][]trait) {
	for i, set := range sets {
		sets[i] = slices.Compact(slices.Sorted(slices.Values(set)))
	}
	slices.SortStableFunc(sets, func(a, b []trait) int { return looseness(a) - looseness(b) })
	for _, set := range sets {
		if len(kept) < enough && !slices.ContainsFunc(kept, func(k []trait) bool { return implies(k, set) }) {
			kept = append(kept, set)
		}
	}
	return kept
}

// implies says whether a text that has one of some traits has one of others, which are
// in order.
func implies(some, others []trait) bool {
	among := func(t trait) bool {
		_, is := slices.BinarySearch(others, t)
		return is
	}
	return !slices.ContainsFunc(some, func(t trait) bool {
		return !among(t) && (t <= utf8.MaxRune || !among(t>>32) && !among(t&0xffffffff))
	})
}

// eitherOf is the tightest set of each alternative, together; none where one has none.
func (r *reader) eitherOf(alternatives []*syntax.Regexp) (all []trait) {
	for _, sub := range alternatives {
		sets := r.demanded(sub)
		if len(sets) == 0 {
			return nil
		}
		all = append(all, sets[0]...)
	}
	return all
}

// A beginning is what a match begins with, two characters at most, and whether it may
// end there.
type beginning struct {
	runes [2]rune
	n     int
	ends  bool
}

// How many beginnings of an expression, and characters of a class, are told apart. What
// has more may begin with anything. And how many sets of traits of an expression are kept.
const (
	enough = 4
	most   = 512
	wide   = 128
	few    = 8
)

// anything and nothing are a beginning of which no character is known, and that of what
// has none.
var (
	anything = []beginning{{}}
	nothing  = []beginning{{ends: true}}
)

// traits are beginnings as traits, none where one has no character.
func traits(all []beginning) []trait {
	var t []trait
	for _, b := range all {
		switch b.n {
		case 0:
			return nil
		case 1:
			t = append(t, trait(b.runes[0]))
		case 2:
			t = append(t, pair(b.runes[0], b.runes[1]))
		}
	}
	return t
}

// begin are the beginnings of an expression's matches.
func (r *reader) begin(re *syntax.Regexp) []beginning {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return nothing
	case syntax.OpLiteral:
		return ofLiteral(re)
	case syntax.OpCharClass:
		return ofClass(re.Rune)
	}
	all, known := r.read[re]
	if !known {
		all = r.beginOf(re)
		if r.read == nil {
			r.read = map[*syntax.Regexp][]beginning{}
		}
		r.read[re] = all
	}
	return all
}

// beginOf is begin of an expression that is made of others.
func (r *reader) beginOf(re *syntax.Regexp) []beginning {
	switch re.Op {
	case syntax.OpCapture:
		return r.begin(re.Sub[0])
	case syntax.OpPlus:
		return repeated(r.begin(re.Sub[0]))
	case syntax.OpQuest:
		return append(nothing[:1:1], r.begin(re.Sub[0])...)
	case syntax.OpStar:
		return append(nothing[:1:1], repeated(r.begin(re.Sub[0]))...)
	case syntax.OpConcat:
		all := nothing
		for _, sub := range slices.Backward(re.Sub) {
			all = then(r.begin(sub), all)
		}
		return all
	case syntax.OpAlternate:
		var all []beginning
		for _, sub := range re.Sub {
			if all = append(all, r.begin(sub)...); len(all) > most {
				return anything
			}
		}
		return all
	}
	return anything
}

// ofLiteral is the beginning of a literal, in all ways in which its letters are written
// where case is not told apart.
func ofLiteral(re *syntax.Regexp) []beginning {
	b := beginning{ends: true}
	b.n = copy(b.runes[:], re.Rune)
	all := []beginning{b}
	if re.Flags&syntax.FoldCase == 0 {
		return all
	}
	for at := range b.n {
		for _, b := range all {
			for c := unicode.SimpleFold(b.runes[at]); c != b.runes[at]; c = unicode.SimpleFold(c) {
				written := b
				written.runes[at] = c
				all = append(all, written)
			}
		}
	}
	return all
}

// then are the beginnings of what is followed by something with beginnings of its own.
func then(before, behind []beginning) []beginning {
	var all []beginning
	for _, b := range before {
		if b.n == len(b.runes) || !b.ends {
			all = append(all, b)
			continue
		}
		for _, next := range behind {
			both := b
			both.n += copy(both.runes[b.n:], next.runes[:next.n])
			both.ends = next.ends
			all = append(all, both)
		}
		if len(all) > most {
			return anything
		}
	}
	return all
}

// repeated are the beginnings of what may follow itself: it need not end where it might.
func repeated(once []beginning) []beginning {
	all := make([]beginning, len(once))
	for i, b := range once {
		b.ends = b.ends && b.n == 0
		all[i] = b
	}
	return all
}

// ofClass are the characters of a class that is given by its ranges. Of a class of more
// than a few it is not told what follows them: their pairs would be too many.
func ofClass(ranges []rune) []beginning {
	n := 0
	for i := 0; i < len(ranges); i += 2 {
		n += int(ranges[i+1]-ranges[i]) + 1
	}
	if n > wide {
		return anything
	}
	all := make([]beginning, 0, n)
	for i := 0; i < len(ranges); i += 2 {
		for c := ranges[i]; c <= ranges[i+1]; c++ {
			all = append(all, beginning{[2]rune{c}, 1, n <= few})
		}
	}
	return all
}
