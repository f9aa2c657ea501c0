package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

// asText is a table as CSV.
const asText = "单位：元\n科目编码,科目名称,合计,基本支出,项目支出\n205,教育支出,\"250,000\",0,\"250,000\"\n,合计,\"250,000\",0,\"250,000\"\n"

func ExampleReader_ReadAs() {
	s, findings, err := xlsx.Reader{}.ReadAs("支出预算总表.csv", strings.NewReader(asText))
	fmt.Println(s.Tables[0].Title, len(findings), err)
	// Output: 支出预算总表 0 <nil>
}

func TestOneTableIsReadAlikeFromTextJSONAndAWorkbook(t *testing.T) {
	read := func(name string, b []byte) budget.Statement {
		s, findings, err := xlsx.Reader{}.ReadAs(name, bytes.NewReader(b))
		require.NoError(t, err)
		require.Empty(t, findings)
		require.Len(t, s.Tables, 1)
		return s
	}
	want := read("支出预算总表.CSV", []byte(asText))
	assert.Empty(t, want.Organ, "text says nothing beside its table")
	want.Organ, want.Year, want.Stage = "某区教育局", 2026, budget.Budget
	var text, workbook bytes.Buffer
	require.NoError(t, budget.WriteJSON(&text, want))
	assert.Equal(t, want, read("a.json", text.Bytes()))
	require.NoError(t, xlsx.Write(&workbook, want))
	got := read("a.xlsx", workbook.Bytes()).Tables[0]
	assert.Equal(t, want.Tables[0].Form, got.Form)
	for i, row := range want.Tables[0].Rows {
		assert.Equal(t, row.Cells, got.Rows[i].Cells)
	}
}

func TestAFileThatCannotBeReadIsNamedInTheError(t *testing.T) {
	for name, want := range map[string]error{"a.xls": budget.ErrOldWorkbook, "b.xlsx": xlsx.ErrUnreadable, "c.csv": budget.ErrNoTable, "d.json": nil, "e.pdf": nil} {
		_, _, err := xlsx.Reader{}.ReadAs(name, strings.NewReader("甲,乙\n"))
		require.ErrorContains(t, err, name)
		if want != nil {
			require.ErrorIs(t, err, want)
		}
	}
}
