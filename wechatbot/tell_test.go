package wechatbot_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// What was due when the office confirmed receipt is due no more when a supplement
// is asked for before she is told of either.
func TestWhatIsToldLateDoesNotSpeakOfWhatCameAfter(t *testing.T) {
	to := found(t, wechattest.NewPlain())
	f := to.platform.Follow(to.bot, "甲")
	got := ""
	for _, say := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交"} {
		got = f.Ask(say).String()
	}
	id := receipt.FindStringSubmatch(got)[1]
	day := civil.DateOf(to.now())
	for _, e := range []disclosure.Event{disclosure.Confirmed(day), disclosure.CorrectionAsked(day, day.AddDays(10), "请写明是哪一年的批复")} {
		_, err := to.desk.Record(context.Background(), id, e)
		require.NoError(t, err)
	}
	f.News()
	to.run(t)
	var news []string
	to.soon(t, func() bool {
		for _, a := range f.News() {
			news = append(news, a.String())
		}
		return len(news) > 1
	})
	require.Len(t, news, 2)
	assert.Contains(t, news[0], "已确认收到")
	assert.NotContains(t, news[0], "请您在", "the supplement is not asked for yet")
	assert.NotContains(t, news[0], "\n\n")
	assert.Contains(t, strings.Join(news[1:], ""), "请您在")
}

// answeredAtLength is a complaint that is replied to in so many lines.
func answeredAtLength(t *testing.T, to *town, f *wechattest.Follower, lines int) {
	f.Says("投诉 窗口让人跑了三趟")
	id := receipt.FindStringSubmatch(f.Says("提交"))[1]
	var words strings.Builder
	for i := range lines {
		fmt.Fprintf(&words, "第%d条：窗口已经改进，欢迎监督。\n", i+1)
	}
	day := civil.DateOf(to.now())
	for _, e := range []cases.Event{cases.Verified(day, cases.Founded, "属实"), cases.Handled(day, "已办"), cases.Replied(day, words.String())} {
		_, err := to.cases.Record(context.Background(), id, e)
		require.NoError(t, err)
	}
}

// stumbling is a way to WeChat on which one customer message is lost.
type stumbling struct {
	http.RoundTripper
	at, sent atomic.Int32
}

func (s *stumbling) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "custom/send") && s.sent.Add(1) == s.at.Load() {
		return nil, errDown
	}
	return s.RoundTripper.RoundTrip(r)
}

func TestALongReplyIsToldInSeveralMessagesToItsEnd(t *testing.T) {
	for lines, skipped := range map[int]bool{1: false, 100: false, 1000: true} {
		for _, lost := range []int32{0, 2} { // which message, at first
			to := found(t, wechattest.New())
			way := &stumbling{RoundTripper: to.platform.Client().Transport}
			way.at.Store(lost)
			to.again(t, func(c *wechatbot.Config) { c.Client = &http.Client{Transport: way} })
			f := to.platform.Follow(front{to}, "甲")
			answeredAtLength(t, to, f, lines)
			f.News()
			to.run(t)
			var got strings.Builder
			to.patiently(t, func() bool {
				for _, a := range f.News() {
					assert.LessOrEqual(t, len(a.Text), 2048)
					got.WriteString(a.Text + "\n")
				}
				return strings.Contains(got.String(), "对答复满意吗")
			}, nil)
			assert.Equal(t, 1, strings.Count(got.String(), "第1条："), "nothing comes twice")
			assert.Equal(t, 1, strings.Count(got.String(), fmt.Sprintf("第%d条：", lines)))
			assert.Equal(t, skipped, strings.Contains(got.String(), "中间的这里没有显示"))
			assert.LessOrEqual(t, len(to.platform.CallsTo("custom/send")), 4)
		}
	}
}

// The account may send no customer message, and the reply is longer than an answer.
func TestALongReplyOfAMuteAccountBeginsInAnAnswerAndGoesOn(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(to.bot, "甲")
	answeredAtLength(t, to, f, 100)
	to.platform.Fail("custom/send", 48001, 100)
	to.run(t)
	got := ""
	to.soon(t, func() bool {
		got += f.Says("谢谢")
		return strings.Contains(got, "第1条：")
	})
	for range 6 {
		got += f.Says("更多")
	}
	assert.Equal(t, 1, strings.Count(got, "第1条："))
	assert.Contains(t, got, "第100条：")
	assert.Contains(t, got, "对答复满意吗")
}

// One citizen whom WeChat keeps from everybody (43019, the account's own blacklist), or
// a customer service that is down, holds up nobody else and nothing else.
func TestATellingThatDoesNotGoHoldsUpNothingElse(t *testing.T) {
	for code, others := range map[int]bool{43019: true, -1: false, 45009: false} {
		to := found(t, wechattest.New())
		f, other := to.platform.Follow(to.bot, "甲"), to.platform.Follow(to.bot, "乙")
		answeredAtLength(t, to, f, 1)
		to.platform.Fail("custom/send", code, 1000)
		to.run(t)
		to.soon(t, func() bool { return len(to.platform.CallsTo("custom/send")) > 0 })
		to.fresh(t, 1, disclosure.AdHoc)
		to.patiently(t, func() bool { return len(to.platform.Group(to.group)) == 1 && len(to.platform.Posts()) == 1 }, nil)
		assert.Less(t, len(to.platform.CallsTo("custom/send")), 10)
		to.platform.Heal()
		if others {
			answeredAtLength(t, to, other, 1)
			to.patiently(t, func() bool { return strings.Contains(fmt.Sprint(other.Inbox()), "第1条") }, nil)
		}
		f.Says("谢谢")
		to.patiently(t, func() bool { return strings.Contains(fmt.Sprint(f.Inbox()), "第1条") }, nil)
	}
}

// A reply may hold what looks like the beginning of a link.
func TestAReplyWithHalfALinkIsToldToItsEnd(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(to.bot, "甲")
	f.Says("投诉 窗口让人跑了三趟")
	id := receipt.FindStringSubmatch(f.Says("提交"))[1]
	day := civil.DateOf(to.now())
	for _, e := range []cases.Event{cases.Verified(day, cases.Founded, "属实"), cases.Handled(day, "已办"),
		cases.Replied(day, "开头<a href="+strings.Repeat("请看通知", 400)+"末尾")} {
		_, err := to.cases.Record(context.Background(), id, e)
		require.NoError(t, err)
	}
	to.run(t)
	to.soon(t, func() bool { return strings.Contains(fmt.Sprint(f.Inbox()), "对答复满意吗") })
	assert.Contains(t, fmt.Sprint(f.Inbox()), "末尾")
	assert.Contains(t, f.Says("进度 "+id)+f.Says("更多")+f.Says("更多")+f.Says("更多"), "末尾")
}
