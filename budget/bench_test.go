package budget_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zwgk/zwgk/budget"
)

// The benchmarks stand beside their floors: what the plainest code in the same
// run costs that does the least that could be called the job, and what decimals
// cost that do it without thinking. The ratios are what to look at.
const million = 1_000_000

func mixed() []string {
	forms := []func(n int) string{
		func(n int) string { return fmt.Sprintf("%d.%02d", n, n%100) },
		func(n int) string { return fmt.Sprintf("%d,%03d,%03d.%02d", n/million+1, n/1000%1000, n%1000, n%100) },
		func(n int) string { return strconv.Itoa(n) },
		func(n int) string { return "" },
		func(n int) string { return fmt.Sprintf("%d.%02d", n, n%100) },
		func(n int) string { return "—" },
		func(n int) string { return fmt.Sprintf("（%d.00）", n) },
		func(n int) string { return fmt.Sprintf("%d.%02d", n, n%100) },
	}
	out := make([]string, million)
	for i := range out {
		out[i] = forms[i%len(forms)](i * 37 % 9_999_999)
	}
	return out
}

func BenchmarkParse(b *testing.B) {
	cells := mixed()
	strict := make([]string, million)
	for i := range strict {
		strict[i] = strconv.Itoa(i * 37 % 9_999_999 * 100)
	}
	b.Run("floor: strict integers", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, s := range strict {
				var v int64
				for i := range len(s) {
					v = v*10 + int64(s[i]-'0')
				}
				sink += v
			}
		}
	})
	b.Run("amounts", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, s := range cells {
				a, err := budget.ParseAmount(s)
				if err != nil {
					b.Fatal(err)
				}
				sink += int64(a.Places())
			}
		}
	})
	b.Run("decimals", func(b *testing.B) {
		b.ReportAllocs()
		clean := strings.NewReplacer(",", "", "（", "-", "）", "")
		for b.Loop() {
			for _, s := range cells {
				d, _ := decimal.NewFromString(clean.Replace(s))
				sink += int64(d.Exponent())
			}
		}
	})
}

var sink int64

func BenchmarkSum(b *testing.B) {
	ints, amounts, decimals := make([]int64, million), make([]budget.Amount, million), make([]decimal.Decimal, million)
	for i := range ints {
		ints[i] = int64(i * 37 % 9_999_999)
		amounts[i] = budget.Number(ints[i], 2)
		decimals[i] = decimal.New(ints[i], -2)
	}
	b.Run("floor: integers", func(b *testing.B) {
		for b.Loop() {
			var s int64
			for _, v := range ints {
				s += v
			}
			sink += s
		}
	})
	b.Run("amounts", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink += int64(budget.Sum(amounts).Exponent())
		}
	})
	b.Run("decimal.Sum", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink += int64(decimal.Sum(decimals[0], decimals[1:]...).Exponent())
		}
	})
	b.Run("SumDecimals", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink += int64(budget.SumDecimals(decimals).Exponent())
		}
	})
}

// forest is a table of n codes under three columns, every 类 of ten 款 of ten 项.
func forest(n int) budget.Table {
	t := budget.Table{Form: "F3", Unit: budget.Yuan, Columns: []string{"本年支出合计", "基本支出", "项目支出"}}
	add := func(code string, v int64) {
		t.Rows = append(t.Rows, budget.Row{Code: code, Label: "科目", Cells: []budget.Amount{budget.Number(3*v, 2), budget.Number(v, 2), budget.Number(2*v, 2)}})
	}
	for c := 100; len(t.Rows) < n; c++ {
		add(fmt.Sprintf("%03d", c%900+100), 10000)
		for k := range 10 {
			add(fmt.Sprintf("%03d%02d", c%900+100, k), 1000)
			for i := range 10 {
				add(fmt.Sprintf("%03d%02d%02d", c%900+100, k, i), 100)
			}
		}
	}
	t.Rows = t.Rows[:n]
	return t
}

func BenchmarkTree(b *testing.B) {
	const n = 99_900 // as many whole 类 as there are codes for
	t := forest(n)
	plain := make([][3]int64, n)
	above := make([]int32, n)
	var class, item int32
	for i, r := range t.Rows {
		for c := range plain[i] {
			plain[i][c] = r.Cells[c].Decimal().CoefficientInt64()
		}
		switch len(r.Code) {
		case 3:
			class, above[i] = int32(i), -1
		case 5:
			item, above[i] = int32(i), class
		default:
			above[i] = item
		}
	}
	b.Run("floor: integers", func(b *testing.B) {
		sums := make([][3]int64, n)
		for b.Loop() {
			clear(sums)
			for i, p := range above {
				if p >= 0 {
					for c := range 3 {
						sums[p][c] += plain[i][c]
					}
				}
			}
			for i := range sums {
				if sums[i] != [3]int64{} && sums[i] != plain[i] {
					sink++
				}
			}
		}
	})
	own, err := budget.LoadForms(strings.NewReader(`[{"id":"F3","name":"支出决算表","stage":"final","layout":"codes","own_codes":true,
 "columns":[{"key":"本年支出合计"},{"key":"基本支出"},{"key":"项目支出"}],"identities":["tree *"]}]`))
	require.NoError(b, err)
	s := budget.Statement{Tables: []budget.Table{t}}
	b.Run("checked", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink += int64(s.CheckBy(own).Exact)
		}
	})
}

func BenchmarkFormat(b *testing.B) {
	amounts := make([]budget.Amount, million)
	for i := range amounts {
		amounts[i] = budget.Number(int64(i*37%9_999_999), 2)
	}
	var room [64]byte
	b.Run("floor: integers", func(b *testing.B) {
		for b.Loop() {
			for i := range amounts {
				v := int64(i * 37 % 9_999_999)
				t := strconv.AppendInt(room[:0], v/100, 10)
				t = append(t, '.', byte('0'+v/10%10), byte('0'+v%10))
				sink += int64(len(t))
			}
		}
	})
	b.Run("amounts", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for i := range amounts {
				t, _ := amounts[i].AppendText(room[:0])
				sink += int64(len(t))
			}
		}
	})
	b.Run("decimals", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for i := range amounts {
				sink += int64(len(amounts[i].Decimal().StringFixed(2)))
			}
		}
	})
}

// wide is a table of 100,000 rows and 20 columns.
func wide(b *testing.B) (string, []budget.Form) {
	var text strings.Builder
	var form strings.Builder
	text.WriteString("宽表\n单位：元\n科目编码,科目名称")
	form.WriteString(`[{"id":"W","name":"宽表","stage":"final","layout":"codes","own_codes":true,"columns":[`)
	for c := range 18 {
		fmt.Fprintf(&text, ",栏%d", c)
		fmt.Fprintf(&form, `{"key":"栏%d"},`, c)
	}
	form.WriteString(`{"key":"无"}],"identities":[]}]`)
	text.WriteByte('\n')
	for r := range 100_000 {
		fmt.Fprintf(&text, "%07d,科目", 2_000_000+r)
		for c := range 18 {
			fmt.Fprintf(&text, ",%d.%02d", r*c%99_999, r%100)
		}
		text.WriteByte('\n')
	}
	forms, err := budget.LoadForms(strings.NewReader(form.String()))
	require.NoError(b, err)
	return text.String(), forms
}

func BenchmarkCSV(b *testing.B) {
	text, forms := wide(b)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	require.NoError(b, err)
	floor := func(b *testing.B, r func() io.Reader) {
		for b.Loop() {
			c := csv.NewReader(r())
			c.FieldsPerRecord = -1
			for {
				row, err := c.Read()
				if err == io.EOF {
					break
				}
				sink += int64(len(row))
			}
		}
	}
	whole := func(b *testing.B, text string) {
		b.ReportAllocs()
		for b.Loop() {
			g, err := budget.ReadGrid(strings.NewReader(text), "宽表.csv")
			require.NoError(b, err)
			t, _, err := g.Table(forms)
			require.NoError(b, err)
			sink += int64(len(t.Rows))
		}
	}
	b.Run("floor: encoding/csv", func(b *testing.B) { floor(b, func() io.Reader { return strings.NewReader(text) }) })
	b.Run("table", func(b *testing.B) { whole(b, text) })
	b.Run("floor: GB18030 and encoding/csv", func(b *testing.B) {
		floor(b, func() io.Reader {
			raw, err := simplifiedchinese.GB18030.NewDecoder().Bytes([]byte(gb))
			require.NoError(b, err)
			return bytes.NewReader(raw)
		})
	})
	b.Run("table of GB18030", func(b *testing.B) { whole(b, gb) })
}

// BenchmarkStatement checks the tables that one organ published for a year,
// where they are beside the project, and those of the example where they are not.
func BenchmarkStatement(b *testing.B) {
	for _, set := range []string{"2025-putuo-finance", "2024-guizi", "2024-wanli"} {
		files, _ := filepath.Glob("../../shared/data/budget/tables/" + set + "_*.csv")
		if len(files) == 0 {
			b.Skip("the published tables are not beside the project")
		}
		var s budget.Statement
		cells := 0
		for _, name := range files {
			f, err := os.Open(name)
			require.NoError(b, err)
			t, _, err := budget.ReadCSV(f, filepath.Base(name))
			require.NoError(b, err)
			f.Close()
			for _, r := range t.Rows {
				cells += len(r.Cells)
			}
			s.Tables = append(s.Tables, t)
		}
		b.Run(fmt.Sprintf("%s of %d cells", set, cells), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink += int64(s.Check().Checked)
			}
		})
	}
}
