package wechatbot_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// Each step of the application is said to another replica, and the last ones the
// day after: nothing that was filled in is lost.
func TestAnApplicationGoesOnAtAnyReplicaAndTomorrow(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	openid := ""
	says := func(text string) string {
		bot, err := wechatbot.New(to.bot.Config) // it remembers nothing
		require.NoError(t, err)
		f := p.Stranger(bot, "甲")
		if openid == "" {
			openid = f.OpenID
		}
		f.OpenID = openid
		return f.Says(text)
	}
	for _, step := range [][2]string{
		{"我要申请", "您需要什么信息"}, {"政务新媒体的意见", "这些已经公开了"}, {"1", "就是它，回复"}, {"不是", "个人信息告知"},
		{"同意", "您的姓名"}, {"测试人", "身份证号码"}, {"640104199001010018", "怎么联系您"},
	} {
		require.Contains(t, says(step[0]), step[1], step[0])
	}
	to.wait(24 * time.Hour)
	assert.Contains(t, says("消费扶贫"), "申请还没填完")
	for _, step := range [][2]string{{"我要申请", "怎么联系您"}, {"13900000000", "希望怎么得到"}, {"3", "请核对"}, {"提交", "申请编号："}} {
		require.Contains(t, says(step[0]), step[1], step[0])
	}
}

// pair are two replicas that share the office's rooms, and a citizen who is answered
// by the one that is named.
type pair struct {
	*turns
	*wechattest.Follower
}

func (p pair) to(n int, text string) string {
	return p.by(n, wechattest.Message{Type: "text", Content: text}).String()
}

func (p pair) by(n int, m wechattest.Message) wechattest.Answer {
	p.n = n + 1 // turned before it is used
	return p.Send(m)
}

func paired(t *testing.T, to *town, talks wechatbot.Keeper) pair {
	both := &turns{n: 1} // the first hears that she subscribes
	for i := range both.bots {
		to.again(t, func(c *wechatbot.Config) { c.Talks = talks })
		both.bots[i] = to.bot
	}
	return pair{both, to.platform.Follow(both, "甲")}
}

func TestWithoutAKeeperAReplicaSaysThatItOfferedNoSuchNumber(t *testing.T) {
	p := paired(t, found(t, wechattest.New()), nil)
	require.Contains(t, p.to(0, "国务院办公厅"), "1 ")
	assert.Contains(t, p.to(1, "1"), "这个选项已经过时了")
	assert.Contains(t, p.to(1, "第二个"), "现在没有可以选的数字")
	assert.NotContains(t, p.to(1, "下一页"), "国务院办公厅")
	assert.Contains(t, p.to(0, "1"), "索引号", "it is known where it was offered")
}

func TestWithAKeeperANumberMeansWhatTheLastAnswerSaid(t *testing.T) {
	to := found(t, wechattest.New())
	p := paired(t, to, &memos{kept: map[string]memoKept{}})
	for i, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交"} {
		p.to(i%2, text)
	}
	id := receipt.FindStringSubmatch(joined(p.Inbox()))[1]
	require.Contains(t, p.to(0, "撤回"), "1 ")
	require.Contains(t, p.to(1, "三公经费"), "37.91万元")
	p.to(0, "1") // of the budget, and not of what this replica said last
	r, err := to.desk.Request(context.Background(), id)
	require.NoError(t, err)
	assert.False(t, r.State().Closed(), "nothing was withdrawn")
	require.Contains(t, p.to(1, "撤回"), "1 ")
	assert.Contains(t, p.to(0, "1"), "已撤回")
}

func TestWithAKeeperTheNextTryAtAnotherReplicaGetsTheSameAnswer(t *testing.T) {
	to := found(t, wechattest.New())
	p := paired(t, to, &memos{kept: map[string]memoKept{}})
	p.to(0, "投诉 窗口让人跑了三趟")
	m := wechattest.Message{Type: "text", Content: "提交", MsgID: 99}
	first := p.by(0, m)
	require.Contains(t, first.Text, "投诉已提交")
	p.n = 2
	again, err := p.Retry(m)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	n := 0
	for _, err := range to.cases.Cases(context.Background()) {
		require.NoError(t, err)
		n++
	}
	assert.Equal(t, 1, n)
}

// A number is not taken for another option because its first answer was lost and
// something else was said meanwhile.
func TestWithAKeeperAnOlderMessageThatComesAgainHasNoEffect(t *testing.T) {
	to := found(t, wechattest.New())
	p := paired(t, to, &memos{kept: map[string]memoKept{}})
	for i, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交"} {
		p.to(i%2, text)
	}
	id := receipt.FindStringSubmatch(joined(p.Inbox()))[1]
	require.Contains(t, p.to(0, "国务院办公厅"), "1 ")
	m := wechattest.Message{Type: "text", Content: "1", MsgID: 99}
	require.Contains(t, p.by(0, m).Text, "索引号")
	require.Contains(t, p.to(1, "撤回"), "1 ")
	p.n = 2
	again, err := p.Retry(m)
	require.NoError(t, err)
	assert.Empty(t, again.Text)
	r, err := to.desk.Request(context.Background(), id)
	require.NoError(t, err)
	assert.False(t, r.State().Closed(), "nothing was withdrawn")
	assert.Contains(t, p.to(0, "1"), "已撤回", "the numbers mean what they meant")
}

// forgetful is a Keeper that cannot be reached.
type forgetful struct{}

func (forgetful) Keep(context.Context, string, []byte, time.Time, time.Duration) error {
	return errDown
}
func (forgetful) Kept(context.Context, string, time.Time) ([]byte, error) { return nil, errDown }

func TestAKeeperThatIsDownCostsTheNumbersAndNoAnswer(t *testing.T) {
	to := found(t, wechattest.New())
	p := paired(t, to, forgetful{})
	assert.Contains(t, p.to(0, "三公经费"), "37.91万元")
	assert.Contains(t, p.to(0, "1"), "这个选项已经过时了", "rather than something that may be wrong")
	p.Event("unsubscribe", "")
	assert.Contains(t, to.log.String(), "could not be kept")
	assert.NotContains(t, to.log.String(), "秘密")
	assert.NotContains(t, to.log.String(), p.OpenID)
}

// eager is what a citizen does as soon as something of hers is created, before its
// draft is gone.
type eager struct {
	done atomic.Bool
	act  func()
}

func (e *eager) acts() {
	if !e.done.Swap(true) {
		e.act()
	}
}

type eagerRequests struct {
	disclosure.Store
	*eager
}

func (s eagerRequests) Create(ctx context.Context, r disclosure.Request, key string) (disclosure.Request, error) {
	defer s.acts()
	return s.Store.Create(ctx, r, key)
}

type eagerCases struct {
	cases.Store
	*eager
}

func (s eagerCases) Create(ctx context.Context, c cases.Case, key string) (cases.Case, error) {
	defer s.acts()
	return s.Store.Create(ctx, c, key)
}

// Who taps 提交 twice sends two messages, and each replica hears one of them.
func TestASecondTapThatAnotherReplicaHearsHandsNothingInTwice(t *testing.T) {
	for what, steps := range map[string][]string{
		"an application": {"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3"},
		"a letter":       {"投诉 窗口让人跑了三趟"},
	} {
		to, tap := found(t, wechattest.New()), &eager{}
		to.desk = disclosure.NewDesk(eagerRequests{disclosure.NewMemory(), tap}, civil.China())
		to.cases = cases.NewDesk(eagerCases{cases.NewMemory(), tap}, civil.China(), cases.Terms{})
		to.again(t, func(c *wechatbot.Config) { c.Desk, c.Cases = to.desk, to.cases })
		p, second := paired(t, to, nil), ""
		tap.act = func() { second = p.to(1, "提交") }
		for _, text := range steps {
			p.to(0, text)
		}
		first := receipt.FindStringSubmatch(p.to(0, "提交"))
		require.NotEmpty(t, first, what)
		assert.Equal(t, first, receipt.FindStringSubmatch(second), what)
		n := 0
		for range to.desk.Requests(context.Background()) {
			n++
		}
		for range to.cases.Cases(context.Background()) {
			n++
		}
		assert.Equal(t, 1, n, what)
	}
}

// WeChat sends again what was not answered, and the process that had done it is gone.
func TestAnAdditionThatIsSentAgainAfterARestartIsAddedOnce(t *testing.T) {
	to := found(t, wechattest.New())
	f := to.platform.Follow(front{to}, "甲")
	f.Says("投诉 窗口让人跑了三趟")
	id := receipt.FindStringSubmatch(f.Says("提交"))[1]
	m := wechattest.Message{Type: "text", Content: "补充 " + id + " 那天是星期一上午", MsgID: 99}
	first := f.Send(m)
	to.again(t, func(*wechatbot.Config) {})
	again, err := f.Retry(m)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	c, err := to.cases.Case(context.Background(), id)
	require.NoError(t, err)
	assert.Len(t, c.Events, 2)
}

// The digit alone of a number is told to another replica, or after a restart.
func TestADigitMendsTheNumberThatAnotherReplicaRefused(t *testing.T) {
	p := paired(t, found(t, wechattest.New()), nil)
	for i, text := range []string{"申请公开某个项目的环评批复", "同意", "王富贵"} {
		p.to(i%2, text)
	}
	require.Contains(t, p.to(0, "640104199001010011"), "校验码不对")
	assert.Contains(t, p.to(1, "最后一位是8"), "怎么联系您")
	require.Contains(t, p.to(0, "改身份证"), "身份证号码")
	require.Contains(t, p.to(1, "640104199001010012"), "校验码不对")
	assert.Contains(t, p.to(0, "哦尾号应该是0018"), "怎么联系您")
}
