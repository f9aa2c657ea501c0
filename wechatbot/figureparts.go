package wechatbot

import (
	"fmt"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// partsChanged says which parts of a figure became more or less since the year before:
// the books tell no reason, but they tell where it lies.
func (v *visit) partsChanged(h handed) (out []string) {
	before, kept := v.bot.Books.Find(h.s.Organ, h.s.Year-1, h.s.Stage)
	if !kept {
		return nil
	}
	for _, name := range figure.PartsOf(h.f.Name) {
		now, has := figure.PublicFigure(h.s, name)
		was, had := figure.PublicFigure(before, name)
		if !has || !had || now.Amount.In(now.Unit, was.Unit).Equal(was.Amount.Decimal()) {
			continue
		}
		from, _ := written(was.Amount, was.Unit)
		to, _ := written(now.Amount, now.Unit)
		word := "增加到"
		if now.Amount.In(now.Unit, was.Unit).LessThan(was.Amount.Decimal()) {
			word = "减少到"
		}
		out = append(out, fmt.Sprintf("%s从%d年%s的%s%s%s", name, before.Year, stageOf(before), from, word, to))
	}
	return out
}

// stageOf is the stage of a statement in Chinese.
func stageOf(s budget.Statement) string { return s.Stage.String() }
