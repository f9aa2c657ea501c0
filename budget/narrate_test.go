package budget_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

func cells(t testing.TB, texts ...string) []budget.Amount {
	t.Helper()
	var out []budget.Amount
	for _, x := range texts {
		a, err := budget.ParseAmount(x)
		require.NoError(t, err)
		out = append(out, a)
	}
	return out
}

// wanli is table 9 of the published budgets of 上海市普陀区人民政府万里街道办事处.
func wanli(t testing.TB, year int, figures ...string) budget.Statement {
	return budget.Statement{Organ: "上海市普陀区人民政府万里街道办事处", Year: year, Stage: budget.Budget, Tables: []budget.Table{{
		Form: "B9", Title: "“三公”经费和机关运行经费预算表", Unit: budget.TenThousandYuan,
		Columns: []string{"三公合计", "因公出国", "公务接待", "公务用车", "公车购置", "公车运行", "机关运行经费"},
		Rows:    []budget.Row{{Label: "预算数", Cells: cells(t, figures...)}},
	}}}
}

// guizi is part of the published 2024 account of 上海市普陀区规划和自然资源局.
func guizi(t testing.TB) budget.Statement {
	return budget.Statement{Organ: "上海市普陀区规划和自然资源局", Year: 2024, Stage: budget.Final, Tables: []budget.Table{
		{Form: "F3", Title: "支出决算表", Unit: budget.TenThousandYuan, Columns: []string{"本年支出合计", "基本支出", "项目支出"}, Rows: []budget.Row{
			{Label: "合计", Cells: cells(t, "9759.38", "5377.64", "4381.74")},
			{Code: "208", Label: "社会保障和就业支出", Cells: cells(t, "754.75", "754.75", "0.00")},
			{Code: "210", Label: "卫生健康支出", Cells: cells(t, "236.64", "236.64", "0.00")},
			{Code: "212", Label: "城乡社区支出", Cells: cells(t, "3845.24", "1585.59", "2259.65")},
			{Code: "220", Label: "自然资源海洋气象等支出", Cells: cells(t, "4461.67", "2339.58", "2122.09")},
			{Code: "221", Label: "住房保障支出", Cells: cells(t, "461.08", "461.08", "0.00")},
		}},
		{Form: "F7", Title: "财政拨款“三公”经费支出决算表", Unit: budget.TenThousandYuan,
			Columns: []string{"三公合计", "因公出国", "公务用车", "公车购置", "公车运行", "公务接待"}, Rows: []budget.Row{
				{Label: "预算数", Cells: cells(t, "2.85", "0.00", "0.00", "0.00", "0.00", "2.85")},
				{Label: "决算数", Cells: cells(t, "0.39", "0.00", "0.00", "0.00", "0.00", "0.39")},
			}},
		{Form: "F9", Title: "国有资本经营预算财政拨款支出决算表", Unit: budget.TenThousandYuan, Columns: []string{"合计", "基本支出", "项目支出"}},
	}}
}

func note(t testing.TB, n budget.Narrative, title string) string {
	t.Helper()
	for _, x := range n.Notes {
		if x.Title == title {
			return x.Text
		}
	}
	t.Fatalf("no note %q", title)
	return ""
}

func TestTheBudgetIsToldAgainstTheYearBefore(t *testing.T) {
	prev := wanli(t, 2023, "22.91", "0", "1.35", "21.56", "0", "21.56", "786.09")
	cur := wanli(t, 2024, "47.91", "0", "1.35", "46.56", "25", "21.56", "443.18")
	n := cur.Narrate(prev, budget.Reasons{"公务用车购置及运行费": "按规定更新一辆公务用车。"})
	assert.Equal(t, "2024年“三公”经费预算47.91万元，比2023年预算增加25.00万元，增长109.12%。其中："+
		"因公出国（境）费0万元，与2023年预算持平；"+
		"公务用车购置及运行费46.56万元，比2023年预算增加25.00万元，增长115.96%，主要原因是按规定更新一辆公务用车（公务用车购置费25万元，公务用车运行费21.56万元）；"+
		"公务接待费1.35万元，与2023年预算持平。", note(t, n, "“三公”经费情况"))
	assert.Equal(t, "2024年机关运行经费预算443.18万元，比2023年预算减少342.91万元，下降43.62%。", note(t, n, "机关运行经费情况"))
	require.Len(t, n.Unexplained, 1, "the total rose by more than half, and nobody said why")
	assert.Equal(t, "三公经费合计", n.Unexplained[0].Name)
}

func TestAZeroBaseHasNoPercentage(t *testing.T) {
	prev := wanli(t, 2023, "0", "0", "0", "0", "0", "0", "")
	cur := wanli(t, 2024, "1.5", "1.5", "0", "0", "0", "0", "")
	text := note(t, cur.Narrate(prev, nil), "“三公”经费情况")
	assert.Contains(t, text, "因公出国（境）费1.5万元，2023年预算为0，新增1.5万元")
	assert.NotContains(t, text, "%")
	for _, n := range cur.Narrate(prev, nil).Notes {
		assert.NotEqual(t, "机关运行经费情况", n.Title, "a blank is not spoken of")
	}
}

func TestYearsInDifferentUnitsAreComparedExactly(t *testing.T) {
	prev := wanli(t, 2023, "229100", "0", "13500", "215600", "0", "215600", "")
	prev.Tables[0].Unit = budget.Yuan
	cur := wanli(t, 2024, "22.90", "0", "1.34", "21.56", "0", "21.56", "")
	assert.Contains(t, note(t, cur.Narrate(prev, nil), "“三公”经费情况"), "“三公”经费预算22.90万元，比2023年预算减少0.01万元，下降0.04%")
}

func TestWithoutAUnitNothingIsSaid(t *testing.T) {
	s := wanli(t, 2024, "47.91", "0", "1.35", "46.56", "25", "21.56", "443.18")
	s.Tables[0].Unit = 0
	assert.Empty(t, s.Narrate(budget.Statement{}, nil).Notes)
}

func TestAnAccountIsToldAgainstItsBudget(t *testing.T) {
	n := guizi(t).Narrate(budget.Statement{}, nil)
	assert.Equal(t, "2024年度“三公”经费决算0.39万元，完成预算2.85万元的13.68%。其中："+
		"因公出国（境）费0.00万元，预算为0.00万元；"+
		"公务用车购置及运行费0.00万元，预算为0.00万元（公务用车购置费0.00万元，公务用车运行费0.00万元）；"+
		"公务接待费0.39万元，完成预算2.85万元的13.68%。", note(t, n, "“三公”经费情况"))
	assert.Equal(t, "2024年度支出合计9759.38万元，其中：基本支出5377.64万元，占55.10%，项目支出4381.74万元，占44.90%。", note(t, n, "支出情况"))
	assert.Contains(t, note(t, n, "支出按功能分类"), "自然资源海洋气象等支出4461.67万元，占45.72%")
	assert.Equal(t, "上海市普陀区规划和自然资源局2024年度没有《国有资本经营预算财政拨款支出决算表》所列的收入和支出，该表为空表。", note(t, n, "空表说明"))
}

var moneyWord = regexp.MustCompile(`(\d+(?:\.\d+)?)万元`)

// Every amount that the words name is a cell of the tables or the difference
// of two, whatever the figures are.
func FuzzWordsAgreeWithTables(f *testing.F) {
	f.Add(2291, 0, 135, 4656, 2500, 2156)
	f.Add(0, 0, 0, 0, 0, 0)
	f.Add(-5, 10, 3, 1, 1, 0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g int) {
		texts := func(xs ...int) (out []string) {
			for _, x := range xs {
				out = append(out, decimal.New(int64(x%1_000_000), -2).StringFixed(2))
			}
			return out
		}
		now, before := texts(a, b, c, d, e, g, a), texts(b, c, d, e, g, a, b)
		known := map[string]bool{}
		for _, x := range now {
			known[strings.TrimPrefix(x, "-")] = true
			for _, y := range before {
				known[decimal.RequireFromString(x).Sub(decimal.RequireFromString(y)).Abs().StringFixed(2)] = true
			}
		}
		n := wanli(t, 2024, now...).Narrate(wanli(t, 2023, before...), nil)
		for _, x := range n.Notes {
			for _, m := range moneyWord.FindAllStringSubmatch(x.Text, -1) {
				assert.True(t, known[m[1]], "%s in %s", m[1], x.Text)
			}
		}
	})
}

func ExampleStatement_Narrate() {
	s := budget.Statement{Organ: "某局", Year: 2024, Stage: budget.Budget, Tables: []budget.Table{{
		Form: "B9", Unit: budget.TenThousandYuan, Columns: []string{"三公合计", "因公出国", "公务接待"},
		Rows: []budget.Row{{Label: "预算数", Cells: []budget.Amount{budget.Number(135, 2), budget.Number(0, 2), budget.Number(135, 2)}}},
	}}}
	for _, note := range s.Narrate(budget.Statement{}, nil).Notes {
		fmt.Println(note.Text)
	}
	// Output: 2024年“三公”经费预算1.35万元。其中：因公出国（境）费0.00万元；公务接待费1.35万元。
}
