package budget_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// The tables are transcribed from published budgets and accounts of Shanghai
// organs, 2023–2025; they lie beside the project and not in it.
func TestOfFiftyPublishedTablesNoneIsAccusedOfNotFooting(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/budget/tables/*.csv")
	if len(files) == 0 {
		t.Skip("the published tables are not beside the project")
	}
	sets := map[string]*budget.Statement{}
	for _, name := range files {
		table := readFile(t, name)
		key, _, _ := strings.Cut(filepath.Base(name), "_")
		if sets[key] == nil {
			sets[key] = &budget.Statement{Organ: key}
		}
		sets[key].Tables = append(sets[key].Tables, table)
	}
	for key, s := range sets {
		r := s.Check()
		t.Log(key, r)
		assert.Zero(t, r.Failed, key)
		assert.Greater(t, r.Checked, 80, key)
		for _, f := range r.Findings {
			if f.Severity == budget.Error {
				assert.Equal(t, "EMPTY-NOTE", f.Rule, f.String())
				assert.Contains(t, f.At.Sheet, "2024-wanli_B9", "the one table that says it is empty and is not")
			}
		}
	}
	assert.Equal(t, 6, sets["2024-guizi"].Check().Rounded, "true rounding gaps, cells rounded one by one to 万元")
}

func readFile(t *testing.T, name string) budget.Table {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	table, _, err := budget.ReadCSV(f, filepath.Base(name))
	require.NoError(t, err)
	return table
}
