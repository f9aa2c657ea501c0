package wechatbot_test

import (
	"regexp"
	"strings"
	"testing"

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

// gaps are what a reply looks like in which something was to stand that the office does
// not say.
var gaps = regexp.MustCompile(`(?m)^[的，。、）：；]|（）|“”|，。|。。|：。|<no value>|%!|\{\{|向(?:提|申)|，，|由(?:受理|办理|先)|《》|不属于的|^会`)

// tags are the links in a reply.
var tags = regexp.MustCompile(`<[^>]*>`)

func TestAnOfficeThatDoesNotSayWhoItIsLeavesNoGaps(t *testing.T) {
	for name, set := range map[string]func(*wechatbot.Config){
		"nothing": func(*wechatbot.Config) {},
		"desk":    func(c *wechatbot.Config) { c.Desk = disclosure.NewDesk(disclosure.NewMemory(), civil.China()) },
		"cases":   func(c *wechatbot.Config) { c.Cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{}) },
		"named": func(c *wechatbot.Config) {
			c.Office = h5.Office{Name: "示例区人民政府"}
			c.Desk = disclosure.NewDesk(disclosure.NewMemory(), civil.China())
			c.Cases = cases.NewDesk(cases.NewMemory(), civil.China(), cases.Terms{})
		},
		"links": func(c *wechatbot.Config) { c.Pages = h5.Links{Base: "https://example.gov.cn/h5"} },
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); asksMuch(t, set) })
	}
}

// asksMuch asks a bot on an empty catalogue of all that it may know nothing about.
func asksMuch(t *testing.T, set func(*wechatbot.Config)) {
	p := wechattest.New()
	a := p.Account()
	cfg := wechatbot.Config{Account: wechatbot.Account{AppID: a.AppID, Secret: a.Secret, Token: a.Token, AESKey: a.AESKey}, Catalog: catalog.New(nil), Client: p.Client(), Now: p.Now, Limit: -1}
	set(&cfg)
	bot, err := wechatbot.New(cfg)
	require.NoError(t, err)
	f := p.Follow(bot, "甲")
	for _, s := range strings.Split("你好|帮助|人工|人工|投诉|取消|咨询|取消|投诉 窗口让人跑了三趟|提交|取消|我要申请|取消|申请公开道路改造资金|改|取消|我的申请|三公经费|今年花了多少钱|公开目录|公开指南|地址在哪|几点上班|电话多少|怎么申请|要交钱吗|多久答复|怎么投诉你们|不服怎么办|办身份证|去年公开了多少条|按时公开了吗|申请办得怎么样|来信办得怎么样|订阅|退订|我的订阅|已转|停水|1|2|下一页|谢谢|傻逼|建议多修公园|最近的办事点|附近服务点|预算和决算有什么区别|什么是三公经费|删除我的信息|进度 2026-001-00001-3 ABCDEFGHJK|各单位公开多少|财政局|财政局电话|什么时候公开|撤回申请|补正|满意|为什么不公开|谁可以申请|你是谁|2024年|640104/2015-00001|国发〔2018〕41号", "|") {
		got := tags.ReplaceAllString(f.Says(s), "")
		assert.NotRegexp(t, gaps, got, s)
		assert.NotEmpty(t, strings.TrimSpace(got), s)
	}
}
