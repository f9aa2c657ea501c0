package catalog

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The columns that WriteRefused adds. Readers pass over them, so that what was
// mended can be read again.
const (
	columnLine    = "原来的行"
	columnRefused = "要改什么"
)

// WriteRefused writes rows of one file that were refused, for a clerk to mend:
// of a table its cells as they stood, with the line that each had and what is
// wrong with it, as CSV; of JSON lines the lines alone. What it writes ReadCSV or
// ReadJSONLines reads.
func WriteRefused(w io.Writer, rows []Row) error {
	if len(rows) > 0 && rows[0].Head == nil {
		for _, row := range rows {
			if _, err := io.WriteString(w, strings.Join(row.Cells, "")+"\n"); err != nil {
				return fmt.Errorf("catalog: write refused: %w", err)
			}
		}
		return nil
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("catalog: write refused: %w", err)
	}
	out := csv.NewWriter(w)
	for i, row := range rows {
		if i == 0 {
			_ = out.Write(append([]string{columnLine, columnRefused}, row.Head...)) // csv.Writer keeps its first error for Error
		}
		_ = out.Write(append([]string{strconv.Itoa(row.Line), guardCell(wrongWith(row))}, mendable(row)...))
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("catalog: write refused: %w", err)
	}
	return nil
}

// mendable are a row's cells, guarded as ours are. Cells beyond the head are put
// into its last one: a row that is wider than its table is not read again.
func mendable(row Row) []string {
	cells := make([]string, 0, len(row.Head))
	for i, cell := range row.Cells {
		if n := len(row.Head); i >= n && n > 0 {
			cells[n-1] += "，" + cell
			continue
		}
		cells = append(cells, guardCell(unguard(strings.ToValidUTF8(cell, "？"))))
	}
	return cells
}

// wrongWith says in one cell what a row lacks.
func wrongWith(row Row) string {
	var all []string
	for _, f := range row.Findings {
		text := f.Text
		if f.Where != "" {
			text = f.Where + "：" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, "；")
}
