package chart

import (
	"errors"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/zwgk/zwgk/budget"
)

// Hundred is a chart of where each 100 yuan (每100元) go: a hundred squares of
// one yuan each, coloured by purpose. A purpose of 12.34 yuan colours twelve
// squares and a third of the next: nothing is rounded to whole squares.
type Hundred struct {
	Title  string // the finding in one sentence
	Unit   string // of the amounts in Parts, as 万元
	Source string // organ, year, and document
	Parts  []Bar  // purposes in the order to draw them, at most ten; gather the rest as 其他
}

// ErrNoShare is returned for parts that have no share of a whole: one is below
// zero or missing, or they sum to nothing.
var ErrNoShare = errors.New("chart: shares need amounts that are given, not below zero, and not all zero")

const hundredMost = 10

// A PartShare is what a purpose gets of each 100 yuan, at two decimals.
type PartShare struct {
	Label string
	Yuan  decimal.Decimal
}

// Shares returns what each part gets of 100 yuan, to two decimals that sum to
// 100.00; see [budget.OfHundred]. It returns [ErrNoShare] where shares make no
// sense.
func (h Hundred) Shares() ([]PartShare, error) {
	values := make([]decimal.Decimal, len(h.Parts))
	for i, x := range h.Parts {
		if x.Missing || x.Value.IsNegative() {
			return nil, ErrNoShare
		}
		values[i] = x.Value
	}
	shares := budget.OfHundred(values)
	if shares == nil {
		return nil, ErrNoShare
	}
	out := make([]PartShare, len(h.Parts))
	for i, x := range h.Parts {
		out[i] = PartShare{Label: x.Label, Yuan: shares[i]}
	}
	return out, nil
}

// SVG writes the chart as a picture for pages; see [Renderer.SVG].
func (h Hundred) SVG(w io.Writer) error { return plainSVG(w, h) }

// PNG writes the chart as a picture for WeChat; see [Renderer.PNG].
func (h Hundred) PNG(w io.Writer) error { return plainPNG(w, h) }

// Text returns one line for each part with what it gets of 100 yuan. Without
// shares it returns the amounts, as [Bars.Text] does.
func (h Hundred) Text() string {
	shares, err := h.Shares()
	if err != nil {
		return Bars{Bars: h.Parts}.Text()
	}
	b := Bars{}
	for _, s := range shares {
		b.Bars = append(b.Bars, Bar{Label: s.Label, Value: s.Yuan})
	}
	return b.Text()
}

func (h Hundred) head() heading { return heading{h.Title, h.Unit, h.Source} }

// whole is the sum of all parts.
func (h Hundred) whole() decimal.Decimal {
	sum := decimal.Zero
	for _, x := range h.Parts {
		sum = sum.Add(x.Value)
	}
	return sum
}

func (h Hundred) describe(shares []PartShare) string {
	f := figuresOf(Bars{Bars: h.Parts}.values())
	parts := make([]string, len(shares))
	for i, s := range shares {
		parts[i] = s.Label + " " + s.Yuan.StringFixed(2) + "元（共" + h.Parts[i].figure(f, h.Unit) + "）"
	}
	return "每100元的去向。" + strings.Join(parts, "；") + "。来源：" + h.Source
}

func (h Hundred) compose(p *pen) (drawing, error) {
	if err := h.head().check(); err != nil {
		return drawing{}, err
	}
	if len(h.Parts) == 0 {
		return drawing{}, ErrEmpty
	}
	if len(h.Parts) > hundredMost {
		return drawing{}, errors.New("chart: more than ten parts of 100 yuan cannot be told apart; gather the small ones as 其他")
	}
	shares, err := h.Shares()
	if err != nil {
		return drawing{}, err
	}
	f := figuresOf(Bars{Bars: h.Parts}.values())
	d, y := h.head().open(p, "每格1元；合计"+f.write(h.whole())+h.Unit)
	d.desc = h.describe(shares)
	y += 14
	bottom := h.squares(d, y)
	bottom = max(bottom, h.list(d, p, y, shares))
	h.head().close(d, p, bottom+26)
	return *d, nil
}

const (
	squareSide  = 40.0
	squarePitch = 43.0
)

// squares draws the hundred squares, ten a row, and returns the y below them.
func (h Hundred) squares(d *drawing, y float64) float64 {
	whole := h.whole()
	done := decimal.Zero
	for i, x := range h.Parts {
		from := 100 * share(done, whole)
		done = done.Add(x.Value)
		h.run(d, y, from, 100*share(done, whole), partInks()[i])
	}
	return y + 10*squarePitch
}

// run colours the squares from one point of the hundred to another.
func (h Hundred) run(d *drawing, y, from, to float64, k ink) {
	for n := int(from); n < 100 && float64(n) < to; n++ {
		a, b := max(from-float64(n), 0), min(to-float64(n), 1)
		if b <= a {
			continue
		}
		r := 5.0
		if a > 0 || b < 1 {
			r = 0
		}
		d.box(box{
			x: margin + float64(n%10)*squarePitch + a*squareSide,
			y: y + float64(n/10)*squarePitch,
			w: (b - a) * squareSide, h: squareSide, radius: r, fill: k,
		})
	}
}

// list writes the purposes with their yuan beside the squares and returns the y
// below it.
func (h Hundred) list(d *drawing, p *pen, y float64, shares []PartShare) float64 {
	const size = 30.0
	x := margin + 10*squarePitch + 28
	y += size
	widest := 0.0
	for _, s := range shares {
		widest = max(widest, p.width(s.Yuan.StringFixed(2), size, true))
	}
	room := pageWidth - margin - x - swatch - 12 - widest - 14
	for i, s := range shares {
		d.box(box{x: x, y: y - swatch + 2, w: swatch, h: swatch, radius: 4, fill: partInks()[i]})
		d.word(words{x: pageWidth - margin, y: y, size: size, bold: true, anchor: right, ink: inkText, text: s.Yuan.StringFixed(2)})
		for j, line := range p.wrap(s.Label, size-2, false, room) {
			if j > 0 {
				y += size * 1.2
			}
			d.word(words{x: x + swatch + 12, y: y, size: size - 2, ink: inkText, text: line})
		}
		y += size * 1.7
	}
	return y - size
}
