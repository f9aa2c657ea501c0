package catalog

import (
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Query is what someone looks for. The zero Query asks for everything,
// newest first.
type Query struct {
	Text     string // a citizen's own words; the first 200 characters count
	Organ    string // by any of its names; also what it published under the names it had before
	Column   Column // with the columns under it
	Category disclosure.Category
	Year     int        // of the record's date
	From, To civil.Date // of the record's date, both included
	Offset   int
	Limit    int        // hits on the page; 0: 10
	Today    civil.Date // for words such as 去年; zero: they are not understood
	Bare     bool       // hits without marks and snippets, for answers that show titles as they are
}

// A Page is one page of an answer.
type Page struct {
	Hits       []Hit
	Total      int  // on all pages; 0 when Near
	Near       bool // nothing matched: these, ten at most, are the nearest
	Understood Understood
}

// A Hit is one record found.
type Hit struct {
	Record  Record
	Score   float64
	Shared  float64 // of a near hit: what its title shares with the query, in pairs of characters that stand in no other title
	Marks   []Mark  // where the query's words stand in the title
	Snippet string
}

// A Mark is a span of bytes in a title.
type Mark struct{ Start, End int }

// Understood is what was taken out of the words of a query.
type Understood struct {
	Words    []string
	Organ    string
	Column   Column
	Category disclosure.Category
	Year     int
	Number   IndexNumber
}
