package chart

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// chatCells is the longest text bar: with a short label and a figure it still
// fits on a phone's line.
const chatCells = 8

const (
	fullBlock   = "█"
	shadeBlock  = "░"      // stands for amounts below zero
	figureSpace = "\u2007" // as wide as a digit
	wideSpace   = "\u3000" // as wide as a Chinese character
)

// eighths are the blocks of one to seven eighths of a cell.
func eighths(n int) string { return string([]rune("▏▎▍▌▋▊▉")[n-1]) }

// Text returns one line for each bar: label, figure, and blocks up to eight
// cells long, as “公车 692.08 ████”. Amounts below zero carry a minus sign and
// light blocks; a missing figure says 未公开 and has none. Title, unit and
// source are left to the sentence around it.
func (b Bars) Text() string {
	f := figuresOf(b.values())
	t := newTextBars(b.Bars, f)
	lines := make([]string, len(b.Bars))
	for i, x := range b.Bars {
		lines[i] = t.line(x)
	}
	return strings.Join(lines, "\n")
}

// textBars lines up labels and figures as well as a proportional font allows.
type textBars struct {
	figures figures
	label   int // characters of the longest label
	figure  int // digits and signs of the longest figure
	most    decimal.Decimal
}

func newTextBars(bars []Bar, f figures) textBars {
	t := textBars{figures: f}
	for _, x := range bars {
		t.label = max(t.label, utf8.RuneCountInString(x.Label))
		if !x.Missing {
			t.figure = max(t.figure, utf8.RuneCountInString(f.write(x.Value)))
			t.most = decimal.Max(t.most, x.Value.Abs())
		}
	}
	return t
}

func (t textBars) line(x Bar) string {
	s := x.Label + strings.Repeat(wideSpace, t.label-utf8.RuneCountInString(x.Label)) + " "
	if x.Missing {
		return s + notGiven
	}
	n := t.figures.write(x.Value)
	s += strings.Repeat(figureSpace, t.figure-utf8.RuneCountInString(n)) + n
	if bar := t.blocks(x.Value); bar != "" {
		s += " " + bar
	}
	return s
}

// blocks draws v in eighths of a cell; what is not zero has at least one.
func (t textBars) blocks(v decimal.Decimal) string {
	if v.IsZero() {
		return ""
	}
	n := v.Abs().Mul(decimal.NewFromInt(chatCells*8)).DivRound(t.most, 0).IntPart()
	n = max(n, 1)
	if v.IsNegative() {
		return strings.Repeat(shadeBlock, int(max((n+4)/8, 1)))
	}
	bar := strings.Repeat(fullBlock, int(n/8))
	if rest := int(n % 8); rest > 0 {
		bar += eighths(rest)
	}
	return bar
}
