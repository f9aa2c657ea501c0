package budget_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// random is a small source of numbers that a seed makes.
type random uint64

func (r *random) below(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r)>>33) % n
}

// account is a table of expenditure in 元 that adds up exactly, of so many
// classes.
func account(r *random, classes int) budget.Table {
	t := budget.Table{Form: "F3", Title: "支出决算表", Unit: budget.Yuan, Columns: []string{"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"}}
	row := func(code, label string, basic, project int64) {
		cells := make([]budget.Amount, 6)
		cells[0], cells[1], cells[2] = budget.Number(basic+project, 2), budget.Number(basic, 2), budget.Number(project, 2)
		t.Rows = append(t.Rows, budget.Row{Code: code, Label: label, Cells: cells})
	}
	var all [2]int64
	for c := range classes {
		class := len(t.Rows)
		row(fmt.Sprintf("2%02d", c+1), "类", 0, 0)
		var sum [2]int64
		for k := range 1 + r.below(3) {
			item := len(t.Rows)
			row(fmt.Sprintf("2%02d%02d", c+1, k+1), "款", 0, 0)
			var part [2]int64
			for i := range 1 + r.below(4) {
				a, b := int64(r.below(99_999_999)), int64(r.below(9_999_999))
				row(fmt.Sprintf("2%02d%02d%02d", c+1, k+1, i+1), "项", a, b)
				part[0], part[1] = part[0]+a, part[1]+b
			}
			set(t.Rows[item].Cells, part)
			sum[0], sum[1] = sum[0]+part[0], sum[1]+part[1]
		}
		set(t.Rows[class].Cells, sum)
		all[0], all[1] = all[0]+sum[0], all[1]+sum[1]
	}
	row("", "合计", all[0], all[1])
	return t
}

func set(cells []budget.Amount, v [2]int64) {
	cells[0], cells[1], cells[2] = budget.Number(v[0]+v[1], 2), budget.Number(v[0], 2), budget.Number(v[1], 2)
}

// A rounded table foots, and no cell is moved by a whole unit; rounded cell by
// cell it may not foot, but is never called inconsistent.
func FuzzRoundTo(f *testing.F) {
	f.Add(uint64(1), 3, 2)
	f.Add(uint64(7), 9, 0)
	f.Fuzz(func(t *testing.T, seed uint64, classes, places int) {
		r := random(seed)
		exact := account(&r, 1+abs(classes)%12)
		places = abs(places) % 3
		require.Zero(t, exact.Check().Failed)
		footed, findings := exact.RoundTo(budget.TenThousandYuan, places, budget.Footing)
		got := footed.Check()
		assert.Zero(t, got.Rounded+got.Failed, findings)
		assert.Equal(t, exact.Check().Exact, got.Exact)
		within(t, exact, footed, places)
		single, _ := exact.RoundTo(budget.TenThousandYuan, places, budget.CellByCell)
		assert.Zero(t, single.Check().Failed)
	})
}

func within(t *testing.T, exact, rounded budget.Table, places int) {
	unit := decimal.New(1, -int32(places))
	for i, r := range exact.Rows {
		for c, a := range r.Cells {
			b := rounded.Rows[i].Cells[c]
			require.Equal(t, a.IsNumber(), b.IsNumber())
			moved := b.Decimal().Sub(a.In(exact.Unit, rounded.Unit)).Abs()
			require.True(t, moved.LessThan(unit), "%s%s.%s moved by %s", r.Code, r.Label, exact.Columns[c], moved)
		}
	}
}

func TestPublishedTablesRoundedToTenThousandsStillFoot(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/budget/tables/*_B*.csv")
	if len(files) == 0 {
		t.Skip("the published tables are not beside the project")
	}
	n := 0
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		table, _, err := budget.ReadCSV(f, filepath.Base(name))
		f.Close()
		require.NoError(t, err)
		if table.Unit == 0 {
			table.Unit = budget.Yuan // B2, B3, B5 and B8 are in 元 like the rest of their workbook
		}
		if table.Unit != budget.Yuan {
			continue
		}
		before := table.Check()
		footed, _ := table.RoundTo(budget.TenThousandYuan, 2, budget.Footing)
		after := footed.Check()
		assert.Zero(t, after.Rounded+after.Failed, "%s: %s", name, after)
		assert.Equal(t, before.Exact, after.Exact, name)
		within(t, table, footed, 2)
		n++
	}
	t.Log(n, "tables")
	assert.Greater(t, n, 15)
}

func ExampleTable_RoundTo() {
	table, _, err := budget.ReadCSV(strings.NewReader("支出预算总表\n单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n"+
		"302,商品和服务支出,10000,3333,6667\n30201,办公费,3334,1111,2223\n30202,印刷费,3333,1111,2222\n30203,咨询费,3333,1111,2222\n,合计,10000,3333,6667\n"), "表.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, how := range []budget.Rounding{budget.CellByCell, budget.Footing} {
		rounded, _ := table.RoundTo(budget.TenThousandYuan, 1, how)
		var lines []string
		for _, r := range rounded.Rows {
			lines = append(lines, fmt.Sprintf("%s=%s+%s", r.Cells[0], r.Cells[1], r.Cells[2]))
		}
		fmt.Println(strings.Join(lines, " "))
	}
	// Output:
	// 1.0=0.3+0.7 0.3=0.1+0.2 0.3=0.1+0.2 0.3=0.1+0.2 1.0=0.3+0.7
	// 1.0=0.3+0.7 0.4=0.1+0.3 0.3=0.1+0.2 0.3=0.1+0.2 1.0=0.3+0.7
}
