package catalog

import "slices"

// Merged is a range of cells that a table shows as one (合并单元格). What stands there
// stands in its first cell, and the others are empty: a row that has part in it would be
// read by half.
type Merged struct {
	Range    string // as the table writes it: B3:B5
	From, To int    // columns, from 1, both included
	Rows     int    // that it reaches over
}

// numbering is the column that only numbers rows; what is merged there is one record in
// several rows.
const numbering = "序号"

// read says whether a column is read, or counts the records.
func (t table) read(column int) bool {
	return column <= len(t.columns) && (t.columns[column-1] != nil || t.head[column-1] == numbering)
}

// halves says why a row cannot be read that has part in a merged cell; empty: it can.
func (t table) halves(m Merged) string {
	read := 0
	for column := m.From; column <= min(m.To, len(t.columns)); column++ {
		if t.read(column) {
			read++
		}
	}
	switch {
	case read > 0 && m.Rows > 1:
		return m.Range + "是合并的单元格，内容只在第一格，所占的几行都没有读入；请取消合并，每一行都填上。"
	case read > 0 && m.To > m.From:
		return m.Range + "是合并的单元格，说不清属于哪一栏，这一行没有读入；请取消合并，分别填写。是小标题的，请删去这一行。"
	}
	return ""
}

// mergedHead tells of merged cells in the head. The columns that one hides have no name.
func (t *table) mergedHead(head Cells) {
	t.covered = make([]string, len(t.columns))
	for _, m := range head.Merged {
		if !slices.ContainsFunc(t.columns[min(m.From-1, len(t.columns)):min(m.To, len(t.columns))], func(f *field) bool { return f != nil }) {
			continue
		}
		text := m.Range + "是合并的单元格，它盖住的列没有名称，没有读入；请取消合并，每一列都写上名称。"
		if m.Rows > 1 {
			text = m.Range + "是合并的单元格。表头只能占一行，请取消合并，把名称都写在一行里。"
		}
		t.findings = append(t.findings, Finding{Rule: RuleBadRow, Severity: Warning, Where: whereHead, Line: head.Line, Column: m.From, Text: text})
		for column := m.From + 1; column <= min(m.To, len(t.columns)); column++ {
			t.covered[column-1] = m.Range
		}
	}
}
