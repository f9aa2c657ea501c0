package budget_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

var bothWays = []budget.Rounding{budget.CellByCell, budget.Footing}

func cellsOf(values ...int64) []budget.Amount {
	var out []budget.Amount
	for _, v := range values {
		out = append(out, budget.Number(v, 0))
	}
	return out
}

func TestPercentagesAndCountsAreNotRounded(t *testing.T) {
	rate := budget.Number(5000, 2)
	spending := budget.Table{Form: "G2", Unit: budget.Yuan, Columns: []string{"上年执行数", "预算数", "增减%"}, Rows: []budget.Row{
		{Code: "201", Label: "一般公共服务支出", Cells: append(cellsOf(100000, 150000), rate)},
		{Label: "合计", Cells: append(cellsOf(100000, 150000), rate)},
	}}
	public := read(t, "财决附06表.csv", account16)
	public.Rows = append(public.Rows, budget.Row{Label: "外事人次", Cells: cellsOf(64)}, budget.Row{Label: "国外人次", Cells: cellsOf(7)})
	for _, how := range bothWays {
		out, _ := spending.RoundTo(budget.TenThousandYuan, 2, how)
		assert.Equal(t, rate, out.Rows[0].Cells[2])
		assert.Equal(t, "15.00", out.Rows[0].Cells[1].String())
		out, _ = public.RoundTo(budget.TenThousandYuan, 4, how)
		for i, r := range public.Rows {
			if budget.Plain(r.Label) == "国内人次" || strings.HasSuffix(r.Label, "人次") {
				assert.Equal(t, r.Cells, out.Rows[i].Cells, r.Label)
			}
		}
		assert.Equal(t, "0.0300", out.Rows[0].Cells[0].String())
	}
}

func TestAListOfManyLinesFoots(t *testing.T) {
	table := budget.Table{Form: "F1", Unit: budget.Yuan, Columns: []string{"决算数"}}
	var sum int64
	add := func(side budget.Side, label string, v int64) {
		table.Rows = append(table.Rows, budget.Row{Side: side, Label: label, Cells: cellsOf(v)})
	}
	for i := range 60 {
		v := int64(3333 + 7*i)
		sum += v
		add(budget.Expenditure, "支出"+strings.Repeat("某", i+1), v)
	}
	add(budget.Expenditure, "本年支出合计", sum)
	add(budget.Expenditure, "总计", sum)
	add(budget.Income, "本年收入合计", sum)
	add(budget.Income, "收入总计", sum)
	out, findings := table.RoundTo(budget.TenThousandYuan, 0, budget.Footing)
	assert.Zero(t, out.Check().Rounded+out.Check().Failed, findings)
	within(t, table, out, 0)
}

func TestWhatCannotBeRoundedIsLeftAndSaid(t *testing.T) {
	table := budget.Table{Form: "F5", Unit: budget.HundredMillion, Columns: []string{"合计"}, Rows: []budget.Row{{Label: "合计", Cells: cellsOf(999_999_999_999_999_999)}}}
	for _, how := range bothWays {
		out, findings := table.RoundTo(budget.Yuan, 2, how)
		require.Len(t, findings, 1)
		assert.Equal(t, "CELL", findings[0].Rule, "it would need 28 digits")
		assert.Equal(t, table, out)
		for _, places := range []int{-1, 19, 300} {
			_, findings = table.RoundTo(budget.HundredMillion, places, how)
			assert.Len(t, findings, 1, places)
		}
		for _, unit := range []budget.Unit{-1, 0, 9} {
			_, findings = table.RoundTo(unit, 2, how)
			assert.Len(t, findings, 1, unit)
		}
	}
	unknown := budget.Table{Form: "NX1", Unit: budget.Yuan, Columns: []string{"合计"}, Rows: []budget.Row{{Label: "合计", Cells: cellsOf(12345)}}}
	_, findings := unknown.RoundTo(budget.TenThousandYuan, 2, budget.Footing)
	require.NotEmpty(t, findings)
	assert.Equal(t, "FORM", findings[0].Rule, "no promise without a form")
}

func TestAFormOfOnesOwnFootsToo(t *testing.T) {
	own, err := budget.LoadForms(strings.NewReader(`[{"id":"NX1","name":"会议费培训费支出表","stage":"final","layout":"codes",
 "columns":[{"key":"合计"},{"key":"会议费"},{"key":"培训费"}],"identities":["*.合计 = *.会议费 + *.培训费","tree *","total *"]}]`))
	require.NoError(t, err)
	table := budget.Table{Form: "NX1", Unit: budget.Yuan, Columns: []string{"合计", "会议费", "培训费"}, Rows: []budget.Row{
		{Code: "201", Label: "类", Cells: cellsOf(10000, 3333, 6667)},
		{Code: "20101", Label: "款", Cells: cellsOf(3334, 1111, 2223)},
		{Code: "20102", Label: "款", Cells: cellsOf(6666, 2222, 4444)},
		{Label: "合计", Cells: cellsOf(10000, 3333, 6667)},
	}}
	out, findings := table.RoundToBy(own, budget.TenThousandYuan, 1, budget.Footing)
	for _, f := range findings {
		assert.NotContains(t, []string{"ROUNDING", "FOOT"}, f.Rule)
	}
	got := budget.Statement{Tables: []budget.Table{out}}.CheckBy(own)
	assert.Zero(t, got.Rounded+got.Failed)
	assert.Positive(t, got.Exact)
	within(t, table, out, 1)
}

func TestOfEachHundredYuanTheSharesSumToAHundred(t *testing.T) {
	r := random(5)
	for range 300 {
		parts := make([]decimal.Decimal, 1+r.below(12))
		for i := range parts {
			parts[i] = decimal.New(int64(r.below(999_999)), -2)
		}
		whole := decimal.Sum(parts[0], parts[1:]...)
		if whole.IsZero() {
			continue
		}
		sum := decimal.Zero
		for i, yuan := range budget.OfHundred(parts) {
			sum = sum.Add(yuan)
			exact := parts[i].Shift(2).DivRound(whole, 12)
			assert.True(t, yuan.Sub(exact).Abs().LessThan(decimal.New(1, -2)), "%s for %s", yuan, exact)
		}
		assert.Equal(t, "100", sum.String())
	}
	assert.Nil(t, budget.OfHundred([]decimal.Decimal{decimal.Zero}))
}
