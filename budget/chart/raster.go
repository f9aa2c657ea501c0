package chart

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// writePNG writes the drawing at the given scale.
func (d drawing) writePNG(w io.Writer, p *pen, scale float64) error {
	c := &canvas{
		scale: scale,
		img:   image.NewRGBA(image.Rect(0, 0, int(math.Ceil(d.width*scale)), int(math.Ceil(d.height*scale)))),
		pen:   p,
	}
	draw.Draw(c.img, c.img.Bounds(), image.NewUniform(d.paper.rgba()), image.Point{}, draw.Src)
	for _, b := range d.boxes {
		c.box(b)
	}
	for _, r := range d.rules {
		c.rule(r)
	}
	for _, t := range d.words {
		if err := c.words(t); err != nil {
			return err
		}
	}
	return png.Encode(w, indexed(c.img))
}

// A canvas draws on pixels.
type canvas struct {
	scale float64
	img   *image.RGBA
	pen   *pen
	ras   vector.Rasterizer
	mask  image.Alpha // scratch
}

// begin readies the rasterizer for a shape within the given units and returns
// the pixel at its corner; false when the shape is off the canvas.
func (c *canvas) begin(x0, y0, x1, y1 float64) (image.Rectangle, bool) {
	r := image.Rect(int(math.Floor(x0*c.scale)), int(math.Floor(y0*c.scale)), int(math.Ceil(x1*c.scale)), int(math.Ceil(y1*c.scale)))
	if r.Empty() || !r.Overlaps(c.img.Bounds()) {
		return r, false
	}
	c.ras.Reset(r.Dx(), r.Dy())
	return r, true
}

// fill lays ink on the shape in the rasterizer. Edges have sixteen shades, not
// 256: nobody sees the difference, and a whole chart then fits the palette of a
// PNG a third as large.
func (c *canvas) fill(r image.Rectangle, k ink) {
	if n := r.Dx() * r.Dy(); cap(c.mask.Pix) < n {
		c.mask.Pix = make([]uint8, n)
	}
	c.mask = image.Alpha{Pix: c.mask.Pix[:r.Dx()*r.Dy()], Stride: r.Dx(), Rect: image.Rect(0, 0, r.Dx(), r.Dy())}
	c.ras.DrawOp = draw.Src
	c.ras.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})
	in := r.Intersect(c.img.Rect)
	full := k.rgba()
	for y := in.Min.Y; y < in.Max.Y; y++ {
		row := c.mask.Pix[(y-r.Min.Y)*r.Dx():]
		at := c.img.PixOffset(in.Min.X, y)
		for x := in.Min.X; x < in.Max.X; x++ {
			if a := uint32(row[x-r.Min.X]>>4) * 17; a != 0 {
				p := c.img.Pix[at : at+3 : at+3]
				p[0], p[1], p[2] = blend(p[0], full.R, a), blend(p[1], full.G, a), blend(p[2], full.B, a)
			}
			at += 4
		}
	}
}

// blend puts a/255 of ink over paper.
func blend(paper, ink uint8, a uint32) uint8 {
	return uint8((uint32(paper)*(255-a) + uint32(ink)*a + 127) / 255)
}

// indexed returns the picture with a palette, or as it is when it has more than
// 256 colours.
func indexed(img *image.RGBA) image.Image {
	out := image.NewPaletted(img.Rect, nil)
	index := make(map[[3]uint8]uint8, 256)
	last, lastIndex := [3]uint8{}, uint8(0)
	for i := range out.Pix {
		k := [3]uint8(img.Pix[4*i : 4*i+3])
		if k == last && len(index) > 0 {
			out.Pix[i] = lastIndex
			continue
		}
		n, ok := index[k]
		if !ok {
			if len(index) == 256 {
				return img
			}
			n = uint8(len(index))
			index[k] = n
			out.Palette = append(out.Palette, color.RGBA{R: k[0], G: k[1], B: k[2], A: 0xff})
		}
		last, lastIndex = k, n
		out.Pix[i] = n
	}
	return out
}

func (c *canvas) box(b box) {
	r, ok := c.begin(b.x, b.y, b.x+b.w, b.y+b.h)
	if !ok {
		return
	}
	x0, y0 := b.x*c.scale-float64(r.Min.X), b.y*c.scale-float64(r.Min.Y)
	x1, y1 := x0+b.w*c.scale, y0+b.h*c.scale
	k := min(b.radius*c.scale, (x1-x0)/2, (y1-y0)/2)
	at := func(x, y float64) (float32, float32) { return float32(x), float32(y) }
	corner := func(x, y, tx, ty float64) { // a quarter circle is close to a quadratic curve at these sizes
		ax, ay := at(x, y)
		bx, by := at(tx, ty)
		c.ras.QuadTo(ax, ay, bx, by)
	}
	c.ras.MoveTo(at(x0+k, y0))
	c.ras.LineTo(at(x1-k, y0))
	corner(x1, y0, x1, y0+k)
	c.ras.LineTo(at(x1, y1-k))
	corner(x1, y1, x1-k, y1)
	c.ras.LineTo(at(x0+k, y1))
	corner(x0, y1, x0, y1-k)
	c.ras.LineTo(at(x0, y0+k))
	corner(x0, y0, x0+k, y0)
	c.ras.ClosePath()
	c.fill(r, b.fill)
}

func (c *canvas) rule(r rule) {
	h := r.width / 2
	if r.x1 == r.x2 {
		c.box(box{x: r.x1 - h, y: r.y1, w: r.width, h: r.y2 - r.y1, fill: r.ink})
		return
	}
	c.box(box{x: r.x1, y: r.y1 - h, w: r.x2 - r.x1, h: r.width, fill: r.ink})
}

func (c *canvas) words(t words) error {
	x := t.x
	switch w := c.pen.width(t.text, t.size, t.bold); t.anchor {
	case middle:
		x -= w / 2
	case right:
		x -= w
	}
	for _, r := range t.text {
		g, ok := c.pen.glyph(r, t.bold)
		if !ok {
			return &MissingGlyphError{Runes: []rune{r}}
		}
		if err := c.glyph(g, x, t.y, t.size, t.ink); err != nil {
			return err
		}
		if g.struck {
			if err := c.glyph(g, x+t.size/36, t.y, t.size, t.ink); err != nil {
				return err
			}
		}
		x += c.pen.advance(r, t.size, t.bold)
	}
	return nil
}

// glyph draws one character with its origin at x, y. A character without
// outline, as a space, draws nothing.
func (c *canvas) glyph(g glyph, x, y, size float64, k ink) error {
	segs, err := g.font.LoadGlyph(&c.pen.buf, g.index, toFixed(size*c.scale), nil)
	if err != nil {
		return err
	}
	if len(segs) == 0 {
		return nil
	}
	b := segs.Bounds()
	px, py := x*c.scale, y*c.scale
	r := image.Rect(int(math.Floor(px+fromFixed(b.Min.X))), int(math.Floor(py+fromFixed(b.Min.Y))),
		int(math.Ceil(px+fromFixed(b.Max.X)))+1, int(math.Ceil(py+fromFixed(b.Max.Y)))+1)
	if r.Empty() || !r.Overlaps(c.img.Bounds()) {
		return nil
	}
	c.ras.Reset(r.Dx(), r.Dy())
	dx, dy := float32(px-float64(r.Min.X)), float32(py-float64(r.Min.Y))
	at := func(s sfnt.Segment, i int) (float32, float32) {
		return dx + float32(s.Args[i].X)/64, dy + float32(s.Args[i].Y)/64
	}
	for _, s := range segs {
		c.segment(s, at)
	}
	c.ras.ClosePath()
	c.fill(r, k)
	return nil
}

func (c *canvas) segment(s sfnt.Segment, at func(sfnt.Segment, int) (float32, float32)) {
	ax, ay := at(s, 0)
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		c.ras.ClosePath()
		c.ras.MoveTo(ax, ay)
	case sfnt.SegmentOpLineTo:
		c.ras.LineTo(ax, ay)
	case sfnt.SegmentOpQuadTo:
		bx, by := at(s, 1)
		c.ras.QuadTo(ax, ay, bx, by)
	case sfnt.SegmentOpCubeTo:
		bx, by := at(s, 1)
		ex, ey := at(s, 2)
		c.ras.CubeTo(ax, ay, bx, by, ex, ey)
	}
}

func (c ink) rgba() color.RGBA {
	return color.RGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xff}
}
