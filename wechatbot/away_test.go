package wechatbot_test

import (
	"context"
	"regexp"
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

// away are stores that cannot be read now and then.
type away struct {
	disclosure.Store
	down *atomic.Bool
}

func (s away) Request(ctx context.Context, id string) (disclosure.Request, error) {
	if s.down.Load() {
		return disclosure.Request{}, errDown
	}
	return s.Store.Request(ctx, id)
}

func (s away) ByOwner(ctx context.Context, owner string) ([]disclosure.Request, error) {
	if s.down.Load() {
		return nil, errDown
	}
	return s.Store.ByOwner(ctx, owner)
}

type lettersAway struct {
	cases.Store
	down *atomic.Bool
}

func (s lettersAway) Case(ctx context.Context, id string) (cases.Case, error) {
	if s.down.Load() {
		return cases.Case{}, errDown
	}
	return s.Store.Case(ctx, id)
}

func (s lettersAway) ByOwner(ctx context.Context, owner string) ([]cases.Case, error) {
	if s.down.Load() {
		return nil, errDown
	}
	return s.Store.ByOwner(ctx, owner)
}

// Who asks while the rooms cannot be read is told so, and neither that what she handed in
// is not hers nor that there is nothing.
func TestWhatCannotBeReadIsNotSaidToBeSomebodyElses(t *testing.T) {
	to := found(t, wechattest.New())
	down := &atomic.Bool{}
	to.again(t, func(c *wechatbot.Config) {
		c.Desk = disclosure.NewDesk(away{disclosure.NewMemory(), down}, civil.China())
		c.Cases = cases.NewDesk(lettersAway{cases.NewMemory(), down}, civil.China(), cases.Terms{})
	})
	f := to.platform.Follow(to.bot, "甲")
	for _, text := range []string{"申请公开某个项目的环评批复", "同意", "王富贵 640104199001010018 13900000000 自己去取"} {
		f.Says(text)
	}
	receipt := f.Says("提交")
	require.Contains(t, receipt, "编号：")
	f.Says("投诉 窗口让人跑了三趟")
	letter := f.Says("提交")
	require.Contains(t, letter, "编号：")
	request, kase := number(receipt), number(letter)
	down.Store(true)
	for _, text := range []string{"进度 " + request, "进度 " + kase, "评价 " + request + " 满意", "评价 " + kase + " 满意", "满意", "我的申请", "撤回申请", "补正 我要的是2024年的", "还剩几天"} {
		assert.Contains(t, f.Says(text), "没有办成", text)
	}
	down.Store(false)
	assert.Contains(t, f.Says("进度 "+request), "已提交")
	assert.Contains(t, f.Says("进度 "+kase), "已提交")
}

var numbered = regexp.MustCompile(`编号：(\S+)`)

func number(receipt string) string { return numbered.FindStringSubmatch(receipt)[1] }
