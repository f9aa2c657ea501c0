package xlsx

import (
	"archive/zip"
	"bytes"
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
}

func (l Limits) filled() Limits {
	d := Limits{16 << 20, 48 << 20, 2000, 1_000_000, 64, 20_000, 256}
	if l.Bytes == 0 {
		l.Bytes = d.Bytes
	}
	if l.Unpacked == 0 {
		l.Unpacked = d.Unpacked
	}
	if l.Parts == 0 {
		l.Parts = d.Parts
	}
	if l.Elements == 0 {
		l.Elements = d.Elements
	}
	if l.Sheets == 0 {
		l.Sheets = d.Sheets
	}
	if l.Rows == 0 {
		l.Rows = d.Rows
	}
	if l.Columns == 0 {
		l.Columns = d.Columns
	}
	return l
}

// door lets raw pass if it is a workbook within the limits. It reads every part
// once as a stream, because the reader behind it builds memory for each row and
// column that a part merely names.
func (l Limits) door(raw []byte) error {
	if int64(len(raw)) > l.Bytes {
		return fmt.Errorf("%w: larger than %d bytes", ErrTooLarge, l.Bytes)
	}
	if bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return oldOrLocked(raw)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	if len(z.File) > l.Parts {
		return fmt.Errorf("%w: more than %d parts", ErrTooLarge, l.Parts)
	}
	left, elements := l.Unpacked, l.Elements
	for _, f := range z.File {
		if f.UncompressedSize64 > uint64(left) {
			return fmt.Errorf("%w: unpacks to more than %d bytes", ErrTooLarge, l.Unpacked)
		}
		left -= int64(f.UncompressedSize64)
		if !marked(f.Name) {
			continue
		}
		if err := l.part(f, &elements); err != nil {
			return err
		}
	}
	return nil
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

// part counts the elements of one part and looks at every row, column and cell
// number in it.
func (l Limits) part(f *zip.File, elements *int) error {
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	rows, cells := 0, 0
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: part %q: %v", ErrUnreadable, path.Base(f.Name), err)
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if *elements--; *elements < 0 {
			return fmt.Errorf("%w: more than %d elements", ErrTooLarge, l.Elements)
		}
		switch e.Name.Local {
		case "row":
			rows, cells = rows+1, 0
		case "c":
			cells++
		}
		if rows > l.Rows || cells > l.Columns || !l.holds(e) {
			return fmt.Errorf("%w: a sheet has more than %d rows or %d columns", ErrTooLarge, l.Rows, l.Columns)
		}
	}
}

// holds says whether the place that a row or cell claims is within the limits.
func (l Limits) holds(e xml.StartElement) bool {
	if e.Name.Local != "row" && e.Name.Local != "c" {
		return true
	}
	for _, a := range e.Attr {
		if a.Name.Local != "r" {
			continue
		}
		column, row := place(a.Value)
		if column > l.Columns || row > l.Rows {
			return false
		}
	}
	return true
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
