package wechatbot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

// A slip has as many characters as the word, and stands in no other word of the file:
// what was typed keeps its places.
func TestSlipsKeepTheirPlaces(t *testing.T) {
	words := 0
	for line := range strings.Lines(slipText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		right := strings.Fields(line)
		for _, slip := range right[1:] {
			words++
			assert.Equal(t, utf8.RuneCountInString(right[0]), utf8.RuneCountInString(slip), slip)
			assert.Equal(t, right[0], simple(slip), slip)
		}
		assert.Equal(t, right[0], simple(right[0]), right[0])
	}
	assert.NotZero(t, words)
	assert.Equal(t, "分工开展、已经废止、财政付款", simple("分工开展、已经废止、财政付款"))
}
