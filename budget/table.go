package budget

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Table is one published table: rows of amounts under named columns, in one
// unit. Where the table has two lists side by side, income and expenditure,
// each row says which list it is of.
type Table struct {
	Form    string   `json:"form,omitempty"` // ID of the form it was recognised as; "": not recognised
	Title   string   `json:"title"`
	Organ   string   `json:"organ,omitempty"`
	Year    int      `json:"year,omitempty"`
	Unit    Unit     `json:"unit"`
	Columns []string `json:"columns"` // keys of the form's columns; headers as written where there is no form
	Rows    []Row    `json:"rows"`
	Notes   []string `json:"notes,omitempty"` // lines below the table: 注：…
	Sheet   string   `json:"sheet,omitempty"`
	Torn    bool     `json:"torn,omitempty"` // figures were found that had lost their label: a sum that fails may only lack them
}

// A Side is the list that a row belongs to. The zero Side is a table with one
// list only.
type Side string

// The two lists of a table that shows both.
const (
	Income      Side = "收入"
	Expenditure Side = "支出"
)

// A Row is one line of a table: a classification code or a label, and an
// amount under each column. Cells may be fewer than columns; what is missing is
// blank.
type Row struct {
	Side  Side     `json:"side,omitempty"`
	Code  string   `json:"code,omitempty"` // functional or economic classification, 3, 5 or 7 digits
	Label string   `json:"label"`
	Cells []Amount `json:"cells"`
	Line  int      `json:"line,omitempty"`  // in the sheet, from 1
	At    []int    `json:"at,omitempty"`    // the sheet's column of each cell, from 1
	Loose bool     `json:"loose,omitempty"` // blank cells were lost: an amount may belong under a later column
}

// Column returns the index of a column by its key, or -1.
func (t Table) Column(key string) int {
	for i, c := range t.Columns {
		if c == key {
			return i
		}
	}
	return -1
}

// shaped returns an error that names the first row with more cells than the
// table has columns.
func (t *Table) shaped() error {
	for i := range t.Rows {
		if n := len(t.Rows[i].Cells); n > len(t.Columns) {
			return fmt.Errorf("budget: table %s %s: row %d (%s) has %d cells under %d columns", t.Form, t.Title, i+1, t.Rows[i].Label, n, len(t.Columns))
		}
	}
	return nil
}

// Cell returns the amount of a row under a column, blank if there is none.
func (t Table) Cell(r Row, column string) Amount {
	if i := t.Column(column); i >= 0 && i < len(r.Cells) {
		return r.Cells[i]
	}
	return Amount{}
}

// Row finds a row by its code, or by its label as Plain writes it; side may be
// empty for either. It returns false if there is none.
func (t Table) Row(side Side, name string) (Row, bool) {
	name = Plain(name)
	for _, r := range t.Rows {
		if (side == "" || r.Side == side) && (r.Code == name || Plain(r.Label) == name) {
			return r, true
		}
	}
	return Row{}, false
}

// position says where a row's cell stands.
func (t *Table) position(r *Row, column int) Position {
	p := Position{Sheet: t.Sheet, Row: r.Line}
	if column >= 0 && column < len(r.At) {
		p.Column = r.At[column]
	}
	return p
}

// Empty says whether no cell of the table holds a number other than zero.
func (t Table) Empty() bool {
	for i := range t.Rows {
		for _, a := range t.Rows[i].Cells {
			if a.coefficient != 0 {
				return false
			}
		}
	}
	return true
}

// negative says whether a cell of the table is below zero.
func (t *Table) negative() bool {
	for i := range t.Rows {
		cells := t.Rows[i].Cells
		for c := range cells {
			if cells[c].coefficient < 0 {
				return true
			}
		}
	}
	return false
}

// Plain is a label without what only orders or decorates it: numbering
// (一、 （一） 1.), 其中：, quotation marks, spaces, and half or full width.
func Plain(label string) string { return string(appendPlain(nil, label)) }

func appendPlain(to []byte, label string) []byte {
	from := len(to)
	for _, c := range label {
		c = narrow(c)
		if unicode.IsSpace(c) || blank(c) || strings.ContainsRune("“”\"'‘’《》", c) {
			continue
		}
		to = utf8.AppendRune(to, c)
	}
	s := to[from:]
	for {
		cut := unnumber(bytes.TrimPrefix(bytes.TrimPrefix(s, []byte("其中:")), []byte("其中")))
		if len(cut) == len(s) {
			return append(to[:from], s...)
		}
		s = cut
	}
}

const numerals = "一二三四五六七八九十百0123456789"

// unnumber cuts one leading 一、 (一) 1. or 1、 off.
func unnumber(s []byte) []byte {
	rest, open := bytes.CutPrefix(s, []byte("("))
	end := bytes.TrimLeft(rest, numerals)
	if len(end) == len(rest) || len(end) == 0 {
		return s
	}
	if open {
		if cut, ok := bytes.CutPrefix(end, []byte(")")); ok {
			return cut
		}
		return s
	}
	for _, stop := range []string{"、", ".", ","} {
		if cut, ok := bytes.CutPrefix(end, []byte(stop)); ok && len(cut) > 0 {
			return cut
		}
	}
	return s
}
