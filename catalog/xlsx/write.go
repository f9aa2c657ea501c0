package xlsx

import (
	"fmt"
	"io"
	"iter"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/catalog"
)

// sheet is the name of the sheet that Write makes.
const sheet = "目录"

// A TooLongError names a text that does not fit into a cell of Excel, which holds
// 32,767 characters: write CSV or JSON lines instead.
type TooLongError struct {
	Row    int
	Column string
}

// Error implements error.
func (e *TooLongError) Error() string {
	return fmt.Sprintf("xlsx: row %d: %s has over %d characters", e.Row, e.Column, excelize.TotalCellChars)
}

// Write writes records as a workbook with one sheet. Cells are text, so that
// index and document numbers stay as they are; what has fixed wordings has a
// list to choose from. It returns *TooLongError for a text that Excel would cut.
func Write(w io.Writer, records iter.Seq2[catalog.Record, error]) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = fmt.Errorf("xlsx: %w", e)
		}
	}()
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := choices(f); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := fill(f, records); err != nil {
		return err
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// Template writes the empty table that a clerk fills in.
func Template(w io.Writer) error {
	return Write(w, func(func(catalog.Record, error) bool) {})
}

// fill writes the rows as a stream, so that a large catalogue fits in memory.
func fill(f *excelize.File, records iter.Seq2[catalog.Record, error]) error {
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	head, text, err := layout(f, out)
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	line := 0
	for row, err := range catalog.TableRows(records) {
		if err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
		line++
		style := text
		if line == 1 {
			style = head
		}
		values, err := values(row, line, style)
		if err != nil {
			return err
		}
		if err := out.SetRow(fmt.Sprintf("A%d", line), values); err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// values are the cells of a row; a text that Excel would cut is an error.
func values(row []string, line, style int) ([]any, error) {
	out := make([]any, len(row))
	for i, s := range row {
		if len(utf16.Encode([]rune(s))) > excelize.TotalCellChars {
			return nil, &TooLongError{Row: line, Column: catalog.FieldNames()[i][1]}
		}
		out[i] = excelize.Cell{StyleID: style, Value: s}
	}
	return out, nil
}

// layout sets the columns up and returns the styles of the head and of text.
func layout(f *excelize.File, out *excelize.StreamWriter) (head, text int, err error) {
	columns := len(catalog.FieldNames())
	head, text, err = styles(f)
	if err == nil {
		err = out.SetColStyle(1, columns, text)
	}
	if err == nil {
		err = out.SetColWidth(1, columns, 18)
	}
	if err == nil {
		err = out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	return head, text, err
}

// styles are those of the head and of a cell of text.
func styles(f *excelize.File) (head, text int, err error) {
	if text, err = f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top"}}); err != nil {
		return 0, 0, err
	}
	head, err = f.NewStyle(&excelize.Style{
		NumFmt: 49, Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE7F0"}},
	})
	return head, text, err
}

// choices lets a clerk choose where only certain words are read.
func choices(f *excelize.File) error {
	lists := map[string][]string{
		"category":      {"长期公开", "定期公开", "逐段公开", "临时公开"},
		"openness":      {"主动公开", "依申请公开", "不予公开"},
		"review.result": {"可以公开", "区分处理后公开", "不公开", "报有关部门确定"},
		"genre":         genres(),
	}
	for i, names := range catalog.FieldNames() {
		list, ok := lists[names[0]]
		if !ok {
			continue
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s2:%s%d", column, column, excelize.TotalRows)
		if err := v.SetDropList(list); err != nil {
			return err
		}
		if err := f.AddDataValidation(sheet, v); err != nil {
			return err
		}
	}
	return nil
}

func genres() []string {
	var out []string
	for _, g := range catalog.Genres() {
		out = append(out, string(g))
	}
	return out
}
