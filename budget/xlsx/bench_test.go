package xlsx_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

// large is a table of 1,300 项, as many as the functional classification has.
func large() budget.Statement {
	t := budget.Table{Form: "F3", Title: "支出决算表", Unit: budget.TenThousandYuan, Columns: []string{"本年支出合计", "基本支出", "项目支出"}}
	for i := range 1300 {
		n := int64(i)
		t.Rows = append(t.Rows, budget.Row{Code: fmt.Sprintf("2%02d%02d%02d", i/100, i/10%10, i%10), Label: "某项支出",
			Cells: []budget.Amount{budget.Number(3*n, 2), budget.Number(n, 2), budget.Number(2*n, 2)}})
	}
	return budget.Statement{Organ: "某市", Year: 2024, Stage: budget.Final, Tables: []budget.Table{t}}
}

func BenchmarkWrite(b *testing.B) {
	s := large()
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, xlsx.Write(&bytes.Buffer{}, s))
	}
}

func BenchmarkRead(b *testing.B) {
	var raw bytes.Buffer
	require.NoError(b, xlsx.Write(&raw, large()))
	b.ReportAllocs()
	for b.Loop() {
		_, _, err := xlsx.Read(bytes.NewReader(raw.Bytes()))
		require.NoError(b, err)
	}
}
