package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is agreed to is said, and is no question.
func TestWhatAgrees(t *testing.T) {
	for _, text := range []string{"同意", "好的同意", "知道了，同意", "我看了，同意", "同意的", "可以的 我同意", "?我说我同意啊", "我是香港的，同意", "哎呀是的，童意", "要得", "成", "行", "嗯", "OK", "1"} {
		assert.True(t, agrees(text), text)
	}
	for _, text := range []string{"不同意", "我不太同意", "必须同意吗", "操你妈的还要同意", "为什么要同意", "张三", "2", "提交", "哎呀", "要是不写我名字，同意", "只给你们看的话，同意", "你们说清楚，同意了会怎样", "不统一"} {
		assert.False(t, agrees(text), text)
	}
}
