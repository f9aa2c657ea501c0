package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/width"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{
		"　三公经费　":               "三公经费",
		"２０２４年三公经费！！":          "2024年三公经费",
		"\u200b索引号\ufeff 是多少。": "索引号 是多少",
		"ＡＢＣ；":                 "ABC",
		"，":                    "",
	} {
		assert.Equal(t, want, writing.Tidy(text))
	}
}

func TestLetters(t *testing.T) {
	assert.Equal(t, "三公经费2024abc", writing.Letters("“三公”經費（２０２４）——ＡbC?"))
}

// What Narrow leaves to the library is all that the library would change.
func TestNarrowIsWidthFold(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		if s := string(r); width.Fold.String(s) != writing.Narrow(s) {
			require.Failf(t, "not folded", "%U", r)
		}
	}
}

func FuzzTidyIsTidy(f *testing.F) {
	for _, s := range []string{"　三公经费！", "\xff\xfe", "ｶﾞ", "\u2066a\u2069"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		require.Equal(t, width.Fold.String(s), writing.Narrow(s))
		tidy := writing.Tidy(s)
		require.Equal(t, tidy, writing.Visible(tidy))
		require.LessOrEqual(t, len(writing.Letters(s)), 3*len(s)+1)
	})
}
