package budget

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// ErrOldWorkbook says that a file is an .xls workbook, which is not read.
var ErrOldWorkbook = errors.New("budget: an .xls workbook: open it in Excel or WPS and save it as .xlsx or CSV")

// ErrNoTable says that a file holds no table that could be read at all.
var ErrNoTable = errors.New("budget: no table found")

// maxFile bounds what is read of one file, in bytes. The largest table that a
// district publishes has a few thousand cells.
const maxFile = 32 << 20

// A Grid is a sheet of cells as text, row by row, before anyone knows what
// table it is. Lines are the numbers of its rows in the file, from 1.
type Grid struct {
	Sheet string
	Rows  [][]string
	Lines []int
}

// ReadCSV reads one table from CSV in UTF-8, with or without a byte order
// mark, or GB18030. The name is the file's; with the lines above the table it
// says which form it is, and it stands in every finding. A cell that cannot be
// read is a finding and left blank; the rest is read.
func ReadCSV(r io.Reader, name string) (Table, []Finding, error) {
	g, err := ReadGrid(r, name)
	if err != nil {
		return Table{}, nil, err
	}
	return g.Table(Forms())
}

// ReadGrid reads the cells of CSV as ReadCSV does, for Grid.Table with forms of
// one's own.
func ReadGrid(r io.Reader, name string) (Grid, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return Grid{}, fmt.Errorf("budget: read %s: %w", name, err)
	}
	if len(raw) > maxFile {
		return Grid{}, fmt.Errorf("budget: read %s: larger than %d MiB", name, maxFile>>20)
	}
	text, err := decode(raw)
	if err != nil {
		return Grid{}, fmt.Errorf("budget: read %s: %w", name, err)
	}
	cr := csv.NewReader(bytes.NewReader(text))
	cr.FieldsPerRecord, cr.LazyQuotes = -1, true
	n := bytes.Count(text, []byte("\n")) + 1
	g := Grid{Sheet: name, Rows: make([][]string, 0, n), Lines: make([]int, 0, n)}
	for {
		row, err := cr.Read()
		if err == io.EOF {
			return g, nil
		}
		if err != nil {
			return Grid{}, fmt.Errorf("budget: read %s: %w", name, err)
		}
		line, _ := cr.FieldPos(0)
		g.Rows, g.Lines = append(g.Rows, row), append(g.Lines, line)
	}
}

// decode returns the text as UTF-8.
func decode(raw []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return nil, ErrOldWorkbook
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return nil, errors.New("an .xlsx workbook, not CSV")
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(raw) {
		return raw, nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return nil, errors.New("neither UTF-8 nor GB18030")
	}
	return text, nil
}
