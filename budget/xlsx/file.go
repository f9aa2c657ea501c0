package xlsx

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// ReadAs reads one file as the kind that its name says: .xlsx as Read does; .csv,
// .tsv and .txt as [budget.ReadCSV] does, by the Reader's forms; .json as
// [budget.ReadJSON] does. Only JSON says more of the statement than its tables.
// A file without a table is [budget.ErrNoTable], an .xls workbook
// [budget.ErrOldWorkbook], and a file of any other kind an error.
func (x Reader) ReadAs(name string, r io.Reader) (s budget.Statement, findings []budget.Finding, err error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".txt":
		s.Tables, findings, err = x.readText(filepath.Base(name), r)
		return s, findings, err // it names the file
	case ".xlsx":
		s.Tables, findings, err = x.Read(r)
	case ".json":
		s, err = budget.ReadJSON(r)
	case ".xls":
		err = budget.ErrOldWorkbook
	default:
		err = errors.New("want .xlsx, .csv or .json")
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return s, findings, err
}

// readText reads the one table of a file of text.
func (x Reader) readText(name string, r io.Reader) ([]budget.Table, []budget.Finding, error) {
	forms := x.Forms
	if forms == nil {
		forms = budget.Forms()
	}
	grid, err := budget.ReadGrid(r, name)
	if err != nil {
		return nil, nil, err
	}
	table, findings, err := grid.Table(forms)
	if err != nil {
		return nil, findings, err
	}
	return []budget.Table{table}, findings, nil
}
