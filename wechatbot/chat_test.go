package wechatbot_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/require"

	"github.com/zwgk/zwgk/budget"
	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// A town is an office in memory with real records: State Council documents with
// their own index numbers (www.gov.cn), the 2015 report of 银川市兴庆区, and the
// published budgets and final accounts of the example office.
type town struct {
	platform *wechattest.Platform
	bot      *wechatbot.Bot
	catalog  *catalog.Catalog
	desk     *disclosure.Desk
	cases    *cases.Desk
	log      *syncBuffer
	mu       sync.Mutex
	skew     time.Duration
	group    string
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}
func (s *syncBuffer) String() string { s.mu.Lock(); defer s.mu.Unlock(); return s.b.String() }

// The town's clock stands at a Monday noon in Beijing unless a story moves it.
var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.FixedZone("CST", 8*60*60))

func (t *town) now() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return noon.Add(t.skew)
}

func (t *town) wait(d time.Duration) {
	t.mu.Lock()
	t.skew += d
	t.mu.Unlock()
	t.platform.Advance(d)
}

func found(t testing.TB, p *wechattest.Platform) *town {
	builtInRead()
	p.Advance(noon.Sub(p.Now())) // a month of WeChat's is one of the story, whenever it is told
	to := &town{platform: p, log: &syncBuffer{}, catalog: catalog.New(nil), desk: disclosure.NewDesk(disclosure.NewMemory(), civil.China()),
		cases: cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{}), group: p.Open()}
	scheme, err := catalog.NewScheme("xingqing", "640104/{year}-{serial:5}")
	require.NoError(t, err)
	to.catalog = to.catalog.WithScheme(scheme)
	for _, r := range records() {
		to.publish(t, r)
	}
	books, err := budget.Open(os.DirFS("../examples/xingqing/data/books"))
	require.NoError(t, err)
	log := logrus.New()
	log.SetOutput(to.log)
	log.SetLevel(logrus.DebugLevel)
	to.bot, err = wechatbot.New(wechatbot.Config{
		Account: wechatbot.Account(p.Account()), Client: p.Client(), Catalog: to.catalog, Desk: to.desk, Cases: to.cases, Books: books,
		Office: h5.Office{Name: "银川市兴庆区人民政府", Short: "兴庆区", Account: "兴庆区政务公开", Desk: "银川市兴庆区人民政府办公室",
			Organs: []h5.Organ{{Name: "上海市普陀区人民政府万里街道办事处", Aliases: []string{"万里街道"}}},
			Guide:  []h5.GuideEntry{{Question: "政务服务中心能办什么", Answer: "政务服务中心进驻19个部门、87项事项，设32个窗口。", Words: []string{"政务大厅", "政务服务中心", "办事大厅"}, Source: "兴庆区2015年政府信息公开年度工作报告"}}},
		Pages: h5.Links{Base: "https://example.gov.cn/h5"}, Log: log, Now: to.now, Window: -1, Pace: 5 * time.Millisecond,
		Grids: []wechatbot.Grid{{Name: "凤凰北街", Code: "001", Robot: to.group, Joined: noon}}, Posts: noon,
	})
	require.NoError(t, err)
	return to
}

// reads waits until a bot has read its sayings. A busy machine may take longer for
// that than an answer may take.
func reads(p *wechattest.Platform, bot *wechatbot.Bot) {
	for early := p.Known(bot, "早", "oEARLY"); strings.Contains(early.Says("帮助"), "正在查"); {
	}
}

// builtInRead waits until the built-in sayings are read, which are one for all bots.
var builtInRead = sync.OnceFunc(func() {
	p := wechattest.New()
	bot, err := wechatbot.New(wechatbot.Config{Account: wechatbot.Account(p.Account()), Catalog: catalog.New(nil)})
	if err == nil {
		reads(p, bot)
	}
})

func records() []catalog.Record {
	council := func(n catalog.IndexNumber, title, doc string, day civil.Date) catalog.Record {
		return catalog.Record{Number: n, Title: title, Summary: "国务院文件，文号" + doc + "。", Date: day, Publisher: "国务院办公厅", DocNumber: doc, Column: "上级文件", Category: disclosure.Permanent}
	}
	return []catalog.Record{
		council("000014349/2018-00221", "国务院办公厅关于推进政务新媒体健康有序发展的意见", "国办发〔2018〕123号", civil.Day(2018, 12, 7)),
		council("000014349/2018-00229", "国务院办公厅关于深入开展消费扶贫助力打赢脱贫攻坚战的指导意见", "国办发〔2018〕129号", civil.Day(2018, 12, 30)),
		council("000014349/2019-00002", "国务院办公厅关于开展城镇小区配套幼儿园治理工作的通知", "国办发〔2019〕3号", civil.Day(2019, 1, 9)),
		council("000014349/2018-00217", "国务院办公厅关于加快发展体育竞赛表演产业的指导意见", "国办发〔2018〕121号", civil.Day(2018, 12, 11)),
		council("000014349/2018-00216", "国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见", "国办发〔2018〕115号", civil.Day(2018, 12, 4)),
		council("000014349/2018-00213", "国务院办公厅关于2019年部分节假日安排的通知", "国办发明电〔2018〕15号", civil.Day(2018, 12, 4)),
		{Title: "兴庆区2015年政府信息公开年度工作报告", Summary: "2015年主动公开1636条，受理申请2件。", Date: civil.Day(2015, 12, 2), Published: civil.Day(2015, 12, 2), Publisher: "银川市兴庆区人民政府办公室", Column: "政府信息公开年报", Category: disclosure.Permanent,
			Body: "2015年,在兴庆区政府门户网站及官方微信平台上发布各类信息共计1636条,其中:(2)各类依职权主动公开的政府信息185条:包括政府文件57件,政府公示公告22件,采购招标信息21条,中标信息7条;(4)各类便民服务信息94条:包括吃在兴庆29条,住在兴庆7条。\n" +
				"兴庆区各乡镇街道主动公开政府信息1015条,其中:通过官方网站公布公示253条,政务微博、微信平台公开275条,通过公共信息栏、公示栏等其他方式公布487条。\n" +
				"兴庆区各部门主动公开政府信息695条,其中:通过官方网站公布公示129条,政务微博、微信平台公开191条,通过报纸、公示栏等其他方式公开375条。\n" +
				"一是在2乡2镇、11个街道和1个管委会建立了106个村(社区)为民办事全程代办点。兴庆区2015年财政预算中,为每个代办点安排2000元的全程代办工作专项经费。"},
	}
}

func (t *town) publish(tb testing.TB, r catalog.Record) catalog.Record {
	at := t.now().Add(-time.Hour)
	if r.Drafter == "" {
		r.Drafter = "起草"
	} else {
		at = t.now()
	}
	r.Review = catalog.Review{By: "审查", Day: civil.DateOf(at), Result: catalog.Cleared}
	out, err := t.catalog.Publish(context.Background(), r, catalog.Actor{Name: "值班", At: at})
	require.NoError(tb, err)
	return out
}

// run lets the bot work in the background until the test ends.
func (t *town) run(tb testing.TB) {
	ctx, stop := context.WithCancel(context.Background())
	done, bot := make(chan struct{}), t.bot
	go func() { defer close(done); bot.Run(ctx) }()
	tb.Cleanup(func() { stop(); <-done })
}

// TestConversations plays the scripts of testdata/chat, each in plain mode, in
// safe mode, and with two replicas that take turns and share a Keeper: see wechattest.Script for the steps. There are three more:
//
//	发图：照片                  she sends a picture: 照片 · 照片大 · 程序
//	办公室：确认收到           it acts on the request of the last receipt: 确认收到 · 答复 <办理结果> <正文> · 非本机关 <负责机关> <理由> · 补正 <期限> <内容> · 延期 <工作日>
//	经办：核实 属实 <经过>     it acts on the case of the last receipt: 交办 <单位> · 核实 <结果> <经过> · 办理 <经过> · 答复 <正文> · 不受理 <单位> <理由>
//
// and, for what the account and its platform do:
//
//	通知：订阅通知、模板消息    the office has these notices, in this order; stands before all else
//	同意通知：申请进展          she agrees to subscription notices for long
//	拒收通知：都不要            she refuses the account's notices
//	送不到：1                  so many notices are taken and do not arrive
//	登记簿：没有送达            the record of the last receipt holds this of what was told, soon; 都告知了: nothing is left to tell
//	另一台：服务器              another replica answers from now on
//
// {编号} and {查询码} stand for those of the last receipt.
func TestConversations(t *testing.T) {
	scripts, err := filepath.Glob("testdata/chat/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, name := range scripts {
		for mode, platform := range map[string]func() *wechattest.Platform{"明文": wechattest.NewPlain, "安全": wechattest.New, "轮流": wechattest.New} {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txt")+"/"+mode, func(t *testing.T) {
				t.Parallel()
				play(t, name, platform(), mode == "轮流")
			})
		}
	}
}

var (
	receipt = regexp.MustCompile(`编号：(\S+)\n查询码：(\S+?)（`)
	query   = regexp.MustCompile(`编号：\S+\n查询码：(\S+?)（`)
)

// A scene is a script on its stage.
type scene struct {
	*town
	wechattest.Stage
}

func play(t *testing.T, name string, p *wechattest.Platform, inTurns bool) {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	script, err := wechattest.ReadScript(f)
	require.NoError(t, err)
	s := &scene{town: found(t, p)}
	s.Stage = wechattest.Stage{Platform: p, Bot: front{s.town}, Wait: s.town.wait, Patience: time.Minute, Remember: map[string]*regexp.Regexp{"编号": receipt, "查询码": query},
		Words: map[string]func(string) error{"办公室": s.office, "经办": s.handle, "发图": s.picture, "通知": func(string) error { return nil },
			"同意通知": s.agrees, "拒收通知": s.blocks, "送不到": s.misdelivers, "登记簿": s.told,
			"另一台": func(string) error { s.again(t, func(*wechatbot.Config) {}); s.run(t); return nil }}}
	for i := range script {
		if script[i].Who == "通知" {
			s.again(t, func(c *wechatbot.Config) { c.Notices = s.noticesOf(script[i].What) })
		}
		script[i].What = strings.ReplaceAll(script[i].What, "{长}", strings.Repeat("长", 600))
	}
	if inTurns {
		if slices.ContainsFunc(script, func(x wechattest.Step) bool { return x.Who == "另一台" }) {
			t.Skip("what replicas do that share nothing")
		}
		s.Bot = s.takingTurns(t)
	}
	s.run(t)
	require.NoError(t, s.Play(script), name)
}

func (s *scene) picture(what string) error {
	bytes := strings.NewReplacer("照片", "\xff\xd8\xff\xe0", "程序", "MZ\x90", "大", strings.Repeat("0", disclosure.MaxAttachmentSize)).Replace(what)
	s.Hear(s.Citizen("").Shows([]byte(bytes)))
	return nil
}

// office lets the office act on the request of the last receipt.
func (s *scene) office(what string) error {
	words := strings.SplitN(what+"  ", " ", 3)
	day, one, two := civil.DateOf(s.now()), words[1], strings.TrimSpace(words[2])
	e, err := disclosure.Confirmed(day), error(nil)
	switch words[0] {
	case "答复":
		var outcome disclosure.Outcome
		outcome, err = disclosure.ParseOutcome(one)
		e = disclosure.Replied(day, disclosure.Reply{Outcome: outcome, Text: two, Grounds: two})
	case "非本机关":
		e = disclosure.Replied(day, disclosure.Reply{Outcome: disclosure.NotHeld, NotOurs: true, Responsible: one, Grounds: two})
	case "延期":
		var n int
		n, err = strconv.Atoi(one)
		e = disclosure.Extended(day, n, disclosure.Actor{Name: "负责人", Role: disclosure.RoleHead})
	case "要求说明理由":
		e = disclosure.ReasonsAsked(day)
	case "补正":
		var until civil.Date
		until, err = civil.ParseDate(one)
		e = disclosure.CorrectionAsked(day, until, two)
	}
	if err == nil {
		_, err = s.desk.Record(context.Background(), s.Kept("编号"), e)
	}
	return err
}

// handle lets the office act on the case of the last receipt.
func (s *scene) handle(what string) error {
	words := strings.SplitN(what+"  ", " ", 3)
	day, one, two := civil.DateOf(s.now()), words[1], strings.TrimSpace(words[2])
	e := map[string]cases.Event{
		"交办": cases.Assigned(day, one), "办理": cases.Handled(day, one), "答复": cases.Replied(day, one), "不受理": cases.Declined(day, one, two),
	}[words[0]]
	for _, v := range cases.Verdicts() {
		if words[0] == "核实" && v.Chinese() == one {
			e = cases.Verified(day, v, two)
		}
	}
	_, err := s.cases.Record(context.Background(), s.Kept("编号"), e)
	return err
}
