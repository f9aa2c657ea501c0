package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// chatCommand talks to the office in the terminal: the account's own handler on
// the office's own stores, with WeChat played in memory. It posts nothing and
// tells nobody but who chats; what is submitted is kept as any request is.
type chatCommand struct {
	As      string `help:"Who talks." default:"甲" placeholder:"NAME"`
	Date    string `help:"The day on which it goes on, 2026-12-01 (default: today)." placeholder:"DAY"`
	Sayings string `help:"File of sentences as citizens here write them: see docs/sayings.md." env:"ZWGK_SAYINGS" placeholder:"FILE"`
	Base    string `help:"Address of the pages, for links in the answers." env:"ZWGK_BASE" placeholder:"URL"`
}

// chatHelp is what /help says.
const chatHelp = `直接输入要说的话；选项回复数字。
/as 名字        换一个人说话
/date 2026-12-01  把今天拨到那一天（期限、提醒都跟着走）
/menu 名称      点公众号菜单
/picture 文件   发一张图片
/voice 文字     发语音，微信听成这些字
/place 38.5,106.3  发位置（纬度,经度）
/why            为什么这样回答
/save 文件      把对话存成测试脚本
/quit           结束`

func (x chatCommand) Run(ctx context.Context, c *commands, t terminal) error {
	return withDesk(ctx, c, func(o *office) error {
		s := &chatSession{ctx: ctx, t: t, platform: wechattest.New(), people: map[string]*wechattest.Follower{}}
		s.platform.Record(10_000)
		sayings, err := readSayings(x.Sayings)
		if err != nil {
			return err
		}
		s.bot, err = wechatbot.New(wechatbot.Config{Sayings: sayings,
			Account: wechatbot.Account(s.platform.Account()), Client: s.platform.Client(), Catalog: o.catalog, Desk: o.desk, Cases: o.cases,
			Books: o.books, Office: o.about, Pages: h5.Links{Base: x.Base}, Now: s.platform.Now, Trial: true, Pace: chatPace,
			Why: func(_ string, y wechatbot.Why) { s.why.Store(&y) },
		})
		if err != nil {
			return err
		}
		s.platform.Advance(t.now().Sub(s.platform.Now()))
		if x.Date != "" {
			if err := s.date(x.Date); err != nil {
				return err
			}
		}
		ctx, stop := context.WithCancel(ctx)
		ended := make(chan error, 1)
		go func() { ended <- s.bot.Run(ctx) }()
		defer func() { stop(); <-ended }()
		fmt.Fprintf(t.out, "演练：不连微信；这里提交的申请会写进 %s。/help 看命令。\n", c.DB)
		s.as(cmp.Or(x.As, "甲"))
		return s.talk()
	})
}

// chatPace is how soon what follows an answer arrives.
const chatPace = 100 * time.Millisecond

// A chatSession is one run of the command.
type chatSession struct {
	ctx      context.Context
	t        terminal
	platform *wechattest.Platform
	bot      *wechatbot.Bot
	people   map[string]*wechattest.Follower
	who      string
	why      atomic.Pointer[wechatbot.Why]
}

// talk reads lines until the end or /quit, and shows what arrives meanwhile.
func (s *chatSession) talk() error {
	lines, unread := make(chan string), error(nil) // unread: why there are no more of them
	go func() {
		defer close(lines)
		in := bufio.NewScanner(s.t.in)
		for in.Scan() {
			select {
			case lines <- in.Text():
			case <-s.ctx.Done():
				return
			}
		}
		unread = in.Err()
	}()
	s.prompt()
	for {
		changed := s.platform.Changed()
		select {
		case <-s.ctx.Done():
			return nil
		case <-changed:
			if s.news() {
				s.prompt()
			}
		case line, more := <-lines:
			if !more {
				time.Sleep(3 * chatPace) // what follows the last answer
				s.news()
				fmt.Fprintln(s.t.out)
				return unread
			}
			if line = strings.TrimSpace(line); line == "/quit" {
				return nil
			}
			if err := s.line(line); err != nil {
				fmt.Fprintln(s.t.out, "没有办成：", err)
			}
			s.prompt()
		}
	}
}

func (s *chatSession) prompt() { fmt.Fprintf(s.t.out, "%s> ", s.who) }

// line does what one line asks.
func (s *chatSession) line(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch {
	case line == "":
	case word == "/as" && rest != "":
		s.as(rest)
	case word == "/date":
		return s.date(rest)
	case word == "/why":
		s.because()
	case word == "/save":
		return s.save(rest)
	case word == "/menu", word == "/picture", word == "/voice", word == "/place":
		err := s.sends(word, rest)
		s.news()
		return err
	case strings.HasPrefix(word, "/"):
		fmt.Fprintln(s.t.out, chatHelp)
	default:
		s.people[s.who].Says(line)
		s.news()
	}
	return nil
}

// sends sends what is no text.
func (s *chatSession) sends(word, rest string) error {
	f := s.people[s.who]
	switch word {
	case "/menu":
		f.Taps("say:" + rest)
	case "/voice":
		f.Speaks(rest)
	case "/picture":
		picture, err := os.ReadFile(rest)
		if err != nil {
			return err
		}
		f.Shows(picture)
	case "/place":
		latitude, longitude, err := wechattest.ParsePlace(rest)
		if err != nil {
			return fmt.Errorf("位置写成“纬度,经度”，例如 /place 38.5,106.3：%q", rest)
		}
		f.Stands(latitude, longitude)
	}
	return nil
}

// as lets somebody else talk. The same name is the same person the next time,
// so that her requests are hers.
func (s *chatSession) as(name string) {
	s.who = name
	if s.people[name] != nil {
		s.news()
		return
	}
	sum := sha256.Sum256([]byte("zwgk chat\x00" + name))
	f := s.platform.Known(s.bot, name, "oCHAT"+hex.EncodeToString(sum[:])[:23])
	s.people[name] = f
	f.Event("subscribe", "")
	s.news()
}

// date moves the office's today.
func (s *chatSession) date(text string) error {
	day, err := civil.ParseDate(text)
	if err != nil {
		return fmt.Errorf("日期写成 2026-12-01：%q", text)
	}
	now := s.platform.Now().In(beijing)
	s.platform.Advance(time.Duration(day.Sub(civil.DateOf(now))) * 24 * time.Hour)
	fmt.Fprintf(s.t.out, "今天是 %s。\n", day)
	return nil
}

// news shows what has arrived for who talks, and says whether anything has.
func (s *chatSession) news() bool {
	f := s.people[s.who]
	if f == nil {
		return false
	}
	arrived := f.News()
	for _, a := range arrived {
		fmt.Fprintf(s.t.out, "\n%s\n", s.shown(a))
	}
	return len(arrived) > 0
}

// shown is an answer in the terminal: a text without its addresses of options, a
// card as its words, a picture as what it is.
func (s *chatSession) shown(a wechattest.Answer) string {
	var b strings.Builder
	if a.Type == "image" {
		picture, _ := s.platform.Media(a.MediaID)
		return fmt.Sprintf("［图片，%d字节］", len(picture))
	}
	for _, card := range a.Articles {
		fmt.Fprintf(&b, "［图文］%s\n%s\n", card.Title, card.Description)
		if card.URL != "" {
			fmt.Fprintln(&b, card.URL)
		}
	}
	for _, part := range wechattest.Parts(a.Text) {
		b.WriteString(part.Text)
		if part.Link != "" {
			b.WriteString(" " + part.Link)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// because says why the last answer came about.
func (s *chatSession) because() {
	y := s.why.Load()
	if y == nil {
		fmt.Fprintln(s.t.out, "还没有说话。")
		return
	}
	sure := ""
	if y.Sure > 0 {
		sure = fmt.Sprintf("（把握%.0f%%）", 100*y.Sure)
	}
	fmt.Fprintf(s.t.out, "识别为：%s%s\n问了：%s\n用了文案：%s\n", cmp.Or(y.Intent, y.Message), sure, cmp.Or(y.Room, "没有问哪一间"), cmp.Or(y.Template, "—"))
	if y.Option > 0 {
		fmt.Fprintf(s.t.out, "选了：上一条的第%d项\n", y.Option)
	}
	if y.Step != "" {
		fmt.Fprintf(s.t.out, "申请停在：%s\n", y.Step)
	}
	for i, f := range y.Found {
		fmt.Fprintf(s.t.out, "查到 %d/%d：%s 得分 %.2f\n", i+1, max(y.Total, len(y.Found)), f.Number, f.Score)
	}
	if y.Options > 0 {
		fmt.Fprintf(s.t.out, "选项：1–%d，%s 前有效\n", y.Options, y.Until.In(beijing).Format("15:04"))
	}
}

// chatRemember is what a receipt names, which is another when a script is
// played again.
var chatRemember = map[string]*regexp.Regexp{
	"编号":  regexp.MustCompile(`编号：(\S+)\n查询码：\S+?（`),
	"查询码": regexp.MustCompile(`编号：\S+\n查询码：(\S+?)（`),
}

// save writes the conversation into a new file.
func (s *chatSession) save(name string) error {
	if name == "" {
		return errors.New("写上文件名：/save 对话.txt")
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s 已经有了，换一个名字", name)
	}
	if err != nil {
		return err
	}
	script := s.platform.Saved(chatRemember)
	_, err = script.WriteTo(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	fmt.Fprintf(s.t.out, "已存到 %s，%d步。\n", name, len(script))
	return nil
}
