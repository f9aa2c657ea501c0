package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/catalog/xlsx"
)

// joined is a clerk's table in which ranges are merged.
func joined(t *testing.T, rows [][]any, ranges ...string) *bytes.Buffer {
	t.Helper()
	f, err := excelize.OpenReader(workbook(t, rows...))
	require.NoError(t, err)
	for _, r := range ranges {
		from, to, _ := strings.Cut(r, ":")
		require.NoError(t, f.MergeCell("Sheet1", from, to))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	require.NoError(t, f.Close())
	return &b
}

var plainHead = []any{"序号", "名称", "生成日期", "发布机构", "内容概述", "备注"}

// said are the findings of an import that changes nothing, and how many rows it would
// take in.
func said(t *testing.T, b *bytes.Buffer) (in int, texts []string) {
	t.Helper()
	got, err := catalog.New(nil).Import(t.Context(), xlsx.Read(b), catalog.Import{By: catalogtest.Signer(), Drafter: "经办", As: catalog.Draft, DryRun: true})
	require.NoError(t, err)
	for _, f := range got.Findings {
		if f.Rule == catalog.RuleUnknownField {
			continue
		}
		texts = append(texts, fmt.Sprintf("%d %d %s", f.Line, f.Column, f.Text))
	}
	return got.In, texts
}

func TestARowThatMergedCellsGoThroughIsNotReadByHalf(t *testing.T) {
	const several, which = "是合并的单元格，内容只在第一格，所占的几行都没有读入；请取消合并，每一行都填上。", "是合并的单元格，说不清属于哪一栏，这一行没有读入；请取消合并，分别填写。是小标题的，请删去这一行。"
	rows := func() [][]any {
		return [][]any{{"兴庆区政府信息公开目录"}, plainHead,
			{1, "甲通知", "2015-12-01", "政府办", "概述。", "急"},
			{2, "乙通知", "2015-12-01", "", "概述。", ""},
			{3, "丙通知", "2015-12-01", "政府办", "概述。", ""}}
	}
	for name, c := range map[string]struct {
		merge []string
		blank bool // the second record's cell is
		in    int
		want  []string
	}{
		"one value over two rows":          {[]string{"D3:D4"}, true, 1, []string{"3 4 D3:D4" + several, "4 4 D3:D4" + several}},
		"one value over two columns":       {[]string{"D5:E5"}, false, 2, []string{"5 4 D5:E5" + which}},
		"what is not read may be merged":   {[]string{"F3:F5"}, false, 3, nil},
		"the title above the head":         {[]string{"A1:F1"}, false, 3, nil},
		"a number over two rows":           {[]string{"A3:A4"}, false, 1, []string{"3 1 A3:A4" + several, "4 1 A3:A4" + several}},
		"an empty cell says nothing":       {[]string{"D6:D9", "B7:E7"}, false, 3, nil},
		"two rows and two columns at once": {[]string{"D3:E4"}, true, 1, []string{"3 4 D3:E4" + several, "4 4 D3:E4" + several}},
	} {
		t.Run(name, func(t *testing.T) {
			table := rows()
			if !c.blank {
				table[3][3] = "政府办"
			}
			in, texts := said(t, joined(t, table, c.merge...))
			assert.Equal(t, c.in, in)
			assert.Equal(t, c.want, texts)
		})
	}
	in, texts := said(t, joined(t, [][]any{plainHead, {"一、政策文件"}, {1, "甲通知", "2015-12-01", "政府办", "概述。"}}, "A2:F2"))
	assert.Equal(t, 1, in)
	assert.Equal(t, []string{"2 1 A2:F2" + which}, texts)
}

func TestAMergedHeadIsToldAndHidesNothing(t *testing.T) {
	in, texts := said(t, joined(t, [][]any{
		{"名称", "", "生成日期", "发布机构", "内容概述"},
		{"甲通知", "", "2015-12-01", "政府办", "概述。"},
		{"乙通知", "（试行）", "2015-12-01", "政府办", "概述。"},
	}, "A1:B1"))
	assert.Equal(t, 1, in, "what has nothing in the hidden column")
	assert.Equal(t, []string{"1 1 A1:B1是合并的单元格，它盖住的列没有名称，没有读入；请取消合并，每一列都写上名称。",
		"3 2 表头的A1:B1是合并的单元格，这一列没有名称，这一行没有读入；请取消合并，每一列都写上名称。"}, texts)

	in, texts = said(t, joined(t, [][]any{
		{"名称", "日期", "", "发布机构", "内容概述"},
		{"", "生成日期", "公开日期", "", ""},
		{"甲通知", "2015-12-01", "2015-12-02", "政府办", "概述。"},
	}, "A1:A2", "B1:C1", "D1:D2", "E1:E2"))
	assert.Zero(t, in)
	assert.Contains(t, texts[0], "A1:A2是合并的单元格。表头只能占一行，请取消合并，把名称都写在一行里。")
}

// crafted is a workbook with other markup behind its cells.
func crafted(t *testing.T, markup string) *bytes.Buffer {
	t.Helper()
	b := joined(t, [][]any{plainHead, {1, "甲通知", "2015-12-01", "政府办", "概述。"}}, "A2:B2")
	in, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		data = bytes.Replace(data, []byte(`<mergeCell ref="A2:B2"></mergeCell>`), []byte(markup), 1)
		part, err := w.Create(f.Name)
		require.NoError(t, err)
		_, err = part.Write(data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return &out
}

func TestMergedRangesAreReadAsAnySpreadsheetWritesThemAndAreBounded(t *testing.T) {
	for name, markup := range map[string]string{
		"in single quotes":      `<mergeCell ref='A2:B2'/>`,
		"with other attributes": `<mergeCell xml:space="preserve" ref = "A2:B2" />`,
	} {
		_, texts := said(t, crafted(t, markup))
		require.Len(t, texts, 1, name)
		assert.Contains(t, texts[0], "A2:B2是合并的单元格", name)
	}
	for name, markup := range map[string]string{
		"many":    strings.Repeat(`<mergeCell ref="A2:B2"/>`, 20_001),
		"through": strings.Repeat(`<mergeCell ref="A1:B9"/>`, 501),
		"nowhere": `<mergeCell ref="A0:ZZZ9"/>`,
	} {
		var last error
		for _, err := range xlsx.Read(crafted(t, markup)) {
			last = err
		}
		assert.Error(t, last, name)
	}
}
