package figure

import (
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// TopsAsked is how many of the largest purposes a text asks for, 0 for none.
func TopsAsked(text string) int {
	if m := topsOf.FindStringSubmatch(text); m != nil {
		return min(max(1, writing.Numeral(m[1]+m[2])), mostTops)
	}
	switch {
	case writing.Holds(text, "前几", "排名", "排行", "排序", "哪几项", "哪几块", "哪几方面"):
		return manyTops
	case writing.Holds(text, "最多", "最大", "大头", "最高", "主要花", "排第"):
		return 1
	}
	return 0
}

// topsOf is a text that says how many of them: 前三名, 最多的三项.
var topsOf = lexicon.Form(`前([二两三四五六七八九十\d]{1,2})(?:名|项|位|大|个|块|$|[^年月季])|最[多大高]的?(?:前)?([二两三四五六七八九十\d]{1,2})[项个块类样笔]`)

// How many purposes are told where a text asks for several, and at most.
const (
	manyTops = 3
	mostTops = 5
)

// topFigure is the purpose that takes most.
func topFigure(s budget.Statement) (Figure, bool) {
	all := Tops(s)
	if len(all) == 0 {
		return Figure{}, false
	}
	return all[0], true
}

// Tops are the purposes by how much they take, the one that takes most first.
func Tops(s budget.Statement) (all []Figure) {
	t, column, _ := Spending(s)
	for _, r := range t.Rows {
		if amount := t.Cell(r, column); len(r.Code) == 3 && amount.IsNumber() {
			all = append(all, Figure{Name: budget.Plain(r.Label), Amount: amount, Unit: t.Unit})
		}
	}
	slices.SortStableFunc(all, func(a, b Figure) int { return b.Amount.Decimal().Cmp(a.Amount.Decimal()) })
	return all
}

// Under are the lines that a line is put together of by its code, the one that takes most
// first; none where the table goes no further.
func Under(s budget.Statement, f Figure) (all []Figure) {
	for _, form := range lined {
		t, kept := s.Table(form.form)
		at := slices.IndexFunc(t.Rows, func(r budget.Row) bool {
			amount := t.Cell(r, form.column)
			return r.Code != "" && linePlain(r.Label) == f.Name && amount.IsNumber() && amount.Decimal().Equal(f.Amount.Decimal())
		})
		if !kept || t.Unit != f.Unit || at < 0 {
			continue
		}
		for _, r := range t.Rows {
			amount := t.Cell(r, form.column)
			if len(r.Code) == len(t.Rows[at].Code)+codeStep && strings.HasPrefix(r.Code, t.Rows[at].Code) && amount.IsNumber() && !amount.Decimal().IsZero() {
				all = append(all, Figure{Name: linePlain(r.Label), Amount: amount, Unit: t.Unit})
			}
		}
		break
	}
	slices.SortStableFunc(all, func(a, b Figure) int { return b.Amount.Decimal().Cmp(a.Amount.Decimal()) })
	return all
}

// codeStep is by how many digits the code of a line is longer than that of the line above.
const codeStep = 2
