package budget

import (
	"fmt"
	"strings"
)

// An Identity is what must hold between the cells of a form (勾稽关系), read
// from a formula that a clerk can read too:
//
//	收入·收入总计.预算数 = 支出·支出总计.预算数      two cells
//	*.合计 = *.基本支出 + *.项目支出                 in every row
//	合计.基本支出 = B8!合计.合计                      against another form
//	支出·本年支出合计.决算数 = Σ支出.决算数           against the list's own lines
//	tree 合计                                         类 = Σ款, 款 = Σ项
//	total 合计                                        the total line = Σ类
type Identity struct {
	Formula string
	Kind    IdentityKind
	Column  string // of a tree or a total
	Left    []Term // of the others
	Right   []Term
}

// An IdentityKind says how an identity is evaluated.
type IdentityKind int

// The kinds.
const (
	Cells   IdentityKind = iota // named cells
	EachRow                     // the same columns in every row
	Tree                        // each code against the codes directly below it
	Total                       // the total line against the top codes
)

// A Term is one cell of an identity, or the sum of a list (Σ).
type Term struct {
	Minus  bool
	Form   string // another form's ID; "": the same table
	Side   Side
	Row    string // label or code; "*": the row at hand
	Column string
	Sum    bool // Σ: all lines of the side but its totals
}

// ParseIdentity reads a formula. It returns an error that quotes what it cannot
// read.
func ParseIdentity(text string) (Identity, error) {
	id := Identity{Formula: text}
	for word, kind := range map[string]IdentityKind{"tree ": Tree, "total ": Total} {
		if column, ok := strings.CutPrefix(text, word); ok {
			id.Kind, id.Column = kind, strings.TrimSpace(column)
			return id, nil
		}
	}
	left, right, ok := strings.Cut(text, "=")
	if !ok {
		return Identity{}, fmt.Errorf("budget: identity %q: no =", text)
	}
	var err error
	if id.Left, err = parseTerms(left); err != nil {
		return Identity{}, fmt.Errorf("budget: identity %q: %w", text, err)
	}
	if id.Right, err = parseTerms(right); err != nil {
		return Identity{}, fmt.Errorf("budget: identity %q: %w", text, err)
	}
	if id.Left[0].Row == "*" {
		id.Kind = EachRow
	}
	return id, nil
}

func parseTerms(text string) ([]Term, error) {
	var terms []Term
	minus := false
	for _, word := range strings.Fields(text) {
		switch word {
		case "+":
			minus = false
		case "-":
			minus = true
		default:
			t, err := parseTerm(word)
			if err != nil {
				return nil, err
			}
			t.Minus = minus
			terms = append(terms, t)
		}
	}
	if len(terms) == 0 {
		return nil, fmt.Errorf("a side is empty")
	}
	return terms, nil
}

func parseTerm(word string) (Term, error) {
	var t Term
	rest := word
	if form, after, ok := strings.Cut(rest, "!"); ok {
		t.Form, rest = form, after
	}
	row, column, ok := strings.Cut(rest, ".")
	if !ok || row == "" || column == "" {
		return Term{}, fmt.Errorf("term %q is not row.column", word)
	}
	t.Column = column
	if side, sum := strings.CutPrefix(row, "Σ"); sum {
		t.Side, t.Sum = Side(side), true
		return t, nil
	}
	if side, label, ok := strings.Cut(row, "·"); ok {
		t.Side, row = Side(side), label
	}
	t.Row = row
	return t, nil
}
