package catalog

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// searchIndex holds what the public may see, for Search.
type searchIndex struct {
	texts  fulltext.Index
	upTo   int64 // the change up to which it came from a snapshot
	caught bool  // up with the feed once: from then on each change is found at once
}

func newSearchIndex() *searchIndex { return &searchIndex{} }

func (x *searchIndex) put(r Record) {
	if x.caught {
		x.texts.Put(r.searched())
		return
	}
	x.texts.Later(r.searched())
}

func (x *searchIndex) remove(id int64) { x.texts.Remove(id) }

func (x *searchIndex) settle() {
	x.texts.Tidy()
	x.caught = true
}

// searched is what of a record is found by its words.
func (r Record) searched() fulltext.Doc {
	text := append([]string{r.Summary}, r.Keywords...)
	text = append(text, r.Body)
	for _, f := range r.Files {
		text = append(text, f.Name, f.Text)
	}
	force := r.ForceOn(civil.Day(9999, 12, 31))
	return fulltext.Doc{
		Key: r.ID, Title: r.Title, Text: text, Numbers: r.numbered(),
		Day: sinceEpoch(r.Date), Year: int16(r.Date.Year),
		Stale:  force == Repealed || force == Lapsed || r.Status == Superseded,
		Labels: [fulltext.Facets]string{r.Publisher, string(r.Column), r.Category.String()},
	}
}

// numbered are the numbers by which a record is found: its index number, its
// document number, and both without the serial, so that 国发〔2019〕 finds the
// year's series; and its year and serial, which people know without the series:
// 〔2019〕39号.
func (r Record) numbered() []string {
	numbers := []string{string(r.Number), r.DocNumber}
	if i := strings.LastIndexByte(string(r.Number), '-'); i > 0 {
		numbers = append(numbers, string(r.Number[:i]))
	}
	d, err := ParseDocNumber(r.DocNumber)
	if err != nil {
		return numbers
	}
	if d.Form == Bracketed {
		numbers = append(numbers, d.Series(), fmt.Sprintf("〔%d〕%d号", d.Year, d.Serial))
	}
	return append(numbers, d.String())
}

// sinceEpoch counts days from 1970, at least 1; 0 is no day.
func sinceEpoch(d civil.Date) int32 {
	if d.IsZero() {
		return 0
	}
	return int32(max(1, d.Sub(civil.Day(1970, 1, 1))))
}

// Search finds the public records that a query asks for. Numbers in any
// writing come before words; words as they were typed come before words as
// they are understood; and when nothing matches, the nearest records are
// shown (Page.Near, and a Total of 0). It never fails for what a query says.
func (c *Catalog) Search(ctx context.Context, q Query) (Page, error) {
	if err := c.ready(ctx); err != nil {
		return Page{}, fmt.Errorf("catalog: search: %w", err)
	}
	got, understood := c.seek(q)
	p := Page{Total: got.Total, Near: got.Found == fulltext.Nearest, Understood: understood}
	if p.Near {
		p.Total = 0
	}
	p.Hits = c.shown(got.Hits)
	p.mark(q, understood.Words)
	return p, nil
}

// shown are the records of hits, but for those that were hidden a moment ago. They lie far
// apart in memory: all are looked at before one is copied, so that they are waited for
// together and not one after the other.
func (c *Catalog) shown(found []fulltext.Hit) (hits []Hit) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	records := make([]*Record, 0, 32)
	for _, h := range found {
		r := c.view.records[h.Key]
		if r != nil && !visible(r) {
			r = nil
		}
		records = append(records, r)
	}
	for i, r := range records {
		if r == nil {
			continue
		}
		if hits == nil {
			hits = make([]Hit, 0, len(found))
		}
		hits = append(hits, Hit{Record: *r, Score: found[i].Score, Shared: found[i].Shared}) // a view's records are light
		shown := &hits[len(hits)-1].Record
		shown.conceal()
		shown.unshare()
	}
	return hits
}

// seek is what the index finds for a query, or has found for the same and would find
// again.
func (c *Catalog) seek(q Query) (fulltext.Result, Understood) {
	q.Bare = false // which says nothing of what is found
	if a, known := c.recall.of(q); known {
		now, same := c.index.texts.Same(a.version, a.found, a.steps...)
		if same && now != a.version {
			a.version = now
			c.recall.keep(q, a)
		}
		if same {
			return a.found, a.understood
		}
	}
	version := c.index.texts.Version() // before the search, which may already see the next one
	typed, meant, understood := c.understand(q)
	steps := []fulltext.Query{typed, meant}
	if q.Text != "" {
		steps = append(steps, relaxed(meant, typed))
	}
	got := c.index.texts.Search(steps...)
	c.recall.keep(q, recalled{version, steps, got, understood})
	return got, understood
}

// relaxed is the meant query without what was only read into it; of one that names a
// kind of document no more than that name.
func relaxed(meant, typed fulltext.Query) fulltext.Query {
	meant.Filter = typed.Filter
	if meant.Strict {
		meant.Meant = slices.DeleteFunc(slices.Clone(meant.Meant), func(g fulltext.Group) bool { return !builtin().entries[g.Words[0]].whole })
	}
	return meant
}

// mark says of each hit where words stand in its title, and cuts a snippet around
// them, unless the query wants it bare.
func (p *Page) mark(q Query, words []string) {
	if q.Bare {
		return
	}
	for i := range p.Hits {
		h := &p.Hits[i]
		h.Snippet = snippet(h.Record.Summary, words)
		for _, s := range fulltext.Marks(h.Record.Title, words) {
			h.Marks = append(h.Marks, Mark{Start: s.Start, End: s.End})
		}
	}
}

// snippetLength is the length of a snippet in characters.
const snippetLength = 80

// snippet cuts out of a summary what stands around the first of the words.
func snippet(summary string, words []string) string {
	all := []rune(summary)
	if len(all) <= snippetLength {
		return summary
	}
	from := 0
	if marks := fulltext.Marks(summary, words); len(marks) > 0 {
		from = max(0, len([]rune(summary[:marks[0].Start]))-snippetLength/4)
	}
	to := min(len(all), from+snippetLength)
	from = max(0, to-snippetLength)
	out := string(all[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(all) {
		out += "…"
	}
	return out
}

// filter turns the fields of a query into a filter of the index.
func (c *Catalog) filter(q Query) fulltext.Filter {
	f := fulltext.Filter{Year: int16(q.Year), From: sinceEpoch(q.From), To: sinceEpoch(q.To)}
	if q.Organ != "" {
		names := c.namesOf(q.Organ)
		f.Labels[0] = func(l string) bool { return names[l] }
	}
	if q.Column != "" {
		column := q.Column // the query itself would have to outlive the call
		f.Labels[1] = func(l string) bool { return column.holds(Column(l)) }
	}
	if q.Category != 0 {
		want := q.Category.String()
		f.Labels[2] = func(l string) bool { return l == want }
	}
	return f
}

// namesOf are the names under which an organ has published: its own, its
// aliases, and those of the organs that it took over from.
func (c *Catalog) namesOf(organ string) map[string]bool {
	o := c.organ(organ)
	names := map[string]bool{organ: true, o.Name: true}
	for _, a := range o.Aliases {
		names[a] = true
	}
	for _, p := range c.Predecessors(o.Name) {
		names[p] = true
	}
	return names
}

// pageOf fills in the page that a query asks for.
func pageOf(q Query, f fulltext.Query) fulltext.Query {
	f.Offset, f.Limit = min(max(q.Offset, 0), everything), min(cmp.Or(max(q.Limit, 0), 10), everything)
	return f
}

// everything is more hits than a catalogue has, so that places on a page may be summed.
const everything = 1 << 30
