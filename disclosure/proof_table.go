package disclosure

import (
	"strings"
	"unicode/utf8"
)

// A cell is one field of a table as it comes out of a page or a document.
type cell struct {
	line int
	text string // without blanks, in one width
	n    int    // its figure
	is   bool   // a figure
}

// tableCells splits a line of a table: cells between tabs or bars, or a label
// and at least three numbers between blanks.
func tableCells(line string) ([]string, bool) {
	if strings.ContainsAny(line, "\t|｜│") {
		return barredCells(line)
	}
	if len(line) > 400 {
		return nil, false
	}
	cells := strings.Fields(line)
	numeric := 0
	for _, c := range cells {
		if isFigure(c) {
			numeric++
		} else if numeric > 0 {
			return nil, false
		}
	}
	return cells, numeric >= 3 && numeric >= len(cells)-2 || numeric == 1 && len(cells) == 1
}

// barredCells splits a line at tabs and bars; a sentence between them makes it none of a table.
func barredCells(line string) ([]string, bool) {
	parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t|｜│", r) })
	kept := parts[:0]
	for _, c := range parts {
		if c = strings.TrimSpace(c); utf8.RuneCountInString(c) > 60 {
			return nil, false
		} else if c != "" {
			kept = append(kept, c)
		}
	}
	return kept, len(kept) > 1 || len(kept) == 1 && (len(parts) > 1 || isFigure(kept[0]))
}

// isFigure tells a cell that holds nothing but a number.
func isFigure(s string) bool {
	digits := 0
	for _, r := range s {
		switch r = oneWidth(r); {
		case isDigit(r):
			digits++
		case r != '.' && r != '，':
			return false
		}
	}
	return digits > 0 && digits < 10
}

// addCells keeps the cells of a table line.
func (p *page) addCells(line int, texts []string) {
	for _, text := range texts {
		c := cell{line: line, is: isFigure(text) && !strings.Contains(text, ".")}
		var b strings.Builder
		for _, r := range text {
			if blank(r) {
				continue
			}
			r = oneWidth(r)
			if isDigit(r) && c.is {
				c.n = c.n*10 + int(r-'0')
			}
			b.WriteRune(r)
		}
		c.text = b.String()
		p.cells = append(p.cells, c)
	}
}

// tables are the tables of the national form as they were read from the text.
type tables struct {
	report  Report
	seen    map[string]int // the line of each row that was read
	whole   bool           // every row of table 3 was read
	reliefs int            // the line of the figures of table 4; 0: not read
}

// readTables finds the rows of tables 3 and 4 by their labels.
func (p *page) readTables() tables {
	t := tables{seen: map[string]int{}}
	label := ""
	for i := 0; i < len(p.cells); i++ {
		if !p.cells[i].is {
			if label += p.cells[i].text; len(label) > 600 {
				label = label[len(label)-600:]
			}
			continue
		}
		from := i
		for i+1 < len(p.cells) && p.cells[i+1].is && i-from < 15 {
			i++
		}
		t.take(label, p.cells[from:i+1])
		label = ""
	}
	t.whole = len(t.seen) == len(outcomes)+4
	return t
}

// take reads one run of figures after its label.
func (t *tables) take(label string, run []cell) {
	if len(run) == 15 && strings.Contains(label, "结果纠正") {
		block := func(i int) Reliefs {
			return Reliefs{Upheld: run[i].n, Corrected: run[i+1].n, Other: run[i+2].n, Pending: run[i+3].n, Total: run[i+4].n}
		}
		t.report.Table4 = Table4{Review: block(0), Direct: block(5), AfterReview: block(10)}
		t.reliefs = run[0].line
		return
	}
	row, name := t.row(label)
	if row == nil || len(run) != len(*row) || t.seen[name] > 0 {
		return
	}
	for i, c := range run {
		row[i] = c.n
	}
	t.seen[name] = run[0].line
}

// row returns the row of table 3 that a label ends with.
func (t *tables) row(label string) (*Counts, string) {
	table := &t.report.Table3
	for _, r := range []struct {
		end string
		row *Counts
	}{{"本年新收政府信息公开申请数量", &table.New}, {"上年结转政府信息公开申请数量", &table.Carried}, {"总计", &table.Total}, {"结转下年度继续办理", &table.Forward}} {
		if strings.HasSuffix(label, r.end) {
			return r.row, r.end
		}
	}
	if strings.HasSuffix(label, ".其他") || strings.HasSuffix(label, "、其他") {
		return &table.Results[len(outcomes)-1], outcomes[len(outcomes)-1].chinese
	}
	best, at := -1, -1
	for i, o := range outcomes[:len(outcomes)-1] {
		_, words, cut := strings.Cut(o.chinese, "：")
		if !cut {
			words = o.chinese
		}
		words, _, _ = strings.Cut(words, "、")
		if found := strings.LastIndex(label, strings.Trim(words, "“”")); found > at {
			best, at = i, found
		}
	}
	if best < 0 {
		return nil, ""
	}
	return &table.Results[best], outcomes[best].chinese
}

// checkTables runs the identities of the form over the tables of the text, and
// holds the prose against them.
func (p *page) checkTables() {
	t := p.readTables()
	var found []Finding
	if t.whole {
		found = t.report.Check()
	} else {
		found = t.checkRows()
	}
	for _, f := range found {
		f.Line, f.Column = max(t.line(f), 1), 1
		f.Rule = strings.Replace(f.Rule, "report.", "proofread.table.", 1)
		p.found = append(p.found, f)
	}
	p.checkAgainst(t.report, t.seen["本年新收政府信息公开申请数量"] > 0, t.reliefs > 0)
	p.checkFooting()
}

// checkRows holds the rows that were read to their sums; the columns cannot be
// held while rows are missing.
func (t *tables) checkRows() []Finding {
	return append(t.report.Table3.checkRows(), t.report.Table4.check()...)
}

// line returns where the row stands that a finding of Check names; a column is
// shown at the row 总计.
func (t *tables) line(f Finding) int {
	if strings.HasPrefix(f.Where, "表四") {
		return t.reliefs
	}
	at := t.seen["总计"]
	if row := strings.TrimPrefix(f.Where, "表三·"); f.Rule != "report.I1" && f.Rule != "report.I2" {
		for name, line := range t.seen {
			if name == row || name == row+"政府信息公开申请数量" {
				at = line
			}
		}
	}
	return max(at, 1)
}
