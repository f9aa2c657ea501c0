package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/budget"
)

// merged are the findings about cells of the body that were merged. What stands in them
// is read where they begin and nowhere else: a number that is shown over several cells is
// an error, a name over several rows a warning. A total whose name is centred over code
// and name, and a note under the table, are as they are printed.
func (p plan) merged() []budget.Finding {
	var out []budget.Finding
	for _, m := range p.sheet.merges {
		text := p.text(m.top, m.left)
		if text == "" || strings.HasPrefix(text, "注") || !slices.Contains(p.columns, m.left) {
			continue
		}
		if _, begins := slices.BinarySearch(p.body, m.top); !begins {
			continue
		}
		rows := within(p.body, m.top, m.bottom)
		f := budget.Finding{Rule: "MERGED", At: budget.Position{Sheet: p.sheet.name, Row: m.top + 1, Column: m.left + 1}, Got: text}
		a, err := budget.ParseAmount(text)
		switch number := err == nil && a.IsNumber() && !p.isWord(m.left); {
		case number && rows*within(p.columns, m.left, m.right) > 1:
			f.Severity = budget.Error
			f.Text = m.name() + "是合并的单元格，只有左上角一格读到这个数，其余按空格读取；请取消合并，每一格写上自己的数。"
		case !number && rows > 1:
			f.Severity = budget.Warning
			f.Text = fmt.Sprintf("%s是合并的单元格，只有第一行读到这几个字，下面%d行这一栏按空格读取；请取消合并，每一行都写上。", m.name(), rows-1)
		default:
			continue
		}
		out = append(out, f)
	}
	return out
}

// within is how many of some ascending places lie from one to another, both included.
func within(places []int, from, to int) int {
	first, _ := slices.BinarySearch(places, from)
	behind, _ := slices.BinarySearch(places, to+1)
	return behind - first
}

// isWord says whether a column holds codes or names.
func (p plan) isWord(c int) bool {
	return slices.Contains([]string{codeColumn, nameColumn, itemColumn}, p.trail(c).name())
}

// name is the range as a spreadsheet writes it: B3:B5.
func (m merge) name() string {
	from, err1 := excelize.CoordinatesToCellName(m.left+1, m.top+1)
	to, err2 := excelize.CoordinatesToCellName(m.right+1, m.bottom+1)
	if err1 != nil || err2 != nil {
		return "这里"
	}
	return from + ":" + to
}
