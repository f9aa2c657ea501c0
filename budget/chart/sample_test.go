package chart_test

import (
	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget/chart"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }
func given(s string) chart.Value   { return chart.Given(dec(s)) }
func givenAll(s ...string) []chart.Value {
	out := make([]chart.Value, len(s))
	for i, x := range s {
		if x != "" {
			out[i] = given(x)
		}
	}
	return out
}

// wanliBars is the 三公 budget of 上海市普陀区人民政府万里街道办事处 for 2024,
// table 9 of its published budget.
func wanliBars() chart.Bars {
	return chart.Bars{
		Title:  "2024年“三公经费”预算47.91万元，比上年多25万元，用于购车",
		Unit:   "万元",
		Source: "上海市普陀区人民政府万里街道办事处，2024年部门预算表9",
		Bars: []chart.Bar{
			{Label: "公务用车购置费", Value: dec("25"), Note: "上年为0"},
			{Label: "公务用车运行费", Value: dec("21.56"), Note: "与上年相同"},
			{Label: "公务接待费", Value: dec("1.35"), Note: "与上年相同"},
			{Label: "因公出国（境）费", Value: dec("0"), Note: "与上年相同"},
		},
	}
}

// wanliColumns are the same office's budgets for 2023, 2024 and 2025, table 9.
func wanliColumns() chart.Columns {
	return chart.Columns{
		Title:  "“三公经费”先增后减，变化来自购车",
		Unit:   "万元",
		Source: "上海市普陀区人民政府万里街道办事处，2023—2025年部门预算表9",
		Parts:  []string{"公务用车运行费", "公务用车购置费", "公务接待费", "因公出国（境）费"},
		Columns: []chart.Column{
			{Label: "2023预算", Values: givenAll("21.56", "0", "1.35", "0"), Total: given("22.91")},
			{Label: "2024预算", Values: givenAll("21.56", "25", "1.35", "0"), Total: given("47.91")},
			{Label: "2025预算", Values: givenAll("21.56", "15", "1.35", "0"), Total: given("37.91")},
		},
	}
}

// guiziGroups is table 7 of the 2024 account of 上海市普陀区规划和自然资源局.
func guiziGroups() chart.Groups {
	return chart.Groups{
		Title:  "“三公经费”花了0.39万元，不到预算的七分之一",
		Unit:   "万元",
		Source: "上海市普陀区规划和自然资源局，2024年度部门决算表7",
		Series: []string{"2024年预算", "2024年决算"},
		Groups: []chart.Group{
			{Label: "公务接待费", Values: givenAll("2.85", "0.39"), Note: "完成13.68%"},
			{Label: "公务用车购置及运行费", Values: givenAll("0.00", "0.00")},
			{Label: "因公出国（境）费", Values: givenAll("0.00", "0.00")},
		},
	}
}

// guiziHundred is table 3 of the same account, by class (类).
func guiziHundred() chart.Hundred {
	return chart.Hundred{
		Title:  "每100元支出，46元用于自然资源，39元用于城乡社区",
		Unit:   "万元",
		Source: "上海市普陀区规划和自然资源局，2024年度部门决算表3",
		Parts: []chart.Bar{
			{Label: "自然资源海洋气象等支出", Value: dec("4461.67")},
			{Label: "城乡社区支出", Value: dec("3845.24")},
			{Label: "社会保障和就业支出", Value: dec("754.75")},
			{Label: "住房保障支出", Value: dec("461.08")},
			{Label: "卫生健康支出", Value: dec("236.64")},
		},
	}
}

// allCharts is one of each kind, by the name of its picture in docs/charts.
func allCharts() map[string]chart.Chart {
	return map[string]chart.Chart{
		"bars":    wanliBars(),
		"classes": guiziClasses(),
		"groups":  guiziGroups(),
		"columns": wanliColumns(),
		"hundred": guiziHundred(),
		"cover":   wanliCover(),
	}
}

// wanliCover is the cover of an article on the same budget.
func wanliCover() chart.Cover {
	return chart.Cover{
		Title:  "2024年“三公”经费预算",
		Figure: "47.91 万元",
		Change: "↑109.12%",
		Source: "上海市普陀区人民政府万里街道办事处，2024年部门预算表9",
		Bars:   wanliBars().Bars,
	}
}
