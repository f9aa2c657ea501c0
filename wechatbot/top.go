package wechatbot

import (
	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// addTops adds the purposes that take most after the first, so many in all.
func (view *moneyView) addTops(s budget.Statement, most int) (added []figure.Figure) {
	all := figure.Tops(s)
	for _, f := range all[min(1, len(all)):min(max(1, most), len(all))] {
		line := moneyLine{Item: f.Name}
		line.Amount, line.Exact = written(f.Amount, f.Unit)
		view.More, added = append(view.More, line), append(added, f)
	}
	return added
}
