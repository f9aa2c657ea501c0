package wechatbot_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zwgk/zwgk/wechatbot"
)

func TestAGridSaysWhereItsPushesAreKeptAndWhenItSleeps(t *testing.T) {
	g := wechatbot.Grid{Code: "demo", Quiet: wechatbot.Hours{From: 21, To: 8}}
	assert.Equal(t, "网格群:demo", g.Channel())
	assert.Equal(t, "21时至8时", g.Quiet.Chinese())
	assert.Empty(t, wechatbot.Hours{}.Chinese())
}
