package wechatbot_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// unreadable is a store whose drafts cannot be read for a while; what is saved is
// saved, as where a read took too long.
type unreadable struct {
	disclosure.Store
	down  *atomic.Bool
	cause error
}

func (u unreadable) Draft(ctx context.Context, owner string) (disclosure.Draft, error) {
	if u.down.Load() {
		return disclosure.Draft{}, fmt.Errorf("read 测试人: %w", u.cause)
	}
	return u.Store.Draft(ctx, owner)
}

// A state is an error of a database, with its number and words that may be a citizen's.
type state struct{}

func (state) Error() string    { return "invalid input: 测试人" }
func (state) SQLState() string { return "53100" }

func TestWhileWhatWasBegunCannotBeReadNothingIsTakenForSomethingElse(t *testing.T) {
	for name, cause := range map[string]error{"SQLSTATE 53100": state{}, "no space left on device": syscall.ENOSPC} {
		t.Run(name, func(t *testing.T) {
			p, off := wechattest.New(), &atomic.Bool{}
			to := found(t, p)
			to.again(t, func(c *wechatbot.Config) {
				c.Desk = disclosure.NewDesk(unreadable{disclosure.NewMemory(), off, cause}, civil.China())
			})
			f := p.Follow(to.bot, "甲")
			for _, text := range []string{"我要申请", "某个项目的环评批复", "同意"} {
				require.NotContains(t, f.Says(text), "没有办成")
			}
			off.Store(true)
			assert.Contains(t, f.Says("测试人"), "没有办成", "a name is no search")
			assert.Contains(t, f.Says("我要申请"), "没有办成", "no new application is put over the one that cannot be seen")
			assert.Contains(t, f.Says("帮助"), "我能帮您", "what needs no database goes on")
			off.Store(false)
			assert.Contains(t, f.Says("测试人"), "身份证号码")
			assert.Contains(t, to.log.String(), name)
			assert.NotContains(t, to.log.String(), "测试人")
		})
	}
}

// unfed is a store whose feed cannot be read; reads counts how often it was tried.
type unfed struct {
	disclosure.Store
	reads *atomic.Int32
}

func (u unfed) Since(context.Context, int64) iter.Seq2[disclosure.Entry, error] {
	return func(yield func(disclosure.Entry, error) bool) {
		u.reads.Add(1)
		yield(disclosure.Entry{}, syscall.ECONNREFUSED)
	}
}

func TestAFeedThatCannotBeReadIsTriedEachTurnAndSaidOnce(t *testing.T) {
	p, reads := wechattest.New(), &atomic.Int32{}
	to := found(t, p)
	to.again(t, func(c *wechatbot.Config) {
		c.Desk = disclosure.NewDesk(unfed{disclosure.NewMemory(), reads}, civil.China())
	})
	to.run(t)
	to.soon(t, func() bool { return reads.Load() >= 3 })
	assert.Equal(t, 1, strings.Count(to.log.String(), "the desk's feed could not be read"))
}
