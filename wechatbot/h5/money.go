package h5

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
)

// moneyItem is one figure of a statement with the budget and the year before,
// all in one unit.
type moneyItem struct {
	name       string
	depth      int
	cur        budget.Amount
	plan, prev chart.Value
}

// moneyView is what a statement says in a few figures: its 三公 (hasThree), or its
// total expenditure.
type moneyView struct {
	st       budget.Statement
	unit     budget.Unit
	label    string
	total    moneyItem
	items    []moneyItem
	hasPlan  bool
	hasPrev  bool
	prevName string
	known    bool
}

// moneyOf takes the figures out of a statement, its budget and the year before.
func (s *site) moneyOf(st budget.Statement) moneyView {
	m := moneyView{st: st, unit: budget.TenThousandYuan}
	before, hasBefore := s.Books.Before(st)
	if hasBefore {
		m.prevName = strconv.Itoa(before.Year) + "年" + before.Stage.String()
	}
	p, ok := st.ThreePublic()
	if !ok || !p.Total.IsNumber() {
		m.expenditure(before, hasBefore)
		return m
	}
	m.known, m.unit = true, cmp.Or(p.Unit, m.unit)
	m.label = strconv.Itoa(st.Year) + "年“三公”经费" + map[budget.Stage]string{budget.Budget: "预算", budget.Final: "支出"}[st.Stage] + "合计"
	plan, hasPlan := s.planOf(st)
	var prev budget.ThreePublic
	if hasBefore {
		prev, hasBefore = before.ThreePublic()
	}
	m.hasPlan, m.hasPrev = hasPlan && plan.Total.IsNumber(), hasBefore && prev.Total.IsNumber()
	item := func(name string, depth int, of func(budget.ThreePublic) budget.Amount) moneyItem {
		i := moneyItem{name: name, depth: depth, cur: of(p)}
		if m.hasPlan {
			i.plan = valueIn(of(plan), plan.Unit, m.unit)
		}
		if m.hasPrev {
			i.prev = valueIn(of(prev), prev.Unit, m.unit)
		}
		return i
	}
	m.total = item("合计", 0, func(t budget.ThreePublic) budget.Amount { return t.Total })
	m.items = []moneyItem{
		item("因公出国（境）费", 0, func(t budget.ThreePublic) budget.Amount { return t.Abroad }),
		item("公务用车购置及运行费", 0, func(t budget.ThreePublic) budget.Amount { return t.Vehicles }),
		item("公务用车购置费", 1, func(t budget.ThreePublic) budget.Amount { return t.Purchase }),
		item("公务用车运行维护费", 1, func(t budget.ThreePublic) budget.Amount { return t.Running }),
		item("公务接待费", 0, func(t budget.ThreePublic) budget.Amount { return t.Reception }),
	}
	return m
}

// planOf are the 三公 figures that an account was budgeted with: the budget
// column of its own table, else the budget of the year.
func (s *site) planOf(st budget.Statement) (budget.ThreePublic, bool) {
	if st.Stage != budget.Final {
		return budget.ThreePublic{}, false
	}
	if plan, ok := st.ThreePublicBudget(); ok && plan.Total.IsNumber() {
		return plan, true
	}
	planned, ok := s.Books.Find(st.Organ, st.Year, budget.Budget)
	if !ok || planned.Stage != budget.Budget {
		return budget.ThreePublic{}, false
	}
	return planned.ThreePublic()
}

// expenditure takes the total expenditure where a statement has no 三公 figures.
func (m *moneyView) expenditure(before budget.Statement, hasBefore bool) {
	cur, unit, ok := totalOf(m.st)
	if !ok {
		return
	}
	m.known, m.unit = true, cmp.Or(unit, m.unit)
	m.label = strconv.Itoa(m.st.Year) + "年支出" + m.st.Stage.String() + "总计"
	m.total = moneyItem{name: "支出总计", cur: cur}
	if !hasBefore {
		return
	}
	if prev, was, ok := totalOf(before); ok {
		m.hasPrev, m.total.prev = true, valueIn(prev, was, m.unit)
	}
}

// totalOf is the total expenditure of a statement's first table.
func totalOf(st budget.Statement) (budget.Amount, budget.Unit, bool) {
	for _, id := range []string{"F1", "B1"} {
		t, ok := st.Table(id)
		if !ok {
			continue
		}
		for _, name := range []string{"支出总计", "总计"} {
			if r, ok := t.Row(budget.Expenditure, name); ok && len(r.Cells) > 0 && r.Cells[0].IsNumber() {
				return r.Cells[0], t.Unit, true
			}
		}
	}
	return budget.Amount{}, 0, false
}

func valueIn(a budget.Amount, from, to budget.Unit) chart.Value {
	if !a.IsNumber() {
		return chart.Value{}
	}
	if from == 0 {
		from = to
	}
	return chart.Given(a.In(from, to))
}

// figure is the large figure in a unit.
func (m moneyView) figure(unit budget.Unit) string {
	if !m.known {
		return ""
	}
	return written(m.total.cur, m.unit, unit)
}

// change is the change against an earlier figure in percent; false where there
// is none or it was nothing.
func change(cur, prev chart.Value) (decimal.Decimal, bool) {
	if !cur.Given || !prev.Given || prev.Decimal.IsZero() {
		return decimal.Decimal{}, false
	}
	return cur.Decimal.Sub(prev.Decimal).Shift(2).DivRound(prev.Decimal.Abs(), 2), true
}

func (i moneyItem) value() chart.Value {
	return chart.Value{Decimal: i.cur.Decimal(), Given: i.cur.IsNumber()}
}

// share is what of the budget was spent, in percent.
func (i moneyItem) share() (decimal.Decimal, bool) {
	if !i.cur.IsNumber() || !i.plan.Given || !i.plan.Decimal.IsPositive() {
		return decimal.Decimal{}, false
	}
	return i.cur.Decimal().Shift(2).DivRound(i.plan.Decimal, 2), true
}

func (m moneyView) tiles() []tile {
	var out []tile
	if m.hasPrev {
		t := tile{Name: "比" + m.prevName, Value: "—"}
		if p, ok := change(m.total.value(), m.total.prev); ok {
			switch p.Sign() {
			case -1:
				t.Value, t.Tone = "↓ "+p.Abs().StringFixed(2)+"%", "down"
			case 1:
				t.Value, t.Tone = "↑ "+p.StringFixed(2)+"%", "up"
			default:
				t.Value = "持平"
			}
		}
		out = append(out, t)
	}
	if p, ok := m.total.share(); ok && m.hasPlan {
		out = append(out, tile{Name: "占年初预算", Value: p.StringFixed(2) + "%"})
	}
	return out
}

// sentence answers in one sentence: the figure with year, organ and unit, then
// how it moved.
func (m moneyView) sentence() string {
	if !m.known {
		return m.st.Organ + strconv.Itoa(m.st.Year) + "年度" + m.st.Stage.String() + "，共" + strconv.Itoa(len(m.st.Tables)) + "张表。"
	}
	var b strings.Builder
	b.WriteString(m.st.Organ + m.label + written(m.total.cur, m.unit, m.unit) + m.unit.String())
	if m.hasPrev && m.total.prev.Given {
		diff := m.total.cur.Decimal().Sub(m.total.prev.Decimal)
		word := map[int]string{-1: "减少", 1: "增加"}[diff.Sign()]
		switch p, ok := change(m.total.value(), m.total.prev); {
		case diff.IsZero():
			b.WriteString("，与" + m.prevName + "持平")
		case ok:
			b.WriteString("，比" + m.prevName + word + grouped(diff.Abs()) + m.unit.String() +
				"，" + map[int]string{-1: "下降", 1: "增长"}[diff.Sign()] + p.Abs().StringFixed(2) + "%")
		default:
			b.WriteString("，比" + m.prevName + word + grouped(diff.Abs()) + m.unit.String())
		}
	}
	if p, ok := m.total.share(); ok && m.hasPlan {
		b.WriteString("，是年初预算的" + p.StringFixed(2) + "%")
	}
	return b.String() + "。"
}

// sum is how the items make up the total, written out, where they do to the last
// digit: 0.00 + 46.56 + 1.35 = 47.91.
func (m moneyView) sum() string {
	var parts []string
	sum := decimal.Zero
	for _, it := range m.items {
		if it.depth > 0 {
			continue
		}
		if !it.cur.IsNumber() {
			return ""
		}
		parts, sum = append(parts, written(it.cur, m.unit, m.unit)), sum.Add(it.cur.Decimal())
	}
	if len(parts) == 0 || !m.total.cur.IsNumber() || !sum.Equal(m.total.cur.Decimal()) {
		return ""
	}
	return strings.Join(parts, " + ") + " = " + written(m.total.cur, m.unit, m.unit)
}

// moneyLine is one line of the table beside the chart.
type moneyLine struct {
	Name             string
	Depth            int
	Total            bool
	Cur, Prev, Plan  string
	Change, Complete string
}

func (m moneyView) lines(unit budget.Unit) []moneyLine {
	if !m.known {
		return nil
	}
	var out []moneyLine
	for i, it := range append([]moneyItem{m.total}, m.items...) {
		l := moneyLine{Name: it.name, Depth: it.depth, Total: i == 0, Cur: written(it.cur, m.unit, unit), Change: "—", Complete: "—"}
		l.Prev, l.Plan = m.beside(it.prev, unit), m.beside(it.plan, unit)
		if p, ok := change(it.value(), it.prev); ok {
			l.Change = signed(p) + "%"
		}
		if p, ok := it.share(); ok {
			l.Complete = p.StringFixed(2) + "%"
		}
		out = append(out, l)
	}
	return out
}

func (m moneyView) beside(v chart.Value, unit budget.Unit) string {
	if !v.Given {
		return "未公开"
	}
	a, err := budget.NewAmount(v.Decimal)
	if err != nil {
		return grouped(v.Decimal)
	}
	return written(a, m.unit, unit)
}
