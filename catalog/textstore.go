package catalog

import (
	"context"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A TextStore keeps the texts of public records where they can be found without
// being in memory: recorddb over PostgreSQL is one. Archive follows the feed
// into it and asks it.
type TextStore interface {
	// TextSeq is the change of the feed up to which the texts were put, in the
	// form given; 0 when there are none or they are of another form.
	TextSeq(ctx context.Context, form string) (int64, error)
	// PutTexts keeps texts in place of earlier ones of the same records and
	// forgets those that are gone, all in one transaction. Before is what TextSeq
	// said and after what it says next; when another process was quicker it
	// returns ErrConflict and changes nothing. Before 0 begins anew.
	PutTexts(ctx context.Context, form string, before, after int64, texts []Text, gone []int64) error
	// TidyTexts makes finding fast again after many texts were put.
	TidyTexts(ctx context.Context) error
	// FindTexts returns the texts that are asked for, in the order of TextAsk, and
	// how many there are on all pages.
	FindTexts(ctx context.Context, ask TextAsk) ([]Text, int, error)
}

// A Text is what of a record is found by its words.
type Text struct {
	ID        int64 // of the record
	Title     string
	Folded    string // the title in the one writing in which texts are compared
	Rest      string // everything else, folded, parts parted by line breaks
	Tokens    []string
	Publisher string
	Owner     string // the publisher, folded
	Column    Column
	Category  string
	Date      civil.Date
	Stale     bool // after its equals
}

// A TextAsk is what a text must be to be found. The zero TextAsk asks for all.
// Texts come in the order of how many of the groups stand in the title, then the
// shorter title, then the newer date, then the greater id; without groups, and
// of Any, the newer date and the greater id alone.
type TextAsk struct {
	Groups []TextGroup // each must be met
	Any    []string    // if there are any: some of the rarest of these tokens, or their texts, as many as Limit

	Organs   []string // one of them; nil: any
	Column   Column   // with those under it
	Category string
	Year     int
	From, To civil.Date

	Offset, Limit int
}

// A TextGroup is met by one of its words, by its year, or, when Owned, by a
// publisher whose name has one of the words.
type TextGroup struct {
	Words []TextWord
	Year  int
	Owned bool
}

// A TextWord is met by a text that has all the tokens and, unless it is empty,
// holds the folded word.
type TextWord struct {
	Folded string
	Tokens []string
}
