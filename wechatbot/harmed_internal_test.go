package wechatbot

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

// TestDangerIsTold reads the messages of testdata/danger.txt: who says those of the first
// three parts is told whom to call, and who says those of the last is not.
func TestDangerIsTold(t *testing.T) {
	text, err := os.ReadFile("testdata/danger.txt")
	require.NoError(t, err)
	part := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if name, is := strings.CutPrefix(line, "= "); is {
			part = name
		}
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "= ") {
			continue
		}
		plain := writing.Simple(writing.Tidy(line))
		assert.Equal(t, part == "危险" || part == "不想活", inDanger(plain), "%s：%s", part, line)
		assert.Equal(t, part == "不想活", desperate(plain), "%s：%s", part, line)
		if part == "受骗" || part == "不是" {
			assert.Equal(t, part == "受骗", defrauded(plain), "%s：%s", part, line)
		}
	}
}
