package wechatbot_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// newest is the case that came in last.
func (t *town) newest(tb testing.TB) cases.Case {
	var last cases.Case
	for c, err := range t.cases.Cases(context.Background()) {
		require.NoError(tb, err)
		last = c
	}
	return last
}

func (t *town) act(tb testing.TB, id string, e cases.Event) {
	_, err := t.cases.Record(context.Background(), id, e)
	require.NoError(tb, err)
}

func TestAReplyToACaseWaitsForTheCitizenWhenTheWindowIsShut(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.run(t)
	f := p.Follow(to.bot, "甲")
	f.Says("咨询 新生儿落户要什么材料")
	f.Says("提交")
	c := to.newest(t)
	assert.Equal(t, "wechat:"+f.OpenID, c.Owner)
	to.wait(49 * time.Hour)
	to.act(t, c.ID, cases.Replied(civil.DateOf(to.now()), "请带户口簿。"))
	to.soon(t, func() bool {
		c, err := to.cases.Case(context.Background(), c.ID)
		return err == nil && len(c.Events) >= 4
	})
	assert.NotContains(t, joined(f.Inbox()), "请带户口簿")
	f.Says("你好")
	to.soon(t, func() bool { return strings.Contains(joined(f.Inbox()), "请带户口簿") })
	to.soon(t, func() bool {
		c, err := to.cases.Case(context.Background(), c.ID)
		return err == nil && len(c.Untold()) == 0
	})
	again := to.newest(t)
	require.NotEmpty(t, again.Events)
	first := again.Events[3]
	assert.Contains(t, first.Failure, "窗口已关闭", "what failed is on the record")
}

// A message that is refused because her window is shut does not shut the one that she
// opens while it is on its way.
func TestAWindowOpenedWhileAMessageIsRefusedStaysOpen(t *testing.T) {
	to := found(t, wechattest.New())
	to.run(t)
	f := to.platform.Follow(to.bot, "甲")
	f.Says("咨询 新生儿落户要什么材料")
	f.Says("提交")
	to.wait(49 * time.Hour)
	to.platform.Slow("message/custom/send", 300*time.Millisecond, 1)
	to.act(t, to.newest(t).ID, cases.Replied(civil.DateOf(to.now()), "请带户口簿。"))
	to.soon(t, func() bool { return len(to.platform.CallsTo("message/custom/send")) == 1 })
	f.Says("你好")
	to.soon(t, func() bool { return strings.Contains(joined(f.Inbox()), "请带户口簿") })
}

func joined(inbox []wechattest.Answer) string {
	var b strings.Builder
	for _, a := range inbox {
		b.WriteString(a.String() + "\n")
	}
	return b.String()
}

func TestTheSameComplaintSentThreeTimesIsOneCase(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	f := p.Follow(to.bot, "甲")
	f.Says("投诉 窗口让人跑了三趟")
	m := wechattest.Message{Type: "text", Content: "提交", MsgID: 77}
	first := f.Send(m)
	require.Contains(t, first.Text, "投诉已提交")
	for range 2 {
		again, err := f.Retry(m)
		require.NoError(t, err)
		assert.Equal(t, first, again)
	}
	n := 0
	for _, err := range to.cases.Cases(context.Background()) {
		require.NoError(t, err)
		n++
	}
	assert.Equal(t, 1, n)
}

func TestUnansweredQuestionsAreListedWithoutWhoAsked(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	for _, name := range []string{"甲", "乙"} {
		p.Follow(to.bot, name).Says("老年证在哪里办？")
	}
	p.Follow(to.bot, "丙").Says("我叫测试人电话13900000000想问暖气费")
	asked, err := to.cases.Asked(context.Background())
	require.NoError(t, err)
	require.Len(t, asked, 2)
	assert.Equal(t, cases.Asked{Topic: "老年证在哪里办", Times: 2, First: civil.Day(2026, 11, 23), Last: civil.Day(2026, 11, 23)}, asked[0])
	assert.NotContains(t, asked[1].Topic, "13900000000")
}

func TestNothingOfAComplaintIsLogged(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	p.Cut("custom/send", 3)
	to.run(t)
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"投诉 测试人反映窗口不给办", "提交", "补充 电话13900000000", "从来没有听说过的东西", "人工", "废物", "满意", "进度"} {
		f.Says(text)
	}
	f.Shows([]byte("\xff\xd8\xff"))
	c := to.newest(t)
	f.Says("补充 " + c.ID + " 补充的话")
	to.act(t, c.ID, cases.Declined(civil.Day(2026, 11, 23), "", "不属本机关的秘密理由"))
	to.soon(t, func() bool { return strings.Contains(to.log.String(), "not told") })
	a := p.Account()
	for _, secret := range []string{f.OpenID, "测试人", "13900000000", "不给办", "补充的话", "秘密理由", "听说", c.Code, a.Secret, a.Token, a.AESKey} {
		assert.NotContains(t, to.log.String(), secret)
	}
}

func TestFiguresPerHeadNeedAStatedPopulation(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	assert.Contains(t, p.Follow(to.bot, "甲").Says("人均三公经费"), "还缺上海市普陀区人民政府万里街道办事处辖区的人口数和它的年份")
	// The population is made up for the test and says so.
	to.again(t, func(c *wechatbot.Config) {
		c.Office.Population = []h5.Population{
			{Organ: "上海市普陀区人民政府万里街道办事处", Year: 2020, People: 50000, Basis: "常住人口", Source: "测试用数"},
			{Organ: "上海市普陀区人民政府万里街道办事处", Year: 2010, People: 1, Basis: "常住人口", Source: "测试用数"},
		}
	})
	said := p.Follow(to.bot, "乙").Says("人均三公经费")
	assert.Contains(t, said, "人均7.58元：按2020年常住人口50000人计算（测试用数）") // 37.91万元 / 50000
	assert.NotContains(t, said, "还缺")
}

// The office keeps the books of 万里街道; those of two bureaus of Putuo stand beside them.
func TestFiguresOfOthersAreOfferedBehindOnesOwn(t *testing.T) {
	p := wechattest.New()
	bot := found(t, p).bot
	assert.Contains(t, p.Follow(bot, "甲").Says("三公经费"), "万里街道办事处2025年三公经费合计预算数37.91万元")
	f := p.Follow(bot, "乙")
	said := f.Says("财政事务支出多少")
	assert.Contains(t, said, "兴庆区自己的账本里没有财政事务")
	assert.NotContains(t, said, "万元")
	assert.Contains(t, said, "2 上海市普陀区财政局2025年预算")
	assert.Contains(t, f.Says("2"), "上海市普陀区财政局2025年财政事务预算数")
}

func TestAnOfficesOwnTermsAndWords(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	own := disclosure.Term{N: 5, Unit: disclosure.Workdays, Article: "本机关规定"}
	to.again(t, func(c *wechatbot.Config) {
		c.Cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{Complaint: own})
		c.Office.Rude = []string{"大坏蛋"}
		c.Office.Phone = "0951-0000000"
	})
	f := p.Follow(to.bot, "甲")
	assert.Contains(t, f.Says("你们是大坏蛋"), "没能帮上忙")
	f.Says("投诉 窗口让人跑了三趟")
	assert.Contains(t, f.Says("提交"), "最迟2026年11月30日答复（本机关规定：5个工作日）")
	assert.Contains(t, f.Says("政务大厅在哪"), "电话：0951-0000000")
}

func TestWithoutADeskForCasesAPersonIsNamed(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.again(t, func(c *wechatbot.Config) { c.Cases = nil; c.Office.Phone = "0951-0000000" })
	f := p.Follow(to.bot, "甲")
	for _, text := range []string{"投诉 窗口让人跑了三趟", "撤销投诉", "进度 TS-2026-00001-4", "老年证在哪里办", "很满意"} {
		said := f.Says(text)
		assert.NotEmpty(t, said)
		assert.NotContains(t, said, "交给工作人员", text)
	}
	assert.Contains(t, f.Says("人工"), "0951-0000000")
	assert.Contains(t, f.Says("人工"), "0951-0000000")
}

// down is a store of cases that cannot be reached.
type down struct{ *cases.Memory }

var errDown = errors.New("秘密的错误")

func (down) Create(context.Context, cases.Case, string) (cases.Case, error) {
	return cases.Case{}, errDown
}
func (down) Ask(context.Context, string, civil.Date) error { return errDown }
func (down) ByOwner(context.Context, string) ([]cases.Case, error) {
	return nil, errDown
}
func (down) Since(context.Context, int64) iter.Seq2[cases.Entry, error] {
	return func(yield func(cases.Entry, error) bool) { yield(cases.Entry{}, errDown) }
}

func TestAStoreOfCasesThatIsDownLosesNoAnswer(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	to.again(t, func(c *wechatbot.Config) {
		c.Cases = cases.NewDesk(down{cases.NewMemory()}, civil.China(), cases.Terms{})
	})
	f := p.Follow(to.bot, "甲")
	assert.Contains(t, f.Says("老年证在哪里办"), "没有登记")
	f.Says("投诉 窗口让人跑了三趟")
	assert.Contains(t, f.Says("提交"), "没有办成")
	assert.Contains(t, f.Says("我的申请"), "没有办成")
	assert.NotContains(t, to.log.String(), "老年证")
}

func TestWhetherAnOrganIsInTimeIsReadFromItsDuties(t *testing.T) {
	p := wechattest.New()
	to := found(t, p)
	limit, err := disclosure.ParseLimit("自信息形成或者变更之日起20个工作日内")
	require.NoError(t, err)
	to.again(t, func(c *wechatbot.Config) {
		c.Office.Organs = append(c.Office.Organs, h5.Organ{Name: "兴庆区财政局", Aliases: []string{"区财政局"}})
		c.Items = []catalog.Item{
			{ID: "1", Name: "财政预算", Organ: "兴庆区财政局", Column: "财政预算", Limit: limit, Events: []catalog.Event{{Name: "批复", Day: civil.Day(2026, 3, 2)}}},
			{ID: "2", Name: "机构职能", Organ: "别的局", Column: "机构职能", Limit: limit, Events: []catalog.Event{{Name: "变更", Day: civil.Day(2026, 3, 2)}}},
		}
	})
	f := p.Follow(to.bot, "甲")
	said := f.Says("财政局按时公开吗")
	assert.Contains(t, said, "兴庆区财政局按公开事项清单，到今天已按期公开0项次，迟了才公开0项次，逾期还没有公开1项次")
	assert.Contains(t, said, "逾期：财政预算")
	assert.NotContains(t, said, "机构职能")
	to.publish(t, catalog.Record{Title: "2026年部门预算", Summary: "预算。", Date: civil.Day(2026, 3, 2), Published: civil.Day(2026, 3, 9), Publisher: "兴庆区财政局", Column: "财政预算"})
	assert.Contains(t, f.Says("区财政局有没有超期没公开的"), "已按期公开1项次")
	assert.Contains(t, f.Says("有没有超期没公开的"), "各单位按公开事项清单")
	assert.Contains(t, f.Says("教育局按时公开吗"), "教育局有没有按时公开，这里没有登记")
}
