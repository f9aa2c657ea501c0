package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure/cases"
)

func TestWhoAsksAfterALetterIsNotTakenToWriteOne(t *testing.T) {
	for text, want := range map[string]cases.Kind{
		"前两天在这儿投诉的噪音 有人管了吗":  cases.Complaint,
		"我反映的路灯修了没":          cases.Complaint,
		"上礼拜举报的黑网吧 查没查":      cases.Complaint,
		"我咨询的社保那个事 怎么还没人回我":  cases.Consultation,
		"上周问的落户 有结果了吗":       cases.Consultation,
		"我反映的问题被泄露给对方了":      "",
		"投诉了五六遍了 污水还是往地里排":   "",
		"群众反映的问题 处理得怎么样":     "",
		"我上个月申请公开的合同 怎么还没答复": "",
		"投诉楼上装修 没人管":         "",
		"上次咨询的事我明白了 不用回复了":   "",
	} {
		kind, after := asksAfter(text)
		assert.Equal(t, want, kind, text)
		assert.Equal(t, want != "", after, text)
	}
}
