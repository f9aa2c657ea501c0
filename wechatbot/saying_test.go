package wechatbot_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func ExampleReadSayings() {
	sayings, err := wechatbot.ReadSayings(strings.NewReader("= 问预决算\n街里今年使了几个钱\n= 问天气\n下雨不\n"))
	fmt.Println(sayings)
	fmt.Println(err)
	// Output:
	// [{问预决算 街里今年使了几个钱}]
	// wechatbot: sayings: line 3: no want is called "问天气"; see Wants
	// line 4: stands under no heading
}

func TestTheBuiltInSayingsAreReadWholeAndSayEachThingOnce(t *testing.T) {
	f, err := os.Open("sayings.txt")
	require.NoError(t, err)
	defer f.Close()
	sayings, err := wechatbot.ReadSayings(f)
	require.NoError(t, err)
	of, wants := map[string]string{}, map[string]int{}
	for _, s := range sayings {
		key := strings.ToLower(strings.ReplaceAll(s.Text, " ", ""))
		assert.Empty(t, of[key], "%s stands under %s and %s", s.Text, of[key], s.Want)
		of[key] = s.Want
		wants[s.Want]++
	}
	for _, w := range wechatbot.Wants() {
		assert.Positive(t, wants[w], w)
	}
}

func TestAnOfficeTeachesItsOwnSayings(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	before := p.Follow(to.bot, "甲").Says("阿拉街浪用脱几钿")
	assert.NotContains(t, before, "三公经费合计预算数")
	to.again(t, func(c *wechatbot.Config) {
		c.Sayings = []wechatbot.Saying{{Want: "问预决算", Text: "阿拉街浪用脱几钿"}, {Want: "问预决算", Text: "用脱几钿"}}
	})
	reads(p, to.bot)
	assert.Contains(t, p.Follow(to.bot, "甲").Says("阿拉街浪三公用脱几钿"), "三公经费合计预算数37.91万元")

	c := to.bot.Config
	c.Sayings = []wechatbot.Saying{{Want: "问天气", Text: "下雨不"}}
	_, err := wechatbot.New(c)
	assert.ErrorContains(t, err, `"问天气"`)
}

func FuzzReadSayings(f *testing.F) {
	f.Add("= 投诉\n路灯坏了\n\n# 注\n= 咨询\n老年证在哪办")
	f.Add("路灯坏了")
	f.Add("=\n=投诉\n=")
	f.Fuzz(func(t *testing.T, text string) {
		sayings, err := wechatbot.ReadSayings(strings.NewReader(text))
		var again strings.Builder
		for _, s := range sayings {
			fmt.Fprintf(&again, "= %s\n%s\n", s.Want, s.Text)
		}
		reread, wrong := wechatbot.ReadSayings(strings.NewReader(again.String()))
		assert.NoError(t, wrong)
		assert.Equal(t, sayings, reread)
		if err == nil {
			return
		}
		assert.ErrorContains(t, err, "wechatbot: sayings: ")
	})
}
