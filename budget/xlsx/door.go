package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/budget"
)

// ErrTooLarge says that a workbook is beyond the limits of its reader: it is
// not a table of accounts, whatever else it is.
var ErrTooLarge = errors.New("xlsx: beyond the limits")

// ErrUnreadable says that a file is no workbook, or a broken or locked one.
var ErrUnreadable = errors.New("xlsx: not a readable .xlsx workbook")

// Limits bound what a workbook may cost. A zero field takes its default. The
// largest workbook of a district has some twenty sheets of a few hundred rows.
type Limits struct {
	Bytes    int64 // of the file; 16 MiB
	Unpacked int64 // of all its parts; 48 MiB
	Parts    int   // files in the archive; 2000
	Elements int   // XML elements in all parts; 1,000,000
	Sheets   int   // 64
	Rows     int   // in a sheet; 20,000
	Columns  int   // in a sheet; 256
	Cells    int   // in all sheets, counting every row as far as its last cell; 300,000
	Merges   int   // merged ranges in all sheets; 4,000
}

func (l Limits) filled() Limits {
	return Limits{
		Bytes:    cmp.Or(l.Bytes, 16<<20),
		Unpacked: cmp.Or(l.Unpacked, 48<<20),
		Parts:    cmp.Or(l.Parts, 2000),
		Elements: cmp.Or(l.Elements, 1_000_000),
		Sheets:   cmp.Or(l.Sheets, 64),
		Rows:     cmp.Or(l.Rows, 20_000),
		Columns:  cmp.Or(l.Columns, 256),
		Cells:    cmp.Or(l.Cells, 300_000),
		Merges:   cmp.Or(l.Merges, 4_000),
	}
}

// door lets raw pass if it is a workbook within the limits, and says whether
// some formula in it has no stored result. It reads every part
// once as a stream, because the reader behind it builds memory for each row and
// column that a part merely names.
func (l Limits) door(raw []byte) (uncalculated bool, err error) {
	if int64(len(raw)) > l.Bytes {
		return false, fmt.Errorf("%w: larger than %d bytes", ErrTooLarge, l.Bytes)
	}
	if bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return false, oldOrLocked(raw)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return false, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	if len(z.File) > l.Parts {
		return false, fmt.Errorf("%w: more than %d parts", ErrTooLarge, l.Parts)
	}
	c := census{Limits: l}
	for _, f := range z.File {
		if f.UncompressedSize64 > uint64(l.Unpacked) {
			return false, fmt.Errorf("%w: unpacks to more than %d bytes", ErrTooLarge, l.Unpacked)
		}
		l.Unpacked -= int64(f.UncompressedSize64)
		if !marked(f.Name) {
			continue
		}
		if err := c.part(f); err != nil {
			return false, err
		}
	}
	return c.uncalculated, nil
}

// oldOrLocked tells an .xls workbook from an .xlsx one under a password: both
// are compound files, and only the locked one has an EncryptedPackage.
func oldOrLocked(raw []byte) error {
	name := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	if bytes.Contains(raw, name) {
		return fmt.Errorf("%w: it is locked with a password", ErrUnreadable)
	}
	return budget.ErrOldWorkbook
}

// marked says whether a part holds markup. Anything that is not a known picture
// or printer setting is taken to.
func marked(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin":
		return false
	}
	return !strings.HasSuffix(name, "/")
}

// A census counts what is in the parts of a workbook.
type census struct {
	Limits
	elements, cells, merges int
	rows, width             int  // of the sheet and row being read
	formula, result, value  bool // of the cell being read: it has a formula, it has a result, its result is being read
	uncalculated            bool // some formula has no result
}

// part counts the elements of one part and looks at every row, column and cell
// number in it.
func (c *census) part(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	c.rows, c.width = 0, 0
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: part %q: %v", ErrUnreadable, path.Base(f.Name), err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			if err := c.element(e); err != nil {
				return err
			}
		case xml.CharData:
			c.result = c.result || c.value && len(bytes.TrimSpace(e)) > 0
		case xml.EndElement:
			c.end(e.Name.Local)
		}
	}
}

// element counts one element; a cell or row counts as far as the place it
// claims.
func (c *census) element(e xml.StartElement) error {
	if c.elements++; c.elements > c.Elements {
		return fmt.Errorf("%w: more than %d elements", ErrTooLarge, c.Elements)
	}
	column, row := 0, 0
	for _, a := range e.Attr {
		if a.Name.Local == "r" {
			column, row = place(a.Value)
		}
	}
	switch e.Name.Local {
	case "row":
		c.rows, c.width = max(c.rows+1, row), 0
	case "mergeCell":
		if c.merges++; c.merges > c.Merges {
			return fmt.Errorf("%w: more than %d merged ranges", ErrTooLarge, c.Merges)
		}
	case "f":
		c.formula = true
	case "v":
		c.value = true
	case "c":
		c.formula, c.result, c.value = false, false, false
		wider := max(c.width+1, column)
		c.cells += min(wider, c.Columns+1) - c.width
		c.width, c.rows = wider, max(c.rows, row)
	}
	if c.rows > c.Rows || c.width > c.Columns || c.cells > c.Cells {
		return fmt.Errorf("%w: more than %d rows or %d columns in a sheet, or %d cells", ErrTooLarge, c.Rows, c.Columns, c.Cells)
	}
	return nil
}

// end notes at the end of a cell whether its formula has a result.
func (c *census) end(name string) {
	switch name {
	case "v":
		c.value = false
	case "c":
		c.uncalculated = c.uncalculated || c.formula && !c.result
		c.formula, c.result = false, false
	}
}

// place reads AB12 or 12. Numbers too large to read count as the largest.
func place(ref string) (column, row int) {
	const most = 1 << 30
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		column = min(column*26+int(c-'a')+1, most)
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil && ref[i:] != "" {
		row = most
	}
	return column, row
}
