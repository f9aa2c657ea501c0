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

// workbook makes a file out of sheets given as rows of cells, from A1.
func workbook(t testing.TB, sheets map[string][][]any, after ...func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for name, rows := range sheets {
		_, err := f.NewSheet(name)
		require.NoError(t, err)
		for i, row := range rows {
			require.NoError(t, f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row))
		}
	}
	if _, ok := sheets["Sheet1"]; !ok {
		require.NoError(t, f.DeleteSheet("Sheet1"))
	}
	for _, do := range after {
		do(f)
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func read(t *testing.T, raw []byte) ([]budget.Table, []budget.Finding) {
	t.Helper()
	tables, findings, err := xlsx.Read(bytes.NewReader(raw))
	require.NoError(t, err)
	return tables, findings
}

func rules(findings []budget.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Rule)
	}
	return out
}

func TestColumnsAreFoundByTheirNamesInAnyOrder(t *testing.T) {
	// 决算 prints vehicles before receptions, 预算 the other way; this one has
	// planned and accounted figures turn by turn, and 接待 in front.
	raw := workbook(t, map[string][][]any{"三公": {
		{"2024年度财政拨款“三公”经费支出决算表"},
		{"编制单位：某局", "", "", "", "", "", "", "", "", "", "", "单位：万元"},
		{"公务接待费", "", "合计", "", "因公出国（境）费", "", "公务用车购置及运行维护费"},
		{"", "", "", "", "", "", "小计", "", "购置费", "", "运行维护费", ""},
		{"预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数"},
		{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
	}}, func(f *excelize.File) {
		for _, m := range []string{"A3:B4", "C3:D4", "E3:F4", "G3:L3", "G4:H4", "I4:J4", "K4:L4"} {
			a, b, _ := strings.Cut(m, ":")
			require.NoError(t, f.MergeCell("三公", a, b))
		}
	})
	tables, _ := read(t, raw)
	require.Len(t, tables, 1)
	table := tables[0]
	assert.Equal(t, "F7", table.Form)
	require.Len(t, table.Rows, 2)
	planned, accounted := table.Rows[0], table.Rows[1]
	assert.Equal(t, "预算数", planned.Label)
	assert.Equal(t, "决算数", accounted.Label)
	for key, want := range map[string][2]string{"公务接待": {"1", "2"}, "三公合计": {"3", "4"}, "因公出国": {"5", "6"}, "公务用车": {"7", "8"}, "公车购置": {"9", "10"}, "公车运行": {"11", "12"}} {
		assert.Equal(t, want[0], table.Cell(planned, key).String(), key)
		assert.Equal(t, want[1], table.Cell(accounted, key).String(), key)
	}
	assert.Equal(t, 12, accounted.At[table.Column("公车运行")], "the sheet's own column")
	assert.Equal(t, 6, accounted.Line)
}

func TestSeveralTablesOnOneSheet(t *testing.T) {
	below := [][]any{
		{"2024年部门支出总表"}, {"单位：元"},
		{"科目编码", "科目名称", "合计", "基本支出", "项目支出"},
		{"205", "教育支出", 3, 1, 2},
		{}, {"2024年部门收入总表"}, {"单位：万元"},
		{"科目编码", "科目名称", "合计", "财政拨款收入"},
		{"205", "教育支出", 4, 4},
	}
	tables, _ := read(t, workbook(t, map[string][][]any{"表": below}))
	require.Len(t, tables, 2)
	assert.Equal(t, []string{"B3", "B2"}, []string{tables[0].Form, tables[1].Form})
	assert.Equal(t, budget.Yuan, tables[0].Unit)
	assert.Equal(t, budget.TenThousandYuan, tables[1].Unit)

	beside := [][]any{
		{"2024年部门支出总表", "", "", "", "2024年部门收入总表"},
		{"单位：元", "", "", "", "单位：万元"},
		{"科目编码", "科目名称", "合计", "", "科目编码", "科目名称", "合计"},
		{"205", "教育支出", 3, "", "206", "科学技术支出", 4},
	}
	tables, _ = read(t, workbook(t, map[string][][]any{"表": beside}))
	require.Len(t, tables, 2)
	assert.Equal(t, "205", tables[0].Rows[0].Code)
	assert.Equal(t, "206", tables[1].Rows[0].Code)
	assert.Equal(t, budget.TenThousandYuan, tables[1].Unit)
	assert.Equal(t, 7, tables[1].Rows[0].At[0])
}

func TestACodeThatLostItsZeroIsMendedAndReported(t *testing.T) {
	raw := workbook(t, map[string][][]any{"支出": {
		{"2024年部门支出总表"}, {"单位：元"},
		{"类", "款", "项", "科目名称", "合计"},
		{205, 2, 5, "高等教育", 8},
		{"205", "02", "99", "其他普通教育支出", 1},
	}})
	tables, findings := read(t, raw)
	assert.Equal(t, "2050205", tables[0].Rows[0].Code)
	assert.Equal(t, "2050299", tables[0].Rows[1].Code)
	assert.Equal(t, []string{"CODE-PAD", "CODE-PAD"}, rules(findings))
	assert.Equal(t, budget.Position{Sheet: "支出", Row: 4, Column: 2}, findings[0].At)
	assert.Equal(t, "02", findings[0].Want)
}

func TestPrintedFurnitureIsNotData(t *testing.T) {
	raw := workbook(t, map[string][][]any{"决算": {
		{"2024年度支出决算表"},
		{"", "", "", "", "公开03表"},
		{"编制单位：某局", "", "", "", "单位：万元"},
		{"科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"},
		{"栏次", "", 1, 2, 3},
		{"", "合计", 5.5, 5.5, 0},
		{"205", "教育支出", 5.5, 5.5, 0},
		{"科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"},
		{"20502", "普通教育", 5.5, 5.5, 0},
		{"注：本表反映部门本年度各项支出情况。"},
	}})
	tables, findings := read(t, raw)
	require.Len(t, tables, 1)
	assert.Empty(t, findings)
	assert.Len(t, tables[0].Rows, 3)
	assert.Equal(t, []string{"注：本表反映部门本年度各项支出情况。"}, tables[0].Notes)
}

func TestTheNumbersOfLinesAreNotAmounts(t *testing.T) {
	raw := workbook(t, map[string][][]any{"总表": {
		{"2024年度收入支出决算总表"}, {"单位：万元"},
		{"收入", "", "", "支出", "", ""},
		{"项目", "行次", "决算数", "项目", "行次", "决算数"},
		{"栏次", "", 1, "栏次", "", 2},
		{"六、经营收入", 6, 1.5, "一、教育支出", 32, 2.5},
		{"总计", 31, 2.5, "总计", 62, 2.5},
	}}, func(f *excelize.File) {
		require.NoError(t, f.MergeCell("总表", "A3", "C3"))
		require.NoError(t, f.MergeCell("总表", "D3", "F3"))
	})
	tables, _ := read(t, raw)
	require.Len(t, tables, 1)
	r, ok := tables[0].Row(budget.Income, "经营收入")
	require.True(t, ok)
	assert.Equal(t, "1.5", r.Cells[0].String())
	assert.Equal(t, 3, r.At[0])
	r, ok = tables[0].Row(budget.Expenditure, "教育支出")
	require.True(t, ok)
	assert.Equal(t, "2.5", r.Cells[0].String())
}

func TestShownAndStoredNumbers(t *testing.T) {
	raw := workbook(t, map[string][][]any{"支出": {
		{"2024年部门支出总表"}, {"单位：万元"},
		{"科目编码", "科目名称", "合计"},
		{"205", "教育支出", 1508.8267},
		{"206", "科学技术支出", 0.1 + 0.2},
	}}, func(f *excelize.File) {
		two := "#,##0.00"
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &two})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle("支出", "C4", "C5", style))
	})
	tables, findings := read(t, raw)
	assert.Equal(t, "1508.83", tables[0].Rows[0].Cells[0].String())
	assert.Equal(t, "0.30", tables[0].Rows[1].Cells[0].String())
	require.Equal(t, []string{"STORED"}, rules(findings))
	assert.Contains(t, findings[0].Text, "1格")
	tables, _, err := xlsx.Reader{Stored: true}.Read(bytes.NewReader(raw))
	require.NoError(t, err)
	assert.Equal(t, "1508.8267", tables[0].Rows[0].Cells[0].String())
}

func TestTwoListsWithCodesSideBySide(t *testing.T) {
	// table 6 as departments print it; figures of 上海市普陀区规划和自然资源局, 2024
	raw := workbook(t, map[string][][]any{"06": {
		{"2024年度一般公共预算财政拨款基本支出决算表"}, {"单位：万元"},
		{"经济分类", "", "", "决算数", "经济分类", "", "", "决算数"},
		{"科目编码", "", "科目名称", "", "科目编码", "", "科目名称", ""},
		{"类", "款", "", "", "类", "款", "", ""},
		{301, "", "工资福利支出", 4884.09, 302, "", "商品和服务支出", 480.66},
		{301, 1, "基本工资", "待定", 302, 1, "办公费", 0.5},
		{"人员经费合计", "", "", 4884.09, "公用经费合计", "", "", 480.66},
		{"注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。"},
	}}, func(f *excelize.File) {
		for _, m := range []string{"A3:C3", "D3:D5", "E3:G3", "H3:H5", "A4:B4", "C4:C5", "E4:F4", "G4:G5", "A8:C8", "E8:G8"} {
			a, b, _ := strings.Cut(m, ":")
			require.NoError(t, f.MergeCell("06", a, b))
		}
	})
	tables, findings := read(t, raw)
	require.Len(t, tables, 1)
	assert.Equal(t, "F6", tables[0].Form)
	var got []string
	for _, r := range tables[0].Rows {
		got = append(got, r.Code+r.Label+r.Cells[0].String())
	}
	assert.Equal(t, []string{"301工资福利支出4884.09", "30101基本工资", "人员经费合计4884.09", "302商品和服务支出480.66", "30201办公费0.5", "公用经费合计480.66"}, got)
	assert.Equal(t, 8, tables[0].Rows[3].At[0])
	assert.Equal(t, budget.TenThousandYuan, tables[0].Unit)
	assert.Len(t, tables[0].Notes, 1)
	assert.Equal(t, []string{"CELL", "CODE-PAD", "CODE-PAD"}, rules(findings))
	comesBack(t, budget.Statement{Organ: "上海市普陀区规划和自然资源局", Year: 2024, Stage: budget.Final, Tables: tables})
}

func TestAFormulaWithoutAResultIsReported(t *testing.T) {
	raw := workbook(t, map[string][][]any{"支出": {
		{"2024年部门支出总表"}, {"单位：元"},
		{"科目编码", "科目名称", "合计", "基本支出"},
		{"205", "教育支出", nil, 3},
		{"206", "科学技术支出", 1, 1},
	}}, func(f *excelize.File) { require.NoError(t, f.SetCellFormula("支出", "C4", "D4*1")) })
	tables, findings := read(t, raw)
	assert.True(t, tables[0].Cell(tables[0].Rows[0], "合计").IsBlank())
	require.Equal(t, []string{"FORMULA"}, rules(findings))
	assert.Equal(t, budget.Position{Sheet: "支出", Row: 4, Column: 3}, findings[0].At)
}

// What is shown over several cells is read in the first of them, and the others are read
// as empty: that is told, of a number as an error.
func TestMergedCellsOfTheBodyAreReported(t *testing.T) {
	raw := workbook(t, map[string][][]any{"支出": {
		{"2024年部门支出总表"}, {"单位：元"},
		{"科目编码", "科目名称", "合计", "基本支出", "项目支出"},
		{"205", "教育支出", 3, 3, ""},
		{"20502", "普通教育", 3, 3, ""},
		{"2050201", "", 3, 3, ""},
		{"206", "科学技术支出", 2, "", 2},
		{"合计", "", 5, 3, 2},
		{"注：本表反映部门本年度各项支出情况。"},
	}}, func(f *excelize.File) {
		for _, m := range []string{"A1:E1", "B5:B6", "D4:E4", "E6:E7", "A8:B8", "A9:E9"} {
			a, b, _ := strings.Cut(m, ":")
			require.NoError(t, f.MergeCell("支出", a, b))
		}
	})
	_, findings := read(t, raw)
	require.Equal(t, []string{"MERGED", "MERGED"}, rules(findings), "%v", findings)
	label, number := findings[0], findings[1]
	assert.Equal(t, []any{budget.Warning, budget.Position{Sheet: "支出", Row: 5, Column: 2}, "普通教育"}, []any{label.Severity, label.At, label.Got})
	assert.Equal(t, "B5:B6是合并的单元格，只有第一行读到这几个字，下面1行这一栏按空格读取；请取消合并，每一行都写上。", label.Text)
	assert.Equal(t, []any{budget.Error, budget.Position{Sheet: "支出", Row: 4, Column: 4}, "3"}, []any{number.Severity, number.At, number.Got})
	assert.Equal(t, "D4:E4是合并的单元格，只有左上角一格读到这个数，其余按空格读取；请取消合并，每一格写上自己的数。", number.Text)
}

func TestHiddenSheetsAreReportedNotRead(t *testing.T) {
	sheet := [][]any{{"2024年部门支出总表"}, {"科目编码", "科目名称", "合计"}, {"205", "教育支出", 3}}
	raw := workbook(t, map[string][][]any{"公开": sheet, "底稿": sheet}, func(f *excelize.File) {
		i, err := f.GetSheetIndex("公开")
		require.NoError(t, err)
		f.SetActiveSheet(i)
		require.NoError(t, f.SetSheetVisible("底稿", false))
	})
	tables, findings := read(t, raw)
	assert.Len(t, tables, 1)
	assert.Equal(t, []string{"HIDDEN-SHEET"}, rules(findings))
	assert.Equal(t, "底稿", findings[0].At.Sheet)
}

func TestAnUnknownTableIsReadUnderItsPaths(t *testing.T) {
	raw := workbook(t, map[string][][]any{"专项": {
		{"2024年社区专项资金一览表"}, {"单位：元"},
		{"序号", "社区", "金额", ""},
		{"", "", "上年", "本年"},
		{1, "甲社区", 3, 4},
	}}, func(f *excelize.File) {
		for _, m := range [][2]string{{"A3", "A4"}, {"B3", "B4"}, {"C3", "D3"}} {
			require.NoError(t, f.MergeCell("专项", m[0], m[1]))
		}
	})
	tables, findings := read(t, raw)
	require.Len(t, tables, 1)
	assert.Equal(t, []string{"金额·上年", "金额·本年"}, tables[0].Columns)
	assert.Equal(t, "甲社区", tables[0].Rows[0].Label)
	assert.Equal(t, 2024, tables[0].Year)
	assert.Equal(t, budget.Yuan, tables[0].Unit)
	assert.Equal(t, []string{"UNKNOWN-FORM"}, rules(findings))
}
