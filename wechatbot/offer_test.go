package wechatbot_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestNothingIsOfferedThatTheOfficeDoesNotHave(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) {
		c.Desk, c.Cases, c.Office.Phone, c.Office.Address, c.Office.Points = nil, nil, "", "", nil
	})
	f := to.platform.Follow(to.bot, "甲")
	for _, text := range []string{"丽水路停车场改造", "月亮湖喷泉开放", "古城墙夜游灯光", "湖心岛灯会门票"} {
		got := f.Says(text)
		assert.Contains(t, got, "没有找到", text)
		assert.NotContains(t, got, "申请公开", text)
		assert.NotContains(t, got, "工作人员", text)
		assert.NotContains(t, got, "您可以", text)
	}
	got := f.Says("000014349/2018-99999")
	assert.Contains(t, got, "1 看公开目录")
	assert.NotContains(t, got, "申请公开")
	got = f.Says("都不是")
	assert.NotContains(t, got, "申请公开")
	got = f.Says("人工")
	assert.Contains(t, got, "的联系电话这里没有登记。")
	assert.NotContains(t, got, "窗口")
	assert.NotContains(t, got, "我要申请")
	assert.NotContains(t, f.Says("人工"), "窗口")

	to.again(t, func(c *wechatbot.Config) { c.Office.Points = []h5.Point{{Name: "县档案馆二楼"}} })
	f = to.platform.Follow(to.bot, "乙")
	assert.Contains(t, f.Says("人工"), "可以到县档案馆二楼办理")
	assert.Contains(t, f.Says("人工"), "可以到县档案馆二楼当面问")
}
