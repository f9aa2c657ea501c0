package pattern

import (
	"regexp"
	"regexp/syntax"
	"sync"
)

// large is how many instructions regexp tries one after the other, going back where one
// fails. A program that has more is run in all its ways at once, which takes many times as long.
const large = 500

// parts are the alternatives of a large expression, each of which is small enough for itself or
// is at least tried alone: a text has a match of it that has one of any of them.
type parts struct {
	once sync.Once
	all  []*part // none of an expression that is not large or has no alternatives
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
			p.all = append(p.all, &part{must: newDemand(sub), tree: sub})
		}
	})
	return p.all
}

// matches says whether a text has a match of a part.
func (p *part) matches(text string) bool {
	p.once.Do(func() { p.alone = regexp.MustCompile(p.tree.String()) })
	return p.alone.MatchString(text)
}

// parsed is an expression that compiled, as regexp compiles it.
func parsed(expr string) *syntax.Regexp {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return tree.Simplify()
}
