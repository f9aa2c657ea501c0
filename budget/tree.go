package budget

import "strings"

// tree holds each code against the codes directly below it: 类 = Σ款, 款 = Σ项.
// A code with nothing below it in the table is not evaluated at all: the form
// may stop at 款.
func (c *checker) tree(t Table, id Identity) {
	i := t.Column(id.Column)
	if i < 0 {
		return
	}
	for _, parent := range t.Rows {
		if parent.Code == "" {
			continue
		}
		var below []cell
		for _, r := range t.Rows {
			if len(r.Code) == len(parent.Code)+2 && strings.HasPrefix(r.Code, parent.Code) && i < len(r.Cells) {
				below = append(below, cell{r.Code + r.Label, r.Cells[i], t.unit(), t.position(r, i), false, true})
			}
		}
		if len(below) == 0 || i >= len(parent.Cells) {
			continue
		}
		formula := parent.Code + parent.Label + "." + id.Column + " = Σ" + map[int]string{3: "款", 5: "项"}[len(parent.Code)]
		top := cell{parent.Code + parent.Label, parent.Cells[i], t.unit(), t.position(parent, i), false, false}
		c.judge(t, weigh(formula, top.at, append([]cell{top}, below...)))
	}
}

// total holds the total line, first or last, against the top codes.
func (c *checker) total(t Table, id Identity) {
	i := t.Column(id.Column)
	total, ok := t.Row("", "合计")
	if !ok || i < 0 || i >= len(total.Cells) {
		c.result.count(NotEvaluated)
		return
	}
	cells := []cell{{"合计", total.Cells[i], t.unit(), t.position(total, i), false, false}}
	for _, r := range t.Rows {
		if len(r.Code) == 3 && i < len(r.Cells) {
			cells = append(cells, cell{r.Code + r.Label, r.Cells[i], t.unit(), t.position(r, i), false, true})
		}
	}
	c.judge(t, weigh("合计."+id.Column+" = Σ类", cells[0].at, cells))
}
