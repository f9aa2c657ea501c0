package budget

import "slices"

// transfers are the lines and columns of money that passes between a department
// and its units: a department's tables leave it out, or the same money would be
// counted twice.
var transfers = []string{"上级补助收入", "附属单位上缴收入", "上缴上级支出", "对附属单位补助支出"}

// CheckUnits holds a department's tables (汇总) against those of the units that
// it is made of: in every line and column the department's figure is the sum of
// its units'. Money that passes between them is left out; where there is any,
// the totals that hold it are not evaluated.
func CheckUnits(department Statement, units []Statement) Result {
	c := newChecker(department, builtinForms())
	for i := range department.Tables {
		t := &c.statement.Tables[i]
		var parts []Table
		for _, u := range units {
			if p, ok := u.Table(t.Form); ok && t.Form != "" {
				parts = append(parts, p)
			}
		}
		if t.Form == "" || len(parts) != len(units) || t.Unit == 0 {
			c.result.count(NotEvaluated) // a unit's table is missing, or nobody knows its money
			continue
		}
		c.unitsOf(t, parts)
	}
	c.mend()
	return c.result
}

// unitsOf holds one table against its parts, and finds lines that only they have.
func (c *checker) unitsOf(t *Table, parts []Table) {
	passed := passes(parts)
	for r := range t.Rows {
		for column := range min(len(t.Rows[r].Cells), len(t.Columns)) {
			if slices.Contains(transfers, t.Columns[column]) || slices.Contains(transfers, Plain(t.Rows[r].Label)) {
				continue
			}
			if passed && (summary(Plain(t.Rows[r].Label)) || column == 0) {
				c.result.count(NotEvaluated)
				continue
			}
			c.summed(t, &t.Rows[r], column, parts)
		}
	}
	for p := range parts {
		for r := range parts[p].Rows {
			row := &parts[p].Rows[r]
			if _, ok := counterpart(t, row); !ok && slices.ContainsFunc(row.Cells, func(a Amount) bool { return a.coefficient != 0 }) {
				c.find(Finding{Rule: "UNITS", Severity: Error, At: parts[p].position(row, 0), Text: "下属单位有这一行，部门汇总表里没有。", Got: row.Code + row.Label})
			}
		}
	}
}

// summed holds one figure of a department against the sum of its units'.
func (c *checker) summed(t *Table, row *Row, column int, parts []Table) {
	cells := []cell{t.cell(row, column, false)}
	var g gate
	g.add(row.Cells[column], t.unit(), false, false)
	for p := range parts {
		r, ok := counterpart(&parts[p], row)
		if i := parts[p].Column(t.Columns[column]); ok && i >= 0 && i < len(r.Cells) {
			one := parts[p].cell(r, i, true)
			cells = append(cells, one)
			g.add(one.amount, one.unit, false, true)
		}
	}
	if g.exact(false) {
		c.result.count(Exact)
		return
	}
	if g.numbers == [2]int{} {
		return
	}
	e := weigh(row.Code+row.Label+"."+t.Columns[column]+" = Σ下属单位", cells[0].at, cells)
	if e.verdict == NotEvaluated && !e.left.Equal(e.right) {
		e.verdict = Inconsistent
	}
	if e.verdict != Inconsistent {
		c.judge(e)
		return
	}
	c.result.count(e.verdict)
	c.find(e.finding("UNITS", Error, "部门汇总数不是下属单位之和。"))
}

// counterpart is the line of a table that is the same as another table's.
func counterpart(t *Table, row *Row) (*Row, bool) {
	label := Plain(row.Label)
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Side == row.Side && r.Code == row.Code && (row.Code != "" || Plain(r.Label) == label) {
			return r, true
		}
	}
	return nil, false
}

// passes says whether money passes between a department and its units.
func passes(parts []Table) bool {
	for _, t := range parts {
		for _, r := range t.Rows {
			for i, a := range r.Cells[:min(len(r.Cells), len(t.Columns))] {
				if a.coefficient != 0 && (slices.Contains(transfers, Plain(r.Label)) || slices.Contains(transfers, t.Columns[i])) {
					return true
				}
			}
		}
	}
	return false
}
