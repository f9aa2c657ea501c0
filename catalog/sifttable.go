package catalog

import (
	"slices"
	"strings"
)

// columnOf is a column of a table whose head says what stands in it.
type columnOf struct {
	at    int
	sieve *sieve
}

// siftTables looks below the heads of tables: there no word stands before each number.
// Cells are divided by tabs or commas, as attachments are read.
func siftTables(text string, caught func(s *sieve, from, to int)) {
	if !slices.ContainsFunc(sieves, func(s sieve) bool { return s.head != nil && s.mayHold(text) }) {
		return
	}
	var columns []columnOf
	wide := false // the head has more cells than one
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		cells := cellsOf(text, start, end)
		if head := headsOf(text, cells); len(head) > 0 {
			columns, wide = head, len(cells) > 1
		} else if len(columns) > 0 {
			if len(cells) == 1 && (wide || strings.TrimSpace(text[start:end]) == "") {
				columns = nil
			}
			for _, c := range columns {
				if c.at >= len(cells) {
					continue
				}
				cell := cells[c.at]
				if m := c.sieve.cell.FindStringSubmatchIndex(text[cell[0]:cell[1]]); m != nil {
					caught(c.sieve, cell[0]+m[2], cell[0]+m[3])
				}
			}
		}
		start = end + 1
	}
}

// headsOf are the cells that name what stands below them: words without a number.
func headsOf(text string, cells [][2]int) []columnOf {
	var out []columnOf
	for at, c := range cells {
		cell := strings.TrimSpace(text[c[0]:c[1]])
		if cell == "" || len(cell) > 60 || len(strings.TrimLeft(cell, "0123456789")) < len(cell) || strings.ContainsAny(cell, "。：:；") {
			continue
		}
		for i := range sieves {
			if s := &sieves[i]; s.head != nil && s.head.MatchString(cell) && !strings.ContainsAny(strings.NewReplacer("15", "", "18", "").Replace(cell), "0123456789") {
				out = append(out, columnOf{at, s})
			}
		}
	}
	return out
}

// cellsOf divides a line at its tabs, or else at its commas outside quotes.
func cellsOf(text string, start, end int) [][2]int {
	line := text[start:end]
	divider := byte(',')
	if strings.IndexByte(line, '\t') >= 0 {
		divider = '\t'
	}
	var out [][2]int
	from, quoted := start, false
	add := func(to int) {
		a, b := from, to
		if b-a >= 2 && text[a] == '"' && text[b-1] == '"' {
			a, b = a+1, b-1
		}
		out = append(out, [2]int{a, b})
	}
	for i := start; i < end; i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == divider && !quoted:
			add(i)
			from = i + 1
		}
	}
	add(end)
	return out
}
