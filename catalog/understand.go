package catalog

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
	"github.com/zwgk/zwgk/disclosure"
)

// longestQuery is how many characters of a query are read.
const longestQuery = 200

// A reading is a query taken apart.
type reading struct {
	catalog *Catalog
	query   Query
	text    string
	terms   []string // folded, as typed
	pieces  []piece  // folded, in order, without what only asks
	year    int
	organ   Organ
	meant   Query // with what the words say of category and column
}

// A piece is a word of a query with the words that may stand for it.
type piece struct {
	word string
	same []string // other names of the same thing
	near []string // words that are near
	year int

	whole bool // it names one kind of document, of which a part is another's
	gap   bool // something stood before it that is not there any more, or a space
}

// understand makes two queries of one: as it was typed, and as it was meant.
func (c *Catalog) understand(q Query) (typed, meant fulltext.Query, u Understood) {
	r := &reading{catalog: c, query: q, meant: q, text: clip(strings.TrimSpace(q.Text), longestQuery)}
	r.terms = fulltext.Terms(r.text)
	r.takeApart()
	typed = pageOf(q, fulltext.Query{Filter: c.filter(q), Numbers: r.numbers()})
	for _, t := range r.terms {
		words := append([]string{t}, c.vocabulary().entry(t).same...)
		typed.Typed = append(typed.Typed, fulltext.Group{Words: words})
	}
	typed.Like, typed.Year = r.likes(), int16(r.year)
	if len(r.terms) == 0 && r.text != "" { // only signs: nothing to find
		typed.Typed = []fulltext.Group{{Words: []string{r.text}}}
	}
	meant = typed
	meant.Typed, meant.Numbers = nil, nil
	typed.Strict = true
	meant.Filter = c.filter(r.meant)
	meant.Meant = r.groups()
	meant.Strict = slices.ContainsFunc(r.pieces, func(p piece) bool { return p.whole })
	if isSpelling(r.text) {
		meant.Spelled = r.text
	}
	return typed, meant, r.understood(typed.Numbers)
}

// takeApart fills pieces: years, organs and known words are found first, what
// only asks is dropped, the rest stays as it stands.
func (r *reading) takeApart() {
	words := r.catalog.vocabulary()
	for _, t := range r.terms {
		first := len(r.pieces)
		for _, part := range r.years(words.strip(t)) {
			if part.year != 0 {
				r.year = part.year
				r.pieces = append(r.pieces, part)
				continue
			}
			r.pieces = append(r.pieces, words.cut(r.categories(part.word))...)
		}
		if first < len(r.pieces) {
			r.pieces[first].gap = true
		}
	}
	for _, p := range r.pieces {
		if o, ok := r.catalog.organNamed(p.word); ok && r.organ.Name == "" {
			r.organ = o
		}
	}
}

// categories takes the name of a category out of a text.
func (r *reading) categories(text string) string {
	for _, c := range []disclosure.Category{disclosure.Permanent, disclosure.Quarterly, disclosure.Staged, disclosure.AdHoc} {
		if before, after, ok := strings.Cut(text, c.String()); ok && r.query.Category == 0 {
			r.meant.Category = c
			return before + strings.TrimPrefix(after, "的")
		}
	}
	return text
}

// groups are what a record must say to be what was meant. A character left
// over says too little to be demanded.
func (r *reading) groups() []fulltext.Group {
	var out []fulltext.Group
	for _, p := range r.pieces {
		if p.year == 0 && utf8.RuneCountInString(p.word) < 2 {
			continue
		}
		g := fulltext.Group{Words: slices.Concat([]string{p.word}, p.same, p.near), Year: int16(p.year)}
		if o, ok := r.catalog.organNamed(p.word); ok {
			g.Owned = true
			for name := range r.catalog.namesOf(o.Name) {
				g.Words = append(g.Words, name)
			}
		} else {
			g.Owned = namesOrgan(p.word)
		}
		out = append(out, g)
	}
	return out
}

// namesOrgan says whether a word ends as the names of organs do.
func namesOrgan(word string) bool {
	for _, end := range [...]string{"局", "委", "委员会", "厅", "部", "院", "办", "办公室", "中心", "镇", "乡", "街道", "办事处", "政府", "法院", "检察院", "大队", "支队"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// What it costs a phrase to say the same in other words, or something near.
const (
	sameCost = 0.04
	nearCost = 0.08
)

// likes are the ways in which the query may be written: as it stands, with
// every known word in its official form, then with each other word for one.
func (r *reading) likes() []fulltext.Phrase {
	if len(r.terms) == 0 {
		return nil
	}
	if len(r.pieces) == 0 {
		return []fulltext.Phrase{{Text: strings.Join(r.terms, " ")}}
	}
	out := []fulltext.Phrase{{Text: r.written(func(int, piece) string { return "" })}}
	known, cost := 0, float32(sameCost)
	official := r.written(func(_ int, p piece) string {
		switch {
		case p.year != 0 || len(p.same)+len(p.near) == 0:
			return ""
		case len(p.same) > 0:
			known++
			return p.same[0]
		}
		known++
		cost = nearCost
		return p.near[0]
	})
	if known > 1 {
		out = append(out, fulltext.Phrase{Text: official, Cost: cost})
	}
	for at, p := range r.pieces {
		for i, w := range slices.Concat(p.same, p.near) {
			cost := float32(sameCost)
			if i >= len(p.same) {
				cost = nearCost
			}
			out = append(out, fulltext.Phrase{Cost: cost, Text: r.written(func(i int, _ piece) string {
				if i == at {
					return w
				}
				return ""
			})})
		}
	}
	slices.SortStableFunc(out, func(a, b fulltext.Phrase) int { return cmp.Compare(a.Cost, b.Cost) })
	return out
}

// written puts the pieces together, each as it stands or as another word.
func (r *reading) written(as func(int, piece) string) string {
	var b strings.Builder
	for i, p := range r.pieces {
		if p.gap && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(cmp.Or(as(i, p), p.word))
	}
	return b.String()
}

func (r *reading) understood(numbers []string) Understood {
	u := Understood{Organ: r.organ.Name, Column: r.meant.Column, Category: r.meant.Category, Year: r.year}
	if r.organ.Name == "" {
		u.Organ = r.query.Organ
	}
	for _, p := range r.pieces {
		u.Words = append(u.Words, p.word)
		u.Words = append(u.Words, p.same...)
	}
	for _, n := range numbers {
		if number := IndexNumber(n).Canonical(); number != "" && r.catalog.known(number) {
			u.Number = number
		}
	}
	return u
}

// known says whether the public may see a record of that canonical number.
func (c *Catalog) known(n IndexNumber) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	id, ok := c.view.loose[n.joined()]
	return ok && visible(c.view.records[id])
}

// organNamed finds one of the office's organs by any of its names.
func (c *Catalog) organNamed(name string) (Organ, bool) {
	if i := c.called[name]; i > 0 {
		return c.organs[i-1], true
	}
	return Organ{}, false
}

// isSpelling says whether a text is all letters, digits and spaces of the
// Latin keyboard, with two letters at least: it may be pinyin or initials.
func isSpelling(text string) bool {
	letters := 0
	for _, c := range text {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters++
		case c >= '0' && c <= '9' || c == ' ' || c == '\'' || c == '’':
		default:
			return false
		}
	}
	return letters >= 2
}

func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
