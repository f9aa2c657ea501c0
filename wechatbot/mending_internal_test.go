package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot/internal/writing"
)

func TestARemarkMendsWhatWasWritten(t *testing.T) {
	const text = "2024年苗木采购合同，还有苗木的验收单"
	for remark, want := range map[string]string{
		"不要采购合同,要养护合同":     "2024年苗木养护合同，还有苗木的验收单",
		"是树木,不是苗木":         "2024年树木采购合同，还有苗木的验收单",
		"把2024年改成2023年":    "2023年苗木采购合同，还有苗木的验收单",
		"前面写错了,我要的是2016年的": "2016年苗木采购合同，还有苗木的验收单",
		"写错了,不是2016年的":     "", // which it does not say
		"不是路灯,是路牌":         "", // of which it says nothing
		"为什么不是2024年的呢,是不是写错了,我想知道是谁写的,写给谁的": "",
	} {
		assert.Equal(t, want, swapIn(text, remark), remark)
	}
	for remark, want := range map[string]string{
		"“2024年苗木采购合同,还有”去掉": "苗木的验收单",
		"前面那个合同不要了,只要验收单":    "苗木的验收单",
		"去掉2024年":   "苗木采购合同，还有苗木的验收单",
		"只要电子版的就行":  "",
		"“合同”两个字不要": "2024年苗木采购，还有苗木的验收单",
	} {
		assert.Equal(t, want, cutFrom(text, remark), remark)
	}
}

func FuzzRemark(f *testing.F) {
	f.Add("2024年苗木采购合同，还有苗木的验收单", "不要采购合同,要养护合同")
	f.Add("去年的名单\xff", "“去年”两个字不要")
	f.Add("去年\xb9", "\xe2\x80\"\xbb\xe5\xb9”不要")
	f.Fuzz(func(t *testing.T, text, remark string) {
		remark = writing.Tidy(remark)
		_, _ = swapIn(text, remark), cutFrom(text, remark)
	})
}
