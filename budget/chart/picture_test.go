package chart_test

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/zwgk/zwgk/budget/chart"
)

type rect struct {
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Fill   string  `xml:"fill,attr"`
}

type picture struct {
	Lang  string `xml:"lang,attr"`
	Role  string `xml:"role,attr"`
	Title string `xml:"title"`
	Desc  string `xml:"desc"`
	Rects []rect `xml:"rect"`
	Texts []struct {
		X    float64 `xml:"x,attr"`
		Y    float64 `xml:"y,attr"`
		Size float64 `xml:"font-size,attr"`
		Text string  `xml:",chardata"`
	} `xml:"text"`
}

func svg(t *testing.T, c chart.Chart) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, c.SVG(&b))
	return b.String()
}

func parse(t *testing.T, c chart.Chart) picture {
	t.Helper()
	var p picture
	require.NoError(t, xml.Unmarshal([]byte(svg(t, c)), &p))
	return p
}

func rects(t *testing.T, c chart.Chart) []rect { return parse(t, c).Rects }

func TestSVGIsSafeUnderAStrictPolicyAndSpeaks(t *testing.T) {
	for name, c := range allCharts() {
		t.Run(name, func(t *testing.T) {
			s := svg(t, c)
			for _, unsafe := range []string{"<style", " style=", "<script", " on", "href", "url(", "<image", "foreignObject"} {
				assert.NotContains(t, s, unsafe)
			}
			p := parse(t, c)
			assert.Equal(t, "img", p.Role)
			assert.Equal(t, "zh-CN", p.Lang)
			assert.NotEmpty(t, p.Title)
			assert.Contains(t, p.Desc, "上海市普陀区")
			for _, x := range p.Texts {
				assert.True(t, x.X >= 0 && x.X <= 900 && x.Size >= 15, "%q", x.Text)
			}
		})
	}
}

func TestMarkupInALabelStaysText(t *testing.T) {
	b := wanliBars()
	b.Title, b.Bars[0].Label = `<script>alert("1")</script>`, `a"><b & 'c'`
	p := parse(t, b)
	assert.Equal(t, b.Title, p.Title)
	assert.NotContains(t, svg(t, b), "<script")
}

// The pictures in docs/charts are what is drawn today. UPDATE=1 draws them anew.
func TestPicturesInDocs(t *testing.T) {
	for name, c := range allCharts() {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, c.PNG(&b))
			file := filepath.Join("..", "..", "docs", "charts", name+".png")
			if os.Getenv("UPDATE") != "" {
				require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
			}
			f, err := os.Open(file)
			require.NoError(t, err)
			defer f.Close()
			want, err := png.Decode(f)
			require.NoError(t, err)
			got, err := png.Decode(&b)
			require.NoError(t, err)
			assert.Equal(t, 900, got.Bounds().Dx())
			require.Equal(t, want.Bounds(), got.Bounds())
			assert.Less(t, unlike(want, got), want.Bounds().Dx()*want.Bounds().Dy()/500)
		})
	}
}

// unlike counts pixels that differ by more than a shade; another processor may
// round an edge otherwise.
func unlike(a, b image.Image) int {
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if far(r1, r2) || far(g1, g2) || far(b1, b2) {
				n++
			}
		}
	}
	return n
}

func far(a, b uint32) bool { return max(a, b)-min(a, b) > 0x1800 }

func TestAnotherFontIsAskedFirstAndTheEmbeddedOnesHelpOut(t *testing.T) {
	own, err := chart.NewRenderer(chart.Config{})
	require.NoError(t, err)
	other, err := chart.NewRenderer(chart.Config{Fonts: [][]byte{goregular.TTF}, Scale: 2})
	require.NoError(t, err)
	var a, b bytes.Buffer
	require.NoError(t, own.PNG(&a, wanliBars()))
	require.NoError(t, other.PNG(&b, wanliBars()))
	first, err := png.DecodeConfig(&a)
	require.NoError(t, err)
	second, err := png.DecodeConfig(&b)
	require.NoError(t, err)
	assert.Equal(t, 2*first.Width, second.Width)
	missing, err := other.Missing(wanliBars())
	require.NoError(t, err)
	assert.Empty(t, missing)
	// Go Regular has the Cyrillic that the embedded fonts leave out.
	cyrillic := wanliBars()
	cyrillic.Title = "Бюджет"
	assert.Error(t, own.PNG(io.Discard, cyrillic))
	assert.NoError(t, other.PNG(io.Discard, cyrillic))
}

func TestABrokenFontIsAnError(t *testing.T) {
	_, err := chart.NewRenderer(chart.Config{Fonts: [][]byte{[]byte("no font")}})
	assert.ErrorContains(t, err, "chart: read font 1")
	_, err = chart.NewRenderer(chart.Config{Scale: -1})
	assert.Error(t, err)
}

func TestTitlesBreakEvenlyAndNotBeforeAComma(t *testing.T) {
	b := wanliBars()
	b.Title = strings.Repeat("预算支出下降，", 7)
	for _, x := range parse(t, b).Texts {
		assert.False(t, strings.HasPrefix(x.Text, "，"))
	}
}

func TestOneRendererServesManyAtOnce(t *testing.T) {
	r, err := chart.NewRenderer(chart.Config{})
	require.NoError(t, err)
	var want bytes.Buffer
	require.NoError(t, r.PNG(&want, wanliBars()))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			var got bytes.Buffer
			assert.NoError(t, r.PNG(&got, wanliBars()))
			assert.Equal(t, want.Bytes(), got.Bytes())
		})
	}
	group.Wait()
}
