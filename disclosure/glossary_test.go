package disclosure_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
)

func ExampleMentioned() {
	g, _ := disclosure.Mentioned("信息处理费是怎么回事")
	fmt.Println(g.Term, g.Law)
	// Output: 信息处理费 政府信息公开条例第四十二条
}

func TestEveryTermIsExplainedOnceAndItsNamesLeadToIt(t *testing.T) {
	names := map[string]string{}
	for _, g := range disclosure.Glossary() {
		assert.Greater(t, len([]rune(g.Text)), 10, g.Term)
		for _, name := range append([]string{g.Term}, g.Also...) {
			assert.Empty(t, names[name], "%s is a name of two terms", name)
			names[name] = g.Term
			found, known := disclosure.Mentioned("什么叫" + name + "呀")
			assert.True(t, known)
			assert.Equal(t, g.Term, found.Term, name)
		}
	}
	_, known := disclosure.Mentioned("天气怎么样")
	assert.False(t, known)
}

// TestArticlesOfTheGlossaryAreInTheRegulation holds the articles against the text
// of the regulation (国务院令第711号) where it lies beside the project.
func TestArticlesOfTheGlossaryAreInTheRegulation(t *testing.T) {
	text, err := os.ReadFile("../../shared/data/law/texts/条例-2019-国务院令711.md")
	if err != nil {
		t.Skip("the text of the regulation is not beside the project")
	}
	article := regexp.MustCompile(`第[一二三四五六七八九十]+条`)
	for _, g := range disclosure.Glossary() {
		for _, a := range article.FindAllString(g.Law, -1) {
			_, after, found := strings.Cut(string(text), "\n"+a+" ")
			require.True(t, found, a)
			body, _, _ := strings.Cut(after, "\n第")
			shared := 0
			for _, r := range g.Term + g.Text {
				if strings.ContainsRune(body, r) {
					shared++
				}
			}
			assert.Greater(t, shared, len([]rune(g.Text))/3, "%s and %s have too little in common", g.Term, a)
		}
	}
}
