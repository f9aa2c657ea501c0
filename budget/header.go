package budget

import (
	"slices"
	"strings"
)

// A column is one column of a sheet: the path of headers over it, from the
// widest to the narrowest, and what it holds.
type column struct {
	path  []string // as Plain writes them
	role  role
	field int // of the form's columns, -1: none
}

// A role is what a column holds beside amounts.
type role int

const (
	figure    role = iota // an amount, or nothing of interest
	code                  // 科目编码, or 类, 款, 项
	name                  // 科目名称, 项目
	furniture             // 行次, 序号
)

func roleOf(path []string) role {
	if len(path) == 0 {
		return figure
	}
	leaf := path[len(path)-1]
	switch {
	case leaf == "行次", leaf == "序号", leaf == "栏次":
		return furniture
	case strings.HasSuffix(leaf, "编码"), strings.HasSuffix(leaf, "代码"), leaf == "类", leaf == "款", leaf == "项":
		return code
	case strings.HasSuffix(leaf, "科目名称"), strings.HasSuffix(leaf, "项目名称"), leaf == "项目", leaf == "科目", strings.HasPrefix(leaf, "项目(按"), leaf == "单位名称", leaf == "名称":
		return name
	}
	return figure
}

// header finds the rows of the header and takes them apart: the columns, and
// the first row of the body behind it. A header may have several levels, where
// what was merged stands in the first cell only. It is false where no row names
// a code or an item.
func (r *tableReader) header() (columns []column, next int, ok bool) {
	at := slices.IndexFunc(r.body, func(i int) bool {
		return slices.ContainsFunc(r.grid.Rows[i], func(c string) bool {
			kind := roleOf(splitPath(c))
			return (kind == name || kind == code) && Plain(c) != "类" && Plain(c) != "款" && Plain(c) != "项"
		})
	})
	if at < 0 {
		return nil, 0, false
	}
	width := len(r.grid.Rows[r.body[at]])
	var levels [][]string
	for _, i := range r.body[:at] { // wider names above it
		if row := r.grid.Rows[i]; len(row) == width && filled(row) > 1 {
			levels = append(levels, row)
		}
	}
	levels = append(levels, r.grid.Rows[r.body[at]])
	next = at + 1
	for next < len(r.body) && r.level(levels, r.grid.Rows[r.body[next]]) {
		if row := r.grid.Rows[r.body[next]]; !numbering(row) {
			levels = append(levels, row)
		}
		next++
	}
	return r.columns(levels, width), next, true
}

// level says whether a row goes on with the header above it.
func (r *tableReader) level(levels [][]string, row []string) bool {
	above := levels[len(levels)-1]
	if numbering(row) {
		return true
	}
	if len(row) != len(above) || filled(row) == 0 {
		return false
	}
	for i, c := range row {
		kind := roleOf(splitPath(above[i]))
		if strings.TrimFunc(c, blank) == "" {
			continue
		}
		own := roleOf(splitPath(c))
		if isAmount(c) || isCode(c) || (kind == name || kind == code) && own != kind && own != code {
			return false
		}
	}
	return true
}

// numbering says whether a row only numbers columns: 栏次, 1, 2, 3 …
func numbering(row []string) bool {
	return slices.ContainsFunc(row, func(c string) bool { return Plain(c) == "栏次" })
}

func filled(row []string) int {
	n := 0
	for _, c := range row {
		if strings.TrimFunc(c, blank) != "" {
			n++
		}
	}
	return n
}

// splitPath is a header cell as a path: the workbook reader joins the levels of
// a header with strokes.
func splitPath(cell string) []string {
	var path []string
	for part := range strings.SplitSeq(cell, "/") {
		if p := Plain(part); p != "" {
			path = append(path, p)
		}
	}
	return path
}

// columns gives each column its path. A blank cell of an upper level belongs to
// the name at its left, as far as the name above both reaches.
func (r *tableReader) columns(levels [][]string, width int) []column {
	out := make([]column, width)
	spread := make([][]string, len(levels))
	for l, row := range levels {
		spread[l] = slices.Clone(row)
		for c := 1; c < width && l < len(levels)-1; c++ {
			if strings.TrimFunc(row[c], blank) == "" && (l == 0 || spread[l-1][c] == spread[l-1][c-1]) {
				spread[l][c] = spread[l][c-1]
			}
		}
	}
	for c := range out {
		for l := range levels {
			for _, part := range splitPath(spread[l][c]) {
				if n := len(out[c].path); n == 0 || out[c].path[n-1] != part {
					out[c].path = append(out[c].path, part)
				}
			}
		}
		out[c].role, out[c].field = roleOf(out[c].path), -1
	}
	return out
}

// assign gives each of the form's columns the sheet's column whose path names it
// best, among the columns from one to another.
func (r *tableReader) assign(columns []column) {
	best := make([]int, len(r.form.Columns)) // score of each field
	of := make([]int, len(r.form.Columns))
	for f := range of {
		of[f] = -1
		for c := range columns {
			if columns[c].role != figure {
				continue
			}
			if score := fit(r.form.Columns[f], columns[c].path); score > best[f] {
				best[f], of[f] = score, c
			}
		}
	}
	for f, c := range of {
		if c >= 0 && (columns[c].field < 0 || best[f] > best[columns[c].field]) {
			columns[c].field = f
		}
	}
}

// empty are the narrowest names that add nothing to the name above them.
var empty = []string{"小计", "合计", "金额", "决算数", "预算数", "年初预算数"}

// fit is how well a path of headers names a field: the more of the path a name
// holds the better; 0 if it does not.
func fit(f Field, path []string) int {
	best := 0
	for _, n := range append([]string{f.Key}, f.Names...) {
		want := splitPath(n)
		if ends(path, want) {
			best = max(best, 10*len(want)+1)
		} else if len(path) > 1 && slices.Contains(empty, path[len(path)-1]) && ends(path[:len(path)-1], want) {
			best = max(best, 10*len(want))
		}
	}
	return best
}

func ends(path, want []string) bool {
	return len(want) > 0 && len(want) <= len(path) && slices.Equal(path[len(path)-len(want):], want)
}
