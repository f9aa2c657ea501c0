package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhatWasLookedForIsAppliedForInItsOwnWords(t *testing.T) {
	for text, want := range map[string]string{
		"无人机飞行管理规定有没有":   "无人机飞行管理规定",
		"请问养犬管理办法在哪里能查到": "养犬管理办法",
		"帮我找一下校外培训机构名单":  "校外培训机构名单",
		"共享单车投放总量控制方案":   "共享单车投放总量控制方案",
		"殡葬改革的文件发我看看":    "殡葬改革的文件",
		"安置房摇号名单，咋申请嘛":   "安置房摇号名单",
		"找一下":            "找一下",
	} {
		assert.Equal(t, want, subjectOf(text), text)
	}
}
