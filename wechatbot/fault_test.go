package wechatbot_test

import (
	"context"
	"errors"
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

// An indiscreet store says in its errors of whom they are, as a store of somebody
// else's may.
type indiscreet struct{ disclosure.Store }

func (indiscreet) Request(context.Context, string) (disclosure.Request, error) {
	return disclosure.Request{}, errIndiscreet
}

// A babbler does so in its feed.
type babbler struct{ disclosure.Store }

func (babbler) Since(context.Context, int64) iter.Seq2[disclosure.Entry, error] {
	return func(yield func(disclosure.Entry, error) bool) { yield(disclosure.Entry{}, errIndiscreet) }
}

// A shaky store does so once it is down, where something is added to a request or all
// of one citizen's are asked for.
type shaky struct {
	disclosure.Store
	down *atomic.Bool
}

func (s shaky) ByOwner(ctx context.Context, owner string) ([]disclosure.Request, error) {
	if s.down.Load() {
		return nil, errIndiscreet
	}
	return s.Store.ByOwner(ctx, owner)
}

func (s shaky) Append(ctx context.Context, r disclosure.Request, e disclosure.Event) (disclosure.Request, error) {
	if s.down.Load() {
		return r, errIndiscreet
	}
	return s.Store.Append(ctx, r, e)
}

var errIndiscreet = errors.New("owner=wechat:o1 name=测试人: gone")

func TestWhatAStoreSaysOfACitizenIsNotLogged(t *testing.T) {
	for said, over := range map[string]func(s disclosure.Store, down *atomic.Bool) disclosure.Store{
		"a request or case could not be read": func(s disclosure.Store, _ *atomic.Bool) disclosure.Store { return indiscreet{s} },
		"the desk's feed could not be read":   func(s disclosure.Store, _ *atomic.Bool) disclosure.Store { return babbler{s} },
		"a telling could not be claimed":      func(s disclosure.Store, down *atomic.Bool) disclosure.Store { return shaky{s, down} },
	} {
		to, store, down := found(t, wechattest.New()), disclosure.NewMemory(), &atomic.Bool{}
		to.desk = disclosure.NewDesk(store, civil.China())
		to.again(t, func(c *wechatbot.Config) { c.Desk = to.desk })
		f := to.platform.Follow(to.bot, "甲")
		to.applied(t, f)
		down.Store(true)
		to.again(t, func(c *wechatbot.Config) { c.Desk = disclosure.NewDesk(over(store, down), civil.China()) })
		to.run(t)
		to.soon(t, func() bool { return strings.Contains(to.log.String(), said) })
		assert.NotContains(t, to.log.String(), "wechat:o1", said)
		assert.NotContains(t, to.log.String(), "测试人", said)
	}
}

func TestWhatAStoreSaysOfACitizenWhoIsOwedAnAnswerIsNotLogged(t *testing.T) {
	to, down := found(t, wechattest.New()), &atomic.Bool{}
	to.platform.Fail("custom/send", 48001, 100)
	to.desk = disclosure.NewDesk(shaky{disclosure.NewMemory(), down}, civil.China())
	to.again(t, func(c *wechatbot.Config) { c.Desk = to.desk })
	f := to.platform.Follow(to.bot, "甲")
	to.applied(t, f)
	to.run(t)
	to.soon(t, func() bool { return len(to.platform.CallsTo("custom/send")) > 0 })
	down.Store(true)
	to.soon(t, func() bool {
		f.Says("帮助")
		return strings.Contains(to.log.String(), "owed could not be read")
	})
	assert.NotContains(t, to.log.String(), "wechat:o1")
}
