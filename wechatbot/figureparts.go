package wechatbot

import (
	"fmt"

	"github.com/zwgk/zwgk/budget"
)

// partsOf are the parts that a figure of the 三公 table is put together of.
var partsOf = map[string][]string{
	allThree: {reception, abroad, purchase, running},
	vehicles: {purchase, running},
}

// partsChanged says which parts of a figure became more or less since the year before:
// the books tell no reason, but they tell where it lies.
func (v *visit) partsChanged(h handed) (out []string) {
	before, kept := v.bot.Books.Find(h.s.Organ, h.s.Year-1, h.s.Stage)
	if !kept {
		return nil
	}
	for _, name := range partsOf[h.f.name] {
		now, has := publicFigure(h.s, name)
		was, had := publicFigure(before, name)
		if !has || !had || now.amount.In(now.unit, was.unit).Equal(was.amount.Decimal()) {
			continue
		}
		from, _ := written(was.amount, was.unit)
		to, _ := written(now.amount, now.unit)
		word := "增加到"
		if now.amount.In(now.unit, was.unit).LessThan(was.amount.Decimal()) {
			word = "减少到"
		}
		out = append(out, fmt.Sprintf("%s从%d年%s的%s%s%s", name, before.Year, stageOf(before), from, word, to))
	}
	return out
}

// stageOf is the stage of a statement in Chinese.
func stageOf(s budget.Statement) string { return s.Stage.String() }
