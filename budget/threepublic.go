package budget

import "github.com/shopspring/decimal"

// ThreePublic is the 三公经费 of one organ and year: travel abroad
// (因公出国（境）费), vehicles (公务用车购置及运行费, bought and run) and
// reception (公务接待费). Cells that were left blank stay blank.
type ThreePublic struct {
	Organ     string
	Year      int
	Stage     Stage
	Unit      Unit
	Total     Amount
	Abroad    Amount
	Vehicles  Amount
	Purchase  Amount
	Running   Amount
	Reception Amount
	Operating Amount // 机关运行经费, where the table shows it
	Counts    Counts // what the money bought, where a table shows it
	Source    string
	Published string
}

// Counts are what the 三公 money bought: whole numbers, blank where nothing is
// said.
type Counts struct {
	Groups     Amount // 因公出国（境）团组数
	Travellers Amount // 因公出国（境）人次
	Bought     Amount // 公务用车购置数
	Vehicles   Amount // 公务用车保有量
	Receptions Amount // 国内公务接待批次
	Guests     Amount // 国内公务接待人次
}

// ThreePublic takes the three items out of the statement's own table (B9 or
// F7). A final account shows the accounted figures; ThreePublicBudget its
// budget column.
func (s Statement) ThreePublic() (ThreePublic, bool) {
	return s.threePublic(s.Stage.String() + "数")
}

// ThreePublicBudget takes the budget column out of a final account's table.
func (s Statement) ThreePublicBudget() (ThreePublic, bool) {
	p, ok := s.threePublic("预算数")
	p.Stage = Budget
	return p, ok
}

func (s Statement) threePublic(line string) (ThreePublic, bool) {
	for _, id := range []string{"F7", "B9"} {
		t, ok := s.Table(id)
		if !ok {
			continue
		}
		r, ok := t.Row("", line)
		if !ok || t.Unit == 0 { // figures without a unit are not told to anybody
			continue
		}
		return ThreePublic{
			Organ: s.Organ, Year: s.Year, Stage: s.Stage, Unit: t.Unit, Source: s.Source, Published: s.Published,
			Total: t.Cell(r, "三公合计"), Abroad: t.Cell(r, "因公出国"), Vehicles: t.Cell(r, "公务用车"),
			Purchase: t.Cell(r, "公车购置"), Running: t.Cell(r, "公车运行"), Reception: t.Cell(r, "公务接待"),
			Operating: t.Cell(r, "机关运行经费"),
		}, true
	}
	if line == "决算数" {
		return s.listed()
	}
	return ThreePublic{}, false
}

// listed takes the three items and their counts out of 附06, which has them one
// below the other.
func (s Statement) listed() (ThreePublic, bool) {
	t, ok := s.Table("C16")
	if !ok || t.Unit == 0 {
		return ThreePublic{}, false
	}
	of := func(key string) Amount {
		r, _ := t.Row("", key)
		return t.Cell(r, "统计数")
	}
	return ThreePublic{
		Organ: s.Organ, Year: s.Year, Stage: s.Stage, Unit: t.Unit, Source: s.Source, Published: s.Published,
		Total: of("三公合计"), Abroad: of("因公出国"), Vehicles: of("公务用车"), Purchase: of("公车购置"), Running: of("公车运行"),
		Reception: of("公务接待"), Operating: of("机关运行经费"),
		Counts: Counts{of("团组数"), of("出国人次"), of("购置数"), of("保有量"), of("国内批次"), of("国内人次")},
	}, true
}

// An Item is one named amount of a list, with its change against another year.
type Item struct {
	Name   string
	Amount Amount
}

// Items are the three items in the order of the law, then their parts are the
// caller's to ask for. The total is not among them.
func (p ThreePublic) Items() []Item {
	return []Item{{"因公出国（境）费", p.Abroad}, {"公务用车购置及运行费", p.Vehicles}, {"公务接待费", p.Reception}}
}

// A Change is one figure against an earlier one, both in one unit.
type Change struct {
	Name       string
	Prev, Cur  decimal.Decimal
	Unit       Unit
	HasPercent bool // false on a zero base: what was nothing has no percentage
	Percent    decimal.Decimal
}

// Diff is what was added, negative where less was spent.
func (c Change) Diff() decimal.Decimal { return c.Cur.Sub(c.Prev) }

// change compares two amounts; percentages are rounded to two places, half
// away from zero.
func change(name string, prev, cur Amount, from, to Unit) Change {
	c := Change{Name: name, Prev: prev.In(from, to), Cur: cur.Decimal(), Unit: to}
	if !c.Prev.IsZero() {
		c.HasPercent = true
		c.Percent = c.Diff().Shift(2).DivRound(c.Prev.Abs(), 2)
	}
	return c
}

// Compare sets the 三公 figures and the totals of two statements side by side,
// in the later one's unit. Figures that either left blank are left out.
func Compare(prev, cur Statement) []Change {
	var out []Change
	if p, ok := prev.ThreePublic(); ok {
		if q, ok := cur.ThreePublic(); ok {
			out = append(out, p.against(q)...)
		}
	}
	for _, total := range []struct {
		forms []string
		side  Side
		row   string
		name  string
	}{{[]string{"B1", "F1"}, Income, "收入总计", "收入总计"}, {[]string{"B1", "F1"}, Expenditure, "支出总计", "支出总计"}, {[]string{"F1"}, Expenditure, "总计", "支出总计"}} {
		for _, id := range total.forms {
			a, u, ok := prev.line(id, total.side, total.row)
			b, v, ok2 := cur.line(id, total.side, total.row)
			if ok && ok2 {
				out = append(out, change(total.name, a, b, u, v))
			}
		}
	}
	return out
}

func (p ThreePublic) against(q ThreePublic) []Change {
	var out []Change
	for _, pair := range []struct {
		name string
		a, b Amount
	}{{"三公经费合计", p.Total, q.Total}, {"因公出国（境）费", p.Abroad, q.Abroad}, {"公务用车购置及运行费", p.Vehicles, q.Vehicles}, {"公务接待费", p.Reception, q.Reception}} {
		if pair.a.IsNumber() && pair.b.IsNumber() {
			out = append(out, change(pair.name, pair.a, pair.b, p.Unit, q.Unit))
		}
	}
	return out
}

// line is the first amount of a row of a table.
func (s Statement) line(id string, side Side, name string) (Amount, Unit, bool) {
	t, ok := s.Table(id)
	if !ok {
		return Amount{}, 0, false
	}
	r, ok := t.Row(side, name)
	if !ok || len(r.Cells) == 0 || !r.Cells[0].IsNumber() {
		return Amount{}, 0, false
	}
	return r.Cells[0], t.unit(), true
}
