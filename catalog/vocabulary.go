package catalog

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zwgk/zwgk/catalog/internal/fulltext"
)

//go:embed data/synonyms.txt
var synonymText string

//go:embed data/askings.txt
var askingText string

// A vocabulary is the words that citizens use for the words of documents, and
// the words around a question that say nothing of what is asked.
type vocabulary struct {
	entries map[string]entry
	longest int // bytes of the longest entry
	head    []string
	tail    []string
	inner   []string
	begins  map[rune]bool // the characters with which inner ones begin
}

// An entry is what may stand for a word.
type entry struct {
	same, near []string
	whole      bool // the name of one kind of document, of which a part is another's
}

// builtin is the vocabulary of the embedded files.
var builtin = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{entries: map[string]entry{}}
	for line := range strings.Lines(synonymText) {
		f := strings.Fields(line)
		switch {
		case len(f) > 2 && (f[0] == "=" || f[0] == "~"):
			v.add(f[1:], f[0] == "=")
		case len(f) > 1 && f[0] == "!":
			v.add(f[1:], true)
			for _, w := range f[1:] {
				e := v.entries[w]
				e.whole = true
				v.entries[w] = e
			}
		}
	}
	for line := range strings.Lines(askingText) {
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		switch f[0] {
		case "^":
			v.head = append(v.head, f[1:]...)
		case "$":
			v.tail = append(v.tail, f[1:]...)
		case "-":
			v.inner = append(v.inner, f[1:]...)
		}
	}
	v.begins = make(map[rune]bool, len(v.inner))
	for _, w := range v.inner {
		first, _ := utf8.DecodeRuneInString(w)
		v.begins[first] = true
	}
	for _, list := range [][]string{v.head, v.tail, v.inner} {
		slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	}
	return v
})

func (v *vocabulary) add(words []string, same bool) {
	for i := range words {
		words[i] = fulltext.Fold(words[i])
	}
	for _, w := range words {
		e := v.entries[w]
		for _, o := range words {
			if o == w || slices.Contains(e.same, o) || slices.Contains(e.near, o) || utf8.RuneCountInString(o) == 1 {
				continue // one character stands in words of anything: 招 in 招商
			}
			if same {
				e.same = append(e.same, o)
			} else {
				e.near = append(e.near, o)
			}
		}
		v.entries[w] = e
		v.longest = max(v.longest, len(w))
	}
}

// entry returns what may stand for a folded word.
func (v *vocabulary) entry(word string) entry { return v.entries[word] }

// strip drops what only asks from a folded text. If nothing would be left, the
// text is left as it is.
func (v *vocabulary) strip(text string) string {
	out := text
	for again := true; again; {
		again = false
		for _, w := range v.head {
			if rest, ok := strings.CutPrefix(out, w); ok && rest != "" {
				out, again = rest, true
				break
			}
		}
		for _, w := range v.tail {
			if rest, ok := strings.CutSuffix(out, w); ok && rest != "" {
				out, again = rest, true
				break
			}
		}
	}
	return out
}

// cut splits a folded text into known words and what stands between them,
// without the words that ask.
func (v *vocabulary) cut(text string) []piece {
	var out []piece
	from := 0
	flush := func(to int) {
		for i, w := range v.plain(text[from:to]) {
			out = append(out, piece{word: w, gap: i > 0})
		}
	}
	for i := 0; i < len(text); {
		if w, e, ok := v.at(text[i:]); ok {
			flush(i)
			out = append(out, piece{word: w, same: e.same, near: e.near, whole: e.whole})
			i += len(w)
			from = i
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	flush(len(text))
	return out
}

// at finds the longest entry with which a text begins. An entry of a single
// character is none.
func (v *vocabulary) at(text string) (string, entry, bool) {
	for n := min(v.longest, len(text)); n > 3; n-- {
		if n < len(text) && !utf8.RuneStart(text[n]) {
			continue
		}
		if e, ok := v.entries[text[:n]]; ok {
			return text[:n], e, true
		}
	}
	return "", entry{}, false
}

// empty are characters that a piece may begin or end with and that say
// nothing there.
const empty = "的了吗呢吧啊被是有我要想去给在把和与及了请"

// plain splits what stands between known words at the words that ask.
func (v *vocabulary) plain(text string) []string {
	if text == "" {
		return nil
	}
	if strings.ContainsFunc(text, func(c rune) bool { return v.begins[c] }) { // most texts ask in no word
		for _, w := range v.inner {
			text = strings.ReplaceAll(text, w, " ")
		}
	}
	var out []string
	for _, f := range strings.Fields(text) {
		if f = strings.Trim(f, empty); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// vocabulary returns the words that the catalogue knows.
func (c *Catalog) vocabulary() *vocabulary {
	if c.words != nil {
		return c.words
	}
	return builtin()
}

// WithSynonyms adds an office's own words: each group names one thing. Call it
// before the catalogue is used.
func (c *Catalog) WithSynonyms(groups ...[]string) *Catalog {
	v := *c.vocabulary()
	v.entries = make(map[string]entry, len(builtin().entries))
	for w, e := range c.vocabulary().entries {
		v.entries[w] = entry{slices.Clone(e.same), slices.Clone(e.near), e.whole}
	}
	for _, g := range groups {
		v.add(slices.Clone(g), true)
	}
	c.words = &v
	return c
}
