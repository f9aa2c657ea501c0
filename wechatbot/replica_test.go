package wechatbot_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// Each step of the application is said to another replica, and the last ones the
// day after: nothing that was filled in is lost.
func TestAnApplicationGoesOnAtAnyReplicaAndTomorrow(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	openid := ""
	says := func(text string) string {
		bot, err := wechatbot.New(to.bot.Config) // it remembers nothing
		require.NoError(t, err)
		f := p.Stranger(bot, "甲")
		if openid == "" {
			openid = f.OpenID
		}
		f.OpenID = openid
		return f.Says(text)
	}
	for _, step := range [][2]string{
		{"我要申请", "您需要什么信息"}, {"政务新媒体的意见", "这些已经公开了"}, {"1", "就是它，回复"}, {"不是", "个人信息告知"},
		{"同意", "您的姓名"}, {"测试人", "身份证号码"}, {"640104199001010018", "怎么联系您"},
	} {
		require.Contains(t, says(step[0]), step[1], step[0])
	}
	to.wait(24 * time.Hour)
	assert.Contains(t, says("消费扶贫"), "申请还没填完")
	for _, step := range [][2]string{{"我要申请", "怎么联系您"}, {"13900000000", "希望怎么得到"}, {"3", "请核对"}, {"提交", "申请编号："}} {
		require.Contains(t, says(step[0]), step[1], step[0])
	}
}
