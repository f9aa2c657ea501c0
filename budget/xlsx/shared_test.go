package xlsx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/budget/xlsx"
)

// The blank workbook in which the departments of a Shanghai district publish
// their budgets: cover, words, and tables 1 to 9.
func TestAnOfficialBlankWorkbook(t *testing.T) {
	f, err := os.Open("../../../shared/data/budget/department_budget_template.xlsx")
	if err != nil {
		t.Skip("needs ../shared/data/budget/department_budget_template.xlsx")
	}
	defer f.Close()
	tables, _, err := xlsx.Read(f)
	require.NoError(t, err)
	var forms []string
	for _, table := range tables {
		forms = append(forms, table.Form)
		assert.Equal(t, 2026, table.Year)
	}
	assert.Equal(t, []string{"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9"}, forms)
}

// Every published table at hand is the same after writing and reading it.
func TestPublishedTablesGoOutAndComeBack(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/budget/tables/*.csv")
	if len(files) == 0 {
		t.Skip("needs ../shared/data/budget/tables")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			table, _, err := budget.ReadCSV(bytes.NewReader(raw), strings.TrimSuffix(filepath.Base(file), ".csv"))
			require.NoError(t, err)
			comesBack(t, budget.Statement{Organ: "上海市普陀区某部门", Year: 2024, Stage: budget.Final, Tables: []budget.Table{table}})
		})
	}
}
