package wechatbot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// explained stands a bot on the town's rooms that says why.
func (t *town) explained(tb testing.TB) *[]wechatbot.Why {
	var heard []wechatbot.Why
	t.again(tb, func(c *wechatbot.Config) { c.Why = func(_ string, y wechatbot.Why) { heard = append(heard, y) } })
	return &heard
}

func TestTheBotSaysWhyItAnsweredSo(t *testing.T) {
	to := found(t, wechattest.New())
	heard := to.explained(t)
	f := to.platform.Follow(to.bot, "甲")
	for text, want := range map[string]wechatbot.Why{
		"三公经费": {Message: "text", Intent: "问预决算", Room: "budget", Template: "money"},
		"帮助":   {Message: "text", Intent: "帮助", Room: "office", Template: "help", Options: 4},
		"000014349/2018-00221": {Message: "text", Intent: "索引号", Room: "catalog", Template: "record", Number: "000014349/2018-00221", Total: 1,
			Found: []wechatbot.Fit{{Number: "000014349/2018-00221"}}},
		"我的申请": {Message: "text", Intent: "我的申请", Room: "desk"},
	} {
		f.Says(text)
		got := (*heard)[len(*heard)-1]
		assert.Positive(t, got.Length, text)
		assert.Equal(t, []any{want.Message, want.Intent, want.Room}, []any{got.Message, got.Intent, got.Room}, text)
		if want.Template != "" {
			assert.Equal(t, want.Template, got.Template, text)
		}
		if want.Found != nil {
			assert.Equal(t, want.Found, got.Found, text)
			assert.Equal(t, want.Number, got.Number)
		}
		if want.Options > 0 {
			assert.Equal(t, want.Options, got.Options, text)
			assert.Equal(t, 30*time.Minute, got.Until.Sub(to.now()), "options live for half an hour")
		}
	}
	f.Says("公开目录")
	list := (*heard)[len(*heard)-1]
	assert.Equal(t, 7, list.Total)
	assert.Len(t, list.Found, 5)
	f.Says("2")
	chosen := (*heard)[len(*heard)-1]
	assert.Equal(t, 2, chosen.Option)
	assert.Equal(t, list.Found[1].Number, chosen.Found[0].Number)
	f.Event("SCAN", "x")
	assert.Equal(t, "SCAN", (*heard)[len(*heard)-1].Message)
}

func TestAWhyHoldsNothingPersonal(t *testing.T) {
	to := found(t, wechattest.New())
	heard := to.explained(t)
	f := to.platform.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交", "甲骨文字典", "投诉 某单位乱收费"} {
		f.Says(text)
	}
	all := fmt.Sprintf("%+v", *heard)
	for _, secret := range []string{"测试人", "640104", "1390000", "环评", "甲骨文", "乱收费", f.OpenID} {
		assert.NotContains(t, all, secret)
	}
	steps := 0
	for _, y := range *heard {
		if y.Step != "" {
			steps++
		}
	}
	assert.GreaterOrEqual(t, steps, 6, "it says which field the application waits for")
}

// applied hands in a request by chat and lets the office confirm it.
func (t *town) applied(tb testing.TB, f *wechattest.Follower) disclosure.Request {
	answer := ""
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交"} {
		answer = f.Says(text)
	}
	m := receipt.FindStringSubmatch(answer)
	require.NotNil(tb, m, answer)
	r, err := t.desk.Record(context.Background(), m[1], disclosure.Confirmed(civil.DateOf(t.now())))
	require.NoError(tb, err)
	return r
}

func told(t *town) int {
	n := 0
	for _, c := range t.platform.CallsTo("custom/send") {
		if strings.Contains(c.Body, "已确认收到") {
			n++
		}
	}
	return n
}

func TestAShutWindowIsRememberedAcrossARestart(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	r := to.applied(t, f)
	to.platform.Advance(49 * time.Hour) // WeChat's clock alone: its window is shut
	failures := func() int {
		r, err := to.desk.Request(context.Background(), r.ID)
		require.NoError(t, err)
		n := 0
		for _, e := range r.Events {
			if e.Kind == disclosure.KindTold && e.Failure != "" {
				n++
			}
		}
		return n
	}
	restart := func() (stop func()) {
		to.again(t, func(*wechatbot.Config) {})
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan struct{})
		go func(bot *wechatbot.Bot) { defer close(done); bot.Run(ctx) }(to.bot)
		return func() { cancel(); <-done }
	}
	stop := restart()
	to.soon(t, func() bool { return failures() == 1 })
	stop()

	stop = restart()
	probe := to.fresh(t, 1, disclosure.AdHoc) // when the group hears of it, a whole turn has gone by
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) > 0 })
	_ = probe
	assert.Equal(t, 1, told(to), "it knows from the request that the window is shut")
	assert.Equal(t, 1, failures())
	f.Says("你好")
	to.soon(t, func() bool { return strings.Contains(fmt.Sprint(f.Inbox()), "已确认收到") })
	stop()

	// On another day it is tried again: nobody may have seen her write.
	other := found(t, wechattest.New())
	g := other.platform.Follow(front{other}, "乙")
	other.applied(t, g)
	other.platform.Advance(49 * time.Hour)
	to = other
	stop = restart()
	to.soon(t, func() bool { return told(to) == 1 })
	stop()
	to.wait(24 * time.Hour)
	stop = restart()
	to.soon(t, func() bool { return told(to) == 2 })
	stop()
}

func TestATrialLeavesAloneWhoHasNotWrittenToIt(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Trial = true })
	f := to.platform.Follow(to.bot, "甲")
	r := to.applied(t, f)
	other, err := to.desk.Submit(context.Background(), disclosure.Draft{Organ: "银川市兴庆区人民政府办公室", Subject: "别人的申请", Owner: "wechat:oSomebodyElse", Consented: civil.DateOf(to.now()),
		Applicant: r.Applicant}, "k", to.now(), disclosure.ByHand)
	require.NoError(t, err)
	_, err = to.desk.Record(context.Background(), other.ID, disclosure.Confirmed(civil.DateOf(to.now())))
	require.NoError(t, err)
	to.fresh(t, 1, disclosure.AdHoc)
	to.run(t)
	to.soon(t, func() bool { return strings.Contains(fmt.Sprint(f.Inbox()), "已确认收到") })
	assert.Empty(t, to.platform.Group(to.group))
	assert.Empty(t, to.platform.Posts())
	assert.Equal(t, 1, told(to))
}
