package chart

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"
)

// A Cover is the picture over an article of an official account: title, one
// figure, and up to three bars, 900 by 383 units, white on blue. Without a figure
// and bars it is the cover of any record.
type Cover struct {
	Title  string // two lines are shown, then …
	Figure string // with its unit, as “956.70 万元”; may be empty
	Change string // as “↓16.74%”; may be empty
	Source string // organ and date
	Bars   []Bar  // the first three are drawn; none below zero or missing
}

const (
	coverHeight = 383.0
	coverMargin = 48.0
	coverBars   = 3

	inkDeep  ink = 0x0b4f96
	inkSky   ink = 0x8fc1f5
	inkWhite ink = 0xffffff
	inkPale  ink = 0xc9dff5
)

// SVG writes the cover as a picture for pages; see [Renderer.SVG].
func (c Cover) SVG(w io.Writer) error { return plainSVG(w, c) }

// PNG writes the cover as a picture for WeChat; see [Renderer.PNG].
func (c Cover) PNG(w io.Writer) error { return plainPNG(w, c) }

// Text returns title, figure, change and source on a line each.
func (c Cover) Text() string {
	var lines []string
	for _, s := range []string{c.Title, strings.TrimSpace(c.Figure + " " + c.Change), c.Source} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

func (c Cover) compose(p *pen) (drawing, error) {
	if c.Title == "" || c.Source == "" {
		return drawing{}, ErrUnlabelled
	}
	d := &drawing{width: pageWidth, height: coverHeight, paper: inkDeep, title: c.Title, desc: strings.ReplaceAll(c.Text(), "\n", "，")}
	y := c.title(d, p)
	if c.Figure != "" {
		y += 62
		d.word(words{x: coverMargin, y: y, size: 58, bold: true, ink: inkWhite, text: c.Figure})
		d.word(words{x: coverMargin + p.width(c.Figure, 58, true) + 28, y: y, size: 36, ink: inkPale, text: c.Change})
		y += 6
	}
	c.bars(d, p, y)
	source := p.wrap(c.Source, 24, false, pageWidth-2*coverMargin)[0]
	d.word(words{x: coverMargin, y: coverHeight - 30, size: 24, ink: inkPale, text: source})
	return *d, nil
}

// title writes one or two lines and returns the y below them.
func (c Cover) title(d *drawing, p *pen) float64 {
	const size = 44.0
	lines := p.balance(c.Title, size, true, pageWidth-2*coverMargin)
	most := 2
	if len(c.Bars) > 0 && c.Figure != "" {
		most = 1
	}
	if len(lines) > most {
		lines = p.wrap(c.Title, size, true, pageWidth-2*coverMargin-size)[:most]
		lines[most-1] = strings.TrimRight(lines[most-1], "，、；：（《“ ") + "…"
	}
	y := coverMargin
	if c.Figure == "" && len(c.Bars) == 0 {
		y = coverHeight/2 - size*0.7*float64(len(lines)) - 10
	}
	for _, line := range lines {
		y += size
		d.word(words{x: coverMargin - hang(line, size), y: y, size: size, bold: true, ink: inkWhite, text: line})
		y += size * 0.3
	}
	return y
}

// bars draws up to three bars below y, each with its label behind it.
func (c Cover) bars(d *drawing, p *pen, y float64) {
	var shown []Bar
	most, widest := decimal.Zero, 0.0
	for _, b := range c.Bars {
		if b.Missing || b.Value.IsNegative() || len(shown) == coverBars {
			continue
		}
		shown = append(shown, b)
		most = decimal.Max(most, b.Value)
		widest = max(widest, p.width(b.Label, 27, false))
	}
	y += 18
	for _, b := range shown {
		w := (pageWidth - 2*coverMargin - min(widest, 360) - labelGap) * share(b.Value, most)
		if !b.Value.IsZero() {
			d.box(box{x: coverMargin, y: y, w: max(w, leastBar), h: 24, radius: 5, fill: inkSky})
			w = max(w, leastBar) + labelGap
		}
		label := p.wrap(b.Label, 27, false, pageWidth-2*coverMargin-w)
		d.word(words{x: coverMargin + w, y: y + 21, size: 27, ink: inkWhite, text: label[0]})
		y += 42
	}
}
