package chart_test

import (
	"fmt"
	"io"
	"log"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget/chart"
)

func ExampleBars() {
	b := chart.Bars{
		Title:  "2024年“三公”经费预算47.91万元，一半用于购车",
		Unit:   "万元",
		Source: "上海市普陀区人民政府万里街道办事处，2024年部门预算表9",
		Bars: []chart.Bar{
			{Label: "购车", Value: decimal.RequireFromString("25")},
			{Label: "用车", Value: decimal.RequireFromString("21.56")},
			{Label: "接待", Value: decimal.RequireFromString("1.35")},
			{Label: "出国", Missing: true},
		},
	}
	if err := b.PNG(io.Discard); err != nil { // a picture for WeChat
		log.Fatal(err)
	}
	fmt.Println(b.Text()) // the same for chat
	// Output:
	// 购车 25.00 ████████
	// 用车 21.56 ██████▉
	// 接待  1.35 ▍
	// 出国 未公开
}

func ExampleGroups() {
	g := chart.Groups{
		Title: "接待费花了预算的13.68%", Unit: "万元", Source: "上海市普陀区规划和自然资源局，2024年度部门决算表7",
		Series: []string{"预算", "决算"},
		Groups: []chart.Group{{Label: "公务接待费", Values: []chart.Value{
			chart.Given(decimal.RequireFromString("2.85")), chart.Given(decimal.RequireFromString("0.39")),
		}}},
	}
	fmt.Println(g.Text())
	// Output:
	// 公务接待费
	// 预算 2.85 ████████
	// 决算 0.39 █▏
}

func ExampleColumns() {
	year := func(label string, parts ...string) chart.Column {
		c := chart.Column{Label: label}
		for _, p := range parts {
			c.Values = append(c.Values, chart.Given(decimal.RequireFromString(p)))
		}
		return c
	}
	c := chart.Columns{
		Title: "先增后减，变化来自购车", Unit: "万元", Source: "上海市普陀区人民政府万里街道办事处，部门预算表9",
		Parts:   []string{"用车", "购车", "接待"},
		Columns: []chart.Column{year("2023", "21.56", "0", "1.35"), year("2024", "21.56", "25", "1.35"), year("2025", "21.56", "15", "1.35")},
	}
	if err := c.SVG(io.Discard); err != nil { // a picture for pages
		log.Fatal(err)
	}
	fmt.Println(c.Text())
	// Output:
	// 2023 22.91 ███▉
	// 2024 47.91 ████████
	// 2025 37.91 ██████▍
}

func ExampleHundred() {
	h := chart.Hundred{
		Title: "每100元支出，55元用于日常运转", Unit: "万元", Source: "上海市普陀区规划和自然资源局，2024年度部门决算表3",
		Parts: []chart.Bar{
			{Label: "基本支出", Value: decimal.RequireFromString("5377.64")},
			{Label: "项目支出", Value: decimal.RequireFromString("4381.74")},
		},
	}
	fmt.Println(h.Text())
	// Output:
	// 基本支出 55.10 ████████
	// 项目支出 44.90 ██████▌
}

func ExampleRenderer() {
	r, err := chart.NewRenderer(chart.Config{Scale: 2})
	if err != nil {
		log.Fatal(err)
	}
	missing, err := r.Missing(chart.Bars{
		Title: "㐂村的支出", Unit: "元", Source: "村务公开栏",
		Bars: []chart.Bar{{Label: "道路"}},
	})
	fmt.Printf("%c %v\n", missing, err)
	// Output: [㐂] <nil>
}
