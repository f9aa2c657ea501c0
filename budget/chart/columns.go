package chart

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
)

// Columns is a chart of stacked columns, one for each year: what a total is
// made of and how that changed. The exact figures stand in a table under the
// columns, so that a thin slice is as readable as a thick one.
type Columns struct {
	Title   string   // the finding in one sentence
	Unit    string   // of all figures
	Source  string   // organ, years, and document
	Parts   []string // names of the parts from the bottom up, at most eight
	Columns []Column // at most eight, in the order of time
}

// A Column is one stack.
type Column struct {
	Label  string  // the year, as “2014决算”
	Values []Value // one for each part; those left off at the end are missing
	Total  Value   // the published total; when missing, the sum is shown if every part is given
}

const (
	columnsMost = 8
	partsMost   = 8
)

// SVG writes the chart as a picture for pages; see [Renderer.SVG].
func (c Columns) SVG(w io.Writer) error { return plainSVG(w, c) }

// PNG writes the chart as a picture for WeChat; see [Renderer.PNG].
func (c Columns) PNG(w io.Writer) error { return plainPNG(w, c) }

func (c Columns) head() heading { return heading{c.Title, c.Unit, c.Source} }

// at is part i of a column.
func (x Column) at(i int) Value {
	if i < len(x.Values) {
		return x.Values[i]
	}
	return Value{}
}

// total is the published total, or the sum when all parts are given.
func (x Column) total(parts int) Value {
	if x.Total.Given {
		return x.Total
	}
	sum := decimal.Zero
	for i := range parts {
		v := x.at(i)
		if !v.Given {
			return Value{}
		}
		sum = sum.Add(v.Decimal)
	}
	return Given(sum)
}

func (c Columns) values() []decimal.Decimal {
	var out []decimal.Decimal
	for _, x := range c.Columns {
		for i := range c.Parts {
			if v := x.at(i); v.Given {
				out = append(out, v.Decimal)
			}
		}
		if t := x.total(len(c.Parts)); t.Given {
			out = append(out, t.Decimal)
		}
	}
	return out
}

func (c Columns) check() error {
	if err := c.head().check(); err != nil {
		return err
	}
	if len(c.Columns) == 0 || len(c.Parts) == 0 {
		return ErrEmpty
	}
	if len(c.Columns) > columnsMost || len(c.Parts) > partsMost {
		return fmt.Errorf("chart: %d columns of %d parts, at most %d of %d can be told apart", len(c.Columns), len(c.Parts), columnsMost, partsMost)
	}
	for _, x := range c.Columns {
		if len(x.Values) > len(c.Parts) {
			return fmt.Errorf("chart: column %q has %d values for %d parts", x.Label, len(x.Values), len(c.Parts))
		}
	}
	return nil
}

func (c Columns) describe() string {
	f := figuresOf(c.values())
	said := make([]string, len(c.Columns))
	for i, x := range c.Columns {
		all := []string{}
		if t := x.total(len(c.Parts)); t.Given {
			all = append(all, "合计 "+f.write(t.Decimal)+c.Unit)
		}
		for j, name := range c.Parts {
			all = append(all, Bar{Label: name}.named(x.at(j), f, c.Unit))
		}
		said[i] = x.Label + "：" + strings.Join(all, "，")
	}
	return "分年堆叠柱形图。" + strings.Join(said, "；") + "。来源：" + c.Source
}

// named is the label with the figure v.
func (x Bar) named(v Value, f figures, unit string) string {
	return x.Label + " " + Bar{Value: v.Decimal, Missing: !v.Given}.figure(f, unit)
}

// span is the reach of the stacks: parts above zero and parts below it are
// piled apart, both from zero.
func (c Columns) span() span {
	var s span
	for _, x := range c.Columns {
		up, down := decimal.Zero, decimal.Zero
		for i := range c.Parts {
			if v := x.at(i); v.Given && v.Decimal.IsNegative() {
				down = down.Add(v.Decimal)
			} else if v.Given {
				up = up.Add(v.Decimal)
			}
		}
		s = s.with(up).with(down)
	}
	return s
}

// Text returns the totals as one text bar for each column.
func (c Columns) Text() string {
	b := Bars{}
	for _, x := range c.Columns {
		t := x.total(len(c.Parts))
		b.Bars = append(b.Bars, Bar{Label: x.Label, Value: t.Decimal, Missing: !t.Given})
	}
	return b.Text()
}
