package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A sheet is the cells of one worksheet with the ranges that were merged. Rows
// and columns count from 0.
type sheet struct {
	name   string
	hidden bool
	rows   [][]cell
	merges []merge
	owner  map[[2]int]int // place → index of the merge that covers it
}

// A merge is a range of cells shown as one, both ends included.
type merge struct{ top, left, bottom, right int }

// load reads one sheet. Empty rows at its end are left off.
func load(f *excelize.File, name string) (sheet, error) {
	s := sheet{name: name, owner: map[[2]int]int{}}
	visible, err := f.GetSheetVisible(name)
	if err != nil {
		return s, err
	}
	s.hidden = !visible
	raw, err := texts(f, name, true)
	if err != nil {
		return s, err
	}
	shown, err := texts(f, name, false)
	if err != nil {
		return s, err
	}
	for r := range raw {
		row := make([]cell, len(raw[r]))
		for c := range row {
			formatted := raw[r][c]
			if r < len(shown) && c < len(shown[r]) {
				formatted = shown[r][c]
			}
			row[c] = readCell(raw[r][c], formatted)
			row[c].shown = tidy(row[c].shown)
		}
		s.rows = append(s.rows, row)
	}
	for len(s.rows) > 0 && s.blank(len(s.rows)-1) {
		s.rows = s.rows[:len(s.rows)-1]
	}
	return s, s.readMerges(f)
}

// findFormulas marks the blank cells that have a formula without a result.
func (s *sheet) findFormulas(f *excelize.File) error {
	for r := range s.rows {
		for c := range s.rows[r] {
			if s.rows[r][c].shown != "" || s.merged(r, c) != (merge{r, c, r, c}) && s.merged(r, c).top != r {
				continue
			}
			name, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			formula, err := f.GetCellFormula(s.name, name)
			if err != nil {
				return err
			}
			if formula != "" {
				s.rows[r][c].stored = noResult
			}
		}
	}
	return nil
}

func texts(f *excelize.File, name string, raw bool) ([][]string, error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]string
	for rows.Next() {
		row, err := rows.Columns(excelize.Options{RawCellValue: raw})
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Error()
}

// readMerges keeps the merged ranges, cut to the cells that are there.
func (s *sheet) readMerges(f *excelize.File) error {
	cells, err := f.GetMergeCells(s.name, true)
	if err != nil {
		return err
	}
	width := s.width()
	for _, m := range cells {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil {
			return fmt.Errorf("merged range %q", m.GetStartAxis())
		}
		g := merge{top - 1, left - 1, min(bottom, len(s.rows)) - 1, min(right, width) - 1}
		for r := g.top; r <= g.bottom; r++ {
			for c := g.left; c <= g.right; c++ {
				s.owner[[2]int{r, c}] = len(s.merges)
			}
		}
		s.merges = append(s.merges, g)
	}
	return nil
}

func (s sheet) width() int {
	w := 0
	for _, r := range s.rows {
		w = max(w, len(r))
	}
	return w
}

// text is what stands at a place itself, without line breaks and outer spaces.
func (s sheet) text(r, c int) string {
	if r >= len(s.rows) || c >= len(s.rows[r]) {
		return ""
	}
	return s.rows[r][c].shown
}

// merged is the range that covers a place, or the place alone.
func (s sheet) merged(r, c int) merge {
	if i, ok := s.owner[[2]int{r, c}]; ok {
		return s.merges[i]
	}
	return merge{r, c, r, c}
}

// spread is what a reader sees at a place: the text of the range that covers it.
func (s sheet) spread(r, c int) string {
	m := s.merged(r, c)
	return s.text(m.top, m.left)
}

func (s sheet) blank(r int) bool {
	for c := range s.rows[r] {
		if s.text(r, c) != "" {
			return false
		}
	}
	return true
}

// filled are the columns from left to right (both included) with text of their
// own in a row.
func (s sheet) filled(r, left, right int) []int {
	var out []int
	for c := left; c <= right; c++ {
		if s.text(r, c) != "" {
			out = append(out, c)
		}
	}
	return out
}

// tidy joins the lines of a wrapped cell: Chinese has no space to put between.
func tidy(s string) string {
	if strings.ContainsAny(s, "\r\n_") {
		s = strings.NewReplacer("\r\n", "", "\n", "", "\r", "", "_x000D_", "").Replace(s)
	}
	return strings.TrimFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' || r == '\u00a0' })
}
