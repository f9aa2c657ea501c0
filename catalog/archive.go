package catalog

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

// An Archive finds public records without holding them in memory: for
// catalogues that are larger than one process holds. It finds what
// Catalog.Search finds, the words as typed as exactly; likeness it judges among
// the texts that share the rarest pieces of the question. Make it with
// Catalog.Archive.
type Archive struct {
	catalog *Catalog // for its store and its words; its view stays empty
	texts   TextStore
}

// Archive returns a finder over the catalogue's feed whose texts are kept in a
// TextStore. It knows the organs and synonyms that the catalogue was given.
func (c *Catalog) Archive(texts TextStore) *Archive {
	own := New(c.store).WithScheme(c.scheme).WithOrgans(c.organs...)
	own.words = c.words
	return &Archive{catalog: own, texts: texts}
}

// followed is how many changes are taken over at once.
const followed = 1000

// Follow takes over what the feed has and the texts have not. Search calls it;
// a host calls it after a large import, so that the first reader need not wait.
func (a *Archive) Follow(ctx context.Context) error {
	for {
		err := a.follow(ctx)
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
}

func (a *Archive) follow(ctx context.Context) error {
	seq, err := a.texts.TextSeq(ctx, fulltext.TokenForm)
	if err != nil {
		return fmt.Errorf("catalog: follow: %w", err)
	}
	head, _, err := a.catalog.store.Head(ctx)
	if err != nil || head <= seq {
		return err
	}
	many := head-seq > followed
	newest := map[int64]Record{}
	for s, err := range a.catalog.store.Changes(ctx, seq) {
		if err != nil {
			return fmt.Errorf("catalog: follow: %w", err)
		}
		content, err := s.open()
		if err != nil {
			return err
		}
		newest[s.ID], head = content.Record, s.Seq
		if len(newest) == followed {
			if err := a.put(ctx, seq, head, newest); err != nil {
				return err
			}
			seq, newest = head, map[int64]Record{}
		}
	}
	if len(newest) > 0 {
		if err := a.put(ctx, seq, head, newest); err != nil {
			return err
		}
	}
	if many {
		return a.texts.TidyTexts(ctx)
	}
	return nil
}

// put takes over the records as they stand after some changes.
func (a *Archive) put(ctx context.Context, before, after int64, newest map[int64]Record) error {
	var texts []Text
	var gone []int64
	for id, r := range newest {
		if visible(&r) {
			texts = append(texts, r.Public().asText())
		} else {
			gone = append(gone, id)
		}
	}
	return a.texts.PutTexts(ctx, fulltext.TokenForm, before, after, texts, gone)
}

// asText is what of a record is found by its words, elsewhere.
func (r Record) asText() Text {
	d := r.searched()
	t := Text{ID: r.ID, Title: r.Title, Folded: fulltext.Fold(r.Title), Tokens: fulltext.Tokens(d), Publisher: r.Publisher,
		Owner: fulltext.Fold(r.Publisher), Column: r.Column, Category: r.Category.String(), Date: r.Date, Stale: d.Stale}
	var rest []string
	for _, part := range d.Text {
		if f := fulltext.Fold(part); f != "" {
			rest = append(rest, f)
		}
	}
	t.Rest = strings.Join(rest, "\n")
	return t
}

// doc turns a text back into what an index in memory ranks.
func (t Text) doc() fulltext.Doc {
	return fulltext.Doc{Key: t.ID, Title: t.Title, Text: strings.Split(t.Rest, "\n"), Day: sinceEpoch(t.Date), Year: int16(t.Date.Year),
		Stale: t.Stale, Labels: [fulltext.Facets]string{t.Publisher, string(t.Column), t.Category}}
}

// Find returns the public record of a number in any writing, as Catalog.Find
// does.
func (a *Archive) Find(ctx context.Context, n IndexNumber) (Record, error) {
	r, err := a.catalog.current(ctx, 0, n.Canonical())
	if errors.Is(err, ErrNotFound) {
		r, err = a.loosely(ctx, n)
	}
	if err == nil && !visible(&r) {
		err = ErrNotFound
	}
	if err != nil {
		return Record{}, fmt.Errorf("catalog: find %s: %w", n.Canonical(), err)
	}
	return r, nil
}

// loosely finds the one record that has a number in a writing of its own.
func (a *Archive) loosely(ctx context.Context, n IndexNumber) (Record, error) {
	if err := a.Follow(ctx); err != nil {
		return Record{}, err
	}
	found, total, err := a.texts.FindTexts(ctx, TextAsk{Groups: numberGroup(string(n)), Limit: 1})
	if err != nil || total != 1 {
		return Record{}, cmp.Or(err, ErrNotFound)
	}
	r, err := a.catalog.current(ctx, found[0].ID, "")
	if err == nil && r.Number.loose() != n.loose() {
		err = ErrNotFound
	}
	return r, err
}

func numberGroup(n string) []TextGroup {
	return []TextGroup{{Words: []TextWord{{Tokens: []string{"#" + fulltext.NumberKey(n)}}}}}
}

// Search finds the public records that a query asks for, as Catalog.Search does.
func (a *Archive) Search(ctx context.Context, q Query) (Page, error) {
	if err := a.Follow(ctx); err != nil {
		return Page{}, fmt.Errorf("catalog: search: %w", err)
	}
	typed, meant, understood := a.catalog.understand(q)
	wide := q
	q.Column, q.Category = understood.Column, understood.Category
	got, err := a.seek(ctx, typed, wide)
	if err == nil && got.Found == fulltext.Nothing {
		got, err = a.seek(ctx, meant, q)
	}
	if err == nil && got.Found == fulltext.Nothing && q.Text != "" {
		got, err = a.seek(ctx, relaxed(meant, typed), wide)
	}
	if err != nil {
		return Page{}, fmt.Errorf("catalog: search: %w", err)
	}
	p := Page{Total: got.Total, Near: got.Found == fulltext.Nearest, Understood: understood}
	if p.Near {
		p.Total = 0
	}
	for _, h := range got.Hits {
		r, err := a.catalog.current(ctx, h.Key, "")
		if err != nil {
			return Page{}, fmt.Errorf("catalog: search: %w", err)
		}
		if !visible(&r) { // hidden a moment ago
			continue
		}
		p.Hits = append(p.Hits, Hit{Record: r.light().Public(), Score: h.Score, Shared: h.Shared})
		for _, n := range typed.Numbers {
			if c := IndexNumber(n).Canonical(); c != "" && c == r.Number {
				p.Understood.Number = c
			}
		}
	}
	p.mark(q, understood.Words)
	return p, nil
}

// careful is how many texts are fetched to be ranked with care, candidates how
// many that only share something with the question.
const (
	careful    = 256
	candidates = 1500
)

// seek goes the steps of fulltext's search over the texts of the store.
func (a *Archive) seek(ctx context.Context, f fulltext.Query, q Query) (fulltext.Result, error) {
	for _, n := range f.Numbers {
		if fulltext.NumberKey(n) == "" {
			continue
		}
		if got, err := a.holding(ctx, numberGroup(n), f, q, fulltext.Numbered); err != nil || got.Total > 0 {
			return got, err
		}
	}
	if len(f.Numbers) == 0 && len(f.Typed) == 0 && len(f.Meant) == 0 && len(f.Like) == 0 && f.Spelled == "" {
		return a.holding(ctx, nil, f, q, fulltext.Everything)
	}
	for _, step := range []struct {
		groups []fulltext.Group
		found  fulltext.Found
	}{{f.Typed, fulltext.Exactly}, {f.Meant, fulltext.InMeaning}} {
		groups := textGroups(step.groups)
		if len(groups) == 0 {
			continue
		}
		if got, err := a.holding(ctx, groups, f, q, step.found); err != nil || got.Total > 0 {
			return got, err
		}
	}
	if f.Strict {
		return fulltext.Result{}, nil
	}
	ask := a.ask(q)
	ask.Any, ask.Limit = fulltext.LikeTokens(f), candidates
	if len(ask.Any) == 0 {
		return fulltext.Result{}, nil
	}
	texts, _, err := a.texts.FindTexts(ctx, ask)
	if err != nil {
		return fulltext.Result{}, err
	}
	f.Numbers, f.Typed, f.Meant = nil, nil, nil
	return rank(texts, f), nil
}

// holding finds the texts that meet all groups. The first page is ranked with
// care, pages behind it are as the store orders them.
func (a *Archive) holding(ctx context.Context, groups []TextGroup, f fulltext.Query, q Query, found fulltext.Found) (fulltext.Result, error) {
	ask := a.ask(q)
	ask.Groups = groups
	ranked := (found == fulltext.Exactly || found == fulltext.InMeaning) && f.Offset+f.Limit <= careful
	if ask.Offset, ask.Limit = f.Offset, f.Limit; ranked {
		ask.Offset, ask.Limit = 0, careful
	}
	texts, total, err := a.texts.FindTexts(ctx, ask)
	if err != nil || total == 0 {
		return fulltext.Result{}, err
	}
	if ranked {
		f.Numbers = nil
		if got := rank(texts, f); got.Found == found {
			got.Total = total
			return got, nil
		}
	}
	out := fulltext.Result{Found: found, Total: total}
	for i, t := range texts {
		if !ranked || i >= f.Offset && i < f.Offset+f.Limit {
			out.Hits = append(out.Hits, fulltext.Hit{Key: t.ID, Score: 1})
		}
	}
	return out, nil
}

// rank puts texts in the order of an index in memory.
func rank(texts []Text, f fulltext.Query) fulltext.Result {
	var few fulltext.Index
	docs := make([]fulltext.Doc, len(texts))
	for i, t := range texts {
		docs[i] = t.doc()
	}
	few.Put(docs...)
	return few.Search(f)
}

// ask is the filter of a query.
func (a *Archive) ask(q Query) TextAsk {
	out := TextAsk{Column: q.Column, Year: q.Year, From: q.From, To: q.To}
	if q.Category != 0 {
		out.Category = q.Category.String()
	}
	if q.Organ != "" {
		for name := range a.catalog.namesOf(q.Organ) {
			out.Organs = append(out.Organs, name)
		}
	}
	return out
}

// textGroups are the groups of a query as a TextStore asks for them.
func textGroups(groups []fulltext.Group) []TextGroup {
	var out []TextGroup
	for _, g := range groups {
		t := TextGroup{Year: int(g.Year), Owned: g.Owned}
		for _, w := range g.Words {
			folded := fulltext.Fold(w)
			if folded == "" {
				continue
			}
			word := TextWord{Folded: folded, Tokens: fulltext.WordTokens(w)}
			if utf8.RuneCountInString(folded) < 3 && !g.Owned {
				word.Folded = "" // its one token says it all
			}
			t.Words = append(t.Words, word)
		}
		if len(t.Words) > 0 || t.Year != 0 {
			out = append(out, t)
		}
	}
	return out
}
