package budget

import (
	"regexp"
	"strings"
)

// ragged reads the rows of lists whose empty cells were lost, as in tables taken
// out of a PDF: every text begins a new label, and the figures behind a label
// belong to it. Where a label was printed on two lines its figures stand
// between them, and where a figure stands a little higher than its label they
// come before it; both are put back.
type ragged struct {
	reader *tableReader
	coded  bool
	last   map[Side]string
	loose  []string // figures that are waiting for their labels
	from   int      // the line they stand in
	open   string   // the label that the row before ended with, without figures
	skip   bool     // the next row is the rest of a label
}

// A group is a label with the figures behind it.
type group struct {
	label string
	cells []string
	at    int // column of the sheet of the first figure, from 0
	line  int
}

var shortCode = regexp.MustCompile(`^\d{2,5}$`)

// row reads one row, of which after is the next.
func (g *ragged) row(row, after []string, line int) {
	if g.skip {
		g.skip = false
		return
	}
	if lone(row) {
		g.figures(row, after, line)
		return
	}
	groups := g.groups(row, line)
	if len(g.loose) > 0 {
		groups = g.restore(groups)
	}
	for i, gr := range groups {
		g.add(gr, i == 0)
	}
	g.open = ""
	if n := len(groups); n > 0 && len(groups[n-1].cells) == 0 {
		g.open = groups[n-1].label
	}
}

// lone says whether a row holds figures and nothing else.
func lone(row []string) bool {
	n := 0
	for _, c := range row {
		if !isAmount(c) && !garbled(c) {
			return false
		}
		if strings.TrimFunc(c, blank) != "" {
			n++
		}
	}
	return n > 0
}

// figures takes a row of figures without a label.
func (g *ragged) figures(row, after []string, line int) {
	if rest := strings.Join(after, ""); g.open != "" && len(after) == 1 && g.fragment(after[0]) && len(row) <= len(g.reader.table.Columns) {
		g.add(group{label: g.open + strings.TrimFunc(rest, blank), cells: row, line: line}, false)
		g.open, g.skip = "", true
		return
	}
	g.end()
	g.loose, g.from = row, line
}

// fragment says whether a text is the rest of a label: it is not numbered, and
// no line of the form has that name.
func (g *ragged) fragment(text string) bool {
	if isAmount(text) || string(unnumber([]byte(strings.TrimSpace(text)))) != strings.TrimSpace(text) || strings.HasPrefix(text, "（") {
		return false
	}
	_, known := field(g.reader.form.Income, text, "")
	return !known && !summary(Plain(text))
}

// restore gives figures that came before their labels to them: one to each
// label that has none, and what is left to the last.
func (g *ragged) restore(groups []group) []group {
	loose := g.loose
	for i := range groups {
		if len(groups[i].cells) == 0 && len(loose) > 0 {
			groups[i].cells, groups[i].line, groups[i].at = loose[:1:1], g.from, len(g.loose)-len(loose)
			loose = loose[1:]
		}
	}
	if n := len(groups); len(loose) > 0 && n > 0 {
		l := &groups[n-1]
		if len(l.cells)+len(loose) > len(g.reader.table.Columns) {
			return groups // they stay, and the table is torn
		}
		l.cells = append(append([]string(nil), loose...), l.cells...)
	}
	g.loose = nil
	return groups
}

// end gives up figures that found no label: the table is torn.
func (g *ragged) end() {
	if len(g.loose) == 0 {
		return
	}
	g.reader.table.Torn = true
	g.reader.finding("TORN", Warning, g.from, 0, "这一行只有数字，没有行名，不知道属于哪一项；凑不齐的合计不作评估。")
	g.loose = nil
}

// groups cuts a row into labels with their figures. A short whole number before
// a label is its code where the header names codes.
func (g *ragged) groups(row []string, line int) []group {
	var out []group
	for i := 0; i < len(row); {
		label := strings.TrimFunc(row[i], blank)
		i++
		if label == "" || isAmount(label) || garbled(label) { // a code, or nothing
			continue
		}
		from := i
		for i < len(row) && (isAmount(row[i]) || garbled(row[i])) && !g.code(row, i) {
			i++
		}
		out = append(out, group{label: label, cells: row[from:i:i], at: from, line: line})
	}
	if len(g.loose) > 0 && len(out) == 0 {
		g.end()
	}
	return out
}

// code says whether a cell is a code: short, whole, and before a label, or the
// two digits of a 款 whose label was lost.
func (g *ragged) code(row []string, i int) bool {
	if !g.coded || !shortCode.MatchString(row[i]) {
		return false
	}
	return i+1 < len(row) && !isAmount(row[i+1]) || len(row[i]) == 2
}

// add keeps a label with its figures, if it says anything or the form asks for
// it. The first label of a row may be of the income list, any other is not.
func (g *ragged) add(gr group, first bool) {
	r := g.reader
	side := Expenditure
	if r.form.Layout == Lines {
		side = ""
	} else if _, ok := field(r.form.Income, gr.label, g.last[Income]); ok && first {
		side = Income
	}
	row, asked := r.labelled(gr.label, side, g.last)
	row.Line = gr.line
	any := false
	for i, c := range gr.cells {
		if i >= len(row.Cells) {
			break
		}
		row.Cells[i], row.At[i] = r.cell(gr.line, gr.at+i+1, c, i), gr.at+i+1
		any = any || row.Cells[i].IsNumber()
	}
	row.Loose = len(gr.cells) > 1 && len(gr.cells) < len(row.Cells)
	if any || asked || summary(Plain(gr.label)) && len(gr.cells) > 0 {
		r.table.Rows = append(r.table.Rows, row)
	}
}
