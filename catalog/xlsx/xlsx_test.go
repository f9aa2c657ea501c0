package xlsx_test

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/catalog/xlsx"
	"github.com/zwgk/zwgk/disclosure/civil"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	c := catalog.New(nil)
	for i := range 3 {
		r := catalogtest.Record(i)
		r.Body, r.Keywords, r.DocNumber = "=1+1\n第二行", []string{"年报", "公开"}, "兴政发〔2015〕3号"
		_, err := c.Publish(t.Context(), r, catalogtest.Signer())
		require.NoError(t, err)
	}
	var b bytes.Buffer
	require.NoError(t, xlsx.Write(&b, c.Records(t.Context())))
	other := catalog.New(nil)
	got, err := other.Import(t.Context(), xlsx.Read(&b), catalog.Import{By: catalogtest.Signer(), Existing: true})
	require.NoError(t, err)
	require.Empty(t, got.Findings)
	assert.Equal(t, all(t, c), all(t, other))
}

func all(t *testing.T, c *catalog.Catalog) []catalog.Record {
	t.Helper()
	var out []catalog.Record
	for r, err := range c.Records(t.Context()) {
		require.NoError(t, err)
		out = append(out, r)
	}
	return out
}

// workbook makes a workbook of one sheet, as a clerk's own.
func workbook(t *testing.T, rows ...[]any) *bytes.Buffer {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Sheet1", cell, &row))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	require.NoError(t, f.Close())
	return &b
}

func TestAClerksOwnTableIsReadWithExcelsDates(t *testing.T) {
	day := time.Date(2015, time.December, 2, 0, 0, 0, 0, time.UTC)
	var rows []catalog.Row
	for row, err := range xlsx.Read(workbook(t,
		[]any{"兴庆区政府信息公开目录"}, []any{},
		[]any{"序号", "名称", "生成日期", "发布机构", "内容概述", "备注"},
		[]any{1, "甲报告", day, "政府办", "概述。"},
		[]any{2, "乙报告", "2015年12月3日", "政府办", "概述。"},
		[]any{3, "丙报告", "去年", "政府办", "概述。"},
	)) {
		require.NoError(t, err)
		rows = append(rows, row)
	}
	require.Len(t, rows, 4)
	assert.Equal(t, catalog.RuleUnknownField, rows[0].Findings[0].Rule)
	assert.Equal(t, civil.Day(2015, time.December, 2), rows[1].Record.Date)
	assert.Equal(t, civil.Day(2015, time.December, 3), rows[2].Record.Date)
	assert.Equal(t, []any{6, 3, catalog.RuleBadValue}, []any{rows[3].Findings[0].Line, rows[3].Findings[0].Column, rows[3].Findings[0].Rule})
}

func TestWhatIsNoTableIsAnError(t *testing.T) {
	for name, b := range map[string]*bytes.Buffer{
		"text":    bytes.NewBufferString("名称,生成日期"),
		"empty":   {},
		"no head": workbook(t, []any{"随便", "什么"}),
	} {
		var last error
		for _, err := range xlsx.Read(b) {
			last = err
		}
		assert.Error(t, last, name)
	}
}

func TestAWorkbookThatUnpacksToMoreThanIsAllowedIsRefused(t *testing.T) {
	rows := [][]any{{"名称", "生成日期"}}
	for i := range 200 {
		rows = append(rows, []any{strings.Repeat("同一句话", 100) + strconv.Itoa(i), "2015-12-02"})
	}
	packed := workbook(t, rows...)
	data := packed.Bytes()
	var last error
	for _, err := range xlsx.ReadWithin(bytes.NewReader(data), 1<<16) {
		last = err
	}
	require.Error(t, last)
	n := 0
	for _, err := range xlsx.ReadWithin(bytes.NewReader(data), 1<<22) {
		require.NoError(t, err)
		n++
	}
	assert.Equal(t, 200, n)
}

func TestATextThatExcelWouldCutIsRefused(t *testing.T) {
	r := catalogtest.Report()
	r.Body = strings.Repeat("字", 32768)
	err := xlsx.Write(&bytes.Buffer{}, func(yield func(catalog.Record, error) bool) { yield(r, nil) })
	var long *xlsx.TooLongError
	require.ErrorAs(t, err, &long)
	assert.Equal(t, xlsx.TooLongError{Row: 2, Column: "正文"}, *long)
}

func TestTheTemplateOffersChoices(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, xlsx.Template(&b))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	lists, err := f.GetDataValidations("目录")
	require.NoError(t, err)
	assert.Len(t, lists, 4)
	rows, err := f.GetRows("目录")
	require.NoError(t, err)
	assert.Equal(t, "索引号", rows[0][0])
}

func TestACircularHoldsItsCountsAsNumbers(t *testing.T) {
	c := catalog.New(nil)
	_, err := c.Publish(t.Context(), catalogtest.Report(), catalogtest.Signer())
	require.NoError(t, err)
	circular, err := c.Circular(t.Context(), catalog.PeriodOf(catalogtest.Report().Date, catalog.Year), nil, "=某局")
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, xlsx.WriteCircular(&b, circular))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	rows, err := f.GetRows("通报")
	require.NoError(t, err)
	require.Len(t, rows, 4)
	assert.Equal(t, []string{"名次", "单位", "公开条数", "上期", "增减"}, rows[0])
	assert.Equal(t, []string{"2", "=某局", "0", "0", "0"}, rows[2])
	kind, err := f.GetCellType("通报", "C2")
	require.NoError(t, err)
	assert.Contains(t, []excelize.CellType{excelize.CellTypeUnset, excelize.CellTypeNumber}, kind)
	formula, err := f.GetCellFormula("通报", "B3")
	require.NoError(t, err)
	assert.Empty(t, formula, "a name is no formula")
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	require.NoError(f, xlsx.Template(&b))
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, err := range xlsx.Read(bytes.NewReader(data)) {
			if err != nil {
				return
			}
		}
	})
}

func ExampleRead() {
	var b bytes.Buffer
	one := func(yield func(catalog.Record, error) bool) { yield(catalogtest.Report(), nil) }
	if err := xlsx.Write(&b, one); err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range xlsx.Read(&b) {
		fmt.Println(row.Line, row.Record.Title, row.Record.Date, len(row.Findings), err)
	}
	// Output:
	// 2 兴庆区2015年政府信息公开年度工作报告 2015-12-02 0 <nil>
}
