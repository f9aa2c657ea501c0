package xlsx

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// The most that is read: bytes of a workbook as it is and unpacked, and rows
// above the head.
const (
	maxPacked   = 64 << 20
	maxUnpacked = 512 << 20
	maxAbove    = 20
)

// Read reads the records of a workbook's first sheet. Dates may be Excel's or
// text. A row that is wrong, or that merged cells go through, yields its findings
// and the rows after it go on; an error — no workbook, no head, too large — ends the reading.
func Read(r io.Reader) iter.Seq2[catalog.Row, error] { return ReadWithin(r, maxUnpacked) }

// ReadWithin is Read of a workbook that unpacks to no more than so many bytes, for
// where many people hand workbooks in.
func ReadWithin(r io.Reader, unpacked int64) iter.Seq2[catalog.Row, error] {
	return func(yield func(catalog.Row, error) bool) {
		f, err := open(r, unpacked)
		if err != nil {
			yield(catalog.Row{}, fmt.Errorf("xlsx: %w", err))
			return
		}
		defer func() { _ = f.Close() }() // it holds nothing but temporary files
		for row, err := range catalog.ReadTable(cells(f)) {
			if err != nil {
				err = fmt.Errorf("xlsx: %w", err)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func open(r io.Reader, unpacked int64) (*excelize.File, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxPacked+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxPacked {
		return nil, fmt.Errorf("over %d bytes", maxPacked)
	}
	return excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: unpacked,
	})
}

// cells yields the head and what stands below it.
func cells(f *excelize.File) iter.Seq2[catalog.Cells, error] {
	return func(yield func(catalog.Cells, error) bool) {
		merged, err := mergedIn(f)
		rows, wrong := f.Rows(f.GetSheetName(0))
		if err = cmp.Or(err, wrong); err != nil {
			yield(catalog.Cells{}, err)
			return
		}
		defer func() { _ = rows.Close() }()
		var days []bool // which columns hold dates; nil before the head
		epoch := epochOf(f)
		for line := 1; rows.Next(); line++ {
			text, over, err := merged.columns(rows, line)
			if err != nil {
				yield(catalog.Cells{Line: line}, err)
				return
			}
			if days == nil && !isHead(text) {
				if line > maxAbove {
					break
				}
				continue
			}
			if days == nil {
				days = dayColumns(text)
			} else {
				readDays(text, days, epoch)
			}
			if !yield(catalog.Cells{Line: line, Text: text, Merged: over}, nil) {
				return
			}
		}
		if err := errors.Join(rows.Error()); err != nil {
			yield(catalog.Cells{}, err)
		} else if days == nil {
			yield(catalog.Cells{}, errors.New("no row names the columns of a catalogue"))
		}
	}
}

// isHead says whether a row names at least two columns of a catalogue.
func isHead(text []string) bool {
	n := 0
	for _, cell := range text {
		if keyOf(cell) != "" {
			n++
		}
	}
	return n >= 2
}

func keyOf(name string) string {
	name = strings.TrimSpace(name)
	for _, names := range catalog.FieldNames() {
		if slices.Contains(names, name) {
			return names[0]
		}
	}
	return ""
}

func dayColumns(head []string) []bool {
	days := make([]bool, len(head))
	for i, name := range head {
		switch keyOf(name) {
		case "date", "published", "until", "not_before", "review.day":
			days[i] = true
		}
	}
	return days
}

// epochOf is the day before Excel's day 1, by the workbook's own reckoning. The
// years after 1900-02-28 count from 1899-12-30: Excel believes that 1900 was a
// leap year.
func epochOf(f *excelize.File) civil.Date {
	props, err := f.GetWorkbookProps()
	if err == nil && props.Date1904 != nil && *props.Date1904 {
		return civil.Day(1904, 1, 1)
	}
	return civil.Day(1899, 12, 30)
}

// readDays writes Excel's day numbers as dates. Five digits are a day number
// (1927 to 2173); fewer may be a year and stay as they are.
func readDays(text []string, days []bool, epoch civil.Date) {
	for i, cell := range text {
		if i >= len(days) || !days[i] {
			continue
		}
		whole, _, _ := strings.Cut(cell, ".") // an hour of the day is no matter
		if n, err := strconv.Atoi(whole); err == nil && n >= 10000 && n <= 99999 {
			text[i] = epoch.AddDays(n).String()
		}
	}
}
