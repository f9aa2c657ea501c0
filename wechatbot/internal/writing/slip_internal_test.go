package writing

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestEverySlipIsMendedAndOfOneLength(t *testing.T) {
	for line := range strings.Lines(slipText) {
		words := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(words) < 2 {
			continue
		}
		for _, slip := range words[1:] {
			assert.Equal(t, "我想"+words[0]+"一下", Simple("我想"+slip+"一下"))
			assert.Equal(t, utf8.RuneCountInString(words[0]), utf8.RuneCountInString(slip))
		}
	}
	assert.Equal(t, "老旧小区改造", Simple("老舊小區改造"))
}
