package budget

import (
	"fmt"
	"strings"
)

// An Identity is what must hold between the cells of a form (勾稽关系), read
// from a formula that a clerk can read too:
//
//	收入·收入总计.预算数 = 支出·支出总计.预算数      two cells
//	*.合计 = *.基本支出 + *.项目支出                 in every row; 支出·*.… in every row of a list
//	合计.基本支出 = B8!合计.合计                      against another form
//	支出·本年支出合计.* = Σ支出.*                     in every column, against the list's lines before its total
//	税收收入.* = Σ@税收收入.*                         against the lines under that one
//	外事接待.金额 <= 国内接待.金额                    at most; warn … where more is odd, not wrong
//	tree 合计                                         类 = Σ款, 款 = Σ项; tree * in every column
//	total 合计                                        the total line = Σ类; total * in every column
//	*.为预算% = *.决算数 / *.预算数                   a percentage of two columns
//	*.增减% = *.本年 / *.上年 - 100%                  a percentage of growth
//	公务接待费.金额 -> 公务接待批次.数量              where there is the one, there is the other
type Identity struct {
	Formula string
	Kind    IdentityKind
	Column  string // of a tree or a total
	Left    []Term // of the others
	Right   []Term
	AtMost  bool // the left side may be less
	Growth  bool // of a percentage: what was added, not what it is
	Warn    bool // a breach is a warning
}

// An IdentityKind says how an identity is evaluated.
type IdentityKind int

// The kinds.
const (
	Cells   IdentityKind = iota // named cells
	EachRow                     // the same columns in every row
	Tree                        // each code against the codes directly below it
	Total                       // the total line against the top codes
	Percent                     // a printed percentage against its two figures, in every row
	Implies                     // money that was spent against the count of what it bought
)

// A Term is one cell of an identity, or the sum of a list (Σ).
type Term struct {
	Minus  bool
	Form   string // another form's ID; "": the same table
	Side   Side
	Row    string // label or code; "*": the row at hand
	Column string // "*": each column of the form in turn
	Sum    bool   // Σ: the lines of the side before its total
	Under  string // Σ@: the lines under the one of that name
}

// ParseIdentity reads a formula. It returns an error that quotes what it cannot
// read.
func ParseIdentity(text string) (Identity, error) {
	id, err := parseIdentity(text)
	if err != nil {
		return Identity{}, fmt.Errorf("budget: identity %q: %w", text, err)
	}
	return id, nil
}

// relations are the signs between two sides, the longer first.
var relations = []string{" <= ", " -> ", " = "}

func parseIdentity(text string) (Identity, error) {
	id := Identity{Formula: text}
	if rest, ok := strings.CutPrefix(text, "warn "); ok {
		id.Warn, id.Formula, text = true, rest, rest
	}
	for word, kind := range map[string]IdentityKind{"tree ": Tree, "total ": Total} {
		if column, ok := strings.CutPrefix(text, word); ok {
			id.Kind, id.Column = kind, strings.TrimSpace(column)
			return id, nil
		}
	}
	for _, sign := range relations {
		left, right, ok := strings.Cut(text, sign)
		if !ok {
			continue
		}
		id.AtMost = sign == " <= "
		if quotient := strings.TrimSuffix(right, " - 100%"); strings.Contains(quotient, " / ") {
			id.Kind, id.Growth = Percent, quotient != right
			right = strings.Replace(quotient, " / ", " ", 1)
		}
		var err error
		if id.Left, err = parseTerms(left); err != nil {
			return Identity{}, err
		}
		if id.Right, err = parseTerms(right); err != nil {
			return Identity{}, err
		}
		return id, id.settle(sign == " -> ")
	}
	return Identity{}, fmt.Errorf("no =")
}

// settle finds the kind that the terms ask for.
func (id *Identity) settle(implies bool) error {
	switch {
	case id.Kind == Percent:
		if len(id.Left) != 1 || len(id.Right) != 2 || id.Left[0].Row != "*" {
			return fmt.Errorf("a percentage is *.column = *.column / *.column")
		}
	case implies:
		id.Kind = Implies
	case id.Left[0].Row == "*":
		id.Kind = EachRow
	}
	return nil
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
		under, ok := strings.CutPrefix(side, "@")
		if t.Sum = true; ok {
			t.Under = under
		} else {
			t.Side = Side(side)
		}
		return t, nil
	}
	if side, label, ok := strings.Cut(row, "·"); ok {
		t.Side, row = Side(side), label
	}
	t.Row = row
	return t, nil
}

// spread writes an identity that speaks of each column out, one for each of
// the form's columns of money.
func (id Identity) spread(columns []Field) []Identity {
	each := id.Column == "*"
	for _, t := range append(id.Left[:len(id.Left):len(id.Left)], id.Right...) {
		each = each || t.Column == "*"
	}
	if !each {
		return []Identity{id}
	}
	var out []Identity
	for _, c := range columns {
		if c.Percent {
			continue
		}
		one := id
		one.Formula = strings.ReplaceAll(id.Formula, ".*", "."+c.Key)
		if id.Column == "*" {
			one.Column, one.Formula = c.Key, strings.TrimSuffix(id.Formula, "*")+c.Key
		}
		one.Left, one.Right = under(id.Left, c.Key), under(id.Right, c.Key)
		out = append(out, one)
	}
	return out
}

func under(terms []Term, column string) []Term {
	out := make([]Term, len(terms))
	for i, t := range terms {
		if t.Column == "*" {
			t.Column = column
		}
		out[i] = t
	}
	return out
}
