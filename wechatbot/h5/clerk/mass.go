package clerk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
)

// mostArticles is how many articles one message of WeChat's carries.
const mostArticles = 8

// massRows is how many records are offered for a mass message.
const massRows = 40

// massView is the page on which records are gathered into one message.
type massView struct {
	Text  string // what the clerk looks for
	Rows  []massRow
	Tags  []choice
	Tag   string
	Quota *Quota
	Most  int
	Total int // records that fit
	Wrong string
}

// massRow is a record that may go into the message.
type massRow struct {
	catalog.Record
	Picked, Head bool
}

// gatherMass offers what is public and was not mass sent, the newest first.
func (v *visit) gatherMass() {
	if v.needs(Drafter) {
		v.showMass(http.StatusOK, "")
	}
}

func (v *visit) showMass(status int, wrong string) {
	form := v.r.URL.Query()
	if v.r.Method == http.MethodPost {
		form = v.r.PostForm
	}
	view := massView{Text: value(form, "q"), Tag: value(form, "tag"), Wrong: wrong, Most: mostArticles, Tags: v.tags()}
	quota, err := v.quota()
	if err != nil {
		v.fail(err)
		return
	}
	view.Quota = quota
	gone, err := v.massed()
	if err != nil {
		v.fail(err)
		return
	}
	for r, err := range v.Catalog.Records(v.ctx()) {
		if err != nil {
			v.fail(err)
			return
		}
		picked := slices.Contains(form["record"], string(r.Number))
		if !gone[string(r.Number)] && (picked || named(r, view.Text)) {
			view.Rows = append(view.Rows, massRow{r, picked, form.Get("head") == string(r.Number)})
		}
	}
	slices.SortStableFunc(view.Rows, func(a, b massRow) int {
		if a.Picked != b.Picked {
			return map[bool]int{true: -1, false: 1}[a.Picked]
		}
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.ID, a.ID))
	})
	view.Total = len(view.Rows)
	view.Rows = view.Rows[:min(len(view.Rows), max(massRows, len(form["record"])))]
	v.show(status, page{Name: "mass", Title: "合成一次群发", Nav: "/posts", Data: view})
}

// massed are the records that were mass sent, or are on their way.
func (v *visit) massed() (map[string]bool, error) {
	all, err := v.releases()
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, rel := range all {
		if rel.Channel == v.Posting.MassChannel && !rel.State.Retryable() {
			out[rel.Subject] = true
		}
	}
	open, _, err := v.waitingProposals()
	for _, p := range open {
		for _, n := range p.Records {
			out[string(n)] = true
		}
	}
	return out, err
}

// tags are the followers to whom a message may go.
func (d *desk) tags() []choice {
	out := []choice{{Text: "全部粉丝"}}
	for _, g := range d.Grids {
		if g.Tag != "" && !slices.ContainsFunc(out, func(c choice) bool { return c.Value == g.Tag }) {
			out = append(out, choice{Value: g.Tag, Text: "订阅“" + g.Tag + "”的粉丝"})
		}
	}
	return out
}

func (v *visit) quota() (*Quota, error) {
	if v.Posting.Quota == nil {
		return nil, nil
	}
	q, err := v.Posting.Quota(v.ctx())
	return &q, err
}

// proposeMass keeps what was gathered for a reviewer to send.
func (v *visit) proposeMass() {
	if !v.needs(Drafter) {
		return
	}
	records, wrong := v.picked()
	tag := v.field("tag")
	if wrong == "" && !slices.ContainsFunc(v.tags(), func(c choice) bool { return c.Value == tag }) {
		wrong = "没有这个标签。"
	}
	if wrong != "" {
		v.showMass(http.StatusUnprocessableEntity, "没有提议："+wrong)
		return
	}
	switch err := v.propose(records, tag); {
	case errors.Is(err, catalog.ErrClaimed):
		v.flash("同样的群发已经提议过，没有再提。")
	case err != nil:
		v.fail(err)
		return
	default:
		v.flash("已提议群发%d条，由另一位有“审核”岗位的同事发出。", len(records))
	}
	v.redirect("/posts")
}

// picked are the records of the form, the headline first.
func (v *visit) picked() (records []catalog.IndexNumber, wrong string) {
	head := v.field("head")
	for _, n := range v.r.PostForm["record"] {
		if slices.Contains(records, catalog.IndexNumber(n)) {
			continue
		}
		records = append(records, catalog.IndexNumber(n))
	}
	switch at := slices.Index(records, catalog.IndexNumber(head)); {
	case len(records) == 0:
		return nil, "请先勾选要群发的信息。"
	case len(records) > mostArticles:
		return nil, fmt.Sprintf("一次群发最多%d条，现在勾了%d条。", mostArticles, len(records))
	case at > 0:
		records = slices.Insert(slices.Delete(records, at, at+1), 0, catalog.IndexNumber(head))
	case at < 0 && head != "":
		return nil, "头条也要勾选。"
	}
	gone, err := v.massed()
	if err != nil {
		return nil, "群发的记录暂时读不出来，请过一会儿再提。"
	}
	for _, n := range records {
		r, err := v.Catalog.Find(v.ctx(), n)
		switch {
		case err != nil:
			return nil, "“" + string(n) + "”已经不公开，请去掉。"
		case gone[string(n)]:
			return nil, "《" + cut(40, r.Title) + "》已经群发过，或者已经有人提议，请去掉。"
		}
	}
	return records, ""
}

// massStep sends a proposal, shows it on the office's phones, or drops it.
func (v *visit) massStep() {
	v.sending.Lock() // so that a double press finds what the first has done
	defer v.sending.Unlock()
	all, err := v.proposed()
	if err != nil {
		v.fail(err)
		return
	}
	at := slices.IndexFunc(all, func(p proposal) bool { return p.Key == v.r.PathValue("key") })
	if at < 0 {
		v.trouble(http.StatusNotFound, "")
		return
	}
	p := v.fill(all[at])
	switch act := v.field("act"); {
	case !p.Waits() || v.field("seen") != p.Seen():
		v.showPosts(http.StatusConflict, "没有再办：这次群发刚才已经有人办过（"+p.Release.Reason+"）。")
	case act == "look" && v.Posting.Preview != nil:
		v.lookAtMass(p)
	case act == "drop" && v.mayDrop(p):
		v.dropMass(p)
	case act == "send" && v.maySend(p):
		v.sendMass(p)
	case act == "send":
		v.trouble(http.StatusForbidden, "提议和发出须由两个人办：由另一位有“审核”岗位的同事发出。")
	default:
		v.trouble(http.StatusForbidden, "这一步不由您办理。")
	}
}

// Seen is how often and when the proposal was last touched.
func (p proposal) Seen() string {
	return strconv.Itoa(p.Release.Attempts) + "." + strconv.FormatInt(p.Release.At.UnixMilli(), 36)
}

func (v *visit) dropMass(p proposal) {
	said := v.person.Name + "收回"
	if p.By != v.person.Name {
		why := v.field("why")
		if why == "" {
			v.showPosts(http.StatusUnprocessableEntity, "没有退回：请写明理由。")
			return
		}
		said = v.person.Name + "没有同意：" + why
	}
	if err := v.close(p, catalog.Failed, said); err != nil {
		v.fail(err)
		return
	}
	v.flash("已放下，没有群发。改好后可以再提议。")
	v.redirect("/posts")
}

func (v *visit) lookAtMass(p proposal) {
	err := v.Posting.Preview(v.ctx(), p.Records)
	switch words, refused := v.Posting.reason(err); {
	case err == nil:
		v.flash("预览已发到值班手机，请在手机上看。没有群发，也不计次数。")
		v.redirect("/posts")
	case refused:
		v.showPosts(http.StatusConflict, "预览没有发出："+words+"。")
	default:
		v.fail(err)
	}
}

// sendMass sends a proposal. Whether it went out is written on the pushes of its
// records, which also keep it from being sent twice.
func (v *visit) sendMass(p proposal) {
	if !v.ready(p) {
		return
	}
	err := v.Posting.Mass(v.ctx(), p.Records, p.Tag)
	words, refused := v.Posting.reason(err)
	switch {
	case err == nil:
		if err := v.close(p, catalog.Withdrawn, v.person.Name+"发出"); err != nil {
			v.fail(err)
			return
		}
		v.flash("微信已受理，%d条。是否送达，过一会儿在下面看。", len(p.Records))
		v.redirect("/posts")
		return
	case errors.Is(err, catalog.ErrClaimed):
		v.showPosts(http.StatusConflict, "没有再发：其中有已经发过或者正在发的，见下面的推送。")
		return
	case !refused:
		words = "程序出错"
	}
	if e := v.close(p, v.afterwards(p), v.person.Name+"发出时："+words); e != nil {
		v.fail(errors.Join(err, e))
		return
	}
	if !refused {
		v.fail(err)
		return
	}
	v.pushed = nil // they changed
	v.showPosts(http.StatusConflict, "微信没有受理："+words+"。")
}

// ready says whether a proposal can be sent, and answers when it cannot.
func (v *visit) ready(p proposal) bool {
	quota, err := v.quota()
	switch {
	case err != nil:
		v.fail(err)
	case v.field("sure") == "":
		v.showPosts(http.StatusUnprocessableEntity, "没有发：请先勾选“已逐篇看过”。")
	case len(p.Lost) > 0:
		v.showPosts(http.StatusConflict, "没有发："+numbers(p.Lost)+"已经不公开，请放下后重新提议。")
	case quota != nil && quota.MassLeft() == 0:
		v.showPosts(http.StatusConflict, "没有发："+quota.Period+"的群发次数用完了。")
	default:
		return true
	}
	return false
}

// afterwards is the state of a proposal whose message was refused: it may be
// proposed again only where all of it surely did not go out.
func (v *visit) afterwards(p proposal) catalog.ReleaseState {
	for _, n := range p.Records {
		releases, err := v.Catalog.Releases(v.ctx(), string(n))
		if err != nil || slices.ContainsFunc(releases, func(rel catalog.Release) bool {
			return rel.Channel == v.Posting.MassChannel && !rel.State.Retryable()
		}) {
			return catalog.Withdrawn
		}
	}
	return catalog.Failed
}

func numbers(ns []catalog.IndexNumber) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = string(n)
	}
	return strings.Join(out, "、")
}
