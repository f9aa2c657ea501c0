package wechatbot

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
var lexiconText string

// lexicon are words by their kinds, the longest of a kind first.
var lexicon = sync.OnceValue(func() map[string][]string {
	kinds := map[string][]string{}
	for line := range strings.Lines(lexiconText) {
		if kind, words, found := strings.Cut(line, ": "); found && !strings.HasPrefix(line, "#") {
			kinds[kind] = append(kinds[kind], strings.Fields(words)...)
		}
	}
	for _, words := range kinds {
		slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a)) })
	}
	return kinds
})

var kindOfWord = regexp.MustCompile(`\{[a-z_]+\}`)

// form is a pattern in which {kind} stands for any word of a kind of lexicon.txt.
func form(expr string) *pattern.Pattern {
	return pattern.New(kindOfWord.ReplaceAllStringFunc(expr, func(name string) string {
		words := slices.Clone(lexicon()[strings.Trim(name, "{}")])
		if len(words) == 0 {
			panic(fmt.Sprintf("wechatbot: lexicon.txt has no words of the kind %s", name)) // held by the tests
		}
		for i, w := range words {
			words[i] = regexp.QuoteMeta(w)
		}
		return "(?:" + strings.Join(words, "|") + ")"
	}))
}
