package writing

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/width"

	"github.com/zwgk/zwgk/catalog"
)

// FuzzTheShortWayLeadsWhereTheLongOneDoes holds what is told of most texts in one pass against
// what it stands for.
func FuzzTheShortWayLeadsWhereTheLongOneDoes(f *testing.F) {
	for _, s := range []string{"三公经费", " “三公”經費（２０２４）——ＡbC? ", "查 2024 ！~", "\u200b看\u00a0", "㐀老舊", "申請公開", "😀[微笑]/:sun①⒉", "\xe4\xb8", "\xff帐号", "登陆,", "ﾊﾝ", "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		uniform := catalog.Simplified(width.Fold.String(s))
		require.Equal(t, uniform, Uniform(s))
		require.Equal(t, strings.Map(letter, uniform), Letters(s))
		require.Equal(t, hashWide(s), Hash(s))
		require.Equal(t, misspelt().mend.Replace(catalog.Simplified(s)), Simple(s))
		if plain(s) {
			require.Equal(t, s, width.Fold.String(s))
			require.False(t, strings.ContainsFunc(s, unseen))
			require.False(t, strings.ContainsFunc(s, Pictograph))
			require.NotContains(t, s, "\u3000")
			require.False(t, strings.ContainsAny(s, "。！～，；①⑴⒈❶➀➊㊀㈠"))
		}
	})
}
