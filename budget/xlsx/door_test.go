package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

func TestFilesThatAreRefused(t *testing.T) {
	old := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 512)...)
	locked := append(bytes.Clone(old), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"an .xls workbook":             {old, budget.ErrOldWorkbook},
		"a locked workbook":            {locked, xlsx.ErrUnreadable},
		"text":                         {[]byte("科目编码,科目名称"), xlsx.ErrUnreadable},
		"nothing":                      {nil, xlsx.ErrUnreadable},
		"a cell far away":              {part(t, `<row r="1"><c r="XFD1"><v>1</v></c></row>`), xlsx.ErrTooLarge},
		"a row far down":               {part(t, `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`), xlsx.ErrTooLarge},
		"a row number beyond integers": {part(t, `<row r="99999999999999999999"/>`), xlsx.ErrTooLarge},
		"many cells":                   {part(t, "<row>"+strings.Repeat("<c/>", 300)+"</row>"), xlsx.ErrTooLarge},
		"few cells, each far out":      {part(t, strings.Repeat(`<row><c r="IV1"/></row>`, 10_000)), xlsx.ErrTooLarge},
		"many merged ranges":           {part(t, `</sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 5_000)+`</mergeCells><sheetData>`), xlsx.ErrTooLarge},
		"many elements":                {part(t, strings.Repeat("<x/>", 1_000_001)), xlsx.ErrTooLarge},
		"a bomb":                       {bomb(t), xlsx.ErrTooLarge},
		"broken markup":                {part(t, "<row><c></row>"), xlsx.ErrUnreadable},
		"no table":                     {workbook(t, map[string][][]any{"说明": {{"没有表"}}}), budget.ErrNoTable},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := xlsx.Read(bytes.NewReader(c.raw))
			assert.ErrorIs(t, err, c.want)
		})
	}
	_, _, err := xlsx.Reader{Limits: xlsx.Limits{Bytes: 10}}.Read(strings.NewReader("more than ten bytes"))
	assert.ErrorIs(t, err, xlsx.ErrTooLarge)
}

// What passes the limits costs little beside what the limits allow.
func TestTheWorstThatPassesIsCheap(t *testing.T) {
	var rows strings.Builder
	for i := range 1_100 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="IV%d"><v>1</v></c></row>`, i+1, i+1)
	}
	worst := part(t, rows.String())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, _, err := xlsx.Read(bytes.NewReader(worst))
	require.ErrorIs(t, err, budget.ErrNoTable)
	runtime.ReadMemStats(&after)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(400<<20))
	assert.Less(t, time.Since(start), 20*time.Second)
	t.Log((after.TotalAlloc-before.TotalAlloc)>>20, "MiB", time.Since(start))
}

// part is a workbook whose only sheet holds the given rows.
func part(t testing.TB, rows string) []byte {
	t.Helper()
	good := workbook(t, map[string][][]any{"Sheet1": {{"x"}}})
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	require.NoError(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		out, err := w.Create(f.Name)
		require.NoError(t, err)
		if f.Name == "xl/worksheets/sheet1.xml" {
			_, err = io.WriteString(out, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData></worksheet>`)
			require.NoError(t, err)
			continue
		}
		in, err := f.Open()
		require.NoError(t, err)
		_, err = io.Copy(out, in)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func bomb(t *testing.T) []byte {
	return part(t, "<row><c t=\"inlineStr\"><is><t>"+strings.Repeat(" ", 60<<20)+"</t></is></c></row>")
}

// A hostile file is an error, never a panic, and never a great cost.
func FuzzRead(f *testing.F) {
	f.Add(workbook(f, map[string][][]any{"支出": {{"2024年部门支出总表"}, {"科目编码", "科目名称", "合计"}, {"205", "教育支出", 3}}}))
	f.Add(part(f, `<row r="1"><c r="B1" t="s"><v>9</v></c></row><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`))
	f.Add([]byte("\xd0\xcf\x11\xe0"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _, _ = xlsx.Reader{Limits: xlsx.Limits{Unpacked: 1 << 20, Elements: 10_000}}.Read(bytes.NewReader(raw))
	})
}

// FuzzSheet goes past the archive: its input is the markup of a sheet.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>2024年部门支出总表</t></is></c></row><row r="2"><c r="A2" t="s"><v>-1</v></c></row>`)
	f.Add(`</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C3:A1"/></mergeCells><sheetData>`)
	f.Fuzz(func(t *testing.T, rows string) {
		_, _, _ = xlsx.Reader{Limits: xlsx.Limits{Unpacked: 1 << 20, Elements: 10_000}}.Read(bytes.NewReader(part(t, rows)))
	})
}
