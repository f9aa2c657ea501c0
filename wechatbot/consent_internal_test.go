package wechatbot

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
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

// What is told at the notice is written down once it is agreed to, and not before.
func TestWhatIsToldAtTheNotice(t *testing.T) {
	b := readingBot(t)
	v := &visit{bot: b, ctx: t.Context(), openid: "甲", today: civil.Day(2026, time.November, 23), talk: &talk{}}
	says := func(text string) disclosure.Draft {
		v.raw = text
		d, _ := v.draft()
		_, taken := v.application(d, b.recognise(text))
		require.True(t, taken, text)
		d, _ = v.draft()
		return d
	}
	v.beginWith("2023年路灯改造工程的验收报告")
	for _, text := range []string{"邮寄", "我叫马秀英", "银川市兴庆区中山北街161号"} {
		d := says(text)
		assert.Equal(t, application.StepConsent, d.Step, text)
		assert.Equal(t, disclosure.Applicant{}, d.Applicant, text)
		assert.Equal(t, disclosure.Delivery{}, d.Delivery, text)
	}
	d := says("同意")
	assert.Equal(t, application.StepID, d.Step)
	assert.Equal(t, "马秀英", d.Applicant.Name)
	assert.Equal(t, "银川市兴庆区中山北街161号", d.Applicant.Address)
	assert.Equal(t, "邮寄", d.Delivery.Way)
}
