package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhatIsAskedOfApplyingIsNotAppliedFor(t *testing.T) {
	for text, want := range map[string]string{
		"申请信息公开多长时间有结果":   "term",
		"信息公开申请一般多久回复":    "term",
		"请问依申请公开要多少个工作日":  "term",
		"申请政府信息公开收不收费":    "fee",
		"申请信息公开需要什么条件":    "who",
		"依申请公开有户口限制吗":     "who",
		"申请公开个人可以吗":       "who",
		"申请政府信息公开要准备什么":   "papers",
		"信息公开申请的流程":       "how",
		"申请公开后几个工作日能答复":   "term",
		"我想问问 申请公开 要多久来着": "term",
		"依申请公开的有没有不给的":    "which",
		"申请公开会不会被拒绝":      "which",
		"申请信息公开都会给吗":      "which",
		"依申请公开不给怎么办":      "relief",
		"申请公开要写理由吗":       "reason",
		"申请信息公开的结果能邮寄吗":   "way",
		"依申请公开能给纸质的吗":     "way",
		"申请信息公开能在网上办吗":    "channel",
		"申请政府信息公开在哪里提交":   "channel",
		"申请政府信息公开能让家人代办吗": "agent",
		"申请公开一次能申请几个":     "again",
		"申请公开结果":          "",
		"申请公开招标结果":        "",
		"申请公开学校食堂的材料":     "",
		"申请公开我村土地征收的批文":   "",
		"申请公开学生户籍":        "",
		"申请低保要什么条件":       "",
		"信息公开条例施行多久了":     "",
	} {
		assert.Equal(t, want, askedOfApplying(text), text)
	}
}
