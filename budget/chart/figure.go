package chart

import (
	"strings"

	"github.com/shopspring/decimal"
)

// figures writes the figures of one chart alike: all with as many decimals as
// the finest of them has, so none is rounded, and with thousands separators as
// soon as one of them needs five digits before the point.
type figures struct {
	places int32
	groups bool
}

func figuresOf(values []decimal.Decimal) figures {
	var f figures
	limit := decimal.New(1, 4)
	for _, v := range values {
		f.places = max(f.places, -v.Exponent())
		f.groups = f.groups || v.Abs().GreaterThanOrEqual(limit)
	}
	return f
}

// write returns v exactly, with a true minus sign.
func (f figures) write(v decimal.Decimal) string {
	s := v.Abs().StringFixed(f.places)
	if f.groups {
		whole, part, dot := strings.Cut(s, ".")
		s = groupThousands(whole)
		if dot {
			s += "." + part
		}
	}
	if v.IsNegative() {
		s = "−" + s
	}
	return s
}

func groupThousands(digits string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// share is v/whole as a number for drawing; labels never pass through it.
func share(v, whole decimal.Decimal) float64 {
	if whole.IsZero() {
		return 0
	}
	return v.DivRound(whole, 8).InexactFloat64()
}

// A span is the reach of a chart's figures. Zero always lies in it: every bar
// starts there.
type span struct{ least, most decimal.Decimal }

func (s span) with(v decimal.Decimal) span {
	return span{least: decimal.Min(s.least, v), most: decimal.Max(s.most, v)}
}

func (s span) size() decimal.Decimal { return s.most.Sub(s.least) }
