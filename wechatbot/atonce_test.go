package wechatbot_test

import (
	"context"
	"sync"
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

// A meeting is where several who read are kept until all have read.
type meeting struct {
	mu   sync.Mutex
	all  *sync.WaitGroup
	left int
}

// of waits for so many.
func (m *meeting) of(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all, m.left = &sync.WaitGroup{}, n
	m.all.Add(n)
}

func (m *meeting) come() {
	m.mu.Lock()
	all, waits := m.all, m.left > 0
	m.left--
	m.mu.Unlock()
	if waits {
		all.Done()
		all.Wait()
	}
}

type meetingStore struct {
	disclosure.Store
	meeting
}

func (s *meetingStore) Draft(ctx context.Context, owner string) (disclosure.Draft, error) {
	d, err := s.Store.Draft(ctx, owner)
	s.come()
	return d, err
}

type meetingLetters struct {
	cases.Store
	meeting
}

func (s *meetingLetters) Draft(ctx context.Context, owner string) (cases.Draft, error) {
	d, err := s.Store.Draft(ctx, owner)
	s.come()
	return d, err
}

// twoReplicas are two bots on the stores of a town, and the same citizen at each.
func twoReplicas(t *testing.T, applications disclosure.Store, letters cases.Store) (to *town, one, other *wechattest.Follower) {
	t.Helper()
	p := wechattest.New()
	to = found(t, p)
	to.desk, to.cases = disclosure.NewDesk(applications, civil.China()), cases.NewDesk(letters, civil.China(), cases.Terms{})
	to.again(t, func(c *wechatbot.Config) { c.Desk, c.Cases = to.desk, to.cases })
	config := to.bot.Config
	config.Desk, config.Cases = disclosure.NewDesk(applications, civil.China()), cases.NewDesk(letters, civil.China(), cases.Terms{})
	second, err := wechatbot.New(config)
	require.NoError(t, err)
	one = p.Follow(to.bot, "甲")
	return to, one, p.Known(second, "同一人", one.OpenID)
}

// atOnce says two things, one at each replica, so that both know what was begun as it was
// before either.
func atOnce(m *meeting, one *wechattest.Follower, first string, other *wechattest.Follower, second string) (answers [2]string) {
	m.of(2)
	var both sync.WaitGroup
	both.Go(func() { answers[0] = one.Says(first) })
	both.Go(func() { answers[1] = other.Says(second) })
	both.Wait()
	return answers
}

func TestAnswersThatTwoReplicasHearAtOnceAreBothTaken(t *testing.T) {
	store := &meetingStore{Store: disclosure.NewMemory()}
	_, one, other := twoReplicas(t, store, cases.NewMemory())
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意"} {
		one.Says(text)
	}
	atOnce(&store.meeting, one, "测试人", other, "13900000000")
	d, err := store.Draft(t.Context(), "wechat:"+one.OpenID)
	require.NoError(t, err)
	assert.Equal(t, []string{"测试人", "13900000000", "id"}, []string{d.Applicant.Name, d.Applicant.Phone, d.Step})
	assert.Contains(t, other.Says("640104199001010018"), "希望怎么得到")
	assert.Contains(t, one.Says("3"), "测试人")
	assert.Contains(t, other.Says("提交"), "申请编号")
}

func TestWordsThatTwoReplicasHearAtOnceAreOfOneLetter(t *testing.T) {
	store := &meetingLetters{Store: cases.NewMemory()}
	_, one, other := twoReplicas(t, disclosure.NewMemory(), store)
	one.Says("我要投诉")
	atOnce(&store.meeting, one, "胜利街的路灯坏了一个星期", other, "晚上老人出门看不见路")
	d, err := store.Draft(t.Context(), "wechat:"+one.OpenID)
	require.NoError(t, err)
	assert.Contains(t, d.Text, "胜利街的路灯坏了一个星期")
	assert.Contains(t, d.Text, "晚上老人出门看不见路")
}

// A question that is answered beside an application which another replica hands in at that
// moment does not bring it back.
func TestWhatIsHandedInAtAnotherReplicaDoesNotComeBack(t *testing.T) {
	store := &meetingStore{Store: disclosure.NewMemory()}
	to, one, other := twoReplicas(t, store, cases.NewMemory())
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3"} {
		one.Says(text)
	}
	answers := atOnce(&store.meeting, one, "提交", other, "三公经费是什么")
	assert.Contains(t, answers[0], "申请编号")
	_, err := store.Draft(t.Context(), "wechat:"+one.OpenID)
	assert.ErrorIs(t, err, disclosure.ErrNotFound)
	to.wait(time.Minute)
	assert.NotContains(t, other.Says("帮助"), "还没")
	assert.NotContains(t, to.log.String(), "could not be saved")
}
