package budget

import "github.com/shopspring/decimal"

// percents holds a printed percentage against the two figures it is made of, in
// every row. Both are rounded, so what the percentage may be is an interval. A
// percentage on a base of zero is a finding: what was nothing has none.
func (c *checker) percents(t *Table, id *Identity) {
	printed, over, under := t.Column(id.Left[0].Column), t.Column(id.Right[0].Column), t.Column(id.Right[1].Column)
	if printed < 0 || over < 0 || under < 0 {
		return
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		if max(printed, over, under) >= len(r.Cells) || !r.Cells[printed].IsNumber() {
			continue
		}
		p := ratio{r.Cells[printed], r.Cells[over], r.Cells[under], id.Growth}
		verdict := p.verdict()
		c.result.count(verdict)
		at := t.position(r, printed)
		switch {
		case verdict == Inconsistent:
			c.find(Finding{Rule: "PCT", Severity: Warning, At: at, Text: "百分比和两个数字算出来的不一致。", Formula: r.in(id.Formula), Want: p.want(), Got: p.printed.String() + "%"})
		case verdict == NotEvaluated && p.printed.coefficient != 0 && p.under.coefficient == 0 && p.over.coefficient != 0:
			c.find(Finding{Rule: "ZERO-BASE", Severity: Warning, At: at, Text: "基数为0，没有百分比，应当写“新增”。", Formula: r.in(id.Formula), Got: p.printed.String() + "%"})
		}
	}
}

// A ratio is a printed percentage and the figures that it is made of.
type ratio struct {
	printed, over, under Amount
	growth               bool
}

// verdict says whether the percentage can come from the figures as they were
// before each was rounded.
func (p ratio) verdict() Verdict {
	if !p.under.IsNumber() || p.under.coefficient == 0 || !p.over.IsNumber() {
		return NotEvaluated
	}
	if got, ok := p.value(p.over.Decimal(), p.under.Decimal()); ok && got.Round(int32(p.printed.Places())).Equal(p.printed.Decimal()) {
		return Exact
	}
	half := func(a Amount) decimal.Decimal { return decimal.New(5, -int32(a.Places())-1) }
	a, b := p.over.Decimal(), p.under.Decimal()
	da, db := half(p.over), half(p.under)
	var low, high decimal.Decimal
	for i, x := range []decimal.Decimal{a.Sub(da), a.Add(da)} {
		for j, y := range []decimal.Decimal{b.Sub(db), b.Add(db)} {
			v, ok := p.value(x, y)
			if !ok {
				return NotEvaluated
			}
			if i+j == 0 || v.LessThan(low) {
				low = v
			}
			if i+j == 0 || v.GreaterThan(high) {
				high = v
			}
		}
	}
	slack := half(p.printed)
	if q := p.printed.Decimal(); q.LessThan(low.Sub(slack)) || q.GreaterThan(high.Add(slack)) {
		return Inconsistent
	}
	return WithinRounding
}

// value is the percentage of two figures; false over zero.
func (p ratio) value(over, under decimal.Decimal) (decimal.Decimal, bool) {
	if under.IsZero() {
		return decimal.Decimal{}, false
	}
	if p.growth {
		return over.Sub(under).Shift(2).DivRound(under.Abs(), 8), true
	}
	return over.Shift(2).DivRound(under, 8), true
}

func (p ratio) want() string {
	v, _ := p.value(p.over.Decimal(), p.under.Decimal())
	return v.StringFixed(int32(max(p.printed.Places(), 2))) + "%"
}
