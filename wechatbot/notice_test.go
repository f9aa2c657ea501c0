package wechatbot_test

import (
	"context"
	"encoding/json"
	"fmt"
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
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// noticed is a town with notices, and somebody whose letter is answered when no
// customer message reaches her any more.
func noticed(t *testing.T, kinds string) (*town, *wechattest.Follower) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf(kinds) })
	f := to.platform.Follow(front{to}, "甲")
	f.Says("咨询 新生儿落户要什么材料")
	f.Says("提交")
	to.wait(49 * time.Hour)
	return to, f
}

func (t *town) replies(tb testing.TB) string {
	c := t.newest(tb)
	t.act(tb, c.ID, cases.Replied(civil.DateOf(t.now()), "请带户口簿。"))
	return c.ID
}

func TestTwoReplicasSendOneNoticeAndTheWordsOnce(t *testing.T) {
	to, f := noticed(t, "模板消息")
	to.run(t)
	to.again(t, func(*wechatbot.Config) {})
	to.run(t)
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 模板消息") })
	f.Says("你好")
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 客服消息 \n") })
	f.Says("你好")
	assert.Len(t, to.platform.CallsTo("template/send"), 1)
	assert.Equal(t, 1, strings.Count(joined(f.Inbox()), "请带户口簿"))
	c, err := to.cases.Case(context.Background(), id)
	require.NoError(t, err)
	assert.Empty(t, c.Untold())
	assert.Empty(t, c.Announced())
}

func TestTheReplicaThatHearsOfAFailureMayBeAnother(t *testing.T) {
	to, f := noticed(t, "模板消息")
	to.run(t)
	to.platform.Misdeliver(1)
	deaf := to.bot
	to.again(t, func(*wechatbot.Config) {}) // it hears, and does not run
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "微信系统的原因") })
	assert.NotSame(t, deaf, to.bot)
	c, err := to.cases.Case(context.Background(), id)
	require.NoError(t, err)
	assert.Len(t, c.Untold(), 1, "a notice that did not arrive told nothing")
	assert.NotContains(t, to.log.String(), f.OpenID)
}

func TestATemplateThatIsGoneAlarmsTheOperatorOnceAndTheNextWayIsTaken(t *testing.T) {
	to, f := noticed(t, "模板消息、模板消息")
	clerk := to.platform.Follow(front{to}, "值班")
	to.again(t, func(c *wechatbot.Config) {
		c.Notices[0].ID = "gone"
		c.Clerks = []string{clerk.OpenID}
	})
	to.run(t)
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 模板消息 \n") })
	assert.Contains(t, to.tellings(id), "公众号没有这个模板（40037）")
	assert.Contains(t, joined(f.Inbox()), "进展：已经答复")
	to.soon(t, func() bool {
		return strings.Contains(joined(clerk.Inbox()), "服务通知发不出去：公众号没有这个模板（40037）\n模板：gone")
	})
	assert.Contains(t, to.log.String(), "a notice cannot be used")

	again := to.platform.Follow(front{to}, "乙")
	again.Says("咨询 居住证怎么办理")
	again.Says("提交")
	to.wait(49*time.Hour + time.Minute)
	to.replies(t)
	to.soon(t, func() bool { return strings.Contains(joined(again.Inbox()), "进展：已经答复") })
	assert.Equal(t, 1, strings.Count(joined(clerk.Inbox()), "gone"), "once a day")
}

func TestWhatHappensToANoticeByWeChatsAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		does func(to *town, f *wechattest.Follower)
		want string // on the record
		told bool   // in the end
	}{
		"who is no follower is not told": {func(_ *town, f *wechattest.Follower) { f.Event("unsubscribe", "") }, "收信人没有关注公众号（43004）", false},
		"an account without the right":   {func(to *town, _ *wechattest.Follower) { to.platform.Fail("template/send", 48001, 1) }, "公众号没有这个接口的权限（48001）", false},
		"the day's quota is used up":     {func(to *town, _ *wechattest.Follower) { to.platform.Fail("template/send", 45009, 1) }, "接口调用次数到了上限", false},
		"WeChat is busy, and later not":  {func(to *town, _ *wechattest.Follower) { to.platform.Fail("template/send", -1, 1) }, "微信接口暂时不可用，稍后重试", true},
		"an answer that is lost":         {func(to *town, _ *wechattest.Follower) { to.platform.Lose("template/send", 1) }, "微信接口暂时不可用，稍后重试", true},
	} {
		t.Run(name, func(t *testing.T) {
			to, f := noticed(t, "模板消息")
			c.does(to, f)
			to.run(t)
			id := to.replies(t)
			to.soon(t, func() bool { return strings.Contains(to.tellings(id), c.want) })
			to.wait(time.Minute)
			if !c.told {
				k, err := to.cases.Case(context.Background(), id)
				require.NoError(t, err)
				assert.Len(t, k.Untold(), 1)
				return
			}
			to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 模板消息 \n") })
			assert.Equal(t, 1, strings.Count(joined(f.Inbox()), "进展：已经答复"), "never twice")
		})
	}
}

func TestAQuotaThatIsBackInTheMorningIsUsed(t *testing.T) {
	to, f := noticed(t, "模板消息")
	to.platform.Fail("template/send", 45009, 1)
	to.run(t)
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "45009") })
	to.wait(10 * time.Hour) // 23:00
	assert.NotContains(t, joined(f.Inbox()), "进展")
	to.wait(time.Hour + time.Minute) // 0:01
	assert.NotContains(t, joined(f.Inbox()), "进展")
	to.wait(5 * time.Minute)
	to.soon(t, func() bool { return strings.Contains(joined(f.Inbox()), "进展：已经答复") })
}

func TestNothingPersonalGoesIntoANotice(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf("订阅通知、模板消息") })
	to.run(t)
	f := to.platform.Follow(front{to}, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交", "投诉 测试人反映窗口不给办", "提交"} {
		f.Says(text)
	}
	to.wait(49 * time.Hour)
	c := to.newest(t)
	to.act(t, c.ID, cases.Declined(civil.DateOf(to.now()), "", "不属本机关的秘密理由"))
	to.soon(t, func() bool { return len(to.platform.CallsTo("template/send")) == 1 })
	for _, call := range append(to.platform.CallsTo("template/send"), to.platform.CallsTo("subscribe/bizsend")...) {
		for _, personal := range []string{"测试人", "环评", "640104", "1390000", "不给办", "秘密理由", c.Code} {
			assert.NotContains(t, call.Body, personal)
		}
	}
	assert.NotContains(t, to.log.String(), f.OpenID)
}

func TestANoticeOpensThePageOfTheRequest(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf("模板消息") })
	to.run(t)
	f := to.platform.Follow(front{to}, "甲")
	for _, text := range []string{"我要申请", "某个项目的环评批复", "同意", "测试人", "640104199001010018", "13900000000", "3", "提交"} {
		f.Says(text)
	}
	id := receipt.FindStringSubmatch(joined(f.Inbox()))[1]
	to.wait(49 * time.Hour)
	_, err := to.desk.Record(context.Background(), id, disclosure.Confirmed(civil.DateOf(to.now())))
	require.NoError(t, err)
	to.soon(t, func() bool {
		in := f.Inbox()
		return in[len(in)-1].URL == "https://example.gov.cn/h5/progress?id="+id
	})
}

func TestNoticesThatWeChatWouldNotTakeAreRefusedAtTheStart(t *testing.T) {
	to := found(t, wechattest.New())
	for want, n := range map[string]wechatbot.ServiceNotice{
		`there is no kind "短信"`:                     {By: "短信", ID: "t", Fields: fields},
		"has no template_id":                        {By: "template", Fields: fields},
		`nothing "posts" to tell of`:                {By: "template", ID: "t", About: "posts", Fields: fields},
		"has no fields":                             {By: "template", ID: "t"},
		`type "phone_number"`:                       {By: "template", ID: "t", Fields: map[string]string{"phone_number1": "{编号}"}},
		"{姓名} stands for nothing":                   {By: "template", ID: "t", Fields: map[string]string{"thing1": "{姓名}"}},
		`"character_string1": WeChat does not take`: {By: "template", ID: "t", Fields: map[string]string{"character_string1": "编号{编号}"}},
		`"phrase2": WeChat does not take`:           {By: "template", ID: "t", Fields: map[string]string{"phrase2": "{进展}了"}},
		`"date3": WeChat does not take`:             {By: "template", ID: "t", Fields: map[string]string{"date3": "{编号}"}},
		`"thing4": WeChat does not take ""`:         {By: "template", ID: "t", Fields: map[string]string{"thing4": " "}},
	} {
		c := to.bot.Config
		c.Notices = []wechatbot.ServiceNotice{n}
		_, err := wechatbot.New(c)
		assert.ErrorContains(t, err, want)
	}
}

func TestReportsOfOneSecondAreAllHeard(t *testing.T) {
	for _, kind := range []string{"模板消息", "订阅通知"} {
		to := found(t, wechattest.New())
		to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf(kind) })
		f := to.platform.Follow(front{to}, "甲")
		f.Subscribes(to.bot.Notices[0].ID)
		var ids []string
		for _, text := range []string{"咨询 新生儿落户要什么材料", "咨询 居住证怎么办理"} {
			f.Says(text)
			f.Says("提交")
			ids = append(ids, to.newest(t).ID)
		}
		to.wait(49 * time.Hour)
		to.platform.Misdeliver(2)
		for _, id := range ids {
			to.act(t, id, cases.Replied(civil.DateOf(to.now()), "请带户口簿。"))
		}
		to.run(t)
		for _, id := range ids {
			to.soon(t, func() bool { return strings.Contains(to.tellings(id), "微信系统的原因") })
		}
	}
}

func TestAnAccountWithoutCustomerMessagesTellsByNotices(t *testing.T) {
	to := found(t, wechattest.New())
	to.again(t, func(c *wechatbot.Config) { c.Notices = to.noticesOf("模板消息") })
	to.platform.Fail("custom/send", 48001, 100)
	to.run(t)
	f := to.platform.Follow(front{to}, "甲")
	f.Says("咨询 新生儿落户要什么材料")
	f.Says("提交")
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 模板消息") })
	assert.Contains(t, to.tellings(id), "已告知 客服消息 公众号没有这个接口的权限（48001）")
	assert.Contains(t, f.Says("进度"), "请带户口簿")
}

func TestAnAccountThatMaySendNothingTellsInItsNextAnswer(t *testing.T) {
	to := found(t, wechattest.New())
	to.platform.Fail("custom/send", 48001, 1)
	to.run(t)
	f := to.platform.Follow(front{to}, "甲")
	f.Says("咨询 新生儿落户要什么材料")
	f.Says("提交")
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "没有这个接口的权限") })
	a := f.Says("三公经费")
	assert.Contains(t, a, "37.91万元")
	assert.Contains(t, a, "请带户口簿")
	assert.Contains(t, to.tellings(id), "已告知 随消息回复 \n")
	assert.NotContains(t, f.Says("公务接待费"), "请带户口簿", "she was told")
	assert.Equal(t, 1, strings.Count(joined(f.Inbox()), "请带户口簿"))

	to.wait(25 * time.Hour) // meanwhile the account was given the right
	f.Says("咨询 居住证怎么办理")
	f.Says("提交")
	id = to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 客服消息 \n") })
	assert.Equal(t, 2, strings.Count(joined(f.Inbox()), "请带户口簿"))
}

func TestAgreeingToNoticesOpensNoWindow(t *testing.T) {
	to, f := noticed(t, "模板消息、订阅通知")
	to.run(t)
	id := to.replies(t)
	to.soon(t, func() bool { return strings.Contains(to.tellings(id), "已告知 模板消息") })
	f.Subscribes(to.bot.Notices[1].ID)
	other := to.platform.Follow(front{to}, "乙")
	other.Says("咨询 居住证怎么办理")
	other.Says("提交")
	to.replies(t)
	to.soon(t, func() bool { return strings.Contains(joined(other.Inbox()), "请带户口簿") })
	assert.Equal(t, 1, strings.Count(to.tellings(id), "已告知 客服消息"), "the one that was refused")
}

func TestASubscriptionAccountHasNoNotices(t *testing.T) {
	to := found(t, wechattest.New())
	c := to.bot.Config
	c.Subscription, c.Notices = true, to.noticesOf("模板消息")
	_, err := wechatbot.New(c)
	assert.ErrorContains(t, err, "订阅号")
}

func TestANoticeWhoseSenderDiedIsSentAgainAfterAMinute(t *testing.T) {
	to, f := noticed(t, "模板消息")
	id := to.replies(t)
	to.act(t, id, cases.Telling(civil.DateOf(to.now()), 1, "wechat.template").WithNotice(to.bot.Notices[0].ID).WithTime(to.now()))
	to.run(t)
	assert.NotContains(t, joined(f.Inbox()), "进展")
	to.wait(61 * time.Second)
	to.soon(t, func() bool { return strings.Contains(joined(f.Inbox()), "进展：已经答复") })
	assert.Contains(t, to.tellings(id), "已告知 模板消息 发送中断，重新发送")
}

func ExampleServiceNotice() {
	p := wechattest.New()
	config := wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: catalog.New(nil), Notices: []wechatbot.ServiceNotice{{
		By: wechatbot.TemplateMessage, ID: p.AddTemplate("编号：{{character_string1.DATA}} 进展：{{phrase2.DATA}} 申请人：{{name3.DATA}}"),
		Fields: map[string]string{"character_string1": "{编号}", "phrase2": "{进展}", "name3": "{姓名}"},
	}}}
	_, err := wechatbot.New(config)
	_, why, _ := strings.Cut(err.Error(), `": `)
	fmt.Println(why)
	config.Notices[0].Fields["name3"] = "您本人"
	_, err = wechatbot.New(config)
	fmt.Println(err)
	// Output:
	// field "name3": {姓名} stands for nothing; there are {事项} {单位} {日期} {时间} {编号} {进展}
	// <nil>
}

// Whatever New takes, WeChat takes.
func FuzzServiceNotice(f *testing.F) {
	for key, value := range fields {
		f.Add(key, value)
	}
	f.Add("name1", "{单位}")
	f.Add("time1", "{时间}")
	f.Add("thing12", "{{编号}{}")
	f.Add("thing5", "{事项}，这里有十三个字以后才会有\x06的") // of which only a short {事项} leaves something
	f.Fuzz(func(t *testing.T, key, value string) {
		p := wechattest.New()
		n := wechatbot.ServiceNotice{By: wechatbot.TemplateMessage, ID: p.AddTemplate("{{" + key + ".DATA}}"), Fields: map[string]string{key: value}}
		to := &town{platform: p, log: &syncBuffer{}}
		bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Client: p.Client(), Catalog: catalog.New(nil),
			Cases: cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{}), Now: to.now, Window: -1, Pace: time.Millisecond,
			Notices: []wechatbot.ServiceNotice{n}})
		if err != nil {
			return
		}
		to.bot, to.cases = bot, bot.Cases
		g := p.Follow(bot, "甲")
		g.Says("咨询 新生儿落户要什么材料")
		g.Says("提交")
		to.wait(49 * time.Hour)
		to.replies(t)
		to.run(t)
		to.soon(t, func() bool { return len(p.CallsTo("template/send")) == 1 })
		var sent struct {
			Data map[string]struct{ Value string }
		}
		call := p.CallsTo("template/send")[0]
		require.NoError(t, json.Unmarshal([]byte(call.Body), &sent))
		assert.Zero(t, call.Errcode, "%s %q", key, sent.Data[key].Value)
	})
}
