package lexicon_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/lexicon"
)

func TestEnglishIsReadWordByWord(t *testing.T) {
	for text, want := range map[string]string{
		"how do I apply for government information": "怎么申请政府信息",
		"Office hours?":                                "上班时间",
		"budget 2024":                                  "2024年预算",
		"What did you publish last year":               "去年公开了什么",
		"complaint":                                    "投诉",
		"How long does it take to get a reply":         "答复期限",
		"how much did you spend on cars in 2024":       "2024年支出公务用车多少",
		"Can foreigners apply for information?":        "外国人可以申请政府信息",
		"I'd like to talk to a person":                 "人工",
		"reception expenses of putuo caizhengju 2024":  "2024年putuo caizhengju 公务接待费支出",
		"Where can I find the annual report of 2015":   "2015年年度报告哪里",
		"please tell me the status of my application":  "我的申请进度",
		"How long does it take?":                       "答复期限",
		"Can I apply in English?":                      "怎么申请",
		"holiday schedule":                             "放假安排",
		"do you have an English version of the guide?": "帮助公开指南",
	} {
		got, read := lexicon.English(text)
		assert.True(t, read, text)
		assert.Equal(t, want, got, text)
	}
}

func TestWhatIsNoEnglishIsLeft(t *testing.T) {
	for _, text := range []string{
		"", "?", "gongkai zhinan", "zfxxgk", "sangong jingfei 2024", "wo yao tousu", "putuo caizhengju", "wode shenqing daonale", "nb", "GDP", "PPP", "ok", "hello", "yes",
		"000014349/2018-00216", "640104/2015-00001", "G1234567", "2024", "budget预算", "三公 total", "IMG_2024.jpg", "contact@example.com", "https://example.com/budget",
		"please tell me what it is", "John Smith", "Donald Knuth wrote the art of it",
	} {
		got, read := lexicon.English(text)
		assert.False(t, read, "%s → %s", text, got)
	}
}

func FuzzEnglishNeverPanics(f *testing.F) {
	for _, text := range []string{"office hours", "how much did", "last", "İK 2024年", "\xff budget"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if said, read := lexicon.English(text); read {
			assert.NotEmpty(t, said)
		}
	})
}

func BenchmarkEnglishOfAChineseText(b *testing.B) {
	for b.Loop() {
		lexicon.English("普陀区财政局2024年三公经费是多少")
	}
}
