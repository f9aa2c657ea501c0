package pattern

import (
	"iter"
	"regexp"
	"regexp/syntax"
	"sync"
)

// large is from how many instructions on an expression is tried by its alternatives. regexp
// tries all of them at each character, one after the other where a program has 500 instructions
// at most; a program that has more it runs in all its ways at once, which takes many times as long.
const large = 100

// parts are the alternatives of a large expression, each of which is small enough for itself or
// is at least tried alone: a text has a match of it that has one of any of them.
type parts struct {
	once  sync.Once
	all   []*part  // none of an expression that is not large or has no alternatives
	marks []uint64 // of each part: those of which a text must have one, none if it need not
}

// A part is one alternative: what it demands, and its expression once a text met that.
type part struct {
	must  *demand
	tree  *syntax.Regexp
	once  sync.Once
	alone *regexp.Regexp
}

// of are the parts of an expression that takes more than some instructions.
func (p *parts) of(expr string, instructions int) []*part {
	p.once.Do(func() {
		tree := parsed(expr)
		if prog, err := syntax.Compile(tree); err != nil || len(prog.Inst) <= instructions || tree.Op != syntax.OpAlternate {
			return
		}
		for _, sub := range tree.Sub {
			must := newDemand(sub)
			p.all, p.marks = append(p.all, &part{must: must, tree: sub}), append(p.marks, must.marks())
		}
	})
	return p.all
}

// met are the parts that a text may have a match of.
func (p *parts) met(text string) iter.Seq[*part] {
	return func(yield func(*part) bool) {
		has := marksOf(text)
		for i, marks := range p.marks {
			if (marks == 0 || marks&has != 0) && p.all[i].must.metBy(text, has) && !yield(p.all[i]) {
				return
			}
		}
	}
}

// matches says whether a text has a match of a part.
func (p *part) matches(text string) bool { return p.compiled().MatchString(text) }

func (p *part) compiled() *regexp.Regexp {
	p.once.Do(func() { p.alone = regexp.MustCompile(p.tree.String()) })
	return p.alone
}

// in is an expression that finds in a text what the pattern finds there: of a large one the
// one alternative that may match, where it is one. It has none of the groups.
func (p *Pattern) in(text string) *regexp.Regexp {
	if len(p.parts.of(p.String(), large)) == 0 {
		return p.Regexp
	}
	var only *part
	for part := range p.parts.met(text) {
		if only != nil {
			return p.Regexp
		}
		only = part
	}
	if only == nil {
		return p.Regexp
	}
	return only.compiled()
}

// parsed is an expression that compiled, as regexp compiles it.
func parsed(expr string) *syntax.Regexp {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return tree.Simplify()
}
