package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/h5"
)

// No organ has a complaint of its own people first.
func TestWhoHasAComplaint(t *testing.T) {
	v := &visit{bot: &Bot{Config: Config{Office: h5.Office{Name: "示例区人民政府", Desk: "示例区政务公开办",
		Organs: []h5.Organ{{Name: "示例区教育局", Aliases: []string{"教育局"}}}}}}}
	for _, c := range []struct {
		text    string
		accused bool
	}{
		{"教育局的工作人员收红包", true},
		{"教育局局长吃拿卡要", true},
		{"教育局窗口推诿，跑了三趟", true},
		{"教育局领导您好，教育局的工作人员收了家长的红包", true},
		{"昨天我去教育局办转学。教育局窗口的人骂人", true},
		{"请教育局的工作人员管管校门口的车", false},
		{"教育局领导您好，校门口的车太多", false},
		{"教育局门口的路灯坏了", false},
		{"希望教育局重视。请教育局的工作人员来看看", false},
	} {
		organ, accused := v.recipient(cases.Complaint, c.text)
		if c.accused {
			assert.Equal(t, []string{"示例区政务公开办", "示例区教育局"}, []string{organ, accused}, c.text)
			continue
		}
		assert.Equal(t, []string{"示例区教育局", ""}, []string{organ, accused}, c.text)
	}
	organ, accused := v.recipient(cases.Consultation, "教育局的工作人员几点上班")
	assert.Equal(t, []string{"示例区教育局", ""}, []string{organ, accused})
}
