package wechatbot_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zwgk/zwgk/wechatbot"
)

// form is what the templates of the town's notices say.
const form = "编号：{{character_string1.DATA}}\n单位：{{thing2.DATA}}\n进展：{{phrase3.DATA}}\n日期：{{date4.DATA}}\n说明：{{thing5.DATA}}"

// fields are how they are filled.
var fields = map[string]string{"character_string1": "{编号}", "thing2": "{单位}", "phrase3": "{进展}", "date4": "{日期}", "thing5": "{事项}，回复进度看内容"}

// noticesOf are notices of the account by their kinds' names.
func (t *town) noticesOf(kinds string) []wechatbot.ServiceNotice {
	var out []wechatbot.ServiceNotice
	for _, kind := range strings.Split(kinds, "、") {
		by := map[string]wechatbot.NoticeKind{"模板消息": wechatbot.TemplateMessage, "订阅通知": wechatbot.SubscriptionMessage}[kind]
		out = append(out, wechatbot.ServiceNotice{By: by, ID: t.platform.AddTemplate(form), Fields: fields})
	}
	return out
}

// memos are a Keeper in memory.
type memos struct {
	mu   sync.Mutex
	kept map[string]memoKept
}

type memoKept struct {
	what  []byte
	until time.Time
}

func (k *memos) Keep(_ context.Context, owner string, what []byte, at time.Time, life time.Duration) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept[owner] = memoKept{what, at.Add(life)}
	return nil
}

func (k *memos) Kept(_ context.Context, owner string, at time.Time) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if m := k.kept[owner]; !at.After(m.until) {
		return m.what, nil
	}
	return nil, nil
}

// turns are two replicas that take turns.
type turns struct {
	mu   sync.Mutex
	bots [2]http.Handler
	n    int
}

func (t *turns) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.mu.Lock()
	t.n++
	bot := t.bots[t.n%2]
	t.mu.Unlock()
	bot.ServeHTTP(w, r)
}

// takingTurns makes two replicas that share what a conversation remembers. The first
// runs already; both do in the end.
func (t *town) takingTurns(tb testing.TB) *turns {
	t.again(tb, func(c *wechatbot.Config) { c.Talks = &memos{kept: map[string]memoKept{}} })
	both := &turns{}
	both.bots[0] = t.bot
	t.run(tb)
	t.again(tb, func(*wechatbot.Config) {})
	both.bots[1] = t.bot
	return both
}

// agrees lets who acted last agree to the subscription notices for long.
func (s *scene) agrees(string) error {
	for _, n := range s.bot.Notices {
		if n.By == wechatbot.SubscriptionMessage {
			s.Citizen("").Subscribes(n.ID)
		}
	}
	return nil
}

func (s *scene) blocks(string) error {
	s.Citizen("").Blocks(true)
	return nil
}

func (s *scene) misdelivers(what string) error {
	n, err := strconv.Atoi(what)
	s.platform.Misdeliver(n)
	return err
}

// told waits until the record of the last receipt holds a text among the channels,
// notices and failures of what was told, or until it says that all was told.
func (s *scene) told(what string) error {
	look, end := time.NewTicker(5*time.Millisecond), time.NewTimer(30*time.Second)
	defer look.Stop()
	defer end.Stop()
	for {
		record := s.tellings(s.Kept("编号"))
		if strings.Contains(record, what) || what == "都告知了" && s.allTold(s.Kept("编号")) {
			return nil
		}
		select {
		case <-look.C:
		case <-end.C:
			return fmt.Errorf("%q is not on the record:\n%s", what, record)
		}
	}
}

// allTold says whether a request has nothing left that its applicant must be told of.
func (t *town) allTold(id string) bool {
	r, err := t.desk.Request(context.Background(), id)
	return err == nil && len(r.Untold()) == 0
}

// channels are the ways in which citizens are told, for clerks.
var channels = map[string]string{"wechat": "客服消息", "wechat.template": "模板消息", "wechat.subscription": "订阅通知", "wechat.reply": "随消息回复"}

// tellings are the channels and failures of what was told of a request or case.
func (t *town) tellings(id string) string {
	var b strings.Builder
	if r, err := t.desk.Request(context.Background(), id); err == nil {
		for _, e := range r.Events {
			if e.Channel != "" {
				fmt.Fprintln(&b, e.Kind.Chinese(), channels[e.Channel], e.Failure)
			}
		}
	}
	if c, err := t.cases.Case(context.Background(), id); err == nil {
		for _, e := range c.Events {
			if e.Channel != "" {
				fmt.Fprintln(&b, e.Act.Chinese(), channels[e.Channel], e.Failure)
			}
		}
	}
	return b.String()
}
