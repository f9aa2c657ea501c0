package wechatbot

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// perHeadWords ask for a figure per head.
var perHeadWords = []string{"人均", "平均每人", "平均每个人", "每个人", "每人", "平均到", "每个居民", "每个老百姓", "每位居民", "摊到", "分摊", "均摊", "人头"}

// perHead says whether a text asks for that. 人头费 is what the staff costs.
func perHead(text string) bool {
	return writing.Holds(strings.ReplaceAll(text, "人头费", ""), perHeadWords...)
}

// perHead divides a figure by the population that the office has stated for the
// organ's area, and says which it was. Without one it is empty: no population is
// guessed.
func (v *visit) perHead(s budget.Statement, f figure) string {
	p, known := v.bot.Office.PopulationOf(s.Organ, s.Year)
	if !known {
		return ""
	}
	yuan := f.amount.In(f.unit, budget.Yuan).DivRound(decimal.NewFromInt(int64(p.People)), 2)
	return fmt.Sprintf("人均%s元：按%d年%s%d人计算（%s）", yuan.StringFixed(2), p.Year, p.Basis, p.People, p.Source)
}
