package xlsx

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/catalog"
)

// What a sheet may have of merged ranges: in all, and through one row. Ranges do not
// overlap in a sheet that a spreadsheet wrote.
const (
	mostMerged  = 20_000
	mostThrough = 500
)

var (
	errMerged   = errors.New("too many merged cells")
	mergedRange = regexp.MustCompile(`<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})["']`)
)

// merged is one range of a sheet, both ends included, from 1.
type merged struct {
	catalog.Merged
	top, bottom int
	filled      bool // something stands in its first cell
}

// A mergedRows tells row by row, downwards, what is merged there.
type mergedRows struct {
	ahead   []merged // by their first row
	through []merged // that reach over the row, or end above it
}

// mergedIn reads the merged ranges of the first sheet from its markup: the library would
// hold all of the sheet in memory for it.
func mergedIn(f *excelize.File) (mergedRows, error) {
	part := firstSheet(f)
	at := bytes.Index(part, []byte("mergeCells"))
	if at < 0 {
		return mergedRows{}, nil
	}
	found := mergedRange.FindAllSubmatch(part[at:], mostMerged+1)
	if len(found) > mostMerged {
		return mergedRows{}, errMerged
	}
	var rows mergedRows
	for _, m := range found {
		left, top, err := excelize.CellNameToCoordinates(string(m[1]))
		right, bottom, err2 := excelize.CellNameToCoordinates(string(m[2]))
		if err := errors.Join(err, err2); err != nil {
			return mergedRows{}, err
		}
		rows.ahead = append(rows.ahead, merged{top: top, bottom: bottom,
			Merged: catalog.Merged{Range: string(m[1]) + ":" + string(m[2]), From: left, To: right, Rows: bottom - top + 1}})
	}
	slices.SortStableFunc(rows.ahead, func(a, b merged) int { return cmp.Compare(a.top, b.top) })
	return rows, nil
}

// columns are the cells of a row, and what is merged there.
func (m *mergedRows) columns(rows *excelize.Rows, line int) ([]string, []catalog.Merged, error) {
	text, err := rows.Columns()
	if err != nil {
		return nil, nil, err
	}
	over, err := m.at(line, text)
	return text, over, err
}

// at is what is merged in a row and has something in it. Rows are asked for in order.
func (m *mergedRows) at(line int, text []string) ([]catalog.Merged, error) {
	m.through = slices.DeleteFunc(m.through, func(r merged) bool { return r.bottom < line })
	for len(m.ahead) > 0 && m.ahead[0].top <= line {
		r := m.ahead[0]
		m.ahead = m.ahead[1:]
		r.filled = r.top == line && r.From <= len(text) && strings.TrimSpace(text[r.From-1]) != ""
		m.through = append(m.through, r)
	}
	if len(m.through) > mostThrough {
		return nil, errMerged
	}
	var out []catalog.Merged
	for _, r := range m.through {
		if r.filled && r.bottom >= line {
			out = append(out, r.Merged)
		}
	}
	return out, nil
}

// firstSheet is the markup of the first sheet; nil where it is not where workbooks have it.
func firstSheet(f *excelize.File) []byte {
	var links struct {
		Of []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if f.WorkBook == nil || len(f.WorkBook.Sheets.Sheet) == 0 || xml.Unmarshal(part(f, "xl/_rels/workbook.xml.rels"), &links) != nil {
		return nil
	}
	for _, l := range links.Of {
		if l.ID == f.WorkBook.Sheets.Sheet[0].ID {
			return part(f, strings.TrimPrefix(path.Join("/xl", strings.TrimPrefix(l.Target, "/xl/")), "/"))
		}
	}
	return nil
}

// part is one file of the workbook.
func part(f *excelize.File, name string) []byte {
	data, _ := f.Pkg.Load(name)
	raw, _ := data.([]byte)
	return raw
}
