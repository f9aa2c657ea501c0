package wechattest

import (
	"context"
	"regexp"
	"strings"
	"time"
)

// DeskOptions make the phone's page a rehearsal desk (演练场): roles to play, a
// date to move, every message as WeChat sees it, faults to inject, and the
// conversation to be saved as a Script. What belongs to the office behind the
// account comes through its functions, each of which may be nil.
type DeskOptions struct {
	Citizens []Persona  // whom a browser can play; none: 甲 and 乙
	Dates    []DateStep // ways to move the date, besides by a day

	// Explain says why the last answer to a citizen came about. It is asked once
	// after each of her messages.
	Explain func(openid string) []Fact

	// Moved is told when the platform's clock was moved. An error is shown.
	Moved func(ctx context.Context) error

	// Tables are what the office has before it; Act does what one of their
	// actions asks, and returns what is to be said of it, to the clerk. Words of
	// both are the office's language.
	Tables func(ctx context.Context) ([]Table, error)
	Act    func(ctx context.Context, a Action) (said string, err error)

	// Save keeps a conversation and returns where; nil: it can be downloaded only.
	Save     func(name string, s Script) (place string, err error)
	Remember map[string]*regexp.Regexp // see Platform.Saved
}

// A Persona is a citizen to be played.
type Persona struct {
	Name   string
	Label  string // on the button; empty: 市民 and the name
	Note   string // beside the name, such as what she is for
	OpenID string // empty: each browser plays one of its own
	Large  bool   // large print
}

// A DateStep moves the date: To says which day follows a moment.
type DateStep struct {
	Label string
	To    func(now time.Time) (time.Time, error)
}

// A Fact is one line of an explanation.
type Fact struct{ Name, Value string }

// A Table is what the office has before it: requests, what is to be published.
type Table struct {
	Title   string
	Empty   string // what is said of a table without rows
	Head    []string
	Rows    []Row
	Actions []Action // that belong to no row
}

// Short is a table's title without what stands in brackets, for a tab.
func (t Table) Short() string { return strings.SplitN(t.Title, "（", 2)[0] }

// A Row is one line of a table, with what can be done about it.
type Row struct {
	Cells   []string
	Actions []Action
}

// An Action is something that the office can do: its name and what it is done
// to, as Act gets them back.
type Action struct{ Label, Name, Arg string }

// maxKept bounds how many exchanges a desk shows.
const maxKept = 500

// errcodeHelp says what an errcode means for the office, in its language.
var errcodeHelp = map[int]string{
	-1:    "微信系统繁忙，稍后再试就好。机器人会退避后重试，同一条不会发两遍。",
	40001: "令牌失效，多半是别处又取了一次。机器人会换一个新令牌，原来的调用再做一次。",
	42001: "令牌到期。机器人会换一个新令牌，原来的调用再做一次。",
	40003: "没有这位关注者。",
	40164: "调用的地址不在公众号后台的白名单里，要到后台添加。",
	43004: "对方已取消关注。",
	45009: "今天的接口调用次数用完了，第二天恢复。机器人会等，不会丢。",
	45015: "市民超过48小时没有来消息，客服消息发不出去。机器人等她下次来消息时补发。",
	45011: "这一分钟调用太快了，机器人会等一等再试。",
	45028: "群发次数用完了。",
	45047: "客服消息条数到上限了，市民再来消息就恢复。",
	48001: "账号没有这个接口的权限（未认证的账号都没有）。稿件留在草稿箱，请到公众号后台人工发布。",
	93000: "群机器人的地址失效了，通知改走别的渠道。",
}

// faultKinds are the faults that the desk injects, with the calls they hit.
var faultKinds = []struct {
	Key, Label string
	do         func(p *Platform)
}{
	{"40001", "40001 令牌失效", func(p *Platform) { p.Fail("", 40001, 1) }},
	{"45009", "45009 次数用完", func(p *Platform) { p.Fail("", 45009, 1) }},
	{"48001", "48001 没有权限", func(p *Platform) { p.Fail("", 48001, 1) }},
	{"45015", "45015 超过48小时", func(p *Platform) { p.Fail("custom/send", 45015, 1) }},
	{"-1", "-1 系统繁忙", func(p *Platform) { p.Fail("", -1, 1) }},
	{"timeout", "超时（其实办成了）", func(p *Platform) { p.Lose("", 1) }},
	{"cut", "断网", func(p *Platform) { p.Cut("", 1) }},
	{"unplug", "连不上（没有发出）", func(p *Platform) { p.Unplug("", 1) }},
	{"502", "HTTP 502", func(p *Platform) { p.Down("", 502, 1) }},
	{"slow", "慢（8秒才答）", func(p *Platform) { p.Slow("", 8*time.Second, 1) }},
	{"trickle", "断续（8秒才收完）", func(p *Platform) { p.Trickle("", 8*time.Second, 1) }},
	{"lie", "乱答（空的）", func(p *Platform) { p.Lie("", "{}", 1) }},
	{"repeat", "下一条投递两次", func(p *Platform) { p.Repeat(1) }},
	{"disorder", "下一条晚到", func(p *Platform) { p.Disorder(1) }},
	{"heal", "全部撤销", func(p *Platform) { p.Heal() }},
}
