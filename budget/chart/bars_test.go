package chart_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget/chart"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// The 三公 budget of 上海市普陀区人民政府万里街道办事处 for 2024, table 9.
func wanli() chart.Bars {
	return chart.Bars{
		Title:  "2024年“三公经费”预算47.91万元，比上年多25万元，用于购车",
		Unit:   "万元",
		Source: "上海市普陀区人民政府万里街道办事处，2024年部门预算表9",
		Bars: []chart.Bar{
			{Label: "公务用车运行费", Value: dec("21.56"), Note: "与上年相同"},
			{Label: "公务用车购置费", Value: dec("25"), Note: "上年为0"},
			{Label: "公务接待费", Value: dec("1.35"), Note: "与上年相同"},
			{Label: "因公出国（境）费", Value: dec("0")},
		},
	}
}

func TestBarsAreDrawn(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, wanli().PNG(&b))
	os.WriteFile("/tmp/c-bars.png", b.Bytes(), 0o644)
	b.Reset()
	require.NoError(t, wanli().SVG(&b))
	os.WriteFile("/tmp/c-bars.svg", b.Bytes(), 0o644)
	t.Log("\n" + wanli().Text())
}
