package chart

import "github.com/shopspring/decimal"

// A stack lays out a Columns chart: the plot above, the table of figures below,
// each figure under its column.
type stack struct {
	Columns
	pen     *pen
	figures figures
	inks    []ink
	left    float64 // x where the columns begin; names of parts stand before it
	pitch   float64 // from column to column
	size    float64 // of the table's figures
}

const (
	plotHeight = 440.0
	rowHeight  = 56.0
	swatch     = 24.0
)

func (c Columns) compose(p *pen) (drawing, error) {
	if err := c.check(); err != nil {
		return drawing{}, err
	}
	s := newStack(c, p)
	d, y := c.head().open(p, "单位："+c.Unit)
	d.desc = c.describe()
	y = s.plot(d, y+64)
	y = s.table(d, y)
	c.head().close(d, p, y+22)
	return *d, nil
}

// newStack gives the names a third of the page and the figures the largest size
// at which all of them fit their columns.
func newStack(c Columns, p *pen) stack {
	s := stack{Columns: c, pen: p, figures: figuresOf(c.values()), inks: partInks(), size: 29}
	names := 0.0
	for _, n := range append([]string{"合计"}, c.Parts...) {
		names = max(names, p.width(n, smallSize, false)+swatch+10)
	}
	s.left = margin + min(names, innerWidth*0.34) + 18
	s.pitch = (pageWidth - margin - s.left) / float64(len(c.Columns))
	widest := 0.0
	for _, v := range c.values() {
		widest = max(widest, p.width(s.figures.write(v), s.size, true))
	}
	for _, x := range c.Columns {
		widest = max(widest, p.width(x.Label, s.size, true))
	}
	if room := s.pitch - 12; widest > room {
		s.size = max(s.size*room/widest, 15)
	}
	return s
}

func (s stack) center(i int) float64 { return s.left + s.pitch*(float64(i)+0.5) }

// plot draws the stacks below y and returns the y under them.
func (s stack) plot(d *drawing, y float64) float64 {
	reach := s.span()
	zero := y + plotHeight*share(reach.most, reach.size())
	if reach.size().IsZero() {
		zero = y + plotHeight
	}
	width := min(s.pitch*0.62, 150)
	for i, x := range s.Columns.Columns {
		top := s.pile(d, x, s.center(i)-width/2, width, zero, reach)
		text := words{x: s.center(i), y: top - 14, size: min(s.size+4, figureSize), bold: true, anchor: middle, ink: inkText, text: notGiven}
		if t := x.total(len(s.Parts)); t.Given {
			text.text = s.figures.write(t.Decimal)
		} else {
			text.bold, text.ink, text.size = false, inkSoft, s.size
		}
		d.word(text)
	}
	d.rule(rule{x1: s.left, y1: zero, x2: pageWidth - margin, y2: zero, width: 2, ink: inkAxis})
	return y + plotHeight
}

// pile draws one column and returns the y of its top.
func (s stack) pile(d *drawing, x Column, at, width, zero float64, reach span) float64 {
	up, down := decimal.Zero, decimal.Zero
	height := func(v decimal.Decimal) float64 { return plotHeight * share(v, reach.size()) }
	for i := range s.Parts {
		v := x.at(i)
		if !v.Given || v.Decimal.IsZero() {
			continue
		}
		b := box{x: at, w: width, fill: s.inks[i]}
		if v.Decimal.IsNegative() {
			b.y, b.h = zero-height(down), height(v.Decimal.Neg())
			down = down.Add(v.Decimal)
		} else {
			up = up.Add(v.Decimal)
			b.y, b.h = zero-height(up), height(v.Decimal)
		}
		if b.h > 3 { // a hair of paper between the slices
			b.y, b.h = b.y+1, b.h-1
		}
		d.box(b)
	}
	return zero - height(up)
}

// table writes names and figures below the plot, the top part first as in the
// stack, and returns the y under it.
func (s stack) table(d *drawing, y float64) float64 {
	y += rowHeight * 0.85
	for i, x := range s.Columns.Columns {
		d.word(words{x: s.center(i), y: y, size: s.size, bold: true, anchor: middle, ink: inkText, text: x.Label})
	}
	y += rowHeight * 0.45
	for i := len(s.Parts) - 1; i >= 0; i-- {
		d.rule(rule{x1: margin, y1: y, x2: pageWidth - margin, y2: y, width: 1.5, ink: inkRule})
		y = s.row(d, y, i)
	}
	return y
}

// row writes the figures of part i below y.
func (s stack) row(d *drawing, y float64, i int) float64 {
	lines := s.pen.wrap(s.Parts[i], smallSize, false, s.left-margin-swatch-18)
	height := rowHeight + float64(len(lines)-1)*smallSize*1.25
	base := y + rowHeight/2 + smallSize*0.36
	d.box(box{x: margin, y: base - swatch + 3, w: swatch, h: swatch, radius: 4, fill: s.inks[i]})
	for j, line := range lines {
		d.word(words{x: margin + swatch + 10, y: base + float64(j)*smallSize*1.25, size: smallSize, ink: inkText, text: line})
	}
	for j, x := range s.Columns.Columns {
		text := words{x: s.center(j), y: base, size: s.size, anchor: middle, ink: inkText, text: notGiven}
		if v := x.at(i); v.Given {
			text.text = s.figures.write(v.Decimal)
		} else {
			text.ink, text.size = inkSoft, min(s.size, smallSize)
		}
		d.word(text)
	}
	return y + height
}
