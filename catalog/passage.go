package catalog

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zwgk/zwgk/disclosure/civil"
)

// A Passage is the sentence of a record's summary or body that has most of what was
// looked for. The zero Passage is none.
type Passage struct {
	Text   string
	Shared float64 // of the record's title and the sentence together, counted as a Hit's
}

// longestPassage is how many characters of a body are read for a passage, and how many
// a sentence has at most that is one.
const (
	longestPassage = 50_000
	longestQuote   = 160
)

// Passage finds what a public record says of a query beside its title: a sentence that
// has something of it that the title has not. The body is read for it, so ask only of
// records that a search has found. A record that the public may not see is ErrNotFound.
func (c *Catalog) Passage(ctx context.Context, n IndexNumber, text string, today civil.Date) (Passage, error) {
	r, err := c.Find(ctx, n)
	if err != nil {
		return Passage{}, fmt.Errorf("catalog: passage: %w", err)
	}
	r = r.Public()
	texts := []string{r.Title}
	sentences := []string{r.Title}
	for _, s := range sentencesOf(r.Summary + "\n" + clip(r.Body, longestPassage)) {
		texts, sentences = append(texts, r.Title+"\n"+s), append(sentences, s)
	}
	typed, _, _ := c.understand(Query{Text: text, Today: today})
	best, shares := 0, c.index.texts.Shares(typed.Like, r.Publisher, texts)
	for i, share := range shares {
		if share > shares[best] || share == shares[best] && best > 0 && len(sentences[i]) < len(sentences[best]) {
			best = i
		}
	}
	if best == 0 {
		return Passage{}, nil
	}
	return Passage{Text: sentences[best], Shared: float64(shares[best])}, nil
}

// sentencesOf are the sentences of a text, without those that are too long to quote.
func sentencesOf(text string) []string {
	return slices.DeleteFunc(allSentences(text), func(s string) bool { return utf8.RuneCountInString(s) > longestQuote })
}

// allSentences are the sentences of a text, without the mark at their end.
func allSentences(text string) (out []string) {
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return r == '。' || r == '；' || r == ';' || r == '\n' }) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
