package chart

import "github.com/shopspring/decimal"

// labelGap is between the end of a bar and its figure.
const labelGap = 14.0

// leastBar is the length of the shortest bar that is not zero, so that it can
// be told from zero.
const leastBar = 3.0

// An axis places horizontal bars: zero, and how long one unit is.
type axis struct {
	figures figures
	size    float64 // of the figures
	pen     *pen
	zero    float64 // x of zero
	length  float64 // of the whole span
	span    span
}

// newAxis leaves room for the figures at both ends that bars reach.
func newAxis(p *pen, f figures, values []decimal.Decimal, size float64) axis {
	var s span
	before, after := 0.0, 0.0
	for _, v := range values {
		s = s.with(v)
		w := p.width(f.write(v), size, true) + labelGap
		if v.IsNegative() {
			before = max(before, w)
		} else {
			after = max(after, w)
		}
	}
	after = max(after, 80)
	a := axis{figures: f, size: size, pen: p, span: s}
	a.length = max(innerWidth-before-after, 100)
	a.zero = margin + before + a.length*share(s.least.Neg(), s.size())
	return a
}

// bar draws one bar at y with its figure at the end.
func (a axis) bar(d *drawing, y, height float64, x Bar, k ink, stressed bool) {
	defer a.tick(d, y, height)
	base := y + height/2 + a.size*0.36
	if x.Missing {
		d.word(words{x: a.zero + labelGap, y: base, size: a.size, ink: inkSoft, text: notGiven})
		return
	}
	w := a.length * share(x.Value.Abs(), a.span.size())
	if !x.Value.IsZero() {
		w = max(w, leastBar)
	}
	text := words{y: base, size: a.size, bold: stressed, ink: inkText, text: a.figures.write(x.Value)}
	if x.Value.IsNegative() {
		d.box(box{x: a.zero - w, y: y, w: w, h: height, radius: 5, fill: inkMinus})
		text.x, text.anchor, text.ink = a.zero-w-labelGap, right, inkMinus
	} else {
		if w > 0 {
			d.box(box{x: a.zero, y: y, w: w, h: height, radius: 5, fill: k})
		}
		text.x = a.zero + w + labelGap
	}
	d.word(text)
}

// tick draws the baseline at zero beside one bar.
func (a axis) tick(d *drawing, y, height float64) {
	d.rule(rule{x1: a.zero, y1: y - 6, x2: a.zero, y2: y + height + 6, width: 2, ink: inkAxis})
}
