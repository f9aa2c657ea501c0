package writing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

func ExampleClauses() {
	fmt.Printf("%q\n", writing.Clauses("路灯坏了，没人管。 怎么办？"))
	// Output: ["路灯坏了" "没人管" "怎么办"]
}

// Clauses are parts of the text, in its order, with nothing between them that says
// anything.
func FuzzClauses(f *testing.F) {
	for _, text := range []string{"", "，，", "路灯坏了，没人管。", "a b\tc\xff，"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for at, clause := range writing.ClausesAt(text) {
			assert.NotEmpty(t, clause)
			assert.Equal(t, clause, text[at:at+len(clause)])
			assert.Empty(t, writing.Clauses(text[end:at]))
			end = at + len(clause)
		}
		assert.Empty(t, writing.Clauses(text[end:]))
		assert.Equal(t, len(writing.Clauses(text)) > 1, writing.SeveralClauses(text))
		assert.Len(t, writing.Clauses(strings.ReplaceAll(text, "，", "。")), len(writing.Clauses(text)))
	})
}
