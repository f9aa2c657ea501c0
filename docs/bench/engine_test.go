package bench

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	_ "modernc.org/sqlite"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A row is a record of the judged catalogue.
type row struct {
	Number, Publisher, Column, DocNumber, Title, Summary string
	Day                                                  civil.Date
}

// An engine answers a text with the places of rows, best first.
type engine interface {
	search(text string) ([]int, error)
}

// ours is the catalogue itself, filled by publishing.
type ours struct {
	c     *catalog.Catalog
	place map[catalog.IndexNumber]int
}

func newOurs(rows []row) (engine, error) {
	o := ours{catalog.New(nil), map[catalog.IndexNumber]int{}}
	by := catalog.Actor{Name: "签发人", Role: "signer", At: time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)}
	for i, r := range rows {
		got, err := o.c.Publish(context.Background(), catalog.Record{Number: catalog.IndexNumber(r.Number), Title: r.Title, Summary: r.Title + "。" + r.Summary,
			Publisher: r.Publisher, Column: catalog.Column(r.Column), DocNumber: r.DocNumber, Date: r.Day, Published: r.Day, Drafter: "经办人",
			Review: catalog.Review{By: "审查人", Result: catalog.Cleared}}, by)
		if err != nil {
			continue // the catalogue refuses a few rows; the other engines have them
		}
		o.place[got.Number] = i
	}
	return o, nil
}

func (o ours) search(text string) ([]int, error) {
	p, err := o.c.Search(context.Background(), catalog.Query{Text: text})
	var out []int
	for _, h := range p.Hits {
		out = append(out, o.place[h.Record.Number])
	}
	return out, err
}

// bleveCJK is bleve in memory with its analyser for Chinese.
type bleveCJK struct{ index bleve.Index }

func newBleve(rows []row) (engine, error) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = cjk.AnalyzerName
	x, err := bleve.NewMemOnly(m)
	if err != nil {
		return nil, err
	}
	for from := 0; from < len(rows); from += 1000 {
		b := x.NewBatch()
		for i := from; i < min(from+1000, len(rows)); i++ {
			if err := b.Index(strconv.Itoa(i), map[string]string{"title": rows[i].Title, "summary": rows[i].Summary}); err != nil {
				return nil, err
			}
		}
		if err := x.Batch(b); err != nil {
			return nil, err
		}
	}
	return bleveCJK{x}, nil
}

func (e bleveCJK) search(text string) ([]int, error) {
	title, rest := bleve.NewMatchQuery(text), bleve.NewMatchQuery(text)
	title.SetField("title")
	title.SetBoost(2)
	rest.SetField("summary")
	got, err := e.index.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(title, rest), 10, 0, false))
	if err != nil {
		return nil, err
	}
	var out []int
	for _, h := range got.Hits {
		i, err := strconv.Atoi(h.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}

// fts5 is SQLite's full text search over pairs of characters.
type fts5 struct{ ask *sql.Stmt }

func newFTS5(rows []row) (engine, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE VIRTUAL TABLE t USING fts5(title, summary, detail=column)`); err != nil {
		return nil, err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	for i, r := range rows {
		if _, err := tx.Exec(`INSERT INTO t(rowid, title, summary) VALUES (?, ?, ?)`, i+1, strings.Join(pairs(r.Title), " "), strings.Join(pairs(r.Summary), " ")); err != nil {
			return nil, err
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	ask, err := db.Prepare(`SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2, 1) LIMIT 10`)
	return fts5{ask}, err
}

// pairs are the neighbouring letters and digits of a text.
func pairs(text string) []string {
	var out []string
	last := rune(0)
	for _, r := range strings.ToLower(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if last != 0 {
			out = append(out, string([]rune{last, r}))
		}
		last = r
	}
	return out
}

func (e fts5) search(text string) ([]int, error) {
	words := pairs(text)
	if len(words) == 0 {
		return nil, nil
	}
	for i, w := range words {
		words[i] = fmt.Sprintf("%q", w)
	}
	found, err := e.ask.Query(strings.Join(words, " OR "))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var out []int
	for found.Next() {
		var i int
		if err := found.Scan(&i); err != nil {
			return nil, err
		}
		out = append(out, i-1)
	}
	return out, found.Err()
}
