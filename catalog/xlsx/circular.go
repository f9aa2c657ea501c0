package xlsx

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/catalog"
)

// WriteCircular writes a circular's table as a workbook with one sheet: its counts
// as numbers, its names as text.
func WriteCircular(w io.Writer, c catalog.Circular) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			err = fmt.Errorf("xlsx: circular: %w", err)
		}
	}()
	const name = "通报"
	if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
		return err
	}
	head, text, err := styles(f)
	if err != nil {
		return err
	}
	for i, row := range c.Table() {
		style := text
		if i == 0 {
			style = head
		}
		for j, cell := range row {
			if err := circularCell(f, name, string(rune('A'+j))+strconv.Itoa(i+1), cell, style); err != nil {
				return err
			}
		}
	}
	if err := f.SetColWidth(name, "B", "B", 42); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: c.Title(), Language: "zh-CN"}); err != nil {
		return err
	}
	return f.Write(w)
}

// circularCell writes a count as a number and anything else as text.
func circularCell(f *excelize.File, sheet, at, text string, style int) error {
	if n, err := strconv.Atoi(text); err == nil {
		return f.SetCellInt(sheet, at, int64(n))
	}
	if err := f.SetCellStr(sheet, at, text); err != nil {
		return err
	}
	return f.SetCellStyle(sheet, at, at, style)
}
