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
	Source    string
	Published string
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
	return ThreePublic{}, false
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
