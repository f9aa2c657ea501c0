package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure"
)

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
