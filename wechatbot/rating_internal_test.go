package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure"
)

func TestAWeekIsNoMark(t *testing.T) {
	for text, want := range map[string]bool{
		"你们的答复给一星": true, "那个答复5颗星": true, "回复差评": true, "答复三星，太慢": true,
		"答复一般要一星期吗": false, "你们的答复说要等两星期": false, "一星": false,
	} {
		assert.Equal(t, want, marksReply(text), text)
	}
}

func TestADeniedSatisfactionIsNone(t *testing.T) {
	for text, want := range map[string]disclosure.Satisfaction{
		"满意": disclosure.Satisfied, "非常满意": disclosure.Satisfied, "基本满意": disclosure.MostlySatisfied,
		"不满意": disclosure.Dissatisfied, "不太满意": disclosure.Dissatisfied, "不算满意": disclosure.Dissatisfied, "谈不上满意": disclosure.Dissatisfied,
		"一点也没让我满意": disclosure.Dissatisfied, "很难满意": disclosure.Dissatisfied,
		"没什么不满意的": "", "不是不满意": "", "没想到，满意": disclosure.Satisfied,
	} {
		assert.Equal(t, want, scoreOf(text), text)
	}
}
