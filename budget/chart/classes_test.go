package chart_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
)

// guiziSpending is 支出决算表 of the 2024 final account of 上海市普陀区规划和自然资源局,
// classes only.
func guiziSpending() (budget.Statement, budget.Table) {
	t := budget.Table{Form: "F3", Title: "支出决算表", Unit: budget.TenThousandYuan, Columns: []string{"本年支出合计"}}
	for _, x := range []struct {
		code, name string
		fen        int64
	}{{"208", "社会保障和就业支出", 75475}, {"210", "卫生健康支出", 23664}, {"212", "城乡社区支出", 384524}, {"220", "自然资源海洋气象等支出", 446167}, {"221", "住房保障支出", 46108}} {
		t.Rows = append(t.Rows, budget.Row{Code: x.code, Label: x.name, Cells: []budget.Amount{budget.Number(x.fen, 2)}})
	}
	return budget.Statement{Organ: "上海市普陀区规划和自然资源局", Year: 2024, Stage: budget.Final, Tables: []budget.Table{t}}, t
}

func guiziClasses() chart.Bars {
	s, t := guiziSpending()
	b, _ := chart.Classes(s, t, "本年支出合计")
	return b
}

func TestClassesAreDrawnLargestFirst(t *testing.T) {
	b := guiziClasses()
	require.Len(t, b.Bars, 5)
	assert.Equal(t, "2024年最多用于自然资源海洋气象等支出，每100元中45.72元", b.Title)
	assert.Equal(t, "236.64", b.Bars[4].Value.String())
	assert.Equal(t, "每100元中2.43元", b.Bars[4].Note, "all of them make 100.00")
	s, table := guiziSpending()
	table.Rows[0].Cells[0] = budget.Amount{}
	_, err := chart.Classes(s, table, "本年支出合计")
	assert.ErrorIs(t, err, budget.ErrNoShares)
}

func ExampleClasses() {
	s, table := guiziSpending()
	b, err := chart.Classes(s, table, "本年支出合计")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.Title)
	fmt.Println(b.Bars[0].Label, b.Bars[0].Value, b.Unit)
	// Output:
	// 2024年最多用于自然资源海洋气象等支出，每100元中45.72元
	// 自然资源海洋气象等支出 4461.67 万元
}
