package wechatbot_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// breakdowns are the ways in which WeChat lets the account down.
func breakdowns() map[string]func(p *wechattest.Platform, path string) {
	lie := func(body string) func(p *wechattest.Platform, path string) {
		return func(p *wechattest.Platform, path string) { p.Lie(path, body, 2) }
	}
	fail := func(code int) func(p *wechattest.Platform, path string) {
		return func(p *wechattest.Platform, path string) { p.Fail(path, code, 2) }
	}
	return map[string]func(p *wechattest.Platform, path string){
		"busy": fail(-1), "the token was thrown out": func(p *wechattest.Platform, _ string) { p.Revoke() }, "the day's calls are used up": fail(45009), "too fast": fail(45011),
		"no right": fail(48001), "not on the whitelist": fail(40164), "the window is shut": fail(45015),
		"the network is down": func(p *wechattest.Platform, path string) { p.Cut(path, 2) },
		"down":                func(p *wechattest.Platform, path string) { p.Down(path, 502, 2) },
		"nothing listens":     func(p *wechattest.Platform, path string) { p.Unplug(path, 2) },
		"no token is given":   func(p *wechattest.Platform, _ string) { p.Revoke(); p.Down("stable_token", 503, 2) },
		"a token that is none": func(p *wechattest.Platform, _ string) {
			p.Revoke()
			p.Lie("stable_token", `{"expires_in":7200}`, 2)
		},
		"ids are numbers":  func(p *wechattest.Platform, _ string) { p.NumericIDs() },
		"events are lost":  func(p *wechattest.Platform, _ string) { p.Mute(2) },
		"a lie of nothing": lie(`{}`), "a lie in HTML": lie("<html>请先登录</html>"), "a lie of another kind": lie(`[]`), "a lie with words for a number": lie(`{"errcode":"ok"}`),
	}
}

// Whatever WeChat does when the office acts, the applicant is told once.
func TestAnApplicantIsToldOnceWhateverWeChatDoes(t *testing.T) {
	for name, broken := range breakdowns() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			to := found(t, wechattest.New())
			f := to.platform.Follow(to.bot, "甲")
			to.run(t)
			to.soon(t, func() bool { return to.platform.Menu() != nil })
			broken(to.platform, "custom/send")
			to.applied(t, f)
			seen := func() int {
				n := 0
				for _, a := range f.Inbox() {
					n += strings.Count(a.Text, "已确认收到")
				}
				return n
			}
			to.patiently(t, func() bool { return seen() == 1 }, func() { f.Says("谢谢") })
			to.wait(2 * time.Hour)
			f.Says("帮助")
			assert.Equal(t, 1, seen())
			assert.Empty(t, to.platform.CheckCalls())
		})
	}
}

// patiently lets hours go by until something has come about; now and then the
// citizen does something.
func (t *town) patiently(tb testing.TB, ok func() bool, act func()) {
	for hour := range 100 {
		for range 40 {
			if ok() {
				return
			}
			select {
			case <-t.platform.Changed():
			case <-time.After(2 * time.Millisecond):
			}
		}
		t.wait(time.Hour)
		if act != nil && hour%4 == 3 {
			act()
		}
	}
	require.Fail(tb, "it did not come about")
}

// Whatever WeChat does, a record is posted once, or a person is asked.
func TestARecordIsPostedOnceWhateverWeChatDoes(t *testing.T) {
	for name, broken := range breakdowns() {
		for _, path := range []string{"material/add_material", "draft/add", "freepublish/submit"} {
			t.Run(name+"/"+path, func(t *testing.T) {
				t.Parallel()
				to := found(t, wechattest.New())
				to.platform.Follow(front{to}, "甲")
				to.again(t, func(c *wechatbot.Config) { c.Grids = nil })
				to.run(t)
				to.soon(t, func() bool { return to.platform.Menu() != nil })
				broken(to.platform, path)
				to.fresh(t, 1, disclosure.Permanent)
				to.patiently(t, func() bool {
					on := to.on(t, "公众号")
					return len(on) == 1 && (wechatbot.Published(on[0]) || settled(on[0]))
				}, nil)
				rel := to.on(t, "公众号")[0]
				if !wechatbot.Published(rel) {
					assert.NotEmpty(t, rel.Reason)
				}
				assert.Equal(t, wechatbot.Published(rel), len(to.platform.Posts()) == 1)
				assert.Empty(t, to.platform.CheckCalls())
			})
		}
	}
}

// settled says whether a push is a person's now: it waits for a hand, or the
// account has not the right.
func settled(rel catalog.Release) bool {
	return rel.State == catalog.NeedsHand || rel.State == catalog.Failed && strings.Contains(rel.Reason, "48001")
}

// Whatever a WeCom robot's host does, a grid has its notice once, or a person is
// asked.
func TestAGridHasItsNoticeOnceWhateverTheRobotDoes(t *testing.T) {
	for name, broken := range breakdowns() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			to := found(t, wechattest.New())
			to.again(t, func(c *wechatbot.Config) { c.Posts = time.Time{} })
			to.run(t)
			broken(to.platform, "webhook/send")
			to.fresh(t, 1, disclosure.AdHoc)
			to.patiently(t, func() bool {
				on := to.on(t, "网格群:001")
				return len(on) == 1 && (on[0].State == catalog.Sent || settled(on[0]))
			}, nil)
			assert.Equal(t, to.releases(t, "网格群:001")[catalog.Sent], len(to.platform.Group(to.group)))
		})
	}
}

func TestAMassMessageThatMayBeOnItsWayIsNotCalledFailed(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Follow(front{to}, "甲")
	to.again(t, func(c *wechatbot.Config) { c.Grids, c.Posts = nil, time.Time{} })
	r := to.fresh(t, 1, disclosure.Permanent)
	to.platform.Hold()
	to.platform.Lose("mass/sendall", 1) // and WeChat says 45066 to the next try
	require.ErrorIs(t, to.bot.MassSend(context.Background(), wechatbot.Mass{Records: []catalog.IndexNumber{r.Number}}), wechatbot.ErrUnreachable)
	assert.Equal(t, catalog.NeedsHand, to.on(t, "群发")[0].State)
	assert.Len(t, to.platform.Masses(), 1)
}

// stalled is a store of cases that takes longer to count a question than
// anybody waits.
type stalled struct {
	cases.Store
	times atomic.Int32
}

func (s *stalled) Ask(ctx context.Context, text string, day civil.Date) error {
	if s.times.Add(1) == 1 {
		<-ctx.Done()
		return ctx.Err()
	}
	return s.Store.Ask(ctx, text, day)
}

func TestAQuestionIsCountedLaterWhereTheStoreIsBusy(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.cases = cases.NewDesk(&stalled{Store: cases.NewMemory()}, civil.China(), cases.Terms{})
	to.again(t, func(c *wechatbot.Config) { c.Cases = to.cases })
	assert.Contains(t, p.Follow(to.bot, "甲").Says("老年证在哪里办？"), "没有登记")
	to.run(t)
	to.soon(t, func() bool {
		asked, err := to.cases.Asked(context.Background())
		return err == nil && len(asked) == 1 && asked[0].Times == 1
	})
	assert.NotContains(t, to.log.String(), "老年证")
}

// A dam is a way to WeChat that lets nothing through until it is opened.
type dam struct {
	http.RoundTripper
	reached, open chan struct{} // reached is closed by the first that has to wait
	once          sync.Once
}

func (d *dam) RoundTrip(r *http.Request) (*http.Response, error) {
	d.once.Do(func() { close(d.reached) })
	select {
	case <-d.open:
		return d.RoundTripper.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// While the bot waits for WeChat, which never answers, citizens get their answers over
// the callback, and what was to be sent is sent once WeChat answers again.
func TestASlowWeChatMakesNobodyWait(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	f, d := p.Follow(front{to}, "甲"), &dam{RoundTripper: p.Client().Transport, reached: make(chan struct{}), open: make(chan struct{})}
	to.again(t, func(c *wechatbot.Config) { c.Client = &http.Client{Transport: d} })
	to.applied(t, f)
	to.run(t)
	<-d.reached
	assert.Contains(t, f.Says("三公经费"), "37.91万元")
	assert.Contains(t, p.Follow(to.bot, "乙").Says("三公经费"), "37.91万元")
	assert.Zero(t, told(to), "WeChat has answered nothing yet")
	close(d.open)
	to.patiently(t, func() bool { return told(to) == 1 }, nil)
}

// A bomb is a way to WeChat that panics once, before anything is sent.
type bomb struct {
	http.RoundTripper
	path string
	gone atomic.Bool
}

func (b *bomb) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, b.path) && b.gone.CompareAndSwap(false, true) {
		panic("秘密")
	}
	return b.RoundTripper.RoundTrip(r)
}

func TestAPanicBehindTheAnswersStopsNeitherTheBotNorWhatWasPromised(t *testing.T) {
	for path, kept := range map[string]func(to *town, f *wechattest.Follower) bool{
		"custom/send": func(to *town, f *wechattest.Follower) bool {
			return strings.Contains(fmt.Sprint(f.Inbox()), "已确认收到")
		},
		"freepublish/submit": func(to *town, _ *wechattest.Follower) bool {
			on := to.on(t, "公众号")
			return len(on) == 1 && on[0].State == catalog.NeedsHand
		},
	} {
		to := found(t, wechattest.New())
		f := to.platform.Follow(front{to}, "甲")
		to.again(t, func(c *wechatbot.Config) {
			c.Client = &http.Client{Transport: &bomb{RoundTripper: to.platform.Client().Transport, path: path}}
		})
		to.applied(t, f)
		to.fresh(t, 1, disclosure.Permanent)
		to.run(t)
		to.patiently(t, func() bool { return kept(to, f) }, nil)
		assert.Contains(t, to.log.String(), "panicked")
		assert.NotContains(t, to.log.String(), "秘密")
	}
}

// What was promised is known to this process alone.
func TestABotThatIsToEndKeepsWhatItPromised(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	store := &stalled{Store: cases.NewMemory()}
	to.cases = cases.NewDesk(store, civil.China(), cases.Terms{})
	to.again(t, func(c *wechatbot.Config) { c.Cases, c.Pace = to.cases, time.Hour })
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func(bot *wechatbot.Bot) { defer close(done); bot.Run(ctx) }(to.bot)
	to.soon(t, func() bool { return p.Menu() != nil })
	require.Contains(t, p.Follow(to.bot, "甲").Says("老年证在哪里办？"), "没有登记")
	require.Equal(t, int32(1), store.times.Load(), "there was no time to count it")
	stop()
	<-done
	asked, err := to.cases.Asked(context.Background())
	require.NoError(t, err)
	require.Len(t, asked, 1)
}

// A queue is a store that has no time for the first two who ask; the next waits until it
// is opened.
type queue struct {
	disclosure.Store
	asked         atomic.Int32
	reached, open chan struct{}
}

func (q *queue) ByOwner(ctx context.Context, owner string) ([]disclosure.Request, error) {
	switch q.asked.Add(1) {
	case 1, 2:
		return nil, context.DeadlineExceeded
	case 3:
		close(q.reached)
		select {
		case <-q.open:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return q.Store.ByOwner(ctx, owner)
}

// Nor is what was promised lost where the bot is to end just while it is at it.
func TestABotThatIsToEndWhileItKeepsAPromiseKeepsItAndTheNext(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	store := &queue{Store: disclosure.NewMemory(), reached: make(chan struct{}), open: make(chan struct{})}
	to.again(t, func(c *wechatbot.Config) {
		c.Desk, c.Cases = disclosure.NewDesk(store, civil.China()), nil
		c.Grids, c.Posts = nil, time.Time{}
	})
	waiting := []*wechattest.Follower{p.Follow(to.bot, "甲"), p.Follow(to.bot, "乙")}
	for _, f := range waiting {
		require.Contains(t, f.Says("我的申请"), "查到就发给您")
		f.News()
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func(bot *wechatbot.Bot) { defer close(done); bot.Run(ctx) }(to.bot)
	<-store.reached
	stop()
	close(store.open)
	<-done
	for _, f := range waiting {
		assert.Contains(t, fmt.Sprint(f.News()), "没有", f.Name)
	}
	assert.NotContains(t, to.log.String(), "was not sent")
}

// Silence is a way to WeChat on which one path is never answered.
type silence struct {
	http.RoundTripper
	path string
}

func (s silence) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, s.path) {
		return s.RoundTripper.RoundTrip(r)
	}
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// What is begun is ended, and a client of the embedder's own without a limit would have
// Run wait for it for ever.
func TestABotWhoseClientHasNoLimitEndsAllTheSame(t *testing.T) {
	builtInRead()
	synctest.Test(t, func(t *testing.T) {
		to := found(t, wechattest.New())
		to.again(t, func(c *wechatbot.Config) {
			c.Client = &http.Client{Transport: silence{to.platform.Client().Transport, "webhook/send"}}
		})
		to.fresh(t, 1, disclosure.AdHoc)
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan struct{})
		go func(bot *wechatbot.Bot) { defer close(done); bot.Run(ctx) }(to.bot)
		time.Sleep(time.Second)
		stop()
		select {
		case <-done:
		case <-time.After(time.Minute):
			require.FailNow(t, "it waits still")
		}
	})
}

// overdue is a store that has no time for anybody.
type overdue struct{ disclosure.Store }

func (overdue) ByOwner(context.Context, string) ([]disclosure.Request, error) {
	return nil, context.DeadlineExceeded
}

// An account that may send no customer message promises none.
func TestAMuteAccountDoesNotPromiseThatAnAnswerFollows(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Fail("custom/send", 48001, 100)
	to.again(t, func(c *wechatbot.Config) {
		c.Desk = disclosure.NewDesk(overdue{disclosure.NewMemory()}, civil.China())
		c.Grids, c.Posts = nil, time.Time{}
	})
	f := to.platform.Follow(to.bot, "甲")
	to.run(t)
	assert.Contains(t, f.Says("我的申请"), "查到就发给您", "nobody knows yet")
	to.soon(t, func() bool { return len(to.platform.CallsTo("custom/send")) == 1 })
	to.soon(t, func() bool { return strings.Contains(to.log.String(), "was not sent") })
	assert.Contains(t, f.Says("我的申请"), "没有办成")
}

// parting is a way to WeChat on which the bot is told to end while a call is under way.
type parting struct {
	http.RoundTripper
	path string
	end  func()
}

func (p parting) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := p.RoundTripper.RoundTrip(r)
	if strings.HasSuffix(r.URL.Path, p.path) {
		p.end()
	}
	return res, err
}

// What a bot has begun it ends, so that the next one neither repeats nor misses it.
func TestABotThatIsToEndWritesDownWhatItHasJustTold(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	ctx, stop := context.WithCancel(context.Background())
	way := parting{to.platform.Client().Transport, "custom/send", stop}
	to.again(t, func(c *wechatbot.Config) { c.Client = &http.Client{Transport: way} })
	answeredAtLength(t, to, f, 1)
	to.bot.Run(ctx)
	to.again(t, func(c *wechatbot.Config) { c.Client = to.platform.Client() })
	f.Says("谢谢")
	to.run(t)
	to.wait(10 * time.Minute)
	to.fresh(t, 1, disclosure.AdHoc)
	to.soon(t, func() bool { return len(to.platform.Group(to.group)) == 1 })
	assert.Equal(t, 1, strings.Count(fmt.Sprint(f.Inbox()), "第1条"))
}

// A dark is a catalogue whose releases cannot be read.
type dark struct{ *turning }

func (dark) ReleasesOn(context.Context, string) iter.Seq2[catalog.Release, error] {
	return func(yield func(catalog.Release, error) bool) {
		yield(catalog.Release{}, errors.New("示例区的张三问过"))
	}
}

// Run looks each turn; the log is not to grow by a line each second for a whole night.
func TestReleasesThatCannotBeReadAreSaidOnceAMinute(t *testing.T) {
	to := found(t, wechattest.New())
	c := dark{&turning{Catalog: to.catalog}}
	to.again(t, func(with *wechatbot.Config) { with.Catalog = c })
	to.run(t)
	turns := func(n int64) { to.soon(t, func() bool { return c.turns.Load() > n }) }
	turns(5)
	assert.Equal(t, 1, strings.Count(to.log.String(), "the releases could not be read"))
	assert.NotContains(t, to.log.String(), "张三")
	to.wait(2 * time.Minute)
	turns(c.turns.Load() + 2)
	assert.Equal(t, 2, strings.Count(to.log.String(), "the releases could not be read"))
}
