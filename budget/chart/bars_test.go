package chart_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget/chart"
)

func TestBarsAreAsLongAsTheirValuesFromZero(t *testing.T) {
	b := wanliBars()
	rects := rects(t, b)[1:] // the first is the paper
	require.Len(t, rects, 3, "zero has no bar")
	for i, want := range []string{"1", "0.8624", "0.054"} { // 21.56/25, 1.35/25
		assert.InDelta(t, dec(want).InexactFloat64(), rects[i].Width/rects[0].Width, 0.001)
		assert.Equal(t, rects[0].X, rects[i].X, "all bars begin at zero")
	}
}

func TestNegativeBarsGoTheOtherWayFromTheSameZero(t *testing.T) {
	b := wanliBars()
	b.Bars[1].Value = dec("-12.5")
	r := rects(t, b)[1:]
	assert.InDelta(t, r[0].X, r[1].X+r[1].Width, 0.011)
	assert.InDelta(t, r[0].Width/2, r[1].Width, 0.011)
	assert.Contains(t, svg(t, b), ">−12.50<")
}

func TestMissingIsNotZero(t *testing.T) {
	zero, missing := wanliBars(), wanliBars()
	missing.Bars[3].Missing = true
	assert.Contains(t, svg(t, zero), ">0.00<")
	assert.NotContains(t, svg(t, missing), ">0.00<")
	assert.Contains(t, svg(t, missing), ">未公开<")
	assert.Contains(t, missing.Text(), "因公出国（境）费 未公开")
}

func TestFiguresAreExact(t *testing.T) {
	b := chart.Bars{Title: "t", Unit: "元", Source: "s", Bars: []chart.Bar{
		{Label: "a", Value: dec("12345678901234567890.123456789")},
		{Label: "b", Value: dec("0.000000001")},
		{Label: "c", Value: dec("1E3")},
	}}
	s := svg(t, b)
	assert.Contains(t, s, ">12,345,678,901,234,567,890.123456789<")
	assert.Contains(t, s, ">0.000000001<")
	assert.Contains(t, s, ">1,000.000000000<")
}

func TestAChartWithoutTitleUnitOrSourceIsNotDrawn(t *testing.T) {
	for _, strip := range []func(*chart.Bars){
		func(b *chart.Bars) { b.Title = "" },
		func(b *chart.Bars) { b.Unit = "" },
		func(b *chart.Bars) { b.Source = "" },
	} {
		b := wanliBars()
		strip(&b)
		require.ErrorIs(t, b.PNG(io.Discard), chart.ErrUnlabelled)
		require.ErrorIs(t, b.SVG(io.Discard), chart.ErrUnlabelled)
	}
	b := wanliBars()
	b.Bars = nil
	require.ErrorIs(t, b.PNG(io.Discard), chart.ErrEmpty)
}

func TestTextBarsFitAPhone(t *testing.T) {
	b := chart.Bars{Bars: []chart.Bar{
		{Label: "公车", Value: dec("692.08")},
		{Label: "接待", Value: dec("243.15")},
		{Label: "出国", Value: dec("21.47")},
		{Label: "会议", Value: dec("0")},
		{Label: "退回", Value: dec("-60.00")},
	}}
	assert.Equal(t, "公车 692.08 ████████\n"+
		"接待 243.15 ██▊\n"+
		"出国 \u200721.47 ▎\n"+
		"会议 \u2007\u20070.00\n"+
		"退回 −60.00 ░", b.Text())
}

func TestACharacterWithoutGlyphIsReportedAndNothingWritten(t *testing.T) {
	b := wanliBars()
	b.Bars[0].Label = "㐂𠮷村" // rare characters beyond GB 2312
	var out bytes.Buffer
	err := b.PNG(&out)
	var missing *chart.MissingGlyphError
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, []rune("㐂𠮷"), missing.Runes)
	assert.Zero(t, out.Len())
	assert.NoError(t, b.SVG(&out), "the reader's machine may have them")
}
