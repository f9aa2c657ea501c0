package wechatbot_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
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
