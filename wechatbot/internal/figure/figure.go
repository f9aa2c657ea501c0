package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// A Figure is one amount of a statement that a citizen may ask for.
type Figure struct {
	Name   string
	Amount budget.Amount
	Unit   budget.Unit
	Public bool // one of the 三公 and 机关运行经费, which have a chart
	Near   bool // of the line whose name comes nearest to what was said

	form string // the table, and the column, of a line
	code string // of a line
}

// Operating is what running an office costs, which stands beside the 三公 table.
const Operating = "机关运行经费"

// PublicFigure is a figure of the 三公 table by its name, Operating among them.
func PublicFigure(s budget.Statement, name string) (Figure, bool) {
	p, ok := s.ThreePublic()
	if !ok {
		return Figure{}, false
	}
	amount, known := map[string]budget.Amount{
		AllThree: p.Total, reception: p.Reception, abroad: p.Abroad, Vehicles: p.Vehicles, purchase: p.Purchase, running: p.Running, Operating: p.Operating,
	}[name]
	return Figure{Name: name, Amount: amount, Unit: p.Unit, Public: true}, known && amount.IsNumber()
}

// Spending is the table of all that is spent by purpose, and its column for the
// whole.
func Spending(s budget.Statement) (t budget.Table, column string, found bool) {
	for form, column := range map[string]string{"B3": "合计", "F3": "本年支出合计"} {
		if t, ok := s.Table(form); ok && t.Unit != 0 {
			return t, column, true
		}
	}
	return t, "", false
}

// lined are the tables in which a line is looked for, and the column of its
// figure; whole are those whose last line is the whole of each column.
var lined = []struct {
	form, column string
	whole        bool
}{{"B3", "合计", true}, {"F3", "本年支出合计", true}, {"B8", "合计", true}, {"F6", "决算数", false}, {"B1", "预算数", false}, {"F1", "决算数", false}}

// lineFigure is the line, or the column, whose name a text holds: the longest
// name, and the widest purpose of that name, by function first and by economic
// kind next. 支出 may be left out. Or else it is the line whose name comes nearest;
// where the text may also mean the whole, only one that is surely meant.
func lineFigure(s budget.Statement, text string, orWhole bool) (Figure, bool) {
	if f, found := NamedLine(s, text); found {
		return f, true
	}
	all := Alikes(s, text)
	if len(all) == 0 || orWhole && all[0].Near {
		return Figure{}, false
	}
	return all[0], true
}

// NamedLine is lineFigure for a name that stands in the text whole.
func NamedLine(s budget.Statement, text string) (Figure, bool) {
	var best Figure
	longest := 0
	for _, form := range lined {
		t, ok := s.Table(form.form)
		if !ok || t.Unit == 0 || !summed(t) {
			continue
		}
		f, n := lineIn(t, form.column, text)
		if form.whole {
			if g, m := columnIn(t, form.column, text); m > n {
				f, n = g, m
			}
		}
		if g, m := spokenIn(t, form.column, form.whole, text); m > n {
			f, n = g, m
		}
		if n > longest {
			best, longest = f, n
		}
	}
	return best, longest > 0
}

// summed says whether a table has a sum of its own. One that lost it may have
// lost more, and its figures are not given.
func summed(t budget.Table) bool {
	return slices.ContainsFunc(t.Rows, func(r budget.Row) bool {
		return strings.Contains(r.Label, "合计") || strings.Contains(r.Label, "总计")
	})
}

// surelyAlike is how near a name must come that is surely meant.
const surelyAlike = 1.5

// Alikes are the lines whose names come near to the words of a text, where none
// stands in it whole, the nearest first: 公益岗 is in 公益性岗位补贴.
func Alikes(s budget.Statement, text string) (out []Figure) {
	text = plainly.Replace(text)
	nearness := map[string]float64{}
	for _, form := range lined {
		t, ok := s.Table(form.form)
		if !ok || t.Unit == 0 || !summed(t) {
			continue
		}
		for _, r := range t.Rows {
			label := budget.Plain(r.Label)
			name := plainly.Replace(label)
			amount := t.Cell(r, form.column)
			if name == "" || !amount.IsNumber() || nearness[label] > 0 {
				continue
			}
			if near := alike(name, text); near > 1 {
				nearness[label] = near
				out = append(out, Figure{Name: label, Amount: amount, Unit: t.Unit, Near: near < surelyAlike})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Figure) int { return cmp.Compare(nearness[b.Name], nearness[a.Name]) })
	return out
}

// plainly takes out of names and texts what says nothing of a purpose.
var plainly = strings.NewReplacer("支出", "", "经费", "", "事务", "", "其他", "", "行政", "", "单位", "", "一般", "", "管理", "", "合计", "", "总计", "", "预算", "", "决算", "", "收入", "", "机关", "", "事业", "", "费用", "", "多少", "", "街道", "", "社区", "", "年", "", "的", "")

// alike is how near a name comes to a text: the characters of the name that stand
// in the text in their order, and the longest run of them twice. It is 0 where
// there is no such run, or less than half of a short name.
func alike(name, text string) float64 {
	run := utf8.RuneCountInString(writing.Common(name, text))
	shared, n := writing.InOrder([]rune(name), []rune(text)), utf8.RuneCountInString(name)
	if shared < 2 || run < 2 && 2*shared < n {
		return 0
	}
	return float64(2*run+shared) / (3 + math.Sqrt(float64(n)))
}

// nameLength says how much of a text a name is: its characters where the text holds it,
// 0 where not. Sums have no name of their own.
func nameLength(name, text string) int {
	name = strings.TrimSuffix(strings.TrimSuffix(budget.Plain(name), "支出"), "合计")
	n := utf8.RuneCountInString(name)
	if n < 2 || strings.Contains(name, "合计") || strings.Contains(name, "总计") || !strings.Contains(text, name) {
		return 0
	}
	return n
}

func lineIn(t budget.Table, column, text string) (Figure, int) {
	var best budget.Row
	longest := 0
	for _, r := range t.Rows {
		n := nameLength(r.Label, text)
		if n == 0 || n < longest || n == longest && len(r.Code) >= len(best.Code) || !t.Cell(r, column).IsNumber() {
			continue
		}
		best, longest = r, n
	}
	return Figure{Name: budget.Plain(best.Label), Amount: t.Cell(best, column), Unit: t.Unit}, longest
}

// spokenIn is the line, or the column, of a table that a text names by a word which people use
// for it. A line whose name is only a part of that one is another.
func spokenIn(t budget.Table, column string, whole bool, text string) (best Figure, longest int) {
	for _, spoken := range spokenLines {
		n := utf8.RuneCountInString(spoken[1])
		if n <= longest || !strings.Contains(text, spoken[0]) {
			continue
		}
		if r, found := widestRow(t, spoken[1]); found && t.Cell(r, column).IsNumber() {
			best, longest = Figure{Name: budget.Plain(r.Label), Amount: t.Cell(r, column), Unit: t.Unit}, n
		} else if f, m := columnIn(t, column, spoken[1]); whole && m > 0 && stem(f.Name) == stem(spoken[1]) {
			best, longest = f, n
		}
	}
	return best, longest
}

// columnIn is the whole of the column whose name a text holds: 基本支出, 人员经费.
func columnIn(t budget.Table, but, text string) (best Figure, longest int) {
	whole, ok := t.Row("", "合计")
	if !ok {
		return best, 0
	}
	for _, name := range t.Columns {
		if n := nameLength(name, text); n > longest && name != but && t.Cell(whole, name).IsNumber() {
			best, longest = Figure{Name: budget.Plain(name), Amount: t.Cell(whole, name), Unit: t.Unit}, n
		}
	}
	return best, longest
}

// totalFigure is the whole of what came in or went out.
func totalFigure(s budget.Statement, side string) (Figure, bool) {
	for form, column := range map[string]string{"B1": "预算数", "F1": "决算数"} {
		t, ok := s.Table(form)
		if !ok || t.Unit == 0 {
			continue
		}
		for _, name := range []string{"本年" + side + "合计", side + "总计"} {
			if r, ok := t.Row(budget.Side(side), name); ok {
				if amount := t.Cell(r, column); amount.IsNumber() {
					return Figure{Name: name, Amount: amount, Unit: t.Unit}, true
				}
			}
		}
	}
	return Figure{}, false
}

// Beside says whether neither of two figures holds any of the other: two parts of
// 三公经费, 基本支出 and 项目支出, or lines of one table that are not each other's.
func (f Figure) Beside(g Figure) bool {
	switch {
	case f.Public || g.Public:
		return f.Public && g.Public && f.Name != Operating && g.Name != Operating && f.Name != AllThree && g.Name != AllThree
	case f.form == "" || f.form != g.form:
		return false
	case f.code == "" && g.code == "":
		return apartColumns[[2]string{min(f.Name, g.Name), max(f.Name, g.Name)}]
	}
	return f.code != "" && g.code != "" && !strings.HasPrefix(f.code, g.code) && !strings.HasPrefix(g.code, f.code)
}

// apartColumns are the columns of a table that make up its whole.
var apartColumns = map[[2]string]bool{{"基本支出", "项目支出"}: true, {"人员经费", "公用经费"}: true}

// PartsOf are the parts that a figure of the 三公 table is put together of.
func PartsOf(name string) []string {
	switch name {
	case AllThree:
		return []string{reception, abroad, purchase, running}
	case Vehicles:
		return []string{purchase, running}
	}
	return nil
}

// KindsOf are the parts of a figure as people speak of them: of 三公经费 the three, and of
// other figures their parts.
func KindsOf(name string) []string {
	if name == AllThree {
		return []string{reception, abroad, Vehicles}
	}
	return PartsOf(name)
}
