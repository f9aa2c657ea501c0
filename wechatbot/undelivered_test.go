package wechatbot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// afar are two letters of a citizen to whom nobody may write any more, and who agreed
// to notices.
func afar(t *testing.T, to *town) (f *wechattest.Follower, ids [2]string) {
	to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf("订阅通知") })
	f = to.platform.Follow(front{to}, "甲")
	for range 9 {
		f.Consents(to.bot.Notices[0].ID)
	}
	for i, words := range []string{"投诉 窗口让人跑了三趟", "投诉 大厅的空调坏了没人修"} {
		f.Says(words)
		ids[i] = receipt.FindStringSubmatch(f.Says("提交"))[1]
	}
	to.wait(49 * time.Hour)
	to.again(t, func(*wechatbot.Config) {})
	return f, ids
}

// replied lets the office reply to a letter.
func (t *town) replied(tb testing.TB, id string) {
	day := civil.DateOf(t.now())
	for _, e := range []cases.Event{cases.Verified(day, cases.Founded, "属实"), cases.Handled(day, "已办"), cases.Replied(day, "已经改进。")} {
		t.act(tb, id, e)
	}
}

func (t *town) announced(tb testing.TB, id string) bool {
	c, err := t.cases.Case(context.Background(), id)
	require.NoError(tb, err)
	return len(c.Announced()) == 1
}

// WeChat names a subscription notice by an id that nobody was told before: what did not
// arrive is the notice that went out just now, and not one of another day.
func TestANoticeThatDidNotArriveIsTheOneThatWentOutJustNow(t *testing.T) {
	to := found(t, wechattest.New())
	_, ids := afar(t, to)
	to.run(t)
	to.replied(t, ids[0])
	to.soon(t, func() bool { return to.announced(t, ids[0]) })
	to.wait(24 * time.Hour)
	to.platform.Misdeliver(1)
	to.replied(t, ids[1])
	to.soon(t, func() bool { return len(to.platform.CallsTo("bizsend")) == 2 && !to.announced(t, ids[1]) })
	to.patiently(t, func() bool { return to.undelivered(ids[0]) || to.undelivered(ids[1]) }, nil)
	assert.True(t, to.undelivered(ids[1]))
	assert.False(t, to.undelivered(ids[0]), "it arrived a day before")
}

func (t *town) undelivered(id string) bool { return strings.Contains(t.tellings(id), "没有送达") }

// WeChat reports twice, and another replica hears it the second time.
func TestAReportThatComesTwiceIsOfOneNotice(t *testing.T) {
	to := found(t, wechattest.New())
	f, ids := afar(t, to)
	to.run(t)
	for _, id := range ids {
		to.replied(t, id)
		to.soon(t, func() bool { return to.announced(t, id) })
	}
	report := wechattest.Message{Type: "event", Event: "subscribe_msg_sent_event", Extra: "<SubscribeMsgSentEvent><List><TemplateId>" + to.bot.Notices[0].ID +
		"</TemplateId><MsgID>77</MsgID><ErrorCode>5</ErrorCode><ErrorStatus>failed:system failed</ErrorStatus></List></SubscribeMsgSentEvent>"}
	for range 2 {
		to.again(t, func(*wechatbot.Config) {})
		f.Send(report)
	}
	assert.True(t, to.undelivered(ids[0]))
	assert.False(t, to.undelivered(ids[1]), "nobody reported it")
}
