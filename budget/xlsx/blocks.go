package xlsx

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// A block is one of the lists that a table prints side by side, each with its
// own codes, names and amounts: 人员经费 at the left, 公用经费 at the right.
type block struct {
	codes, names, amounts []int // columns of the sheet
}

// blocks cuts the columns where a new code or name column follows an amount.
func (p plan) blocks() []block {
	var out []block
	for _, c := range p.columns {
		name := p.trail(c).name()
		word := name == codeColumn || name == nameColumn || name == itemColumn
		if len(out) == 0 || word && len(out[len(out)-1].amounts) > 0 {
			out = append(out, block{})
		}
		b := &out[len(out)-1]
		switch {
		case name == codeColumn:
			b.codes = append(b.codes, c)
		case word:
			b.names = append(b.names, c)
		default:
			b.amounts = append(b.amounts, c)
		}
	}
	return out
}

var wholeCode = regexp.MustCompile(`^\d{3}(\d\d)?(\d\d)?$`)

// lists reads a table of one or more lists with codes, one list after the other.
func (p plan) lists(header int, form budget.Form) (budget.Table, []budget.Finding, error) {
	t := p.plain(header)
	t.Form, t.Title, t.Columns, t.Rows = form.ID, form.Name, keys(form), nil
	var findings []budget.Finding
	for _, b := range p.blocks() {
		for _, r := range p.body {
			row, f := p.listRow(r, b, len(t.Columns))
			findings = append(findings, f...)
			if row.Code != "" || slices.ContainsFunc(row.Cells, budget.Amount.IsNumber) {
				t.Rows = append(t.Rows, row)
			}
		}
	}
	for _, r := range p.body {
		if note := strings.Join(p.words(r), ""); strings.HasPrefix(note, "注") {
			t.Notes = append(t.Notes, note)
		}
	}
	if len(t.Rows) == 0 {
		return t, findings, budget.ErrNoTable
	}
	return t, findings, nil
}

func (p plan) words(r int) []string {
	var out []string
	for _, c := range p.columns {
		if text := p.text(r, c); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// listRow reads one line of one list. A word in the place of the code, as 合计 in
// merged cells, is the label.
func (p plan) listRow(r int, b block, columns int) (budget.Row, []budget.Finding) {
	row := budget.Row{Line: r + 1, Cells: make([]budget.Amount, columns), At: make([]int, columns)}
	for _, c := range b.codes {
		row.Code += p.text(r, c)
	}
	for _, c := range b.names {
		row.Label += p.text(r, c)
	}
	if !wholeCode.MatchString(row.Code) && row.Label == "" {
		row.Code, row.Label = "", row.Code
	}
	if strings.HasPrefix(row.Label, "注") {
		return budget.Row{}, nil
	}
	var findings []budget.Finding
	for i, c := range b.amounts[:min(len(b.amounts), columns)] {
		a, err := budget.ParseAmount(p.text(r, c))
		if err != nil {
			findings = append(findings, budget.Finding{
				Rule: "CELL", Severity: budget.Error, At: budget.Position{Sheet: p.sheet.name, Row: r + 1, Column: c + 1},
				Text: "这一格读不出金额，按空格处理，请改正。",
			})
		}
		row.Cells[i], row.At[i] = a, c+1
	}
	return row, findings
}
