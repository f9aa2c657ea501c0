package clerk

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure"
	"github.com/zwgk/zwgk/disclosure/cases"
	"github.com/zwgk/zwgk/disclosure/civil"
	"github.com/zwgk/zwgk/wechatbot/h5"
	"github.com/zwgk/zwgk/wechatbot/h5/internal/furniture"
)

//go:embed templates
var templateFiles embed.FS

// visit is one request of one person.
type visit struct {
	*desk
	w      http.ResponseWriter
	r      *http.Request
	person Person
	owed   []catalog.Duty    // see duties
	open   []ask             // see openAsks
	pushed []catalog.Release // see releases
}

func (v *visit) ctx() context.Context { return v.r.Context() }

// now and day are the office's, wherever its machine stands.
func (d *desk) now() time.Time { return d.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60)) }

func (d *desk) day() civil.Date { return civil.DateOf(d.now()) }

// actor is the person as the catalogue's changes name him.
func (v *visit) actor() catalog.Actor {
	return catalog.Actor{Name: v.person.Name, Role: "clerk", At: v.now()}
}

// page is what the layout of every page shows.
type page struct {
	Name  string // of the template
	Title string
	Nav   string // path of the entry of the menu that it belongs to
	Under string // beside the title
	Data  any

	// Set by show.
	Office  h5.Office
	Person  Person
	Menu    []entry
	Flash   string
	CSS     string
	Icon    string
	SignOn  bool // the proxy signs in and out
	Anybody bool // somebody is signed in
}

// entry is a line of the menu.
type entry struct {
	Path, Text string
	N          int  // what waits there
	Late       bool // the day of some of it is over
	On         bool
}

// show renders a page.
func (v *visit) show(status int, p page) {
	p.Office, p.Person, p.Anybody = v.Office, v.person, v.person.Name != ""
	p.CSS, p.Icon = v.prefix+"/assets/"+v.assets.Name("clerk.css"), v.prefix+"/assets/"+v.assets.Name(furniture.Icon)
	if p.Anybody {
		p.Menu = v.menu(p.Nav)
		p.Flash = v.sessions.PopString(v.ctx(), keyFlash)
		_, p.SignOn = v.SignOn.name(v.r)
	}
	var b bytes.Buffer
	if err := v.pages[p.Name].ExecuteTemplate(&b, "layout", p); err != nil {
		if v.Fault != nil {
			v.Fault(fmt.Errorf("clerk: page %s: %w", p.Name, err))
		}
		http.Error(v.w, "页面暂时打不开", http.StatusInternalServerError)
		return
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	furniture.Send(v.w, v.r, status, b.Bytes(), true)
}

// menu lists the rooms of the desk, with what waits in each.
func (v *visit) menu(on string) []entry {
	n, err := v.waiting()
	if err != nil && v.Fault != nil && v.ctx().Err() == nil {
		v.Fault(err)
	}
	all := []entry{{Path: "/", Text: "今日"}, {Path: "/records", Text: "公开信息"}, {Path: "/review", Text: "审查与发布", N: n.review}}
	if v.Items != nil {
		all = append(all, entry{Path: "/items", Text: "公开事项台账", N: n.overdue, Late: n.overdue > 0})
	}
	if v.Desk != nil {
		all = append(all, entry{Path: "/requests", Text: "依申请公开", N: n.requests, Late: n.late})
	}
	if v.Cases != nil {
		all = append(all, entry{Path: "/questions", Text: "留言与人工", N: n.cases})
	}
	if v.Accounts != nil {
		all = append(all, entry{Path: "/tables", Text: "预决算表"})
	}
	all = append(all, entry{Path: "/grids", Text: "网格通知", N: n.hands})
	if v.hasPosts() {
		all = append(all, entry{Path: "/posts", Text: "公众号发布", N: n.posts})
	}
	if v.Desk != nil {
		all = append(all, entry{Path: "/report", Text: "年度报告"})
	}
	all = append(all, entry{Path: "/trail", Text: "操作记录"})
	for i := range all {
		all[i].On = all[i].Path == on
	}
	return all
}

// redirect goes to a page of the desk, after an act that may not be repeated.
func (v *visit) redirect(format string, args ...any) {
	http.Redirect(v.w, v.r, v.prefix+fmt.Sprintf(format, args...), http.StatusSeeOther)
}

// flash says on the next page what was done.
func (v *visit) flash(format string, args ...any) {
	v.sessions.Put(v.ctx(), keyFlash, fmt.Sprintf(format, args...))
}

// troubleView says what went wrong and what to do.
type troubleView struct {
	Text  string
	Back  string  // page of the matter that it is about; empty: none
	Typed []input // the words of the form that was refused, to be copied
}

// wordFields are the fields in which people write words, with what they are called; what
// identifies an applicant is not among them.
var wordFields = []struct{ name, label string }{{"text", "内容"}, {"body", "正文"}, {"summary", "内容概述"}, {"grounds", "理由、依据"}, {"how", "获取方式"}, {"note", "说明"},
	{"reason", "理由"}, {"found", "审查意见"}, {"overview", "总体情况"}, {"problems", "存在的主要问题及改进情况"}, {"other", "其他需要报告的事项"}}

// typedWords are the words that a refused form brought: another post may sit at that
// computer by now, and nothing that was written is lost with it.
func (v *visit) typedWords() []input {
	var out []input
	for _, f := range wordFields {
		if said := v.field(f.name); said != "" {
			out = append(out, input{Label: f.label, Value: said})
		}
	}
	return out
}

// about is the page of the matter that an address belongs to; empty where that page
// itself was asked for.
func (v *visit) about() string {
	at, _ := strings.CutPrefix(v.r.URL.Path, v.prefix)
	parts := strings.Split(strings.Trim(at, "/"), "/")
	back := ""
	switch {
	case len(parts) > 1 && slices.Contains([]string{"records", "requests", "questions"}, parts[0]) && parts[1] != "new":
		back = "/" + parts[0] + "/" + parts[1]
	case parts[0] == "posts" || parts[0] == "grids":
		back = "/" + parts[0]
	}
	if v.r.Method == http.MethodGet && back == at {
		return ""
	}
	return back
}

// trouble answers with a page that says what is wrong; the empty text is the
// usual one of the status.
func (v *visit) trouble(status int, text string) {
	title := map[int]string{http.StatusNotFound: "没有这个页面", http.StatusForbidden: "不能办理", http.StatusConflict: "现在不能这样办理",
		http.StatusMethodNotAllowed: "不能这样打开", http.StatusRequestEntityTooLarge: "内容太长"}[status]
	if title == "" {
		title = "页面暂时打不开"
	}
	if text == "" {
		text = map[int]string{http.StatusNotFound: "链接可能不完整，或者这一件已经不在了。请从左边的栏目重新进入。",
			http.StatusMethodNotAllowed:      "请从页面上的按钮办理。",
			http.StatusRequestEntityTooLarge: "正文超过了2兆字节。请把长的内容放进附件。"}[status]
	}
	if text == "" {
		text = "是程序的问题，不是您操作有误。刚才的操作可能没有办成，请回到上一页看一看再办。"
	}
	if v.person.Name == "" {
		v.person, _ = v.who(v.r) // the menu is shown to whoever is signed in
	}
	view := troubleView{Text: text}
	if v.person.Name != "" && status != http.StatusNotFound {
		view.Back = v.about()
	}
	if v.person.Name != "" && v.r.Method == http.MethodPost && (status == http.StatusForbidden || status == http.StatusConflict) {
		view.Typed = v.typedWords()
	}
	v.show(status, page{Name: "trouble", Title: title, Data: view})
}

// fail answers an error that is not the clerk's, and tells the host of it.
func (v *visit) fail(err error) { v.failed(v, err) }

func (d *desk) failed(v *visit, err error) {
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		v.trouble(http.StatusRequestEntityTooLarge, "")
		return
	case errors.Is(err, catalog.ErrNotFound), errors.Is(err, disclosure.ErrNotFound), errors.Is(err, cases.ErrNotFound):
		v.trouble(http.StatusNotFound, "")
		return
	}
	if d.Fault != nil && v.r.Context().Err() == nil {
		d.Fault(err)
	}
	v.trouble(http.StatusInternalServerError, "")
}

// needs lets only people with one of the roles go on.
func (v *visit) needs(roles ...Role) bool {
	if v.person.Is(roles...) {
		return true
	}
	var words []string
	for _, r := range roles {
		words = append(words, "“"+r.Chinese()+"”")
	}
	v.trouble(http.StatusForbidden, "您的岗位是"+v.person.Titles()+"，这一步由"+strings.Join(words, "或者")+"办理。")
	return false
}

// number reads a number from the path; it answers 404 and reports false when
// there is none.
func (v *visit) number(name string) (int64, bool) {
	n, err := strconv.ParseInt(v.r.PathValue(name), 10, 64)
	if err != nil || n <= 0 {
		v.trouble(http.StatusNotFound, "")
		return 0, false
	}
	return n, true
}

// field is what a form says, without blanks around it.
func (v *visit) field(name string) string { return value(v.r.PostForm, name) }

func value(form url.Values, name string) string {
	return strings.TrimSpace(strings.Map(typed, strings.ReplaceAll(strings.ToValidUTF8(form.Get(name), ""), "\r\n", "\n")))
}

// typed drops control characters, which nobody types and no database keeps.
func typed(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}

// assetName is the name of the style sheet that a request asks for.
func (d *desk) assetName(r *http.Request) (string, bool) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return "", false
	}
	return strings.CutPrefix(r.URL.Path, d.prefix+"/assets/")
}

// functions are what templates may call.
func (d *desk) functions() template.FuncMap {
	return template.FuncMap{
		"to":       func(path string) string { return d.prefix + path },
		"toRecord": func(n catalog.IndexNumber) string { return d.Links.Record(n) },
		"moment":   func(t time.Time) string { return t.In(d.now().Location()).Format("2006-01-02 15:04") },
		"clock":    d.clock,
		"cut":      cut,
		"inc":      func(n int) int { return n + 1 },
		"join":     strings.Join,
		"word":     d.pushWord,
		"way":      TellWay,
		"tone":     d.pushTone,
		"stuck":    d.stuck,
		"articles": func() bool { return d.Posting.Article != nil },
	}
}

// clock is when something of a day was entered: the hour, or with its day where that is
// another; empty where it was not written down.
func (d *desk) clock(at time.Time, day civil.Date) string {
	if at.IsZero() {
		return ""
	}
	if at = at.In(d.now().Location()); civil.DateOf(at) == day {
		return at.Format("15:04")
	}
	return at.Format("（01-02 15:04登记）")
}

func cut(n int, s string) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
