package budget

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// years finds tables of another year than most of the statement's, where the
// statement does not say its year.
func (c *checker) years() {
	if c.statement.Year != 0 {
		return
	}
	count := make(map[int]int)
	most := 0
	for i := range c.statement.Tables {
		if y := c.statement.Tables[i].Year; y != 0 {
			if count[y]++; count[y] > count[most] {
				most = y
			}
		}
	}
	for i := range c.statement.Tables {
		if t := &c.statement.Tables[i]; t.Year != 0 && t.Year != most && count[most] > 2*count[t.Year] {
			c.find(Finding{Rule: "YEAR", Severity: Error, At: Position{Sheet: t.Sheet}, Text: "表上的年度和其他各表不一致。", Want: fmt.Sprint(most), Got: fmt.Sprint(t.Year)})
		}
	}
}

// What an office turns over in a year, in 元: a total outside this was written
// in another unit than the table says.
var (
	leastTotal = decimal.New(1, 4)
	mostTotal  = decimal.New(1, 13)
)

// scales finds tables whose figures are of another unit than they say: where two
// tables differ by a power of ten that lies between two units, and where a total
// is beyond anything that an office turns over.
func (c *checker) scales() {
	for _, f := range c.failed {
		if len(f.cells) == 2 && f.cells[0].at.Sheet != f.cells[1].at.Sheet && !f.atMost {
			c.scaled(f)
		}
	}
	for i := range c.statement.Tables {
		t := &c.statement.Tables[i]
		if f, _ := form(c.forms, t.Form); !f.Whole || t.Unit == 0 || t.Empty() {
			continue
		}
		if top := t.largest(); top.LessThan(leastTotal) || top.GreaterThan(mostTotal) {
			c.find(Finding{Rule: "UNIT-SCALE", Severity: Error, At: Position{Sheet: t.Sheet}, Text: "全表最大的数只有（或者高达）这么多，金额单位很可能写错了。", Got: top.String() + "元"})
		}
	}
}

// largest is the largest amount of the table in 元, zero if none is above it.
func (t *Table) largest() decimal.Decimal {
	var most [maxDigits + 1]int64 // by decimal places
	for i := range t.Rows {
		for _, a := range t.Rows[i].Cells {
			p := min(int(a.places), maxDigits)
			most[p] = max(most[p], a.coefficient)
		}
	}
	top := decimal.Zero
	for p, v := range most {
		if v > 0 {
			top = decimal.Max(top, Number(v, p).In(t.Unit, Yuan))
		}
	}
	return top
}

// scaled says so where a failure between two tables is one of units.
func (c *checker) scaled(f failure) {
	a, b := f.cells[0], f.cells[1]
	for _, by := range []int32{3, 4, 8} {
		for _, up := range []int32{by, -by} {
			if a.value().Shift(up).Sub(b.value()).Abs().LessThanOrEqual(f.bound.Shift(max(up, 0))) && !b.value().IsZero() {
				c.find(Finding{Rule: "UNIT-SCALE", Severity: Error, At: Position{Sheet: a.at.Sheet}, Formula: f.formula,
					Text: fmt.Sprintf("两张表正好相差10的%d次方，其中一张的金额单位写错了。", by), Want: b.amount.String() + b.unit.String(), Got: a.amount.String() + a.unit.String()})
				return
			}
		}
	}
}
