package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

func TestUnsigned(t *testing.T) {
	for text, want := range map[string]string{
		"低保怎么办[玫瑰]": "低保怎么办", "/:rose三公经费多少/::)": "三公经费多少", "谢谢🙏🙏": "谢谢", " 😊 你好 [微笑] ": "你好", "低保😊怎么办": "低保😊怎么办",
		"张三👨‍👩‍👧": "张三", "👍🏽好": "好",
		"[2019]5号": "[2019]5号", "关于[低保]": "关于[低保]", "🙏": "🙏", "[强]": "[强]", "1️⃣": "1️⃣", "①": "①", "": "", "http://a/:b": "http://a/:b",
	} {
		assert.Equal(t, want, writing.Unsigned(text), text)
	}
}

func TestSignWord(t *testing.T) {
	for text, want := range map[string]string{
		"🙏🙏": "谢谢", "[强]": "谢谢", "/:strong": "谢谢", "👍🏻": "谢谢", "❤️": "谢谢", "[微笑][玫瑰]": "谢谢", "👌": "好的", "[OK]！": "好的", "👎": "没用", "/::@": "没用",
		"[疑问]": "看不懂", "🤔？": "看不懂", "/:bye": "再见", "⭐⭐⭐⭐": "4星", "⭐️⭐️": "2星", "★★★★★": "5星",
		"😊": "", "/::)": "", "/::~": "", "[微笑]": "", "😂😂😂": "",
	} {
		word, alone := writing.SignWord(text)
		assert.True(t, alone, text)
		assert.Equal(t, want, word, text)
	}
	for _, text := range []string{"", "？", "...", "谢谢🙏", "[低保]", "[2019]", "1️⃣", "三公经费", "/:", "⭐⭐⭐⭐⭐⭐好"} {
		_, alone := writing.SignWord(text)
		assert.False(t, alone, text)
	}
}

func FuzzUnsigned(f *testing.F) {
	for _, text := range []string{"低保[玫瑰]", "/::)", "⭐️", "👨‍👩‍👧", "[强][", "/:rose/:", "[\xe5[强]\xbc\xba]\xc8"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rest := writing.Unsigned(text)
		assert.Contains(t, text, rest)
		assert.Equal(t, rest, writing.Unsigned(rest), "once is enough")
		if _, alone := writing.SignWord(text); alone {
			assert.Equal(t, text, rest, "a text of pictures stays")
		}
	})
}
