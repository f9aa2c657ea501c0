package attach

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook reads every sheet of an .xlsx, the hidden ones too, and the
// comments: a row is a line, its cells parted by tabs.
func workbook(data []byte) (text string, err error) {
	defer func() {
		if p := recover(); p != nil { // the library meets files that nobody wrote by hand
			err = fmt.Errorf("attach: workbook: %T", p)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // it holds nothing but temporary files
	var w words
	for _, sheet := range f.GetSheetList() {
		w.add(sheet + "\n")
		if err := sheetWords(f, sheet, &w); err != nil {
			return w.String(), err
		}
	}
	return w.result()
}

func sheetWords(f *excelize.File, sheet string, w *words) error {
	rows, err := f.Rows(sheet)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() && !w.long {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		if line := strings.TrimRight(strings.Join(cells, "\t"), "\t"); line != "" {
			w.add(line + "\n")
		}
	}
	if err := rows.Error(); err != nil {
		return err
	}
	comments, err := f.GetComments(sheet)
	for _, c := range comments {
		w.add(c.Text + "\n")
	}
	return err
}
