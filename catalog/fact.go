package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Fact is the sentence of a public record that says how many, how much or when a
// question asks for. The zero Fact is none.
type Fact struct {
	Record Record // without its body
	Text   string // the sentence as it stands there; of a long one the part that says it, … where it was cut
	Year   int    // that the sentence speaks of, 0: none is known
}

// factRecords is how many of the records that are found for a question are read for the
// sentence, the first longestPassage characters of each.
const factRecords = 6

// Fact answers a question for a number or a day (审计查了几个项目, 清单什么时候梳理完的) with
// the sentence of a public record that says it. It reads the few records that Search
// finds for the words of the question. A sentence says it when it has, with its record's
// title, every word of the question or another for the same deed, a number of what is
// counted in the unit that is asked for, and no other year. Of several years it is the
// newest. Where sentences of one year differ, or the question asks for no such thing,
// Fact returns the zero Fact and no error: a wrong sentence is worse than none. Without a
// day of today a question that says 今年 has no answer. Errors are those of the store.
func (c *Catalog) Fact(ctx context.Context, text string, today civil.Date) (Fact, error) {
	asked, is := readFactQuestion(text, today)
	if !is {
		return Fact{}, nil
	}
	page, err := c.Search(ctx, Query{Text: asked.sought(), Limit: factRecords, Today: today, Bare: true})
	if err != nil {
		return Fact{}, fmt.Errorf("catalog: fact: %w", err)
	}
	var said []statement
	for _, h := range page.Hits {
		r, err := c.Find(ctx, h.Record.Number) // a hit comes without its body
		if errors.Is(err, ErrNotFound) {
			continue // hidden since
		}
		if err != nil {
			return Fact{}, fmt.Errorf("catalog: fact: %w", err)
		}
		said = append(said, asked.statements(r.Public())...)
	}
	s, sure := agreed(said)
	if !sure {
		return Fact{}, nil
	}
	return Fact{Record: s.record.light(), Text: s.quote, Year: s.year}, nil
}

// A statement is a sentence that says what a question asks for.
type statement struct {
	record Record
	year   int    // that it speaks of, 0: none is known
	alone  bool   // it has every word itself, and needs no title
	amount string // what it says: 19, 2015年7月
	quote  string
}

// before says whether a statement goes before another: of a newer year, or of the same
// and without the help of a title.
func (s statement) before(other statement) bool {
	return s.year > other.year || s.year == other.year && s.alone && !other.alone
}

// agreed is the first of the statements that go before all others. They are sure where
// none of their rank says another amount.
func agreed(said []statement) (best statement, sure bool) {
	for i, s := range said {
		switch {
		case i == 0 || s.before(best):
			best, sure = s, true
		case !best.before(s) && s.amount != best.amount:
			sure = false
		}
	}
	return best, sure
}
