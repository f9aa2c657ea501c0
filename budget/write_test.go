package budget_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// again writes a table and reads it back.
func again(t testing.TB, table budget.Table) budget.Table {
	var b bytes.Buffer
	require.NoError(t, table.WriteCSV(&b))
	out, findings, err := budget.ReadCSV(&b, "表.csv")
	require.NoError(t, err, b.String())
	require.Empty(t, findings, b.String())
	return out
}

// content is what a table says, without where it stood.
func content(t budget.Table) []string {
	out := []string{t.Form, t.Unit.String(), t.Organ, strings.Join(t.Columns, ",")}
	for _, side := range []budget.Side{budget.Income, budget.Expenditure, "性质", ""} {
		for _, r := range t.Rows {
			if r.Side == side {
				out = append(out, fmt.Sprint(r.Side, r.Code, budget.Plain(r.Label), r.Cells))
			}
		}
	}
	return out
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	for name, text := range map[string]string{"支出决算表.csv": sound, "财决01表.csv": account01, "财决07表.csv": account07, "财决附06表.csv": account16,
		"三公经费支出决算表.csv": "单位：万元\n合计,,因公出国,,小计,,购置费,,运行费,,公务接待费,\n预算数,决算数,预算数,决算数,预算数,决算数,预算数,决算数,预算数,决算数,预算数,决算数\n2.85,0.39,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,2.85,0.39\n"} {
		table, _, err := budget.ReadCSV(strings.NewReader(text), name)
		require.NoError(t, err)
		assert.Equal(t, content(table), content(again(t, table)), name)
	}
}

// Tables of Shanghai organs, 2023–2025; those that lost cells are written whole.
func TestPublishedTablesAreWrittenAndReadAgain(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/budget/tables/*.csv")
	if len(files) == 0 {
		t.Skip("the published tables are not beside the project")
	}
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		table, _, err := budget.ReadCSV(f, filepath.Base(name))
		f.Close()
		require.NoError(t, err)
		if len(table.Rows) == 0 {
			continue
		}
		assert.Equal(t, content(table), content(again(t, table)), name)
	}
}

func TestADataPackageSaysWhatItsFiguresAre(t *testing.T) {
	table := read(t, "2024年支出决算表.csv", sound)
	s := budget.Statement{Organ: "上海市普陀区财政局", Year: 2024, Stage: budget.Final, Source: "上海市普陀区人民政府网站", Tables: []budget.Table{table}}
	var b, b2 bytes.Buffer
	require.NoError(t, budget.WriteDataPackage(&b, s))
	require.NoError(t, budget.WriteDataPackage(&b2, s))
	assert.Equal(t, b.Bytes(), b2.Bytes())
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	open := func(name string) []byte {
		f, err := z.Open(name)
		require.NoError(t, err)
		raw, err := io.ReadAll(f)
		require.NoError(t, err)
		return raw
	}
	var d struct {
		Profile   string
		Resources []struct {
			Name, Path string
			Schema     struct {
				Fields []struct{ Name, Type, ColumnType string }
			}
		}
	}
	require.NoError(t, json.Unmarshal(open("datapackage.json"), &d))
	assert.Equal(t, "fiscal-data-package", d.Profile)
	require.Len(t, d.Resources, 2)
	rows, err := csv.NewReader(bytes.NewReader(open("figures.csv"))).ReadAll()
	require.NoError(t, err)
	fields := d.Resources[0].Schema.Fields
	require.Len(t, fields, len(rows[0]))
	for i, f := range fields {
		assert.Equal(t, rows[0][i], f.Name)
	}
	items, total := decimal.Zero, decimal.Zero
	for _, r := range rows[1:] {
		v, err := decimal.NewFromString(r[13])
		require.NoError(t, err)
		if r[12] == "item" && r[7] != "本年支出合计" {
			items = items.Add(v)
		}
		if r[12] == "total" && r[7] == "本年支出合计" {
			total = v
		}
	}
	assert.Equal(t, "21676500", total.String())
	assert.Equal(t, total.String(), items.String(), "items are in 元, and add up to the total of 2,167.65 万元")
	back, _, err := budget.ReadCSV(bytes.NewReader(open(d.Resources[1].Path)), "表.csv")
	require.NoError(t, err)
	assert.Equal(t, "上海市普陀区财政局", back.Organ)
}

func TestADataPackageTellsIncomeFromExpenditureByColumn(t *testing.T) {
	table := budget.Table{Form: "C06", Title: "项目收入支出决算表", Unit: budget.Yuan, Columns: []string{"年初结转", "本年收入", "财政拨款", "弥补差额", "本年支出", "结余分配", "年末结转"},
		Rows: []budget.Row{{Code: "201", Label: "某项目", Cells: cellsOf(1, 2, 2, 0, 3, 0, 0)}}}
	var b bytes.Buffer
	require.NoError(t, budget.WriteDataPackage(&b, budget.Statement{Organ: "某局", Year: 2014, Stage: budget.Final, Tables: []budget.Table{table}}))
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	f, err := z.Open("figures.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var got []string
	for _, r := range rows[1:] {
		got = append(got, r[3])
		assert.Empty(t, r[8], "a project's number is no class of 功能分类")
	}
	assert.Equal(t, []string{"", "revenue", "revenue", "", "expenditure", "expenditure", ""}, got)
}
