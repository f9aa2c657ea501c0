package disclosure

import "strings"

// A tableRow is a line of a table as it comes out of a page or a document.
type tableRow struct {
	line  int
	cells []string
}

// tableCells splits a line of a table: cells between tabs or bars, or a label
// and at least three numbers between blanks.
func tableCells(line string) ([]string, bool) {
	var cells []string
	if strings.ContainsAny(line, "\t|｜│") {
		cells = strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t|｜│", r) })
	} else {
		cells = strings.Fields(line)
	}
	numeric := 0
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
		if isFigure(cells[i]) {
			numeric++
		} else if numeric > 0 {
			return nil, false
		}
	}
	return cells, numeric >= 3 && numeric >= len(cells)-2
}

func isFigure(s string) bool {
	for _, r := range s {
		if r = oneWidth(r); !isDigit(r) && r != '.' && r != '，' {
			return false
		}
	}
	return s != ""
}

func (p *page) checkTables() {}
