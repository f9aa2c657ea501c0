package chart_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget/chart"
)

func TestGroupsSayWhatIsMissing(t *testing.T) {
	g := guiziGroups()
	g.Groups[2].Values = nil
	p := parse(t, g)
	assert.Contains(t, p.Desc, "因公出国（境）费：2024年预算 未公开，2024年决算 未公开")
	assert.Contains(t, g.Text(), "公务接待费\n2024年预算 2.85 ████████\n2024年决算 0.39 █▏")
}

func TestGroupsRefuseWhatCannotBeToldApart(t *testing.T) {
	g := guiziGroups()
	g.Series = []string{"a", "b", "c", "d"}
	assert.ErrorContains(t, g.PNG(io.Discard), "4 series")
	g = guiziGroups()
	g.Groups[0].Values = givenAll("1", "2", "3")
	assert.ErrorContains(t, g.PNG(io.Discard), "3 values for 2 series")
}

func TestColumnsStandOnZeroAndStackToTheirTotal(t *testing.T) {
	c := wanliColumns()
	r := rects(t, c)[1:]
	height := map[float64]float64{}
	base := 0.0
	for _, x := range r {
		if x.X > 300 { // the swatches of the table stand left of this
			height[x.X] += x.Height + 1 // with the hair of paper
			base = max(base, x.Y+x.Height)
		}
	}
	require.Len(t, height, 3)
	tallest := 0.0
	for _, h := range height {
		tallest = max(tallest, h)
	}
	assert.InDelta(t, 440, tallest, 0.5)
	for _, x := range r {
		if x.X > 300 && x.Fill == "#0b4f96" {
			assert.InDelta(t, base, x.Y+x.Height, 0.02, "the lowest part stands on zero")
			assert.InDelta(t, 440*21.56/47.91, x.Height+1, 0.02)
		}
	}
}

func TestAColumnWithAMissingPartHasNoInventedTotal(t *testing.T) {
	c := wanliColumns()
	c.Columns[0].Total = chart.Value{}
	assert.Contains(t, c.Text(), "2023预算 22.91", "all parts given: their sum")
	c.Columns[0].Values[3] = chart.Value{}
	assert.Contains(t, c.Text(), "2023预算 未公开")
}

func TestColumnsWithAmountsBelowZeroPileDown(t *testing.T) {
	c := wanliColumns()
	c.Columns[0].Values = givenAll("10", "-5", "2", "0")
	c.Columns[0].Total = given("7")
	assert.NoError(t, c.PNG(io.Discard))
}

func TestEachHundredYuanIsDrawnToTheFen(t *testing.T) {
	shares, err := guiziHundred().Shares()
	require.NoError(t, err)
	var got []string
	for _, s := range shares {
		got = append(got, s.Yuan.StringFixed(2))
	}
	// 4461.67/9759.38 and so on, by hand; the last of the five lost most, and takes the fen that makes them 100.00
	assert.Equal(t, []string{"45.72", "39.40", "7.73", "4.72", "2.43"}, got)

	area := map[string]float64{}
	for _, r := range rects(t, guiziHundred())[1:] {
		if r.X < 470 {
			area[r.Fill] += r.Width * r.Height / 1600
		}
	}
	assert.InDelta(t, 45.7167, area["#0b4f96"], 0.01)
	assert.InDelta(t, 2.4247, area["#2f8f6b"], 0.01)
}

func TestSharesNeedAWhole(t *testing.T) {
	for name, parts := range map[string][]chart.Bar{
		"below zero": {{Label: "a", Value: dec("-1")}, {Label: "b", Value: dec("2")}},
		"missing":    {{Label: "a", Missing: true}, {Label: "b", Value: dec("2")}},
		"nothing":    {{Label: "a"}},
	} {
		h := guiziHundred()
		h.Parts = parts
		assert.ErrorIs(t, h.PNG(io.Discard), chart.ErrNoShare, name)
	}
}

func TestACoverOfAnyRecord(t *testing.T) {
	c := chart.Cover{Title: "关于印发兴庆区二〇一五年政府信息公开工作要点的通知，" + strings.Repeat("很长", 30), Source: "兴庆区人民政府办公室"}
	p := parse(t, c)
	assert.Len(t, p.Texts, 3)
	assert.True(t, strings.HasSuffix(p.Texts[1].Text, "…"))
	c.Title = ""
	assert.ErrorIs(t, c.PNG(io.Discard), chart.ErrUnlabelled)
	assert.Equal(t, "2024年“三公”经费预算\n47.91 万元 ↑109.12%\n上海市普陀区人民政府万里街道办事处，2024年部门预算表9", wanliCover().Text())
}

func BenchmarkCharts(b *testing.B) {
	r, err := chart.NewRenderer(chart.Config{})
	require.NoError(b, err)
	for name, c := range allCharts() {
		b.Run("PNG/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = r.PNG(io.Discard, c)
			}
		})
		b.Run("SVG/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = r.SVG(io.Discard, c)
			}
		})
	}
}
