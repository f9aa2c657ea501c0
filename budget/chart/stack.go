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
	size    float64 // of the figures and labels at the columns
	totals  float64 // size of the totals above the columns
	listed  bool    // the figures are too long for a table and stand in a list
}

const (
	plotHeight = 440.0
	rowHeight  = 56.0
	swatch     = 24.0
	leastSize  = 19.0 // smaller figures cannot be read on a phone
)

func (c Columns) compose(p *pen) (drawing, error) {
	if err := c.check(); err != nil {
		return drawing{}, err
	}
	s := newStack(c, p)
	d, y := c.head().open(p, "单位："+c.Unit)
	d.desc = c.describe()
	y = s.plot(d, y+64)
	if s.listed {
		y = s.list(d, y)
	} else {
		y = s.table(d, y)
	}
	c.head().close(d, p, y+22)
	return *d, nil
}

// newStack gives the names a third of the page and the figures the largest size
// at which all of them fit their columns. Where they do not fit at any size
// that can be read, columns take the whole page and figures go into a list.
func newStack(c Columns, p *pen) stack {
	s := stack{Columns: c, pen: p, figures: figuresOf(c.values()), inks: partInks(), size: 29}
	names := 0.0
	for _, n := range c.Parts {
		names = max(names, p.width(n, smallSize, false)+swatch+10)
	}
	s.spread(margin + min(names, innerWidth*0.34) + 18)
	longest := 0.0
	for _, v := range c.values() {
		longest = max(longest, p.width(s.figures.write(v), s.size, true))
	}
	if size := s.fit(longest); size < leastSize {
		s.listed = true
		s.spread(margin)
	} else {
		s.size = size
	}
	s.totals = s.size
	if longest < s.pitch*0.8 {
		s.totals += 4
	}
	labels := 0.0
	for _, x := range c.Columns {
		labels = max(labels, p.width(x.Label, s.size, true))
	}
	s.size = max(s.fit(labels), 15)
	return s
}

// spread places the columns from x to the margin.
func (s *stack) spread(x float64) {
	s.left = x
	s.pitch = (pageWidth - margin - x) / float64(len(s.Columns.Columns))
}

// fit is the size at which a text so wide at the present size fits a column.
func (s stack) fit(width float64) float64 {
	if room := s.pitch - 12; width > room {
		return s.size * room / width
	}
	return s.size
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
		if s.listed {
			continue
		}
		text := words{x: s.center(i), y: top - 14, size: s.totals, bold: true, anchor: middle, ink: inkText, text: notGiven}
		if t := x.total(len(s.Parts)); t.Given {
			text.text = s.figures.write(t.Decimal)
		} else {
			text.bold, text.ink, text.size = false, inkSoft, min(s.size, smallSize)
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

// labels writes the years under their columns and returns the y under them.
func (s stack) labels(d *drawing, y float64) float64 {
	y += rowHeight * 0.85
	for i, x := range s.Columns.Columns {
		d.word(words{x: s.center(i), y: y, size: s.size, bold: true, anchor: middle, ink: inkText, text: x.Label})
	}
	return y + rowHeight*0.45
}

// list writes each column's total and parts in lines of their own, and returns
// the y under them.
func (s stack) list(d *drawing, y float64) float64 {
	y = s.labels(d, y)
	for _, x := range s.Columns.Columns {
		d.rule(rule{x1: margin, y1: y, x2: pageWidth - margin, y2: y, width: 1.5, ink: inkRule})
		y += rowHeight * 0.8
		d.word(words{x: margin, y: y, size: 29, bold: true, ink: inkText, text: x.Label + " 合计"})
		s.figure(d, x.total(len(s.Parts)), y, true)
		for i := len(s.Parts) - 1; i >= 0; i-- {
			y += rowHeight * 0.8
			d.box(box{x: margin, y: y - swatch + 3, w: swatch, h: swatch, radius: 4, fill: s.inks[i]})
			d.word(words{x: margin + swatch + 10, y: y, size: smallSize, ink: inkText, text: s.Parts[i]})
			s.figure(d, x.at(i), y, false)
		}
		y += rowHeight * 0.5
	}
	return y
}

// figure writes a value at the right margin.
func (s stack) figure(d *drawing, v Value, y float64, bold bool) {
	text := words{x: pageWidth - margin, y: y, size: smallSize, anchor: right, ink: inkSoft, text: notGiven}
	if v.Given {
		text.text, text.ink, text.bold = s.figures.write(v.Decimal), inkText, bold
	}
	d.word(text)
}

// table writes names and figures below the plot, the top part first as in the
// stack, and returns the y under it.
func (s stack) table(d *drawing, y float64) float64 {
	y = s.labels(d, y)
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
