package xlsx_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

func amounts(t *testing.T, texts ...string) []budget.Amount {
	t.Helper()
	var out []budget.Amount
	for _, x := range texts {
		a, err := budget.ParseAmount(x)
		require.NoError(t, err)
		out = append(out, a)
	}
	return out
}

// row is what a table says, without where it said it.
type row struct {
	Side        budget.Side
	Code, Label string
	Cells       []string
}

// rows are the rows of a table that hold a figure or a code.
func rows(table budget.Table) []row {
	var out []row
	for _, r := range table.Rows {
		x := row{Side: r.Side, Code: r.Code, Label: budget.Plain(r.Label)}
		any := false
		for i := range table.Columns {
			text := ""
			if i < len(r.Cells) {
				text = r.Cells[i].String()
				any = any || r.Cells[i].IsNumber()
			}
			x.Cells = append(x.Cells, text)
		}
		if any || r.Code != "" {
			out = append(out, x)
		}
	}
	return out
}

func bySide(in []row, s budget.Side) (out []row) {
	for _, r := range in {
		if r.Side == s {
			out = append(out, r)
		}
	}
	return out
}

func comesBack(t *testing.T, s budget.Statement) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, xlsx.Write(&b, s))
	tables, findings, err := xlsx.Read(&b)
	require.NoError(t, err)
	for _, f := range findings {
		assert.Contains(t, []string{"UNKNOWN-FORM", "EMPTY"}, f.Rule, f.String())
	}
	require.Len(t, tables, len(s.Tables))
	for i, want := range s.Tables {
		got := tables[i]
		assert.Equal(t, want.Form, got.Form)
		assert.Equal(t, want.Columns, got.Columns)
		assert.Equal(t, want.Notes, got.Notes)
		if want.Unit != 0 {
			assert.Equal(t, want.Unit, got.Unit)
		}
		for _, side := range []budget.Side{"", budget.Income, budget.Expenditure} {
			assert.Equal(t, bySide(rows(want), side), bySide(rows(got), side), want.Title)
		}
	}
}

// statement carries tables of three shapes, figures from published ones: table
// 7 of 上海市普陀区规划和自然资源局 2024, its table 3 in part, and a table that
// no form knows.
func statement(t *testing.T) budget.Statement {
	return budget.Statement{Organ: "上海市普陀区规划和自然资源局", Year: 2024, Stage: budget.Final, Tables: []budget.Table{
		{Form: "F7", Title: "财政拨款“三公”经费支出决算表", Unit: budget.TenThousandYuan,
			Columns: []string{"三公合计", "因公出国", "公务用车", "公车购置", "公车运行", "公务接待"},
			Rows: []budget.Row{
				{Label: "预算数", Cells: amounts(t, "2.85", "0.00", "0.00", "0.00", "0.00", "2.85")},
				{Label: "决算数", Cells: amounts(t, "0.39", "0.00", "0.00", "0.00", "0.00", "0.39")},
			},
			Notes: []string{"注：本表反映部门本年度“三公”经费支出预决算情况。"}},
		{Form: "F3", Title: "支出决算表", Unit: budget.TenThousandYuan,
			Columns: []string{"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"},
			Rows: []budget.Row{
				{Label: "合计", Cells: amounts(t, "461.08", "461.08", "0.00", "", "—", "")},
				{Code: "221", Label: "住房保障支出", Cells: amounts(t, "461.08", "461.08", "0.00", "", "—", "")},
				{Code: "22102", Label: "住房改革支出", Cells: amounts(t, "461.08", "461.08", "0.00", "", "—", "")},
				{Code: "2210201", Label: "住房公积金", Cells: amounts(t, "289.59", "289.59", "0.00", "", "—", "")},
				{Code: "2210203", Label: "购房补贴", Cells: amounts(t, "171.49", "171.49", "0.00", "", "—", "")},
			}},
		{Title: "社区专项资金一览表", Unit: budget.Yuan, Columns: []string{"金额·上年", "金额·本年"},
			Rows: []budget.Row{
				{Label: "绿化", Cells: amounts(t, "12345678901234567", "-3.5")},
				{Label: "照明", Cells: amounts(t, "0", "")},
			}},
	}}
}

func TestAStatementGoesOutAndComesBack(t *testing.T) { comesBack(t, statement(t)) }

func TestTheOfficialLayout(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, xlsx.Write(&b, statement(t)))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{"财政拨款“三公”经费支出决算表", "支出决算表", "社区专项资金一览表"}, f.GetSheetList())
	get := func(sheet, cell string) string {
		s, err := f.GetCellValue(sheet, cell)
		require.NoError(t, err)
		return s
	}
	assert.Equal(t, "2024年度支出决算表", get("支出决算表", "A1"))
	assert.Equal(t, "公开03表", get("支出决算表", "J2"))
	assert.Equal(t, "编制单位：上海市普陀区规划和自然资源局", get("支出决算表", "A3"))
	assert.Equal(t, "单位：万元", get("支出决算表", "J3"))
	assert.Equal(t, "221", get("支出决算表", "A9"))
	assert.Equal(t, "02", get("支出决算表", "B9"), "a code keeps its zero")
	assert.Equal(t, "461.08", get("支出决算表", "E9"))
	kind, err := f.GetCellType("支出决算表", "E9")
	require.NoError(t, err)
	assert.Equal(t, excelize.CellTypeUnset, kind, "a number, not text")
	merges, err := f.GetMergeCells("财政拨款“三公”经费支出决算表")
	require.NoError(t, err)
	var ranges []string
	for _, m := range merges {
		ranges = append(ranges, m[0]+" "+m[1])
	}
	assert.Contains(t, ranges, "A4:F4 预算数")
	assert.Contains(t, ranges, "C5:E5 公务用车购置及运行维护费")
	assert.Contains(t, ranges, "A5:A6 合计")
	assert.Equal(t, "12345678901234567", get("社区专项资金一览表", "B5"), "seventeen digits survive as text")
}

func TestNothingToWrite(t *testing.T) {
	assert.ErrorIs(t, xlsx.Write(&bytes.Buffer{}, budget.Statement{}), budget.ErrNoTable)
}
