package wechatbot_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func TestPointsWithoutAPlaceAreNamed(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) {
		c.Office.Points = []h5.Point{{Name: "档案馆查询点"}, {Name: "政务大厅窗口", Address: "民族北街1号"}}
	})
	said := to.platform.Follow(front{to}, "甲").Send(wechattest.Message{Type: "location", X: "38.47", Y: "106.28"}).Text
	assert.Contains(t, said, "没法按位置查找")
	assert.Contains(t, said, "档案馆查询点")
	assert.Contains(t, said, "政务大厅窗口（民族北街1号）")
}
