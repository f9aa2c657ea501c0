package catalog

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Circular (定期通报) ranks the organs by what they made public in a period,
// beside the period before.
type Circular struct {
	Period   Period
	Rows     []CircularRow
	Total    int
	Before   int  // total of the period before
	Assessed bool // Late was counted
}

// A CircularRow is one organ's.
type CircularRow struct {
	OrganRank
	Before int `json:"before"` // what it published in the period before
	Late   int `json:"late"`   // published after the term of the law (条例（2019）第26条)
}

// Change is by how much an organ's count has grown.
func (r CircularRow) Change() int { return r.N - r.Before }

// Circular counts a period. Organs that published nothing are in it when they
// are given. With a calendar it also counts what was published late; of years
// that the calendar does not cover nothing is counted late.
func (c *Catalog) Circular(ctx context.Context, p Period, cal *civil.Calendar, organs ...string) (Circular, error) {
	now, err := c.Census(ctx, p.From(), p.To())
	if err != nil {
		return Circular{}, err
	}
	before, err := c.Census(ctx, p.Before().From(), p.Before().To())
	if err != nil {
		return Circular{}, err
	}
	counts := map[string]int{}
	for _, k := range before.ByOrgan {
		counts[k.Name] = k.N
	}
	late := c.late(p, cal)
	out := Circular{Period: p, Total: now.Total, Before: before.Total, Assessed: cal != nil}
	for _, r := range now.Ranking(organs...) {
		out.Rows = append(out.Rows, CircularRow{OrganRank: r, Before: counts[r.Organ], Late: late[r.Organ]})
	}
	return out, nil
}

// late counts by organ what was published in a period after its term.
func (c *Catalog) late(p Period, cal *civil.Calendar) map[string]int {
	if cal == nil {
		return nil
	}
	out := map[string]int{}
	inside := func(r *Record) bool {
		return visible(r) && !r.Published.Before(p.From()) && !r.Published.After(p.To())
	}
	for _, r := range c.snapshot(inside) {
		for _, f := range lintLate(Linter{Calendar: cal}, r) {
			if f.Rule == RuleLate {
				out[r.Publisher]++
			}
		}
	}
	return out
}

// Title is the circular's heading.
func (c Circular) Title() string { return c.Period.Chinese() + "政府信息公开情况通报" }

// Table is the circular as rows of text, the head first and the total last.
func (c Circular) Table() [][]string {
	head := []string{"名次", "单位", "公开条数", "上期", "增减"}
	if c.Assessed {
		head = append(head, "逾期公开")
	}
	out := [][]string{head}
	total := CircularRow{OrganRank: OrganRank{Organ: "合计", N: c.Total}, Before: c.Before}
	for _, r := range c.Rows {
		out = append(out, c.row(strconv.Itoa(r.Rank), r))
		total.Late += r.Late
	}
	return append(out, c.row("", total))
}

func (c Circular) row(rank string, r CircularRow) []string {
	organ := r.Organ
	if organ == "" {
		organ = "未写明"
	}
	change := "0"
	if r.Change() != 0 {
		change = fmt.Sprintf("%+d", r.Change())
	}
	out := []string{rank, organ, strconv.Itoa(r.N), strconv.Itoa(r.Before), change}
	if c.Assessed {
		out = append(out, strconv.Itoa(r.Late))
	}
	return out
}

// WriteCSV writes the circular's table, in UTF-8 with the mark that
// spreadsheets look for.
func (c Circular) WriteCSV(w io.Writer) error {
	_, err := io.WriteString(w, "\ufeff")
	if err == nil {
		err = csv.NewWriter(w).WriteAll(guarded(c.Table()))
	}
	if err != nil {
		return fmt.Errorf("catalog: write circular: %w", err)
	}
	return nil
}

// guarded are rows whose names no spreadsheet takes for a formula. Numbers
// with a sign are numbers.
func guarded(rows [][]string) [][]string {
	for _, row := range rows {
		for i, cell := range row {
			if _, err := strconv.Atoi(cell); err != nil {
				row[i] = guardCell(cell)
			}
		}
	}
	return rows
}
