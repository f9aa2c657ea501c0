package budget

// CheckAgainst evaluates what must hold between two years or two stages of one
// organ: what a year carried over is what the next begins with, and the budget
// column of a final account is the budget. Earlier may be the final account of
// the year before, or the budget of the same year.
func (s Statement) CheckAgainst(earlier Statement) Result {
	c := newChecker(s, builtinForms())
	if s.Stage == Final && earlier.Stage == Final && earlier.Year == s.Year-1 {
		c.carried(earlier)
	}
	if s.Stage == Final && earlier.Stage == Budget && earlier.Year == s.Year {
		c.planned(earlier)
	}
	return c.result
}

// carried holds 年初结转和结余 against last year's 年末结转和结余.
func (c *checker) carried(earlier Statement) {
	for _, pair := range []struct{ form, begin, end, column string }{
		{"F1", "年初结转和结余", "年末结转和结余", "决算数"},
		{"F4", "年初财政拨款结转和结余", "年末财政拨款结转和结余", "合计"},
	} {
		now, ok := c.statement.Table(pair.form)
		then, ok2 := earlier.Table(pair.form)
		if !ok || !ok2 {
			c.result.count(NotEvaluated)
			continue
		}
		a, ok := now.named(Income, pair.begin, pair.column)
		b, ok2 := then.named(Expenditure, pair.end, pair.column)
		if !ok || !ok2 {
			c.result.count(NotEvaluated)
			continue
		}
		b.right = true
		e := weigh("本年."+pair.begin+" = 上年."+pair.end, a.at, []cell{a, b})
		c.result.count(e.verdict)
		if e.verdict == Inconsistent {
			c.find(e.finding("ROLL", Error, "本年的年初结转和结余不是上年的年末结转和结余。"))
		}
	}
}

// named is one cell of a table by its line and column.
func (t Table) named(side Side, row, column string) (cell, bool) {
	r, ok := t.Row(side, row)
	i := t.Column(column)
	if !ok || i < 0 || i >= len(r.Cells) || t.Unit == 0 {
		return cell{}, false
	}
	return cell{name: row, amount: r.Cells[i], unit: t.Unit, at: t.position(&r, i)}, true
}

// planned holds the budget column of the 三公 table against the budget's own.
func (c *checker) planned(plan Statement) {
	said, ok := c.statement.ThreePublicBudget()
	made, ok2 := plan.ThreePublic()
	if !ok || !ok2 {
		c.result.count(NotEvaluated)
		return
	}
	at := Position{Sheet: "三公经费"}
	for _, item := range []string{"三公", "出国", "购置及运行", "接待"} {
		e := weigh("决算表预算数."+item+" = 预算."+item, at, []cell{
			{item, said.figure(item), said.Unit, at, false, false}, {item, made.figure(item), made.Unit, at, false, true},
		})
		c.result.count(e.verdict)
		if e.verdict == Inconsistent {
			c.find(e.finding("CROSS-STAGE", Warning, "决算表里的预算数和年初公布的预算不一致；年中有调整的应当说明。"))
		}
	}
}
