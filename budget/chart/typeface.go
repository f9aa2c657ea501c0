package chart

import (
	_ "embed"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/NotoSansSC-Regular-signs.ttf
var signsTTF []byte

//go:embed font/NotoSansSC-Bold-signs.ttf
var boldSignsTTF []byte

//go:embed font/DroidSansFallback-GB2312.ttf
var hanziTTF []byte

// A typeface is a list of fonts asked in order for each character.
type typeface struct {
	regular []*sfnt.Font
	bold    []*sfnt.Font // drawn as they are; a character they lack is struck twice
}

// embedded are the fonts that come with the package, read at first use.
var embedded = sync.OnceValues(func() (*typeface, error) {
	regular, err := parseFonts(signsTTF, hanziTTF)
	if err != nil {
		return nil, err
	}
	bold, err := parseFonts(boldSignsTTF)
	if err != nil {
		return nil, err
	}
	return &typeface{regular: regular, bold: bold}, nil
})

// after returns a typeface that asks the given fonts before those of t. Given
// regular fonts without bold ones are struck twice for bold, so that one line
// does not mix two designs.
func (t *typeface) after(regular, bold [][]byte) (*typeface, error) {
	r, err := parseFonts(regular...)
	if err != nil {
		return nil, err
	}
	b, err := parseFonts(bold...)
	if err != nil {
		return nil, err
	}
	if len(regular) == 0 {
		b = append(b, t.bold...)
	}
	return &typeface{regular: append(r, t.regular...), bold: b}, nil
}

func parseFonts(data ...[]byte) ([]*sfnt.Font, error) {
	fonts := make([]*sfnt.Font, 0, len(data))
	for i, d := range data {
		f, err := sfnt.Parse(d)
		if err != nil {
			return nil, fmt.Errorf("chart: read font %d: %w", i+1, err)
		}
		fonts = append(fonts, f)
	}
	return fonts, nil
}

// A pen writes with a typeface. It keeps the scratch memory of one drawing and
// is not safe for concurrent use.
type pen struct {
	face *typeface
	buf  sfnt.Buffer
}

// A glyph is one character in one font.
type glyph struct {
	font   *sfnt.Font
	index  sfnt.GlyphIndex
	struck bool // bold was asked and no bold font has it
}

// glyph finds r; false when no font has it.
func (p *pen) glyph(r rune, bold bool) (glyph, bool) {
	if bold {
		for _, f := range p.face.bold {
			if i, err := f.GlyphIndex(&p.buf, r); err == nil && i != 0 {
				return glyph{font: f, index: i}, true
			}
		}
	}
	for _, f := range p.face.regular {
		if i, err := f.GlyphIndex(&p.buf, r); err == nil && i != 0 {
			return glyph{font: f, index: i, struck: bold}, true
		}
	}
	return glyph{}, false
}

// advance is the width of r; an unknown character counts as a full square.
func (p *pen) advance(r rune, size float64, bold bool) float64 {
	g, ok := p.glyph(r, bold)
	if !ok {
		return size
	}
	a, err := g.font.GlyphAdvance(&p.buf, g.index, toFixed(size), font.HintingNone)
	if err != nil {
		return size
	}
	return fromFixed(a)
}

// width is the length of a line of text.
func (p *pen) width(text string, size float64, bold bool) float64 {
	w := 0.0
	for _, r := range text {
		w += p.advance(r, size, bold)
	}
	return w
}

// missing lists the characters of a drawing that have no glyph, each once.
func (p *pen) missing(d drawing) []rune {
	var out []rune
	seen := map[rune]bool{}
	for _, w := range d.words {
		for _, r := range w.text {
			if seen[r] {
				continue
			}
			seen[r] = true
			if _, ok := p.glyph(r, w.bold); !ok {
				out = append(out, r)
			}
		}
	}
	return out
}

func toFixed(x float64) fixed.Int26_6   { return fixed.Int26_6(x*64 + 0.5) }
func fromFixed(x fixed.Int26_6) float64 { return float64(x) / 64 }
