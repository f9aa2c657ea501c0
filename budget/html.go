package budget

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// WriteHTML writes the table as HTML that a screen reader can walk through: a
// caption with name, list and unit, header cells with their scope, a row header
// in every row. Two lists side by side become two tables, one after the other.
// A table of one or two rows of figures, as the 三公 tables are, is turned so that
// it fits a phone: an item in each row. A blank cell stays empty and a dash stays
// a dash. The markup has classes and
// no styles or scripts; its container can be scrolled by keyboard, as a wide
// table on a phone must be.
func (t Table) WriteHTML(w io.Writer) error {
	p := &htmlWriter{}
	if t.flat() {
		t = t.turned()
	}
	for _, side := range t.sides() {
		p.table(t, side)
	}
	for _, note := range t.Notes {
		p.line(`<p class="table-note">`, note, `</p>`)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// flat says whether the table is wider than long.
func (t Table) flat() bool {
	return len(t.Rows) > 0 && len(t.Rows) <= 2 && len(t.Columns) > 3 && !t.coded() && t.Rows[0].Side == ""
}

// turned has the columns of t as its rows.
func (t Table) turned() Table {
	out := Table{Title: t.Title, Unit: t.Unit, Notes: t.Notes}
	for _, r := range t.Rows {
		out.Columns = append(out.Columns, r.Label)
	}
	for _, c := range t.Columns {
		row := Row{Label: heading(c)}
		for _, r := range t.Rows {
			row.Cells = append(row.Cells, t.Cell(r, c))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// WriteHTML writes every table of the statement under a heading of the second
// level, and the words beside them.
func (s Statement) WriteHTML(w io.Writer) error {
	for _, t := range s.Tables {
		if _, err := fmt.Fprintf(w, "<h2>%s</h2>\n", html.EscapeString(t.Title)); err != nil {
			return err
		}
		if err := t.WriteHTML(w); err != nil {
			return err
		}
	}
	p := &htmlWriter{}
	for _, n := range s.Notes {
		p.line(`<h2>`, n.Title, `</h2>`)
		p.line(`<p>`, n.Text, `</p>`)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// sides are the lists of a table, in order of their first rows.
func (t Table) sides() []Side {
	var out []Side
	seen := map[Side]bool{}
	for _, r := range t.Rows {
		if !seen[r.Side] {
			seen[r.Side] = true
			out = append(out, r.Side)
		}
	}
	if len(out) == 0 {
		return []Side{""}
	}
	return out
}

type htmlWriter struct{ b strings.Builder }

// line writes text between two pieces of markup.
func (p *htmlWriter) line(open, text, end string) {
	p.b.WriteString(open)
	p.b.WriteString(html.EscapeString(text))
	p.b.WriteString(end)
	p.b.WriteByte('\n')
}

func (p *htmlWriter) table(t Table, side Side) {
	caption := t.caption(side)
	p.line(`<div class="table-scroll" role="region" tabindex="0" aria-label="`, caption, `">`)
	p.b.WriteString("<table class=\"budget\">\n")
	p.line(`<caption>`, caption, `</caption>`)
	coded := t.coded()
	columns := t.used(side)
	p.b.WriteString("<thead><tr>")
	if coded {
		p.b.WriteString(`<th scope="col">科目编码</th><th scope="col">科目名称</th>`)
	} else {
		p.b.WriteString(`<th scope="col">项目</th>`)
	}
	for _, c := range columns {
		p.b.WriteString(`<th scope="col" class="amount">` + html.EscapeString(heading(t.Columns[c])) + "</th>")
	}
	p.b.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range t.Rows {
		if r.Side == side {
			p.row(r, columns, coded)
		}
	}
	if len(t.Rows) == 0 {
		p.b.WriteString(`<tr><td class="empty" colspan="` + strconv.Itoa(len(columns)+1+one(coded)) + "\">本表无数据</td></tr>\n")
	}
	p.b.WriteString("</tbody>\n</table>\n</div>\n")
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *htmlWriter) row(r Row, columns []int, coded bool) {
	class := ""
	switch {
	case sum(r.Label):
		class = ` class="total"`
	case strings.HasPrefix(r.Label, "其中"):
		class = ` class="level-2"`
	case coded && r.Code != "":
		class = ` class="level-` + strconv.Itoa(min(max(len(r.Code)-1, 2)/2, 3)) + `"`
	}
	p.b.WriteString("<tr" + class + ">")
	if coded {
		p.b.WriteString("<td>" + html.EscapeString(r.Code) + "</td>")
	}
	p.b.WriteString(`<th scope="row">` + html.EscapeString(r.Label) + "</th>")
	for _, c := range columns {
		a := Amount{}
		if c < len(r.Cells) {
			a = r.Cells[c]
		}
		p.b.WriteString(`<td class="amount">` + html.EscapeString(signed(a)) + "</td>")
	}
	p.b.WriteString("</tr>\n")
}

// caption names the table: title, list, unit.
func (t Table) caption(side Side) string {
	parts := []string{t.Title}
	if side != "" {
		parts = append(parts, string(side))
	}
	if t.Unit != 0 {
		parts = append(parts, "单位："+t.Unit.String())
	}
	return strings.Join(parts, "，")
}

func (t Table) coded() bool {
	for _, r := range t.Rows {
		if r.Code != "" {
			return true
		}
	}
	return false
}

// used are the columns that a list has a cell in; all of them for a table with
// one list.
func (t Table) used(side Side) []int {
	var out []int
	for c := range t.Columns {
		if side == "" || t.filled(side, c) {
			out = append(out, c)
		}
	}
	return out
}

func (t Table) filled(side Side, c int) bool {
	if c == 0 {
		return true
	}
	for _, r := range t.Rows {
		if r.Side == side && c < len(r.Cells) && !r.Cells[c].IsBlank() {
			return true
		}
	}
	return false
}

// heading is a column's key as a citizen reads it, without what was said of the
// column above it in print.
func heading(key string) string {
	switch key {
	case "三公合计":
		return "“三公”经费合计"
	case "因公出国":
		return "因公出国（境）费"
	case "公务用车":
		return "公务用车购置及运行费"
	case "公车购置":
		return "其中：公务用车购置费"
	case "公车运行":
		return "其中：公务用车运行费"
	case "公务接待":
		return "公务接待费"
	}
	return strings.ReplaceAll(key, "·", " ")
}

// sum says whether a row is a total line.
func sum(label string) bool {
	p := Plain(label)
	return strings.HasSuffix(p, "合计") || strings.HasSuffix(p, "总计")
}

// signed is the amount with thousands set apart and a true minus sign.
func signed(a Amount) string {
	s := a.String()
	rest, minus := strings.CutPrefix(s, "-")
	whole, part, point := strings.Cut(rest, ".")
	if !a.IsNumber() || utf8.RuneCountInString(whole) < 5 {
		return strings.Replace(s, "-", "−", 1)
	}
	var b strings.Builder
	if minus {
		b.WriteString("−")
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if point {
		b.WriteString("." + part)
	}
	return b.String()
}
