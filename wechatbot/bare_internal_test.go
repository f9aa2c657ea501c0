package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A text is one bare word however it is drawn out, and none as soon as it names something.
func TestABareWordIsKnownHoweverItIsDrawnOut(t *testing.T) {
	for text, want := range map[string]string{
		"对": "bare_nod", "对对对": "bare_nod", "对啊": "bare_nod", "是的呢": "bare_nod", "嗯，对": "bare_nod", "要的": "bare_nod", "哈哈哈哈": "bare_sigh", "唉……": "bare_sigh",
		"为什么？": "bare_question", "多少钱呢": "bare_question", "等一下哈": "bare_pause", "真的吗？": "bare_doubt", "明白了": "bare_done", "没": "bare_no", "下一步": "bare_on",
		"对口支援": "", "是非": "", "要点": "", "多少条": "bare_question", "多少条路": "", "谁负责": "", "急救": "", "哈尔滨": "", "得了": "bare_nod", "对对对，就是那份文件": "", "": "", "？": "", "试试看这份文件在不在": "",
	} {
		_, kind := bareWord(text)
		assert.Equal(t, want, kind, text)
	}
}
