package wechatbot

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
	"github.com/zwgk/zwgk/wechatbot/internal/pattern"
)

// Every pattern that the sayings pass through finds what its expression finds.
func TestPatternsFindWhatTheirExpressionsFind(t *testing.T) {
	text, err := os.ReadFile("sayings.txt")
	require.NoError(t, err)
	for _, p := range []*pattern.Pattern{complains, consults, letterTerm, asksAll, hullBefore, hullBehind, lookingFor, caseNumber, rating, wantsToWrite, lexicon.Talk, wanting, nthNamed, monthOf} {
		re := regexp.MustCompile(p.String())
		for line := range strings.Lines(string(text)) {
			require.Equal(t, re.FindStringSubmatchIndex(line), p.FindStringSubmatchIndex(line), "%q in %q", p, line)
		}
	}
}
