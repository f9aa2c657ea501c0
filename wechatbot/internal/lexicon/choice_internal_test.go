package lexicon

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestChoicesInEveryWriting(t *testing.T) {
	for text, want := range map[string]int{
		"1": 1, "１": 1, "一": 1, "①": 1, "2️⃣": 2, "⑵": 2, "两": 2, "第一": 1, "第一个": 1, "选1": 1, "选择2": 2, "2。": 2, "2、": 2, "就第2条吧": 2, "第二条那个": 2, "看第一篇": 1,
		"第二個": 2, "我要第三个": 3, "看2": 2, "十": 10, "第12个": 12, "12": 0, "第25条": 0, "最后一个": lastOption, "看最后一条": lastOption,
		"两个": 0, "看一个": 0, "要两份": 0, "看一看": 0, "一号文件": 0, "2018": 0, "最后一天": 0, "第三方": 0, "2和3": 0, "第一季度": 0, "发一份": 0, "十一": 0,
	} {
		assert.Equal(t, want, Choice(text), text)
	}
}
