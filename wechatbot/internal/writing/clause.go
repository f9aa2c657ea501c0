package writing

import (
	"iter"
	"strings"
)

// EndsClause says whether a character stands between two clauses.
func EndsClause(c rune) bool {
	switch c {
	case ',', '.', ';', ':', '!', '?', '，', '。', '；', '：', '！', '？', ' ', '\t', '\n', '\f', '\r':
		return true
	}
	return false
}

// SeveralClauses says whether a text has more than one.
func SeveralClauses(text string) bool {
	return strings.ContainsFunc(strings.TrimFunc(text, EndsClause), EndsClause)
}

// ClausesAt are the clauses of a text, each with the place that it begins at.
func ClausesAt(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(text); {
			rest := strings.TrimLeftFunc(text[at:], EndsClause)
			at = len(text) - len(rest)
			n := strings.IndexFunc(rest, EndsClause)
			if n < 0 {
				n = len(rest)
			}
			if n > 0 && !yield(at, rest[:n]) {
				return
			}
			at += n
		}
	}
}

// Clauses are the clauses of a text.
func Clauses(text string) (all []string) {
	for _, clause := range ClausesAt(text) {
		all = append(all, clause)
	}
	return all
}
