package clerk

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zwgk/zwgk/catalog"
	"github.com/zwgk/zwgk/disclosure/civil"
)

// actsOn are the forms that a person sees at a record, and why when there are
// none.
func (v *visit) actsOn(r catalog.Record) ([]recordForm, string, error) {
	wrote, err := v.wrote(v.ctx(), r, v.person.Name)
	if err != nil {
		return nil, "", err
	}
	steps, err := v.treads(v.ctx(), r.ID)
	if err != nil {
		return nil, "", err
	}
	twins, err := v.Catalog.Twins(v.ctx(), r)
	if err != nil {
		return nil, "", err
	}
	why, eyes := "", ""
	var out []recordForm
	for _, d := range deeds() {
		switch {
		case !slices.Contains(d.from, r.Status):
		case d.own != nil && (!v.person.Is(d.roles...) || d.own(r, steps, v.person.Name) != ""):
		case !v.person.Is(d.roles...):
			why = v.othersPart(d.act, r)
		case d.eyes && wrote:
			eyes = "这条信息有您写的内容，须由另一个人审查（条例（2019）第17条）。"
		case d.act == "due" && r.NotBefore.After(v.day()):
		default:
			f := v.formOf(d, r, d.main || v.r.URL.Query().Get("act") == d.act)
			if len(twins) > 0 && slices.Contains(releasing, d.act) {
				f.Fields = append(f.Fields, apart(twins))
			}
			out = append(out, f)
		}
	}
	if slices.ContainsFunc(out, func(f recordForm) bool { return !f.Own }) {
		why = ""
	}
	return out, cmp.Or(eyes, why), nil
}

// othersPart says whose part an act on a record is that this person may not do; empty:
// nobody else's.
func (v *visit) othersPart(act string, r catalog.Record) string {
	for _, d := range deeds() {
		if d.act == act && slices.Contains(d.from, r.Status) && !v.person.Is(d.roles...) {
			return "这一步由“" + titles(d.roles) + "”办理，您的岗位是" + v.person.Titles() + "。"
		}
	}
	return ""
}

// releasing are the acts that let a record out.
var releasing = []string{"publish", "schedule", "due"}

func titles(roles []Role) string {
	var words []string
	for _, r := range roles {
		words = append(words, r.Chinese())
	}
	return strings.Join(words, "、")
}

func (v *visit) formOf(d deed, r catalog.Record, open bool) recordForm {
	f := recordForm{Act: d.act, Title: d.title, Text: d.text, Button: d.button, Danger: d.danger, Main: d.main, Own: d.own != nil, Waive: d.waive && len(r.Screen()) > 0, Open: open, Basis: basis(r.Status, d.step)}
	if d.fields != nil {
		f.Fields = d.fields(v, r)
	}
	if f.Waive {
		f.Fields = append(waivers(r), f.Fields...)
	}
	for i := range f.Fields {
		f.Fields[i].Prefix = d.act + "-"
	}
	return f
}

// basis is the article that the catalogue's table names for a step.
func basis(from catalog.Status, step catalog.ChangeKind) string {
	for _, t := range catalog.Transitions() {
		if t.Kind == step && (t.From == from || from == catalog.InReview && t.From == catalog.SecrecyReview) && t.Basis != "" {
			return t.Basis
		}
	}
	return ""
}

// recordAct does what a form of a record's page asks for.
func (v *visit) recordAct() {
	v.acting.Lock() // so that a double press finds what the first has done, and not half of it
	defer v.acting.Unlock()
	r, ok := v.paper()
	if !ok {
		return
	}
	forms, why, err := v.actsOn(r)
	if err != nil {
		v.fail(err)
		return
	}
	act := v.field("act")
	at := slices.IndexFunc(forms, func(f recordForm) bool { return f.Act == act })
	seen, _ := strconv.ParseInt(v.field("version"), 10, 64)
	switch {
	case seen != r.Version:
		v.meanwhile(r, forms, at)
	case at < 0 && !slices.ContainsFunc(deeds(), func(d deed) bool { return d.act == act && slices.Contains(d.from, r.Status) }):
		v.trouble(http.StatusConflict, "这条信息现在是“"+r.Status.Chinese()+"”，不能这样办理。")
	case at < 0 && v.notOwn(act, r) != "":
		v.trouble(http.StatusForbidden, v.notOwn(act, r))
	case at < 0 && why != "":
		v.trouble(http.StatusForbidden, why)
	case at < 0 && v.othersPart(act, r) != "":
		v.trouble(http.StatusForbidden, v.othersPart(act, r))
	case at < 0:
		v.trouble(http.StatusConflict, "这条信息现在是“"+r.Status.Chinese()+"”，不能这样办理。")
	default:
		for i := range forms {
			forms[i].Open = i == at
		}
		forms[at].Fields = filled(forms[at].Fields, v.r.PostForm)
		if lack := lacking(forms[at].Fields); lack != "" {
			v.showRecord(http.StatusUnprocessableEntity, r, []remark{wrong("没有办理：" + lack)}, forms)
			return
		}
		v.perform(r, forms, at)
	}
}

// perform takes the steps behind a button.
func (v *visit) perform(r catalog.Record, forms []recordForm, at int) {
	done, err := v.carryOut(forms[at].Act, r, saidIn(forms[at].Fields))
	var bad *badField
	var invalid *catalog.InvalidError
	var screened *catalog.ScreenError
	refuse := func(remarks ...remark) { v.showRecord(http.StatusUnprocessableEntity, r, remarks, forms) }
	switch {
	case err == nil:
		v.flash("%s：%s", forms[at].Title, strings.TrimSpace(string(done.Number)+" "+cut(40, done.Title)))
		v.redirect("/records/%d", r.ID)
	case errors.As(err, &bad):
		for i := range forms[at].Fields {
			if forms[at].Fields[i].Name == bad.name {
				forms[at].Fields[i].Wrong = append(forms[at].Fields[i].Wrong, wrong(bad.text))
			}
		}
		refuse(wrong("没有办理：" + bad.text))
	case errors.As(err, &invalid):
		refuse(append([]remark{wrong("没有发布：法定的要素不全，请退回修改。")}, remarksOf(invalid.Findings)...)...)
	case errors.As(err, &screened):
		refuse(append([]remark{wrong("没有发布：还有没有放行的个人信息或者密级标志。")}, remarksOf(screened.Findings)...)...)
	case errors.Is(err, catalog.ErrNotReviewed):
		refuse(wrong("没有发布：审查人不能是拟稿人（条例（2019）第17条）。"))
	case errors.Is(err, catalog.ErrConflict):
		v.overtaken(r.ID, forms[at].Act)
	case v.refused(err):
		refuse(wrong("没有办理：这一步的条件还不具备。"))
	default:
		v.fail(err)
	}
}

func remarksOf(fs []catalog.Finding) []remark {
	var out []remark
	for _, f := range fs {
		out = append(out, remarkOf(f))
	}
	return out
}

// badField is a field that cannot be read.
type badField struct{ name, text string }

func (b *badField) Error() string { return "clerk: field " + b.name }

func dayOf(said url.Values, name string) (civil.Date, error) {
	d, err := civil.ParseDate(said.Get(name))
	if err != nil {
		return d, &badField{name, "日期请写成2015-12-02。"}
	}
	return d, nil
}

// carryOut takes the catalogue's steps that one button stands for.
func (v *visit) carryOut(act string, r catalog.Record, said url.Values) (catalog.Record, error) {
	move := func(step catalog.ChangeKind) (catalog.Record, error) {
		return v.Catalog.Move(v.ctx(), r, step, said.Get("note"), v.actor())
	}
	switch act {
	case "publish", "schedule":
		return v.release(act, r, said)
	case "return":
		return move(catalog.Returned)
	case "recall":
		return move(catalog.Recalled)
	case "discard":
		return v.discard(r, said.Get("note"))
	case "refer":
		r.Review = catalog.Review{By: v.person.Name, Day: v.day(), Result: catalog.Refer, Grounds: said.Get("note")}
		return move(catalog.SecrecyReview)
	case "withhold":
		return v.withhold(r, said)
	case "due":
		out, err := move(catalog.Published)
		if err == nil {
			err = v.retireOld(out)
		}
		return out, err
	case "again":
		r.Openness = catalog.Proactive
		return move(catalog.InReview)
	case "withdraw":
		return v.withdraw(r, said)
	case "replaced":
		by, err := v.Catalog.Find(v.ctx(), catalog.IndexNumber(said.Get("by")))
		if err != nil || by.ID == r.ID {
			return r, &badField{"by", "目录里没有这个索引号的其他公开信息。"}
		}
		return v.supersede(r, by.Number)
	}
	return move(catalog.Archived)
}

// withhold decides that a record is not made public, on the grounds that are said.
func (v *visit) withhold(r catalog.Record, said url.Values) (catalog.Record, error) {
	look, err := dayOf(said, "look")
	if err != nil {
		return r, err
	}
	if !look.After(v.day()) {
		return r, &badField{"look", "重新评估的日期要在今天以后。"}
	}
	r.Openness, r.Grounds, r.Look = catalog.Openness(said.Get("openness")), said.Get("grounds"), look
	r.Review = catalog.Review{By: v.person.Name, Day: v.day(), Result: catalog.Withhold, Grounds: r.Grounds}
	return v.Catalog.Move(v.ctx(), r, catalog.Withheld, said.Get("note"), v.actor())
}

// withdraw takes a record away from the public, for a reason that the public reads.
func (v *visit) withdraw(r catalog.Record, said url.Values) (catalog.Record, error) {
	note := said.Get("kind") + "：" + said.Get("note")
	if fs := (catalog.Record{Summary: note}).Screen(); len(fs) > 0 {
		return r, &badField{"note", "理由公众看得到，里面" + fs[0].Text[:strings.IndexAny(fs[0].Text, "，。")] + "。请改写，不要写出来。"}
	}
	return v.Catalog.Move(v.ctx(), r, catalog.Withdrawn, note, v.actor())
}

func (v *visit) supersede(old catalog.Record, by catalog.IndexNumber) (catalog.Record, error) {
	old.Links = append(old.Links, catalog.Link{Kind: catalog.ReplacedBy, To: by})
	return v.Catalog.Move(v.ctx(), old, catalog.Superseded, "", v.actor())
}

// farthest is how many days ahead a record may be scheduled.
const farthest = 366

// release lets a record out, now or on its day: the reviewer's word, then the
// steps of the table. What stands in its way is found before anything is done.
func (v *visit) release(act string, r catalog.Record, said url.Values) (catalog.Record, error) {
	r.Review = catalog.Review{By: v.person.Name, Day: v.day(), Result: catalog.ReviewResult(said.Get("result")), Grounds: said.Get("grounds")}
	for name := range said {
		if finding, ok := strings.CutPrefix(name, "waive."); ok {
			r.Review.Waived = append(r.Review.Waived, catalog.Waiver{Finding: finding, Reason: said.Get(name)})
		}
	}
	if r.Review.Result == catalog.Severed && r.Review.Grounds == "" {
		return r, &badField{"grounds", "区分处理后公开的，请写明处理了什么。"}
	}
	r.NotBefore = civil.Date{}
	if act == "schedule" {
		var err error
		if r.NotBefore, err = dayOf(said, "not_before"); err != nil {
			return r, err
		}
		switch {
		case !r.NotBefore.After(v.day()):
			return r, &badField{"not_before", "定时发布的日期要在今天以后；今天就发，请用“现在发布”。"}
		case r.NotBefore.Sub(v.day()) > farthest:
			return r, &badField{"not_before", "定时发布的日期在一年以后，请核对年份。"}
		}
	}
	err := v.unfit(r)
	if err != nil {
		return r, err
	}
	if r.Status == catalog.InReview {
		if r, err = v.Catalog.Move(v.ctx(), r, catalog.SecrecyReview, "", v.actor()); err != nil {
			return r, err
		}
	}
	if act == "schedule" {
		return v.Catalog.Move(v.ctx(), r, catalog.Scheduled, "", v.actor())
	}
	out, err := v.Catalog.Publish(v.ctx(), r, v.actor())
	if err != nil {
		return r, err
	}
	return out, v.retireOld(out)
}

// unfit is what stands in the way of a record's release.
func (v *visit) unfit(r catalog.Record) error {
	if fs := append(r.Validate(), v.over(r)...); len(fs) > 0 {
		return &catalog.InvalidError{Findings: fs}
	}
	if fs := r.Screen(); len(fs) > 0 {
		return &catalog.ScreenError{Findings: fs}
	}
	fs, err := v.unplaced(r)
	if len(fs) > 0 {
		return &catalog.InvalidError{Findings: fs}
	}
	return err
}

// retireOld marks the record that a new one takes the place of.
func (v *visit) retireOld(out catalog.Record) error {
	n := replaced(out)
	if n == "" {
		return nil
	}
	old, err := v.Catalog.Find(v.ctx(), n)
	if errors.Is(err, catalog.ErrNotFound) || err == nil && old.Status != catalog.Published {
		return nil // it is no longer in front anyway
	}
	if err != nil {
		return err
	}
	_, err = v.supersede(old, out.Number)
	if errors.Is(err, catalog.ErrConflict) {
		return nil // somebody moves it now; its page offers to mark it by hand
	}
	return err
}
