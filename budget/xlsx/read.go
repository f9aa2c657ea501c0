package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/budget"
)

// A Reader reads workbooks. The zero Reader knows the forms of package budget,
// has the default limits, and takes each number as it is shown.
type Reader struct {
	// Forms are the forms to recognise. Nil: budget.Forms().
	Forms []budget.Form
	// Limits bound what a workbook may cost.
	Limits Limits
	// Stored takes numbers as the file holds them, to fifteen significant
	// digits, where the number format shows fewer places. What is published is
	// what is shown; what is stored foots more exactly.
	Stored bool
}

// Read reads every table of a workbook with the zero [Reader].
func Read(r io.Reader) ([]budget.Table, []budget.Finding, error) {
	return Reader{}.Read(r)
}

// Read reads every table of a workbook, in the order of its sheets. What could
// not be read, was not recognised or was left out is in the findings, with
// sheet, row and column. It returns [budget.ErrOldWorkbook] for an .xls
// workbook, [ErrTooLarge] beyond the limits, [ErrUnreadable] for anything that
// is no workbook, and [budget.ErrNoTable] for a workbook without a table.
func (x Reader) Read(r io.Reader) ([]budget.Table, []budget.Finding, error) {
	if x.Forms == nil {
		x.Forms = budget.Forms()
	}
	x.Limits = x.Limits.filled()
	raw, err := io.ReadAll(io.LimitReader(r, x.Limits.Bytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("xlsx: %w", err)
	}
	uncalculated, err := x.Limits.door(raw)
	if err != nil {
		return nil, nil, err
	}
	sheets, err := open(raw, x.Limits, uncalculated)
	if err != nil {
		return nil, nil, err
	}
	var tables []budget.Table
	var findings []budget.Finding
	for _, s := range sheets {
		t, f := x.sheet(s)
		tables, findings = append(tables, t...), append(findings, f...)
	}
	if len(tables) == 0 {
		return nil, findings, fmt.Errorf("xlsx: %w", budget.ErrNoTable)
	}
	return tables, findings, nil
}

// open loads all sheets. A panic of the library on a crafted file is an
// unreadable workbook, not the end of the program.
func open(raw []byte, l Limits, uncalculated bool) (sheets []sheet, err error) {
	defer func() {
		if p := recover(); p != nil {
			sheets, err = nil, fmt.Errorf("%w: malformed", ErrUnreadable)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: l.Unpacked, UnzipXMLSizeLimit: l.Unpacked})
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	names := f.GetSheetList()
	if len(names) > l.Sheets {
		return nil, fmt.Errorf("%w: more than %d sheets", ErrTooLarge, l.Sheets)
	}
	for _, name := range names {
		s, err := load(f, name)
		if err != nil {
			return nil, fmt.Errorf("%w: sheet %q: %v", ErrUnreadable, name, err)
		}
		if uncalculated {
			if err := s.findFormulas(f); err != nil {
				return nil, fmt.Errorf("%w: sheet %q: %v", ErrUnreadable, name, err)
			}
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// sheet reads the tables of one sheet.
func (x Reader) sheet(s sheet) ([]budget.Table, []budget.Finding) {
	if len(s.rows) == 0 {
		return nil, nil
	}
	say := func(rule string, severity budget.Severity, text string) []budget.Finding {
		return []budget.Finding{{Rule: rule, Severity: severity, At: budget.Position{Sheet: s.name}, Text: text}}
	}
	if s.hidden {
		return nil, say("HIDDEN-SHEET", budget.Warning, "这张工作表是隐藏的，没有读取；公开前请确认它该不该在文件里。")
	}
	var tables []budget.Table
	var findings []budget.Finding
	for _, g := range s.regions() {
		t, f, ok := x.region(s, g)
		findings = append(findings, f...)
		if ok {
			tables = append(tables, t)
		}
	}
	if len(tables) == 0 && len(findings) == 0 {
		return nil, say("NO-TABLE", budget.Notice, "这张工作表里没有表格，没有读取。")
	}
	return tables, findings
}
