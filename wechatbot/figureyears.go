package wechatbot

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/figure"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// asksGap is a text that asks by how much two figures differ.
var asksGap = form(`差|相比|对比|比|各|分别|多少.*多少`)

// completes is a text that asks how much of the plan was spent: 预算执行率.
var completes = form(`预算的?{completion}率?|完成率|执行率|超[了过出]?预算|超支|超没超`)

// ofBothStages says whether a question asks for the plan and for what was spent.
func (q moneyQuestion) ofBothStages() bool {
	return q.plan && (q.account || q.spent) && asksGap.MatchString(q.text) || completes.MatchString(q.text)
}

// ofAccount is such a question of what was spent, which is held against the plan, or of
// the plan where only that is kept: of all that was spent where nothing else is named.
func (v *visit) ofAccount(q moneyQuestion) moneyQuestion {
	of := moneyQuestion{organ: q.organ, year: q.year, account: true}
	q.plan, q.account = false, slices.ContainsFunc(slices.Collect(v.bot.Books.All()), of.fits)
	rest := stagesJoined.ReplaceAllString(completes.ReplaceAllString(q.text, "预算"), "预算")
	if figure.BareBudget(rest) {
		q.ask = figure.Ask{Total: "支出"}
		q.ways = []figure.Ask{q.ask}
	}
	return q
}

// stagesJoined names the plan and the account beside each other, and nothing of them.
var stagesJoined = form(`(?:预算|决算)(?:{joined}|比|[、,，\s])*(?:预算|决算)`)

// bestYear is a text that asks which year had most of a figure, or least.
var bestYear = form(`{which_year}.*(?:{most}|{least}|[^多][多少][吗呢啊呀?？]*$)|(?:{most}|{least})的?是?{which_year}`)

// ofMonths is a text that asks for what was spent in a part of a year.
var ofMonths = form(`上个?月|本月|这个?月|每个?月|(?:^|[^0-9])[0-9]{1,2}月|一个月|[一二三四1-4]季度|[上下]半年|上周|本周|每天`)

// yearsSaid are the years that a question names beside each other, and does not hold
// against each other: 23到25年, 2024年和2025年.
func (v *visit) yearsSaid(q moneyQuestion, text string) (years []int) {
	from, to, _, found := span(text, v.today)
	if q.compared && !(found && to.Year > from.Year+1) { // 23年到25年涨了没 asks for each
		return nil
	}
	if found && !lastYears.MatchString(text) {
		for y := from.Year; y <= to.Year; y++ {
			years = append(years, y)
		}
		return years
	}
	for _, y := range civil.YearsIn(wholeYears(text), v.today) {
		if y.Year != 0 && !slices.Contains(years, y.Year) {
			years = append(years, y.Year)
		}
	}
	return years
}

// sayYears is tellFigure of those years that were named, with their sum where that was
// asked for.
func (v *visit) sayYears(h handed, about string, within []int) answer {
	if about != "all" || len(within) < 2 && !writing.Holds(h.q.text, sumWords...) {
		return v.tellFigure(h, about, asksLeast(h.q.text), "")
	}
	view := figureView{About: about}
	_, view.Years, _ = v.overYears(h, false)
	if len(within) > 1 {
		view.Years = slices.DeleteFunc(view.Years, func(y yearLine) bool { return !slices.Contains(within, y.Year) })
	}
	if m := lastYears.FindStringSubmatch(h.q.text); m != nil {
		view.Years = view.Years[:min(writing.Numeral(m[1]), len(view.Years))]
	}
	if len(view.Years) > 0 {
		of := view.Years[0].of
		h = handed{h.q, of.s, of.f}
	}
	if len(view.Years) < 2 {
		view.Years = nil
	} else if writing.Holds(h.q.text, sumWords...) {
		var all []figure.Figure
		for _, y := range view.Years {
			all = append(all, y.of.f)
		}
		view.Sum = addedUp(all)
	} else if len(view.Years) == 2 && asksApart.MatchString(h.q.text) {
		late, early := view.Years[0], view.Years[1]
		view.Gap = fmt.Sprintf("%d年比%d年%s", late.Year, early.Year, gapOf(over(late.of.f, early.of.f), early.of.f.Unit))
	}
	return v.sayFigure(h, view)
}

// asksApart is a text that asks by how much two years differ.
var asksApart = form(`{apart_by}|差多少|相差|差距|差了?几|多多少|少多少`)

// heldAgainst is the same figure in the plan, or in the account where the figure is
// the plan's, how many in a hundred of that it is, and by how much it differs.
func (v *visit) heldAgainst(h handed) (other, rate, gap string) {
	q := h.q
	q.year, q.plan, q.account = h.s.Year, h.s.Stage == budget.Final, h.s.Stage == budget.Budget
	t, f, found := v.pick(q)
	if !found || t.Organ != h.s.Organ || t.Stage == h.s.Stage || f.Name != h.f.Name {
		return "", "", ""
	}
	other, _ = written(f.Amount, f.Unit)
	base, is := f.Amount.In(f.Unit, h.f.Unit), h.f.Amount.Decimal()
	gap = gapOf(is.Sub(base), h.f.Unit)
	if base.Sign() <= 0 {
		return other, "", gap // nothing was planned
	}
	return other, inHundred(is, base), gap
}

// gapOf is a difference in words, "" for none.
func gapOf(by decimal.Decimal, unit budget.Unit) string {
	gap := worked(by.Abs(), unit)
	if gap == "" || by.IsZero() {
		return ""
	}
	if by.IsNegative() {
		return "少" + gap
	}
	return "多" + gap
}
