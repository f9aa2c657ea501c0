package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A text is one bare word however it is drawn out, and none as soon as it names something.
func TestABareWordIsKnownHoweverItIsDrawnOut(t *testing.T) {
	for text, want := range map[string]int{
		"对": bareNod, "对对对": bareNod, "对啊": bareNod, "是的呢": bareNod, "嗯，对": bareNod, "要的": bareNod, "哈哈哈哈": bareSigh, "唉……": bareSigh,
		"为什么？": bareQuestion, "多少钱呢": bareQuestion, "等一下哈": barePause, "真的吗？": bareDoubt, "明白了": bareDone, "没": bareNo, "下一步": bareOn,
		"对口支援": 0, "是非": 0, "要点": 0, "多少条": bareQuestion, "多少条路": 0, "谁负责": 0, "急救": 0, "哈尔滨": 0, "得了": bareNod, "对对对，就是那份文件": 0, "": 0, "？": 0, "试试看这份文件在不在": 0,
	} {
		_, kind := bareWord(text)
		assert.Equal(t, want, kind, text)
	}
}
