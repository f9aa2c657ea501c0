package wechatbot

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/internal/application"
)

// A told is a message to an application as it stands.
type told struct {
	step  string
	text  string
	stale bool // it comes a day after the step was asked
	aside bool // something else was answered since
	org   bool // an organisation applies
	post  bool // it is to be posted
	which bool // which of two things is meant was asked just now
}

// begun is the application: everything is told, and the step is asked (again).
func (a told) begun(now time.Time) disclosure.Draft {
	d := disclosure.Draft{Owner: ownerOf("甲"), Organ: "银川市兴庆区人民政府办公室", Step: a.step, Aside: a.aside, Saved: now, Subject: "2023年路灯改造工程的验收报告",
		Consented: civil.Day(2026, time.November, 23), Delivery: application.Ways()[0],
		Applicant: disclosure.Applicant{Kind: disclosure.Person, Name: "王富贵", IDType: "身份证", IDNumber: "640104199001010018", Phone: "13900000000"}}
	switch {
	case a.step == application.StepSubject:
		d.Subject, d.Consented, d.Applicant = "", civil.Date{}, disclosure.Applicant{}
	case a.step == application.StepPublic, a.step == application.StepConsent:
		d.Consented, d.Applicant = civil.Date{}, disclosure.Applicant{}
	case a.org:
		d.Applicant = disclosure.Applicant{Kind: disclosure.Enterprise, Name: "宁夏示例商贸有限公司", OrgCode: "91350100M000100Y43", Contact: "张伟", Phone: "13900000000"}
	}
	if a.post {
		d.Delivery, d.Applicant.Address = application.Ways()[1], "银川市兴庆区中山北街161号"
	}
	if a.stale {
		d.Saved = now.Add(-24 * time.Hour)
	}
	return d
}

// entryOf is the message as the bot reads it.
func (a told) entryOf(t *testing.T, b *Bot) *entry {
	t.Helper()
	v := &visit{bot: b, ctx: context.Background(), openid: "甲", raw: a.text, today: civil.Day(2026, time.November, 23), talk: &talk{}}
	if a.which {
		v.talk.said = "apply_other"
		v.talk.offer(b.Now(), "我要申请", "swap:2023年垃圾清运服务采购合同")
	}
	return v.entryOf(a.begun(b.Now()), b.recognise(a.text))
}

func readingBot(t *testing.T) *Bot {
	t.Helper()
	b, err := New(Config{Account: Account{AppID: "wx", Token: "t"}, Catalog: catalog.New(nil), Desk: disclosure.NewDesk(disclosure.NewMemory(), civil.China()),
		Cases: cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{}), Office: h5.Office{Name: "银川市兴庆区人民政府", Desk: "银川市兴庆区人民政府办公室"},
		Now: func() time.Time { return time.Date(2026, time.November, 23, 4, 0, 0, 0, time.UTC) }})
	require.NoError(t, err)
	return b
}

// Each reading, in the table's order, with messages that reach it.
var reached = []struct {
	name     string
	messages []told
}{
	{"number of another answer", []told{{step: application.StepWay, text: "2", aside: true}}},
	{"agrees where it is asked which of two", []told{{step: application.StepConsent, text: "同意", aside: true, which: true}, {step: application.StepConsent, text: "好的", aside: true, which: true}}},
	{"changes what is asked for", []told{{step: application.StepName, text: "改"}, {step: application.StepConsent, text: "不是这个"}}},
	{"says at the notice that it is none of these", []told{{step: application.StepConsent, text: "以上都不是"}, {step: application.StepConsent, text: "不是这些"}}},
	{"starts over", []told{{step: application.StepPhone, text: "重新填"}}},
	{"leaves it for later", []told{{step: application.StepID, text: "等会儿，我找找"}, {step: application.StepID, text: "我先去接孩子，晚点再说"}, {step: application.StepID, text: "等我找找身份证"}, {step: application.StepID, text: "等一下我去拿身份证"}}},
	{"cancels", []told{{step: application.StepID, text: "取消"}}},
	{"gives it up", []told{{step: application.StepPhone, text: "那算了"}, {step: application.StepConsent, text: "那就拉倒吧"}}},
	{"wants another way", []told{{step: application.StepConfirm, text: "不要邮寄了"}, {step: application.StepConfirm, text: "不要电子邮箱了"}, {step: application.StepConfirm, text: "我不想自己去拿了"}}},
	{"deletes it", []told{{step: application.StepConfirm, text: "删掉我刚才的申请"}, {step: application.StepConsent, text: "算了先不申请"}, {step: application.StepPhone, text: "把申请删了吧"}}},
	{"wants what she told deleted", []told{{step: application.StepConsent, text: "把信息删掉"}, {step: application.StepPhone, text: "我填的信息都删了吧"}}},
	{"goes a step back", []told{{step: application.StepPhone, text: "返回"}, {step: application.StepConfirm, text: "返回修改"}}},
	{"goes on", []told{{step: application.StepPhone, text: "继续填", stale: true}, {step: application.StepPhone, text: "我回来了，接着填"}, {step: application.StepPhone, text: "上次没弄完那个，接着弄", stale: true}, {step: application.StepPhone, text: "我那个申请填到哪了", stale: true}, {step: application.StepPhone, text: "昨天的接着来", stale: true}, {step: application.StepPhone, text: "接着填那个申请", stale: true}}},
	{"sends only signs", []told{{step: application.StepConsent, text: "👌"}, {step: application.StepName, text: "😊"}, {step: application.StepName, text: "/:rose"}, {step: application.StepName, text: "[OK]"}}},
	{"looks at what is filled in", []told{{step: application.StepWay, text: "你让我看看都写了些啥"}, {step: application.StepPhone, text: "我填的给我看看"}}},
	{"hands in too early", []told{{step: application.StepPhone, text: "提交"}}},
	{"disputes the summary", []told{{step: application.StepConfirm, text: "有错"}}},
	{"nods where no yes answers", []told{{step: application.StepName, text: "好的"}}},
	{"takes the agreement back", []told{{step: application.StepPhone, text: "我不同意了"}}},
	{"hands in what was seen long ago", []told{{step: application.StepConfirm, text: "提交", stale: true}, {step: application.StepConfirm, text: "好的", aside: true}}},
	{"wants another year as well", []told{{step: application.StepConfirm, text: "还有要2022年的也给我"}, {step: application.StepPhone, text: "把2021年的也加上"}}},
	{"means another year", []told{{step: application.StepPhone, text: "不是2023年，是2022年的"}, {step: application.StepConfirm, text: "第一步改成2020年"}}},
	{"asks for something else instead", []told{{step: application.StepPhone, text: "改主意了，换成丽景街拆迁补偿方案"}}},
	{"means another thing", []told{{step: application.StepPhone, text: "不要验收报告了，要施工合同"}}},
	{"adds to what is asked for", []told{{step: application.StepPhone, text: "再加一个路灯的采购合同"}}},
	{"takes words out", []told{{step: application.StepConfirm, text: "所需信息里“改造工程的”这几个字不要"}, {step: application.StepConfirm, text: "“2023年”去掉吧"}}},
	{"says of which place", []told{{step: application.StepConsent, text: "掌政镇的"}, {step: application.StepConsent, text: "我要的是中山北街街道"}}},
	{"names a wish at the notice", []told{{step: application.StepConsent, text: "富宁街老年活动室装修的合同"}}},
	{"tells the end of a number", []told{{step: application.StepConfirm, text: "电话也改一下 尾号是2244"}, {step: application.StepWay, text: "手机后四位应该是二二四四"}}},
	{"tells a part of the address anew", []told{{step: application.StepConfirm, text: "地址161号改16号", post: true}, {step: application.StepConfirm, text: "门牌号错了，是16号", post: true}, {step: application.StepConfirm, text: "把中山北街改成中山南街", post: true}}},
	{"tells a part that the address has not", []told{{step: application.StepConfirm, text: "8号改成9号", post: true}, {step: application.StepConfirm, text: "门牌号是3号楼", post: true}}},
	{"changes a detail", []told{{step: application.StepConfirm, text: "改电话，13812345678"}}},
	{"goes to a detail", []told{{step: application.StepWay, text: "我能改一下电话吗"}, {step: application.StepPhone, text: "手机号填错了"}, {step: application.StepWay, text: "名字还能改吗"}, {step: application.StepConfirm, text: "电话写错了"}, {step: application.StepWay, text: "改姓名"}}},
	{"disputes what was told last", []told{{step: application.StepID, text: "不对"}, {step: application.StepPhone, text: "搞错了"}}},
	{"asks for it by WeChat", []told{{step: application.StepWay, text: "电子版的吧，但是我没邮箱，微信发我行不"}}},
	{"does not mind which way", []told{{step: application.StepWay, text: "当场看也行 邮寄也行 你们方便就行"}}},
	{"goes to a step", []told{{step: application.StepConfirm, text: "改第一步"}, {step: application.StepPhone, text: "第1步填错了"}}},
	{"amends it, and not clearly", []told{{step: application.StepConsent, text: "改一下，是南薰路"}}},
	{"worries about what she tells", []told{{step: application.StepConsent, text: "我的资料会不会给学校知道啊"}, {step: application.StepName, text: "凭什么要填名字"}, {step: application.StepConsent, text: "谁能看到我的信息"}}},
	{"asks for haste", []told{{step: application.StepConfirm, text: "加急"}, {step: application.StepConsent, text: "能不能快点"}}},
	{"asks whether she may apply again", []told{{step: application.StepConsent, text: "撤回后能否再申请"}, {step: application.StepPhone, text: "取消了以后还能重新申请吗"}}},
	{"asks whether it goes without her identity card", []told{{step: application.StepConsent, text: "我不给身份证行不行"}, {step: application.StepName, text: "不写身份证号可以吗"}}},
	{"asks what is lacking", []told{{step: application.StepID, text: "还差什么"}, {step: application.StepPhone, text: "后面还要填几项"}, {step: application.StepConsent, text: "下一步是什么"}}},
	{"asks whether another paper does", []told{{step: application.StepID, text: "我没带身份证，能用驾照吗"}, {step: application.StepID, text: "身份证没带怎么办"}}},
	{"asks what an error does", []told{{step: application.StepID, text: "身份证号写错了会怎样"}, {step: application.StepConfirm, text: "填错了怎么办"}}},
	{"asks when it is due", []told{{step: application.StepWay, text: "什么时候能给我"}, {step: application.StepWay, text: "什么时候到期"}, {step: application.StepID, text: "那大概几号截止"}}},
	{"asks whether she may", []told{{step: application.StepConsent, text: "我不是本地人可以申请吗"}, {step: application.StepName, text: "不是本村的也行吗"}, {step: application.StepName, text: "我不是甘肃的可以申请吗"}, {step: application.StepConsent, text: "不是银川人能申请吗"}}},
	{"asks for something else first", []told{{step: application.StepName, text: "刚才那个街道的三公先告诉我"}, {step: application.StepPhone, text: "那个环卫合同的批文你先给我看看"}}},
	{"asks whether another is to be named", []told{{step: application.StepWay, text: "我妈叫刘芳要写上吗"}}},
	{"keeps what she is asked for", []told{{step: application.StepID, text: "那我不给了"}, {step: application.StepPhone, text: "不想写行不行"}}},
	{"wants to tell a part of a number", []told{{step: application.StepID, text: "身份证号能不能只写后四位"}}},
	{"was meant for somebody else", []told{{step: application.StepID, text: "发错了"}, {step: application.StepName, text: "不好意思，发错人了"}}},
	{"wants the data of before", []told{{step: application.StepConsent, text: "还是上面那些信息"}}},
	{"asks how far her own are", []told{{step: application.StepPhone, text: "两件现在都啥情况"}}},
	{"speaks of unfollowing", []told{{step: application.StepWhere, text: "取消关注会不会收不到"}}},
	{"asks to go on at a page", []told{{step: application.StepConsent, text: "这个能在电脑上填不"}}},
	{"asks to send a picture", []told{{step: application.StepID, text: "身份证拍给你行吗"}}},
	{"asks which kind it is", []told{{step: application.StepKind, text: "业主委员会算哪类", org: true}}},
	{"wants to write a letter instead", []told{{step: application.StepSubject, text: "投诉"}, {step: application.StepSubject, text: "我要咨询一下"}}},
	{"asks whether she must agree", []told{{step: application.StepConsent, text: "必须同意吗"}, {step: application.StepConsent, text: "不同意会怎样"}}},
	{"asks to be reached by WeChat", []told{{step: application.StepPhone, text: "微信行吗"}, {step: application.StepPhone, text: "那你们就用微信联系我"}, {step: application.StepPhone, text: "没手机"}}},
	{"tells a number before she agrees", []told{{step: application.StepConsent, text: "640103198207080914"}}},
	{"tells the way before she agrees", []told{{step: application.StepConsent, text: "邮寄"}, {step: application.StepConsent, text: "要电子版发到手机上就行"}}},
	{"tells her name before she agrees", []told{{step: application.StepConsent, text: "我叫马秀英"}}},
	{"tells her address before she agrees", []told{{step: application.StepConsent, text: "银川市兴庆区中山北街161号"}}},
	{"has no mail", []told{{step: application.StepWhere, text: "我没有邮箱"}}},
	{"asks where it is fetched", []told{{step: application.StepConfirm, text: "去哪拿"}}},
	{"asks why it is checked", []told{{step: application.StepConfirm, text: "为什么要核对"}}},
	{"asks whether it is public already", []told{{step: application.StepConsent, text: "这个已经公开了吗"}}},
	{"has no telephone", []told{{step: application.StepPhone, text: "我没有电话也没有邮箱怎么办"}, {step: application.StepID, text: "没有电话咋办"}}},
	{"names paper and no way", []told{{step: application.StepWay, text: "纸质的"}}},
	{"asks which way is soonest", []told{{step: application.StepWay, text: "哪个快"}}},
	{"will not tell an address", []told{{step: application.StepWhere, text: "地址不方便写"}}},
	{"leaves what is asked for as it is", []told{{step: application.StepConsent, text: "不改"}}},
	{"looks once more", []told{{step: application.StepConfirm, text: "再看看"}}},
	{"looks for something else first", []told{{step: application.StepSubject, text: "算了先问个事 万里街道三公多少"}, {step: application.StepName, text: "先查一下，2015年公开了多少条"}}},
	{"agrees and writes a letter", []told{{step: application.StepConsent, text: "同意。对了我还要投诉夜市油烟太大"}}},
	{"answers the notice", []told{{step: application.StepConsent, text: "要得，要得"}, {step: application.StepConsent, text: "哎呀是的，童意"}, {step: application.StepConsent, text: "可以的 我同意"}, {step: application.StepConsent, text: "同意"}, {step: application.StepConsent, text: "不同意"}, {step: application.StepConsent, text: "640104199001010018"}}},
	{"leaves it as it is", []told{{step: application.StepPhone, text: "不变"}}},
	{"applies as a person", []told{{step: application.StepCode, text: "还是以个人名义吧", org: true}}},
	{"mends a digit", []told{{step: application.StepID, text: "最后一位是7"}, {step: application.StepConfirm, text: "电话第三位打错了，应该是8"}}},
	{"misses a digit", []told{{step: application.StepID, text: "号码错了一位"}}},
	{"tells too few digits", []told{{step: application.StepPhone, text: "电话1389512345"}}},
	{"tells details and writes a letter", []told{{step: application.StepPhone, text: "13812345678 哎对了，我要投诉工程队把渠挖断了没人管"}}},
	{"tells details", []told{{step: application.StepName, text: "13812345678"}, {step: application.StepWay, text: "我叫马秀英", stale: true}}},
	{"hands in", []told{{step: application.StepConfirm, text: "提交"}, {step: application.StepConfirm, text: "对"}, {step: application.StepConfirm, text: "嗯提交"}, {step: application.StepConfirm, text: "对着呢，交吧"}}},
	{"tells a name", []told{{step: application.StepName, text: "马秀英"}, {step: application.StepName, text: "宁夏示例商贸有限公司"}}},
	{"says the name again", []told{{step: application.StepConfirm, text: "王福贵，福气的福"}}},
	{"changes the way", []told{{step: application.StepConfirm, text: "不发邮箱了，我自己去拿"}, {step: application.StepWhere, text: "不要邮寄了，还是现场看吧"}, {step: application.StepName, text: "我不想邮寄了，改成发邮箱"}}},
	{"sends another address", []told{{step: application.StepConfirm, text: "兴庆区胜利街湖畔嘉苑12-1-502", post: true}}},
	{"answers the step", []told{{step: application.StepWay, text: "2"}, {step: application.StepID, text: "没有身份证"}, {step: application.StepName, text: "单位"}, {step: application.StepName, text: "等下，我这是公司要申请的，以公司名义"}, {step: application.StepPhone, text: "自己去取"}}},
	{"applies for something else", []told{{step: application.StepPhone, text: "我还想申请公开丽景街拆迁补偿方案"}}},
	{"wants to apply", []told{{step: application.StepPhone, text: "我要申请"}}},
	{"perhaps cancels", []told{{step: application.StepPhone, text: "算了算了，不弄了，太麻烦"}}},
	{"perhaps goes back", []told{{step: application.StepPhone, text: "写错了，返回"}}},
	{"withdraws this one", []told{{step: application.StepPhone, text: "撤回申请"}}},
	{"wants something of its own", []told{{step: application.StepPhone, text: "人工"}, {step: application.StepName, text: "申请要花钱吗"}}},
	{"turns a page", []told{{step: application.StepPhone, text: "下一页"}}},
	{"writes a letter", []told{{step: application.StepPhone, text: "我要投诉路灯坏了半个月没人修"}}},
	{"asks for a figure", []told{{step: application.StepPhone, text: "2015年三公经费是多少"}}},
	{"names a record", []told{{step: application.StepPhone, text: "000014349/2018-00221"}}},
	{"asks instead of naming", []told{{step: application.StepSubject, text: "什么都可以吗"}}},
	{"answers nothing that was asked", []told{{step: application.StepConsent, text: "嗯哼哈"}, {step: application.StepName, text: "阿依古丽", stale: true}}},
	{"may answer the step", []told{{step: application.StepSubject, text: "2023年路灯改造工程的验收报告"}, {step: application.StepName, text: "阿依古丽"}}},
}

func TestEachReadingIsReached(t *testing.T) {
	b := readingBot(t)
	require.Len(t, reached, len(b.readings), "each reading has messages here")
	for i, r := range reached {
		require.Equal(t, r.name, b.readings[i].name, "the table's order")
		for _, m := range r.messages {
			assert.Equal(t, r.name, m.entryOf(t, b).reading().name, "%s at %s", m.text, m.step)
		}
	}
}

// Where two readings fit one message the first in the table is taken: what is wanted
// by a word for it goes before what fills in, and that before what a text sounds like.
func TestTheFirstReadingThatFitsIsTaken(t *testing.T) {
	b := readingBot(t)
	for _, c := range []struct {
		message       told
		first, second string
		why           string
	}{
		{told{step: application.StepWay, text: "2", aside: true}, "number of another answer", "answers the step", "the number is of the list that was shown since"},
		{told{step: application.StepConsent, text: "不是这个"}, "changes what is asked for", "answers nothing that was asked", "the notice shows what is asked for"},
		{told{step: application.StepSubject, text: "重新申请"}, "starts over", "may answer the step", "no name of anything"},
		{told{step: application.StepConfirm, text: "确认", stale: true}, "hands in what was seen long ago", "answers nothing that was asked", "she sees once more what she hands in"},
		{told{step: application.StepConfirm, text: "好的", aside: true}, "hands in what was seen long ago", "hands in", "a nod may be for what was answered since"},
		{told{step: application.StepName, text: "好的"}, "nods where no yes answers", "wants something of its own", "a courtesy, or a yes: the step is asked again"},
		{told{step: application.StepConfirm, text: "改电话，13812345678"}, "changes a detail", "goes to a detail", "the new number is there already"},
		{told{step: application.StepConfirm, text: "改电话，13812345678"}, "changes a detail", "tells details", ""},
		{told{step: application.StepConsent, text: "640104199001010018"}, "answers the notice", "answers nothing that was asked", "heard early, and the notice is asked again"},
		{told{step: application.StepName, text: "马秀英"}, "tells a name", "may answer the step", ""},
		{told{step: application.StepCode, text: "以个人名义申请，640104199001010018", org: true}, "applies as a person", "tells details", "the person's number is no code"},
		{told{step: application.StepPhone, text: "13812345678 我要投诉工程队把渠挖断了没人管"}, "tells details and writes a letter", "tells details", "neither is lost"},
		{told{step: application.StepConfirm, text: "不发邮箱了，我自己去拿"}, "changes the way", "wants something of its own", "said of her own application, and no question of the law"},
		{told{step: application.StepPhone, text: "我要投诉路灯坏了半个月没人修"}, "writes a letter", "answers nothing that was asked", "nothing that she complains of is lost"},
	} {
		if !assert.Equal(t, c.first, c.message.entryOf(t, b).reading().name, c.message.text) {
			continue
		}
		second := slices.IndexFunc(b.readings, func(r reading) bool { return r.name == c.second })
		require.Positive(t, second, c.second)
		assert.True(t, b.readings[second].when(c.message.entryOf(t, b)), "%s would be read as %q too", c.message.text, c.second)
	}
}

// What is final is said: no guess agrees, hands in, or deletes.
func TestNoGuessIsFinal(t *testing.T) {
	b := readingBot(t)
	for _, m := range []told{
		{step: application.StepConsent, text: "为什么要同意"}, {step: application.StepConsent, text: "我看看"}, {step: application.StepConfirm, text: "差不多了吧大概"}, {step: application.StepConfirm, text: "能提交了吗"},
		{step: application.StepPhone, text: "算了算了，不弄了，太麻烦"}, {step: application.StepName, text: "这也太烦人了还是别搞了"},
	} {
		name := m.entryOf(t, b).reading().name
		assert.NotContains(t, []string{"answers the notice", "hands in", "cancels"}, name, m.text)
	}
}
