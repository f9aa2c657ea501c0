package budget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// errorsOf are the rules of a result's errors.
func errorsOf(r budget.Result) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Severity == budget.Error {
			out = append(out, f.Rule)
		}
	}
	return out
}

// The lay-out of 财决01: three lists side by side, numbers of lines and columns.
const account01 = `收入支出决算总表,,,,,,,,,,,,,,
,,,,,,,,,,,,,,财决01表
编制单位：某单位,,,,,,,,,,,,,,金额单位：万元
收入,,,,,支出,,,,,支出,,,,
项目,行次,年初预算数,调整预算数,决算数,项目(按功能分类),行次,年初预算数,调整预算数,决算数,项目(按支出性质和经济分类),行次,年初预算数,调整预算数,决算数
栏次,,1,2,3,栏次,,4,5,6,栏次,,7,8,9
一、财政拨款收入,1,900.00,1000.00,1000.00,一、一般公共服务支出,37,900.00,1000.00,980.00,一、基本支出,60,600.00,700.00,690.00
其中：政府性基金预算财政拨款,2,,,,二、教育支出,38,,50.00,50.00,人员经费,61,500.00,600.00,600.00
二、上级补助收入,3,,,,,,,,,日常公用经费,62,100.00,100.00,90.00
六、其他收入,7,,50.00,60.00,,,,,,二、项目支出,63,300.00,350.00,340.00
,,,,,,,,,,行政事业类项目,65,300.00,350.00,340.00
,,,,,,,,,,支出经济分类,69,—,—,1030.00
,,,,,,,,,,工资福利支出,70,—,—,600.00
,,,,,,,,,,商品和服务支出,71,—,—,430.00
本年收入合计,22,900.00,1050.00,1060.00,本年支出合计,59,900.00,1050.00,1030.00,本年支出合计,80,900.00,1050.00,1030.00
用事业基金弥补收支差额,23,,,,结余分配,81,,,,,,,,
年初结转和结余,24,,20.00,20.00,年末结转和结余,86,,20.00,50.00,,,,,
总计,36,900.00,1070.00,1080.00,总计,90,900.00,1070.00,1080.00,,,,,
`

func TestThreeListsSideBySide(t *testing.T) {
	table := read(t, "Z01 收入支出决算总表(财决01表).csv", account01)
	assert.Equal(t, "C01", table.Form)
	assert.Equal(t, budget.TenThousandYuan, table.Unit)
	r := table.Check()
	assert.Empty(t, errorsOf(r), r.Findings)
	assert.GreaterOrEqual(t, r.Exact, 18)
	row, ok := table.Row("性质", "日常公用经费")
	require.True(t, ok)
	assert.Equal(t, "90.00", table.Cell(row, "决算数").String())
	assert.Equal(t, 15, row.At[2])
	for old, new := range map[string]string{
		"600.00,700.00,690.00": "600.00,700.00,790.00", // 基本支出
		"1070.00,1080.00,总计":   "1070.00,1090.00,总计",
		"50.00,50.00,人员":       "50.00,5000.00,人员",
		"600.00\n,,,,,,,,,,商品": "500.00\n,,,,,,,,,,商品",
	} {
		broken := read(t, "财决01表.csv", strings.Replace(account01, old, new, 1))
		assert.NotEmpty(t, errorsOf(broken.Check()), new)
	}
	short := strings.NewReplacer("财决01表", "", "Z01", "").Replace(account01)
	assert.Equal(t, "C01", read(t, "收入支出决算总表.csv", short).Form, "told by its three lists")
}

// The lay-out of 财决07: a header of three levels, of which merged cells stand
// in the first only, and codes in three columns.
const account07 = `公共预算财政拨款收入支出决算表（财决07表）
编制单位：某单位,,,,,,,,,,,,,,,金额单位：元
项目,,,,年初结转和结余,,,本年收入,,,本年支出,,,,,年末结转和结余
支出功能分类科目编码,,,科目名称,合计,基本支出结转,项目支出结转和结余,合计,基本支出,项目支出,合计,基本支出,,,项目支出,
,,,,,,,,,,,小计,人员经费,日常公用经费,,
类,款,项,栏次,1,2,3,4,5,6,7,8,9,10,11,12
,,,合计,5.00,,5.00,100.00,60.00,40.00,101.00,60.00,50.00,10.00,41.00,4.00
205,,,教育支出,5.00,,5.00,100.00,60.00,40.00,101.00,60.00,50.00,10.00,41.00,4.00
205,02,,普通教育,5.00,,5.00,100.00,60.00,40.00,101.00,60.00,50.00,10.00,41.00,4.00
205,02,01,学前教育,5.00,,5.00,40.00,,40.00,41.00,,,,41.00,4.00
205,2,2,小学教育,,,,60.00,60.00,,60.00,60.00,50.00,10.00,,
`

func TestHeadersOfThreeLevels(t *testing.T) {
	table, findings, err := budget.ReadCSV(strings.NewReader(account07), "决算.csv")
	require.NoError(t, err)
	require.Equal(t, "C07", table.Form)
	require.Len(t, findings, 2, findings)
	assert.Equal(t, "CODE-PAD", findings[0].Rule)
	row, ok := table.Row("", "2050202")
	require.True(t, ok)
	assert.Equal(t, "10.00", table.Cell(row, "日常公用经费").String())
	assert.Equal(t, "60.00", table.Cell(row, "收入基本").String())
	r := table.Check()
	assert.Empty(t, errorsOf(r), r.Findings)
	broken := strings.Replace(account07, "50.00,10.00,41.00,4.00\n205,02,01", "50.00,11.00,41.00,4.00\n205,02,01", 1)
	table, _, err = budget.ReadCSV(strings.NewReader(broken), "决算.csv")
	require.NoError(t, err)
	r = table.Check()
	assert.Len(t, errorsOf(r), 3, "its row, the 类 above and the 项 below")
	assert.Contains(t, r.Findings[len(r.Findings)-1].Suspects[0], "改为10，两处同时相符")
}

// The lines of 附06, of which counts must bear the money out.
const account16 = `“三公”经费公共预算财政拨款支出情况表,,
编制单位：某单位,,金额单位：元
项目,行次,统计数
一、“三公”经费支出,1,300.00
1.因公出国（境）费,2,
2.公务用车购置及运行维护费,3,200.00
（1）公务用车购置费,4,
（2）公务用车运行维护费,5,200.00
3.公务接待费,6,100.00
（1）国内接待费,7,100.00
其中：外事接待费,8,
（2）国（境）外接待费,9,
二、相关统计数,10,—
1.因公出国（境）团组数（个）,11,
3.公务用车购置数（辆）,13,
4.公务用车保有量（辆）,14,2
5.国内公务接待批次（个）,15,8
6.国内公务接待人次（人）,17,64
`

func TestMoneyIsHeldAgainstCounts(t *testing.T) {
	table := read(t, "财决附06表.csv", account16)
	require.Equal(t, "C16", table.Form)
	assert.Empty(t, errorsOf(table.Check()), table.Check().Findings)
	none := strings.Replace(account16, "15,8", "15,0", 1)
	assert.Equal(t, []string{"COUNT"}, errorsOf(read(t, "财决附06表.csv", none).Check()))
	s := budget.Statement{Organ: "x", Year: 2014, Stage: budget.Final, Tables: []budget.Table{table}}
	p, ok := s.ThreePublic()
	require.True(t, ok)
	assert.Equal(t, "100.00", p.Reception.String())
	assert.Equal(t, "8", p.Counts.Receptions.String())
	assert.Equal(t, "2", p.Counts.Vehicles.String())
	assert.True(t, p.Counts.Groups.IsBlank())
}

func TestAPrintedPercentageIsHeldAgainstItsFigures(t *testing.T) {
	text := "公共财政预算支出明细表\n单位：万元\n科目编码,科目名称,上年执行数,预算数,增减%\n205,教育支出,100.00,127.78,27.78%\n" +
		"20502,普通教育,0.00,50.00,100.00\n20503,职业教育,100.00,77.78,-22.22\n,合计,100.00,127.78,27.78\n"
	r := read(t, "支出.csv", text).Check()
	assert.Equal(t, 1, rules(r)["ZERO-BASE"], r.Findings)
	assert.Zero(t, rules(r)["PCT"], r.Findings)
	r = read(t, "支出.csv", strings.Replace(text, "27.78%", "37.78%", 1)).Check()
	assert.Equal(t, 1, rules(r)["PCT"])
}

func TestRevenueIsItsTaxesAndTheRest(t *testing.T) {
	text := "一般公共预算收入决算表\n单位：万元\n项目,预算数,决算数,决算数为预算数的%\n税收收入,90,99,110.0\n增值税,50,55,110.0\n企业所得税,40,44,110.0\n" +
		"非税收入,10,11,110.0\n专项收入,6,6,100.0\n罚没收入,4,5,125.0\n合计,100,110,110.0\n"
	r := read(t, "收入.csv", text).Check()
	assert.Empty(t, errorsOf(r), r.Findings)
	assert.Equal(t, 7+6, r.Exact, "seven percentages, and three sums of two columns")
	r = read(t, "收入.csv", strings.Replace(text, "罚没收入,4,5", "罚没收入,4,9", 1)).Check()
	assert.Equal(t, []string{"FOOT"}, errorsOf(r))
}

// A form that a province adds: LoadForms takes it, and CheckBy holds it.
func ExampleLoadForms() {
	own, err := budget.LoadForms(strings.NewReader(`[{"id":"NX1","name":"会议费培训费支出表","stage":"final","layout":"codes",
 "columns":[{"key":"合计"},{"key":"会议费"},{"key":"培训费","names":["培训支出"]}],
 "identities":["*.合计 = *.会议费 + *.培训费","total *"]}]`))
	if err != nil {
		panic(err)
	}
	text := "会议费培训费支出表\n单位：元\n科目编码,科目名称,合计,会议费,培训支出\n302,商品和服务支出,30,10,20\n30299,其他商品和服务支出,30,10,20\n,合计,35,10,20\n"
	grid, err := budget.ReadGrid(strings.NewReader(text), "表.csv")
	if err != nil {
		panic(err)
	}
	forms := append(budget.Forms(), own...)
	table, _, err := grid.Table(forms)
	if err != nil {
		panic(err)
	}
	for _, f := range (budget.Statement{Tables: []budget.Table{table}}).CheckBy(forms).Findings {
		fmt.Println(f.Rule, f.Formula, f.Diff)
	}
	// Output:
	// FOOT 合计.合计 = 合计.会议费 + 合计.培训费 5元
	// FOOT 合计.合计 = Σ类 5元
}

// Whatever form somebody writes and whatever table is read by it: an error or a
// result, never a panic.
func FuzzForms(f *testing.F) {
	f.Add([]byte(`"tree *","total *","*.甲 = *.乙 + *.丙","*.甲 = *.乙 / *.丙 - 100%","合计.* = Σ.*"`), "codes", "205,教育支出,3,1,2\n,合计,3,1,2\n")
	f.Add([]byte(`"收入·总计.* = Σ收入.*","支出·*.甲 <= 支出·*.乙","甲行.甲 -> 乙行.乙","warn 甲行.甲 = X!乙行.丙","Σ@甲行.甲 = 乙行.乙"`), "pairs", "甲行,1,2,3\n总计,1,2,3\n")
	f.Add([]byte(`"*.甲 = *.乙"`), "line", "1,2,3\n")
	f.Fuzz(func(t *testing.T, identities []byte, layout, rows string) {
		text := fmt.Sprintf(`[{"id":"X","name":"某表","stage":"final","layout":%q,"columns":[{"key":"甲"},{"key":"乙","names":["合计/乙"]},{"key":"丙","percent":true}],"identities":[%s]}]`, layout, identities)
		forms, err := budget.LoadForms(strings.NewReader(text))
		if err != nil {
			return
		}
		grid, err := budget.ReadGrid(strings.NewReader("某表\n单位：元\n科目编码,科目名称,甲,乙,丙\n"+rows), "表.csv")
		if err != nil {
			return
		}
		table, _, err := grid.Table(forms)
		if err != nil {
			return
		}
		s := budget.Statement{Organ: "某单位", Year: 2024, Stage: budget.Final, Tables: []budget.Table{table}}
		s.CheckBy(forms)
		table.RoundToBy(forms, budget.TenThousandYuan, 2, budget.Footing)
	})
}
