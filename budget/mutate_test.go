package budget_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// An edit is what may happen to a published figure; it returns false where it
// would change nothing.
type edit struct {
	name string
	of   func(cell string) (string, bool)
}

var edits = []edit{
	{"first digit", func(s string) (string, bool) {
		i := strings.IndexAny(s, "123456789")
		if i < 0 {
			return "", false
		}
		return s[:i] + string("2345678914"[s[i]-'1']) + s[i+1:], true
	}},
	{"digits swapped", func(s string) (string, bool) {
		d := []byte(s)
		for i := range len(d) - 1 {
			if d[i] >= '0' && d[i+1] >= '0' && d[i] != d[i+1] {
				d[i], d[i+1] = d[i+1], d[i]
				return string(d), true
			}
		}
		return "", false
	}},
	{"left out", func(s string) (string, bool) { return "", true }},
	{"元 for 万元", func(s string) (string, bool) { return s + "0000", !strings.Contains(s, ".") }},
	{"unreadable", func(s string) (string, bool) { return s[:1] + "O" + s[1:], true }},
}

// The tables lie beside the project: transcribed from published budgets and
// accounts of Shanghai organs, 2023–2025.
func TestNoPublishedFigureCanChangeUnseen(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/budget/tables/*.csv")
	if len(files) == 0 {
		t.Skip("the published tables are not beside the project")
	}
	sets := map[string]map[string][]byte{}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		require.NoError(t, err)
		key, _, _ := strings.Cut(filepath.Base(name), "_")
		if sets[key] == nil {
			sets[key] = map[string][]byte{}
		}
		sets[key][filepath.Base(name)] = raw
	}
	tried := 0
	for key, set := range sets {
		for name := range set {
			tried += mutate(t, key, set, name)
		}
	}
	t.Log(tried, "changed figures")
}

// mutate changes each figure of a file in each way, and returns how many.
func mutate(t *testing.T, key string, set map[string][]byte, name string) int {
	honest, table := readSet(t, set, name).with(t, name, set[name])
	r := csv.NewReader(bytes.NewReader(set[name]))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	n, seen := 0, 0
	rest := readSet(t, set, name)
	for _, row := range table.Rows {
		for c, a := range row.Cells {
			at := budget.Position{Row: row.Line}
			if c < len(row.At) {
				at.Column = row.At[c]
			}
			if !a.IsNumber() || a.Decimal().IsZero() || at.Column == 0 || at.Column > len(rows[at.Row-1]) ||
				table.Columns[c] == "机关运行经费" { // nothing holds that column but a bound
				continue
			}
			if seen++; raced && seen%17 != 0 {
				continue
			}
			old := rows[at.Row-1][at.Column-1]
			for _, e := range edits {
				changed, ok := e.of(old)
				if b, err := budget.ParseAmount(old); !ok || err != nil || b != a { // its label stands in another line
					continue
				}
				if changed == "" && len(rows[at.Row-1]) == 1 { // nothing is left to see in a line that lost its label
					continue
				}
				if b, err := budget.ParseAmount(changed); err == nil && b.IsNumber() && b.Decimal().Sub(a.Decimal()).Abs().LessThan(budget.Number(50, a.Places()).Decimal()) {
					continue // rounding may explain it
				}
				rows[at.Row-1][at.Column-1] = changed
				var text bytes.Buffer
				require.NoError(t, csv.NewWriter(&text).WriteAll(rows))
				got, _ := rest.with(t, name, text.Bytes())
				assert.Greater(t, got, honest, fmt.Sprintf("%s %s: %s%s.%s %q → %q", e.name, name, row.Code, row.Label, table.Columns[c], old, changed))
				rows[at.Row-1][at.Column-1] = old
				n++
			}
		}
	}
	return n
}

// A tableSet is the tables of a statement but one, and the errors met in reading
// them.
type tableSet struct {
	tables []budget.Table
	errors int
}

func readSet(t *testing.T, set map[string][]byte, but string) tableSet {
	var out tableSet
	for file, raw := range set {
		if file != but {
			table, findings, err := budget.ReadCSV(bytes.NewReader(raw), file)
			require.NoError(t, err)
			out.tables, out.errors = append(out.tables, table), out.errors+severe(findings)
		}
	}
	return out
}

// with counts the errors of the set with one more file, and returns its table.
func (s tableSet) with(t *testing.T, name string, raw []byte) (int, budget.Table) {
	table, findings, err := budget.ReadCSV(bytes.NewReader(raw), name)
	require.NoError(t, err)
	whole := budget.Statement{Tables: append(s.tables[:len(s.tables):len(s.tables)], table)}
	return s.errors + severe(findings) + severe(whole.Check().Findings), table
}

func severe(findings []budget.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Severity == budget.Error {
			n++
		}
	}
	return n
}
