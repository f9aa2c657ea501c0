package wechatbot_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// TestUtterances judges first sentences of citizens by what the answer must
// hold. At least 95 in 100 must be right; the others are reported.
func TestUtterances(t *testing.T) {
	f, err := os.Open("testdata/utterances.txt")
	require.NoError(t, err)
	defer f.Close()
	p := wechattest.NewPlain()
	to := found(t, p)
	want, total, right := "", 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if w, ok := strings.CutPrefix(line, "= "); ok {
			want = w
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		total++
		if got := p.Stranger(to.bot, "甲").Says(line); strings.Contains(got, want) {
			right++
		} else {
			first, _, _ := strings.Cut(got, "\n")
			t.Logf("“%s” wants “%s”, got “%s”", line, want, first)
		}
	}
	t.Logf("%d of %d", right, total)
	require.GreaterOrEqual(t, right*100, total*95)
}
