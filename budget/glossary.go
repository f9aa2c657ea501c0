package budget

import (
	"embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed glossary.json
var glossaryFile embed.FS

// A Gloss is one entry of the glossary (名词解释), in plain words of our own.
type Gloss struct {
	Term string   `json:"term"`
	Also []string `json:"also,omitempty"` // other names in tables and in mouths
	Text string   `json:"text"`
	Law  string   `json:"law,omitempty"` // the article that says so, where one does
}

var glossary = sync.OnceValue(func() []Gloss {
	raw, err := glossaryFile.ReadFile("glossary.json")
	if err != nil {
		panic(err) // embedded: it is there
	}
	var terms []Gloss
	if err := json.Unmarshal(raw, &terms); err != nil {
		panic(err) // held by the tests
	}
	return terms
})

// Glossary returns all terms, in the order in which a statement uses them.
func Glossary() []Gloss { return slices.Clone(glossary()) }

// Explain finds the term that a word means, by any of its names, whatever
// numbering, quotation marks or width it is written with; 费 and 费用 are one.
func Explain(word string) (Gloss, bool) {
	word = bare(word)
	if word == "" {
		return Gloss{}, false
	}
	for _, t := range glossary() {
		for _, name := range t.names() {
			if bare(name) == word {
				return t, true
			}
		}
	}
	return Gloss{}, false
}

// Mentioned finds the term that a text speaks of: the longest of the names that
// stand in it, however they are written.
func Mentioned(text string) (Gloss, bool) {
	unlinked := strings.NewReplacer("和", "", "及", "", "与", "")
	text = unlinked.Replace(Plain(text))
	var best Gloss
	longest := 1 // a name of one character would be in anything
	for _, t := range glossary() {
		for _, name := range t.names() {
			name = unlinked.Replace(bare(name))
			if n := utf8.RuneCountInString(name); n > longest && strings.Contains(text, name) {
				best, longest = t, n
			}
		}
	}
	return best, longest > 1
}

func bare(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(Plain(word), "用"), "费")
}

// Glossary returns the terms that the tables of s use in their names, columns
// and rows: what the law wants explained beside them.
func (s Statement) Glossary() []Gloss {
	used := map[string]bool{}
	note := func(word string) {
		if t, ok := Explain(word); ok {
			used[t.Term] = true
		}
	}
	note(s.Stage.String())
	for _, t := range s.Tables {
		for _, c := range t.Columns {
			note(c)
		}
		for _, r := range t.Rows {
			note(r.Label)
		}
		for _, term := range glossary() {
			if term.in(Plain(t.Title)) {
				used[term.Term] = true
			}
		}
	}
	return slices.DeleteFunc(Glossary(), func(t Gloss) bool { return !used[t.Term] })
}

func (g Gloss) names() []string { return append([]string{g.Term}, g.Also...) }

// in says whether a title speaks of the term by any of its names.
func (g Gloss) in(title string) bool {
	return slices.ContainsFunc(g.names(), func(name string) bool { return strings.Contains(title, Plain(name)) })
}
