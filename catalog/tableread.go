package catalog

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A Row is one record of a file with what was found in reading it. A row that
// could not be read at all has an Error finding of RuleBadRow and no record.
type Row struct {
	Line     int // where it begins in the file, from 1
	Record   Record
	Findings []Finding
	Head     []string // the names of the table's columns; nil of JSON lines
	Cells    []string // as they stood; of a line that could not be taken apart, and of JSON lines, the line alone
}

// Bad says whether something of the row could not be read.
func (r Row) Bad() bool {
	for _, f := range r.Findings {
		if f.Severity >= Error {
			return true
		}
	}
	return false
}

// ReadCSV reads a table whose first line names its columns, in any order, by
// the names that ReadRecord knows. It takes UTF-8 with or without a mark and
// GB18030. A row that is broken yields its findings and the rows after it go
// on; an error ends the reading.
func ReadCSV(r io.Reader) iter.Seq2[Row, error] {
	return ReadTable(func(yield func(Cells, error) bool) {
		lines := &lineReader{r: bufio.NewReaderSize(decodeChinese(r), 1<<16)}
		for {
			cells, line, err := lines.row()
			if errors.Is(err, io.EOF) {
				return
			}
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				err = nil
			}
			if bad != nil {
				cells = []string{lines.broken}
			}
			if !yield(Cells{Line: line, Text: cells, Broken: bad != nil}, err) || err != nil {
				return
			}
		}
	})
}

// Cells are one row of a table as text, the head's or a record's.
type Cells struct {
	Line   int
	Text   []string
	Broken bool     // it could not be taken apart; Text is the line as it stood
	Merged []Merged // in which it has part
}

func (c Cells) empty() bool { return !c.Broken && strings.TrimSpace(strings.Join(c.Text, "")) == "" }

// ReadTable reads records from the rows of a table, the first of which names
// the columns; it is what ReadCSV and readers of other files have in common.
func ReadTable(rows iter.Seq2[Cells, error]) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var t table
		for cells, err := range rows {
			switch {
			case err != nil:
				yield(Row{}, err)
				return
			case t.columns == nil && cells.empty():
			case t.columns == nil:
				t = newTable(cells)
				if len(t.findings) > 0 && !yield(Row{Line: cells.Line, Findings: t.findings, Head: cells.Text}, nil) {
					return
				}
			default:
				row := t.row(cells)
				if !row.empty && !yield(row.Row, nil) {
					return
				}
			}
		}
	}
}

// table is the head of a file: which column is which field.
type table struct {
	head     []string
	columns  []*field
	covered  []string // by column: the merged cell of the head that hides its name; empty: none
	findings []Finding
}

func newTable(head Cells) table {
	t := table{head: head.Text, columns: make([]*field, 0, len(head.Text))}
	if head.Broken {
		t.findings = []Finding{{Rule: RuleBadRow, Severity: Error, Where: whereHead, Line: head.Line, Text: "表头的引号不配对，整个表读不了。"}}
	}
	known := fields()
	for i, name := range head.Text {
		f, ok := fieldNamed(known, name)
		if !ok {
			t.columns = append(t.columns, nil)
			if strings.TrimSpace(name) != "" && name != numbering && name != columnRefused && name != columnLine {
				t.findings = append(t.findings, Finding{
					Rule: RuleUnknownField, Severity: Warning, Where: whereHead, Line: head.Line, Column: i + 1,
					Text: "不认识这一列，没有读入；请改用目录的名称，如索引号、名称、内容概述、生成日期。", Got: excerpt(name),
				})
			}
			continue
		}
		t.columns = append(t.columns, &f)
	}
	t.mergedHead(head)
	if !head.Broken && !slices.ContainsFunc(t.columns, func(f *field) bool { return f != nil }) {
		t.findings = []Finding{{Rule: RuleBadRow, Severity: Error, Where: whereHead, Line: head.Line, Text: strange(head.Text), Got: excerpt(strings.Join(head.Text, "，"))}}
	}
	return t
}

// strange says what may be wrong with a head of which no column is known.
func strange(head []string) string {
	text := "表头里没有一列是认识的，整个表没有读入。"
	switch all := strings.Join(head, ""); {
	case !utf8.ValidString(all) || strings.ContainsAny(all, "\x00\ufffd"):
		return text + "像是别的编码，请另存为 UTF-8 的 CSV 再传。"
	case len(head) == 1 && strings.ContainsAny(all, ";；\t"):
		return text + "像是用分号或者制表符分开的，请另存为用逗号分开的 CSV 再传。"
	}
	return text + "第一行写栏目的名称，如索引号、名称、内容概述、生成日期。"
}

type tableRow struct {
	Row
	empty bool
}

func (t table) row(cells Cells) tableRow {
	line, text := cells.Line, cells.Text
	row := tableRow{Row: Row{Line: line, Head: t.head, Cells: slices.Clone(text)}, empty: cells.empty()}
	bad := func(text string, column int) {
		row.Findings = append(row.Findings, Finding{Rule: RuleBadRow, Severity: Error, Where: "整行", Line: line, Column: column, Text: text})
	}
	switch {
	case cells.Broken:
		bad("引号不配对或者太长，这一行没有读入；请检查这一行的英文双引号，正文请分成附件。", 0)
		return row
	case len(text) > len(t.columns):
		bad("这一行的列比表头多，没有读入；内容里有逗号时要用英文双引号括起来。", len(t.columns)+1)
		return row
	}
	for _, m := range cells.Merged {
		if why := t.halves(m); why != "" {
			bad(why, m.From)
		}
	}
	for i, cell := range text {
		if t.covered[i] != "" && strings.TrimSpace(cell) != "" {
			bad("表头的"+t.covered[i]+"是合并的单元格，这一列没有名称，这一行没有读入；请取消合并，每一列都写上名称。", i+1)
		}
		if !utf8.ValidString(cell) {
			bad("含有读不出的字符，这一行没有读入；请用UTF-8或GB18030保存。", i+1)
			return row
		}
		if f := t.columns[i]; f != nil {
			row.Findings = append(row.Findings, row.Record.take(*f, unguard(cell), line, i+1)...)
		}
	}
	return row
}

// lineReader reads rows that may have quoted line breaks. A row with a quote
// that never closes costs that row only: reading goes on with the next line.
type lineReader struct {
	r     *bufio.Reader
	ahead []string
	line  int
	ended bool

	broken string // the line of the row that could not be taken apart last
}

// openRow is how many lines an open quote may run on.
const openRow = 200

// tooLong stands for a line longer than MaxRecord: inside quotes and outside
// it breaks the row that it stands in.
const tooLong = "\"x\"x\n"

// row returns the cells of the next row and the line where it begins; a
// *csv.ParseError for one that is broken; io.EOF at the end.
func (l *lineReader) row() ([]string, int, error) {
	text, err := l.peek(0)
	if err != nil {
		return nil, l.line, err
	}
	taken, quotes := 1, strings.Count(text, `"`)
	for quotes%2 != 0 && taken < openRow && len(text) < MaxRecord {
		next, err := l.peek(taken)
		if err != nil {
			break
		}
		text += next
		quotes += strings.Count(next, `"`)
		taken++
	}
	start := l.line + 1
	cells, err := parseCells(text)
	if err != nil {
		taken, l.broken = 1, strings.TrimRight(l.ahead[0], "\r\n")
	}
	l.ahead = l.ahead[taken:]
	l.line += taken
	return cells, start, err
}

func parseCells(text string) ([]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	cells, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil // an empty line
	}
	return cells, err
}

// peek returns the n-th line from here, without taking it.
func (l *lineReader) peek(n int) (string, error) {
	for len(l.ahead) <= n {
		if l.ended {
			return "", io.EOF
		}
		b, long, err := readLine(l.r)
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		l.ended = err != nil
		switch {
		case long:
			l.ahead = append(l.ahead, tooLong)
		case len(b) > 0:
			l.ahead = append(l.ahead, string(b))
		}
	}
	return l.ahead[n], nil
}

// decodeChinese takes off a mark, and turns GB18030 into UTF-8 when the
// beginning of the text is not UTF-8.
func decodeChinese(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(1 << 16) // a short text ends in an error that the reading meets again
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
		return b
	}
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return b
		}
	}
	return simplifiedchinese.GB18030.NewDecoder().Reader(b)
}
