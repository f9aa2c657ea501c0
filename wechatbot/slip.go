package wechatbot

import (
	_ "embed" // slips.txt
	"strings"
	"sync"

	"github.com/zwgk/zwgk/catalog"
)

//go:embed slips.txt
var slipText string

// misspelt writes the words of slips.txt as they should be. A word has as many characters
// as it is written with by mistake: places in a text stay what they were.
var misspelt = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for line := range strings.Lines(slipText) {
		if words := strings.Fields(line); len(words) > 1 && !strings.HasPrefix(line, "#") {
			for _, slip := range words[1:] {
				pairs = append(pairs, slip, words[0])
			}
		}
	}
	return strings.NewReplacer(pairs...)
})

// simple writes a text in simplified characters, one for one, and the words that matter
// here as they should be written.
func simple(s string) string { return misspelt().Replace(catalog.Simplified(s)) }
