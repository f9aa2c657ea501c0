package chart_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/chart"
)

func amount(t *testing.T, s string) budget.Amount {
	t.Helper()
	a, err := budget.ParseAmount(s)
	require.NoError(t, err)
	return a
}

// public is the 三公 of 上海市普陀区人民政府万里街道办事处, table 9 of its budgets.
func public(t *testing.T, year int, total, abroad, purchase, running, reception string) budget.ThreePublic {
	return budget.ThreePublic{
		Organ: "上海市普陀区人民政府万里街道办事处", Year: year, Stage: budget.Budget, Unit: budget.TenThousandYuan,
		Total: amount(t, total), Abroad: amount(t, abroad), Purchase: amount(t, purchase), Running: amount(t, running), Reception: amount(t, reception),
	}
}

func TestThreePublicOfOneYear(t *testing.T) {
	b := chart.ThreePublic(public(t, 2024, "47.91", "", "25", "21.56", "1.35"))
	assert.Equal(t, "2024年“三公”经费预算47.91万元", b.Title)
	assert.Equal(t, "上海市普陀区人民政府万里街道办事处，2024年度预算", b.Source)
	require.Len(t, b.Bars, 4)
	assert.True(t, b.Bars[3].Missing, "a blank is missing, not zero")
	assert.NoError(t, b.PNG(io.Discard))
}

func TestThreePublicOfSeveralYearsInOneUnit(t *testing.T) {
	first := public(t, 2023, "229100", "0", "0", "215600", "13500")
	first.Unit = budget.Yuan
	c := chart.ThreePublicYears(first, public(t, 2024, "47.91", "0", "25", "21.56", "1.35"), public(t, 2025, "37.91", "0", "15", "21.56", "1.35"))
	assert.Equal(t, "2025年“三公”经费预算37.91万元，比2023年多15.00万元，先增后减", c.Title)
	assert.Equal(t, "2023预算 22.91 ███▉\n2024预算 47.91 ████████\n2025预算 37.91 ██████▍", c.Text())
	assert.Equal(t, []string{"公务用车运行费", "公务用车购置费", "公务接待费", "因公出国（境）费"}, c.Parts)
	assert.NoError(t, c.PNG(io.Discard))
	assert.ErrorIs(t, chart.ThreePublicYears().PNG(io.Discard), chart.ErrUnlabelled)
}

func TestTheCourseOfTheYears(t *testing.T) {
	for title, totals := range map[string][]string{
		"2022年“三公”经费预算1.0万元，比2020年少2.0万元":        {"3.0", "2.0", "1.0"},
		"2022年“三公”经费预算3.0万元，与2020年持平，先减后增":       {"3.0", "2.0", "3.0"},
		"2023年“三公”经费预算1.0万元，比2020年少2.0万元，其间有增有减": {"3.0", "2.0", "4.0", "1.0"},
		"2022年“三公”经费预算3.0万元，与2020年持平":            {"3.0", "3.0", "3.0"},
		"2021年“三公”经费预算4.0万元，比2020年多1.0万元":        {"3.0", "4.0"},
	} {
		var years []budget.ThreePublic
		for i, total := range totals {
			years = append(years, public(t, 2020+i, total, "", "", "", ""))
		}
		assert.Equal(t, title, chart.ThreePublicYears(years...).Title)
	}
}

func TestAnAccountAgainstItsBudget(t *testing.T) {
	planned := public(t, 2024, "2.85", "0.00", "0.00", "0.00", "2.85")
	spent := public(t, 2024, "0.39", "0.00", "0.00", "0.00", "0.39")
	spent.Stage = budget.Final
	g := chart.ThreePublicAgainst(budget.ThreePublic{}, planned, spent)
	assert.Equal(t, "2024年“三公”经费决算0.39万元，为预算的13.68%", g.Title)
	assert.Equal(t, []string{"2024年预算", "2024年决算"}, g.Series)
	assert.NoError(t, g.PNG(io.Discard))
	before := public(t, 2023, "1.00", "", "", "", "1.00")
	before.Stage = budget.Final
	g = chart.ThreePublicAgainst(before, planned, spent)
	assert.False(t, g.Groups[0].Values[0].Given, "the year before was not split")
	assert.NoError(t, g.SVG(io.Discard))
}

func TestSharesOfATable(t *testing.T) {
	table := budget.Table{Title: "支出决算表", Unit: budget.TenThousandYuan, Columns: []string{"合计"}, Rows: []budget.Row{
		{Label: "合计", Cells: []budget.Amount{amount(t, "3")}},
		{Code: "205", Label: "教育支出", Cells: []budget.Amount{amount(t, "1")}},
		{Code: "210", Label: "卫生健康支出", Cells: []budget.Amount{amount(t, "2")}},
	}}
	s := budget.Statement{Organ: "某区", Year: 2024, Stage: budget.Final}
	h, err := chart.Shares(s, table, "合计")
	require.NoError(t, err)
	assert.Equal(t, "2024年每100元支出，66.67元用于卫生健康支出", h.Title)
	assert.NoError(t, h.PNG(io.Discard))
	_, err = chart.Shares(s, table, "没有")
	assert.ErrorIs(t, err, budget.ErrNoShares)
}
