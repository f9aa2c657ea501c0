package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot"
	"github.com/zwgk/zwgk/wechatbot/wechattest"
)

// The grid member is the same person in every browser and after every restart,
// for the grid is reached through her hands.
const memberID = "oRehearsalGridMember00000001"

// clockFile keeps how far the office's clock was moved, so that what was
// recorded on a later day does not lie in the future after a restart.
const clockFile = "office/clock"

// remembered is what a receipt names: its number and query code.
var remembered = map[string]*regexp.Regexp{
	"编号":  regexp.MustCompile(`编号：(\S+)\n查询码：\S+?（`),
	"查询码": regexp.MustCompile(`编号：\S+\n查询码：(\S+?)（`),
}

// reasons keep why the last answer to each citizen came about.
type reasons struct {
	mu sync.Mutex
	of map[string]wechatbot.Why
}

func (r *reasons) note(openid string, y wechatbot.Why) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil || len(r.of) > 1000 {
		r.of = map[string]wechatbot.Why{}
	}
	r.of[openid] = y
}

// facts write a reason as the desk shows it.
func (r *reasons) facts(openid string) []wechattest.Fact {
	r.mu.Lock()
	y, known := r.of[openid]
	r.mu.Unlock()
	if !known {
		return nil
	}
	var out sheet
	out.understood(y)
	out.found(y)
	out.answered(y)
	return out
}

// A sheet is a reason line by line.
type sheet []wechattest.Fact

func (s *sheet) add(name, value string) {
	if value != "" {
		*s = append(*s, wechattest.Fact{Name: name, Value: value})
	}
}

// understood says what a text was taken for.
func (s *sheet) understood(y wechatbot.Why) {
	s.add("识别为", cmp.Or(y.Intent, y.Message))
	if y.Sure > 0 {
		s.add("把握", fmt.Sprintf("%.0f%%", 100*y.Sure))
	}
	if y.Option > 0 {
		s.add("选了", fmt.Sprintf("上一条的第%d项", y.Option))
	}
	s.add("单位", y.Organ)
	if y.Year > 0 {
		s.add("年份", fmt.Sprint(y.Year))
	}
	s.add("公开时限", y.Category)
	s.add("索引号", y.Number)
}

// found says who was asked, and what there was.
func (s *sheet) found(y wechatbot.Why) {
	s.add("问了", map[string]string{"catalog": "公开目录 catalog", "budget": "预决算账本 budget", "desk": "申请台账 disclosure", "cases": "来信台账 cases", "office": "没有问哪一间"}[y.Room])
	s.add("申请停在", y.Step)
	if y.Total > 0 || len(y.Found) > 0 {
		s.add("查到", fmt.Sprintf("%d条%s", max(y.Total, len(y.Found)), map[bool]string{true: "，都只是相近"}[y.Near]))
	}
	for _, f := range y.Found {
		value := string(f.Number)
		if f.Score > 0 {
			value += fmt.Sprintf(" · 得分 %.2f", f.Score)
		}
		s.add("", value)
	}
}

// answered says how it was said.
func (s *sheet) answered(y wechatbot.Why) {
	if y.Template != "" {
		s.add("用了文案", "replies/"+y.Template+".tmpl")
	}
	if y.Options > 0 {
		s.add("会话", fmt.Sprintf("选项1–%d，%s前有效", y.Options, y.Until.In(beijing).Format("15:04")))
	}
	if y.Length > 0 {
		s.add("长度", fmt.Sprintf("%d字节（微信最多2048）", y.Length))
	}
	if y.Later {
		s.add("来不及", "答复随后由客服消息送到")
	}
}

// rehearsal joins the desk on the page to the office's rooms.
func (o *office) rehearsal() *wechattest.DeskOptions {
	return &wechattest.DeskOptions{
		Citizens: []wechattest.Persona{{Name: "甲"}, {Name: "乙", Note: "大字版", Large: true}, {Name: "网格员", Label: "网格员", Note: "人工转发", OpenID: memberID}},
		Dates: []wechattest.DateStep{
			{Label: "+1天", To: func(now time.Time) (time.Time, error) { return now.AddDate(0, 0, 1), nil }},
			{Label: "+5工作日", To: func(now time.Time) (time.Time, error) {
				day, err := o.desk.Calendar().National().AddWorkdays(civil.InChina(now), 5)
				if errors.Is(err, civil.ErrNotCovered) {
					err = errors.New("放假安排还没有公布，数不出工作日")
				}
				return day.Time(beijing), err
			}},
			{Label: "季末", To: func(now time.Time) (time.Time, error) {
				now = now.In(beijing).AddDate(0, 0, 1)
				return time.Date(now.Year(), (now.Month()-1)/3*3+4, 0, 0, 0, 0, 0, beijing), nil
			}},
		},
		Explain: o.why.facts, Moved: o.keepClock, Tables: o.ledgers, Act: o.act, Remember: remembered, Save: o.saveScript,
	}
}

func (o *office) today() civil.Date { return civil.InChina(o.platform.Now()) }

// keepClock writes down how far the clock was moved, and does what the new day
// brings about.
func (o *office) keepClock(ctx context.Context) error {
	skew := time.Until(o.platform.Now()).Round(time.Second)
	o.turn(ctx)
	return o.records.PutFile(ctx, clockFile, strings.NewReader(skew.String()))
}

// ledgers are what the clerk has before her.
func (o *office) ledgers(ctx context.Context) ([]wechattest.Table, error) {
	requests := wechattest.Table{Title: "申请台账（随“今天”一起走）", Empty: "还没有申请。", Head: []string{"登记号", "内容", "状态", "确认收到", "最迟答复", "还剩"}}
	for r, err := range o.desk.Requests(ctx) {
		if err != nil {
			return nil, err
		}
		requests.Rows = append([]wechattest.Row{o.requestRow(r)}, requests.Rows...)
	}
	letters := wechattest.Table{Title: "来信台账", Empty: "还没有来信。", Head: []string{"登记号", "类别", "状态", "最迟答复"}}
	for c, err := range o.cases.Cases(ctx) {
		if err != nil {
			return nil, err
		}
		row := wechattest.Row{Cells: []string{c.ID, c.Kind.Chinese(), c.State().Chinese(), "—"}}
		if due, err := o.cases.Due(c); err == nil {
			row.Cells[3] = due.String()
		}
		for _, a := range c.Allowed(disclosure.RoleClerk) {
			if a == cases.ActReplied {
				row.Actions = append(row.Actions, wechattest.Action{Label: "答复", Name: "回信", Arg: c.ID})
			}
		}
		letters.Rows = append([]wechattest.Row{row}, letters.Rows...)
	}
	publish := wechattest.Table{Title: "待发布", Empty: "样稿都发布了；自己的信息用 zwgk publish 发布。", Head: []string{"名称", "发布机构"}}
	for _, s := range samples() {
		if !o.public(ctx, s) {
			publish.Rows = append(publish.Rows, wechattest.Row{Cells: []string{s.Title, s.Publisher}, Actions: []wechattest.Action{{Label: "审查通过，发布", Name: "发布", Arg: s.DocNumber}}})
		}
	}
	return []wechattest.Table{requests, letters, publish}, nil
}

func (o *office) requestRow(r disclosure.Request) wechattest.Row {
	row := wechattest.Row{Cells: []string{r.ID, r.Subject, r.State().Chinese(), "—", "—", "—"}}
	if out := r.Outcome(); out != "" {
		row.Cells[2] += " · " + out.Chinese()
	}
	if day := r.Received(); !day.IsZero() {
		row.Cells[3] = day.String()
	}
	if due, err := r.DueOn(o.desk.Calendar(), o.today()); err == nil {
		row.Cells[4], row.Cells[5] = due.Day.String(), fmt.Sprintf("%d个工作日", due.Left)
		switch {
		case due.Uncounted && due.Left < 0:
			row.Cells[5] = "超期"
		case due.Uncounted:
			row.Cells[5] = "—"
		case due.Left < 0:
			row.Cells[5] = fmt.Sprintf("超期%d个工作日", -due.Left)
		}
		if due.Provisional {
			row.Cells[4] += "（暂定）"
		}
	}
	for _, k := range r.AllowedTo(disclosure.RoleClerk) {
		switch k {
		case disclosure.KindConfirmed:
			row.Actions = append(row.Actions, wechattest.Action{Label: "确认收到", Name: "确认收到", Arg: r.ID})
		case disclosure.KindReplied:
			row.Actions = append(row.Actions, wechattest.Action{Label: "答复：予以公开", Name: "予以公开", Arg: r.ID}, wechattest.Action{Label: "答复：非本机关掌握", Name: "非本机关掌握", Arg: r.ID})
		}
	}
	return row
}

// act does what an action of the ledgers asks, and notes it in the conversation
// in the words that a script has for it.
func (o *office) act(ctx context.Context, a wechattest.Action) (string, error) {
	day := o.today()
	var err error
	switch a.Name {
	case "确认收到":
		_, err = o.desk.Record(ctx, a.Arg, disclosure.Confirmed(day))
	case "予以公开":
		_, err = o.desk.Record(ctx, a.Arg, disclosure.Replied(day, disclosure.Reply{Outcome: disclosure.Granted, Text: "您申请的信息予以公开，见附件。"}))
	case "非本机关掌握":
		_, err = o.desk.Record(ctx, a.Arg, disclosure.Replied(day, disclosure.Reply{Outcome: disclosure.NotHeld, NotOurs: true, Grounds: "本机关没有制作、也没有获取这条信息。", Responsible: "（演练）"}))
	case "回信":
		_, err = o.cases.Record(ctx, a.Arg, cases.Replied(day, "您反映的情况已经收到并核对，特此答复。"))
	case "发布":
		err = o.publish(ctx, a.Arg)
	default:
		return "", fmt.Errorf("不会办“%s”", a.Name)
	}
	var refused *disclosure.TransitionError
	if errors.As(err, &refused) {
		return "", errors.New(refused.Chinese())
	}
	if err != nil {
		return "", err
	}
	o.platform.Note("办公室", a.Name+" "+a.Arg)
	return a.Name + "：" + a.Arg, nil
}

// samples are documents that the office has not published yet, to see what
// publishing sets off. Title, document number and day are those of www.gov.cn.
func samples() []catalog.Record {
	sample := func(title, doc, summary string, day civil.Date) catalog.Record {
		return catalog.Record{Title: title, DocNumber: doc, Summary: summary, Date: day, Publisher: "国务院办公厅", Column: "上级文件", Category: disclosure.AdHoc, Drafter: "起草人"}
	}
	return []catalog.Record{
		sample("国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见", "国办发〔2019〕54号", "基层政务公开标准化规范化怎么做。", civil.Day(2019, time.December, 26)),
		sample("国务院办公厅关于印发《政府信息公开信息处理费管理办法》的通知", "国办函〔2020〕109号", "信息处理费怎么收。", civil.Day(2020, time.November, 17)),
	}
}

// public says whether a sample was published already.
func (o *office) public(ctx context.Context, s catalog.Record) bool {
	page, err := o.catalog.Search(ctx, catalog.Query{Text: s.DocNumber, Limit: 5, Today: o.today()})
	return err == nil && slices.ContainsFunc(page.Hits, func(h catalog.Hit) bool { return h.Record.DocNumber == s.DocNumber })
}

func (o *office) publish(ctx context.Context, document string) error {
	for _, r := range samples() {
		if r.DocNumber == document {
			r.Review = catalog.Review{By: "审查人", Day: o.today(), Result: catalog.Cleared}
			_, err := o.catalog.Publish(ctx, r, catalog.Actor{Name: "值班", Role: "clerk", At: o.platform.Now().In(beijing)})
			return err
		}
	}
	return fmt.Errorf("没有这份样稿")
}

// saveScript keeps a conversation in the folder of scripts.
func (o *office) saveScript(name string, s wechattest.Script) (string, error) {
	if err := os.MkdirAll(o.scripts, 0o755); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		file := filepath.Join(o.scripts, filepath.Base(name)+".txt")
		if n > 1 {
			file = filepath.Join(o.scripts, fmt.Sprintf("%s-%d.txt", filepath.Base(name), n))
		}
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = s.WriteTo(f)
		return file, errors.Join(err, f.Close())
	}
}
