package chart

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
)

// Groups is a chart with two or three bars a line: last year, the budget and
// the account, or the budget against the account.
type Groups struct {
	Title  string   // the finding in one sentence
	Unit   string   // of all figures
	Source string   // organ, year or date, and document
	Series []string // one to three names in the order of the bars; the last is stressed
	Groups []Group
}

// A Group is one line of a Groups chart.
type Group struct {
	Label  string
	Values []Value // one for each series; those left off at the end are missing
	Note   string  // a few words beside the label, as “完成90.68%”; may be empty
}

// A Value is a figure that may be missing. The zero Value is missing: what was
// not given is not zero.
type Value struct {
	Decimal decimal.Decimal
	Given   bool
}

// Given returns the figure d.
func Given(d decimal.Decimal) Value { return Value{Decimal: d, Given: true} }

// seriesMost is the most bars a group is drawn with; more cannot be told apart.
const seriesMost = 3

// SVG writes the chart as a picture for pages; see [Renderer.SVG].
func (g Groups) SVG(w io.Writer) error { return plainSVG(w, g) }

// PNG writes the chart as a picture for WeChat; see [Renderer.PNG].
func (g Groups) PNG(w io.Writer) error { return plainPNG(w, g) }

func (g Groups) head() heading { return heading{g.Title, g.Unit, g.Source} }

// at is the value of series i as a bar named after the series.
func (g Groups) at(x Group, i int) Bar {
	if i >= len(x.Values) || !x.Values[i].Given {
		return Bar{Label: g.Series[i], Missing: true}
	}
	return Bar{Label: g.Series[i], Value: x.Values[i].Decimal}
}

func (g Groups) values() []decimal.Decimal {
	var out []decimal.Decimal
	for _, x := range g.Groups {
		for _, v := range x.Values {
			if v.Given {
				out = append(out, v.Decimal)
			}
		}
	}
	return out
}

func (g Groups) describe() string {
	f := figuresOf(g.values())
	parts := make([]string, len(g.Groups))
	for i, x := range g.Groups {
		var said []string
		for j := range g.Series {
			b := g.at(x, j)
			said = append(said, b.Label+" "+b.figure(f, g.Unit))
		}
		parts[i] = x.Label + "：" + strings.Join(said, "，")
		if x.Note != "" {
			parts[i] += "（" + x.Note + "）"
		}
	}
	return "分组横条图。" + strings.Join(parts, "；") + "。来源：" + g.Source
}

func (g Groups) check() error {
	if err := g.head().check(); err != nil {
		return err
	}
	if len(g.Groups) == 0 || len(g.Series) == 0 {
		return ErrEmpty
	}
	if len(g.Series) > seriesMost {
		return fmt.Errorf("chart: %d series in a group, at most %d can be told apart", len(g.Series), seriesMost)
	}
	for _, x := range g.Groups {
		if len(x.Values) > len(g.Series) {
			return fmt.Errorf("chart: group %q has %d values for %d series", x.Label, len(x.Values), len(g.Series))
		}
	}
	return nil
}

// inks are the colours of the series: the last one is always the main one.
func (g Groups) inks() []ink {
	return []ink{inkBefore, inkBudget, inkMain}[seriesMost-len(g.Series):]
}

func (g Groups) compose(p *pen) (drawing, error) {
	if err := g.check(); err != nil {
		return drawing{}, err
	}
	d, y := g.head().open(p, "单位："+g.Unit)
	d.desc = g.describe()
	inks := g.inks()
	y = legend(d, p, y+14, g.Series, inks)
	a := newAxis(p, figuresOf(g.values()), g.values(), 31)
	const height, gap = 30.0, 9.0
	for _, x := range g.Groups {
		y = Bar{Label: x.Label, Note: x.Note}.label(d, p, y)
		for i := range g.Series {
			a.bar(d, y, height, g.at(x, i), inks[i], i == len(g.Series)-1)
			y += height + gap
		}
		y += 26
	}
	g.head().close(d, p, y)
	return *d, nil
}

// legend writes coloured names in as many lines as they need and returns the y
// below them.
func legend(d *drawing, p *pen, y float64, names []string, inks []ink) float64 {
	const square, size = 26.0, 30.0
	x := margin
	y += size
	for i, name := range names {
		w := square + 12 + p.width(name, size, false)
		if x > margin && x+w > pageWidth-margin {
			x, y = margin, y+size*1.5
		}
		d.box(box{x: x, y: y - square + 3, w: square, h: square, radius: 5, fill: inks[i]})
		d.word(words{x: x + square + 12, y: y, size: size, ink: inkText, text: name})
		x += w + 36
	}
	return y + 34
}

// Text returns the groups as lines for chat: a line with the label, then one
// line with figure and blocks for each series.
func (g Groups) Text() string {
	f := figuresOf(g.values())
	var all []Bar
	for _, x := range g.Groups {
		for i := range g.Series {
			all = append(all, g.at(x, i))
		}
	}
	t := newTextBars(all, f)
	var lines []string
	for i, b := range all {
		if i%max(len(g.Series), 1) == 0 {
			lines = append(lines, g.Groups[i/len(g.Series)].Label)
		}
		lines = append(lines, t.line(b))
	}
	return strings.Join(lines, "\n")
}
