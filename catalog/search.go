package catalog

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// searchIndex holds what the public may see, for Search.
type searchIndex struct{ records map[IndexNumber]Record }

func newSearchIndex() *searchIndex { return &searchIndex{records: map[IndexNumber]Record{}} }

func (x *searchIndex) put(r Record)         { x.records[r.Number] = r }
func (x *searchIndex) remove(n IndexNumber) { delete(x.records, n) }

// Search finds the public records that a query asks for, newest first.
func (c *Catalog) Search(ctx context.Context, q Query) (Page, error) {
	if err := c.ready(ctx); err != nil {
		return Page{}, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	var hits []Hit
	for _, r := range c.index.records {
		if visible(r) && q.admits(r) && q.contains(r) {
			hits = append(hits, Hit{Record: r.light().clone()})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(b.Record.Date.Compare(a.Record.Date), cmp.Compare(a.Record.Number, b.Record.Number))
	})
	p := Page{Total: len(hits), Understood: Understood{Words: strings.Fields(q.Text)}}
	from := min(max(q.Offset, 0), len(hits))
	p.Hits = hits[from:min(from+cmp.Or(max(q.Limit, 0), 10), len(hits))]
	return p, nil
}

// admits applies the query's filters.
func (q Query) admits(r Record) bool {
	return (q.Organ == "" || r.Publisher == q.Organ) &&
		(q.Column == "" || q.Column.holds(r.Column)) &&
		(q.Category == 0 || r.Category == q.Category) &&
		(q.Year == 0 || r.Date.Year == q.Year) &&
		(q.From.IsZero() || !r.Date.Before(q.From)) && (q.To.IsZero() || !r.Date.After(q.To))
}

func (q Query) contains(r Record) bool {
	text := r.Title + " " + r.Summary + " " + string(r.Number) + " " + r.DocNumber + " " + r.Body
	for _, w := range strings.Fields(q.Text) {
		if !strings.Contains(text, w) && !strings.Contains(text, string(IndexNumber(w).Canonical())) {
			return false
		}
	}
	return true
}
