package wechatbot_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// A picture may have ten megabytes, and a callback has four seconds.
func TestAPictureThatComesSlowlyIsFetchedLater(t *testing.T) {
	for name, slow := range map[string]func(*wechattest.Platform){
		"at first":  func(p *wechattest.Platform) { p.Slow("media/get", 6*time.Second, 1) },
		"all along": func(p *wechattest.Platform) { p.Trickle("media/get", 6*time.Second, 1) },
		"its token": func(p *wechattest.Platform) { p.Trickle("stable_token", 6*time.Second, 1) },
	} {
		builtInRead()
		synctest.Test(t, func(t *testing.T) {
			p := wechattest.New()
			to := found(t, p)
			to.again(t, func(c *wechatbot.Config) { c.Talks, c.Pace = &memos{kept: map[string]memoKept{}}, time.Second })
			f := p.Follow(to.bot, "甲")
			f.Says("投诉 民主街的路灯坏了一个星期没有人修")
			slow(p)
			assert.Contains(t, f.Shows([]byte("\xff\xd8\xff\xe0 one")).Text, "正在查", name)
			to.run(t)
			time.Sleep(30 * time.Second)
			assert.Contains(t, fmt.Sprint(f.Inbox()), "已附上1个文件", name)
			assert.NotContains(t, to.log.String(), "could not be kept", name)
		})
	}
}

func TestAPictureReachesTheOfficeAndAFaultLosesNothing(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某处拆迁的补偿方案", "同意"} {
		f.Says(text)
	}
	p.Fail("media/get", 40007, 1)
	assert.Contains(t, f.Shows([]byte("\xff\xd8\xff\xe0 one")).Text, "请再发一次")
	p.Revoke() // the token is fetched again
	assert.Contains(t, f.Shows([]byte("\xff\xd8\xff\xe0 two")).Text, "已附上1个文件")
	for _, text := range []string{"测试人", "640104199001010018", "13900000000", "3"} {
		f.Says(text)
	}
	m := receipt.FindStringSubmatch(f.Says("提交"))
	require.NotNil(t, m)
	a, data, err := to.desk.File(context.Background(), m[1], 0)
	require.NoError(t, err)
	assert.Equal(t, "附件1.jpg", a.Name)
	assert.Equal(t, "\xff\xd8\xff\xe0 two", string(data))
	assert.NotContains(t, to.log.String(), f.OpenID)
}
