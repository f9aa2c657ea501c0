package catalog

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Count is how many there are of one name.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// A Census counts what was published in a period: the figures that the annual
// report and the periodic circular (定期通报) are made of. Every list is in
// falling order of N, ties by name; a record without a column or an organ
// counts under the empty name.
type Census struct {
	From, To   civil.Date
	Total      int     // records made public in the period and still to be seen
	ByColumn   []Count // each column with all that stands below it
	ByOrgan    []Count
	ByCategory []Count // 长期公开 …
	ByGenre    []Count
	ByMonth    []Count // 2015-12, in order of time
	ByChannel  []Count // releases that were sent in the period
	Withdrawn  int     // records made public in the period and withdrawn since
}

// Census counts the records whose day of publication lies from one day to
// another, both included; a zero day is no bound.
func (c *Catalog) Census(ctx context.Context, from, to civil.Date) (Census, error) {
	if err := c.ready(ctx); err != nil {
		return Census{}, err
	}
	within := func(d civil.Date) bool {
		return (from.IsZero() || !d.Before(from)) && (to.IsZero() || !d.After(to))
	}
	t := newTally()
	for _, r := range c.snapshot(func(r Record) bool { return within(r.Published) }) {
		t.count(r)
	}
	channels := map[string]int{}
	for rel, err := range c.store.Releases(ctx, "", "") {
		if err != nil {
			return Census{}, fmt.Errorf("catalog: census: %w", err)
		}
		if rel.State == Sent && rel.Channel != ZeroReport && within(rel.Day) && c.mayCount(rel.Subject) {
			channels[rel.Channel]++
		}
	}
	out := Census{
		From: from, To: to, Total: t.total, Withdrawn: t.withdrawn,
		ByColumn: byNumber(t.column), ByOrgan: byNumber(t.organ), ByCategory: byNumber(t.category),
		ByGenre: byNumber(t.genre), ByMonth: byNumber(t.month), ByChannel: byNumber(channels),
	}
	slices.SortFunc(out.ByMonth, func(a, b Count) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// mayCount says whether a release counts: not if its subject is a record that
// the public may not see. Subjects that are no records count.
func (c *Catalog) mayCount(subject string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	id, ok := c.view.loose[IndexNumber(subject).loose()]
	return !ok || id < 0 || visible(c.view.records[id]) || c.view.records[id].Status == Withdrawn
}

type tally struct {
	total, withdrawn                      int
	column, organ, category, genre, month map[string]int
}

func newTally() *tally {
	return &tally{
		column: map[string]int{}, organ: map[string]int{}, category: map[string]int{},
		genre: map[string]int{}, month: map[string]int{},
	}
}

func (t *tally) count(r Record) {
	if r.Status == Withdrawn {
		t.withdrawn++
	}
	if !visible(r) {
		return
	}
	t.total++
	for _, col := range r.Column.path() {
		t.column[string(col)]++
	}
	t.organ[r.Publisher]++
	t.genre[string(r.Genre)]++
	if r.Category != 0 {
		t.category[r.Category.String()]++
	} else {
		t.category[""]++
	}
	t.month[fmt.Sprintf("%04d-%02d", r.Published.Year, int(r.Published.Month))]++
}

func byNumber(m map[string]int) []Count {
	out := make([]Count, 0, len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		out = append(out, Count{Name: name, N: m[name]})
	}
	slices.SortStableFunc(out, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	return out
}

// OrganRank is one organ's row in the circular.
type OrganRank struct {
	Rank  int    `json:"rank"` // equal counts share a rank
	Organ string `json:"organ"`
	N     int    `json:"n"`
}

// Ranking ranks the organs by what they published in the period. The organs
// given that published nothing stand at the end with 0, as 零报告.
func (c Census) Ranking(organs ...string) []OrganRank {
	counts := slices.Clone(c.ByOrgan)
	for _, o := range organs {
		if !slices.ContainsFunc(counts, func(k Count) bool { return k.Name == o }) {
			counts = append(counts, Count{Name: o})
		}
	}
	out := make([]OrganRank, len(counts))
	for i, k := range counts {
		out[i] = OrganRank{Rank: i + 1, Organ: k.Name, N: k.N}
		if i > 0 && k.N == counts[i-1].N {
			out[i].Rank = out[i-1].Rank
		}
	}
	return out
}
