package disclosure

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed glossary.json
var glossaryFile []byte

// A Gloss is one entry of the glossary (名词解释) of disclosure, in plain words.
type Gloss struct {
	Term string   `json:"term"`
	Also []string `json:"also,omitempty"` // other names that people use
	Text string   `json:"text"`
	Law  string   `json:"law,omitempty"` // the articles that say so, of the regulation of 2019
}

var glossary = sync.OnceValue(func() []Gloss {
	var terms []Gloss
	if err := json.Unmarshal(glossaryFile, &terms); err != nil {
		panic(err) // embedded: held by the tests
	}
	return terms
})

// Glossary returns the terms of disclosure.
func Glossary() []Gloss { return slices.Clone(glossary()) }

// Mentioned finds the term that a text speaks of: the longest of the names that
// stand in it.
func Mentioned(text string) (Gloss, bool) {
	var best Gloss
	longest := 0
	for _, t := range glossary() {
		for _, name := range append([]string{t.Term}, t.Also...) {
			if n := utf8.RuneCountInString(name); n > longest && strings.Contains(text, name) {
				best, longest = t, n
			}
		}
	}
	return best, longest > 0
}
