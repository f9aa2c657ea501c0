package budget

import (
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
)

// A Publication is what became of one table that an organ owes.
type Publication int

// What may become of it. The zero Publication says nothing: the organ does not
// owe that table.
const (
	NotOwed   Publication = iota
	InTime                // published by the day it was due
	Late                  // published after it
	Undated               // published, on a day that is not known
	NotYetDue             // not published, and there is time
	Missing               // not published, though it is due
)

// String returns the Chinese words.
func (p Publication) String() string {
	return [...]string{"", "按时", "迟公开", "已公开（日期不明）", "未到期", "缺"}[min(max(p, NotOwed), Missing)]
}

// A Matrix is who published which table: a line for each duty, a column for
// each table that any of them asks for.
type Matrix struct {
	Forms []string // IDs of forms, or titles
	Lines []MatrixLine
}

// A MatrixLine is one duty, and what became of each table.
type MatrixLine struct {
	Duty      Duty
	States    []Publication // by the matrix's Forms
	Published []Day         // the day, where it is known
}

// Completeness holds duties against what was published, as it stood on a day. A
// table without figures counts: what an office has nothing to fill into must be
// shown empty, with a note (地方预决算公开操作规程).
func Completeness(duties []Duty, published []Statement, today Day) Matrix {
	var m Matrix
	for _, d := range duties {
		for _, f := range d.Forms {
			if !slices.Contains(m.Forms, f) {
				m.Forms = append(m.Forms, f)
			}
		}
	}
	for _, d := range duties {
		line := MatrixLine{Duty: d, States: make([]Publication, len(m.Forms)), Published: make([]Day, len(m.Forms))}
		for i, f := range m.Forms {
			if slices.Contains(d.Forms, f) {
				line.States[i], line.Published[i] = d.state(f, published, today)
			}
		}
		m.Lines = append(m.Lines, line)
	}
	return m
}

// state is what became of one table: the earliest publication counts.
func (d Duty) state(form string, published []Statement, today Day) (Publication, Day) {
	found := false
	var first Day
	for _, s := range published {
		if s.Organ != d.Organ || s.Year != d.Year || s.Stage != d.Stage || !s.shows(form) {
			continue
		}
		found = true
		day, err := ParseDay(s.Published) // a day that cannot be read is not known
		if err == nil && (first == "" || day < first) {
			first = day
		}
	}
	switch {
	case found && first == "":
		return Undated, ""
	case found && d.Due != "" && first > d.Due:
		return Late, first
	case found:
		return InTime, first
	case d.Due == "" || today <= d.Due:
		return NotYetDue, ""
	}
	return Missing, ""
}

// shows says whether the statement has a table of that form, or under that
// title. A table that was not recognised counts by the name of the form.
func (s Statement) shows(wanted string) bool {
	f, known := form(builtinForms(), wanted)
	title := Plain(wanted)
	if known {
		title = Plain(f.Name)
	}
	return slices.ContainsFunc(s.Tables, func(t Table) bool {
		if known && t.Form != "" {
			return t.Form == wanted
		}
		own, _ := form(builtinForms(), t.Form)
		return strings.Contains(Plain(t.Title), title) || title == Plain(own.Name)
	})
}

// Count is how many tables are in a state.
func (m Matrix) Count(p Publication) int {
	n := 0
	for _, l := range m.Lines {
		for _, s := range l.States {
			if s == p {
				n++
			}
		}
	}
	return n
}

// Complete is how many duties are fulfilled, in time or not.
func (m Matrix) Complete() int {
	n := 0
	for _, l := range m.Lines {
		if !slices.Contains(l.States, Missing) && !slices.Contains(l.States, NotYetDue) {
			n++
		}
	}
	return n
}

// String is the whole on one line.
func (m Matrix) String() string {
	return fmt.Sprintf("%d个单位，%d个已公开齐全；应公开的表：按时%d，迟公开%d，日期不明%d，未到期%d，缺%d",
		len(m.Lines), m.Complete(), m.Count(InTime), m.Count(Late), m.Count(Undated), m.Count(NotYetDue), m.Count(Missing))
}

// cell says what became of one table in a few words.
func (l MatrixLine) cell(i int) string {
	if l.States[i] == Late || l.States[i] == InTime && l.Published[i] != "" {
		return l.States[i].String() + " " + string(l.Published[i])
	}
	return l.States[i].String()
}

// heads are the titles of the matrix's columns.
func (m Matrix) heads() []string {
	heads := []string{"单位", "年度", "预算或决算", "应公开日"}
	for _, id := range m.Forms {
		if f, ok := form(builtinForms(), id); ok {
			heads = append(heads, id+" "+f.Name)
		} else {
			heads = append(heads, id)
		}
	}
	return heads
}

func (m Matrix) line(l MatrixLine) []string {
	cells := []string{l.Duty.Organ, fmt.Sprint(l.Duty.Year), l.Duty.Stage.String(), string(l.Duty.Due)}
	for i := range l.States {
		cells = append(cells, l.cell(i))
	}
	return cells
}

// WriteCSV writes the matrix as a table, in UTF-8 with a byte order mark.
func (m Matrix) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(m.heads()); err != nil {
		return err
	}
	for _, l := range m.Lines {
		if err := out.Write(m.line(l)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteHTML writes the matrix as a table that a screen reader can walk through,
// under the sum of it all.
func (m Matrix) WriteHTML(w io.Writer) error {
	var b strings.Builder
	cell := func(open, text, end string) { b.WriteString(open + html.EscapeString(text) + end) }
	cell("<p>", m.String(), "</p>\n")
	b.WriteString("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"预决算公开情况\">\n<table class=\"budget\">\n<caption>预决算公开情况</caption>\n<thead><tr>")
	for _, h := range m.heads() {
		cell(`<th scope="col">`, h, "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, l := range m.Lines {
		b.WriteString("<tr>")
		for i, c := range m.line(l) {
			if i == 0 {
				cell(`<th scope="row">`, c, "</th>")
			} else {
				cell("<td>", c, "</td>")
			}
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</div>\n")
	_, err := io.WriteString(w, b.String())
	return err
}
