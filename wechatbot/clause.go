package wechatbot

import (
	"iter"
	"strings"
)

// endsClause says whether a character stands between two clauses.
func endsClause(c rune) bool { return strings.ContainsRune(",.;:!?，。；：！？ \t\n\f\r", c) }

// clausesAt are the clauses of a text, each with the place that it begins at.
func clausesAt(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(text); {
			rest := strings.TrimLeftFunc(text[at:], endsClause)
			at = len(text) - len(rest)
			n := strings.IndexFunc(rest, endsClause)
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

// clauses are the clauses of a text.
func clauses(text string) (all []string) {
	for _, clause := range clausesAt(text) {
		all = append(all, clause)
	}
	return all
}
