package budget

import (
	"fmt"
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
}

type cell struct {
	name   string
	amount Amount
	unit   Unit
	at     Position
	minus  bool
	right  bool
}

// weigh compares the two sides by the interval rule: every printed cell may be
// off by half a unit in its last place, so the sides may differ by the sum of
// those halves and the table still be right. Units may differ between tables;
// the comparison is made in 元.
func weigh(formula string, at Position, cells []cell) evaluation {
	e := evaluation{formula: formula, at: at, cells: cells}
	half := decimal.New(5, -1)
	numbers := [2]int{}
	for _, c := range cells {
		if !c.amount.IsNumber() {
			continue
		}
		v := c.amount.Decimal().Shift(c.unit.power())
		if c.minus {
			v = v.Neg()
		}
		if c.right {
			e.right = e.right.Add(v)
			numbers[1]++
		} else {
			e.left = e.left.Add(v)
			numbers[0]++
		}
		ulp := decimal.New(1, c.unit.power()-int32(c.amount.Places()))
		e.bound = e.bound.Add(ulp.Mul(half))
		if ulp.GreaterThan(e.ulp) {
			e.ulp = ulp
		}
	}
	diff := e.left.Sub(e.right).Abs()
	switch {
	case numbers[0] == 0 || numbers[1] == 0:
		e.verdict = NotEvaluated
	case diff.IsZero():
		e.verdict = Exact
	case diff.LessThanOrEqual(e.bound):
		e.verdict = WithinRounding
	default:
		e.verdict = Inconsistent
	}
	return e
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
	unit := Yuan
	for _, c := range e.cells {
		unit = max(unit, c.unit)
	}
	show := func(d decimal.Decimal) string { return d.Shift(-unit.power()).String() + unit.String() }
	f := Finding{
		Rule: rule, Severity: sev, At: e.at, Text: text, Formula: e.formula,
		Want: show(e.right), Got: show(e.left), Diff: show(e.left.Sub(e.right)), Bound: show(e.bound),
	}
	if sev == Error {
		f.Suspects = e.suspects()
	}
	return f
}

// suspects ranks what most likely went wrong: an addend left out or counted
// twice, a slipped point or unit, two digits swapped.
func (e evaluation) suspects() []string {
	diff := e.left.Sub(e.right)
	var out []string
	for _, c := range e.cells {
		if !c.amount.IsNumber() || c.amount.coefficient == 0 {
			continue
		}
		v := c.amount.Decimal().Shift(c.unit.power())
		for _, slip := range []int32{-4, -2, -1, 1, 2, 4} {
			change := v.Shift(slip).Sub(v)
			if c.minus != c.right {
				change = change.Neg()
			}
			if diff.Add(change).Abs().LessThanOrEqual(e.bound) {
				out = append(out, fmt.Sprintf("%s %s：小数点或单位差了%d位", c.at, c.name, max(slip, -slip)))
			}
		}
		if len(e.cells) > 2 && diff.Abs().Sub(v.Abs()).Abs().LessThanOrEqual(e.bound) {
			out = append(out, fmt.Sprintf("%s %s：差额正好是这一格，可能漏加或者加了两次", c.at, c.name))
		}
	}
	if units := diff.Div(e.ulp); units.IsInteger() && units.Mod(decimal.NewFromInt(9)).IsZero() {
		out = append(out, "差额能被9整除，可能有两个数字写颠倒了")
	}
	return out[:min(len(out), 3)]
}

// eachRow evaluates an identity of columns in one row.
func (t Table) eachRow(id Identity, r Row) evaluation {
	var cells []cell
	side := func(terms []Term, right bool) {
		for _, term := range terms {
			i := t.Column(term.Column)
			if i < 0 || i >= len(r.Cells) {
				continue
			}
			cells = append(cells, cell{r.Label + "." + term.Column, r.Cells[i], t.unit(), t.position(r, i), term.Minus, right})
		}
	}
	side(id.Left, false)
	side(id.Right, true)
	name := r.Label
	if r.Code != "" {
		name = r.Code + name
	}
	at := Position{Sheet: t.Sheet, Row: r.Line}
	if len(cells) > 0 {
		at = cells[0].at
	}
	return weigh(strings.ReplaceAll(id.Formula, "*.", name+"."), at, cells)
}

// unit is the table's unit, 元 where it is not known: within one table the
// unit cancels out.
func (t Table) unit() Unit {
	if t.Unit == 0 {
		return Yuan
	}
	return t.Unit
}

// cells evaluates an identity of named cells, in this and in other tables.
func (c *checker) cells(t Table, id Identity) evaluation {
	if t.Unit == 0 {
		for _, term := range id.Right {
			if other, ok := c.statement.Table(term.Form); ok && term.Form != "" {
				t.Unit = other.Unit
			}
		}
	}
	var cells []cell
	whole := true
	side := func(terms []Term, right bool) {
		for _, term := range terms {
			got, ok := c.term(t, term)
			whole = whole && ok
			for i := range got {
				got[i].right = right
				got[i].minus = term.Minus
			}
			cells = append(cells, got...)
		}
	}
	side(id.Left, false)
	side(id.Right, true)
	e := weigh(id.Formula, Position{Sheet: t.Sheet}, cells)
	if len(cells) > 0 {
		e.at = cells[0].at
	}
	if !whole || t.Torn && e.verdict == Inconsistent {
		e.verdict = NotEvaluated
	}
	return e
}

// term finds the cells of a term. It is not whole when the other table or its
// line is not part of the statement.
func (c *checker) term(t Table, term Term) ([]cell, bool) {
	from := t
	if term.Form != "" {
		other, ok := c.statement.Table(term.Form)
		if !ok {
			return nil, false
		}
		if other.Unit == 0 { // reported by the rule UNIT; the sums still tell
			other.Unit = t.unit()
		}
		from = other
	}
	i := from.Column(term.Column)
	if i < 0 {
		return nil, false
	}
	if term.Sum {
		var cells []cell
		for _, r := range from.Rows {
			if r.Side == term.Side && !summary(r.Label) && i < len(r.Cells) {
				cells = append(cells, cell{r.Label, r.Cells[i], from.unit(), from.position(r, i), false, false})
			}
		}
		return cells, len(cells) > 0
	}
	r, ok := from.Row(term.Side, term.Row)
	if !ok || i >= len(r.Cells) {
		return nil, term.Form == "" // a line left out of a list counts as blank
	}
	return []cell{{r.Label, r.Cells[i], from.unit(), from.position(r, i), false, false}}, true
}

// summary says whether a line of a list is a total or a balance, not an item.
func summary(label string) bool {
	p := Plain(label)
	return strings.HasSuffix(p, "合计") || strings.HasSuffix(p, "总计") || strings.Contains(p, "结转") || strings.Contains(p, "结余")
}
