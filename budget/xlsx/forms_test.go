package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

// sheetOf is rows of CSV as cells.
func sheetOf(text string) [][]any {
	var out [][]any
	for line := range strings.Lines(text) {
		var row []any
		for cell := range strings.SplitSeq(strings.TrimRight(line, "\n"), ",") {
			row = append(row, cell)
		}
		out = append(out, row)
	}
	return out
}

// The lay-out of 财决07 in a workbook: merged headers of three levels, codes in
// three columns, a line that numbers the columns.
func TestMergedHeadersOfThreeLevels(t *testing.T) {
	raw := workbook(t, map[string][][]any{"Z07": sheetOf(`公共预算财政拨款收入支出决算表(财决07表)
编制单位：某单位,,,,,,,,,,,,,,,金额单位：元
项目,,,,年初结转和结余,,,本年收入,,,本年支出,,,,,年末结转和结余
支出功能分类科目编码,,,科目名称,合计,基本支出结转,项目支出结转和结余,合计,基本支出,项目支出,合计,基本支出,,,项目支出,
,,,,,,,,,,,小计,人员经费,日常公用经费,,
类,款,项,栏次,1,2,3,4,5,6,7,8,9,10,11,12
,,,合计,5.00,,5.00,100.00,60.00,40.00,101.00,60.00,50.00,10.00,41.00,4.00
205,,,教育支出,5.00,,5.00,100.00,60.00,40.00,101.00,60.00,50.00,10.00,41.00,4.00
205,02,,普通教育,5.00,,5.00,100.00,60.00,40.00,101.00,60.00,50.00,10.00,41.00,4.00
205,02,01,学前教育,5.00,,5.00,40.00,,40.00,41.00,,,,41.00,4.00
205,02,02,小学教育,,,,60.00,60.00,,60.00,60.00,50.00,10.00,,
`)}, func(f *excelize.File) {
		for _, m := range []string{"A1:P1", "A3:D3", "E3:G3", "H3:J3", "K3:O3", "P3:P5", "A4:C5", "D4:D5", "E4:E5", "F4:F5", "G4:G5", "H4:H5", "I4:I5", "J4:J5", "K4:K5", "L4:N4", "O4:O5"} {
			a, b, _ := strings.Cut(m, ":")
			require.NoError(t, f.MergeCell("Z07", a, b))
		}
	})
	tables, findings := read(t, raw)
	require.Len(t, tables, 1)
	table := tables[0]
	require.Equal(t, "C07", table.Form, findings)
	row, ok := table.Row("", "2050202")
	require.True(t, ok, "%+v", table.Rows)
	assert.Equal(t, "10.00", table.Cell(row, "日常公用经费").String())
	assert.Equal(t, 14, row.At[table.Column("日常公用经费")])
	r := table.Check()
	assert.Zero(t, r.Failed, r.Findings)
	assert.Greater(t, r.Exact, 50)
}

// Every form that the package knows is written and read again.
func TestEveryFormComesBack(t *testing.T) {
	for _, f := range budget.Forms() {
		table := budget.Table{Form: f.ID, Title: f.Name, Unit: budget.Yuan, Organ: "某单位"}
		for _, c := range f.Columns {
			table.Columns = append(table.Columns, c.Key)
		}
		row := func(side budget.Side, code, label string, n int64) {
			r := budget.Row{Side: side, Code: code, Label: label}
			for i := range table.Columns {
				r.Cells = append(r.Cells, budget.Number(n*100+int64(i), 2))
			}
			table.Rows = append(table.Rows, r)
		}
		switch f.Layout {
		case budget.Codes:
			row("", "205", "教育支出", 3)
			row("", "20502", "普通教育", 3)
			row("", "", "合计", 3)
		case budget.Line:
			row("", "", f.Stage.String()+"数", 7)
		case budget.Lines:
			for i, l := range f.Income {
				row("", "", l.Key, int64(i+1))
			}
			if len(f.Income) == 0 {
				row("", "301", "工资福利支出", 2)
				row("", "", "人员经费合计", 2)
			}
		default:
			lists := f.Lists
			if len(lists) == 0 {
				lists = []budget.Side{budget.Income, budget.Expenditure}
			}
			for _, side := range lists {
				row(side, "", map[budget.Side]string{budget.Income: f.Income[0].Key}[side]+strings.Repeat("一、教育支出", btoi(side != budget.Income)), 5)
				row(side, "", map[bool]string{true: "收入总计", false: "总计"}[side == budget.Income], 9)
			}
		}
		s := budget.Statement{Organ: "某单位", Year: 2024, Stage: f.Stage, Tables: []budget.Table{table}}
		var b bytes.Buffer
		require.NoError(t, xlsx.Write(&b, s), f.ID)
		tables, findings, err := xlsx.Read(bytes.NewReader(b.Bytes()))
		require.NoError(t, err, f.ID)
		require.Len(t, tables, 1, "%s %v", f.ID, findings)
		assert.Equal(t, f.ID, tables[0].Form)
		assert.Equal(t, figures(table), figures(tables[0]), f.ID)
		assert.Equal(t, table.Organ, tables[0].Organ, f.ID)
		assert.Equal(t, table.Unit, tables[0].Unit, f.ID)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// figures are a table's rows without where they stood, list by list.
func figures(t budget.Table) []string {
	var out []string
	for _, side := range []budget.Side{budget.Income, budget.Expenditure, "性质", ""} {
		for _, r := range t.Rows {
			if r.Side == side {
				out = append(out, fmt.Sprint(side, r.Code, budget.Plain(r.Label), r.Cells))
			}
		}
	}
	return out
}
