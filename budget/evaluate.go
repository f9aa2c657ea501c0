package budget

import (
	"strings"

	"github.com/shopspring/decimal"
)

// An evaluation is one identity held against its cells.
type evaluation struct {
	verdict     Verdict
	formula     string
	at          Position
	left, right decimal.Decimal
	bound, ulp  decimal.Decimal // in the same unit
	cells       []cell
	atMost      bool
	warn        bool // a breach is a warning
}

type cell struct {
	name   string
	amount Amount
	unit   Unit
	at     Position
	minus  bool
	right  bool
}

// value is what the cell adds to its side, in 元.
func (c cell) value() decimal.Decimal {
	v := c.amount.Decimal().Shift(c.unit.power())
	if c.minus {
		return v.Neg()
	}
	return v
}

// weigh compares the two sides by the interval rule: every printed cell may be
// off by half a unit in its last place, so the sides may differ by the sum of
// those halves and the table still be right. Units may differ between tables;
// the comparison is made in 元.
func weigh(formula string, at Position, cells []cell) evaluation {
	e := evaluation{formula: formula, at: at, cells: cells}
	e.compare()
	return e
}

func (e *evaluation) compare() {
	half := decimal.New(5, -1)
	numbers := [2]int{}
	for _, c := range e.cells {
		if !c.amount.IsNumber() {
			continue
		}
		if c.right {
			e.right = e.right.Add(c.value())
			numbers[1]++
		} else {
			e.left = e.left.Add(c.value())
			numbers[0]++
		}
		ulp := decimal.New(1, c.unit.power()-int32(c.amount.Places()))
		e.bound = e.bound.Add(ulp.Mul(half))
		if ulp.GreaterThan(e.ulp) {
			e.ulp = ulp
		}
	}
	diff := e.left.Sub(e.right)
	switch {
	case numbers[0] == 0 || numbers[1] == 0:
		e.verdict = NotEvaluated
		if !diff.IsZero() && !e.atMost && e.leftBlank(numbers[0] != 0) {
			e.verdict = Inconsistent
		}
	case diff.IsZero(), e.atMost && diff.IsNegative():
		e.verdict = Exact
	case diff.Abs().LessThanOrEqual(e.bound):
		e.verdict = WithinRounding
	default:
		e.verdict = Inconsistent
	}
}

// leftBlank says whether a side has a cell in the sheet, and no more than
// blanks: what should be there was left out. Cells that the sheet never had say
// nothing.
func (e *evaluation) leftBlank(right bool) bool {
	any := false
	for _, c := range e.cells {
		if c.right == right {
			if any = any || c.at.Column > 0; !c.amount.IsBlank() {
				return false
			}
		}
	}
	return any
}

// unlikely says whether the gap, though possible, is more than four standard
// deviations of what independent rounding produces: z = |d| / (ulp·√(n/12)).
func (e evaluation) unlikely() bool {
	n := 0
	for _, c := range e.cells {
		if c.amount.IsNumber() {
			n++
		}
	}
	d := e.left.Sub(e.right)
	// z > 4  ⇔  d² > 16·ulp²·n/12, exactly and without a root.
	return d.Mul(d).Mul(decimal.NewFromInt(12)).GreaterThan(e.ulp.Mul(e.ulp).Mul(decimal.NewFromInt(int64(16 * n))))
}

func (e evaluation) finding(rule string, sev Severity, text string) Finding {
	var unit Unit
	for _, c := range e.cells {
		unit = max(unit, c.unit)
	}
	show := func(d decimal.Decimal) string { return d.Shift(-unit.power()).String() + unit.String() }
	f := Finding{
		Rule: rule, Severity: sev, At: e.at, Text: text, Formula: e.formula,
		Want: show(e.right), Got: show(e.left), Diff: show(e.left.Sub(e.right)), Bound: show(e.bound),
	}
	if e.atMost {
		f.Want = "不超过" + f.Want
	}
	if sev == Error {
		f.Suspects = e.suspects()
	}
	return f
}

// gate adds amounts as integers of one power of ten, to tell without a decimal
// that two sides are equal. What does not fit leaves it shut, and the decimals
// decide.
type gate struct {
	sum     int64
	ulps    int64 // one in the last place of each number: twice the bound
	exp     int32
	numbers [2]int
	shut    bool
}

var powers = [...]int64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12}

// roomy is far enough from the end of int64 that one more addition fits.
const roomy = 1 << 61

func (g *gate) add(a Amount, u Unit, minus, right bool) {
	if a.mark != markNumber {
		return
	}
	v, ulp, exp := a.coefficient, int64(1), u.power()-int32(a.places)
	if g.numbers[0]+g.numbers[1] == 0 {
		g.exp = exp
	}
	if exp != g.exp {
		if exp > g.exp {
			v, ulp = g.scale(v, exp-g.exp), g.scale(1, exp-g.exp)
		} else {
			g.sum, g.ulps, g.exp = g.scale(g.sum, g.exp-exp), g.scale(g.ulps, g.exp-exp), exp
		}
	}
	side := 0
	if right {
		side = 1
	}
	g.numbers[side]++
	if v > roomy || v < -roomy || g.sum > roomy || g.sum < -roomy {
		g.shut = true
		return
	}
	if minus != right {
		v = -v
	}
	g.sum += v
	g.ulps += ulp
	g.shut = g.shut || g.ulps > roomy
}

func (g *gate) scale(v int64, by int32) int64 {
	if int(by) >= len(powers) || v > roomy/powers[by] || v < -roomy/powers[by] {
		g.shut = true
		return v
	}
	return v * powers[by]
}

// whole says that both sides hold numbers and that all of them fitted.
func (g *gate) whole() bool { return !g.shut && g.numbers[0] > 0 && g.numbers[1] > 0 }

// exact says that both sides are equal, or the left less where it may be.
func (g *gate) exact(atMost bool) bool {
	return g.whole() && (g.sum == 0 || atMost && g.sum < 0)
}

// holds says that both sides are equal but for what rounding explains.
func (g *gate) holds() bool {
	return g.whole() && g.sum <= g.ulps/2 && -g.sum <= g.ulps/2
}

// inRow adds up an identity of columns in a row.
func (t *Table) inRow(id *Identity, r *Row) gate {
	var g gate
	for n, terms := range [2][]Term{id.Left, id.Right} {
		for i := range terms {
			if c := t.Column(terms[i].Column); c >= 0 && c < len(r.Cells) {
				g.add(r.Cells[c], Yuan, terms[i].Minus, n == 1)
			}
		}
	}
	return g
}

// eachRow evaluates an identity of columns in one row.
func (t *Table) eachRow(id *Identity, r *Row) evaluation {
	var cells []cell
	for n, terms := range [2][]Term{id.Left, id.Right} {
		for _, term := range terms {
			if i := t.Column(term.Column); i >= 0 && i < len(r.Cells) {
				cells = append(cells, cell{r.Label + "." + term.Column, r.Cells[i], t.Unit, t.position(r, i), term.Minus, n == 1})
			}
		}
	}
	at := Position{Sheet: t.Sheet, Row: r.Line}
	if len(cells) > 0 {
		at = cells[0].at
	}
	e := evaluation{formula: r.in(id.Formula), at: at, cells: cells, atMost: id.AtMost, warn: id.Warn}
	e.compare()
	return e
}

// in writes a formula of each row for this one.
func (r *Row) in(formula string) string {
	return strings.NewReplacer("收入·*.", r.Code+r.Label+".", "支出·*.", r.Code+r.Label+".", "*.", r.Code+r.Label+".").Replace(formula)
}

// unit is the table's unit, 元 where it is not known: within one table the
// unit cancels out.
func (t *Table) unit() Unit {
	if t.Unit == 0 {
		return Yuan
	}
	return t.Unit
}
