// Package chart draws the charts that stand beside government budget (预算)
// and final-account (决算) tables: as SVG for pages, as PNG for WeChat, and as
// text bars for chat. It draws labels and exact decimals and knows no table.
//
//	bars := chart.Bars{
//		Title:  "2014年“三公经费”决算956.70万元，公车占七成",
//		Unit:   "万元",
//		Source: "兴庆区财政局，2014年度决算，2015-03-20公开",
//		Bars:   []chart.Bar{{Label: "公车", Value: decimal.RequireFromString("692.08")}},
//	}
//	err := bars.PNG(w)
//
// Four kinds are drawn: [Bars], one bar a line; [Groups], two or three bars a
// line, budget against account; [Columns], stacked by year; [Hundred], where
// each 100 yuan go. All of them start at zero, print every figure exactly as it
// was given, keep a missing figure apart from a zero one, and refuse to be
// drawn without title, unit and source.
//
// Start with [Bars], then [Renderer] for another font or another size.
package chart
