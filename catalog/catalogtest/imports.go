package catalogtest

import (
	"iter"
	"strings"
	"testing"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// imported holds an import to its rows: what is in the catalogue already is told from what
// only has its number.
func imported(t *testing.T, s catalog.Store) {
	c := catalog.New(s)
	row := func(number catalog.IndexNumber, title string, day int) catalog.Record {
		r := Report()
		r.Number, r.Title, r.Date = number, title, civil.Day(2015, 11, day)
		return r
	}
	first, err := c.Publish(t.Context(), row("640104/2015-00001", "甲通知", 1), Signer())
	must(t, err)
	rows := []catalog.Record{
		row(first.Number, "甲通知", 1),
		row(first.Number, " 甲 通知。", 1), // written otherwise
		row("", "甲通知", 1),              // without its number
		row(first.Number, "乙通知", 2),    // another, in the catalogue
		row("640104/2015-00002", "丙通知", 3),
		row("640104/2015-00002", "丙通知", 3),
		row("640104/2015-00002", "丁通知", 3), // another, in the same list
		row("640104/2015-00002", "丙通知", 4), // of another day
	}
	for _, as := range []catalog.ChangeKind{catalog.Published, catalog.Draft} {
		for _, dry := range []bool{true, false} {
			got, err := c.Import(t.Context(), rowsOf(rows), catalog.Import{By: Signer(), As: as, DryRun: dry})
			must(t, err)
			in := 1
			if as == catalog.Draft {
				in = 0 // the import before this one took it in
			}
			same(t, "in, there, refused", []int{in, 5 - in, 3}, []int{got.In, got.There, got.Refused})
			var lines []int
			for _, f := range got.Findings {
				if f.Rule == "number-taken" {
					lines = append(lines, f.Line)
					if other := map[bool]string{true: "《甲通知》", false: "《丙通知》"}[f.Line == 4]; !strings.Contains(f.Text, other) {
						t.Errorf("line %d does not name %s: %s", f.Line, other, f.Text)
					}
				}
			}
			same(t, "lines", []int{4, 7, 8}, lines)
		}
	}
}

// rowsOf yields records as the rows of a table.
func rowsOf(rs []catalog.Record) iter.Seq2[catalog.Row, error] {
	return func(yield func(catalog.Row, error) bool) {
		for i, r := range rs {
			if !yield(catalog.Row{Line: i + 1, Record: r}, nil) {
				return
			}
		}
	}
}
