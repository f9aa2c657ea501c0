package fulltext

import (
	"fmt"
	"slices"
)

// TokenForm names the way in which Tokens cuts texts. What was cut in another
// way must be cut anew.
const TokenForm = "1"

// Tokens are what a text is found by in an index that is kept elsewhere: its
// characters and their pairs, #numbers, ~pairs of sounds and ^threes of initials
// of the title. They are sorted, each once.
func Tokens(d Doc) []string {
	var out []string
	for _, text := range append([]string{d.Title}, d.Text...) {
		folded := []rune(Fold(text))
		for i, r := range folded {
			out = append(out, string(r))
			if i > 0 {
				out = append(out, string(folded[i-1:i+1]))
			}
		}
	}
	for _, n := range d.Numbers {
		if key := NumberKey(n); key != "" {
			out = append(out, "#"+key)
		}
	}
	title := fold(d.Title, nil, nil)
	r, han := readings(), appendSounding(nil, title)
	for i := range max(0, len(han)-1) {
		for _, p := range r.pairs(han[i], han[i+1]) {
			out = appendSound(out, p)
		}
	}
	han = appendLettered(nil, title)
	for i := range max(0, len(han)-2) {
		for _, t := range r.threes(han[i], han[i+1], han[i+2]) {
			out = appendInitials(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func appendSound(dst []string, p uint32) []string {
	if p == 0 {
		return dst
	}
	return append(dst, fmt.Sprintf("~%08x", p))
}

func appendInitials(dst []string, t uint32) []string {
	if t == 0 {
		return dst
	}
	return append(dst, "^"+string([]byte{byte(t >> 16), byte(t >> 8), byte(t)}))
}

// WordTokens are the tokens that every text has which holds a word: the word
// itself when it is a character or a pair.
func WordTokens(word string) []string {
	r := []rune(Fold(word))
	if len(r) < 2 {
		return []string{string(r)}
	}
	var out []string
	for i := range min(len(r), longestTerm) - 1 {
		out = append(out, string(r[i:i+2]))
	}
	return out
}

// LikeTokens are the tokens of which texts like the query have some.
func LikeTokens(q Query) []string {
	var out []string
	r := readings()
	for _, l := range q.Like {
		out = append(out, WordTokens(l.Text)...)
		han := appendSounding(nil, fold(l.Text, nil, nil))
		for i := range max(0, len(han)-1) {
			out = appendSound(out, soundPair(r.sound(han[i]), r.sound(han[i+1])))
		}
		for _, c := range Fold(l.Text) {
			out = append(out, string(c))
		}
	}
	s := spelled(q.Spelled)
	for i := range max(0, len(s)-1) {
		out = appendSound(out, soundPair(s[i], s[i+1]))
	}
	typed := letters(q.Spelled)
	for i := range max(0, len(typed)-2) {
		out = appendInitials(out, three(typed[i], typed[i+1], typed[i+2]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
