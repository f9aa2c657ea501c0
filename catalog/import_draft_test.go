package catalog_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

const mixed = "名称,生成日期,发布机构,内容概述,审查人,索引号\n" +
	"甲通知,2015-12-01,政府办,概述。,某人,\n" +
	"乙通知,十二月,政府办,概述。,,\n" +
	"\"丙通知,2015-12-01,政府办,概述。,,\n" +
	"丁通知,2015-12-01,政府办,,,\n" +
	"戊通知,2015-12-01,政府办,联系人13912345678。,,\n" +
	"己通知,2015-12-01,政府办,概述。,,,多一列\n" +
	"甲通知,2015-12-01,政府办,概述。,,\n"

func TestRowsBecomeDraftsAndEachIsToldItsFate(t *testing.T) {
	c := catalog.New(nil)
	fates := map[int]catalog.Fate{}
	how := catalog.Import{By: signer, Drafter: "经办", As: catalog.Draft, DryRun: true,
		Each: func(line int, r catalog.Record, f catalog.Fate) { fates[line] = f }}
	would, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(mixed)), how)
	require.NoError(t, err)
	want := map[int]catalog.Fate{2: catalog.FateIn, 3: catalog.FateRefused, 4: catalog.FateRefused, 5: catalog.FateRefused,
		6: catalog.FateIn, 7: catalog.FateRefused, 8: catalog.FateThere}
	assert.Equal(t, want, fates)
	assert.Empty(t, slices.Collect(papers(t, c)), "a dry run keeps nothing")

	var in []catalog.Record
	fates = map[int]catalog.Fate{}
	how.DryRun, how.Each = false, func(line int, r catalog.Record, f catalog.Fate) {
		fates[line] = f
		if f == catalog.FateIn {
			in = append(in, r)
		}
	}
	got, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(mixed)), how)
	require.NoError(t, err)
	assert.Equal(t, would, got)
	assert.Equal(t, want, fates)
	require.Len(t, in, 2)
	for _, r := range in {
		assert.Positive(t, r.ID)
		assert.EqualValues(t, catalog.Draft, r.Status)
		assert.Equal(t, "经办", r.Drafter)
		assert.Empty(t, r.Review, "no file says that a draft was reviewed")
		assert.Empty(t, r.Number)
	}
	again, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(mixed)), how)
	require.NoError(t, err)
	assert.Equal(t, []int{0, 3}, []int{again.In, again.There}, "drafts are known by the next import")
	_, err = c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(mixed)), catalog.Import{By: signer, As: catalog.Withheld})
	require.Error(t, err)
}

func papers(t *testing.T, c *catalog.Catalog) func(func(catalog.Record) bool) {
	return func(yield func(catalog.Record) bool) {
		for r, err := range c.Papers(t.Context()) {
			require.NoError(t, err)
			if !yield(r) {
				return
			}
		}
	}
}

// refusedOf are the rows that an import refuses, with their findings.
func refusedOf(t *testing.T, read func() func(func(catalog.Row, error) bool)) []catalog.Row {
	t.Helper()
	refused := map[int]bool{}
	out, err := catalog.New(nil).Import(t.Context(), read(), catalog.Import{By: signer, Drafter: "经办", As: catalog.Draft, DryRun: true,
		Each: func(line int, _ catalog.Record, f catalog.Fate) { refused[line] = f == catalog.FateRefused }})
	require.NoError(t, err)
	var rows []catalog.Row
	for row, err := range read() {
		require.NoError(t, err)
		if refused[row.Line] {
			row.Findings = slices.DeleteFunc(slices.Clone(out.Findings), func(f catalog.Finding) bool { return f.Line != row.Line })
			rows = append(rows, row)
		}
	}
	return rows
}

func TestRefusedRowsAreWrittenToBeMendedAndReadAgain(t *testing.T) {
	rows := refusedOf(t, func() func(func(catalog.Row, error) bool) { return catalog.ReadCSV(strings.NewReader(mixed)) })
	var b bytes.Buffer
	require.NoError(t, catalog.WriteRefused(&b, rows))
	text := b.String()
	assert.Contains(t, text, "十二月", "what could not be read is still there")
	assert.Contains(t, text, "多一列")
	assert.Contains(t, text, "丙通知")
	assert.Contains(t, text, "没有填写内容概述")
	mended := strings.NewReplacer("十二月", "2015-12-03", "\"\"\"丙通知,2015-12-01,政府办,概述。,,\"", "丙通知,2015-12-01,政府办,概述。,,", "丁通知,2015-12-01,政府办,,", "丁通知,2015-12-01,政府办,概述。,", "，多一列", "").Replace(text)
	got, err := catalog.New(nil).Import(t.Context(), catalog.ReadCSV(strings.NewReader(mended)), catalog.Import{By: signer, Drafter: "经办", As: catalog.Draft})
	require.NoError(t, err)
	assert.Empty(t, got.Findings, "the added columns are passed over")
	assert.Equal(t, 4, got.In)

	lines := "{\"名称\":\"甲\"}\nnonsense\n"
	b.Reset()
	rows = refusedOf(t, func() func(func(catalog.Row, error) bool) { return catalog.ReadJSONLines(strings.NewReader(lines)) })
	require.NoError(t, catalog.WriteRefused(&b, rows))
	assert.Equal(t, lines, b.String())
}

// A row that was refused comes back with what is wrong in front of its own cells.
func ExampleWriteRefused() {
	var back []catalog.Row
	for row, err := range catalog.ReadCSV(strings.NewReader("名称,生成日期\n关于停水的通知,后天\n")) {
		if err == nil && row.Bad() {
			back = append(back, row)
		}
	}
	var b strings.Builder
	if err := catalog.WriteRefused(&b, back); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.TrimPrefix(b.String(), "\ufeff"))
	// Output:
	// 原来的行,要改什么,名称,生成日期
	// 2,生成日期：生成日期不是日期，请写成2015-12-02或2015年12月2日。,关于停水的通知,后天
}

func TestARowWithoutANameIsRefusedAndNotTakenForAnotherWithoutOne(t *testing.T) {
	c := catalog.New(nil)
	_, err := c.Move(t.Context(), catalog.Record{Drafter: "经办"}, catalog.Draft, "", signer)
	require.NoError(t, err)
	for head, why := range map[string]string{"名称;内容概述;生成日期;发布机构\n": "像是用分号或者制表符分开的", "名称\t内容概述\n": "像是用分号或者制表符分开的",
		"\xff\xfe\x0dT\xf0y\n": "像是别的编码", "标题甲,标题乙\n": "没有一列是认识的", "名称,生成日期\n": ""} {
		got, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(head+";2015-12-01\n")), catalog.Import{By: signer, Drafter: "经办", As: catalog.Draft, DryRun: true})
		require.NoError(t, err)
		if why == "" {
			got, err = c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(head+",\"\"\n,2015-12-01\n")), catalog.Import{By: signer, Drafter: "经办", As: catalog.Draft, DryRun: true})
			require.NoError(t, err)
		} else {
			assert.Contains(t, got.Findings[0].Text, why)
			assert.Equal(t, catalog.Error, got.Findings[0].Severity)
		}
		assert.Zero(t, got.There, head)
		assert.Positive(t, got.Refused, head)
	}
}
