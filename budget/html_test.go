package budget_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

func page(t testing.TB, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b))
	require.NoError(t, xml.Unmarshal([]byte("<div>"+b.String()+"</div>"), new(struct{})), "well formed")
	return b.String()
}

func TestATableCanBeHeard(t *testing.T) {
	s := page(t, guizi(t).Tables[0].WriteHTML)
	assert.Contains(t, s, "<caption>支出决算表，单位：万元</caption>")
	assert.Contains(t, s, `<th scope="col" class="amount">基本支出</th>`)
	assert.Contains(t, s, `<tr class="level-1"><td>208</td><th scope="row">社会保障和就业支出</th><td class="amount">754.75</td>`)
	assert.Contains(t, s, `<tr class="total"><td></td><th scope="row">合计</th>`)
	assert.Contains(t, s, `tabindex="0"`)
	assert.NotContains(t, s, "style=")
}

func TestTwoListsAreTwoTables(t *testing.T) {
	table := budget.Table{Title: "收支预算总表", Unit: budget.Yuan, Columns: []string{"预算数", "一般公共预算"}, Rows: []budget.Row{
		{Side: budget.Income, Label: "收入总计", Cells: cells(t, "1234567.5")},
		{Side: budget.Expenditure, Label: "教育支出", Cells: cells(t, "-12345", "—")},
		{Side: budget.Expenditure, Label: "卫生支出", Cells: cells(t, "", "")},
	}}
	s := page(t, table.WriteHTML)
	assert.Equal(t, 2, strings.Count(s, "<table"))
	assert.Contains(t, s, "<caption>收支预算总表，收入，单位：元</caption>")
	assert.Contains(t, s, ">1,234,567.5<")
	assert.Contains(t, s, ">−12,345<")
	assert.Contains(t, s, `<td class="amount">—</td>`)
	assert.Contains(t, s, `<td class="amount"></td>`, "a blank is not zero")
	income := s[:strings.Index(s, "</table>")]
	assert.NotContains(t, income, "一般公共预算", "a column the list does not use")
}

func TestAWideRowIsTurnedToFitAPhone(t *testing.T) {
	s := page(t, guizi(t).Tables[1].WriteHTML)
	assert.Contains(t, s, `<th scope="col" class="amount">预算数</th><th scope="col" class="amount">决算数</th>`)
	assert.Contains(t, s, `<th scope="row">公务接待费</th><td class="amount">2.85</td><td class="amount">0.39</td>`)
	assert.Contains(t, s, `<tr class="level-2"><th scope="row">其中：公务用车购置费</th>`)
}

func TestAnEmptyTableSaysSo(t *testing.T) {
	assert.Contains(t, page(t, guizi(t).Tables[2].WriteHTML), "本表无数据")
}

func TestMarkupInATableStaysText(t *testing.T) {
	table := budget.Table{Title: `<b>"x"`, Columns: []string{"<i>"}, Notes: []string{"<script>"}, Rows: []budget.Row{{Label: "a&b", Code: `"`, Cells: cells(t, "1")}}}
	s := page(t, budget.Statement{Tables: []budget.Table{table}, Notes: []budget.Note{{Title: "<u>", Text: "<s>"}}}.WriteHTML)
	for _, bad := range []string{"<b>", "<i>", "<script>", "<u>", "<s>"} {
		assert.NotContains(t, s, bad)
	}
}

func TestWhereEachHundredYuanGo(t *testing.T) {
	table := guizi(t).Tables[0]
	shares, err := table.Shares("本年支出合计", 3)
	require.NoError(t, err)
	require.Len(t, shares, 3)
	assert.Equal(t, "自然资源海洋气象等支出", shares[0].Name)
	assert.Equal(t, "45.72", shares[0].Yuan.StringFixed(2))
	assert.Equal(t, "其他", shares[2].Name)
	assert.Equal(t, "1452.47", shares[2].Amount.StringFixed(2)) // 754.75+236.64+461.08
	_, err = table.Shares("没有这一栏", 3)
	assert.ErrorIs(t, err, budget.ErrNoShares)
	table.Rows[1].Cells = cells(t, "")
	_, err = table.Shares("本年支出合计", 3)
	assert.ErrorIs(t, err, budget.ErrNoShares, "a blank is not zero")
}

func TestPerHeadSaysWhoWasCounted(t *testing.T) {
	amount := cells(t, "9759.38")[0]
	people := budget.Population{Count: 1_240_000, Year: 2024, Basis: "末常住人口", Source: "区统计公报"}
	yuan, text, err := budget.PerHead(amount, budget.TenThousandYuan, people)
	require.NoError(t, err)
	assert.Equal(t, "79", yuan.String()) // 97,593,800 / 1,240,000 = 78.70
	assert.Equal(t, "按2024年末常住人口1240000人计算，人均79元（人口数来源：区统计公报）。", text)
	people.Basis = ""
	_, _, err = budget.PerHead(amount, budget.TenThousandYuan, people)
	assert.ErrorIs(t, err, budget.ErrNoPopulation)
	people.Basis = "常住人口"
	_, _, err = budget.PerHead(budget.Amount{}, budget.TenThousandYuan, people)
	assert.ErrorIs(t, err, budget.ErrUnreadable)
}

func ExampleTable_WriteHTML() {
	t := budget.Table{Title: "“三公”经费", Unit: budget.TenThousandYuan, Columns: []string{"三公合计"},
		Rows: []budget.Row{{Label: "预算数", Cells: []budget.Amount{budget.Number(135, 2)}}}}
	_ = t.WriteHTML(os.Stdout)
	// Output:
	// <div class="table-scroll" role="region" tabindex="0" aria-label="“三公”经费，单位：万元">
	// <table class="budget">
	// <caption>“三公”经费，单位：万元</caption>
	// <thead><tr><th scope="col">项目</th><th scope="col" class="amount">“三公”经费合计</th></tr></thead>
	// <tbody>
	// <tr><th scope="row">预算数</th><td class="amount">1.35</td></tr>
	// </tbody>
	// </table>
	// </div>
}
