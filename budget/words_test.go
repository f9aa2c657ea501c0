package budget_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

func rules(r budget.Result) map[string]int {
	out := map[string]int{}
	for _, f := range r.Findings {
		out[f.Rule]++
	}
	return out
}

func TestWordsAreHeldAgainstTheTable(t *testing.T) {
	s := threePublic(t, 2024, "47.91,0,1.35,46.56,25,21.56,443.18")
	s.Notes = []budget.Note{{Title: "情况说明", Text: "2024年“三公”经费预算数为47.91万元，比上年增加25万元。公务接待费1.35 万元；公务用车购置及运行费 465600元。"}}
	r := s.Check()
	assert.Zero(t, rules(r)["TEXT-AMOUNT"], r.Findings)
	s.Notes[0].Text = "公务接待费为13.5万元。"
	r = s.Check()
	require.Equal(t, 1, rules(r)["TEXT-AMOUNT"], r.Findings)
	s.Notes[0].Text = "因公出国（境）团组XX个，公务接待费下降（增长）27.78%。"
	assert.Equal(t, 2, rules(s.Check())["PLACEHOLDER"])
}

// 210 was 医疗卫生 in editions before, 211 环境保护; 301 02 is 津贴补贴.
func TestCodesAreHeldAgainstTheirNames(t *testing.T) {
	text := "单位：元\n科目编码,科目名称,合计\n210,医疗卫生支出,1\n205,教育支出,2\n20599,其他教育支出,2\n2050201,学前教育,0\n,合计,3\n"
	r := budget.Statement{Year: 2024, Tables: []budget.Table{read(t, "支出预算总表.csv", text)}}.Check()
	assert.Equal(t, 1, rules(r)["CODE-EDITION"], r.Findings)
	assert.Equal(t, 1, rules(r)["CODE-PARENT"], r.Findings)
	name, ok := budget.CodeName("30217", 2024)
	assert.True(t, ok)
	assert.Equal(t, "公务接待费", name)
	_, ok = budget.CodeName("210", 2009)
	assert.False(t, ok, "that edition is not known")
}

func TestWhatAYearCarriesOverIsWhatTheNextBeginsWith(t *testing.T) {
	account := func(year int, begin, end string) budget.Statement {
		text := "单位：万元\n项目,决算数,项目,决算数\n本年收入合计,100.00,本年支出合计,100.00\n年初结转和结余," + begin + ",年末结转和结余," + end + "\n总计,1.00,总计,1.00\n"
		return budget.Statement{Organ: "x", Year: year, Stage: budget.Final, Tables: []budget.Table{read(t, "收入支出决算总表.csv", text)}}
	}
	ok := account(2024, "12.88", "5.00").CheckAgainst(account(2023, "1.00", "12.88"))
	assert.Equal(t, 1, ok.Exact)
	bad := account(2024, "12.88", "5.00").CheckAgainst(account(2023, "1.00", "13.88"))
	assert.Equal(t, 1, rules(bad)["ROLL"])
}

func TestTheBudgetColumnOfAnAccountIsTheBudget(t *testing.T) {
	account := budget.Statement{Organ: "x", Year: 2024, Stage: budget.Final, Tables: []budget.Table{
		read(t, "财政拨款三公经费支出决算表.csv", "单位：万元\n预算数,决算数,预算数,决算数\n2.85,0.39,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,2.85,0.39\n"),
	}}
	plan := threePublic(t, 2024, "2.85,0,2.85,0,0,0,1")
	assert.Equal(t, 4, account.CheckAgainst(plan).Exact)
	plan = threePublic(t, 2024, "3.85,0,3.85,0,0,0,1")
	assert.Equal(t, 2, rules(account.CheckAgainst(plan))["CROSS-STAGE"])
}

func FuzzWords(f *testing.F) {
	f.Add("2024年“三公”经费预算数为47.91万元")
	f.Fuzz(func(t *testing.T, text string) {
		s := threePublic(t, 2024, "47.91,0,1.35,46.56,25,21.56,443.18")
		s.Notes = []budget.Note{{Text: strings.Clone(text)}}
		s.Check()
	})
}
