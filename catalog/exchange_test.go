package catalog_test

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/catalog/catalogtest"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

const handWritten = `{
 "名称": "兴庆区2015年政府信息公开年度工作报告", "内容概述": "年度报告。", "生成日期": "2015年12月2日",
 "发布机构": "银川市兴庆区人民政府办公室", "栏目": "政府信息公开年报", "公开时限": "长期公开", "关键词": ["年报", "公开"],
 "drafter": "经办人", "review": {"by": "审查人", "result": "可以公开", "waived": [{"finding": "0123", "reason": "已核"}]}, "附件": [{"name": "附表.pdf", "size": 12}],
 "links": [{"kind": "replaces", "to": "2014-00001"}], "id": 99, "颜色": "红"
}`

func TestARecordIsReadWithChineseOrEnglishKeys(t *testing.T) {
	r, found, err := catalog.ReadRecord(strings.NewReader(handWritten))
	require.NoError(t, err)
	assert.Equal(t, catalog.Record{
		Title: "兴庆区2015年政府信息公开年度工作报告", Summary: "年度报告。", Date: civil.Day(2015, time.December, 2),
		Publisher: "银川市兴庆区人民政府办公室", Column: "政府信息公开年报", Category: disclosure.Permanent,
		Keywords: []string{"年报", "公开"}, Drafter: "经办人", Review: catalog.Review{By: "审查人", Result: catalog.Cleared, Waived: []catalog.Waiver{{Finding: "0123", Reason: "已核"}}},
		Files: []catalog.File{{Name: "附表.pdf", Size: 12}}, Links: []catalog.Link{{Kind: catalog.Replaces, To: "2014-00001"}},
	}, r)
	require.Len(t, found, 1)
	assert.Equal(t, "颜色", found[0].Where)
	_, err = catalog.New(nil).Publish(t.Context(), r, catalogtest.Signer())
	require.NoError(t, err)
}

func TestABrokenRowIsReportedWithItsLineAndTheOthersGoIn(t *testing.T) {
	table := "名称,生成日期,发布机构,内容概述,心情\n" +
		"甲通知,2015-12-01,政府办,概述。,\n" +
		"乙通知,十二月,政府办,概述。,\n" +
		"\"丙通知,2015-12-01,政府办,概述。,\n" +
		"\"丁\n通知\",2015-12-01,政府办,\"概述，有逗号,有引号\"\"。\",\n" +
		"戊通知,2015-12-01,政府办,概述。,,多一列\n" +
		"己通知,2015.12.3,政府办,,\n" +
		"庚通知,2015-12-01,政府办,联系人13912345678。,\n\n" +
		"辛通知,2015-12-01,政府办,概述。,"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table)
	require.NoError(t, err)
	how := catalog.Import{By: signer, Review: catalog.Review{By: "审查人", Result: catalog.Cleared}, Drafter: "经办人"}
	for name, text := range map[string]string{"UTF-8": table, "UTF-8 with mark": "\ufeff" + table, "GB18030": gb, "CRLF": strings.ReplaceAll(table, "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			c := catalog.New(nil)
			dry := how
			dry.DryRun = true
			would, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(text)), dry)
			require.NoError(t, err)
			got, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(text)), how)
			require.NoError(t, err)
			assert.Equal(t, would, got, "a dry run foretells the real one")
			assert.Equal(t, 3, got.In)
			assert.Equal(t, 5, got.Refused)
			lines := map[int]catalog.Rule{}
			for _, f := range got.Findings {
				lines[f.Line] = f.Rule
			}
			assert.Equal(t, map[int]catalog.Rule{
				1: catalog.RuleUnknownField, 3: catalog.RuleBadValue, 4: catalog.RuleBadRow, 7: catalog.RuleBadRow,
				8: catalog.RuleSummaryMissing, 9: catalog.RulePhone,
			}, lines)
			for _, f := range got.Findings {
				assert.NotContains(t, f.String(), "13912345678")
			}
			again, err := c.Import(t.Context(), catalog.ReadCSV(strings.NewReader(text)), how)
			require.NoError(t, err)
			assert.Equal(t, []int{3, 0}, []int{again.There, again.In}, "an import can be run again")
		})
	}
}

func TestWhatIsExportedIsReadBack(t *testing.T) {
	c := catalog.New(nil)
	r := catalogtest.Report()
	r.Title, r.Body, r.Keywords = "=通知", "第一行，\n第二行\"引\"", []string{"年报", "公开"}
	_, err := c.Publish(t.Context(), r, signer)
	require.NoError(t, err)
	for name, x := range map[string]struct {
		write func(*bytes.Buffer) error
		read  func(*bytes.Buffer) iter.Seq2[catalog.Row, error]
	}{
		"csv": {func(b *bytes.Buffer) error { return catalog.WriteCSV(b, c.Records(t.Context())) },
			func(b *bytes.Buffer) iter.Seq2[catalog.Row, error] { return catalog.ReadCSV(b) }},
		"json lines": {func(b *bytes.Buffer) error { return catalog.WriteJSONLines(b, c.Records(t.Context())) },
			func(b *bytes.Buffer) iter.Seq2[catalog.Row, error] { return catalog.ReadJSONLines(b) }},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, x.write(&b))
			other := catalog.New(nil)
			got, err := other.Import(t.Context(), x.read(&b), catalog.Import{By: signer, Existing: true})
			require.NoError(t, err)
			require.Empty(t, got.Findings)
			var first, second []catalog.Record
			for r := range c.Records(t.Context()) {
				first = append(first, r)
			}
			for r := range other.Records(t.Context()) {
				second = append(second, r)
			}
			assert.Equal(t, first, second)
		})
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("名称,生成日期\n\"甲\n乙\",2015-12-02\n\"丙"))
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		for row, err := range catalog.ReadCSV(bytes.NewReader(data)) {
			if err != nil {
				return
			}
			if row.Line < last {
				t.Fatalf("line %d after %d", row.Line, last)
			}
			last = row.Line
		}
	})
}

func FuzzRefusedRowsAreReadAgain(f *testing.F) {
	f.Add(mixed)
	f.Add("名称,'=x\n\"a,b\n'=1,2,3\n")
	f.Fuzz(func(t *testing.T, text string) {
		var rows []catalog.Row
		for row, err := range catalog.ReadCSV(strings.NewReader(text)) {
			if err != nil {
				return
			}
			rows = append(rows, row)
		}
		var b bytes.Buffer
		require.NoError(t, catalog.WriteRefused(&b, rows))
		for _, err := range catalog.ReadCSV(&b) {
			require.NoError(t, err)
		}
	})
}

func FuzzReadJSONLines(f *testing.F) {
	f.Add([]byte("{\"名称\":\"甲\"}\n\n{\"title\":1}\n[]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		for row, err := range catalog.ReadJSONLines(bytes.NewReader(data)) {
			if err != nil {
				return
			}
			if row.Line <= last {
				t.Fatalf("line %d after %d", row.Line, last)
			}
			last = row.Line
		}
	})
}

func FuzzReadItems(f *testing.F) {
	f.Add([]byte("序号,一级事项,公开时限\n1,甲,20工作日\n2,,同上\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		items, _, err := catalog.ReadItems(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, i := range items {
			_ = i.Limit.String()
		}
	})
}

func FuzzReadRecord(f *testing.F) {
	f.Add([]byte(handWritten))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := catalog.ReadRecord(bytes.NewReader(data))
		if err != nil {
			return
		}
		var b bytes.Buffer
		one := func(yield func(catalog.Record, error) bool) { yield(r, nil) }
		require.NoError(t, catalog.WriteJSONLines(&b, one))
		again, _, err := catalog.ReadRecord(&b)
		require.NoError(t, err)
		require.Equal(t, normal(r), normal(again))
	})
}

// normal drops the difference between no list and an empty one.
func normal(r catalog.Record) catalog.Record {
	r.Keywords, r.Audience = slices.Clip(append([]string{}, r.Keywords...)), slices.Clip(append([]string{}, r.Audience...))
	r.Files, r.Links = append([]catalog.File{}, r.Files...), append([]catalog.Link{}, r.Links...)
	r.Validity, r.Review.Waived = append([]catalog.Validity{}, r.Validity...), append([]catalog.Waiver{}, r.Review.Waived...)
	return r
}
