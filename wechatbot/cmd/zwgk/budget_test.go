package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Table 9 as published for 2023 and 2024 by 上海市普陀区人民政府万里街道办事处, and its expenditure of 2024 by two classes.
const (
	wanli2023 = "2023年“三公”经费和机关运行经费预算表\n单位:万元\n三公合计,因公出国,公务接待,公务用车,公车购置,公车运行,机关运行经费\n22.91,0,1.35,21.56,0,21.56,786.09\n"
	wanli2024 = "2024年“三公”经费和机关运行经费预算表\n单位:万元\n三公合计,因公出国,公务接待,公务用车,公车购置,公车运行,机关运行经费\n47.91,0,1.35,46.56,25,21.56,443.18\n"
	spending  = "2024年支出预算总表\n单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n205,教育支出,250000,0,250000\n20599,其他教育支出,250000,0,250000\n2059999,其他教育支出,250000,0,250000\n" +
		"206,科学技术支出,100000,0,100000\n20699,其他科学技术支出,100000,0,100000\n2069999,其他科学技术支出,100000,0,100000\n,合计,350000,0,350000\n"
	wanli = "上海市普陀区人民政府万里街道办事处"
)

func (d deskOf) keeps(year string, files ...string) {
	code, said := d.types(append([]string{"budget", "add", "--organ", wanli, "--year", year, "--stage", "budget", "--source", "区政府网站", "--published", year + "-02-07"}, files...)...)
	require.Zero(d.t, code, said)
}

func TestStatementsAreComparedDrawnAndExported(t *testing.T) {
	d := sit(t)
	d.keeps("2023", d.file("a.csv", wanli2023))
	d.keeps("2024", d.file("b.csv", wanli2024), d.file("c.csv", spending))
	code, said := d.types("budget", "compare", wanli, "2024")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "三公经费合计：22.91 → 47.91万元，增加25万元（109.12%），变化较大，应当说明原因")
	assert.Contains(t, said, "公务接待费：1.35 → 1.35万元，持平")
	code, said = d.types("budget", "chart", wanli, "2024", "--kind", "years")
	assert.Zero(t, code)
	assert.Contains(t, said, "2024预算 47.91")
	for _, name := range []string{"t.png", "t.svg"} {
		code, said = d.types("budget", "chart", wanli, "2024", "--kind", "hundred", "-o", filepath.Join(d.dir, name))
		assert.Zero(t, code, said)
		assert.FileExists(t, filepath.Join(d.dir, name))
	}
	for _, format := range []string{"xlsx", "json", "html", "datapackage", "csv"} {
		out := filepath.Join(d.dir, "out."+format)
		code, said = d.types("budget", "export", wanli, "2024", "--format", format, "--unit", "万元", "-o", out)
		require.Zero(t, code, said)
		if format == "xlsx" {
			code, said = d.types("check", out)
			assert.Zero(t, code, said)
		}
	}
	tables, _ := filepath.Glob(filepath.Join(d.dir, "out.csv", "*.csv"))
	require.Len(t, tables, 2)
	raw, err := os.ReadFile(tables[1])
	require.NoError(t, err)
	assert.Contains(t, string(raw), "205,教育支出,25.00,0.00,25.00")
	_, said = d.types("budget", "compare", wanli, "2022")
	assert.Contains(t, said, "no statement of")
}

func TestWhatIsOwedIsShown(t *testing.T) {
	d := sit(t)
	d.keeps("2024", d.file("b.csv", wanli2024))
	code, said := d.types("budget", "owed", "--organ", wanli, "--year", "2024", "--stage", "budget", "--congress", "2024-01-20")
	assert.Equal(t, 1, code, "eight tables are missing")
	assert.Contains(t, said, "应于2024-02-29公开")
	assert.Contains(t, said, "B9   按时 2024-02-07")
	assert.Contains(t, said, "缺8")
	duties := d.file("duties.json", `[{"organ":"`+wanli+`","year":2024,"stage":"budget","forms":["B9"],"due":"2024-02-01"}]`)
	code, said = d.types("budget", "owed", "--duties", duties, "--format", "csv")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "迟公开 2024-02-07")
	_, said = d.types("budget", "owed", "--duties", d.file("bad.json", `[{"due":"2024-02-30"}]`))
	assert.Contains(t, said, "2024-02-30")
}

func TestTablesOfTwoOrgansAreNotHeldAgainstEachOther(t *testing.T) {
	d := sit(t)
	a, b := d.file("2023-甲_三公经费预算表.csv", wanli2023), d.file("2024-乙_三公经费预算表.csv", wanli2024)
	code, said := d.types("check", a, b)
	assert.Zero(t, code, said)
	assert.NotContains(t, said, "TABLE-TWICE")
	own := d.file("forms.json", `[{"id":"NX1","name":"会议费支出表","stage":"final","layout":"codes","columns":[{"key":"合计"},{"key":"会议费"}],"identities":["*.合计 = *.会议费"]}]`)
	table := d.file("x.csv", "会议费支出表\n单位：元\n科目编码,科目名称,合计,会议费\n302,商品和服务支出,30000,10000\n")
	code, said = d.types("check", "--forms", own, table)
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "302商品和服务支出.合计 = 302商品和服务支出.会议费")
	assert.True(t, strings.HasPrefix(said, "x.csv"))
}
