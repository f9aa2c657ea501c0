package chart

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// extent is where a line of words has its ink, nearly.
func (p *pen) extent(w words) (x0, y0, x1, y1 float64) {
	n := p.width(w.text, w.size, w.bold)
	x0 = w.x
	switch w.anchor {
	case middle:
		x0 -= n / 2
	case right:
		x0 -= n
	}
	return x0, w.y - w.size*0.72, x0 + n, w.y + w.size*0.08
}

// FuzzNothingIsWrittenOverAnotherThing lays out charts of any labels and
// figures: all words stay on the page and no two of them meet, no words stand on
// a bar.
func FuzzNothingIsWrittenOverAnotherThing(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 7))
		face, err := embedded()
		require.NoError(t, err)
		for _, c := range []Chart{randomBars(r), randomGroups(r), randomColumns(r), randomHundred(r), randomCover(r)} {
			p := &pen{face: face}
			d, err := c.compose(p)
			require.NoError(t, err)
			apart(t, p, d)
		}
	})
}

func apart(t *testing.T, p *pen, d drawing) {
	t.Helper()
	for i, w := range d.words {
		x0, y0, x1, y1 := p.extent(w)
		if x0 < -1 || x1 > d.width+1 || y0 < 0 || y1 > d.height {
			t.Errorf("%q leaves the page", w.text)
		}
		for _, v := range d.words[i+1:] {
			u0, v0, u1, v1 := p.extent(v)
			if x0 < u1-1 && u0 < x1-1 && y0 < v1-1 && v0 < y1-1 {
				t.Errorf("%q meets %q", w.text, v.text)
			}
		}
		for _, b := range d.boxes {
			if x0 < b.x+b.w-1 && b.x < x1-1 && y0 < b.y+b.h-1 && b.y < y1-1 {
				t.Errorf("%q stands on a bar", w.text)
			}
		}
	}
}

func someText(r *rand.Rand, most int) string {
	return strings.Repeat("公务用车2014，购置费", most/10+1)[:3*(1+r.IntN(3))] + strings.Repeat("费", r.IntN(most))
}

func someValue(r *rand.Rand) Value {
	switch r.IntN(8) {
	case 0:
		return Value{}
	case 1:
		return Given(decimal.Zero)
	}
	v := decimal.New(r.Int64N(1_000_000_000_000)>>r.IntN(40), -int32(r.IntN(4)))
	if r.IntN(5) == 0 {
		v = v.Neg()
	}
	return Given(v)
}

func randomBars(r *rand.Rand) Bars {
	b := Bars{Title: someText(r, 60), Unit: "万元", Source: someText(r, 60)}
	for range 1 + r.IntN(6) {
		v := someValue(r)
		b.Bars = append(b.Bars, Bar{Label: someText(r, 40), Value: v.Decimal, Missing: !v.Given, Note: someText(r, 40)})
	}
	return b
}

func randomGroups(r *rand.Rand) Groups {
	g := Groups{Title: someText(r, 60), Unit: "万元", Source: someText(r, 60)}
	for range 1 + r.IntN(3) {
		g.Series = append(g.Series, someText(r, 20))
	}
	for range 1 + r.IntN(5) {
		x := Group{Label: someText(r, 40), Note: someText(r, 20)}
		for range g.Series {
			x.Values = append(x.Values, someValue(r))
		}
		g.Groups = append(g.Groups, x)
	}
	return g
}

func randomColumns(r *rand.Rand) Columns {
	c := Columns{Title: someText(r, 60), Unit: "万元", Source: someText(r, 60)}
	for range 1 + r.IntN(5) {
		c.Parts = append(c.Parts, someText(r, 16))
	}
	for range 1 + r.IntN(8) {
		x := Column{Label: "20142015"[:4+r.IntN(4)], Total: someValue(r)}
		for range c.Parts {
			x.Values = append(x.Values, someValue(r))
		}
		c.Columns = append(c.Columns, x)
	}
	return c
}

func randomHundred(r *rand.Rand) Hundred {
	h := Hundred{Title: someText(r, 60), Unit: "万元", Source: someText(r, 60)}
	for range 1 + r.IntN(10) {
		h.Parts = append(h.Parts, Bar{Label: someText(r, 16), Value: someValue(r).Decimal.Abs().Add(decimal.New(1, 0))})
	}
	return h
}

func randomCover(r *rand.Rand) Cover {
	c := Cover{Title: someText(r, 60), Source: someText(r, 60)}
	if r.IntN(3) > 0 {
		c.Figure, c.Change = "12345678.90 万元", "↓16.74%"
	}
	for range r.IntN(5) {
		v := someValue(r)
		c.Bars = append(c.Bars, Bar{Label: someText(r, 16), Value: v.Decimal, Missing: !v.Given})
	}
	return c
}
