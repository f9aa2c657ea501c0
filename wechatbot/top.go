package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// topsAsked is how many of the largest purposes a text asks for, 0 for none.
func topsAsked(text string) int {
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
var topsOf = form(`前([二两三四五六七八九十\d]{1,2})(?:名|项|位|大|个|块|$|[^年月季])|最[多大高]的?(?:前)?([二两三四五六七八九十\d]{1,2})[项个块类样笔]`)

// How many purposes are told where a text asks for several, and at most.
const (
	manyTops = 3
	mostTops = 5
)

// topFigure is the purpose that takes most.
func topFigure(s budget.Statement) (figure, bool) {
	all := topFigures(s)
	if len(all) == 0 {
		return figure{}, false
	}
	return all[0], true
}

// topFigures are the purposes by how much they take, the one that takes most first.
func topFigures(s budget.Statement) (all []figure) {
	t, column, _ := spending(s)
	for _, r := range t.Rows {
		if amount := t.Cell(r, column); len(r.Code) == 3 && amount.IsNumber() {
			all = append(all, figure{name: budget.Plain(r.Label), amount: amount, unit: t.Unit})
		}
	}
	slices.SortStableFunc(all, func(a, b figure) int { return b.amount.Decimal().Cmp(a.amount.Decimal()) })
	return all
}

// addTops adds the purposes that take most after the first, so many in all.
func (view *moneyView) addTops(s budget.Statement, most int) (added []figure) {
	all := topFigures(s)
	for _, f := range all[min(1, len(all)):min(max(1, most), len(all))] {
		line := moneyLine{Item: f.name}
		line.Amount, line.Exact = written(f.amount, f.unit)
		view.More, added = append(view.More, line), append(added, f)
	}
	return added
}
