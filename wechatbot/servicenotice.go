package wechatbot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/wechatbot/internal/weixin"
)

// A NoticeKind is one of WeChat's two kinds of service notices. Both are open to
// verified service accounts (服务号) only.
type NoticeKind string

// The kinds of service notices.
const (
	TemplateMessage     NoticeKind = "template"     // 模板消息: to any follower
	SubscriptionMessage NoticeKind = "subscription" // 订阅通知: to who agreed to it, once or for long
)

// A ServiceNotice (服务通知) is a template of the account that tells a citizen, whom
// no customer message reaches any more, that something happened and where to read
// it. Its fields hold fixed words and these, and nothing personal:
//
//	{编号}  number of the request or case
//	{单位}  the organ that has it
//	{事项}  信息公开申请, 投诉, 咨询, 提问
//	{进展}  what happened, in five Chinese characters at most
//	{日期}  the day on which it happened, 2026年11月23日
//	{时间}  when the notice goes out, 2026年11月23日 09:30
type ServiceNotice struct {
	By     NoticeKind
	ID     string            // template_id, as WeChat's console shows it
	About  string            // what it tells of: request or case; empty: both
	Fields map[string]string // by the template's field, such as thing2: what it says
}

// tellsOf says whether the notice tells of requests or of cases.
func (n ServiceNotice) tellsOf(what string) bool { return n.About == what || n.About == "" }

const (
	aboutRequest = "request"
	aboutCase    = "case"
)

// channel is how a telling by the notice is remembered.
func (n ServiceNotice) channel() string { return tellChannel + "." + string(n.By) }

// noticeView is all that a notice may say.
type noticeView struct{ number, organ, matter, progress, day, moment string }

// placeholder is what stands in a field for something else.
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

func (v noticeView) words() map[string]string {
	return map[string]string{"{编号}": v.number, "{单位}": v.organ, "{事项}": v.matter, "{进展}": v.progress, "{日期}": v.day, "{时间}": v.moment}
}

// fieldRule is what WeChat takes in a field: so many characters, made so. What is
// too long is cut and ends as said, or is not taken where no ending is.
type fieldRule struct {
	most   int
	form   *regexp.Regexp
	cut    bool
	ending string
}

// fieldRules are WeChat's rules (订阅消息参数值内容限制) by the field's type: the
// letters that its name begins with. The types for a person's own data, such as
// phone_number, are not among them: nothing personal goes into a notice.
var fieldRules = map[string]fieldRule{
	"thing":            {20, regexp.MustCompile(`^\PC+$`), true, "…"},
	"keyword":          {20, regexp.MustCompile(`^\PC+$`), true, "…"}, // of templates from before 2020
	"const":            {20, regexp.MustCompile(`^\PC+$`), false, ""},
	"enum":             {20, regexp.MustCompile(`^\PC+$`), false, ""},
	"character_string": {32, regexp.MustCompile(`^[\x20-\x7e]+$`), false, ""},
	"number":           {32, regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`), false, ""},
	"letter":           {32, regexp.MustCompile(`^[A-Za-z]+$`), false, ""},
	"symbol":           {5, regexp.MustCompile(`^[^\pL\pN\pC]+$`), false, ""},
	"phrase":           {5, regexp.MustCompile(`^\p{Han}+$`), false, ""},
	"name":             {10, regexp.MustCompile(`^\p{Han}+$`), true, ""},
	"date":             {32, regexp.MustCompile(`^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日( [0-9]{1,2}:[0-9]{2})?$`), false, ""},
	"time":             {32, regexp.MustCompile(`^([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日 )?[0-9]{1,2}:[0-9]{2}$`), false, ""},
}

// fill fills the fields, or says which one WeChat would not take.
func (n ServiceNotice) fill(v noticeView) (map[string]string, error) {
	known, data := v.words(), map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(n.Fields)) {
		kind := strings.TrimRight(key, "0123456789")
		rule, found := fieldRules[kind]
		if !found {
			return nil, fmt.Errorf("field %q: no words are known for fields of type %q; choose a template without it", key, kind)
		}
		for _, p := range placeholder.FindAllString(n.Fields[key], -1) {
			if _, ok := known[p]; !ok {
				return nil, fmt.Errorf("field %q: %s stands for nothing; there are %s", key, p, strings.Join(slices.Sorted(maps.Keys(known)), " "))
			}
		}
		value := placeholder.ReplaceAllStringFunc(n.Fields[key], func(p string) string { return known[p] })
		value = strings.Join(strings.Fields(value), " ")
		fits := rule.form.MatchString(value) // also what is cut off now: a shorter word before it would let it in
		if r := []rune(value); len(r) > rule.most && rule.cut {
			value = string(r[:rule.most-len([]rune(rule.ending))]) + rule.ending
		}
		if len([]rune(value)) > rule.most || !fits || !rule.form.MatchString(value) {
			return nil, fmt.Errorf("field %q: WeChat does not take %q: at most %d characters, as %s", key, value, rule.most, rule.form)
		}
		data[key] = value
	}
	return data, nil
}

// checkNotices says what is wrong with the settings of notices, by filling each
// with everything that it may have to say.
func (b *Bot) checkNotices() error {
	for _, n := range b.Notices {
		switch {
		case b.Subscription:
			return fmt.Errorf("wechatbot: notice %q: a subscription account (订阅号) cannot send service notices", n.ID)
		case n.By != TemplateMessage && n.By != SubscriptionMessage:
			return fmt.Errorf("wechatbot: notice %q: there is no kind %q: write template or subscription", n.ID, n.By)
		case n.ID == "":
			return fmt.Errorf("wechatbot: a notice has no template_id")
		case !slices.Contains([]string{"", aboutRequest, aboutCase}, n.About):
			return fmt.Errorf("wechatbot: notice %q: there is nothing %q to tell of: write request or case", n.ID, n.About)
		case len(n.Fields) == 0:
			return fmt.Errorf("wechatbot: notice %q has no fields", n.ID)
		}
		for _, v := range b.noticeSamples() {
			if _, err := n.fill(v); err != nil {
				return fmt.Errorf("wechatbot: notice %q: %w", n.ID, err)
			}
		}
	}
	return nil
}

// noticeSamples are views of every kind of event of which citizens are told.
func (b *Bot) noticeSamples() []noticeView {
	sample := noticeView{number: disclosure.FormatNumber(2026, 1, 1), organ: cmp.Or(b.Office.Desk, b.Office.Name, "本机关"),
		matter: b.say("service_matter", aboutRequest).text, day: "2026年11月23日", moment: "2026年11月23日 09:30"}
	var all []noticeView
	add := func(what string) {
		sample.progress = b.say("service_progress", what).text
		all = append(all, sample)
	}
	for _, t := range disclosure.Transitions() {
		if t.Tell {
			add(string(t.On))
		}
	}
	for _, t := range cases.Transitions() {
		if t.Tell {
			add(string(t.On))
		}
	}
	return all
}

// noticeOf is what a notice may say of something that happened on a day.
func (b *Bot) noticeOf(number, organ, matter, what string, day string) noticeView {
	return noticeView{number: number, organ: cmp.Or(organ, b.Office.Desk, b.Office.Name, "本机关"), matter: matter,
		progress: b.say("service_progress", what).text, day: day, moment: b.moment()}
}

// sendNotice sends a notice, and returns WeChat's id of it, which may be empty. The
// same key again within ten minutes sends no second template message.
func (b *Bot) sendNotice(ctx context.Context, n ServiceNotice, openid, link, key string, data map[string]string) (string, error) {
	values := map[string]any{}
	for k, v := range data {
		values[k] = map[string]string{"value": v}
	}
	api, in := "/cgi-bin/message/template/send", map[string]any{"touser": openid, "template_id": n.ID, "data": values, "client_msg_id": key}
	if link != "" {
		in["url"] = link
	}
	if n.By == SubscriptionMessage {
		api, in = "/cgi-bin/message/subscribe/bizsend", map[string]any{"touser": openid, "template_id": n.ID, "data": values}
		if link != "" {
			in["page"] = link
		}
	}
	var out struct {
		ID weixin.ID `json:"msgid"`
	}
	err := b.wechat.Call(ctx, api, in, &out)
	return string(out.ID), err
}

// A trouble with a notice ends it for her, or for everybody for a while.
const (
	noticeWent    = iota
	noticeNotHers // she cannot be told by it: the next way is taken
	noticeOff     // the account cannot use it: so is it, and the operator is alarmed
	noticeUnsure  // WeChat is busy or cannot be reached: it may have gone out
)

// judge says what WeChat's answer to a notice means.
func judge(err error) int {
	switch {
	case err == nil:
		return noticeWent
	case weixin.Refused(err, 40003, 43004, 43101):
		return noticeNotHers
	case weixin.Refused(err, 40037, 41030, 43116, 45009, 47003, 48001, 48002, 48004):
		return noticeOff
	}
	return noticeUnsure
}

// untilMorning is five past midnight of the next day in Beijing, when a day's quota is back.
func untilMorning(now time.Time) time.Time {
	y, m, d := now.In(beijing).Date()
	return time.Date(y, m, d+1, 0, 5, 0, 0, beijing)
}

// A NoticeTrial is what became of one notice that was tried.
type NoticeTrial struct {
	Notice  ServiceNotice
	Trouble string // why WeChat did not take it, in a clerk's words; empty: it took it
}

// TryNotices sends every notice of the settings, filled with an example, to one
// follower, so that an operator sees them before citizens do. What WeChat took may
// still not arrive.
func (b *Bot) TryNotices(ctx context.Context, openid string) []NoticeTrial {
	var trials []NoticeTrial
	for _, n := range b.Notices {
		trial := NoticeTrial{Notice: n}
		sample := b.noticeSamples()[0]
		sample.day, sample.moment = b.day().Chinese(), b.moment()
		data, err := n.fill(sample)
		if err == nil {
			_, err = b.sendNotice(ctx, n, openid, b.Pages.Progress(sample.number), noticeKey("try", n.ID, sample.moment), data)
		}
		if err != nil {
			trial.Trouble = reason(err)
		}
		trials = append(trials, trial)
	}
	return trials
}

// moment is what a notice says of now.
func (b *Bot) moment() string { return b.Now().In(beijing).Format("2006年1月2日 15:04") }
