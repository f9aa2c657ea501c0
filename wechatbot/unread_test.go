package wechatbot_test

import (
	"context"
	"errors"
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

// halting is a store of requests that cannot be read now and then.
type halting struct {
	disclosure.Store
	down atomic.Bool
}

func (s *halting) Draft(ctx context.Context, owner string) (disclosure.Draft, error) {
	if s.down.Load() {
		return disclosure.Draft{}, errDown
	}
	return s.Store.Draft(ctx, owner)
}

// What is told to an application that cannot be read is neither looked for nor taken for
// a new one.
func TestAnApplicationThatCannotBeReadIsNotTakenForNone(t *testing.T) {
	to := found(t, wechattest.New())
	store := &halting{Store: disclosure.NewMemory()}
	to.again(t, func(c *wechatbot.Config) { c.Desk = disclosure.NewDesk(store, civil.China()) })
	f := to.platform.Follow(to.bot, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000"} {
		f.Says(text)
	}
	store.down.Store(true)
	for _, text := range []string{"3", "我要申请 另一件事的批复", "测试人"} {
		assert.Regexp(t, "没有办成", f.Says(text), text)
	}
	assert.Contains(t, f.Shows([]byte("\xff\xd8\xff\xe0")).Text, "没有办成")
	assert.Contains(t, f.Says("帮助"), "我能帮您做这些")
	store.down.Store(false)
	require.Contains(t, f.Says("我要申请"), "希望怎么得到")
	assert.Contains(t, f.Says("3"), "请核对")
	assert.Contains(t, f.Says("提交"), "编号：")
}

// haltingLetters is the same for letters.
type haltingLetters struct {
	cases.Store
	down atomic.Bool
}

func (s *haltingLetters) Draft(ctx context.Context, owner string) (cases.Draft, error) {
	if s.down.Load() {
		return cases.Draft{}, errDown
	}
	return s.Store.Draft(ctx, owner)
}

func TestALetterThatCannotBeReadIsNotReplaced(t *testing.T) {
	to := found(t, wechattest.New())
	store := &haltingLetters{Store: cases.NewMemory()}
	to.again(t, func(c *wechatbot.Config) { c.Cases = cases.NewDesk(store, civil.China(), cases.Terms{}) })
	f := to.platform.Follow(to.bot, "甲")
	f.Says("投诉 窗口让人跑了三趟")
	store.down.Store(true)
	assert.Contains(t, f.Says("投诉 垃圾没人清运"), "没有办成")
	store.down.Store(false)
	f.Says("提交")
	for c, err := range store.Cases(context.Background()) {
		require.NoError(t, err)
		assert.Equal(t, "窗口让人跑了三趟", c.Text)
	}
}

// sticking are stores that cannot drop a draft the first time.
type sticking struct {
	disclosure.Store
	tried atomic.Bool
}

func (s *sticking) DropDraft(ctx context.Context, owner string) error {
	if !s.tried.Swap(true) {
		return errDown
	}
	return s.Store.DropDraft(ctx, owner)
}

type stickingLetters struct {
	cases.Store
	tried atomic.Bool
}

func (s *stickingLetters) DropDraft(ctx context.Context, owner string) error {
	if !s.tried.Swap(true) {
		return errDown
	}
	return s.Store.DropDraft(ctx, owner)
}

// What was handed in is not asked for again, and cannot be handed in once more under
// another day.
func TestWhatWasHandedInIsNoDraftForLong(t *testing.T) {
	to := found(t, wechattest.New())
	to.desk = disclosure.NewDesk(&sticking{Store: disclosure.NewMemory()}, civil.China())
	to.cases = cases.NewDesk(&stickingLetters{Store: cases.NewMemory()}, civil.China(), cases.Terms{})
	to.again(t, func(c *wechatbot.Config) { c.Desk, c.Cases = to.desk, to.cases })
	to.run(t)
	f := to.platform.Follow(to.bot, "甲")
	to.applied(t, f)
	to.soon(t, func() bool {
		_, err := to.desk.Draft(t.Context(), "wechat:"+f.OpenID)
		return errors.Is(err, disclosure.ErrNotFound)
	})
	f.Says("投诉 窗口让人跑了三趟")
	require.Contains(t, f.Says("提交"), "投诉已提交")
	to.soon(t, func() bool {
		_, err := to.cases.Draft(t.Context(), "wechat:"+f.OpenID)
		return errors.Is(err, cases.ErrNotFound)
	})
	assert.NotContains(t, f.Says("帮助"), "还没")
	assert.Contains(t, to.log.String(), "could not be dropped")
}
