package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOwnDataInWhatIsPublic(t *testing.T) {
	for text, want := range map[string]bool{
		"你们公开了我的电话 给我删掉": true, "网上公布的我的身份证号没打码 请删": true, "我的手机号怎么在你们网站上 删掉": true,
		"公示里我的名字写错了": true, "低保公示里有我的身份证号 能不能遮一下": true, "公开的个人信息有误要求更正": true,
		"把我的手机号删了": false, "删除我的个人信息": false, "我的个人信息会泄露吗 怎么删": false, "我申请公开的材料里名字写错了": false, "公示名单在哪": false, "我名字写错了": false,
	} {
		assert.Equal(t, want, ofOwnPublic(text), text)
	}
}

func TestPraiseIsNoComplaint(t *testing.T) {
	for text, want := range map[string]bool{
		"表扬一下窗口的工作人员": true, "给窗口小姑娘点个赞 办事真快": true, "我要表扬社区网格员 帮我妈把轮椅修好了": true,
		"表扬名单": false, "国务院大督查表扬了哪些地方": false, "给你点赞": false, "社区表扬大会通知": false,
	} {
		assert.Equal(t, want, praises(text), text)
	}
}

func TestWhatTheStateDoesIsAskedAndNotComplainedOf(t *testing.T) {
	for text, want := range map[string]bool{
		"刚毕业没工作国家管不管": true, "老人没人养国家有没有补贴": true, "楼上漏水物业管不管": false, "国家赔偿怎么申请": false,
	} {
		assert.Equal(t, want, asksPolicy(text), text)
	}
}
