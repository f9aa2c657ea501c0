package wechatbot

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// perHead divides a figure by the population that the office has stated for the
// organ's area, and says which it was. Without one it is empty: no population is
// guessed.
func (v *visit) perHead(s budget.Statement, f figure.Figure) string {
	p, known := v.bot.Office.PopulationOf(s.Organ, s.Year)
	if !known {
		return ""
	}
	yuan := f.Amount.In(f.Unit, budget.Yuan).DivRound(decimal.NewFromInt(int64(p.People)), 2)
	return fmt.Sprintf("人均%s元：按%d年%s%d人计算（%s）", yuan.StringFixed(2), p.Year, p.Basis, p.People, p.Source)
}
