package budget

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// A Narrative is the words that must stand beside the tables (预算法 art. 14;
// 地方预决算公开操作规程), made from the tables so that the two cannot disagree.
type Narrative struct {
	Notes []Note
	// Unexplained are the large changes that came without a reason. The office
	// knows why; a machine must not make one up.
	Unexplained []Change
}

// Reasons are an office's own words for why a figure changed, by the name that
// the figure has in a Change, as 公务接待费: 严格接待标准.
type Reasons map[string]string

// largeChange is the change in percent from which a reason is demanded.
const largeChange = 50

// Narrate writes what the tables of s say: totals, how the money is spent, the
// 三公 with their parts against the year before and against the budget, the
// operating expenses (机关运行经费), and that an empty table is empty. The zero
// prev, and one of another organ or stage or not of an earlier year, is not
// compared with. A figure that a table leaves blank is not spoken of, nor a
// table without a unit of account.
func (s Statement) Narrate(prev Statement, why Reasons) Narrative {
	t := teller{cur: s.withUnits(), why: why}
	if prev.Organ == s.Organ && prev.Stage == s.Stage && prev.Year > 0 && prev.Year < s.Year {
		t.prev = prev.withUnits()
	}
	t.totals()
	t.spending()
	t.classes()
	t.threePublic()
	t.operating()
	t.empty()
	return t.out
}

// withUnits leaves out the tables whose unit of account is not known.
func (s Statement) withUnits() Statement {
	s.Tables = slices.DeleteFunc(slices.Clone(s.Tables), func(t Table) bool { return t.Unit == 0 })
	return s
}

// A teller writes a narrative.
type teller struct {
	cur, prev Statement
	why       Reasons
	out       Narrative
}

func (t *teller) note(title, text string) {
	if text != "" {
		t.out.Notes = append(t.out.Notes, Note{Title: title, Text: text + "。"})
	}
}

// totals tells income and expenditure of the whole statement.
func (t *teller) totals() {
	income, unit, ok := t.cur.total(Income)
	spending, _, ok2 := t.cur.total(Expenditure)
	if !ok || !ok2 {
		return
	}
	text := when(t.cur) + "收入总计" + say(income, unit)
	text += t.against("收入总计", func(s Statement) (Amount, Unit, bool) { return s.total(Income) })
	text += "；支出总计" + say(spending, unit)
	text += t.against("支出总计", func(s Statement) (Amount, Unit, bool) { return s.total(Expenditure) })
	t.note("收支总体情况", text)
}

// total is the last line of a list of the first table.
func (s Statement) total(side Side) (Amount, Unit, bool) {
	name := string(side) + "总计"
	for _, id := range []string{"F1", "B1"} {
		for _, label := range []string{name, "总计"} {
			if a, u, ok := s.line(id, side, label); ok {
				return a, u, true
			}
		}
	}
	return Amount{}, 0, false
}

// spending tells basic and project expenditure (基本支出, 项目支出).
func (t *teller) spending() {
	table, all, ok := t.cur.spendingTable()
	if !ok {
		return
	}
	total, basic, projects := table.Cell(all, table.Columns[0]), table.Cell(all, "基本支出"), table.Cell(all, "项目支出")
	if !total.IsNumber() || !basic.IsNumber() || !projects.IsNumber() {
		return
	}
	t.note("支出情况", when(t.cur)+"支出合计"+say(total, table.unit())+
		"，其中：基本支出"+say(basic, table.unit())+portion(basic, total)+
		"，项目支出"+say(projects, table.unit())+portion(projects, total))
}

// spendingTable is the table of all expenditure by function with its total line.
func (s Statement) spendingTable() (Table, Row, bool) {
	for _, id := range []string{"F3", "B3"} {
		if table, ok := s.Table(id); ok && len(table.Columns) > 0 {
			if all, ok := table.Row("", "合计"); ok {
				return table, all, true
			}
		}
	}
	return Table{}, Row{}, false
}

// classes tells expenditure by class (类).
func (t *teller) classes() {
	table, all, ok := t.cur.spendingTable()
	if !ok {
		return
	}
	total := table.Cell(all, table.Columns[0])
	var parts []string
	for _, r := range table.Rows {
		if a := table.Cell(r, table.Columns[0]); len(r.Code) == 3 && a.IsNumber() {
			parts = append(parts, r.Label+say(a, table.unit())+portion(a, total))
		}
	}
	if len(parts) > 0 {
		t.note("支出按功能分类", when(t.cur)+"支出按功能分类："+strings.Join(parts, "；"))
	}
}

// operating tells the operating expenses of the organ (机关运行经费).
func (t *teller) operating() {
	p, ok := t.cur.ThreePublic()
	if !ok || !p.Operating.IsNumber() {
		return
	}
	t.note("机关运行经费情况", when(t.cur)+"机关运行经费"+t.cur.Stage.String()+say(p.Operating, p.Unit)+
		t.against("机关运行经费", func(s Statement) (Amount, Unit, bool) {
			q, ok := s.ThreePublic()
			return q.Operating, q.Unit, ok && q.Operating.IsNumber()
		}))
}

// empty tells of the tables that are published without figures, as the law
// wants it.
func (t *teller) empty() {
	var names []string
	for _, table := range t.cur.Tables {
		if table.Empty() {
			names = append(names, "《"+strings.Trim(table.Title, "《》")+"》")
		}
	}
	if len(names) > 0 {
		t.note("空表说明", t.cur.Organ+when(t.cur)+"没有"+strings.Join(names, "、")+"所列的收入和支出，"+map[bool]string{true: "该表", false: "以上各表"}[len(names) == 1]+"为空表")
	}
}

// when names the year as budgets and accounts name it.
func when(s Statement) string {
	if s.Stage == Final {
		return decimal.NewFromInt(int64(s.Year)).String() + "年度"
	}
	return decimal.NewFromInt(int64(s.Year)).String() + "年"
}
