package wechatbot

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhereOneTurnsWhoGotNoAnswerIsNoComplaint(t *testing.T) {
	for text, want := range map[string]bool{
		"没按时答复去哪投诉":     true,
		"信息公开没按时答复去哪投诉": true,
		"你们不答复我找谁举报":    true,
		"投诉你们不按时答复":     false,
		"投诉半年没答复去哪告":    false,
		"物业不公开账目去哪投诉":   false,
		"窗口态度不好去哪投诉":    false,
	} {
		assert.Equal(t, want, asksRelief(text), text)
	}
}

func TestWhoseTaskSomethingIsIsNoComplaint(t *testing.T) {
	for text, want := range map[string]bool{
		"修路的事归谁管":     true,
		"修路归哪个部门管":    true,
		"噪音归谁管":       true,
		"城市绿化由哪个单位负责": true,
		"路灯坏了归谁管":     false,
		"下水道堵了归哪个部门管": false,
		"噪音没人管":       false,
		"这事你们管不管":     false,
	} {
		assert.Equal(t, want, asksWhose(text), text)
	}
}

func TestWhatIdentifiesSomebodyElseIsNotTold(t *testing.T) {
	for text, want := range map[string]bool{
		"帮我查下张三的身份证号": true,
		"张三的身份证号是多少":  true,
		"查一下李四家住哪":    true,
		"帮我查个人的手机号":   true,
		"我邻居的住址":      true,
		"身份证号填哪里":     false,
		"我的手机号是多少":    false,
		"财政局的电话号码":    false,
		"申请要身份证吗":     false,
		"市民的身份证在哪办":   false,
	} {
		assert.Equal(t, want, asksOthersData(text), text)
	}
}

func TestHowBadlyThingsAreDoneIsAComplaint(t *testing.T) {
	for text, want := range map[string]bool{
		"你们单位办事太慢":   true,
		"审批效率太低":     true,
		"手续太麻烦了":     true,
		"你们办事拖拖拉拉":   true,
		"办事效率很高":     false,
		"服务真好":       false,
		"简化审批手续的文件":  false,
		"手续麻烦的怎么办":   false,
		"优化办事流程的意见吗": false,
	} {
		assert.Equal(t, want, badService.MatchString(text), text)
	}
	assert.True(t, complainsPlainly("村委会不公开账目"))
	assert.False(t, complainsPlainly("村委会不公开的账目有哪些"))
	assert.True(t, badManners.MatchString("窗口办事员爱答不理"))
	assert.True(t, badManners.MatchString("社区干部不作为"))
	assert.False(t, badManners.MatchString("社区工作人员聊天记录公开"))
}

func TestWhetherAnApplicationCanBeMendedIsAskedOfIt(t *testing.T) {
	for text, want := range map[string]string{
		"申请写错了能改吗":   "change",
		"申请填错了怎么办":   "change",
		"申请交了还能改吗":   "change",
		"可以电话申请吗":    "channel",
		"到哪里申请":      "channel",
		"去哪里申请低保":    "",
		"低保申请填错了怎么办": "",
	} {
		assert.Equal(t, want, lawNamed(text), text)
	}
}

func TestWhoHandlesDisclosureIsAskedOfItAlone(t *testing.T) {
	for text, want := range map[string]bool{
		"信息公开归哪个部门管":   true,
		"政务公开谁负责":      true,
		"政府信息公开申请谁受理":  true,
		"环保归哪个部门管":     false,
		"信息公开条例谁负责解释的": false,
	} {
		assert.Equal(t, want, deskAsked.MatchString(text), text)
	}
}
