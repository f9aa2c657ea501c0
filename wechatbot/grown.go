package wechatbot

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
)

// asksGrown is a text that asks which purpose became more since the year before, or less:
// 哪一项涨得最多, 降得最多的是哪块.
var asksGrown = form(`^(?:{around}|{which_item}|支出|钱)*(?:(?:涨|增|增加|增长|上升)|(降|减|减少|下降))(?:得|的|了)?(?:最多|最快|最大|最厉害|最猛)(?:{around}|{which_item}|支出)*$`)

// mostGrown is how many purposes are told that became more, or less.
const mostGrown = 3

// grown answers which purposes of the organ in hand became more since the year before, or
// less, those that changed most first.
func (v *visit) grown(text string) (answer, bool) {
	last, held := v.figureHeld()
	if !held || utf8.RuneCountInString(text) > longestFollow {
		return answer{}, false
	}
	m := asksGrown.FindStringSubmatch(text)
	if m == nil {
		return answer{}, false
	}
	now, kept := v.bot.Books.Find(last.Organ, last.Year, last.Stage)
	before, had := v.bot.Books.Find(last.Organ, last.Year-1, last.Stage)
	view := jointView{About: "grown", Least: m[1] != "", More: fmt.Sprintf("%s%d年%s", last.Organ, last.Year, last.Stage), Less: fmt.Sprintf("%d年", last.Year-1)}
	if kept && had {
		view.Lines = grownLines(now, before, view.Least)
	}
	v.talk.figure.Until = v.inHandUntil()
	return v.sayJointly(view, wantMoney)
}

// grownLines are the purposes of a statement that are more than in another, or less, by how
// much.
func grownLines(now, before budget.Statement, less bool) (lines []jointLine) {
	was := map[string]figure.Figure{}
	for _, f := range figure.Tops(before) {
		was[f.Name] = f
	}
	type change struct {
		f  figure.Figure
		by decimal.Decimal
	}
	var all []change
	for _, f := range figure.Tops(now) {
		g, had := was[f.Name]
		if !had {
			continue // what the other has no line of is not known to be nothing there
		}
		by := f.Amount.Decimal().Sub(g.Amount.In(g.Unit, f.Unit))
		if less {
			by = by.Neg()
		}
		if by.IsPositive() {
			all = append(all, change{f, by})
		}
	}
	slices.SortStableFunc(all, func(a, b change) int { return b.by.Cmp(a.by) })
	for _, c := range all[:min(mostGrown, len(all))] {
		if by := worked(c.by, c.f.Unit); by != "" {
			lines = append(lines, jointLine{Name: c.f.Name, Value: by})
		}
	}
	return lines
}
