package wechattest_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

func ExampleStage() {
	p := wechattest.New()
	script, err := wechattest.ReadScript(strings.NewReader("市民：三公经费\n公众号：您说：三公经费\n公众号没说：抱歉"))
	if err != nil {
		fmt.Println(err)
		return
	}
	stage := wechattest.Stage{Platform: p, Bot: echo(p.Account())}
	fmt.Println(stage.Play(script))
	// Output: <nil>
}

func ExamplePlatform_Saved() {
	p := wechattest.New()
	p.Record(100)
	p.Follow(echo(p.Account()), "甲").Says("三公经费")
	p.Saved(nil)[2:].WriteTo(os.Stdout) // after the day, and the following
	// Output:
	// 公众号：您说：
	// 甲：三公经费
	// 公众号：您说：三公经费
}

func TestASavedConversationIsPlayedAgain(t *testing.T) {
	n := 0
	counting := func(p *wechattest.Platform) http.Handler {
		n++
		first := n
		a := p.Account()
		return echoing(a, func(said string) string {
			return fmt.Sprintf("编号：A%d\n%s\n<a href=\"weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=1\">1 看</a> 详情", first, said)
		})
	}
	kept := map[string]*regexp.Regexp{"编号": regexp.MustCompile(`编号：(\S+)`)}
	p := wechattest.New()
	p.Record(100)
	bot := counting(p)
	a, b := p.Follow(bot, "甲"), p.Follow(bot, "乙")
	a.Says("三公\n经费")
	a.Says("查 A1")
	b.Taps("say:目录")
	a.Event("SCAN", "x")
	p.Note("办公室", "确认收到")
	p.Advance(72 * 3600e9)
	a.Send(wechattest.Message{Type: "voice", Recognition: "你好", MediaID: "m"})
	var text bytes.Buffer
	_, err := p.Saved(kept).WriteTo(&text)
	require.NoError(t, err)
	assert.Contains(t, text.String(), "甲：查 {编号}\n")
	assert.Contains(t, text.String(), "公众号：1 看 详情\n")
	assert.Contains(t, text.String(), "换成：乙\n菜单：目录\n")

	script, err := wechattest.ReadScript(&text)
	require.NoError(t, err)
	again, acts := wechattest.NewPlain(), 0
	stage := wechattest.Stage{Platform: again, Bot: counting(again), Remember: kept,
		Words: map[string]func(string) error{"办公室": func(what string) error { acts++; assert.Equal(t, "确认收到", what); return nil }}}
	require.NoError(t, stage.Play(script))
	assert.Equal(t, 1, acts)
	assert.Equal(t, "A2", stage.Kept("编号"))
}

func TestAScriptThatDoesNotHoldSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"市民：三公经费\n\n公众号：预算":      "line 3: \"预算\" is not in the answer",
		"市民：三公经费\n公众号没说：三公":      "line 2: \"三公\" is in the answer",
		"市民：三公经费\n点击：看明细":        "line 2: no option",
		"过了：一会儿":                 "line 1: \"一会儿\" is no time",
		"日期：明天":                  "line 1: \"明天\" is no time",
		"# 说明\n三公经费":             "line 2: no step",
		"市民：x\n收到：不会来的":          "did not arrive",
		"市民：x\n办公室：确认收到\n公众号：您说": "line 2: no such request",
	} {
		p := wechattest.New()
		stage := wechattest.Stage{Platform: p, Bot: echo(p.Account()), Patience: 1,
			Words: map[string]func(string) error{"办公室": func(string) error { return errors.New("no such request") }}}
		script, err := wechattest.ReadScript(strings.NewReader(text))
		if err == nil {
			err = stage.Play(script)
		}
		var at *wechattest.ScriptError
		require.ErrorAs(t, err, &at, text)
		assert.Contains(t, err.Error(), want)
	}
}

func FuzzParsePlace(f *testing.F) {
	f.Add("38.5,106.3")
	f.Add("-90，180")
	f.Fuzz(func(t *testing.T, text string) {
		latitude, longitude, err := wechattest.ParsePlace(text)
		if err != nil {
			return
		}
		require.LessOrEqual(t, math.Abs(latitude), 90.0)
		require.LessOrEqual(t, math.Abs(longitude), 180.0)
		x, y, err := wechattest.ParsePlace(fmt.Sprint(latitude, ",", longitude))
		require.NoError(t, err)
		require.Equal(t, [2]float64{latitude, longitude}, [2]float64{x, y})
	})
}

func FuzzReadScript(f *testing.F) {
	f.Add("市民：三公经费\n公众号：37.91万元\n# 完")
	f.Add("：\n\ufeff甲：")
	f.Fuzz(func(t *testing.T, text string) {
		script, err := wechattest.ReadScript(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		script.WriteTo(&b)
		again, err := wechattest.ReadScript(&b)
		if err != nil || len(again) != len(script) {
			t.Fatalf("%q is read again as %v, %v", b.String(), again, err)
		}
	})
}
