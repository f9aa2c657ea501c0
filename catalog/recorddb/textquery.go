package recorddb

import (
	"fmt"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// A textQuery gathers the conditions of a TextAsk and their parameters.
type textQuery struct {
	conditions []string
	args       []any
}

func (q *textQuery) arg(v any) string {
	q.args = append(q.args, v)
	return fmt.Sprintf("$%d", len(q.args))
}

func (q *textQuery) and(condition string) { q.conditions = append(q.conditions, condition) }

func (q *textQuery) where() string {
	if len(q.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(q.conditions, " AND ")
}

func (q *textQuery) filter(ask catalog.TextAsk) {
	if ask.Organs != nil {
		q.and("t.publisher = ANY(" + q.arg(array(ask.Organs)) + "::text[])")
	}
	if ask.Column != "" {
		q.and("(t.col = " + q.arg(string(ask.Column)) + " OR starts_with(t.col, " + q.arg(string(ask.Column)+"/") + "))")
	}
	if ask.Category != "" {
		q.and("t.category = " + q.arg(ask.Category))
	}
	if ask.Year != 0 {
		q.and(q.inYear(ask.Year))
	}
	if !ask.From.IsZero() {
		q.and("t.day >= " + q.arg(ask.From.String()))
	}
	if !ask.To.IsZero() {
		q.and("t.day <> '' AND t.day <= " + q.arg(ask.To.String()))
	}
}

// inYear is a range of the days' text, which an index serves.
func (q *textQuery) inYear(year int) string {
	return "t.day BETWEEN " + q.arg(fmt.Sprintf("%04d-01-01", year)) + " AND " + q.arg(fmt.Sprintf("%04d-12-31", year))
}

// group adds what meets a group: a word, its year, or a publisher so named.
func (q *textQuery) group(g catalog.TextGroup) {
	var any []string
	for _, w := range g.Words {
		any = append(any, q.word(w))
		if g.Owned && w.Folded != "" {
			any = append(any, "t.publisher IN (SELECT publisher FROM catalog_text_owners WHERE strpos(owner, "+q.arg(w.Folded)+") > 0)")
		}
	}
	if g.Year != 0 {
		any = append(any, q.inYear(g.Year))
	}
	q.and("(" + strings.Join(any, " OR ") + ")")
}

// word is met by a text that has the word's tokens, and, since tokens may stand
// apart, by one that holds the word itself.
func (q *textQuery) word(w catalog.TextWord) string {
	has := "t.tokens @> " + q.arg(array(w.Tokens)) + "::text[]"
	if w.Folded == "" {
		return has
	}
	word := q.arg(w.Folded)
	return "(" + has + " AND (strpos(t.folded, " + word + ") > 0 OR strpos(t.rest, " + word + ") > 0))"
}

// order puts texts whose titles meet more of the groups first.
func (q *textQuery) order(ask catalog.TextAsk) string {
	var terms []string
	for _, g := range ask.Groups {
		var any []string
		for _, w := range g.Words {
			word := w.Folded
			if word == "" && len(w.Tokens) == 1 && !strings.HasPrefix(w.Tokens[0], "#") {
				word = w.Tokens[0]
			}
			if word != "" {
				any = append(any, "strpos(t.folded, "+q.arg(word)+") > 0")
			}
		}
		if any != nil {
			terms = append(terms, "CASE WHEN "+strings.Join(any, " OR ")+" THEN 1 ELSE 0 END")
		}
	}
	switch {
	case terms == nil && ask.Groups == nil && ask.Any == nil:
		return " ORDER BY t.day DESC, t.id DESC"
	case terms == nil: // few are found: the index of days is not to be walked for them
		return " ORDER BY t.day || '' DESC, t.id DESC"
	}
	return " ORDER BY " + strings.Join(terms, " + ") + " DESC, char_length(t.folded), t.day DESC, t.id DESC"
}
