package chart

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"
)

// Bars is a chart with one horizontal bar a line, in the order given.
type Bars struct {
	Title  string // the finding in one sentence: “三公经费连续两年下降”
	Unit   string // of all figures: 元, 万元, 人
	Source string // organ, year or date, and document
	Bars   []Bar
}

// A Bar is one line of a chart. The zero Value is drawn as zero: no bar, and
// the figure 0.
type Bar struct {
	Label   string
	Value   decimal.Decimal
	Note    string // a few words beside the label, as “比上年 −13.31%”; may be empty
	Missing bool   // the figure was not given: drawn as 未公开, never as zero
}

// notGiven is said where a figure is missing.
const notGiven = "未公开"

// SVG writes the chart as a picture for pages; see [Renderer.SVG].
func (b Bars) SVG(w io.Writer) error { return plainSVG(w, b) }

// PNG writes the chart as a picture for WeChat; see [Renderer.PNG].
func (b Bars) PNG(w io.Writer) error { return plainPNG(w, b) }

func (b Bars) head() heading { return heading{b.Title, b.Unit, b.Source} }

func (b Bars) values() []decimal.Decimal {
	var out []decimal.Decimal
	for _, x := range b.Bars {
		if !x.Missing {
			out = append(out, x.Value)
		}
	}
	return out
}

func (b Bars) describe() string {
	f := figuresOf(b.values())
	parts := make([]string, len(b.Bars))
	for i, x := range b.Bars {
		parts[i] = x.Label + " " + x.figure(f, b.Unit)
		if x.Note != "" {
			parts[i] += "（" + x.Note + "）"
		}
	}
	return "横条图。" + strings.Join(parts, "；") + "。来源：" + b.Source
}

// figure is the value as words, with its unit unless it is missing.
func (x Bar) figure(f figures, unit string) string {
	if x.Missing {
		return notGiven
	}
	return f.write(x.Value) + unit
}

func (b Bars) compose(p *pen) (drawing, error) {
	if err := b.head().check(); err != nil {
		return drawing{}, err
	}
	if len(b.Bars) == 0 {
		return drawing{}, ErrEmpty
	}
	d, y := b.head().open(p, "单位："+b.Unit)
	d.desc = b.describe()
	f := figuresOf(b.values())
	a := newAxis(p, f, b.values(), figureSize)
	y += 16
	for _, x := range b.Bars {
		y = x.label(d, p, y)
		a.bar(d, y, 40, x, inkMain, true)
		y += 40 + 30
	}
	b.head().close(d, p, y)
	return *d, nil
}

// label writes the bar's name and note and returns the y below them.
func (x Bar) label(d *drawing, p *pen, y float64) float64 {
	y += labelSize
	lines := p.wrap(x.Label, labelSize, false, innerWidth)
	for i, line := range lines {
		d.word(words{x: margin, y: y, size: labelSize, ink: inkText, text: line})
		if i < len(lines)-1 {
			y += labelSize * 1.25
		}
	}
	if x.Note != "" {
		used := 0.0
		if len(lines) > 0 {
			used = p.width(lines[len(lines)-1], labelSize, false) + 24
		}
		for i, line := range p.wrap(x.Note, smallSize, false, innerWidth) {
			if i > 0 || used+p.width(line, smallSize, false) > innerWidth {
				y += smallSize * 1.35
			}
			d.word(words{x: pageWidth - margin, y: y, size: smallSize, anchor: right, ink: inkSoft, text: line})
		}
	}
	return y + 14
}
