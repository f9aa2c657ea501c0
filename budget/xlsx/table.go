package xlsx

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// A plan is a region with its columns known: what is kept of the sheet and
// under which names.
type plan struct {
	sheet   sheet
	region  region
	trails  []trail
	body    []int // rows of the sheet below the header
	columns []int // columns of the sheet that are kept, from 0
	stored  bool
	dots    []int // rows of the sheet that hold nothing but …
}

// region reads one table; false where the region holds none.
func (x Reader) region(s sheet, g region) (budget.Table, []budget.Finding, bool) {
	from, to, ok := s.header(g)
	if !ok {
		return budget.Table{}, nil, false
	}
	p := plan{sheet: s, region: g, trails: s.trails(from, to, g), stored: x.Stored}
	p.keep(from, to)
	p.padCodes()
	form, known := p.frame(from, "").Form(x.Forms)
	label := ""
	if !known {
		label = s.name
		form, known = p.frame(from, label).Form(x.Forms)
	}
	var t budget.Table
	var findings []budget.Finding
	err := budget.ErrNoTable
	if known {
		t, findings, err = p.grid(from, label, p.columns).Table(x.Forms)
		p.place(&t, findings, p.columns)
	}
	findings = append(findings, p.notices()...)
	if errors.Is(err, budget.ErrNoTable) {
		t = p.plain(from)
		if !known && len(t.Rows) == 0 {
			return budget.Table{}, nil, false
		}
		if known {
			t.Form, t.Columns, t.Rows = form.ID, keys(form), nil
		}
		findings = append(findings, p.unread(known))
	}
	t.Sheet, t.Title = s.name, cmp.Or(g.title, t.Title, s.name)
	return t, findings, true
}

func keys(f budget.Form) []string {
	out := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		out[i] = c.Key
	}
	return out
}

func (p plan) unread(known bool) budget.Finding {
	at := budget.Position{Sheet: p.sheet.name, Row: p.region.top + 1}
	if known {
		return budget.Finding{Rule: "EMPTY", Severity: budget.Notice, At: at, Text: "这张表没有数字，按空表读取。"}
	}
	return budget.Finding{Rule: "UNKNOWN-FORM", Severity: budget.Warning, At: at, Text: "认不出这是哪一种表，数字已读入，但没有可核对的勾稽关系。"}
}

// keep chooses body rows and columns: printed-again headers, the line of column
// numbers and columns that only number lines are left out.
func (p *plan) keep(from, to int) {
	s, g := p.sheet, p.region
	head := make(map[string]bool)
	for r := from; r <= to; r++ {
		head[s.line(r, g)] = true
	}
	for r := to + 1; r <= g.bottom; r++ {
		own := s.filled(r, g.left, g.right)
		if len(own) == 0 || head[s.line(r, g)] || budget.Plain(s.text(r, own[0])) == "栏次" {
			continue
		}
		if s.ellipsis(r, own) {
			p.dots = append(p.dots, r)
			continue
		}
		p.body = append(p.body, r)
	}
	for i, t := range p.trails {
		if t.furniture() || len(t) == 0 && !p.used(g.left+i) {
			continue
		}
		p.columns = append(p.columns, g.left+i)
	}
}

// ellipsis says whether a row is left over from a template: dots where names
// and figures should be.
func (s sheet) ellipsis(r int, own []int) bool {
	for _, c := range own {
		if strings.Trim(s.text(r, c), "…. ") != "" {
			return false
		}
	}
	return true
}

func (p plan) used(c int) bool {
	for _, r := range p.body {
		if p.sheet.text(r, c) != "" {
			return true
		}
	}
	return false
}

// line is the text of a row for telling a header printed again.
func (s sheet) line(r int, g region) string {
	var b strings.Builder
	for c := g.left; c <= g.right; c++ {
		b.WriteString(s.text(r, c))
		b.WriteByte('|')
	}
	return b.String()
}

// text is a cell of the body as it goes on: shown, or stored where asked.
func (p plan) text(r, c int) string {
	if p.stored && r < len(p.sheet.rows) && c < len(p.sheet.rows[r]) {
		if x := p.sheet.rows[r][c].stored; x != "" && x != eaten && x != noResult {
			return x
		}
	}
	return p.sheet.text(r, c)
}

func (p plan) trail(c int) trail { return p.trails[c-p.region.left] }

// frame is what stands above the header: title, organ, unit.
func (p plan) frame(header int, label string) budget.Grid {
	g := budget.Grid{Sheet: label}
	title := p.region.title
	g.Rows, g.Lines = append(g.Rows, []string{title}), append(g.Lines, p.region.top+1)
	top := p.region.top
	if title == "" {
		top = p.region.top - 1
	}
	for r := top + 1; r < header; r++ {
		var row []string
		for _, c := range p.sheet.filled(r, p.region.left, p.region.right) {
			row = append(row, p.sheet.text(r, c))
		}
		if len(row) > 0 {
			g.Rows, g.Lines = append(g.Rows, row), append(g.Lines, r+1)
		}
	}
	return g
}

// grid is the region as package budget reads it: one header row, whole body
// rows, and only the given columns.
func (p plan) grid(header int, label string, columns []int) budget.Grid {
	g := p.frame(header, label)
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = p.trail(c).path()
	}
	g.Rows, g.Lines = append(g.Rows, names), append(g.Lines, header+1)
	for _, r := range p.body {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = p.text(r, c)
		}
		if strings.HasPrefix(strings.Join(row, ""), "注") {
			row = []string{strings.Join(row, "")}
		}
		g.Rows, g.Lines = append(g.Rows, row), append(g.Lines, r+1)
	}
	return g
}

// place turns columns of a grid back into columns of the sheet.
func (p plan) place(t *budget.Table, findings []budget.Finding, columns []int) {
	for r := range t.Rows {
		own := slices.Clone(t.Rows[r].At) // rows share where their cells stand
		for i, at := range own {
			if at > 0 && at <= len(columns) {
				own[i] = columns[at-1] + 1
			}
		}
		t.Rows[r].At = own
	}
	for i := range findings {
		findings[i].At.Sheet = p.sheet.name
		if at := findings[i].At.Column; at > 0 && at <= len(columns) {
			findings[i].At.Column = columns[at-1] + 1
		}
	}
}
