package chart

import (
	"strings"
	"unicode/utf8"
)

// The page that all charts share, in units of one pixel at scale 1. A phone
// shows 900 units on a screen about 375 points wide, so 36 units read as 15
// points there.
const (
	pageWidth  = 900.0
	margin     = 44.0
	innerWidth = pageWidth - 2*margin

	titleSize  = 44.0
	labelSize  = 36.0
	figureSize = 34.0
	smallSize  = 27.0
)

// An ink is a colour as 0xRRGGBB.
type ink uint32

const (
	inkPaper  ink = 0xffffff
	inkText   ink = 0x1b2430
	inkSoft   ink = 0x5b6673
	inkRule   ink = 0xd7dde5
	inkAxis   ink = 0x8b97a5
	inkMain   ink = 0x0b4f96 // account, or the only series
	inkBudget ink = 0xe9a820
	inkBefore ink = 0x9db0c8
	inkMinus  ink = 0xb3402e // below zero
)

// partInks are the colours of parts of a whole: told apart by lightness too, so
// that they survive a grey print and most colour blindness.
func partInks() []ink {
	return []ink{0x0b4f96, 0xe9a820, 0x5fa8dc, 0xb3402e, 0x2f8f6b, 0xa9b8c9, 0x6b4c9a, 0xc9822b, 0x7fbf9f, 0x5b6673}
}

// A drawing is a chart laid out: what SVG and PNG both draw, in the same places.
type drawing struct {
	width, height float64
	paper         ink
	title, desc   string // for those who hear the page
	boxes         []box
	rules         []rule
	words         []words
}

// A box is a filled rectangle.
type box struct {
	x, y, w, h float64
	radius     float64
	fill       ink
}

// A rule is a straight line, horizontal or vertical.
type rule struct {
	x1, y1, x2, y2 float64
	width          float64
	ink            ink
}

type anchor int

const (
	left anchor = iota
	middle
	right
)

// words are one line of text; y is its baseline.
type words struct {
	x, y   float64
	size   float64
	bold   bool
	anchor anchor
	ink    ink
	text   string
}

func (d *drawing) box(b box)      { d.boxes = append(d.boxes, b) }
func (d *drawing) rule(r rule)    { d.rules = append(d.rules, r) }
func (d *drawing) word(w words)   { d.words = append(d.words, w) }
func (d *drawing) down(y float64) { d.height = max(d.height, y) }

// A heading is what every chart says around its marks.
type heading struct{ title, unit, source string }

// hang is how far a line that opens with a full-width bracket or quotation mark
// is moved out, so that its ink begins where other lines begin.
func hang(line string, size float64) float64 {
	if r, _ := utf8.DecodeRuneInString(line); strings.ContainsRune(noEnd, r) && r > 0xff {
		return size * 0.46
	}
	return 0
}

func (h heading) check() error {
	if h.title == "" || h.unit == "" || h.source == "" {
		return ErrUnlabelled
	}
	return nil
}

// open starts a drawing with the title and a line on units, and returns the y
// below them.
func (h heading) open(p *pen, units string) (*drawing, float64) {
	d := &drawing{width: pageWidth, paper: inkPaper, title: h.title}
	y := margin + titleSize*0.9
	for _, line := range p.balance(h.title, titleSize, true, innerWidth) {
		d.word(words{x: margin - hang(line, titleSize), y: y, size: titleSize, bold: true, ink: inkText, text: line})
		y += titleSize * 1.32
	}
	y -= 6
	d.word(words{x: margin, y: y, size: smallSize, ink: inkSoft, text: units})
	return d, y + smallSize*1.4
}

// close writes the source line below y and ends the drawing.
func (h heading) close(d *drawing, p *pen, y float64) {
	d.rule(rule{x1: margin, y1: y, x2: pageWidth - margin, y2: y, width: 1.5, ink: inkRule})
	y += smallSize * 1.55
	for _, line := range p.wrap("来源："+h.source, smallSize, false, innerWidth) {
		d.word(words{x: margin, y: y, size: smallSize, ink: inkSoft, text: line})
		y += smallSize * 1.45
	}
	d.down(y - smallSize*1.45 + margin*0.8)
}
