package main

import (
	"archive/zip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
)

// hidden are the words of a record that was withdrawn.
const hidden = "隐蔽词条"

// stocked is a desk with public records, one of which has an attachment, and
// one that was withdrawn.
func stocked(t *testing.T) deskOf {
	t.Helper()
	d := sit(t)
	var table strings.Builder
	table.WriteString("名称,内容概述,生成日期,公开日期,发布机构,附件\n")
	for i := range 30 {
		fmt.Fprintf(&table, "第%d号公告,概述文字。,2026-11-20,2026-11-21,政府办,%s\n", i+1, map[bool]string{true: "甲.txt"}[i == 6])
	}
	fmt.Fprintf(&table, "%s公告,%s,2026-11-20,2026-11-21,%s局,%s.txt\n", hidden, hidden, hidden, hidden)
	d.file("甲.txt", "全文")
	d.file(hidden+".txt", hidden)
	code, said := d.types("import", d.file("rows.csv", table.String()), "--existing")
	require.Zero(t, code, said)
	d.inside(func(o *office) {
		require.NoError(t, o.catalog.Withdraw(t.Context(), "640104/2026-00031", "发布错误", actor()))
	})
	return d
}

func TestEveryFormOfExportIsWellFormedAndHidesTheHidden(t *testing.T) {
	d := stocked(t)
	for _, format := range []string{"csv", "jsonl", "xlsx", "atom", "jsonfeed", "dcat", "sitemap", "zip"} {
		t.Run(format, func(t *testing.T) {
			file := filepath.Join(d.dir, "out."+format)
			code, said := d.types("export", "--format", format, "--out", file, "--base", "https://example.gov.cn/h5")
			require.Zero(t, code, said)
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, s := range []string{said, string(data), unpacked(t, format, file)} {
				assert.NotContains(t, s, hidden)
			}
			assert.Contains(t, string(data)+unpacked(t, format, file), map[bool]string{true: "640104/2026-00007", false: "第7号公告"}[format == "sitemap"])
			switch format {
			case "atom", "sitemap":
				require.NoError(t, xml.Unmarshal(data, new(struct{})))
			case "jsonfeed", "dcat":
				assert.True(t, json.Valid(data))
			case "csv", "jsonl", "xlsx":
				back := sit(t)
				code, said := back.types("import", rename(t, file, format), "--existing")
				assert.Contains(t, said, "共30行：发布30条", "what was exported is read back")
				assert.Zero(t, code, said)
			}
		})
	}
}

// rename gives an export the name by which import knows its form.
func rename(t *testing.T, file, format string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "in."+format)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(to, data, 0o600))
	return to
}

// unpacked is all that is in a package, names and contents.
func unpacked(t *testing.T, format, file string) string {
	t.Helper()
	if format != "zip" && format != "xlsx" {
		return ""
	}
	z, err := zip.OpenReader(file)
	require.NoError(t, err)
	defer func() { require.NoError(t, z.Close()) }()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		all.WriteString(f.Name + "\n" + string(data))
	}
	if format == "zip" {
		assert.Contains(t, all.String(), "附件/640104/2026-00007/甲.txt\n全文")
	}
	return all.String()
}

func TestAnExportThatWasBrokenOffGoesOn(t *testing.T) {
	d := stocked(t)
	whole, part := filepath.Join(d.dir, "a.jsonl"), filepath.Join(d.dir, "b.jsonl")
	code, said := d.types("export", "--format", "jsonl", "--out", whole)
	require.Zero(t, code, said)
	want, err := os.ReadFile(whole)
	require.NoError(t, err)
	for _, cut := range []int{0, 100, len(want) / 2, len(want)} { // in the middle of lines, at none, at all
		require.NoError(t, os.WriteFile(part+".part", want[:cut], 0o600))
		code, said = d.types("export", "--format", "jsonl", "--out", part, "--resume")
		require.Zero(t, code, said)
		got, err := os.ReadFile(part)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
	code, _ = d.types("export", "--format", "csv", "--out", part, "--resume")
	assert.Equal(t, 2, code)
}

func actor() catalog.Actor { return catalog.Actor{Name: "签发人", Role: "signer", At: noon} }
