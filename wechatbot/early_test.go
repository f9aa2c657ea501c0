package wechatbot_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestWhatWasToldBeforeAnApplicationWasSurelyMeantIsAskedOnce(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(to.bot, "甲")
	require.Contains(t, f.Says("我叫王洁，电话13900000000，我想要你们城管局跟保洁公司签的那个合同"), "是，申请公开")
	notice := f.Says("同意")
	require.Contains(t, notice, "个人信息告知", "it was agreed that an application is meant, and not yet to the notice")
	assert.Contains(t, notice, "您的个人信息还没有收下")
	asked := f.Says("同意")
	assert.Contains(t, asked, "记下了：姓名、联系方式")
	assert.Contains(t, asked, "身份证号码")
}
