package wechatbot

import (
	"fmt"
	"slices"
	"strings"

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
	all := civil.YearsIn(wholeYears(text), v.today)
	explicit := slices.ContainsFunc(all, func(y civil.SaidYear) bool { return y.Year != 0 && !y.Relative }) && !joined.MatchString(text)
	for _, y := range all {
		if y.Year != 0 && !slices.Contains(years, y.Year) && !(explicit && y.Relative) { // 去年的前一年，就2024年 names one
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
	lines := v.yearsWithin(h, within)
	if len(lines) > 0 {
		h = handed{h.q, lines[0].of.s, lines[0].of.f}
	}
	view := figureView{About: about}
	if len(lines) > 1 && writing.Holds(h.q.text, sumWords...) {
		var all []figure.Figure
		for _, y := range lines {
			all = append(all, y.of.f)
		}
		view.Sum = addedUp(all)
	} else if len(lines) == 2 && asksApart.MatchString(h.q.text) {
		late, early := lines[0], lines[1]
		view.Gap = fmt.Sprintf("%d年比%d年%s", late.Year, early.Year, gapOf(over(late.of.f, early.of.f), early.of.f.Unit))
	}
	var without []int
	view.Years, without = v.yearsBeside(h, lines, within)
	view.Without = lackedYears(h, without)
	return v.sayFigure(h, view)
}

// ofOtherYears tells what is asked of all years of a figure that is not there of the year that was
// asked for last: 哪年最多, 三年加起来.
func (v *visit) ofOtherYears(of subject, about string, least bool) (answer, bool) {
	lacked := of.Year
	of.Year = 0
	h, found := v.figureOf(of)
	if !found || about != "years" && about != "all" {
		return answer{}, false
	}
	view := figureView{About: about, Least: least, Without: lackedYears(h, []int{lacked})}
	if h, view.Years, view.Best = v.overYears(h, least); len(view.Years) == 0 {
		return answer{}, false
	}
	return v.sayFigure(h, view), true
}

// sumOfYears adds up the figure in hand over the years that were told of it, so many as a text
// says: 三年加起来. It is told of those that the books lack.
func (v *visit) sumOfYears(text string) (answer, bool) {
	m := yearsAdded.FindStringSubmatch(text)
	last, held := v.figureHeld()
	if m == nil || !held || last.Beside != "" {
		return answer{}, false
	}
	var years []int
	for _, of := range append([]subject{last}, v.figuresLately()...) {
		if of.Organ == last.Organ && !slices.Contains(years, of.Year) && of.Year != 0 {
			years = append(years, of.Year)
		}
	}
	if m[1] != "" && writing.Numeral(m[1]) != len(years) || len(years) < 2 {
		return answer{}, false
	}
	h, found := v.figureOf(last)
	if !found {
		last.Year = 0
		h, found = v.figureOf(last)
	}
	if !found {
		return answer{}, false
	}
	h.q.text = text
	return v.sayYears(h, "all", years), true
}

// yearsAdded asks for the sum of years that were told.
var yearsAdded = form(`^(?:{around}|[这那前近,，\s])*(?:([两二三四五2345])年|几年)(?:的|都|全|,|\s)*(?:{added}|一共|总共|拢共|合计)(?:是|有|花了?|{around}|{softly}|元|钱)*$`)

// yearsWithin are the lines of the years that a question names, at the stage of a figure, the
// newest first; of all years where it names less than two.
func (v *visit) yearsWithin(h handed, within []int) []yearLine {
	_, lines, _ := v.overYears(h, false)
	if len(within) > 1 {
		lines = slices.DeleteFunc(lines, func(y yearLine) bool { return !slices.Contains(within, y.Year) })
	}
	if m := lastYears.FindStringSubmatch(h.q.text); m != nil {
		lines = lines[:min(writing.Numeral(m[1]), len(lines))]
	}
	return lines
}

// yearsBeside are those lines with what there is of the other years at another stage, none
// where all of that is one line, and the years of which nothing is there.
func (v *visit) yearsBeside(h handed, lines []yearLine, within []int) (all []yearLine, without []int) {
	if all = lines; len(all) == 0 {
		amount, _ := written(h.f.Amount, h.f.Unit)
		all = []yearLine{{Year: h.s.Year, Amount: amount, of: figureIn{h.s, h.f}}}
	}
	for _, year := range within {
		if len(within) < 2 || slices.ContainsFunc(all, func(y yearLine) bool { return y.Year == year }) {
			continue
		}
		q := h.q
		q.organ, q.year = h.s.Organ, year
		s, f, found := v.pick(q)
		if !found || f.Near {
			without = append(without, year)
			continue
		}
		amount, _ := written(f.Amount, f.Unit)
		all = append(all, yearLine{Year: year, Amount: amount, Stage: s.Stage.String(), of: figureIn{s, f}})
	}
	if len(all) < 2 {
		return nil, without
	}
	slices.SortStableFunc(all, func(a, b yearLine) int { return b.Year - a.Year })
	return all, without
}

// lackedYears says of which years a question is not answered: 2021年、2022年的三公经费合计.
func lackedYears(h handed, years []int) string {
	if len(years) == 0 {
		return ""
	}
	said := make([]string, len(years))
	for i, y := range years {
		said[i] = fmt.Sprintf("%d年", y)
	}
	item := strings.Join(said, "、") + "的" + h.f.Name
	switch {
	case h.q.plan && !h.q.account:
		item += budget.Budget.String() + "数"
	case h.q.account && !h.q.plan:
		item += budget.Final.String() + "数"
	}
	return item
}

// ofYears is the figure from which the years are told that a question names: of the organ and
// the stage that have most of them. Who names no organ is told of one that has several.
func (v *visit) ofYears(q moneyQuestion, within []int) (best handed, found bool) {
	if q.organ != "" && len(within) < 2 {
		s, f, has := v.pick(q)
		return handed{q, s, f}, has && !f.Near
	}
	if len(within) > 1 {
		q.year = 0
	}
	count, most := map[string]int{}, 0
	first := map[string]handed{}
	for s, f := range v.having(q.ask) {
		if f.Near || !v.mayAnswerWith(q, s) || len(within) > 1 && !slices.Contains(within, s.Year) {
			continue
		}
		of := s.Organ + s.Stage.String()
		if count[of]++; count[of] == 1 {
			first[of] = handed{q, s, f}
		}
		if count[of] > most {
			best, most = first[of], count[of]
		}
	}
	return best, most > 1 || most == 1 && (q.organ != "" || wholeOfYears.MatchString(q.text))
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
