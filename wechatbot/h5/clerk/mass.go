package clerk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"

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
	None  string // why none can be sent now
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
	view := massView{Text: sought(form), Tag: value(form, "tag"), Wrong: wrong, Most: mostArticles, Tags: v.tags()}
	quota, err := v.quota()
	if err != nil {
		v.fail(err)
		return
	}
	view.Quota, view.None = quota, quota.usedUp()
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
		if !gone[string(r.Number)] && r.Status != catalog.Superseded && (picked || named(r, view.Text)) {
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
		case r.Status == catalog.Superseded:
			return nil, "《" + cut(40, r.Title) + "》已经被替代，请改选新的。"
		case gone[string(n)]:
			return nil, "《" + cut(40, r.Title) + "》已经群发过，或者已经有人提议，请去掉。"
		}
	}
	return records, ""
}
