// Package reportfile writes the annual report on disclosure work (政府信息公开工作年度报告) as a
// workbook and as a Word document.
//
//	err := reportfile.WriteXLSX(w, disclosure.AnnualReport{Report: report, Overview: text})
package reportfile

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/internal/word"
)

// WriteDOCX writes the report as .docx: the title, the six chapters, the tables of the form.
func WriteDOCX(w io.Writer, a disclosure.AnnualReport) error {
	var d word.Document
	d.Add(word.Paragraph{Text: a.Title(), Font: word.Title, Points: 22, Align: word.Center})
	for _, c := range a.Chapters() {
		d.Add(word.Paragraph{Text: c.Title, Font: word.Black, Indent: true, Before: 12})
		for line := range strings.Lines(c.Text) {
			if line = strings.TrimSpace(line); line != "" {
				d.Add(word.Paragraph{Text: line, Indent: true})
			}
		}
		for _, s := range c.Sheets {
			addSheet(&d, s)
		}
	}
	if err := d.Write(w); err != nil {
		return fmt.Errorf("reportfile: write docx: %w", err)
	}
	return nil
}

// textWidth is the width of the text on the page, in millimetres.
const textWidth = 156

func addSheet(d *word.Document, s disclosure.Sheet) {
	if s.Title != "" {
		d.Add(word.Paragraph{Text: s.Title, Points: 10})
	}
	first := textWidth * 2 / (len(s.Head) + 1)
	widths := []int{first}
	for range len(s.Head) - 1 {
		widths = append(widths, (textWidth-first)/(len(s.Head)-1))
	}
	var rows [][]word.Cell
	for _, r := range append([][]string{s.Head}, s.Rows...) {
		cells := make([]word.Cell, len(r))
		for i, text := range r {
			cells[i].Text = text
		}
		rows = append(rows, cells)
	}
	d.Table(widths, rows)
	d.Add(word.Paragraph{Points: 10})
}

// sheetNames are the worksheets, one for each chapter that is a table.
var sheetNames = map[string]string{"二": "表二", "三": "表三", "四": "表四"}

// WriteXLSX writes the tables of the report as a workbook with a worksheet for each of tables 2, 3 and 4, and
// the prose on the first. Counts are numbers; group heads have empty cells.
func WriteXLSX(w io.Writer, a disclosure.AnnualReport) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "正文"); err != nil {
		return fmt.Errorf("reportfile: write xlsx: %w", err)
	}
	text := [][]string{{a.Title()}}
	for _, c := range a.Chapters() {
		number, _, _ := strings.Cut(c.Title, "、")
		name, table := sheetNames[number]
		if !table {
			text = append(text, []string{c.Title})
			for line := range strings.Lines(c.Text) {
				text = append(text, []string{strings.TrimSpace(line)})
			}
			continue
		}
		if _, err := f.NewSheet(name); err != nil {
			return fmt.Errorf("reportfile: write xlsx: %w", err)
		}
		rows := [][]string{{c.Title}}
		for _, s := range c.Sheets {
			if s.Title != "" {
				rows = append(rows, []string{s.Title})
			}
			rows = append(append(rows, s.Head), s.Rows...)
		}
		if err := fill(f, name, rows); err != nil {
			return err
		}
	}
	if err := fill(f, "正文", text); err != nil {
		return err
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("reportfile: write xlsx: %w", err)
	}
	return nil
}

// fill writes rows from the first cell on; whole numbers become numbers, and
// everything else stays text, so that no cell is read as a formula.
func fill(f *excelize.File, sheet string, rows [][]string) error {
	for y, row := range rows {
		for x, text := range row {
			if text == "" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				return fmt.Errorf("reportfile: write xlsx: %w", err)
			}
			if n, convErr := strconv.ParseInt(text, 10, 64); convErr == nil && x > 0 {
				err = f.SetCellInt(sheet, cell, n)
			} else {
				err = f.SetCellStr(sheet, cell, text)
			}
			if err != nil {
				return fmt.Errorf("reportfile: write xlsx: %w", err)
			}
		}
	}
	if err := f.SetColWidth(sheet, "A", "A", 48); err != nil {
		return fmt.Errorf("reportfile: write xlsx: %w", err)
	}
	return nil
}
