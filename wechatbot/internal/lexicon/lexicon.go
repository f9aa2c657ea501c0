package lexicon

import (
	"cmp"
	_ "embed" // lexicon.txt
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

//go:embed lexicon.txt
var text string

// kinds are words by their kinds, the longest of a kind first.
var kinds = sync.OnceValue(func() map[string][]string {
	kinds := map[string][]string{}
	for line := range strings.Lines(text) {
		if kind, words, found := strings.Cut(line, ": "); found && !strings.HasPrefix(line, "#") {
			kinds[kind] = append(kinds[kind], strings.Fields(words)...)
		}
	}
	for _, words := range kinds {
		slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a)) })
	}
	return kinds
})

// kindOfWord is a kind as an expression names it.
var kindOfWord = regexp.MustCompile(`\{[a-z_]+\}`)

// Form is a pattern in which {kind} stands for any word of a kind of lexicon.txt.
func Form(expr string) *pattern.Pattern {
	return pattern.New(kindOfWord.ReplaceAllStringFunc(expr, func(name string) string {
		words := slices.Clone(kinds()[strings.Trim(name, "{}")])
		if len(words) == 0 {
			panic(fmt.Sprintf("wechatbot: lexicon.txt has no words of the kind %s", name)) // held by the tests
		}
		for i, w := range words {
			words[i] = regexp.QuoteMeta(w)
		}
		return "(?:" + strings.Join(words, "|") + ")"
	}))
}

// Words are the words of a kind, the longest first.
func Words(kind string) []string { return kinds()[kind] }
