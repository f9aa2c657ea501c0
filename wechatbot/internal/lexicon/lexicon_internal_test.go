package lexicon

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every kind of words is used by a form, and no word stands in its kind twice.
func TestLexiconHoldsWhatIsUsed(t *testing.T) {
	used := map[string]bool{}
	var files []string
	for _, of := range []string{"../../*.go", "../*/*.go"} { // the bot and its rooms
		found, err := filepath.Glob(of)
		require.NoError(t, err)
		require.NotEmpty(t, found)
		files = append(files, found...)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		require.NoError(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 1 {
				of, isWords := call.Fun.(*ast.SelectorExpr)
				lit, isLiteral := call.Args[0].(*ast.BasicLit)
				if isWords && isLiteral && of.Sel.Name == "Words" {
					used[strings.Trim(lit.Value, `"`)] = true // its words are taken one by one
				}
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				for _, name := range kindOfWord.FindAllString(lit.Value, -1) {
					used[strings.Trim(name, "{}")] = true
				}
			}
			return true
		})
	}
	require.NotEmpty(t, kinds())
	for kind, words := range kinds() {
		assert.True(t, used[kind], "nothing uses %s", kind)
		sorted := slices.Sorted(slices.Values(words))
		assert.Len(t, slices.Compact(sorted), len(words), "%s holds a word twice", kind)
	}
}

// A line of the file is a comment, empty, or a kind with its words: nothing is
// passed over.
func TestLexiconIsReadWhole(t *testing.T) {
	for line := range strings.Lines(text) {
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
	assert.PanicsWithValue(t, "wechatbot: lexicon.txt has no words of the kind {nothing}", func() { Form(`a{nothing}`) })
	assert.True(t, Form(`^{consult}.{0,2}$`).MatchString("咨询一下"))
}
