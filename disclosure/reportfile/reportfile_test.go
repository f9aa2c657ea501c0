package reportfile_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/reportfile"
)

func sample() disclosure.AnnualReport {
	a := disclosure.AnnualReport{Report: disclosure.Report{Year: 2025, Organ: "某区"}, Overview: "第一段。\n=1+1", Problems: "问题。", Other: "事项。"}
	a.Report.Table2.Fees = decimal.RequireFromString("12.34")
	a.Report.Table3.New = disclosure.Counts{2, 1, 0, 0, 0, 0, 3}
	a.Report.Table3.Results[0] = disclosure.Counts{2, 1, 0, 0, 0, 0, 3}
	a.Report.Table3.Total = a.Report.Table3.New
	a.Report.Table4.Review = disclosure.Reliefs{Upheld: 1, Total: 1}
	return a
}

func TestTheWorkbookHoldsEveryCellOfTheReport(t *testing.T) {
	a := sample()
	var out bytes.Buffer
	require.NoError(t, reportfile.WriteXLSX(&out, a))
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{"正文", "表二", "表三", "表四"}, f.GetSheetList())
	for sheet, chapter := range map[string]int{"表二": 1, "表三": 2, "表四": 3} {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		y := 1
		for _, s := range a.Chapters()[chapter].Sheets {
			if s.Title != "" {
				require.Equal(t, s.Title, rows[y][0])
				y++
			}
			for _, want := range append([][]string{s.Head}, s.Rows...) {
				for x, text := range want {
					if x < len(rows[y]) {
						require.Equal(t, text, rows[y][x])
					} else {
						require.Empty(t, text)
					}
				}
				y++
			}
		}
		require.Len(t, rows, y)
	}
	kind, err := f.GetCellType("表三", "B4")
	require.NoError(t, err)
	require.Equal(t, excelize.CellTypeUnset, kind, "a number")
	formula, err := f.GetCellFormula("正文", "A4")
	require.NoError(t, err)
	require.Empty(t, formula, "text stays text")
}

// cells counts the cells of the tables of a document and joins its paragraphs.
func cells(doc []byte) (n int, text string, err error) {
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		return 0, "", err
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	var body struct {
		Paragraphs []string `xml:"body>p>r>t"`
		Cells      []string `xml:"body>tbl>tr>tc>p>r>t"`
	}
	err = xml.NewDecoder(f).Decode(&body)
	return len(body.Cells), fmt.Sprint(body.Paragraphs), err
}

func TestTheDocumentHoldsEveryChapterAndCell(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, reportfile.WriteDOCX(&out, sample()))
	n, text, err := cells(out.Bytes())
	require.NoError(t, err)
	require.Equal(t, 3*4+2*2+3*2+2*2+31*8+4*6, n)
	for _, part := range []string{"某区2025年政府信息公开工作年度报告", "一、总体情况", "第一段。", "六、其他需要报告的事项"} {
		require.Contains(t, text, part)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestAWriterThatFailsIsReported(t *testing.T) {
	require.ErrorContains(t, reportfile.WriteDOCX(full{}, sample()), "reportfile: write docx:")
	require.ErrorContains(t, reportfile.WriteXLSX(full{}, sample()), "reportfile: write xlsx:")
}

func ExampleWriteDOCX() {
	var out bytes.Buffer
	err := reportfile.WriteDOCX(&out, sample())
	n, _, _ := cells(out.Bytes())
	fmt.Println(n, err)
	// Output: 298 <nil>
}
