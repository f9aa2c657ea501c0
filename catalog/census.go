package catalog

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/zwgk/zwgk/disclosure"
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
	c.mu.RLock()
	for _, r := range c.view.records { // in no order, which counting does not need
		if within(r.Published) {
			t.count(r)
		}
	}
	c.mu.RUnlock()
	channels := map[string]int{}
	for rel, err := range c.store.Releases(ctx, "", "") {
		if err != nil {
			return Census{}, fmt.Errorf("catalog: census: %w", err)
		}
		if rel.State == Sent && rel.Channel != ZeroReport && rel.Channel != Belated && within(rel.Day) && c.mayCount(rel.Subject) {
			channels[rel.Channel]++
		}
	}
	out := Census{
		From: from, To: to, Total: t.total, Withdrawn: t.withdrawn,
		ByColumn: t.columns(), ByOrgan: byNumber(t.organ), ByCategory: named(t.category, categoryName),
		ByGenre: named(t.genre, func(g Genre) string { return string(g) }), ByMonth: t.months(), ByChannel: byNumber(channels),
	}
	return out, nil
}

// Monthly counts the records that are to be seen by the month in which they were made
// public, in order of time (2015-12): those of an organ, or of all where it is "".
func (c *Catalog) Monthly(ctx context.Context, organ string) ([]Count, error) {
	if err := c.ready(ctx); err != nil {
		return nil, err
	}
	t := newTally()
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, r := range c.view.records {
		if visible(r) && (organ == "" || r.Publisher == organ) {
			t.month[monthOf(r.Published)]++
		}
	}
	return t.months(), nil
}

// monthOf is the first day of a day's month.
func monthOf(d civil.Date) civil.Date { return civil.Date{Year: d.Year, Month: d.Month, Day: 1} }

// mayCount says whether a release counts: not if its subject is a record that
// the public may not see. Subjects that are no records count.
func (c *Catalog) mayCount(subject string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	id, ok := c.view.loose[IndexNumber(subject).loose()]
	return !ok || id < 0 || visible(c.view.records[id]) || c.view.records[id].Status == Withdrawn
}

type tally struct {
	total, withdrawn int
	column           map[Column]int // without those that stand above it
	organ            map[string]int
	category         map[disclosure.Category]int
	genre            map[Genre]int
	month            map[civil.Date]int // by its first day
}

func newTally() *tally {
	return &tally{column: map[Column]int{}, organ: map[string]int{}, category: map[disclosure.Category]int{}, genre: map[Genre]int{}, month: map[civil.Date]int{}}
}

func (t *tally) count(r *Record) {
	if r.Status == Withdrawn {
		t.withdrawn++
	}
	if !visible(r) {
		return
	}
	t.total++
	t.column[r.Column]++
	t.organ[r.Publisher]++
	t.genre[r.Genre]++
	t.category[r.Category]++
	t.month[monthOf(r.Published)]++
}

// columns are the columns, each with all that stands below it.
func (t *tally) columns() []Count {
	all := map[string]int{}
	for column, n := range t.column {
		for _, above := range column.path() {
			all[string(above)] += n
		}
	}
	return byNumber(all)
}

// named counts under the names of what was counted.
func named[K comparable](counted map[K]int, name func(K) string) []Count {
	all := map[string]int{}
	for what, n := range counted {
		all[name(what)] += n
	}
	return byNumber(all)
}

// categoryName is the name of a category, empty for none.
func categoryName(c disclosure.Category) string {
	if c == 0 {
		return ""
	}
	return c.String()
}

// months are the months in order of time.
func (t *tally) months() []Count {
	out := make([]Count, 0, len(t.month))
	for _, m := range slices.SortedFunc(maps.Keys(t.month), civil.Date.Compare) {
		out = append(out, Count{fmt.Sprintf("%04d-%02d", m.Year, int(m.Month)), t.month[m]})
	}
	return out
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
