package budget_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// sound is 上海市普陀区财政局's 2024 支出决算表, its education of its staff left
// out: four classes down to 项, in 万元.
const sound = `编制部门：上海市普陀区财政局,单位：万元
科目编码,科目名称,本年支出合计,基本支出,项目支出
201,一般公共服务支出,"2,106.66","1,503.52",603.14
20106,财政事务,"2,106.66","1,503.52",603.14
2010601,行政运行,"1,511.89","1,503.52",8.37
2010602,一般行政管理事务,10.00,,10.00
2010607,信息化建设,135.25,,135.25
2010608,财政委托业务支出,449.52,,449.52
210,卫生健康支出,60.99,60.99,
21011,行政事业单位医疗,60.99,60.99,
2101101,行政单位医疗,60.99,60.99,
,合计,"2,167.65","1,564.51",603.14
`

// Each rule of a table fires on the one thing that it is for, and on nothing in
// the sound table.
func TestEachRuleFindsWhatItIsFor(t *testing.T) {
	const name = "2024年支出决算表.csv"
	require.Empty(t, rules(budget.Statement{Year: 2024, Stage: budget.Final, Tables: []budget.Table{read(t, name, sound)}}.Check()))
	for rule, change := range map[string][2]string{
		"FOOT":         {"449.52,,449.52", "494.52,,449.52"},
		"UNIT":         {",单位：万元", ""},
		"CODE-EDITION": {"卫生健康支出", "医疗卫生支出"}, // the name until 2018
		"CODE-NAME":    {"卫生健康支出", "教育支出"},
		"CODE-TWICE":   {"2010602,一般", "2010601,一般"},
		"CODE-PARENT":  {"21011,行政事业单位医疗,60.99,60.99,\n", ""},
		"CODE-PAD":     {"2010607,", "201|6|7,"}, // a spreadsheet ate the zeros
		"DEPTH":        {"2101101,行政单位医疗,60.99,60.99,\n", ""},
		"TOTAL":        {",合计,\"2,167.65\",\"1,564.51\",603.14\n", ""},
		"NEG":          {"10.00,,10.00", "-10.00,,-10.00"},
		"EMPTY-NOTE":   {",合计,", "注：本表为空表。\n,合计,"},
		"PLACEHOLDER":  {",合计,", "注：较上年下降（增长）XX%\n,合计,"},
		"CELL":         {"135.25,,135.25", "135.25,,135.2S"},
		"HEADER":       {"科目编码,科目名称,本年支出合计", "甲,乙,丙"},
		"COLUMN":       {"本年支出合计,基本支出,项目支出\n", "本年支出合计,基本支出,会议费\n"},
	} {
		text := strings.Replace(sound, change[0], change[1], 1)
		require.NotEqual(t, sound, text, rule)
		table, findings, err := budget.ReadCSV(strings.NewReader(text), name)
		require.NoError(t, err, rule)
		r := budget.Statement{Year: 2024, Stage: budget.Final, Tables: []budget.Table{table}}.Check()
		r.Findings = append(r.Findings, findings...)
		assert.NotZero(t, rules(r)[rule], "%s: %v", rule, r.Findings)
	}
}

func TestTheRulesOfAStatement(t *testing.T) {
	table := read(t, "2024年支出决算表.csv", sound)
	r := budget.Statement{Year: 2024, Tables: []budget.Table{table, table}}.Check()
	assert.Equal(t, 1, rules(r)["TABLE-TWICE"])
	unit := table
	unit.Organ = "上海市普陀区财政局的一家下属单位"
	r = budget.Statement{Year: 2024, Tables: []budget.Table{table, unit}}.Check()
	assert.Zero(t, rules(r)["TABLE-TWICE"], "of another organ")
	r = budget.Statement{Year: 2023, Tables: []budget.Table{table}}.Check()
	assert.Equal(t, 1, rules(r)["YEAR"])
	odd := table
	odd.Form, odd.Year = "F5", 2023
	r = budget.Statement{Tables: []budget.Table{table, {Form: "F2", Year: 2024}, {Form: "F1", Year: 2024}, odd}}.Check()
	assert.Equal(t, 1, rules(r)["YEAR"], "most are of 2024")
	small := table
	small.Unit = budget.Yuan
	assert.Equal(t, 1, rules(small.Check())["UNIT-SCALE"], "an office does not live on 2,167.65 元 a year")
	account := read(t, "2024年收入支出决算总表.csv", "单位：万元\n项目,决算数,项目,决算数\n,,一、一般公共服务支出,\"2,167.65\"\n本年收入合计,\"2,167.65\",本年支出合计,\"2,167.65\"\n总计,\"2,167.65\",总计,\"2,167.65\"\n")
	r = budget.Statement{Tables: []budget.Table{account, small}}.Check()
	assert.Equal(t, 2, rules(r)["UNIT-SCALE"], "the table by itself, and against the other: %v", r.Findings)
}

// The sentences are those of a published template; the figures are 上海市普陀区财政局's, 2024.
func TestWordsAreHeldAgainstTotals(t *testing.T) {
	account := read(t, "2024年收入支出决算总表.csv", "单位：万元\n项目,决算数,项目,决算数\n一、一般公共预算财政拨款收入,\"2,940.05\",一、一般公共服务支出,\"2,940.05\"\n八、其他收入,6.20,,\n"+
		"本年收入合计,\"2,946.25\",本年支出合计,\"2,940.05\"\n年初结转和结余,49.14,年末结转和结余,55.34\n总计,\"2,995.39\",总计,\"2,995.39\"\n")
	s := budget.Statement{Year: 2024, Stage: budget.Final, Tables: []budget.Table{account}}
	for text, rule := range map[string]string{
		"2024年度收入总计2,995.39万元，支出总计2,995.39万元。":                "",
		"2024年度收入、支出总计均为2995.4万元，与2023年度相比，收入总计、支出总计各增加12万元。": "",
		"2023年度收入总计1万元。":                    "",
		"本年支出合计2904.05万元，其中：基本支出2336.91万元。": "TEXT-AMOUNT",
		"收入总计29,953,900元。":                  "",
		"收入总计29,953.90元。":                   "TEXT-AMOUNT",
		"公务接待费5.20万元，比上年增加5.20万元，增长100%。":   "ZERO-BASE",
		"公务接待费5.20万元，比上年增加2.60万元，增长100%。":   "",
		"因公出国（境）团组XX个。":                     "PLACEHOLDER",
	} {
		s.Notes = []budget.Note{{Title: "情况说明", Text: text}}
		got := rules(s.Check())
		if rule == "" {
			assert.Empty(t, got, text)
		} else {
			assert.Equal(t, map[string]int{rule: 1}, got, text)
		}
	}
}

func TestCountsInWordsAreHeldAgainstMoney(t *testing.T) {
	s := budget.Statement{Year: 2024, Stage: budget.Final, Tables: []budget.Table{
		read(t, "财政拨款三公经费支出决算表.csv", "单位：万元\n预算数,决算数,预算数,决算数\n2.85,0.39,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,2.85,0.39\n"),
	}}
	s.Notes = []budget.Note{{Title: "三公经费", Text: "国内公务接待4批次、32人次；公务用车保有量0辆。"}}
	assert.Zero(t, rules(s.Check())["COUNT"])
	s.Notes[0].Text = "国内公务接待0批次、0人次。"
	assert.Equal(t, 1, rules(s.Check())["COUNT"])
}

func TestADepartmentIsTheSumOfItsUnits(t *testing.T) {
	unit := func(text string) budget.Statement {
		return budget.Statement{Tables: []budget.Table{read(t, "支出决算表.csv", "单位：万元\n科目编码,科目名称,本年支出合计,基本支出,项目支出\n"+text)}}
	}
	a := unit("205,教育支出,10.00,4.00,6.00\n,合计,10.00,4.00,6.00\n")
	b := unit("205,教育支出,5.50,5.50,\n206,科学技术支出,1.00,,1.00\n,合计,6.50,5.50,1.00\n")
	whole := "205,教育支出,15.50,9.50,6.00\n206,科学技术支出,1.00,,1.00\n,合计,16.50,9.50,7.00\n"
	r := budget.CheckUnits(unit(whole), []budget.Statement{a, b})
	assert.Equal(t, 8, r.Exact, r.Findings)
	assert.Empty(t, r.Findings)
	r = budget.CheckUnits(unit(strings.Replace(whole, "15.50,9.50", "15.50,8.50", 1)), []budget.Statement{a, b})
	assert.Equal(t, map[string]int{"UNITS": 1}, rules(r))
	r = budget.CheckUnits(unit("205,教育支出,15.50,9.50,6.00\n,合计,16.50,9.50,7.00\n"), []budget.Statement{a, b})
	assert.Equal(t, map[string]int{"UNITS": 1}, rules(r), "a line that only a unit has")
}

func TestOneCellMendsItsRowAndItsColumn(t *testing.T) {
	text := strings.Replace(sound, "1,511.89", "1,151.89", 1)
	r := read(t, "2024年支出决算表.csv", text).Check()
	var suspects []string
	for _, f := range r.Findings {
		if f.Severity == budget.Error {
			suspects = append(suspects, f.Suspects[0])
		}
	}
	require.Len(t, suspects, 2)
	assert.Equal(t, "2024年支出决算表.csv:5:3 2010601行政运行：改为1511.89，两处同时相符", strings.Replace(suspects[0], "行政运行.本年支出合计", "2010601行政运行", 1))
	assert.Contains(t, suspects[1], "改为1511.89，两处同时相符")
}
