package catalog

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
)

// WriteCSV writes records as a table with Chinese column names, in UTF-8 with
// the mark that spreadsheets look for. What it writes ReadCSV reads. Cells that
// a spreadsheet would take for a formula begin with an apostrophe.
func WriteCSV(w io.Writer, records iter.Seq2[Record, error]) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("catalog: write csv: %w", err)
	}
	out := csv.NewWriter(w)
	for row, err := range TableRows(records) {
		if err != nil {
			return fmt.Errorf("catalog: write csv: %w", err)
		}
		for i := range row {
			row[i] = guardCell(row[i])
		}
		_ = out.Write(row) // csv.Writer keeps its first error for Error
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("catalog: write csv: %w", err)
	}
	return nil
}

// TableRows yields the head of a catalogue's table and then a row for each
// record: what WriteCSV and writers of other files have in common. The slice
// is the caller's to change until the next one.
func TableRows(records iter.Seq2[Record, error]) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		known := fields()
		row := make([]string, len(known))
		for i, f := range known {
			row[i] = f.names[0]
		}
		if !yield(row, nil) {
			return
		}
		for r, err := range records {
			for i, f := range known {
				row[i] = f.get(r)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// CSVTemplate is the empty table that a clerk fills in: the column names alone.
func CSVTemplate(w io.Writer) error {
	return WriteCSV(w, func(func(Record, error) bool) {})
}

// WriteJSONLines writes one record per line, as ReadJSONLines reads them.
func WriteJSONLines(w io.Writer, records iter.Seq2[Record, error]) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for r, err := range records {
		if err == nil {
			err = out.Encode(r)
		}
		if err != nil {
			return fmt.Errorf("catalog: write json lines: %w", err)
		}
	}
	return nil
}

// guardCell and unguard keep a cell from being taken for a formula.
func guardCell(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r'") {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsAny(s[1:2], "=+-@\t\r'") {
		return s[1:]
	}
	return s
}
