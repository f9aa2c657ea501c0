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

func TestAGridSaysWhenItIsLeftInPeaceAndHowMuchItGets(t *testing.T) {
	awake := wechatbot.Hours{From: 8, To: 8}
	for want, g := range map[string]wechatbot.Grid{
		"21时至8时不打扰，急的照发": {},
		"":               {Quiet: awake},
		"22时至7时不打扰，急的也等；每天最多5次，急的不算；不急的每天17时汇成一条": {Quiet: wechatbot.Hours{From: 22, To: 7}, Strict: true, Daily: 5, Digest: 17},
		"每天最多1次，急的不算": {Quiet: awake, Daily: 1},
	} {
		assert.Equal(t, want, g.Pace())
	}
}
