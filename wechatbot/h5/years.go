package h5

import (
	"strconv"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
)

// yearFigure is what a year was planned to cost and what it did.
type yearFigure struct {
	year        int
	plan, final chart.Value
}

// yearLine is one year of the table beside the chart.
type yearLine struct {
	Year                int
	Plan, Final, Change string
	Complete            string
	To                  string // of the year's account, or else of its budget
	On                  bool
}

// maxYears is how many years are held side by side, the newest.
const maxYears = 8

// years are the same figure of an organ in each year that tells it, the oldest
// first.
func (s *site) years(m moneyView) []yearFigure {
	var out []yearFigure
	for _, y := range s.Books.Years(m.st.Organ) {
		f := yearFigure{year: y}
		for _, stage := range []budget.Stage{budget.Final, budget.Budget} {
			st, ok := s.Books.Find(m.st.Organ, y, stage)
			if !ok || st.Stage != stage {
				continue
			}
			v := m.sameOf(st)
			if stage == budget.Budget {
				f.plan = v
				continue
			}
			f.final = v
			if plan, ok := s.planOf(st); ok && m.three() { // its own table tells the plan
				f.plan = valueIn(plan.Total, plan.Unit, m.unit)
			}
		}
		if f.plan.Given || f.final.Given {
			out = append([]yearFigure{f}, out...)
		}
	}
	return out[max(0, len(out)-maxYears):]
}

// three says whether the figure is that of 三公经费, and not the total.
func (m moneyView) three() bool { return len(m.items) > 0 }

// sameOf is the figure that m tells, out of another statement and in m's unit.
func (m moneyView) sameOf(st budget.Statement) chart.Value {
	if m.three() {
		if p, ok := st.ThreePublic(); ok {
			return valueIn(p.Total, p.Unit, m.unit)
		}
		return chart.Value{}
	}
	if a, unit, ok := totalOf(st); ok {
		return valueIn(a, unit, m.unit)
	}
	return chart.Value{}
}

// name is the figure without its year.
func (m moneyView) name() string {
	if m.three() {
		return "“三公”经费"
	}
	return "支出总计"
}

// yearsChart draws the years; false where there are not two to compare or
// nothing to draw.
func (m moneyView) yearsChart(all []yearFigure) (chart.Chart, bool) {
	if len(all) < 2 {
		return nil, false
	}
	title := m.st.Organ + m.name() + "：" + m.told(all[0]) + "，" + m.told(all[len(all)-1])
	plans, finals, drawn := false, false, false
	for _, f := range all {
		plans, finals = plans || f.plan.Given, finals || f.final.Given
		drawn = drawn || !f.plan.Decimal.IsZero() || !f.final.Decimal.IsZero()
	}
	g := chart.Groups{Title: title, Unit: m.unit.String(), Source: m.st.Organ + "各年度公开的预算、决算"}
	for _, f := range all {
		row := chart.Group{Label: strconv.Itoa(f.year) + "年"}
		if plans {
			row.Values = append(row.Values, f.plan)
		}
		if finals {
			row.Values = append(row.Values, f.final)
		}
		g.Groups = append(g.Groups, row)
	}
	if plans {
		g.Series = append(g.Series, "预算")
	}
	if finals {
		g.Series = append(g.Series, "决算")
	}
	return g, drawn
}

// told is what a year came to, in words.
func (m moneyView) told(f yearFigure) string {
	if f.final.Given {
		return strconv.Itoa(f.year) + "年决算" + grouped(f.final.Decimal) + m.unit.String()
	}
	return strconv.Itoa(f.year) + "年预算" + grouped(f.plan.Decimal) + m.unit.String()
}

// yearLines are the years as text, the newest first.
func (s *site) yearLines(m moneyView, all []yearFigure, unit budget.Unit) []yearLine {
	var out []yearLine
	for i, f := range all {
		l := yearLine{Year: f.year, Plan: m.beside(f.plan, unit), Final: m.beside(f.final, unit), Change: "—", Complete: "—", On: f.year == m.st.Year}
		if i > 0 && all[i-1].year == f.year-1 {
			for _, pair := range [][2]chart.Value{{f.final, all[i-1].final}, {f.plan, all[i-1].plan}} {
				if p, ok := change(pair[0], pair[1]); ok {
					l.Change = signed(p) + "%"
					break
				}
			}
		}
		if f.final.Given && f.plan.Given && f.plan.Decimal.IsPositive() {
			l.Complete = f.final.Decimal.Shift(2).DivRound(f.plan.Decimal, 2).StringFixed(2) + "%"
		}
		stage := budget.Budget
		if _, ok := s.Books.Find(m.st.Organ, f.year, budget.Final); ok && f.final.Given {
			stage = budget.Final
		}
		l.To = s.statementPath(m.st.Organ, f.year, stage)
		out = append([]yearLine{l}, out...)
	}
	return out
}

// table is the table beside the chart as one that can be downloaded.
func (m moneyView) table() budget.Table {
	t := budget.Table{Title: m.label + "和分项", Organ: m.st.Organ, Year: m.st.Year, Unit: m.unit, Columns: []string{strconv.Itoa(m.st.Year) + "年" + m.st.Stage.String()}}
	if m.hasPlan {
		t.Columns = append(t.Columns, strconv.Itoa(m.st.Year)+"年预算")
	}
	if m.hasPrev {
		t.Columns = append(t.Columns, m.prevName)
	}
	for _, it := range append([]moneyItem{m.total}, m.items...) {
		r := budget.Row{Label: it.name, Cells: []budget.Amount{it.cur}}
		if m.hasPlan {
			r.Cells = append(r.Cells, amountOf(it.plan))
		}
		if m.hasPrev {
			r.Cells = append(r.Cells, amountOf(it.prev))
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// yearsTable is the table of the years as one that can be downloaded.
func (m moneyView) yearsTable(all []yearFigure) budget.Table {
	t := budget.Table{Title: m.name() + "逐年对比", Organ: m.st.Organ, Year: m.st.Year, Unit: m.unit, Columns: []string{"预算", "决算"}}
	for _, f := range all {
		t.Rows = append(t.Rows, budget.Row{Label: strconv.Itoa(f.year) + "年", Cells: []budget.Amount{amountOf(f.plan), amountOf(f.final)}})
	}
	return t
}

// amountOf is a figure as a cell; a missing one is blank.
func amountOf(v chart.Value) budget.Amount {
	if !v.Given {
		return budget.Amount{}
	}
	a, _ := budget.NewAmount(v.Decimal) // more digits than any published figure has leave the cell blank
	return a
}
