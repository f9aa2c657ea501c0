package chart

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
)

// A Chart is one of the charts of this package: [Bars], [Groups], [Columns],
// [Hundred] or [Cover].
type Chart interface {
	// SVG writes the chart as a picture for pages.
	SVG(w io.Writer) error
	// PNG writes the chart as a picture for WeChat.
	PNG(w io.Writer) error
	// Text returns the chart as lines of text for chat.
	Text() string

	compose(p *pen) (drawing, error)
}

// ErrUnlabelled is returned for a chart without title, unit or source: a figure
// is never shown without saying what it is and who says so.
var ErrUnlabelled = errors.New("chart: title, unit and source must be given")

// ErrEmpty is returned for a chart that has nothing to draw.
var ErrEmpty = errors.New("chart: nothing to draw")

// A MissingGlyphError lists the characters that no font at hand can draw. The
// picture is not written: a box in a name is worse than no picture.
type MissingGlyphError struct {
	Runes []rune // each once, in the order met
}

// Error names the characters by code point and as themselves.
func (e *MissingGlyphError) Error() string {
	names := make([]string, len(e.Runes))
	for i, r := range e.Runes {
		names[i] = fmt.Sprintf("%U %q", r, r)
	}
	return "chart: no glyph for " + strings.Join(names, ", ")
}

// Config are the settings of a Renderer. The zero Config gives the embedded
// fonts and a picture 900 pixels wide.
type Config struct {
	// Fonts are TrueType or OpenType fonts asked before the embedded ones, in
	// their order. Nil: the embedded fonts only.
	Fonts [][]byte
	// Bold are fonts for titles and stressed figures. Nil: Fonts, struck twice.
	Bold [][]byte
	// Scale enlarges the picture; 1 is 900 pixels wide. Zero: 1. At most 4.
	Scale float64
}

// A Renderer draws charts with fonts that are read once. It is safe for
// concurrent use.
type Renderer struct {
	face  *typeface
	scale float64
}

// NewRenderer reads the fonts of c. It fails on a font that cannot be read and
// on a scale outside 0 to 4.
func NewRenderer(c Config) (*Renderer, error) {
	if c.Scale == 0 {
		c.Scale = 1
	}
	if !(c.Scale > 0 && c.Scale <= 4) {
		return nil, fmt.Errorf("chart: scale %v is not between 0 and 4", c.Scale)
	}
	own, err := embedded()
	if err != nil {
		return nil, err
	}
	if len(c.Fonts) == 0 && len(c.Bold) == 0 {
		return &Renderer{face: own, scale: c.Scale}, nil
	}
	face, err := own.after(c.Fonts, c.Bold)
	if err != nil {
		return nil, err
	}
	return &Renderer{face: face, scale: c.Scale}, nil
}

// plain is the renderer behind the methods of the charts, made at first use.
var plain = sync.OnceValues(func() (*Renderer, error) { return NewRenderer(Config{}) })

// SVG writes c as an SVG picture: no script, no style attribute, no outside
// reference, so that it may stand in a page under a strict
// Content-Security-Policy. Its text is text, its description says every figure.
func (r *Renderer) SVG(w io.Writer, c Chart) error {
	d, err := c.compose(&pen{face: r.face})
	if err != nil {
		return err
	}
	return d.writeSVG(w)
}

// PNG writes c as a PNG picture. It returns a [*MissingGlyphError] and writes
// nothing when a character has no glyph in any font.
func (r *Renderer) PNG(w io.Writer, c Chart) error {
	p := &pen{face: r.face}
	d, err := c.compose(p)
	if err != nil {
		return err
	}
	if missing := p.missing(d); len(missing) > 0 {
		return &MissingGlyphError{Runes: missing}
	}
	return d.writePNG(w, p, r.scale)
}

// Missing returns the characters of c that no font of r can draw, each once.
func (r *Renderer) Missing(c Chart) ([]rune, error) {
	p := &pen{face: r.face}
	d, err := c.compose(p)
	if err != nil {
		return nil, err
	}
	return p.missing(d), nil
}

func plainSVG(w io.Writer, c Chart) error {
	r, err := plain()
	if err != nil {
		return err
	}
	return r.SVG(w, c)
}

func plainPNG(w io.Writer, c Chart) error {
	r, err := plain()
	if err != nil {
		return err
	}
	return r.PNG(w, c)
}
