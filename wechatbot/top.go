package wechatbot

import (
	"slices"

	"github.com/zwgk/zwgk/budget"
)

// topsAsked is how many of the largest purposes a text asks for, 0 for none.
func topsAsked(text string) int {
	for _, t := range []struct {
		n     int
		words []string
	}{{5, []string{"前五", "前5"}}, {3, []string{"前三", "前3", "前几", "排名", "排行", "排序", "哪几项", "哪几块", "哪几方面"}},
		{2, []string{"前两", "前二", "前2"}}, {1, []string{"最多", "最大", "大头", "最高", "主要花", "排第"}}} {
		if holds(text, t.words...) {
			return t.n
		}
	}
	return 0
}

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
