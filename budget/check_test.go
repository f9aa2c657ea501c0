package budget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// From the 2024 final account of a Shanghai department (公开03表), in 万元.
const spending = `单位：万元
科目编码,科目名称,本年支出合计,基本支出,项目支出
,合计,8760.00,5000.00,3760.00
212,城乡社区支出,3845.24,1585.59,2259.65
21201,城乡社区管理事务,1105.68,1096.91,8.77
2120101,行政运行,1105.68,1096.91,8.77
21202,城乡社区规划与管理,2739.56,488.68,2250.88
2120201,城乡社区规划与管理,2739.56,488.68,2250.88
`

func read(t testing.TB, name, text string) budget.Table {
	t.Helper()
	table, findings, err := budget.ReadCSV(strings.NewReader(text), name)
	require.NoError(t, err)
	require.Empty(t, findings)
	return table
}

func TestATotalThatIsNotItsPartsIsInconsistentAndSaysWhere(t *testing.T) {
	r := read(t, "支出决算表.csv", spending).Check()
	require.False(t, r.OK())
	var f budget.Finding
	for _, f = range r.Findings {
		if f.Severity == budget.Error {
			break
		}
	}
	assert.Equal(t, budget.Position{Sheet: "支出决算表.csv", Row: 3, Column: 3}, f.At)
	assert.Equal(t, "合计.本年支出合计 = Σ类", f.Formula)
	assert.Equal(t, "3845.24万元", f.Want)
	assert.Equal(t, "8760万元", f.Got)
}

func TestRoundingIsNotAccused(t *testing.T) {
	text := strings.Replace(spending, ",合计,8760.00,5000.00,3760.00", ",合计,3845.25,1585.59,2259.65", 1)
	r := read(t, "支出决算表.csv", text).Check()
	assert.True(t, r.OK(), r.Findings)
	assert.Equal(t, 2, r.Rounded, "the total, and its row")
	assert.Zero(t, r.Failed)
}

func TestAFilledTableThatSaysItIsEmptyIsAnError(t *testing.T) {
	r := read(t, "支出决算表.csv", spending+"注：本表为空表。\n").Check()
	assert.Contains(t, fmt.Sprint(r.Findings), "EMPTY-NOTE")
}

func TestABrokenCellIsReportedAndTheRestIsRead(t *testing.T) {
	text := strings.Replace(spending, "1585.59", "15八5.59", 1)
	table, findings, err := budget.ReadCSV(strings.NewReader(text), "支出决算表.csv")
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Equal(t, budget.Position{Sheet: "支出决算表.csv", Row: 4, Column: 4}, findings[0].At)
	assert.Len(t, table.Rows, 6)
}

func TestOldWorkbooksAreRefusedWithAdvice(t *testing.T) {
	_, _, err := budget.ReadCSV(strings.NewReader("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "a.xls")
	require.ErrorIs(t, err, budget.ErrOldWorkbook)
	assert.ErrorContains(t, err, ".xlsx")
}

// Any exact tree, each cell rounded on its own from 元 to 万元, is never
// inconsistent; one cell moved beyond the bound always is.
func FuzzRoundingNeverAccusesAndAnEditAlwaysDoes(f *testing.F) {
	f.Add(uint64(1), 13)
	f.Add(uint64(99), 40)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		n = 1 + abs(n)%60
		var b strings.Builder
		b.WriteString("单位：万元\n科目编码,科目名称,合计\n")
		sum := decimal.Zero
		rows := make([]decimal.Decimal, n)
		for i := range rows {
			seed = seed*6364136223846793005 + 1442695040888963407
			rows[i] = decimal.New(int64(seed>>34), -2)
			sum = sum.Add(rows[i])
		}
		round := func(d decimal.Decimal) string { return d.Shift(-4).StringFixed(2) }
		fmt.Fprintf(&b, "201,一般公共服务支出,%s\n", round(sum))
		for i, d := range rows {
			fmt.Fprintf(&b, "201%02d,款,%s\n", i+1, round(d))
		}
		text := b.String() + ",合计," + round(sum) + "\n"
		require.Zero(t, read(t, "支出预算总表.csv", text).Check().Failed)
		over := decimal.New(int64(n+1), -2)
		edited := b.String() + ",合计," + decimal.RequireFromString(round(sum)).Add(over).StringFixed(2) + "\n"
		require.NotZero(t, read(t, "支出预算总表.csv", edited).Check().Failed)
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(spending), "支出决算表.csv")
	f.Add([]byte("单位：万元\n小计,购置费\n1,2,3,4,5,6,7\n"), "三公经费和机关运行经费预算表")
	f.Add([]byte("项目,预算数,项目,预算数\n收入总计,1,支出总计\n"), "收支总表")
	f.Fuzz(func(t *testing.T, raw []byte, name string) {
		table, _, err := budget.ReadCSV(strings.NewReader(string(raw)), name)
		if err == nil {
			table.Check()
		}
	})
}

func ExampleTable_Check() {
	text := "单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n" +
		"205,教育支出,\"250,000\",0,\"250,000\"\n20599,其他教育支出,\"250,000\",0,\"250,000\"\n2059999,其他教育支出,\"250,000\",0,\"250,000\"\n,合计,\"205,000\",0,\"250,000\"\n"
	table, _, err := budget.ReadCSV(strings.NewReader(text), "支出预算总表.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	r := table.Check()
	fmt.Println(r)
	fmt.Println(r.Findings[0].Formula, r.Findings[0].Want, r.Findings[0].Got)
	// Output:
	// 核对13项：相符11，四舍五入误差0，不符2；未评估0
	// 合计.合计 = 合计.基本支出 + 合计.项目支出 250000元 205000元
}
