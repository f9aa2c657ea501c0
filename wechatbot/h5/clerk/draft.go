package clerk

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/zwgk/zwgk/catalog"
)

// draftView is the form in which a record is written.
type draftView struct {
	ID, Version int64
	Fields      []input
	Rest        []remark // findings that belong to no field
	Checked     bool     // the findings are those of what stands in the form
	Told        bool     // they are what was asked for, so the page opens at them
	Fixable     int      // findings with a certain fix
	Private     string   // names what the screening found; empty: nothing
	Ticked      string   // names what it had found on the page on which the drafter left it to the reviewer
	Conflict    string
	Replaces    string
	Back        string // why it was sent back; empty: it was not
	Files       []catalog.File
	Attach      bool // files can be attached here
	Once        string
	Twins       []catalog.Record // that are most likely the same
	Apart       bool             // they are not, says the drafter
	Discard     bool             // this person may throw it away
}

// Marked reports whether something was found about a field.
func (d draftView) Marked() bool {
	return slices.ContainsFunc(d.Fields, func(in input) bool { return len(in.Wrong) > 0 })
}

func (v *visit) newDraft() {
	if !v.needs(Drafter) {
		return
	}
	r := catalog.Record{Date: v.day(), Publisher: v.Office.Name}
	view := draftView{Once: once()}
	if n := v.r.URL.Query().Get("replaces"); n != "" {
		old, err := v.Catalog.Find(v.ctx(), catalog.IndexNumber(n))
		if err != nil {
			v.fail(err)
			return
		}
		r, view.Replaces = old, string(old.Number)
		r.Date = v.day()
	}
	view.Fields = v.draftFields(r)
	v.show(http.StatusOK, page{Name: "draft", Title: "拟一条信息", Nav: "/records", Data: view})
}

// editDraft shows the form of a record that may still be written.
func (v *visit) editDraft() {
	id, ok := v.number("id")
	if !ok || !v.needs(Drafter) {
		return
	}
	r, err := v.Catalog.Paper(v.ctx(), id)
	if err != nil {
		v.fail(err)
		return
	}
	if !writable(r) {
		v.trouble(http.StatusConflict, closed(r, "不能再改草稿。要更正已公开的信息，请用“以新替旧”。"))
		return
	}
	view := draftView{ID: r.ID, Version: r.Version, Fields: v.draftFields(r), Checked: true, Replaces: string(replaced(r)),
		Files: r.Files, Attach: v.Attachments.on()}
	view.Back = v.sentBack(r.ID)
	view.Discard = r.Status == catalog.Draft && v.notOwn("discard", r) == ""
	if view.Twins, err = v.Catalog.Twins(v.ctx(), r); err != nil {
		v.fail(err)
		return
	}
	v.judge(&view, r, nil)
	v.show(http.StatusOK, page{Name: "draft", Title: "修改草稿", Nav: "/records", Data: view})
}

// judge puts what the checks find beside the fields.
func (v *visit) judge(view *draftView, r catalog.Record, read []catalog.Finding) {
	view.Checked = true
	var remarks []remark
	found := slices.DeleteFunc(append(v.linter().Lint(r), v.over(r)...), func(f catalog.Finding) bool { return unread(f, read) })
	view.Private = private(found)
	for _, f := range slices.Concat(read, found, v.sameDocNumber(r)) {
		if f.Fix != "" {
			view.Fixable++
		}
		remarks = append(remarks, remarkOf(f))
	}
	remarks = append(remarks, twinRemarks(view.Twins)...)
	view.Fields, view.Rest = on(view.Fields, remarks)
}

// private names what the screening found that a drafter leaves to the reviewer.
func private(found []catalog.Finding) string {
	var out []remark
	for _, f := range found {
		if f.Severity == catalog.Blocking && f.Rule != catalog.RuleUnread { // that is the reviewer's anyway
			out = append(out, remark{Print: f.Fingerprint()})
		}
	}
	return prints(out)
}

// Confirmed reports whether the drafter saw all that is found now, and left it to the
// reviewer.
func (d draftView) Confirmed() bool { return covered(d.Ticked, d.Private) }

// readDraft reads the form with the same reader that takes records from files.
func readDraft(form url.Values) (catalog.Record, []catalog.Finding, error) {
	texts := map[string]string{}
	for _, name := range draftNames {
		texts[name] = value(form, name)
	}
	raw, err := json.Marshal(texts)
	if err != nil {
		return catalog.Record{}, nil, err
	}
	return catalog.ReadRecord(bytes.NewReader(raw))
}

// savedDraft checks, mends, saves or submits what stands in the form.
func (v *visit) savedDraft() {
	if !v.needs(Drafter) {
		return
	}
	r, read, err := readDraft(v.r.PostForm)
	if err != nil {
		v.fail(err)
		return
	}
	view := draftView{Ticked: v.field("confirmed"), Replaces: v.field("replaces"), Once: v.field("once"), Apart: v.field("apart") != ""}
	view.ID, _ = strconv.ParseInt(v.field("id"), 10, 64)
	view.Version, _ = strconv.ParseInt(v.field("version"), 10, 64)
	act := v.field("act")
	switch act {
	case "fix":
		r, _ = r.Fixed(v.linter().Lint(r))
	case "mask":
		r.Title, r.Summary, r.Body, r.Source = catalog.Mask(r.Title), catalog.Mask(r.Summary), catalog.Mask(r.Body), catalog.Mask(r.Source)
	}
	view.Fields = v.draftFields(r)
	if act != "fix" && act != "mask" { // what cannot be read stays as it was written
		view.Fields = filled(view.Fields, v.r.PostForm)
	}
	if act != "save" && act != "submit" {
		v.showDraft(http.StatusOK, view, r, read)
		return
	}
	v.keepDraft(act == "submit", view, r, read)
}

func (v *visit) showDraft(status int, view draftView, r catalog.Record, read []catalog.Finding) {
	if view.ID != 0 {
		if old, err := v.Catalog.Paper(v.ctx(), view.ID); err == nil {
			r = onto(old, r) // what is attached is looked at too
		}
	}
	r.ID = view.ID
	view.Back = v.sentBack(view.ID)
	twins, err := v.Catalog.Twins(v.ctx(), replacing(r, view.Replaces))
	if err != nil {
		v.fail(err)
		return
	}
	view.Twins = twins
	v.judge(&view, r, read)
	view.Told = view.Conflict == ""
	title := "拟一条信息"
	if view.ID != 0 {
		title = "修改草稿"
	}
	v.show(status, page{Name: "draft", Title: title, Nav: "/records", Data: view})
}

// keepDraft saves the draft and, when it may be, submits it for review. Whatever
// is wrong with it, it is saved first.
func (v *visit) keepDraft(submit bool, view draftView, r catalog.Record, read []catalog.Finding) {
	done, ok := v.turn(v.drafting) // of two presses of one form the second finds what the first made
	if !ok {
		return
	}
	defer done()
	if view.ID == 0 && !v.first(&view, replacing(r, view.Replaces), submit) {
		return
	}
	r.ID, r.Version, r.Drafter = view.ID, view.Version, v.person.Name
	if view.ID != 0 {
		old, err := v.Catalog.Paper(v.ctx(), view.ID)
		if err != nil {
			v.fail(err)
			return
		}
		if submit && v.saved(old, r) {
			v.submitDraft(view, old, read)
			return
		}
		r = onto(old, r)
	}
	kept, err := v.Catalog.Move(v.ctx(), replacing(r, view.Replaces), catalog.Draft, "", v.actor())
	if err == nil && view.ID == 0 {
		err = v.remember(view.Once, kept.ID)
	}
	switch {
	case errors.Is(err, catalog.ErrConflict):
		v.draftConflict(view, r, read)
	case v.refused(err):
		v.trouble(http.StatusConflict, "这条信息刚才已经送审或者发布，草稿不能再改。")
	case err != nil:
		v.fail(err)
	case submit:
		v.submitDraft(view, kept, read)
	default:
		v.keptDraft(view, kept, read)
	}
}

// saved reports whether a draft is kept already as it stands in the form, by the same
// person: a form that was refused and is sent again is not saved twice.
func (v *visit) saved(old, r catalog.Record) bool {
	return old.Status == catalog.Draft && old.Version == r.Version && old.Drafter == r.Drafter && v.sameWords(old, r)
}

// sameWords reports whether two records look the same in the form.
func (v *visit) sameWords(a, b catalog.Record) bool {
	was, is := v.draftFields(a), v.draftFields(b)
	return slices.EqualFunc(was, is, func(x, y input) bool { return x.Value == y.Value })
}

// replacing links a record to the one that it takes the place of.
func replacing(r catalog.Record, number string) catalog.Record {
	if number != "" && replaced(r) == "" {
		r.Links = append(r.Links, catalog.Link{Kind: catalog.Replaces, To: catalog.IndexNumber(number)})
	}
	return r
}

// submitDraft sends a saved draft to its reviewer, or says why it cannot go yet.
func (v *visit) submitDraft(view draftView, kept catalog.Record, read []catalog.Finding) {
	view.ID, view.Version = kept.ID, kept.Version
	var err error
	if view.Twins, err = v.Catalog.Twins(v.ctx(), kept); err != nil {
		v.fail(err)
		return
	}
	lack := v.notReady(kept, read, view.Ticked)
	if lack == "" && len(view.Twins) > 0 && !view.Apart {
		lack = "已经有一条名称、机构、文号和日期都相同的。确实不是同一条的，请在表单末尾勾选。"
	}
	if lack != "" {
		v.judge(&view, kept, read)
		view.Told = true
		view.Rest = append([]remark{{Tone: toneBad, Word: "没有送审", Text: lack + "草稿已经保存。"}}, view.Rest...)
		v.show(http.StatusUnprocessableEntity, page{Name: "draft", Title: "修改草稿", Nav: "/records", Data: view})
		return
	}
	if _, err := v.Catalog.Move(v.ctx(), kept, catalog.InReview, "", v.actor()); err != nil {
		v.fail(err)
		return
	}
	v.flash("已送审，等另一位同事审查。")
	v.redirect("/records/%d", kept.ID)
}

// onto takes what the form says over what it does not show.
func onto(old, r catalog.Record) catalog.Record {
	r.Number, r.Files, r.Links, r.Validity, r.Language, r.URL = old.Number, old.Files, old.Links, old.Validity, old.Language, old.URL
	return r
}

// over finds a notice that would be over before it is out.
func (v *visit) over(r catalog.Record) []catalog.Finding {
	out := v.day()
	if r.NotBefore.After(out) {
		out = r.NotBefore
	}
	if r.Until.IsZero() || !r.Published.IsZero() || !r.Until.Before(out) {
		return nil
	}
	return []catalog.Finding{{Rule: catalog.RuleDateInvalid, Severity: catalog.Error, Where: "公示截止日期", Text: "到公开那天，公示已经截止。", Want: "不早于" + out.String(), Got: r.Until.String()}}
}

// notReady says why a draft cannot go to its reviewer yet.
func (v *visit) notReady(r catalog.Record, read []catalog.Finding, ticked string) string {
	lacks := len(read) > 0
	for _, f := range append(r.Validate(), v.over(r)...) {
		if f.Rule != catalog.RuleNotProactive {
			lacks = true
		}
	}
	switch {
	case lacks:
		return "还有必须填写或者要改的地方，见各栏旁边的说明。"
	case r.Openness != catalog.Proactive && r.Grounds == "":
		return "公开属性不是主动公开的，请写明不公开的依据。"
	case !covered(ticked, private(r.Screen())):
		return "含有个人信息或者密级标志：请遮盖，或者核对后在表单末尾勾选“请审查人决定”。"
	}
	return ""
}

// draftConflict shows what was written together with what somebody else saved
// meanwhile. Saving again puts the own words over the other's.
func (v *visit) draftConflict(view draftView, mine catalog.Record, read []catalog.Finding) {
	theirs, err := v.Catalog.Paper(v.ctx(), view.ID)
	if err != nil {
		v.fail(err)
		return
	}
	by := "别人"
	if steps, err := v.treads(v.ctx(), view.ID); err == nil && len(steps) > 0 {
		by = steps[len(steps)-1].by
	}
	for i, f := range v.draftFields(theirs) {
		if f.Value != view.Fields[i].Value {
			view.Fields[i].Theirs = f.Value
			if f.Value == "" {
				view.Fields[i].Theirs = "（空）"
			}
		}
	}
	if !writable(theirs) { // nor may it be saved over: the form keeps the version that it had
		view.Conflict = "没有保存：您打开以后，这条信息已经由“" + by + "”办到“" + theirs.Status.Chinese() + "”，草稿不能再改。您填的内容都在下面，要用的请先复制下来。"
		v.showDraft(http.StatusConflict, view, mine, read)
		return
	}
	view.Version = theirs.Version
	view.Conflict = "您打开以后，“" + by + "”保存过这条草稿。您填的内容都在下面，没有保存；不同的地方标出了对方的写法。核对后再按保存，就以您的为准。"
	v.showDraft(http.StatusConflict, view, mine, read)
}

// refused reports whether the catalogue's table does not allow an act.
func (v *visit) refused(err error) bool {
	var t *catalog.TransitionError
	return errors.As(err, &t)
}
