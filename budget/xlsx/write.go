package xlsx

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/budget"
)

// Write writes a statement as a workbook in official layout: a sheet for each
// table with title, 编制单位, 单位, merged headers, codes in columns of 类 款 项,
// figures as numbers with the places they were given with, and notes below. An
// amount with more than fifteen digits is written as text, because Excel would
// change it. [Read] reads the same tables back.
func Write(w io.Writer, s budget.Statement) error {
	if len(s.Tables) == 0 {
		return fmt.Errorf("xlsx: write %s: %w", s.Title(), budget.ErrNoTable)
	}
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return fmt.Errorf("xlsx: write %s: %w", s.Title(), err)
	}
	names := map[string]bool{}
	for i, t := range s.Tables {
		p := &page{file: f, styles: styles, sheet: sheetName(t, names), statement: s}
		if i == 0 {
			p.do(f.SetSheetName("Sheet1", p.sheet))
		} else {
			_, err := f.NewSheet(p.sheet)
			p.do(err)
		}
		p.table(t)
		if p.err != nil {
			return fmt.Errorf("xlsx: write %s: sheet %s: %w", s.Title(), p.sheet, p.err)
		}
	}
	p := &page{file: f}
	p.do(f.SetDocProps(&excelize.DocProperties{Title: s.Title(), Creator: s.Organ, Language: "zh-CN", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}))
	p.do(f.Write(w))
	if p.err != nil {
		return fmt.Errorf("xlsx: write %s: %w", s.Title(), p.err)
	}
	return nil
}

// sheetName is a name that Excel allows, at most 31 characters and not yet used.
func sheetName(t budget.Table, used map[string]bool) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return -1
		}
		return r
	}, tidy(t.Title))
	if name == "" {
		name = "表"
	}
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = strconv.Itoa(n)
		}
		try := []rune(name)
		try = try[:min(len(try), 31-len(tail))]
		if s := string(try) + tail; !used[s] {
			used[s] = true
			return s
		}
	}
}

// A page writes one sheet from the top down. After the first error it does
// nothing more.
type page struct {
	file      *excelize.File
	styles    *styles
	sheet     string
	statement budget.Statement
	row       int // last row written, from 1
	width     int // columns of the table
	err       error
}

func (p *page) do(err error) {
	if p.err == nil && err != nil {
		p.err = err
	}
}

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1" // columns and rows here are small and positive
	}
	return name
}

// put writes text at a column of the current row; columns count from 1.
func (p *page) put(column int, text string, style int) {
	cell := at(column, p.row)
	p.do(p.file.SetCellStr(p.sheet, cell, text))
	p.do(p.file.SetCellStyle(p.sheet, cell, cell, style))
}

// merge joins a range and writes text in it.
func (p *page) merge(left, top, right, bottom int, text string, style int) {
	p.do(p.file.SetCellStr(p.sheet, at(left, top), text))
	p.do(p.file.SetCellStyle(p.sheet, at(left, top), at(right, bottom), style))
	if left != right || top != bottom {
		p.do(p.file.MergeCell(p.sheet, at(left, top), at(right, bottom)))
	}
}

// amount writes one amount: a number as a number, a dash as a dash, a blank as
// an empty cell.
func (p *page) amount(column int, a budget.Amount) {
	cell := at(column, p.row)
	text := a.String()
	switch {
	case !a.IsNumber() && text != "":
		p.put(column, text, p.styles.center)
		return
	case a.IsNumber() && digits(text) > excelDigits:
		p.do(p.file.SetCellStr(p.sheet, cell, text))
	case a.IsNumber():
		p.do(p.file.SetCellDefault(p.sheet, cell, text))
	}
	style, err := p.styles.number(a.Places())
	p.do(err)
	p.do(p.file.SetCellStyle(p.sheet, cell, cell, style))
}

// table writes the whole sheet.
func (p *page) table(t budget.Table) {
	forms := budget.Forms()
	l := layoutOf(t.Form, forms)
	b := newBody(t, l, shape(t, forms))
	p.width = len(b.trails)
	p.top(t, l)
	p.header(b.trails)
	frozen := p.row
	for _, row := range b.rows {
		p.row++
		p.line(row)
	}
	for _, note := range t.Notes {
		p.row++
		p.merge(1, p.row, p.width, p.row, note, p.styles.note)
	}
	p.setUp(b, frozen)
}

// top writes title, table number, organ and unit.
func (p *page) top(t budget.Table, l layout) {
	title := t.Title
	if year := strconv.Itoa(p.statement.Year); p.statement.Year > 0 && !strings.Contains(title, year) {
		title = year + "年度" + title
	}
	p.row++
	p.merge(1, p.row, p.width, p.row, title, p.styles.title)
	p.do(p.file.SetRowHeight(p.sheet, p.row, 30))
	if l.Number != "" {
		p.row++
		p.put(p.width, l.Number, p.styles.right)
	}
	organ := t.Organ
	if organ == "" {
		organ = p.statement.Organ
	}
	p.row++
	p.put(1, "编制单位："+organ, p.styles.plain)
	if p.width > 2 {
		p.merge(1, p.row, p.width-1, p.row, "编制单位："+organ, p.styles.plain)
	}
	if t.Unit != 0 {
		p.put(p.width, "单位："+t.Unit.String(), p.styles.right)
	}
}

// line writes a row of the body.
func (p *page) line(row line) {
	for c, x := range row.cells {
		switch {
		case x.amount:
			p.amount(c+1, x.value)
		case x.centered:
			p.put(c+1, x.text, p.styles.center)
		default:
			p.put(c+1, x.text, p.styles.text)
		}
	}
	if row.join > 1 {
		p.merge(1, p.row, row.join, p.row, row.cells[0].text, p.styles.center)
	}
}

// setUp makes the sheet fit to read and to print.
func (p *page) setUp(b body, frozen int) {
	for c := range p.width {
		name, err := excelize.ColumnNumberToName(c + 1)
		p.do(err)
		p.do(p.file.SetColWidth(p.sheet, name, name, b.columnWidth(c)))
	}
	p.do(p.file.SetPanes(p.sheet, &excelize.Panes{Freeze: true, YSplit: frozen, TopLeftCell: at(1, frozen+1), ActivePane: "bottomLeft"}))
	a4, wide, one, none := 9, "landscape", 1, 0
	p.do(p.file.SetPageLayout(p.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &wide, FitToWidth: &one, FitToHeight: &none}))
	fit := true
	p.do(p.file.SetSheetProps(p.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// columnWidth is wide enough for the longest word of a column within reason.
func (b body) columnWidth(c int) float64 {
	w := 8.0
	for _, row := range b.rows {
		if row.join > c+1 {
			continue
		}
		x := row.cells[c]
		text := x.text
		if x.amount {
			text = x.value.String()
		}
		n := utf8.RuneCountInString(text)
		w = max(w, float64(len(text)-n)/2+float64(n)+4)
	}
	if leaf := b.trails[c].leaf(); utf8.RuneCountInString(leaf) == 1 {
		return 6
	}
	return min(max(w, 13), 44)
}
