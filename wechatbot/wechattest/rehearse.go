package wechattest

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A desk is the page's part around the phone.
type desk struct {
	DeskOptions
	platform *Platform
	mu       sync.Mutex
	reasons  map[int][]Fact // why, by exchange
	said     string         // what came of the last act
}

func newDesk(p *Platform, o DeskOptions) *desk {
	if len(o.Citizens) == 0 {
		o.Citizens = []Persona{{Name: "甲"}, {Name: "乙", Note: "大字版", Large: true}}
	}
	p.Record(maxKept)
	return &desk{DeskOptions: o, platform: p, reasons: map[int][]Fact{}}
}

// because keeps the explanation of the last answer to a citizen.
func (d *desk) because(openid string) {
	if d.Explain == nil {
		return
	}
	last := 0
	for _, e := range d.platform.Exchanges() {
		if e.OpenID == openid && e.Kind != "pushed" {
			last = e.N
		}
	}
	facts := d.Explain(openid)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.reasons[last] = facts
	delete(d.reasons, last-maxKept)
}

func (d *desk) routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /date", d.done(d.move))
	mux.HandleFunc("POST /fault", d.done(d.inject))
	mux.HandleFunc("POST /act", d.done(d.act))
	mux.HandleFunc("POST /save", d.done(d.save))
	mux.HandleFunc("GET /script.txt", d.script)
}

// done carries out a form and goes back to the page, which says what came of it.
func (d *desk) done(do func(ctx context.Context, form url.Values) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
		if err := r.ParseForm(); err != nil {
			http.Error(w, "form", http.StatusBadRequest)
			return
		}
		said, err := do(r.Context(), r.PostForm)
		if err != nil {
			said = "没有办成：" + err.Error()
		}
		d.mu.Lock()
		d.said = said
		d.mu.Unlock()
		d.platform.mu.Lock()
		d.platform.notify()
		d.platform.mu.Unlock()
		http.Redirect(w, r, "./", http.StatusSeeOther)
	}
}

// move moves the platform's date forward: a clock that goes back would put what
// was recorded into the future.
func (d *desk) move(ctx context.Context, form url.Values) (string, error) {
	now := d.platform.Now()
	day, err := now.AddDate(0, 0, 1), error(nil)
	for _, step := range d.Dates {
		if step.Label == form.Get("step") {
			day, err = step.To(now)
		}
	}
	if text := form.Get("day"); text != "" && form.Get("step") == "" {
		day, err = time.ParseInLocation(time.DateOnly, text, beijing)
	}
	if err != nil {
		return "", err
	}
	by := until(now, day)
	if by <= 0 {
		return "", fmt.Errorf("日期只能往后拨：已经记下的事不能落到将来")
	}
	d.platform.Advance(by)
	if d.Moved != nil {
		if err := d.Moved(ctx); err != nil {
			return "", err
		}
	}
	return "今天是" + chineseDay(d.platform.Now()), nil
}

func (d *desk) inject(_ context.Context, form url.Values) (string, error) {
	for _, k := range faultKinds {
		if k.Key == form.Get("kind") {
			k.do(d.platform)
			return k.Label, nil
		}
	}
	return "", fmt.Errorf("没有这种故障")
}

func (d *desk) act(ctx context.Context, form url.Values) (string, error) {
	if d.Act == nil {
		return "", fmt.Errorf("这里没有办公室")
	}
	return d.Act(ctx, Action{Name: form.Get("name"), Arg: form.Get("arg")})
}

// save keeps the conversation under the words it began with.
func (d *desk) save(_ context.Context, form url.Values) (string, error) {
	s := d.platform.Saved(d.Remember)
	if len(s) == 0 {
		return "", fmt.Errorf("还没有对话")
	}
	if d.Save == nil {
		return "请下载", nil
	}
	place, err := d.Save(cmp.Or(strings.TrimSpace(form.Get("name")), nameOf(s)), s)
	return "已存到 " + place, err
}

// nameOf is a file's name out of the first words that somebody said.
func nameOf(s Script) string {
	for _, step := range s {
		switch step.Who {
		case "日期", "公众号", "关注", "换成", "收到":
			continue
		}
		name := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|.　 `, r) || r < ' ' {
				return -1
			}
			return r
		}, step.What)
		if r := []rune(name); len(r) > 0 {
			return string(r[:min(len(r), 20)])
		}
	}
	return "对话"
}

func (d *desk) script(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="chat.txt"`)
	d.platform.Saved(d.Remember).WriteTo(w)
}

// deskView is what the page shows around the phone.
type deskView struct {
	Today, Day string
	Steps      []string
	Roles      []role
	Kinds      []faultKind
	Waiting    []string
	Traffic    []traffic
	Count      int // how many messages and calls there were
	Shown      *shown
	Took, Said string
	Tables     []Table
	CanSave    bool
	Clerk      bool // the clerk is played: what the office can do stands in the middle
	Group      *groupView
	Large      bool
}

type faultKind struct{ Key, Label string }

// A role is somebody to be played.
type role struct {
	Key, Name, Note string
	Badge           int
	On              bool
}

func (d *desk) view(ctx context.Context, s *seat, key string, groups []groupView) *deskView {
	now := d.platform.Now()
	v := &deskView{Today: chineseDay(now), Day: now.In(beijing).Format(time.DateOnly), Waiting: d.platform.Waiting(), CanSave: d.Save != nil}
	for _, step := range d.Dates {
		v.Steps = append(v.Steps, step.Label)
	}
	for _, k := range faultKinds {
		v.Kinds = append(v.Kinds, faultKind{k.Key, k.Label})
	}
	lines := d.lines("")
	if key == "" || d.show(key) == nil {
		key = latest(lines)
	}
	v.Traffic, v.Shown, v.Count = d.lines(key), d.show(key), d.count()
	for _, t := range v.Traffic {
		if t.Took != "" {
			v.Took = t.Took
		}
	}
	if d.Tables != nil {
		var err error
		if v.Tables, err = d.Tables(ctx); err != nil {
			v.Tables = []Table{{Title: "办公室", Empty: "读不出来：" + err.Error()}}
		}
	}
	d.mu.Lock()
	v.Said = d.said
	d.mu.Unlock()
	v.roles(d, s, groups)
	return v
}

func (v *deskView) roles(d *desk, s *seat, groups []groupView) {
	who := s.playing()
	for i, c := range d.Citizens {
		key := fmt.Sprint("citizen", i)
		v.Roles = append(v.Roles, role{Key: key, Name: cmp.Or(c.Label, "市民 "+c.Name), Note: c.Note, On: who == key})
		v.Large = v.Large || who == key && c.Large
	}
	if d.Tables != nil {
		todo := 0
		for _, t := range v.Tables {
			for _, r := range t.Rows {
				if len(r.Actions) > 0 {
					todo++
				}
			}
		}
		v.Clerk = who == "clerk"
		v.Roles = append(v.Roles, role{Key: "clerk", Name: "公开办 值班", Badge: todo, On: v.Clerk})
	}
	for i := range groups {
		key := fmt.Sprint("group", i)
		v.Roles = append(v.Roles, role{Key: key, Name: "网格群 " + groups[i].Name, Badge: len(groups[i].Messages), On: who == key})
		if who == key {
			v.Group = &groups[i]
		}
	}
}

// chineseDay writes a day as 2015年12月2日 周三.
func chineseDay(t time.Time) string {
	t = t.In(beijing)
	return fmt.Sprintf("%d年%d月%d日 周%s", t.Year(), int(t.Month()), t.Day(), []string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()])
}
