package figure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/budget"
)

// A Sought is an amount of money that a text names, and how exactly it does: 37.9万 may be
// 379,100 yuan.
type Sought struct {
	Yuan budget.Amount
	As   string        // in the text's own words
	step budget.Amount // that it may be rounded to, in yuan; 1: it is exact
}

// amountIn is an amount of money with its unit, or one of so many digits that it is one of yuan.
var amountIn = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?)(亿|万)((?:[一二两三四五六七八九0-9]+[千百十万零]+)+[一二两三四五六七八九]?)?(?:元|块)?|([0-9][0-9,]*(?:\.[0-9]+)?)(?:元|块)|([0-9]{5,}(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)`)

// SoughtIn is the amount of money that a text names, where it names one.
func SoughtIn(text string) (s Sought, found bool) {
	m := amountIn.FindStringSubmatch(text)
	if m == nil {
		return s, false
	}
	unit := map[string]int{"": 0, "万": 4, "亿": 8}[m[2]] // in places
	value, places, ok := read(m[1] + m[4] + m[5])
	rest, _, and := read(m[3])
	if !ok || m[3] != "" && !and {
		return s, false
	}
	yuan := value.Decimal().Shift(int32(unit))
	if m[3] != "" {
		yuan, places = yuan.Add(rest.Decimal()), 0
	}
	amount, err := budget.NewAmount(yuan)
	return Sought{Yuan: amount, As: m[0], step: step(unit, places)}, err == nil
}

// step is what an amount may be rounded to that is told in a unit, with places.
func step(unit, places int) budget.Amount {
	n := int64(1)
	for i := places; places > 0 && i < unit; i++ {
		n *= 10
	}
	return budget.Number(n, 0)
}

// places10 are the powers of ten within a numeral.
var places10 = map[rune]int64{'十': 10, '百': 100, '千': 1000}

// read is a number in digits or in words, and how many places it has behind the point.
func read(number string) (a budget.Amount, places int, ok bool) {
	if !strings.ContainsFunc(number, func(r rune) bool { return r >= 0x80 }) {
		a, err := budget.ParseAmount(number)
		return a, a.Places(), err == nil && a.IsNumber()
	}
	whole, behind, _ := strings.Cut(number, "点")
	n, digit := int64(0), int64(0)
	for _, r := range whole {
		if r == '万' {
			n, digit = (n+digit)*1e4, 0
			continue
		}
		if by := places10[r]; by > 0 {
			n, digit = n+max(digit, 1)*by, 0
			continue
		}
		digit = digit*10 + int64(digitOf(r))
	}
	for n += digit; places < utf8.RuneCountInString(behind); places++ {
		n = n*10 + int64(digitOf([]rune(behind)[places]))
	}
	return budget.Number(n, places), places, true
}

// digitOf is a digit, also in words; 0 for any other character.
func digitOf(r rune) int {
	if '0' <= r && r <= '9' {
		return int(r - '0')
	}
	return map[rune]int{'一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}[r]
}

// Is says whether a figure is the amount that is sought, as exactly as that is said.
func (s Sought) Is(f Figure) bool {
	if !f.Amount.IsNumber() || f.Unit == 0 {
		return false
	}
	yuan, step := f.Amount.In(f.Unit, budget.Yuan), s.step.Decimal()
	return yuan.Equal(s.Yuan.Decimal()) || step.IntPart() > 1 && yuan.DivRound(step, 0).Mul(step).Equal(s.Yuan.Decimal())
}

// In are the figures of a statement that are the amount which is sought, each by its name once.
func (s Sought) In(of budget.Statement) (out []Figure) {
	take := func(f Figure) {
		if s.Is(f) && !slices.ContainsFunc(out, func(had Figure) bool { return had.Name == f.Name }) {
			out = append(out, f)
		}
	}
	for _, name := range []string{AllThree, reception, abroad, Vehicles, purchase, running, Operating} {
		if f, found := PublicFigure(of, name); found {
			take(f)
		}
	}
	for _, form := range lined {
		t, ok := of.Table(form.form)
		if !ok || t.Unit == 0 {
			continue
		}
		for _, r := range t.Rows {
			take(Figure{Name: budget.Plain(r.Label), Amount: t.Cell(r, form.column), Unit: t.Unit})
		}
	}
	return out
}
