package budget_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
)

// wild is a statement that nobody published: rows too short and too long, codes
// and lines where they cannot be, units and stages that there are not.
func wild(r *random) budget.Statement {
	one := func(of ...string) string { return of[r.below(len(of))] }
	s := budget.Statement{Organ: one("某局", "", "<b>&\""), Year: r.below(3000) - 10, Stage: budget.Stage(r.below(5) - 1)}
	forms := budget.Forms()
	for range r.below(4) {
		f := forms[r.below(len(forms))]
		t := budget.Table{Form: one(f.ID, f.ID, f.ID, "ZZ"), Title: f.Name, Unit: budget.Unit(r.below(7) - 1), Torn: r.below(5) == 0}
		for _, c := range f.Columns {
			if r.below(10) > 0 {
				t.Columns = append(t.Columns, c.Key)
			}
		}
		for range r.below(12) {
			label := one("合计", "", "收入总计", "总计", "支出总计", "本年支出合计", "预算数", "决算数", "团组数", "税收收入", "  ", "一般公共服务支出")
			if len(f.Income) > 0 && r.below(2) == 0 {
				label = f.Income[r.below(len(f.Income))].Key
			}
			row := budget.Row{Label: label, Side: budget.Side(one("", "收入", "支出", "性质", "怪")), Line: r.below(5) - 1, Loose: r.below(9) == 0,
				Code: one("", "201", "20101", "2010101", "2", "abc", "301", "30101", "９９９")}
			for range r.below(len(f.Columns) + 3) {
				cells := []budget.Amount{{}, budget.Number(999_999_999_999_999_999, r.below(19)), budget.Number(int64(r.below(2_000_000)-1000), r.below(5))}
				row.Cells, row.At = append(row.Cells, cells[r.below(3)]), append(row.At, r.below(9)-1)
			}
			t.Rows = append(t.Rows, row)
		}
		s.Tables = append(s.Tables, t)
	}
	return s
}

// Whatever a program puts into a statement, nothing panics, and what is written
// as JSON is read again or refused.
func FuzzAnyStatementIsTaken(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := random(seed)
		s, other := wild(&r), wild(&r)
		s.Check()
		s.CheckAgainst(other)
		budget.CheckUnits(s, []budget.Statement{other, s})
		budget.Compare(other, s)
		s.Narrate(other, nil)
		s.Glossary()
		s.FillUnits()
		_ = s.WriteHTML(io.Discard)
		_ = budget.WriteDataPackage(io.Discard, s)
		for _, how := range bothWays {
			s.RoundTo(budget.Unit(r.below(7)-1), r.below(5), how)
		}
		for _, table := range s.Tables {
			var b bytes.Buffer
			if table.WriteCSV(&b) == nil {
				_, _, _ = budget.ReadCSV(&b, "表.csv")
			}
		}
		var b bytes.Buffer
		require.NoError(t, budget.WriteJSON(&b, s))
		text := b.String()
		if back, err := budget.ReadJSON(&b); err == nil {
			require.NoError(t, budget.WriteJSON(&b, back))
			assert.Equal(t, text, b.String())
		}
	})
}

func TestARowWiderThanItsTableIsRefused(t *testing.T) {
	table := budget.Table{Form: "F5", Title: "支出表", Unit: budget.Yuan, Columns: []string{"合计"}, Rows: []budget.Row{{Label: "合计", Cells: cellsOf(1, 2)}}}
	assert.ErrorContains(t, table.WriteCSV(io.Discard), "row 1 (合计) has 2 cells under 1 columns")
	s := budget.Statement{Organ: "某局", Year: 2024, Stage: budget.Final, Tables: []budget.Table{table}}
	assert.Error(t, budget.WriteDataPackage(io.Discard, s))
	_, err := budget.ReadJSON(strings.NewReader(`{"organ":"某局","year":2024,"stage":"final","tables":[{"form":"F5","title":"支出表","unit":"元","columns":["合计"],"rows":[{"label":"合计","cells":["1","2"]}]}]}`))
	assert.ErrorContains(t, err, "row 1 (合计)")
}
