package h5

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// counts are those of the whole catalogue at one head.
type counts struct {
	head    int64
	known   bool
	Total   int
	Columns []columnCount
	Organs  []catalog.Count
	Years   []int
}

// columnCount is one column in the order of the tree.
type columnCount struct {
	Column catalog.Column
	Depth  int
	N      int
}

// census counts the catalogue, anew when it has changed.
func (s *site) census(ctx context.Context) (counts, error) {
	head, err := s.Catalog.Head(ctx)
	if err != nil {
		return counts{}, err
	}
	s.mu.Lock()
	kept := s.counts
	s.mu.Unlock()
	if kept.known && kept.head == head {
		return kept, nil
	}
	c, err := s.Catalog.Census(ctx, civil.Date{}, civil.Date{})
	if err != nil {
		return counts{}, err
	}
	kept = counts{head: head, known: true, Total: c.Total, Columns: columnsOf(c.ByColumn), Years: yearsOf(c.ByMonth)}
	for _, o := range c.ByOrgan {
		if o.Name != "" {
			kept.Organs = append(kept.Organs, o)
		}
	}
	s.mu.Lock()
	s.counts = kept
	s.mu.Unlock()
	return kept, nil
}

// columnsOf puts the columns that hold something in the order of the national
// tree, others behind them, each below its parent.
func columnsOf(found []catalog.Count) []columnCount {
	place := map[catalog.Column]int{}
	for i, c := range catalog.NationalColumns() {
		place[c] = i + 1
	}
	top := func(c catalog.Column) catalog.Column {
		for c.Parent() != "" {
			c = c.Parent()
		}
		return c
	}
	rank := func(c catalog.Column) int {
		if p, ok := place[c]; ok {
			return p
		}
		return len(place) + 1
	}
	var out []columnCount
	for _, f := range found {
		if f.Name == "" {
			continue
		}
		c := catalog.Column(f.Name)
		depth := 0
		for p := c.Parent(); p != ""; p = p.Parent() {
			depth++
		}
		out = append(out, columnCount{c, depth, f.N})
	}
	order := func(a, b catalog.Column) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b)) }
	slices.SortStableFunc(out, func(a, b columnCount) int {
		return cmp.Or(order(top(a.Column), top(b.Column)), order(a.Column, b.Column))
	})
	return out
}

// yearsOf are the years of months such as 2015-12, newest first.
func yearsOf(months []catalog.Count) []int {
	var out []int
	for _, m := range months {
		if len(m.Name) < 4 {
			continue
		}
		if y, err := strconv.Atoi(m.Name[:4]); err == nil && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}
