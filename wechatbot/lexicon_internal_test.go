package wechatbot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// Every kind of words is used by a form, and no word stands in its kind twice.
func TestLexiconHoldsWhatIsUsed(t *testing.T) {
	used := map[string]bool{}
	files, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		require.NoError(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				for _, name := range kindOfWord.FindAllString(lit.Value, -1) {
					used[strings.Trim(name, "{}")] = true
				}
			}
			return true
		})
	}
	require.NotEmpty(t, lexicon())
	for kind, words := range lexicon() {
		assert.True(t, used[kind], "no form uses %s", kind)
		sorted := slices.Sorted(slices.Values(words))
		assert.Len(t, slices.Compact(sorted), len(words), "%s holds a word twice", kind)
	}
}

// A line of the file is a comment, empty, or a kind with its words: nothing is
// passed over.
func TestLexiconIsReadWhole(t *testing.T) {
	for line := range strings.Lines(lexiconText) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kind, words, found := strings.Cut(line, ": ")
		require.True(t, found, line)
		assert.True(t, kindOfWord.MatchString("{"+kind+"}"), kind)
		assert.NotEmpty(t, strings.Fields(words), line)
	}
}

func TestFormNamesAKindThatHasNoWords(t *testing.T) {
	assert.PanicsWithValue(t, "wechatbot: lexicon.txt has no words of the kind {nothing}", func() { form(`a{nothing}`) })
	assert.True(t, form(`^{consult}.{0,2}$`).MatchString("咨询一下"))
}

// Every pattern that the sayings pass through finds what its expression finds.
func TestPatternsFindWhatTheirExpressionsFind(t *testing.T) {
	text, err := os.ReadFile("sayings.txt")
	require.NoError(t, err)
	for _, p := range []*pattern.Pattern{complains, consults, letterTerm, asksAll, hullBefore, hullBehind, lookingFor, caseNumber, rating, wantsToWrite, talking, wanting, nthNamed, monthOf} {
		re := regexp.MustCompile(p.String())
		for line := range strings.Lines(string(text)) {
			require.Equal(t, re.FindStringSubmatchIndex(line), p.FindStringSubmatchIndex(line), "%q in %q", p, line)
		}
	}
}
